//! Messages of the session that stand until they are dismissed.

use super::{categories_not_used, cause, failure, not_opened, pattern_mistake, picked_list};
use crate::model::{Failure, Message, NotCompared, NotKept, name};
use crate::text;
use std::path::Path;

/// Why a comparison has no file of its own as a sheet.
pub const COMPARISON_NOT_SAVED: &str = "A comparison can't be saved as a .foldersheet, which lists what there is: it also has what \
    was removed. Save it as CSV, JSON Lines or a workbook, or save the two sheets.";

/// What the session has to tell, in whole sentences.
pub fn message(message: &Message) -> String {
    match message {
        Message::NotUnderstood(mistake) => format!("Not understood: {}", pattern_mistake(mistake)),
        Message::NotShown(why) => {
            let what = "The sheet can't be shown by this filter or order, and stays as it was before.";
            format!("{what} {}", failure(why))
        }
        Message::NotChanged(why) => format!("The sources stay as they were. {}", failure(why)),
        Message::NotCopied(Failure::Panicked) => {
            "Nothing was copied: a fault of the program stopped it. Please report it.".to_owned()
        }
        Message::NotCopied(Failure::NoThread(error)) => format!("Nothing was copied: {error}. Try again."),
        Message::NotOpened { file, why } => not_opened(file, why),
        Message::NotKept { folder, why } => not_kept(folder, why),
        Message::KeptNotDeleted { folder, why } => {
            format!("Not all kept sheets in {} were deleted: {}.", shown(folder), cause(why))
        }
        Message::PickedList { file, looks } => picked_list(file, *looks),
        Message::NotCompared(why) => not_compared(why),
        Message::CategoriesNotUsed(mistake) => categories_not_used(mistake),
        Message::ComparisonNotSaved => COMPARISON_NOT_SAVED.to_owned(),
        Message::ExportIsBusy => "Another export is being written. Cancel it or wait for its end.".to_owned(),
    }
}

/// Why what has changed since can't be asked next time.
fn not_kept(folder: &Path, why: &NotKept) -> String {
    let what = "This sheet was not kept for comparing with it next time";
    match why {
        NotKept::TooLarge { most } => format!(
            "{what}: it takes more than the {} that kept sheets may take. Export it as a sheet to keep it.",
            text::size(u128::from(*most))
        ),
        NotKept::Io(why) => format!("{what}: {} can't be written to ({}).", shown(folder), cause(why)),
        NotKept::Failed(why) => format!("{what}. {}", failure(why)),
    }
}

fn shown(path: &Path) -> String {
    text::shown(name::path_bytes(path)).into_owned()
}

fn not_compared(why: &NotCompared) -> String {
    match why {
        NotCompared::Unfinished => "The sheet can be compared once it is read to its end.".to_owned(),
        NotCompared::Empty => "There is no sheet to compare yet.".to_owned(),
        NotCompared::Unread { path, cause: why } => {
            let path = shown(path);
            let why = why.as_ref().map_or(String::new(), |why| format!(": {}", cause(why)));
            format!("Nothing was compared: {path} can't be read{why}.")
        }
    }
}
