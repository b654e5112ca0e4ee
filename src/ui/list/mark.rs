//! A row that is remembered by its number, with the position where it was last seen. Rows that stream in and other orders
//! move it; this finds it again.

use super::numbered::Numbered;

/// A remembered row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    /// Its number.
    pub number: u32,
    /// Where it was.
    pub position: u64,
}

impl Mark {
    /// The row at a position; `None` behind the last one.
    pub(crate) fn at(rows: &impl Numbered, position: u64) -> Option<Mark> {
        Some(Mark { number: rows.number(position)?, position })
    }

    /// The same row where it is now; `None` if it isn't among them.
    pub(crate) fn found(self, rows: &impl Numbered) -> Option<Mark> {
        if rows.number(self.position) == Some(self.number) {
            return Some(self);
        }
        Some(Mark { position: rows.position(self.number)?, ..self })
    }
}
