//! The folders that hold most, by themselves and with everything below them.
//!
//! Rows of one folder mostly stand one behind another, so a thread adds them up by itself and adds one sum to the folder's for many rows,
//! as the tree does.

use super::axis::side;
use super::tally::{Bar, Tally, packed};
use crate::model::{Block, FolderId, Kind};
use crate::store::Folders;
use crate::view::saturating;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering::Relaxed};

/// Folders that are listed.
const LISTED: usize = 50;

/// What is in a folder. Byte sums stop at the largest number of 64 bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FolderBar {
    /// Which.
    pub folder: FolderId,
    /// What is in it, of as much as the list counts.
    pub bar: Bar,
}

/// The folders that hold most bytes of what is shown; of as many the one with more files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LargestFolders {
    /// By what is in them directly, 50 at most.
    pub direct: Vec<FolderBar>,
    /// By what they hold with everything below, 50 at most.
    pub whole: Vec<FolderBar>,
}

/// Sums by folder that several threads add to: of what is shown, and of the rest where there is one.
#[derive(Debug)]
pub(super) struct FolderSums {
    shown: Shared,
    others: Option<Shared>,
}

/// Sums of rows of one folder that follow each other, by side.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Run {
    folder: u32,
    sums: [Held; 2],
}

/// What a folder holds. Byte sums stop at the largest number.
#[derive(Clone, Copy, Debug, Default)]
struct Held {
    files: u32,
    bytes: u64,
    allocated: u64,
    /// Files without these, [`packed`].
    unknown: u64,
}

impl Held {
    fn add(&mut self, more: Held) {
        self.files += more.files;
        self.bytes = self.bytes.saturating_add(more.bytes);
        self.allocated = self.allocated.saturating_add(more.allocated);
        self.unknown += more.unknown;
    }

    fn tally(self) -> Tally {
        Tally {
            files: self.files.into(),
            bytes: self.bytes.into(),
            allocated: self.allocated.into(),
            unknown: packed::unpacked(self.unknown),
        }
    }
}

impl FolderSums {
    /// Those of so many folders; `lacks_some` if a row may lack a size.
    pub(super) fn new(folders: usize, with_others: bool, lacks_some: bool) -> FolderSums {
        let new = || Shared::new(folders, if lacks_some { folders } else { 0 });
        FolderSums { shown: new(), others: with_others.then(new) }
    }

    /// Adds a row to the run, which is put into the sums where the folder changes.
    #[inline]
    pub(super) fn add(&self, run: &mut Run, folder: u32, side: u8, [size, allocated, unknown]: [u64; 3]) {
        if folder != run.folder {
            self.end(run);
            run.folder = folder;
        }
        if let Some(sum) = run.sums.get_mut(usize::from(side)) {
            sum.add(Held { files: 1, bytes: size, allocated, unknown });
        }
    }

    /// Puts a run into the sums.
    pub(super) fn end(&self, run: &mut Run) {
        let Run { folder, sums } = std::mem::take(run);
        self.shown.add(folder, sums[usize::from(side::SHOWN)]);
        if let Some(others) = &self.others {
            others.add(folder, sums[usize::from(side::OTHER)]);
        }
    }

    /// Takes a row out that was added on this side.
    pub(super) fn take_row(&self, block: &Block, at: usize, side: u8) {
        let sums = if side == side::SHOWN { Some(&self.shown) } else { self.others.as_ref() };
        if let Some(sums) = sums.filter(|_| block.kind(at) != Kind::Folder) {
            let (size, allocated) = (block.size(at), block.allocated(at));
            let row = Held {
                files: 1,
                bytes: size.unwrap_or(0),
                allocated: allocated.unwrap_or(0),
                unknown: packed::of(size, allocated),
            };
            sums.take(block.folder(at).0, row);
        }
    }

    /// The folders with most. Afterwards each folder's sums are with everything below it.
    pub(super) fn largest(&self, folders: &Folders) -> LargestFolders {
        let direct = self.most();
        self.shown.add_to_parents(folders);
        if let Some(others) = &self.others {
            others.add_to_parents(folders);
        }
        LargestFolders { direct, whole: self.most() }
    }

    /// The folders that hold most now.
    fn most(&self) -> Vec<FolderBar> {
        let bar = |id: usize| {
            let shown = self.shown.get(id);
            let mut all = shown;
            all.add(self.others.as_ref().map_or(Held::default(), |others| others.get(id)));
            FolderBar { folder: FolderId(id as u32), bar: Bar { shown: shown.tally(), all: all.tally() } }
        };
        most(self.shown.files.len(), |id| self.shown.get(id)).into_iter().map(bar).collect()
    }
}

