//! Folders of which something is true, which is then true of every row in them and below.

use crate::model::RowSet;
use crate::store::Folders;
use crate::view::folded::{FoldedChunk, FoldedNames, NO_PARENT};
use rayon::prelude::*;
use std::ops::RangeInclusive;

/// Folders by number, one bit each.
#[derive(Debug, Default)]
pub(super) struct FolderSet {
    bits: RowSet,
    is_empty: bool,
}

impl FolderSet {
    /// The folders that `own` finds in each chunk, given its number, and everything below them.
    pub(super) fn below(
        names: &FoldedNames,
        own: impl Fn(usize, &FoldedChunk) -> Vec<usize> + Sync,
    ) -> FolderSet {
        let chunks: Vec<&FoldedChunk> = names.chunks().collect();
        let found: Vec<Vec<usize>> =
            chunks.par_iter().enumerate().map(|(number, chunk)| own(number, chunk)).collect();
        let mut bits = RowSet::default();
        for (number, places) in found.iter().enumerate() {
            let first = number * Folders::CHUNK;
            places.iter().for_each(|place| bits.insert((first + place) as u32));
        }
        let is_empty = bits.is_empty();
        if !is_empty {
            inherit(&mut bits, &chunks);
        }
        FolderSet { bits, is_empty }
    }

    /// Whether a folder is in it.
    #[inline]
    pub(super) fn contains(&self, folder: u32) -> bool {
        self.bits.contains(folder)
    }

    /// Whether one of these folders may be in it.
    pub(super) fn may_meet(&self, folders: &RangeInclusive<u32>) -> bool {
        let (first, last) = (*folders.start() as usize / 64, *folders.end() as usize / 64);
        !self.is_empty && (first..=last).any(|word| self.bits.word(word) != 0)
    }
}

/// Puts in what lies below. A parent is numbered before its sub-folders, so that once through is enough.
fn inherit(bits: &mut RowSet, chunks: &[&FoldedChunk]) {
    for (number, chunk) in chunks.iter().enumerate() {
        for (place, &parent) in chunk.parents().iter().enumerate() {
            if parent != NO_PARENT && bits.contains(parent) {
                bits.insert((number * Folders::CHUNK + place) as u32);
            }
        }
    }
}
