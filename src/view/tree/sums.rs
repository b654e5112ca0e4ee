//! What each folder holds: rows are added to the folder they are in, then every folder to the one it is in.
//!
//! Rows of one folder mostly stand one behind another, so a thread adds them up by itself and adds one sum to the folder's for many
//! rows. The columns are shared and atomic: a set of them for each thread would be 29 bytes for each folder and thread.

use super::FolderSums;
use super::parents::Parents;
use super::rows::TreeRows;
use crate::model::{Block, Cancel, Change, Compared, FolderId, Kind, RowSet};
use crate::store::Sheet;
use crate::view::{compare, saturating, seen};
use rayon::prelude::*;
use std::ops::Range;
use std::sync::atomic::{AtomicI64, AtomicU8, AtomicU32, AtomicU64, AtomicUsize, Ordering::Relaxed};

/// Threads that add at most: more than a few only wait for the memory, which is what the sums are read from.
const THREADS: usize = 4;

/// In place of a missing date. A file that was changed in that very second, 292 billion years ago, counts as one without a date.
const NEVER: i64 = i64::MIN;

/// Where the bits of [`seen`] for allocated sizes begin.
const ALLOCATED: u32 = 2;

/// Sums by folder, in columns. Byte sums stop at the largest number instead of beginning again at 0.
#[derive(Debug, Clone, Default)]
pub(super) struct Sums {
    files: Vec<u32>,
    bytes: Vec<u64>,
    allocated: Vec<u64>,
    newest: Vec<i64>,
    /// The bits of [`seen`]: those of `bytes`, and above them those of `allocated`.
    seen: Vec<u8>,
    /// By how much it grew since another sheet; empty while no comparison stands.
    differences: Vec<i64>,
}

impl Sums {
    /// Sums `rows`; those numbered below the number in `before` are in its sums already. `None` if cancelled.
    pub(super) fn of(
        sheet: &Sheet,
        rows: &TreeRows,
        parents: &Parents,
        before: Option<(&Sums, u32)>,
        cancel: &Cancel,
    ) -> Option<Sums> {
        let adder = Adder::new(parents.len(), sheet.compared.as_deref());
        let range = before.map_or(0, |(_, done)| done)..rows.covers.min(sheet.rows.len());
        let blocks: Vec<_> =
            sheet.rows.blocks().filter(|(start, block)| overlap(*start, block, &range)).collect();
        let next = AtomicUsize::new(0);
        (0..THREADS.min(blocks.len())).into_par_iter().for_each(|_| {
            while let Some((start, block)) = blocks.get(next.fetch_add(1, Relaxed))
                && !cancel.is_set()
            {
                adder.add_block(*start, block, &range, rows.matched.as_deref());
            }
        });
        if cancel.is_set() {
            return None;
        }
        let mut sums = adder.into_sums();
        sums.add_to_parents(parents);
        if let Some((before, _)) = before {
            sums.add(before);
        }
        Some(sums)
    }

    /// Those of a folder.
    #[inline]
    pub(super) fn get(&self, folder: FolderId) -> FolderSums {
        let at = folder.0 as usize;
        if at >= self.files.len() {
            return FolderSums::default();
        }
        let newest = self.newest[at];
        FolderSums {
            files: self.files[at],
            bytes: self.bytes[at],
            allocated: self.allocated[at],
            bytes_known: seen::known(self.seen[at]),
            allocated_known: seen::known(self.seen[at] >> ALLOCATED),
            newest: (newest != NEVER).then_some(newest),
        }
    }

    /// By how many bytes a folder grew since the sheet that this one is compared with; `None` while no comparison stands.
    pub(super) fn difference(&self, folder: FolderId) -> Option<i64> {
        self.differences.get(folder.0 as usize).copied()
    }

    pub(super) fn heap_bytes(&self) -> usize {
        self.differences.capacity() * 8
            + self.files.capacity() * 4
            + self.seen.capacity()
            + (self.bytes.capacity() + self.allocated.capacity() + self.newest.capacity()) * 8
    }

    fn add_to_parents(&mut self, parents: &Parents) {
        for (folder, parent) in parents.pairs().rev() {
            let (from, to) = (folder.0 as usize, parent.0 as usize);
            if self.files[from] == 0 {
                continue;
            }
            self.files[to] += self.files[from];
            self.bytes[to] = self.bytes[to].saturating_add(self.bytes[from]);
            self.allocated[to] = self.allocated[to].saturating_add(self.allocated[from]);
            self.newest[to] = self.newest[to].max(self.newest[from]);
            self.seen[to] |= self.seen[from];
            if !self.differences.is_empty() {
                self.differences[to] = self.differences[to].saturating_add(self.differences[from]);
            }
        }
    }

    /// Adds sums of other rows of the same folders, and of fewer of them.
    fn add(&mut self, other: &Sums) {
        self.files.iter_mut().zip(&other.files).for_each(|(a, b)| *a += b);
        self.bytes.iter_mut().zip(&other.bytes).for_each(|(a, b)| *a = a.saturating_add(*b));
        self.allocated.iter_mut().zip(&other.allocated).for_each(|(a, b)| *a = a.saturating_add(*b));
        self.newest.iter_mut().zip(&other.newest).for_each(|(a, b)| *a = (*a).max(*b));
        self.seen.iter_mut().zip(&other.seen).for_each(|(a, b)| *a |= b);
        self.differences.iter_mut().zip(&other.differences).for_each(|(a, b)| *a = a.saturating_add(*b));
    }
}

