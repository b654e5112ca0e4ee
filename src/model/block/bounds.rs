//! Between which values the columns of a block lie, known without looking at its rows.

use super::Block;
use crate::model::column::{ordered, unordered};
use crate::model::{Column, Facts};

impl Block {
    /// No apparent size is below the first or above the second, in bytes; `None` if none is known.
    pub fn size_bounds(&self) -> Option<(u64, u64)> {
        self.sizes.bounds()
    }

    /// The same of allocated sizes.
    pub fn allocated_bounds(&self) -> Option<(u64, u64)> {
        let bytes = |units: u64| units.saturating_mul(1 << self.unit_bits);
        self.allocated.bounds().map(|(low, high)| (bytes(low), bytes(high)))
    }

    /// The same of times of the last change.
    pub fn modified_bounds(&self) -> Option<(i64, i64)> {
        times(self.modified.bounds())
    }

    /// The same of times of birth.
    pub fn created_bounds(&self) -> Option<(i64, i64)> {
        times(self.created.bounds())
    }

    /// No number that [`Column::number`] has for one of these rows is below the first or above the second; `None` if no row has one.
    pub fn bounds(&self, column: Column) -> Option<(u64, u64)> {
        let times = |(low, high)| (ordered(low), ordered(high));
        match column {
            Column::Kind => Some((0, u64::from(u8::MAX))),
            Column::Size => self.size_bounds(),
            Column::Allocated => self.allocated_bounds(),
            Column::Modified => self.modified_bounds().map(times),
            Column::Created => self.created_bounds().map(times),
            Column::Age => self.modified_bounds().map(|(low, high)| (!ordered(high), !ordered(low))),
            column if Facts::COLUMNS.contains(&column) => self.facts.as_ref()?.bounds(column),
            // Of no column that is kept: by looking.
            column => {
                let numbers = (0..self.len()).filter_map(|index| column.number(&(self, index)));
                numbers.map(|n| (n, n)).reduce(|(low, high), (n, _)| (low.min(n), high.max(n)))
            }
        }
    }
}

fn times(bounds: Option<(u64, u64)>) -> Option<(i64, i64)> {
    bounds.map(|(low, high)| (unordered(low), unordered(high)))
}
