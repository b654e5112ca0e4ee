//! A column's values as unsigned numbers in the column's order.

use crate::model::{Block, Category, Change, Column, NameToCheck};
use crate::store::Sheet;
use crate::view::{compare, lengths};
use std::borrow::Cow;

/// What a column has for each row.
pub(crate) struct Values<'a> {
    sheet: &'a Sheet,
    column: Column,
    /// By folder: for the folder column its place in the order of paths, for a column of lengths what it adds. Empty where a few rows
    /// are compared, and then worked out for each.
    folders: Cow<'a, [u32]>,
}

impl<'a> Values<'a> {
    /// The values of a column of numbers, of the category's, of accounts', or of the folder's; `ranks` are for the last one. For a few
    /// comparisons.
    pub(crate) fn new(sheet: &'a Sheet, column: Column, ranks: &'a [u32]) -> Values<'a> {
        Values { sheet, column, folders: ranks.into() }
    }

    /// The same for many rows.
    pub(crate) fn of_many(sheet: &'a Sheet, column: Column, ranks: &'a [u32]) -> Values<'a> {
        let folders = match column {
            column if column.is_of_place() => lengths::of_folders(column, &sheet.folders).into(),
            _ => ranks.into(),
        };
        Values { sheet, column, folders }
    }

    /// No value is below the first or above the second.
    pub(crate) fn bounds(&self) -> (u64, u64) {
        let bounds = |block: &Block| match self.column {
            Column::Folder => Some((0, self.folders.len() as u64)),
            Column::Category => Some((0, Category::ALL.len() as u64)),
            column if column.is_of_place() => Some(lengths::bounds(&self.folders)),
            Column::Owner | Column::Group => {
                let (mut low, mut high) = (u64::MAX, u64::MIN);
                block.each_fact(self.column, |number| {
                    let rank = self.sheet.accounts.rank(self.column, number as u32);
                    (low, high) = (low.min(rank), high.max(rank));
                });
                (low <= high).then_some((low, high))
            }
            column if column.is_checked() => Some((0, u32::MAX.into())),
            Column::Change => Some((0, Change::ALL.len() as u64)),
            column if column.is_compared() => Some((0, u64::MAX)),
            column => block.bounds(column),
        };
        let all = self.sheet.rows.blocks().filter_map(|(_, block)| bounds(block));
        all.reduce(|(low, high), (l, h)| (low.min(l), high.max(h))).unwrap_or_default()
    }

    /// The value of one row.
    pub(crate) fn of(&self, row: u32) -> Option<u64> {
        let (block, index) = self.sheet.rows.locate(row);
        self.at(row, block, index)
    }

    /// Calls `with` for each of some rows. Those that follow each other cost least.
    #[inline]
    pub(crate) fn each(&self, rows: &[u32], mut with: impl FnMut(u32, Option<u64>)) {
        let mut walk = self.sheet.rows.walk();
        for &row in rows {
            let (block, index) = walk.locate(row);
            with(row, self.at(row, block, index));
        }
    }

    #[inline]
    fn at(&self, row: u32, block: &Block, index: usize) -> Option<u64> {
        match self.column {
            Column::Folder => self.folders.get(block.folder(index).0 as usize).map(|&rank| rank.into()),
            Column::Category => {
                let category = self.sheet.categories.of(block.kind(index), block.name(index));
                category.map(|category| category as u64)
            }
            Column::Owner | Column::Group => {
                let number = self.column.number(&(block, index))?;
                Some(self.sheet.accounts.rank(self.column, number as u32))
            }
            column if column.is_of_place() => Some(self.place(block, index)),
            column if column.is_checked() => self.checked(block, index),
            column if column.is_compared() => {
                let compared = self.sheet.compared.as_deref()?;
                match column {
                    // That there is one: paths of another sheet are in no order here.
                    Column::WasAt => compared.was_at(row).map(|_| 0),
                    column => compare::number(compared, column, row, &(block, index)),
                }
            }
            column => column.number(&(block, index)),
        }
    }

    fn place(&self, block: &Block, index: usize) -> u64 {
        let id = block.folder(index);
        let above = match self.folders.get(id.0 as usize) {
            Some(&above) => above.into(),
            None => lengths::of_folder(self.column, &self.sheet.folders, id),
        };
        above + lengths::of_name(self.column, block.name(index))
    }

    /// Of a problem its place in the list of all, and of a suggested name that there is one.
    fn checked(&self, block: &Block, index: usize) -> Option<u64> {
        let (folder, name) = (block.folder(index), block.name(index));
        let of = NameToCheck { folder, name, kind: block.kind(index), size: block.size(index) };
        match self.column {
            Column::DestinationLength => self.sheet.checked.as_ref()?.length(folder, name).map(u64::from),
            Column::Suggestion => self.sheet.checked.as_ref()?.suggestion(of).map(|_| 0),
            _ => {
                let (destination, fault) = self.sheet.checked.as_ref()?.faults(of).iter().next()?;
                Some((destination as u64) << 8 | fault as u64)
            }
        }
    }
}
