//! What a worker puts on the result queue.

use super::{Block, Counts, FolderId, FolderRecords, Problem, RootId, ScanId, WorkerId};
use std::time::Duration;

/// What one worker found, sent together: at most [`super::BlockBuilder::ROWS`] rows.
#[derive(Debug, Default)]
pub struct Batch {
    /// The folders that these or later rows are in: each is here or in an earlier message before every row and folder in it.
    pub folders: FolderRecords,
    /// The rows.
    pub rows: Block,
    /// Folders that were read to their end, with all that is in them: each once, after its own record. While its source is read, rows in
    /// it may still come from other workers.
    pub ended: Vec<FolderId>,
    /// What went wrong since the last batch.
    pub problems: Vec<Problem>,
    /// The same in numbers, a sum for each picked folder.
    pub counts: Vec<(RootId, Counts)>,
}

impl Batch {
    /// Bytes it takes in memory.
    pub fn heap_bytes(&self) -> usize {
        let problems: usize = self.problems.iter().map(Problem::heap_bytes).sum();
        let ended = self.ended.capacity() * size_of::<FolderId>();
        size_of::<Batch>() + self.folders.heap_bytes() + self.rows.heap_bytes() + ended + problems
    }
}

/// How the listing of a picked folder ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Everything was looked at; what could not be read is a problem.
    Complete,
    /// It is inside another picked folder (the one named), or the same, and listed there.
    ListedIn(RootId),
    /// It is inside another picked folder (the one named) that was begun before. Whether that one lists it is known once it has ended.
    Inside(RootId),
    /// The path could not be opened at all.
    Failed,
    /// A part is missing because a worker panicked.
    Incomplete,
}

/// One message of the result queue.
#[derive(Debug)]
pub enum Event {
    /// A worker took the picked folder from the input queue.
    Started {
        /// Which scan sent it.
        scan: ScanId,
        /// Which folder.
        root: RootId,
    },
    /// Rows, folders, problems and counts.
    Found {
        /// Which scan sent it.
        scan: ScanId,
        /// Which worker.
        worker: WorkerId,
        /// What it found.
        batch: Box<Batch>,
    },
    /// The last piece of a picked folder is done, and everything found in it is on the queue before this.
    Finished {
        /// Which scan sent it.
        scan: ScanId,
        /// Which folder.
        root: RootId,
        /// From `Started` to here.
        elapsed: Duration,
        /// Whole or not.
        outcome: Outcome,
    },
}

impl Event {
    /// The scan that sent it.
    pub fn scan(&self) -> ScanId {
        match self {
            Event::Started { scan, .. } | Event::Found { scan, .. } | Event::Finished { scan, .. } => *scan,
        }
    }
}
