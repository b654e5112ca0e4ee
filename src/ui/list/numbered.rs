//! Rows by position, each with a number of its own: all that a selection and a remembered row have to know of them.

use crate::model::RowSet;
use std::ops::Range;

/// Rows in an order. A row keeps its number while others come, go and move.
pub(crate) trait Numbered {
    /// How many.
    fn len(&self) -> u64;

    /// Whether there is none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The number of the row at a position; `None` behind the last one.
    fn number(&self, position: u64) -> Option<u32>;

    /// Where the row with this number is; `None` if it is not among them.
    fn position(&self, number: u32) -> Option<u64>;

    /// The numbers of all of them.
    fn all(&self) -> RowSet {
        let mut rows = RowSet::default();
        self.insert(0..self.len(), &mut rows);
        rows
    }

    /// The numbers of all of them; `None` where a row that was among them always stays, or it costs too much to say.
    fn row_set(&self) -> Option<&RowSet> {
        None
    }

    /// Puts the rows at these positions into a set.
    fn insert(&self, positions: Range<u64>, rows: &mut RowSet) {
        positions.map_while(|position| self.number(position)).for_each(|number| rows.insert(number));
    }

    /// Takes the rows at these positions out of a set, but none that is in `keep`.
    fn remove(&self, positions: Range<u64>, rows: &mut RowSet, keep: &RowSet) {
        let numbers = positions.map_while(|position| self.number(position));
        numbers.filter(|&number| !keep.contains(number)).for_each(|number| rows.remove(number));
    }
}
