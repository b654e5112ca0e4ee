//! The words of the notice that brings the sheet before back.

use super::words;
use crate::model::name;
use crate::session::{ReplacedBy, Undoable};
use crate::text;

/// What was done, as the user reads it.
pub(super) fn said(undoable: Undoable<'_>) -> String {
    let rows = text::counted(undoable.rows, "row");
    match undoable.by {
        ReplacedBy::Clear => format!("Cleared {rows}."),
        ReplacedBy::ReadAgain => format!("Read again: the sheet before had {rows}."),
        ReplacedBy::Removal(path) => match path.file_name() {
            Some(name) => format!("Removed {} from the sheet.", text::shown(name::bytes(name))),
            None => format!("Removed {} from the sheet.", words::path(path)),
        },
        ReplacedBy::Undo => "Brought the sheet before back.".to_owned(),
    }
}

/// What the button says.
pub(super) fn word(undoable: Undoable<'_>) -> &'static str {
    if *undoable.by == ReplacedBy::Undo { "Redo" } else { "Undo" }
}
