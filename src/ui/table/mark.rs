//! A row that is remembered by its number, with the position where it was last seen. Rows that stream in and other orders
//! move it; this finds it again.

use crate::session::Sheet;

/// A remembered row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// Its number.
    pub number: u32,
    /// Where it was.
    pub position: u64,
}

impl Mark {
    /// The row at a position.
    pub(super) fn at(sheet: &Sheet<'_>, position: u64) -> Option<Mark> {
        Some(Mark { number: sheet.number(position)?, position })
    }

    /// The same row where it is now; none if it isn't shown.
    pub(super) fn found(self, sheet: &Sheet<'_>) -> Option<Mark> {
        if sheet.number(self.position) == Some(self.number) {
            return Some(self);
        }
        Some(Mark { position: sheet.position(self.number)?, ..self })
    }
}
