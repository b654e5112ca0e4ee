//! What the session has to say that concerns neither a row nor a picked folder.

use super::{CategoryFileMistake, Cause, Failure, NotOpened, OtherFile, PatternMistake};
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
    /// The last sheet was not kept for the next time.
    NotKept {
        /// The folder of kept sheets.
        folder: PathBuf,
        /// Why not.
        why: NotKept,
    },
    /// Not all kept sheets were deleted.
    KeptNotDeleted {
        /// Their folder.
        folder: PathBuf,
        /// Why not.
        why: Cause,
    },
    /// A file that was picked because it isn't recognised as a list, though it may be one.
    PickedList {
        /// The file.
        file: PathBuf,
        /// What it looks like.
        looks: OtherFile,
    },
    /// A comparison of the sheet with another one.
    NotCompared(NotCompared),
    /// The user's own categories.
    CategoriesNotUsed(CategoryFileMistake),
    /// A comparison was to be saved as a sheet, which it isn't: it has rows that are there no more.
    ComparisonNotSaved,
    /// An export was asked for while another one is being written.
    ExportIsBusy,
}

/// Why a sheet was not kept for the next time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotKept {
    /// It alone takes more than all kept sheets are to take.
    TooLarge {
        /// Which is so many bytes.
        most: u64,
    },
    /// It could not be written.
    Io(Cause),
    /// The job came to nothing.
    Failed(Failure),
}

/// Why a sheet was not compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotCompared {
    /// It is still being read.
    Unfinished,
    /// There is nothing in it.
    Empty,
    /// The folders that it was to be compared with could not be read.
    Unread {
        /// The first of them.
        path: PathBuf,
        /// Why that one couldn't, if that is known.
        cause: Option<Cause>,
    },
}
