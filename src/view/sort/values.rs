//! A column's values as unsigned numbers in the column's order.

use crate::model::{Block, Categories, Category, Column};
use crate::store::{Rows, Sheet};

/// What a column has for each row.
pub(crate) struct Values<'a> {
    rows: &'a Rows,
    categories: &'a Categories,
    column: Column,
    /// By folder, its place in the order of paths; for the folder column only.
    ranks: &'a [u32],
}

impl<'a> Values<'a> {
    /// The values of a column of numbers, of the category's, or of the folder's.
    pub(crate) fn new(sheet: &'a Sheet, column: Column, ranks: &'a [u32]) -> Values<'a> {
        Values { rows: &sheet.rows, categories: &sheet.categories, column, ranks }
    }

    /// No value is below the first or above the second.
    pub(crate) fn bounds(&self) -> (u64, u64) {
        let bounds = |block: &Block| match self.column {
            Column::Folder => Some((0, self.ranks.len() as u64)),
            Column::Category => Some((0, Category::ALL.len() as u64)),
            column => block.bounds(column),
        };
        let all = self.rows.blocks().filter_map(|(_, block)| bounds(block));
        all.reduce(|(low, high), (l, h)| (low.min(l), high.max(h))).unwrap_or_default()
    }

    /// The value of one row.
    pub(crate) fn of(&self, row: u32) -> Option<u64> {
        let (block, index) = self.rows.locate(row);
        self.at(block, index)
    }

    /// Calls `with` for each of some rows. Those that follow each other cost least.
    #[inline]
    pub(crate) fn each(&self, rows: &[u32], mut with: impl FnMut(u32, Option<u64>)) {
        let mut walk = self.rows.walk();
        for &row in rows {
            let (block, index) = walk.locate(row);
            with(row, self.at(block, index));
        }
    }

    #[inline]
    fn at(&self, block: &Block, index: usize) -> Option<u64> {
        match self.column {
            Column::Folder => self.ranks.get(block.folder(index).0 as usize).map(|&rank| rank.into()),
            Column::Category => {
                self.categories.of(block.kind(index), block.name(index)).map(|category| category as u64)
            }
            column => column.number(&(block, index)),
        }
    }
}
