//! A copy of all names without their case, made when a filter is first used and kept beside the sheet.
//!
//! The maker keeps one [`FoldedNames`] and brings it up to date with each snapshot; a filter's matcher searches in it. A block or
//! chunk that is still the one it was made of is not folded again.

use crate::model::{Block, Cancel, Packed};
use crate::store::{Chunk, Sheet};
use crate::text;
use rayon::prelude::*;
use std::ops::RangeInclusive;
use std::sync::Arc;

/// What a folder without a parent has instead.
pub(super) const NO_PARENT: u32 = u32::MAX;

/// The names of one block in lower case, each followed by a NUL byte.
#[derive(Debug)]
pub(super) struct Folded {
    names: Box<[u8]>,
    /// Where each name ends, behind its NUL byte; empty if the block's own ends serve, as with ASCII names.
    ends: Option<Packed>,
    /// The least and the greatest number of the folders that the rows are in.
    folders: (u32, u32),
}

impl Folded {
    /// Folds the names of a block.
    pub(super) fn new(block: &Block) -> Folded {
        let numbers = (0..block.len()).map(|index| block.folder(index).0);
        let folders = numbers.fold((u32::MAX, 0), |(low, high), id| (low.min(id), high.max(id)));
        let mut names = Vec::with_capacity(block.names().len());
        if block.names().is_ascii() {
            text::fold(block.names(), &mut names);
            return Folded { names: names.into(), ends: None, folders };
        }
        let mut ends = Vec::with_capacity(block.len());
        for index in 0..block.len() {
            text::fold(block.name(index), &mut names);
            names.push(0);
            ends.push(names.len() as u64);
        }
        Folded { names: names.into(), ends: Some(Packed::new(ends.iter().copied())), folders }
    }

    /// All names in order, each followed by a NUL byte.
    pub(super) fn names(&self) -> &[u8] {
        &self.names
    }

    /// The numbers between which all folders of the block's rows are.
    pub(super) fn folders(&self) -> RangeInclusive<u32> {
        self.folders.0..=self.folders.1
    }

    /// Where the name at `index` of `block` begins.
    pub(super) fn start(&self, block: &Block, index: usize) -> usize {
        if index == 0 { 0 } else { self.end(block, index - 1) }
    }

    /// Where it ends, behind its NUL byte. Behind the last name there is no end.
    #[inline]
    pub(super) fn end(&self, block: &Block, index: usize) -> usize {
        if index >= block.len() {
            return usize::MAX;
        }
        match &self.ends {
            None => block.name_end(index),
            Some(ends) => ends.get(index) as usize,
        }
    }

    /// The name at `index` of `block`.
    pub(super) fn name(&self, block: &Block, index: usize) -> &[u8] {
        &self.names[self.start(block, index)..self.end(block, index) - 1]
    }
}

/// The names of a chunk of folders in lower case, each followed by a NUL byte.
#[derive(Debug, Default)]
pub(super) struct FoldedChunk {
    names: Vec<u8>,
    /// Where each name ends, behind its NUL byte.
    ends: Vec<u32>,
    parents: Vec<u32>,
}

impl FoldedChunk {
    fn new(chunk: &Chunk) -> FoldedChunk {
        let mut folded = FoldedChunk::default();
        for place in 0..chunk.len() {
            let folder = chunk.folder(place);
            text::fold(folder.name, &mut folded.names);
            folded.names.push(0);
            folded.ends.push(folded.names.len() as u32);
            folded.parents.push(folder.parent.map_or(NO_PARENT, |parent| parent.0));
        }
        folded
    }

    /// All names in order, each followed by a NUL byte.
    pub(super) fn names(&self) -> &[u8] {
        &self.names
    }

    /// Where each name ends, behind its NUL byte.
    pub(super) fn ends(&self) -> &[u32] {
        &self.ends
    }

    /// The number of each folder's parent, or [`NO_PARENT`].
    pub(super) fn parents(&self) -> &[u32] {
        &self.parents
    }

    /// Whether the folder at a place is a picked one: it has a name and no parent.
    pub(super) fn is_root(&self, place: usize) -> bool {
        self.parents[place] == NO_PARENT && !self.name(place).is_empty()
    }

    /// The name at a place.
    pub(super) fn name(&self, place: usize) -> &[u8] {
        let start = if place == 0 { 0 } else { self.ends[place - 1] as usize };
        &self.names[start..self.ends[place] as usize - 1]
    }
}

/// Copies by place, each with what it was made of: the sheet's last ones may be replaced.
type Copies<T, F> = Vec<(Arc<T>, F)>;

/// The folded names of a whole snapshot.
#[derive(Debug, Default)]
pub(super) struct FoldedNames {
    blocks: Copies<Block, Folded>,
    chunks: Copies<Chunk, FoldedChunk>,
}

impl FoldedNames {
    /// Makes what is missing or out of date. `None` if cancelled; what was made is kept for the next time.
    pub(super) fn update(&mut self, sheet: &Sheet, cancel: &Cancel) -> Option<()> {
        self.update_folders(sheet, cancel)?;
        let blocks: Vec<&Arc<Block>> = sheet.rows.blocks().map(|(_, block)| block).collect();
        update(&mut self.blocks, &blocks, Folded::new, cancel)
    }

    /// The same for the names of folders alone.
    pub(super) fn update_folders(&mut self, sheet: &Sheet, cancel: &Cancel) -> Option<()> {
        let chunks: Vec<&Arc<Chunk>> = sheet.folders.chunks().iter().collect();
        update(&mut self.chunks, &chunks, FoldedChunk::new, cancel)
    }

    /// Those of the block at a place.
    pub(super) fn block(&self, place: usize) -> &Folded {
        &self.blocks[place].1
    }

    /// Those of the folders, in chunks of [`CHUNK`](crate::store::Folders::CHUNK).
    pub(super) fn chunks(&self) -> impl ExactSizeIterator<Item = &FoldedChunk> {
        self.chunks.iter().map(|(_, folded)| folded)
    }
}

/// Blocks or chunks that are folded between two looks whether that is still wanted: 262,144 names at most.
const STEP: usize = 64;

fn update<T: Send + Sync, F: Send + Sync>(
    copies: &mut Copies<T, F>,
    of: &[&Arc<T>],
    fold: impl Fn(&T) -> F + Sync,
    cancel: &Cancel,
) -> Option<()> {
    for (copy, &now) in copies.iter_mut().zip(of) {
        if cancel.is_set() {
            return None;
        }
        // Not only the last one: a chunk changes when a folder is heard of late.
        if !Arc::ptr_eq(&copy.0, now) {
            *copy = (now.clone(), fold(now));
        }
    }
    copies.truncate(of.len());
    let kept = copies.len();
    of[kept..].chunks(STEP).try_for_each(|sources| {
        copies.par_extend(sources.par_iter().map(|&source| (source.clone(), fold(source))));
        (!cancel.is_set()).then_some(())
    })
}
