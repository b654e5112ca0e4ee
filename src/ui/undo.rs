//! The words of the notice that brings the sheet before back.

use super::words;
use crate::model::name;
use crate::session::{ReplacedBy, Undoable};
use crate::text;
use std::path::Path;

/// What was done, as the user reads it.
pub(super) fn said(undoable: Undoable<'_>) -> String {
    let rows = text::counted(undoable.rows, "row");
    match undoable.by {
        ReplacedBy::Clear => format!("Cleared {rows}."),
        ReplacedBy::ReadAgain => format!("Read again: the sheet before had {rows}."),
        ReplacedBy::Removal { first, sources } => {
            format!("Removed {}: {rows}.", sources_named(first, *sources))
        }
        ReplacedBy::SomeReadAgain { first, sources } => {
            format!("Reading {} again. It had {rows}.", sources_named(first, *sources))
        }
        ReplacedBy::Open => format!("Opened a file: the sheet before had {rows}."),
        ReplacedBy::Undo => "The earlier sheet is back.".to_owned(),
    }
}

/// The name of the only one, or how many there are.
fn sources_named(first: &Path, sources: usize) -> String {
    match first.file_name() {
        _ if sources > 1 => text::counted(sources as u64, "source"),
        Some(name) => text::shown(name::bytes(name)).into_owned(),
        None => words::path(first),
    }
}

/// What the button says.
pub(super) fn word(undoable: Undoable<'_>) -> &'static str {
    if *undoable.by == ReplacedBy::Undo { "Redo" } else { "Undo" }
}
