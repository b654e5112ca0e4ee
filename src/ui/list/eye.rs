//! Keeps what the user looks at where it is while rows come in and when their order changes. The list asks it once a frame,
//! before anything is drawn. Knows no egui.

use super::mark::Mark;
use super::numbered::Numbered;
use super::scroll::Extent;

/// What became of the rows since the last frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Since {
    /// Nothing, or some came behind the last one.
    Same,
    /// Some came, went or moved.
    Moved,
    /// They were asked for in another order, or other ones were asked for.
    Asked,
}

/// What was in sight in the last frame.
#[derive(Debug, Default)]
pub(crate) struct Eye {
    /// The first row in sight.
    first: Option<Mark>,
    /// The row that the keyboard is on, where it is held and in sight.
    held: Option<Mark>,
}

impl Eye {
    /// The top that keeps the view still.
    ///
    /// While rows come in, that is where the held row stays, or the first one; at the very top whatever is first is shown. Rows that were
    /// asked for begin at their top, as it is the first or the largest that one sorts for, unless a row is held: a user who has picked a row
    /// wants to see where it stands now.
    pub(crate) fn follow(&self, rows: &impl Numbered, extent: Extent, top: f64, since: Since) -> f64 {
        let moved = |mark: Mark| {
            let now = mark.found(rows)?;
            Some(now.position as f64 - mark.position as f64)
        };
        let held = || self.held.and_then(moved);
        let first = || self.first.filter(|_| top > 0.0).and_then(moved);
        extent.clamp(match since {
            Since::Same => top,
            Since::Moved => top + held().or_else(first).unwrap_or(0.0),
            Since::Asked => held().map_or(0.0, |by| top + by),
        })
    }

    /// Remembers what is in sight; `cursor` is the row that the keyboard is on, if it is to be held.
    pub(crate) fn remember(&mut self, rows: &impl Numbered, extent: Extent, top: f64, cursor: Option<Mark>) {
        let visible = extent.visible(top);
        self.first = Mark::at(rows, visible.start);
        self.held =
            cursor.and_then(|cursor| cursor.found(rows)).filter(|mark| visible.contains(&mark.position));
    }

    /// Forgets which rows were which: they get other numbers.
    pub(crate) fn forget(&mut self) {
        *self = Eye::default();
    }
}
