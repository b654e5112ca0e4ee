//! What of the selected rows is asked to be put on the clipboard.

use super::Action;
use super::columns::Columns;
use crate::session::{Command, Copied};
use crate::text;
use crate::ui::list::selection::Selection;
use crate::ui::words;

/// The most rows that are copied: a clipboard is not the place for a million of them.
const COPIED: u64 = 100_000;

/// The cells of the shown columns.
pub(crate) fn cells(columns: &Columns) -> Copied {
    Copied::Cells(columns.shown().map(|state| state.column).collect())
}

/// Asks for the selected rows on the clipboard.
pub(crate) fn selected(selection: &Selection, what: Copied) -> Option<Action> {
    let selected = selection.len();
    if selected > COPIED {
        let (rows, most) = (words::count(selected, "row"), text::number(COPIED));
        return Some(Action::Tell(format!(
            "Not copied: {rows} are selected, and the clipboard takes up to {most}. Select fewer rows, or export the \
             selected ones with Export…"
        )));
    }
    let rows = selection.rows().clone();
    (selected > 0).then_some(Action::Ask(Command::Copy { rows, what }))
}
