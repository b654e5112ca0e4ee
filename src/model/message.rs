//! What the session has to say that concerns neither a row nor a picked folder.

use super::{CategoryFileMistake, Failure, NotOpened, PatternMistake};
use std::path::PathBuf;

/// Why something that was asked for was not done, or can't be shown. `words::message` says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Message {
    /// Patterns of what to leave out that can't be understood.
    NotUnderstood(PatternMistake),
    /// The sheet can't be shown by the filter or order that was asked for last.
    NotShown(Failure),
    /// Picked folders were not taken out of the sheet, nor put back.
    NotChanged(Failure),
    /// The copy for the clipboard was not made.
    NotCopied(Failure),
    /// A file that was to become the sheet; the sheet stays as it was.
    NotOpened {
        /// The file.
        file: PathBuf,
        /// Why not.
        why: NotOpened,
    },
    /// The user's own categories.
    CategoriesNotUsed(CategoryFileMistake),
    /// An export was asked for while another one is being written.
    ExportIsBusy,
}
