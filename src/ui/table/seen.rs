//! Which state of the sheet was drawn last, and so whether rows have moved since. Knows no egui.

use crate::model::RowSet;
use crate::session::{Shown, Version};
use crate::ui::list::eye::Since;
use crate::ui::list::numbered::Numbered;
use crate::view::Spec;
use std::ops::Range;

/// The state.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    version: Version,
    spec: Spec,
}

impl Seen {
    /// What became of the rows since it was asked last.
    pub(crate) fn since(&mut self, sheet: &Shown<'_>) -> Since {
        if self.version == sheet.version() {
            return Since::Same;
        }
        self.version = sheet.version();
        if self.spec == *sheet.spec() {
            return Since::Moved;
        }
        self.spec.clone_from(sheet.spec());
        Since::Asked
    }
}

impl Numbered for Shown<'_> {
    fn len(&self) -> u64 {
        Shown::len(self)
    }

    fn number(&self, position: u64) -> Option<u32> {
        Shown::number(self, position)
    }

    fn position(&self, number: u32) -> Option<u64> {
        Shown::position(self, number)
    }

    fn all(&self) -> RowSet {
        self.to_row_set()
    }

    fn row_set(&self) -> Option<&RowSet> {
        Shown::row_set(self)
    }

    fn insert(&self, positions: Range<u64>, rows: &mut RowSet) {
        Shown::insert(self, positions, rows);
    }

    fn remove(&self, positions: Range<u64>, rows: &mut RowSet, keep: &RowSet) {
        Shown::remove(self, positions, rows, keep);
    }
}
