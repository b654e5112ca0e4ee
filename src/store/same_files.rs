//! Which rows are names of one file, where the source reports no link counts: a folder's listing on Windows, and some lists of other tools,
//! have an ID of each file and not how many names it has. So rows with the same ID are searched for on a thread once all rows are there.
//! Blocks that hold such rows are replaced by blocks of the same rows, in the same order, that have their hard links.

use super::Rows;
use crate::model::Block;
use std::sync::Arc;

/// How far it is known which rows are names of one file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SameFiles {
    /// How many rows there were at the last search.
    searched: u32,
    /// Another one after each search that found something new.
    version: u32,
    /// Rows whose number stands for several files.
    unsure: u64,
    /// Whether there were rows that need a search.
    is_needed: bool,
}

impl SameFiles {
    /// Changes whenever rows are found to be names of one file.
    pub fn version(&self) -> u32 {
        self.version
    }

    /// How many rows have the ID of another file too, one with another time of birth: such IDs aren't unique, so rows that have one may or
    /// may not be names of the same file.
    pub fn unsure(&self) -> u64 {
        self.unsure
    }

    /// More rows came.
    pub(super) fn heard_of(&mut self, rows: &Block) {
        self.is_needed |= rows.may_have_uncounted();
    }

    /// The rows are others.
    pub(super) fn is_out_of_date(&mut self) {
        self.searched = 0;
    }

    /// Whether all rows were searched.
    pub(super) fn are_known(&self, rows: &Rows) -> bool {
        self.searched == rows.len()
    }

    /// The same; and where no row needs a search, it has been made.
    pub(super) fn know(&mut self, rows: &Rows) -> bool {
        if !self.are_known(rows) && !rows.blocks().any(|(_, block)| block.may_have_uncounted()) {
            (self.searched, self.unsure) = (rows.len(), 0);
        }
        self.are_known(rows)
    }

    /// Whether rows that need a search are known to be there, and it has not been made.
    pub(super) fn are_awaited(&self, rows: &Rows) -> bool {
        self.is_needed && !self.are_known(rows)
    }

    /// Takes in what was found in a snapshot of the rows. Of no effect if some came or went since.
    pub(super) fn take(&mut self, rows: &mut Rows, found: &FoundSameFiles) {
        let is_there =
            |block: &LinkedBlock| rows.block(block.number).is_some_and(|own| Arc::ptr_eq(own, &block.old));
        if found.rows != rows.len() || !found.blocks.iter().all(is_there) {
            return;
        }
        for block in &found.blocks {
            rows.replace(block.number, block.new.clone());
        }
        let is_new = !found.blocks.is_empty() || found.unsure != self.unsure;
        self.version += u32::from(is_new);
        (self.searched, self.unsure) = (found.rows, found.unsure);
    }
}

/// What a search has found in a sheet.
#[derive(Debug, Default)]
pub struct FoundSameFiles {
    /// How many rows there were.
    pub rows: u32,
    /// The blocks with names of files that have several.
    pub blocks: Vec<LinkedBlock>,
    /// As [`SameFiles::unsure`].
    pub unsure: u64,
}

/// A block that is to be replaced.
#[derive(Debug)]
pub struct LinkedBlock {
    /// Its place among the blocks.
    pub number: usize,
    /// Itself.
    pub old: Arc<Block>,
    /// What replaces it.
    pub new: Arc<Block>,
}
