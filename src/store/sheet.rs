//! The sheet: everything that was found, and what is known of how that went.

use super::{Accounts, Folders, FoundSameFiles, ProblemList, RootList, Rows, SameFiles};
use crate::model::{
    Batch, Categories, Cause, Checked, Column, ColumnSet, Compared, Counts, Facts, FolderId, Incomplete,
    Location, Operation, Origin, Problem, RootId, RootPhase, Row, ScanOptions, WorkerId, name,
};
use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

/// Everything found so far. A source fills it; nothing that reads it knows which. Cloning it is cheap and makes a snapshot, to be read
/// anywhere: what it shares never changes.
#[derive(Clone)]
pub struct Sheet {
    /// The rows.
    pub rows: Rows,
    /// The folders they are in.
    pub folders: Folders,
    /// What was picked.
    pub roots: RootList,
    /// What went wrong.
    pub problems: ProblemList,
    /// What was found, all together.
    pub totals: Counts,
    /// When its rows were as they are: the end of the reading, or a moment ago while folders are being read. `None` if nothing was read.
    pub as_of: Option<SystemTime>,
    /// Time spent reading.
    pub elapsed: Duration,
    /// What its files are classed by.
    pub categories: Arc<Categories>,
    /// The names of its owners and groups.
    pub accounts: Arc<Accounts>,
    /// What a check of the names says, while one stands.
    pub checked: Option<Arc<dyn Checked>>,
    /// The file that it was filled from; `None` if it was read from a disk.
    pub origin: Option<Arc<Origin>>,
    /// What was listed and how; `None` if that is not known.
    pub options: Option<Arc<ScanOptions>>,
    /// Picked folders that came with the file: those with the first numbers.
    pub file_roots: u32,
    /// What a comparison with another sheet says, while one stands.
    pub compared: Option<Arc<dyn Compared>>,
    /// Which rows are names of one file, as far as that is known where the source reports no link counts.
    pub same_files: SameFiles,
}

/// Nothing, to be classed by the program's own list.
impl Default for Sheet {
    fn default() -> Sheet {
        Sheet {
            rows: Rows::default(),
            folders: Folders::default(),
            roots: RootList::default(),
            problems: ProblemList::default(),
            totals: Counts::default(),
            as_of: None,
            elapsed: Duration::ZERO,
            categories: Categories::standard(),
            accounts: Arc::default(),
            checked: None,
            origin: None,
            options: None,
            file_roots: 0,
            compared: None,
            same_files: SameFiles::default(),
        }
    }
}

/// In numbers: a failed test that prints a sheet must not print millions of rows.
impl fmt::Debug for Sheet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sheet")
            .field("rows", &self.rows.len())
            .field("folders", &self.folders.known())
            .field("roots", &self.roots)
            .field("problems", &self.problems)
            .finish_non_exhaustive()
    }
}

impl Sheet {
    /// Columns that say something of an entry and in which no row of this sheet has a value, as whatever it was filled from doesn't tell; none
    /// of a sheet without rows. It looks at each block, not at each row.
    pub fn lacking(&self) -> ColumnSet {
        let blocks = || self.rows.blocks().map(|(_, block)| block);
        let has = |column: Column| match column {
            Column::LinkTarget => blocks().any(|block| block.has_targets()),
            column => blocks().any(|block| block.bounds(column).is_some()),
        };
        let kept = [Column::Size, Column::Allocated, Column::Modified, Column::Created, Column::LinkTarget];
        let all = kept.into_iter().chain(Facts::COLUMNS);
        all.filter(|column| !self.rows.is_empty() && !has(*column)).collect()
    }

    /// Takes in what a worker found. At most [`Rows::room`] rows may come.
    pub fn add(&mut self, worker: WorkerId, batch: Batch) {
        self.add_found(Some(worker), batch);
    }