/// Columns that several threads add to.
struct Adder<'a> {
    compared: Option<&'a dyn Compared>,
    /// Empty without a comparison.
    differences: Vec<AtomicI64>,
    files: Vec<AtomicU32>,
    bytes: Vec<AtomicU64>,
    allocated: Vec<AtomicU64>,
    newest: Vec<AtomicI64>,
    seen: Vec<AtomicU8>,
}

/// The sums of a few rows that follow each other and are in one folder: added to the shared ones once, not row by row.
struct PartialSum {
    folder: FolderId,
    files: u32,
    bytes: u64,
    allocated: u64,
    newest: i64,
    seen: u8,
    difference: i64,
}

impl PartialSum {
    fn new(folder: FolderId) -> PartialSum {
        PartialSum { folder, files: 0, bytes: 0, allocated: 0, newest: NEVER, seen: 0, difference: 0 }
    }
}

impl<'a> Adder<'a> {
    fn new(folders: usize, compared: Option<&'a dyn Compared>) -> Adder<'a> {
        let differences = compared.map_or(0, |_| folders);
        Adder {
            compared,
            differences: (0..differences).map(|_| AtomicI64::new(0)).collect(),
            files: (0..folders).map(|_| AtomicU32::new(0)).collect(),
            bytes: (0..folders).map(|_| AtomicU64::new(0)).collect(),
            allocated: (0..folders).map(|_| AtomicU64::new(0)).collect(),
            newest: (0..folders).map(|_| AtomicI64::new(NEVER)).collect(),
            seen: (0..folders).map(|_| AtomicU8::new(0)).collect(),
        }
    }

    /// Adds the rows of a block that are in `rows`, and in `matched`; the block's first row has the number `start`.
    fn add_block(&self, start: u32, block: &Block, rows: &Range<u32>, matched: Option<&RowSet>) {
        let mut part = PartialSum::new(block.folder(0));
        let mut add = |row: u32| {
            let at = (row - start) as usize;
            let folder = block.folder(at);
            if folder != part.folder {
                self.add(&part);
                part = PartialSum::new(folder);
            }
            if block.kind(at) == Kind::Folder {
                return;
            }
            part.files += 1;
            let (size, allocated) = (block.size(at), block.allocated(at));
            part.bytes = part.bytes.saturating_add(size.unwrap_or_default());
            part.allocated = part.allocated.saturating_add(allocated.unwrap_or_default());
            // What is there no more has no size, and the sum lacks none.
            let known = |number: Option<u64>| if block.are_gone() { Some(0) } else { number };
            part.seen |= seen::of(known(size)) | seen::of(known(allocated)) << ALLOCATED;
            if let Some(compared) = self.compared.filter(|compared| compared.change(row) != Change::Same) {
                let difference = compare::difference(compared, row, &(block, at)).unwrap_or(0);
                part.difference = part.difference.saturating_add(difference);
            }
            part.newest = part.newest.max(block.modified(at).unwrap_or(NEVER));
        };
        let here = start.max(rows.start)..(start + block.len() as u32).min(rows.end);
        match matched {
            None => here.for_each(add),
            Some(matched) => in_both(matched, here, &mut add),
        }
        self.add(&part);
    }

    fn add(&self, part: &PartialSum) {
        let at = part.folder.0 as usize;
        // Rows come after their folder's record, so that no row is in a folder that is not known.
        if part.files == 0 || at >= self.files.len() {
            return;
        }
        // Relaxed: sums that come out the same in any order, and are read when the threads are done.
        self.files[at].fetch_add(part.files, Relaxed);
        saturating::add(&self.bytes[at], part.bytes);
        saturating::add(&self.allocated[at], part.allocated);
        self.newest[at].fetch_max(part.newest, Relaxed);
        self.seen[at].fetch_or(part.seen, Relaxed);
        if let Some(sum) = self.differences.get(at).filter(|_| part.difference != 0) {
            sum.fetch_add(part.difference, Relaxed);
        }
    }

    fn into_sums(self) -> Sums {
        Sums {
            files: self.files.into_iter().map(AtomicU32::into_inner).collect(),
            bytes: self.bytes.into_iter().map(AtomicU64::into_inner).collect(),
            allocated: self.allocated.into_iter().map(AtomicU64::into_inner).collect(),
            newest: self.newest.into_iter().map(AtomicI64::into_inner).collect(),
            seen: self.seen.into_iter().map(AtomicU8::into_inner).collect(),
            differences: self.differences.into_iter().map(AtomicI64::into_inner).collect(),
        }
    }
}

fn overlap(start: u32, block: &Block, rows: &Range<u32>) -> bool {
    start < rows.end && rows.start < start + block.len() as u32
}

/// The rows of a range that are in a set, in order; of what is not in it, 64 are passed over at once.
fn in_both(set: &RowSet, rows: Range<u32>, add: &mut impl FnMut(u32)) {
    for at in rows.start / 64..rows.end.div_ceil(64) {
        let mut word = set.word(at as usize);
        while word != 0 {
            let row = at * 64 + word.trailing_zeros();
            word &= word - 1;
            if rows.contains(&row) {
                add(row);
            }
        }
    }
}
