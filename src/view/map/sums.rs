//! What each folder holds, with everything below it: exact however large, which the tree's sums are not beyond 64 bits.

use super::counted::{Counted, amount};
use super::spec::Measure;
use crate::model::{Block, Cancel, FolderId};
use crate::store::Sheet;
use crate::view::seen;
use crate::view::tree::Structure;
use rayon::prelude::*;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, AtomicU32, AtomicU64, Ordering::Relaxed};

/// Files and amounts by folder, in columns. An amount is the low part and how many times that went beyond 64 bits.
#[derive(Debug, Default)]
pub(super) struct Sums {
    files: Vec<u32>,
    low: Vec<u64>,
    high: Vec<u32>,
    /// The bits of [`seen`].
    seen: Vec<u8>,
    /// Files whose amount is unknown.
    pub unknown: u64,
}

impl Sums {
    /// Sums what is counted; `None` if cancelled.
    pub(super) fn of(
        sheet: &Sheet,
        counted: &Counted,
        measure: Measure,
        structure: &Structure,
        cancel: &Cancel,
    ) -> Option<Sums> {
        let adder = Adder::new(structure.len());
        let blocks: Vec<(u32, &Arc<Block>)> =
            sheet.rows.blocks().take_while(|(start, _)| *start < counted.covers).collect();
        blocks.par_iter().for_each(|(start, block)| {
            if !cancel.is_set() {
                adder.add_block(*start, block, counted, measure);
            }
        });
        if cancel.is_set() {
            return None;
        }
        let mut sums = adder.into_sums();
        for (folder, parent) in structure.pairs().rev() {
            sums.add_to(folder.0 as usize, parent.0 as usize);
        }
        Some(sums)
    }

    fn add_to(&mut self, from: usize, to: usize) {
        if self.files[from] == 0 {
            return;
        }
        self.files[to] += self.files[from];
        self.seen[to] |= self.seen[from];
        let (low, is_over) = self.low[to].overflowing_add(self.low[from]);
        self.low[to] = low;
        self.high[to] += self.high[from] + u32::from(is_over);
    }

    /// Number of folders.
    pub(super) fn len(&self) -> usize {
        self.files.len()
    }

    /// Files in a folder.
    #[inline]
    pub(super) fn files(&self, folder: FolderId) -> u32 {
        self.files.get(folder.0 as usize).copied().unwrap_or_default()
    }

    /// Whether some of that is known and some unknown, by the bits of [`seen`].
    pub(super) fn seen(&self, folder: FolderId) -> u8 {
        self.seen.get(folder.0 as usize).copied().unwrap_or_default()
    }

    /// What they amount to.
    #[inline]
    pub(super) fn amount(&self, folder: FolderId) -> u128 {
        let at = folder.0 as usize;
        match (self.low.get(at), self.high.get(at)) {
            (Some(&low), Some(&high)) => u128::from(high) << 64 | u128::from(low),
            _ => 0,
        }
    }
}

/// Columns that several threads add to.
struct Adder {
    files: Vec<AtomicU32>,
    low: Vec<AtomicU64>,
    high: Vec<AtomicU32>,
    seen: Vec<AtomicU8>,
    unknown: AtomicU64,
}

/// The sums of files that follow each other and are in one folder: added to the shared ones once, not one by one.
struct Run {
    folder: FolderId,
    files: u32,
    amount: u128,
    seen: u8,
}

impl Run {
    fn new(folder: FolderId) -> Run {
        Run { folder, files: 0, amount: 0, seen: 0 }
    }
}

impl Adder {
    fn new(folders: usize) -> Adder {
        Adder {
            files: (0..folders).map(|_| AtomicU32::new(0)).collect(),
            low: (0..folders).map(|_| AtomicU64::new(0)).collect(),
            high: (0..folders).map(|_| AtomicU32::new(0)).collect(),
            seen: (0..folders).map(|_| AtomicU8::new(0)).collect(),
            unknown: AtomicU64::new(0),
        }
    }

    fn add_block(&self, start: u32, block: &Block, counted: &Counted, measure: Measure) {
        // They have no place among what is there.
        if block.are_gone() {
            return;
        }
        let (mut run, mut unknown) = (Run::new(FolderId(0)), 0);
        counted.each_in(start, block, |at| {
            let folder = block.folder(at);
            if folder != run.folder {
                self.add(&run);
                run = Run::new(folder);
            }
            run.files += 1;
            let amount = amount(block, at, measure);
            run.seen |= seen::of(amount);
            match amount {
                Some(amount) => run.amount += u128::from(amount),
                None => unknown += 1,
            }
        });
        self.add(&run);
        self.unknown.fetch_add(unknown, Relaxed);
    }

    fn add(&self, run: &Run) {
        let at = run.folder.0 as usize;
        // Rows come after their folder's record, so that no row is in a folder that is not known.
        if run.files == 0 || at >= self.files.len() {
            return;
        }
        // Relaxed: sums that come out the same in any order, and are read when the threads are done.
        self.files[at].fetch_add(run.files, Relaxed);
        self.seen[at].fetch_or(run.seen, Relaxed);
        let low = run.amount as u64;
        let before = self.low[at].fetch_add(low, Relaxed);
        let over = u32::from(before.checked_add(low).is_none()) + (run.amount >> 64) as u32;
        if over > 0 {
            self.high[at].fetch_add(over, Relaxed);
        }
    }

    fn into_sums(self) -> Sums {
        Sums {
            files: self.files.into_iter().map(AtomicU32::into_inner).collect(),
            low: self.low.into_iter().map(AtomicU64::into_inner).collect(),
            high: self.high.into_iter().map(AtomicU32::into_inner).collect(),
            seen: self.seen.into_iter().map(AtomicU8::into_inner).collect(),
            unknown: self.unknown.into_inner(),
        }
    }
}
