//! The folders that hold most, by themselves and with everything below them.
//!
//! Rows of one folder mostly stand one behind another, so a thread adds them up by itself and adds one sum to the folder's for many rows,
//! as the tree does.

use super::tally::Tally;
use crate::model::{Block, FolderId, Kind};
use crate::store::Folders;
use crate::view::saturating;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering::Relaxed};

/// Folders that are listed.
const LISTED: usize = 50;

/// A folder with what is shown of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FolderBar {
    /// Which.
    pub folder: FolderId,
    /// What is in it directly.
    pub direct: Tally,
    /// The same with everything below it.
    pub whole: Tally,
}

/// The folders that hold most bytes of what is shown; of as many the one with more files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LargestFolders {
    /// By what is in them directly, 50 at most.
    pub direct: Vec<FolderBar>,
    /// By what they hold with everything below, 50 at most.
    pub whole: Vec<FolderBar>,
}

/// Sums by folder that several threads add to. Byte sums stop at the largest number.
#[derive(Debug)]
pub(super) struct FolderSums {
    files: Vec<AtomicU32>,
    bytes: Vec<AtomicU64>,
    allocated: Vec<AtomicU64>,
}

/// Sums of rows of one folder that follow each other.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Run {
    folder: u32,
    files: u32,
    bytes: u64,
    allocated: u64,
}

impl FolderSums {
    pub(super) fn new(folders: usize) -> FolderSums {
        FolderSums {
            files: (0..folders).map(|_| AtomicU32::new(0)).collect(),
            bytes: (0..folders).map(|_| AtomicU64::new(0)).collect(),
            allocated: (0..folders).map(|_| AtomicU64::new(0)).collect(),
        }
    }

    /// Adds a row to the run, which is put into the sums where the folder changes.
    #[inline]
    pub(super) fn add_row(&self, run: &mut Run, block: &Block, at: usize) {
        let folder = block.folder(at).0;
        if folder != run.folder {
            self.end(run);
            run.folder = folder;
        }
        if block.kind(at) != Kind::Folder {
            run.files += 1;
            run.bytes = run.bytes.saturating_add(block.size(at).unwrap_or(0));
            run.allocated = run.allocated.saturating_add(block.allocated(at).unwrap_or(0));
        }
    }

    /// Puts a run into the sums.
    pub(super) fn end(&self, run: &mut Run) {
        let done = std::mem::take(run);
        let at = done.folder as usize;
        if done.files == 0 || at >= self.files.len() {
            return;
        }
        // Relaxed: sums that come out the same in any order, and are read when the threads are done.
        self.files[at].fetch_add(done.files, Relaxed);
        saturating::add(&self.bytes[at], done.bytes);
        saturating::add(&self.allocated[at], done.allocated);
    }

    /// Takes a row out that was added.
    pub(super) fn take_row(&self, block: &Block, at: usize) {
        let folder = block.folder(at).0 as usize;
        if block.kind(at) == Kind::Folder || folder >= self.files.len() {
            return;
        }
        self.files[folder].fetch_sub(1, Relaxed);
        for (sum, less) in
            [(&self.bytes[folder], block.size(at)), (&self.allocated[folder], block.allocated(at))]
        {
            sum.store(sum.load(Relaxed).saturating_sub(less.unwrap_or(0)), Relaxed);
        }
    }

    /// The folders with most.
    pub(super) fn largest(&self, folders: &Folders) -> LargestFolders {
        let files: Vec<u32> = self.files.iter().map(|files| files.load(Relaxed)).collect();
        let bytes: Vec<u64> = self.bytes.iter().map(|bytes| bytes.load(Relaxed)).collect();
        let allocated: Vec<u64> = self.allocated.iter().map(|bytes| bytes.load(Relaxed)).collect();
        let (mut all_files, mut all_bytes, mut all_allocated) =
            (files.clone(), bytes.clone(), allocated.clone());
        // A parent has a lower number than what is in it.
        for id in (0..all_files.len()).rev() {
            if all_files[id] == 0 {
                continue;
            }
            let parent = folders.get(FolderId(id as u32)).parent.map(|parent| parent.0 as usize);
            if let Some(parent) = parent.filter(|parent| *parent < id) {
                all_files[parent] += all_files[id];
                all_bytes[parent] = all_bytes[parent].saturating_add(all_bytes[id]);
                all_allocated[parent] = all_allocated[parent].saturating_add(all_allocated[id]);
            }
        }
        let tally = |files: &[u32], bytes: &[u64], allocated: &[u64], id: usize| Tally {
            files: files[id].into(),
            bytes: bytes[id].into(),
            allocated: allocated[id].into(),
        };
        let bar = |id: usize| FolderBar {
            folder: FolderId(id as u32),
            direct: tally(&files, &bytes, &allocated, id),
            whole: tally(&all_files, &all_bytes, &all_allocated, id),
        };
        let most = |files: &[u32], bytes: &[u64]| {
            most(files, bytes).into_iter().map(bar).collect::<Vec<FolderBar>>()
        };
        LargestFolders { direct: most(&files, &bytes), whole: most(&all_files, &all_bytes) }
    }
}

/// The numbers with most bytes, most first, of those that have a file.
fn most(files: &[u32], bytes: &[u64]) -> Vec<usize> {
    let key = |id: usize| (std::cmp::Reverse((bytes[id], files[id])), id);
    let mut kept: Vec<usize> = Vec::with_capacity(2 * LISTED);
    let mut least = (0, 0);
    for id in (0..files.len()).filter(|id| files[*id] > 0) {
        if kept.len() >= LISTED && (bytes[id], files[id]) <= least {
            continue;
        }
        kept.push(id);
        if kept.len() == 2 * LISTED {
            kept.sort_unstable_by_key(|id| key(*id));
            kept.truncate(LISTED);
            least = kept.last().map_or((0, 0), |id| (bytes[*id], files[*id]));
        }
    }
    kept.sort_unstable_by_key(|id| key(*id));
    kept.truncate(LISTED);
    kept
}
