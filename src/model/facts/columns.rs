//! The facts of a block's rows, column by column.

use super::Facts;
use super::gathered::GatheredFacts;
use super::narrow::Narrow;
use crate::model::{Column, ColumnSet};
use std::sync::Arc;

/// Whether a number is one. 0 and the largest one stand for none, as some file systems have it.
#[inline]
pub(in crate::model) fn is_real(inode: &u64) -> bool {
    !matches!(*inode, 0 | u64::MAX)
}

/// What [`Facts`] has of each row.
#[derive(Debug)]
pub(in crate::model) struct FactColumns {
    /// In the order of [`Facts::COLUMNS`].
    pub(super) columns: [Narrow; Facts::COLUMNS.len()],
    pub(super) read: Narrow,
}

impl FactColumns {
    /// Packs facts; nothing is kept where nothing is known of any row.
    pub(in crate::model) fn pack(facts: &GatheredFacts) -> Option<Arc<FactColumns>> {
        let different = facts.different();
        if different.iter().all(|facts| *facts == Facts::default()) {
            return None;
        }
        let column = |column: Column| {
            Narrow::of(different.iter().map(move |facts| facts.number(column)), facts.numbers(column))
        };
        let read = Narrow::of(different.iter().map(|facts| Some(facts.read.bits())), facts.read());
        Some(Arc::new(FactColumns { columns: Facts::COLUMNS.map(column), read }))
    }

    #[inline]
    fn column(&self, column: Column) -> Option<&Narrow> {
        Facts::place(column).map(|place| &self.columns[place])
    }

    /// The number of a row in a column.
    #[inline]
    pub(in crate::model) fn number(&self, column: Column, index: usize) -> Option<u64> {
        self.column(column)?.get(index)
    }

    /// No number in a column is below the first or above the second; `None` if none is known.
    pub(in crate::model) fn bounds(&self, column: Column) -> Option<(u64, u64)> {
        self.column(column)?.bounds()
    }

    /// Calls `with` for each number in a column: once for each of a few different ones, and else row by row.
    pub(in crate::model) fn each(&self, column: Column, rows: usize, mut with: impl FnMut(u64)) {
        let Some(column) = self.column(column) else { return };
        match column.few() {
            Some(few) => few.iter().flatten().for_each(|&number| with(number)),
            None => (0..rows).filter_map(|index| column.get(index)).for_each(with),
        }
    }

    /// Whether some rows may have a number on a device and no count of names.
    pub(in crate::model) fn may_have_uncounted(&self) -> bool {
        let [links, device, inode] =
            [Column::Links, Column::Device, Column::Inode].map(|one| self.column(one));
        links.is_none_or(|links| !links.is_whole())
            && device.is_some_and(|device| device.bounds().is_some())
            && inode.is_some_and(|inode| inode.bounds().is_some())
    }

    /// Calls `each` with the index of each row that has a number on a device and no count of names, with both. What all rows have alike
    /// is looked at once: millions of rows are gone through in a moment.
    #[inline]
    pub(in crate::model) fn each_uncounted(&self, rows: usize, mut each: impl FnMut(usize, u64, u64)) {
        let columns = [Column::Links, Column::Device, Column::Inode].map(|column| self.column(column));
        let [Some(links), Some(devices), Some(inodes)] = columns else { return };
        let are_all_uncounted = matches!(links, Narrow::Same(None));
        let same_device = if let Narrow::Same(device) = devices { *device } else { None };
        for index in 0..rows {
            if (are_all_uncounted || links.get(index).is_none())
                && let Some(inode) = inodes.get(index).filter(is_real)
                && let Some(device) = same_device.or_else(|| devices.get(index))
            {
                each(index, device, inode);
            }
        }
    }

    /// All of one row.
    pub(in crate::model) fn row(&self, index: usize) -> Facts {
        let read = ColumnSet::from_bits(self.read.get(index).unwrap_or(0));
        Facts::from_numbers(|column| self.number(column, index), read)
    }

    /// Bytes it takes in memory.
    pub(in crate::model) fn heap_bytes(&self) -> usize {
        let columns: usize = self.columns.iter().map(Narrow::heap_bytes).sum();
        size_of::<FactColumns>() + columns + self.read.heap_bytes()
    }
}
