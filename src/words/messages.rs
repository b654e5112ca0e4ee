//! Messages of the session that stand until they are dismissed.

use super::{categories_not_used, cause, failure, not_opened, pattern_mistake, picked_list};
use crate::model::{Failure, Message, NotKept, name};
use crate::text;
use std::path::Path;

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
        Message::CategoriesNotUsed(mistake) => categories_not_used(mistake),
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
