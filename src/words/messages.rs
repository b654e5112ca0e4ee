//! Messages of the session that stand until they are dismissed.

use super::{categories_not_used, failure, not_opened, pattern_mistake};
use crate::model::{Failure, Message};

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
        Message::CategoriesNotUsed(mistake) => categories_not_used(mistake),
        Message::ExportIsBusy => "Another export is being written. Cancel it or wait for its end.".to_owned(),
    }
}
