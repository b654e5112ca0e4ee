//! Compares two sheets: what was added, removed, changed and moved, and what can't be told.
//!
//! Picked folders are paired, then folders from the top down, then the rows of each pair of folders. All rows are never sorted by their
//! paths. What a sheet doesn't say is never taken for a removal: a folder that could not be read, or was left out, or a sheet that was
//! stopped, or saved under a filter, makes the other one's rows there unknown.
//!
//! - `side`: a sheet, and what it can't say. `names`: when two names are the same.
//! - `folders`: pairs of folders. `grouped`: the rows of each folder. `both`: all of these together. `rows`: pairs of rows. `listed`: rows of folders that are only folders
//!   in the other sheet. `entries`: what differs in a pair.
//! - `moves`: rows that are elsewhere. `whole`: folders that are.
//! - `values`: what the columns have of a row. `result`: the sheet that results. `make`: all of it in turn.

mod both;
mod entries;
mod folders;
mod grouped;
mod listed;
mod make;
mod moves;
mod names;
mod result;
mod rows;
mod side;
mod values;
mod whole;

pub use make::{ComparedSheet, compare};
pub use side::paired_roots;
pub(super) use values::{difference, number};
pub use whole::WholeFolder;

use crate::model::{
    Before, Change, ChangedRows, CompareTotals, CompareWish, Compared, FolderId, RootId, RootPhase,
};
use crate::store::{Root, Sheet};
use std::collections::HashMap;
use std::fmt;

/// What a comparison has found. It goes with the sheet that results ([`ComparedSheet`]), whose rows it is about.
pub struct Comparison {
    wish: CompareWish,
    /// The old sheet: what was is read from it.
    old: Sheet,
    /// Of the rows of the new sheet, [`Change`] as numbers.
    states: Vec<u8>,
    /// Rows of the new sheet of which the old one has other values or another place, each with the old one's row; in their order.
    pairs: Vec<(u32, u32)>,
    /// The rows of the old sheet that stand behind those of the new one, and how many of them, from the first on, were removed. Of the others
    /// that is not known.
    behind: Vec<u32>,
    removed: u32,
    /// How many rows of the sheet that results there are of each change.
    pub rows: ChangedRows,
    /// In sums.
    pub totals: CompareTotals,
    /// Folders that came, went or moved as wholes, the largest first.
    pub whole: Vec<WholeFolder>,
    /// Of these, by their numbers, what became of them.
    whole_changes: HashMap<FolderId, Change>,
    /// The picked folders that were compared, by their numbers in the old sheet and the new one.
    pub roots: Vec<(RootId, RootId)>,
    /// Whether names that differ in case, and in Unicode form, were the same.
    pub folded: (bool, bool),
}

impl Comparison {
    /// What was asked for.
    pub fn wish(&self) -> &CompareWish {
        &self.wish
    }

    /// The old sheet.
    pub fn old(&self) -> &Sheet {
        &self.old
    }

    /// The picked folders of the old sheet, or of the new one if this `is_new`, that were compared with none; `sheet` is that one.
    pub fn unpaired<'a>(&self, sheet: &'a Sheet, is_new: bool) -> impl Iterator<Item = &'a Root> {
        let is_paired =
            move |id: RootId| self.roots.iter().any(|(old, new)| id == if is_new { *new } else { *old });
        let open = sheet.roots.iter().filter(|root| !matches!(root.phase, RootPhase::ListedIn(_)));
        open.filter(move |root| !is_paired(root.id))
    }

    /// What became of a folder of the sheet that results as a whole; `None` if it is in both sheets at its place, or in such a folder.
    pub fn whole_change(&self, folder: FolderId) -> Option<Change> {
        self.whole_changes.get(&folder).copied()
    }

    /// Rows that are in the new sheet: those numbered below this.
    pub fn new_rows(&self) -> u32 {
        self.states.len() as u32
    }

    /// Bytes that it takes in memory beside both sheets.
    pub fn heap_bytes(&self) -> usize {
        self.states.capacity()
            + self.pairs.capacity() * size_of::<(u32, u32)>()
            + self.behind.capacity() * size_of::<u32>()
            + self.whole.capacity() * size_of::<WholeFolder>()
            + self.whole_changes.capacity() * (size_of::<(FolderId, Change)>() + 1)
    }

    /// The row that the old sheet has of one of these.
    fn old_row(&self, row: u32) -> Option<u32> {
        match row.checked_sub(self.new_rows()) {
            Some(behind) => self.behind.get(behind as usize).copied(),
            None => {
                let at = self.pairs.binary_search_by_key(&row, |pair| pair.0).ok()?;
                Some(self.pairs[at].1)
            }
        }
    }
}

/// In numbers: a failed test that prints one must not print millions of rows.
impl fmt::Debug for Comparison {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Comparison")
            .field("wish", &self.wish)
            .field("totals", &self.totals)
            .finish_non_exhaustive()
    }
}

impl Compared for Comparison {
    fn change(&self, row: u32) -> Change {
        match self.states.get(row as usize) {
            Some(number) => Change::from_number(*number),
            None if row - self.new_rows() < self.removed => Change::Removed,
            None => Change::Unknown,
        }
    }

    fn is_of_old(&self, row: u32) -> bool {
        row >= self.new_rows()
    }

    fn before(&self, row: u32) -> Option<Before> {
        let (block, at) = self.old.rows.locate(self.old_row(row)?);
        Some(Before { size: block.size(at), modified: block.modified(at) })
    }

    fn was_at(&self, row: u32) -> Option<Vec<u8>> {
        let is_elsewhere = matches!(
            self.change(row),
            Change::Spelled
                | Change::MovedSure
                | Change::MovedLikely
                | Change::MovedPossible
                | Change::RenamedSure
                | Change::RenamedPossible
        );
        let row = self.old_row(row).filter(|_| is_elsewhere)?;
        let row = self.old.row(row);
        Some(self.old.folders.path_in(row.folder, row.name))
    }
}