/// Columns that several threads add to. Relaxed: sums that come out the same in any order, and are read when the threads are done.
#[derive(Debug)]
struct Shared {
    files: Vec<AtomicU32>,
    bytes: Vec<AtomicU64>,
    allocated: Vec<AtomicU64>,
    /// Empty where no row lacks a size.
    unknown: Vec<AtomicU64>,
}

impl Shared {
    fn new(folders: usize, unknown: usize) -> Shared {
        Shared {
            files: (0..folders).map(|_| AtomicU32::new(0)).collect(),
            bytes: (0..folders).map(|_| AtomicU64::new(0)).collect(),
            allocated: (0..folders).map(|_| AtomicU64::new(0)).collect(),
            unknown: (0..unknown).map(|_| AtomicU64::new(0)).collect(),
        }
    }

    fn add(&self, folder: u32, more: Held) {
        let at = folder as usize;
        // Rows come after their folder's record, so that no row is in a folder that is not known.
        if more.files == 0 || at >= self.files.len() {
            return;
        }
        self.files[at].fetch_add(more.files, Relaxed);
        saturating::add(&self.bytes[at], more.bytes);
        saturating::add(&self.allocated[at], more.allocated);
        if more.unknown > 0
            && let Some(sum) = self.unknown.get(at)
        {
            sum.fetch_add(more.unknown, Relaxed);
        }
    }

    /// For one thread, when all others are done.
    fn take(&self, folder: u32, less: Held) {
        let at = folder as usize;
        if at >= self.files.len() {
            return;
        }
        self.files[at].fetch_sub(less.files, Relaxed);
        for (sum, less) in [(&self.bytes[at], less.bytes), (&self.allocated[at], less.allocated)] {
            sum.store(sum.load(Relaxed).saturating_sub(less), Relaxed);
        }
        if let Some(sum) = self.unknown.get(at) {
            sum.fetch_sub(less.unknown, Relaxed);
        }
    }

    fn get(&self, at: usize) -> Held {
        Held {
            files: self.files[at].load(Relaxed),
            bytes: self.bytes[at].load(Relaxed),
            allocated: self.allocated[at].load(Relaxed),
            unknown: self.unknown.get(at).map_or(0, |sum| sum.load(Relaxed)),
        }
    }

    /// Adds what each folder holds to the one it is in. For one thread, when all others are done.
    fn add_to_parents(&self, folders: &Folders) {
        // A parent has a lower number than what is in it.
        for (number, chunk) in folders.chunks().iter().enumerate().rev() {
            for place in (0..chunk.len()).rev() {
                let id = number * Folders::CHUNK + place;
                let Some(parent) = chunk.folder(place).parent.map(|parent| parent.0 as usize) else {
                    continue;
                };
                if parent >= id || id >= self.files.len() || self.files[id].load(Relaxed) == 0 {
                    continue;
                }
                let mut held = self.get(parent);
                held.add(self.get(id));
                self.files[parent].store(held.files, Relaxed);
                self.bytes[parent].store(held.bytes, Relaxed);
                self.allocated[parent].store(held.allocated, Relaxed);
                if let Some(sum) = self.unknown.get(parent) {
                    sum.store(held.unknown, Relaxed);
                }
            }
        }
    }
}

/// The numbers below `len` of what holds most bytes, most first, of those that hold a file.
fn most(len: usize, held: impl Fn(usize) -> Held) -> Vec<usize> {
    let size = |id: usize| {
        let Held { bytes, files, .. } = held(id);
        (bytes, files)
    };
    let key = |id: &usize| (std::cmp::Reverse(size(*id)), *id);
    let mut kept: Vec<usize> = Vec::with_capacity(2 * LISTED);
    let mut least = (0, 0);
    for id in (0..len).filter(|id| size(*id).1 > 0) {
        if kept.len() >= LISTED && size(id) <= least {
            continue;
        }
        kept.push(id);
        if kept.len() == 2 * LISTED {
            kept.sort_unstable_by_key(key);
            kept.truncate(LISTED);
            least = kept.last().map_or((0, 0), |id| size(*id));
        }
    }
    kept.sort_unstable_by_key(key);
    kept.truncate(LISTED);
    kept
}
