//! The folders that hold most, by themselves and with everything below them.
//!
//! Rows of one folder mostly stand one behind another, so a thread adds them up by itself and adds one sum to the folder's for many rows,
//! as the tree does.

use super::axis::side;
use super::tally::{Bar, Tally};
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
    /// What is in it directly.
    pub direct: Bar,
    /// The same with everything below it.
    pub whole: Bar,
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
    sums: [Held; 4],
}

/// What a folder holds. Byte sums stop at the largest number.
#[derive(Clone, Copy, Debug, Default)]
struct Held {
    files: u32,
    bytes: u64,
    allocated: u64,
}

impl Held {
    fn add(&mut self, more: Held) {
        self.files += more.files;
        self.bytes = self.bytes.saturating_add(more.bytes);
        self.allocated = self.allocated.saturating_add(more.allocated);
    }

    fn tally(self) -> Tally {
        Tally { files: self.files.into(), bytes: self.bytes.into(), allocated: self.allocated.into() }
    }
}

impl FolderSums {
    pub(super) fn new(folders: usize, with_others: bool) -> FolderSums {
        FolderSums { shown: Shared::new(folders), others: with_others.then(|| Shared::new(folders)) }
    }

    /// Adds a row to the run, which is put into the sums where the folder changes.
    #[inline]
    pub(super) fn add(&self, run: &mut Run, folder: u32, side: u8, size: u64, allocated: u64) {
        if folder != run.folder {
            self.end(run);
            run.folder = folder;
        }
        let side = usize::from(side) % run.sums.len();
        run.sums[side].add(Held { files: 1, bytes: size, allocated });
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
            let known = |bytes: Option<u64>| bytes.unwrap_or(0);
            let row = Held { files: 1, bytes: known(block.size(at)), allocated: known(block.allocated(at)) };
            sums.take(block.folder(at).0, row);
        }
    }

    /// The folders with most.
    pub(super) fn largest(&self, folders: &Folders) -> LargestFolders {
        let len = self.shown.files.len();
        let [shown, others] =
            [Some(&self.shown), self.others.as_ref()].map(|sums| sums.map(|sums| sums.whole(folders)));
        let whole_of = |sums: &Option<Vec<Held>>, id: usize| {
            sums.as_ref().and_then(|sums| sums.get(id).copied()).unwrap_or_default()
        };
        let bar = |shown: Held, others: Held| {
            let mut all = shown;
            all.add(others);
            Bar { shown: shown.tally(), all: all.tally() }
        };
        let of = |id: usize| FolderBar {
            folder: FolderId(id as u32),
            direct: bar(
                self.shown.get(id),
                self.others.as_ref().map_or(Held::default(), |sums| sums.get(id)),
            ),
            whole: bar(whole_of(&shown, id), whole_of(&others, id)),
        };
        LargestFolders {
            direct: most(len, |id| self.shown.get(id)).into_iter().map(of).collect(),
            whole: most(len, |id| whole_of(&shown, id)).into_iter().map(of).collect(),
        }
    }
}

/// Columns that several threads add to. Relaxed: sums that come out the same in any order, and are read when the threads are done.
#[derive(Debug)]
struct Shared {
    files: Vec<AtomicU32>,
    bytes: Vec<AtomicU64>,
    allocated: Vec<AtomicU64>,
}

impl Shared {
    fn new(folders: usize) -> Shared {
        Shared {
            files: (0..folders).map(|_| AtomicU32::new(0)).collect(),
            bytes: (0..folders).map(|_| AtomicU64::new(0)).collect(),
            allocated: (0..folders).map(|_| AtomicU64::new(0)).collect(),
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
    }

    fn get(&self, at: usize) -> Held {
        Held {
            files: self.files[at].load(Relaxed),
            bytes: self.bytes[at].load(Relaxed),
            allocated: self.allocated[at].load(Relaxed),
        }
    }

    /// What each folder holds with everything below it.
    fn whole(&self, folders: &Folders) -> Vec<Held> {
        let mut whole: Vec<Held> = (0..self.files.len()).map(|at| self.get(at)).collect();
        // A parent has a lower number than what is in it.
        for (number, chunk) in folders.chunks().iter().enumerate().rev() {
            for place in (0..chunk.len()).rev() {
                let id = number * Folders::CHUNK + place;
                let parent = chunk.folder(place).parent.map(|parent| parent.0 as usize);
                if let Some(parent) = parent.filter(|parent| *parent < id)
                    && let Some(held) = whole.get(id).copied().filter(|held| held.files > 0)
                {
                    whole[parent].add(held);
                }
            }
        }
        whole
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