    pub(super) fn add_found(&mut self, worker: Option<WorkerId>, batch: Batch) {
        for record in batch.folders.iter() {
            self.folders.insert(record);
        }
        let new = self.accounts.new_in(&batch.rows);
        if !new.is_empty() {
            let accounts = Arc::make_mut(&mut self.accounts);
            new.into_iter().for_each(|(column, number)| accounts.hear_of(column, number));
        }
        self.same_files.heard_of(&batch.rows);
        self.rows.push(batch.rows);
        batch.ended.into_iter().for_each(|folder| self.folders.set_ended(folder));
        for problem in batch.problems {
            if let (Operation::OpenPicked, Some(root)) = (problem.operation, problem.root) {
                self.roots.failed(root, &problem.cause);
            }
            self.problems.push(problem);
        }
        for (root, counts) in batch.counts {
            self.roots.found(root, worker, counts);
            self.totals += counts;
        }
    }

    /// Takes in a problem of a picked folder that no worker sends, or of the reading as a whole.
    pub fn add_problem(&mut self, root: Option<RootId>, operation: Operation, at: Location, cause: Cause) {
        let problems = u64::from(!operation.is_note());
        self.totals.problems += problems;
        if let Some(root) = root {
            self.roots.change_problems(root, |count| *count += problems);
            if matches!(operation, Operation::StartWorkers | Operation::OpenPicked) {
                self.roots.failed(root, &cause);
            }
        }
        self.problems.push(Problem { root, operation, at, cause });
    }

    /// Whether all rows were searched for names of one file, where the source reports no link counts.
    pub fn are_same_files_known(&self) -> bool {
        self.same_files.are_known(&self.rows)
    }

    /// Whether some rows are known to need that, and all were not searched yet.
    pub fn awaits_same_files(&self) -> bool {
        self.same_files.are_awaited(&self.rows)
    }

    /// As [`Sheet::are_same_files_known`], having looked at each block: where none needs a search it is made.
    pub fn knows_same_files(&mut self) -> bool {
        self.same_files.know(&self.rows)
    }

    /// Takes in what a search found in a snapshot of it. Of no effect if rows came or went since.
    pub fn take_same_files(&mut self, found: &FoundSameFiles) {
        self.same_files.take(&mut self.rows, found);
    }

    /// The moment for which it stands, in seconds since 1970-01-01T00:00:00Z; the present if nothing was read.
    pub fn as_of_seconds(&self) -> i64 {
        let moment = self.as_of.unwrap_or_else(SystemTime::now).duration_since(SystemTime::UNIX_EPOCH);
        moment.unwrap_or_default().as_secs().try_into().unwrap_or(i64::MAX)
    }

    /// Why it is not whole, if it isn't.
    pub fn incomplete(&self) -> Option<Incomplete> {
        if self.roots.any(RootPhase::is_open) {
            return Some(Incomplete::Reading);
        }
        if self.roots.any(|phase| *phase == RootPhase::Stopped) {
            return Some(Incomplete::Stopped);
        }
        let short = self.roots.iter().find_map(|root| match root.phase {
            RootPhase::Incomplete(shortfall) => Some(Incomplete::Short(shortfall)),
            _ => None,
        });
        short.or_else(|| self.problems.hidden())
    }

    /// The row with this number, below `rows.len()`.
    pub fn row(&self, number: u32) -> Row<'_> {
        let (block, index) = self.rows.locate(number);
        block.row(index)
    }

    /// The whole path of a row, as the system's bytes.
    pub fn path(&self, row: &Row<'_>) -> Vec<u8> {
        self.folders.path_in(row.folder, row.name)
    }

    /// The picked folder that a folder belongs to.
    pub fn root(&self, folder: FolderId) -> RootId {
        self.folders.get(folder).root
    }

    /// Bytes that its rows and folders take in memory.
    pub fn heap_bytes(&self) -> usize {
        self.rows.heap_bytes() + self.folders.heap_bytes()
    }

    /// Bytes of a path that a message shows: no system call takes a longer one.
    const SHOWN: usize = 4096;

    /// The whole path of what a problem is about, as the system's bytes; empty if it is about no place.
    pub fn problem_path(&self, problem: &Problem) -> Vec<u8> {
        self.folders.location(&problem.at)
    }

    /// The same for a message: what is longer than any usable path is cut in its middle.
    pub fn problem_place(&self, problem: &Problem) -> Vec<u8> {
        let root = problem.root.and_then(|root| self.roots.with_id(root));
        let top = root.map(|root| name::path_bytes(&root.path)).unwrap_or_default();
        self.folders.location_within(&problem.at, Self::SHOWN, top)
    }
}
