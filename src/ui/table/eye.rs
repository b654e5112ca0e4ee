//! Keeps what a person looks at where it is while rows come in and when the order changes. The table asks it once a frame,
//! before anything is drawn. Knows no egui.

use super::mark::Mark;
use crate::session::{Sheet, Version};
use crate::ui::list::scroll::Extent;
use crate::view::Spec;

/// What was in sight in the last frame.
#[derive(Debug, Default)]
pub(super) struct Eye {
    version: Version,
    spec: Spec,
    /// The first row in sight.
    first: Option<Mark>,
    /// The selected row that the keyboard is on, where it is in sight.
    held: Option<Mark>,
}

impl Eye {
    /// Whether rows have moved, come or gone since the last frame.
    pub(super) fn is_new(&self, sheet: &Sheet<'_>) -> bool {
        self.version != sheet.version()
    }

    /// The top that keeps the view still.
    ///
    /// While rows come in, that is where the held row stays, or the first one; at the very top whatever is first is shown. Another
    /// order or filter begins at its top, as it is the first or the largest that one sorts for, unless a row is held: whoever has
    /// picked a row wants to see where it stands now.
    pub(super) fn follow(&self, sheet: &Sheet<'_>, extent: Extent, top: f64) -> f64 {
        if !self.is_new(sheet) {
            return extent.clamp(top);
        }
        let moved = |mark: Mark| {
            let now = mark.found(sheet)?;
            Some(now.position as f64 - mark.position as f64)
        };
        let held = self.held.and_then(moved);
        let top = if self.spec != *sheet.spec() {
            held.map_or(0.0, |by| top + by)
        } else {
            let first = self.first.filter(|_| top > 0.0);
            top + held.or_else(|| first.and_then(moved)).unwrap_or(0.0)
        };
        extent.clamp(top)
    }

    /// Remembers what is in sight; `cursor` is the row that the keyboard is on, if it is selected.
    pub(super) fn remember(&mut self, sheet: &Sheet<'_>, extent: Extent, top: f64, cursor: Option<Mark>) {
        if self.is_new(sheet) {
            self.version = sheet.version();
            self.spec.clone_from(sheet.spec());
        }
        let visible = extent.visible(top);
        self.first = Mark::at(sheet, visible.start);
        self.held =
            cursor.and_then(|cursor| cursor.found(sheet)).filter(|mark| visible.contains(&mark.position));
    }

    /// Forgets which rows were which: they get other numbers.
    pub(super) fn forget(&mut self) {
        (self.first, self.held) = (None, None);
    }
}
