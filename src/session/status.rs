//! What the session tells: everything that the window and the windowless form show besides the rows.

use crate::export::{self, Written};
use crate::model::{Counts, Problem, RootId, ScanOptions, WorkerId, name};
use crate::store::Folders;
use crate::view::{CountLinks, Totals};
use std::borrow::Cow;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// Where the sheet stands as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Nothing was picked.
    Empty,
    /// Folders are being read.
    Reading,
    /// The stop event is set and workers are being joined.
    Stopping,
    /// A stop ended the reading: the sheet is incomplete.
    Stopped,
    /// Every picked folder was read to its end.
    Done,
}

/// Where one picked folder stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RootPhase {
    /// On the input queue.
    Queued,
    /// At least one worker is in it.
    Reading,
    /// Read to its end; what could not be read is among the problems.
    Done,
    /// The stop came first: a part is missing.
    Stopped,
    /// A part is missing, for this reason.
    Incomplete(String),
    /// It is inside this other picked folder and listed there.
    ListedIn(RootId),
    /// It could not be opened at all.
    Failed,
}

impl RootPhase {
    /// Whether it has still to be read, or is being read.
    pub const fn is_open(&self) -> bool {
        matches!(self, RootPhase::Queued | RootPhase::Reading)
    }

    /// In words.
    pub fn in_words(&self) -> Cow<'static, str> {
        match self {
            RootPhase::Queued => "queued".into(),
            RootPhase::Reading => "reading".into(),
            RootPhase::Done => "done".into(),
            RootPhase::Stopped => "stopped: incomplete".into(),
            RootPhase::Incomplete(why) => format!("incomplete: {why}").into(),
            RootPhase::ListedIn(_) => "listed with another picked folder".into(),
            RootPhase::Failed => "could not be opened".into(),
        }
    }
}

/// One picked folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RootStatus {
    /// Its number.
    pub id: RootId,
    /// Its absolute path.
    pub path: PathBuf,
    /// Where it stands.
    pub phase: RootPhase,
    /// What was found in it so far.
    pub counts: Counts,
    /// The workers that took part, in the order of their numbers.
    pub workers: Vec<WorkerId>,
    /// Time from a worker's taking it to now or to its end.
    pub elapsed: Duration,
}

/// What a worker does now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkerStatus {
    /// Which.
    pub id: WorkerId,
    /// The folder it reads, as the system's bytes, and how long ago the drive answered it last; none while it waits for work.
    pub folder: Option<(Vec<u8>, Duration)>,
}

impl WorkerStatus {
    /// How long a drive may take for an answer before the worker counts as held.
    pub const PATIENCE: Duration = Duration::from_secs(2);

    /// Whether the drive has not answered it for [`WorkerStatus::PATIENCE`].
    pub fn is_held(&self) -> bool {
        self.folder.as_ref().is_some_and(|(_, since)| *since > WorkerStatus::PATIENCE)
    }
}

/// The problems, in the order in which they came.
#[derive(Debug, Default)]
pub struct ProblemList {
    /// Shared with exports, which keep those of their moment.
    lines: Arc<Vec<Problem>>,
    left_out: u64,
    notes: u64,
    /// Problems for which a folder could not be read.
    folders: u64,
    bytes: u64,
}

impl ProblemList {
    /// Lines that are kept; more are counted only, so that a disk full of problems doesn't fill the memory.
    pub const LINES: usize = 100_000;

    pub(super) fn push(&mut self, problem: Problem) {
        use crate::model::Operation::{OpenFolder, OpenPicked, ReadFolder};
        self.notes += u64::from(problem.operation.is_note());
        self.folders += u64::from(matches!(problem.operation, OpenPicked | OpenFolder | ReadFolder));
        if self.lines.len() < ProblemList::LINES {
            self.bytes += problem.heap_bytes() as u64;
            Arc::make_mut(&mut self.lines).push(problem);
        } else {
            self.left_out += 1;
        }
    }

    /// What they hide, in a few words; none if nothing.
    pub(super) fn in_short(&self) -> Option<String> {
        match (self.folders, self.problems()) {
            (_, 0) => None,
            (1, 1) => Some("1 folder could not be read".to_owned()),
            (folders, all) if folders == all => Some(format!("{all} folders could not be read")),
            (_, 1) => Some("1 thing could not be read".to_owned()),
            (_, all) => Some(format!("{all} things could not be read")),
        }
    }

    /// The kept lines, problems and notes.
    pub fn lines(&self) -> &[Problem] {
        &self.lines
    }

    /// All of it as it is now.
    pub(super) fn snapshot(&self) -> export::Problems {
        export::Problems { lines: self.lines.clone(), left_out: self.left_out }
    }

    /// Bytes that the kept lines take in memory.
    pub(super) fn heap_bytes(&self) -> u64 {
        self.bytes
    }

    /// How many lines were not kept.
    pub fn left_out(&self) -> u64 {
        self.left_out
    }

    /// How many there were that hide something.
    pub fn problems(&self) -> u64 {
        self.lines.len() as u64 + self.left_out - self.notes
    }

    /// How many there were that only tell.
    pub fn notes(&self) -> u64 {
        self.notes
    }
}

/// Where the export stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum ExportStatus {
    /// None was asked for.
    #[default]
    None,
    /// Rows are being written.
    Writing {
        /// The target.
        target: PathBuf,
        /// Rows written so far.
        written: u64,
        /// Rows to write.
        rows: u64,
        /// Whether all are written, and the file is being brought to its end and to the disk.
        is_finishing: bool,
    },
    /// The files are complete on the disk.
    Written {
        /// Which, and how many rows.
        written: Written,
        /// Why the sheet in them is not whole, if it is not.
        incomplete: Option<String>,
    },
    /// It waits for a person to say that files of an earlier export may be replaced: numbered ones, or its list of problems.
    Exists {
        /// The target.
        target: PathBuf,
        /// The first of them.
        file: PathBuf,
    },
    /// It was cancelled; the target is as it was.
    Cancelled {
        /// The target.
        target: PathBuf,
    },
    /// It failed; the target is as it was.
    Failed {
        /// The target.
        target: PathBuf,
        /// What was tried, why it failed and what a user can do.
        message: String,
        /// Whether the same export may well succeed with another target.
        is_of_the_place: bool,
    },
}

/// Everything at one moment.
#[derive(Debug)]
pub struct Status<'a> {
    /// The whole.
    pub phase: Phase,
    /// The picked folders in the order of picking.
    pub roots: &'a [RootStatus],
    /// What was found, all together.
    pub totals: Counts,
    /// What went wrong.
    pub problems: &'a ProblemList,
    /// The folders that problems are in.
    pub(super) folders: &'a Folders,
    /// The workers; none when no pool runs.
    pub workers: Vec<WorkerStatus>,
    /// Workers that were given up because a drive did not answer, with the folder that held each.
    pub given_up: &'a [WorkerStatus],
    /// Time spent reading.
    pub elapsed: Duration,
    /// Rows in the sheet.
    pub found: u64,
    /// Of those, how many what is shown was made of; the rest came in later.
    pub covered: u64,
    /// Rows that are shown.
    pub shown: u64,
    /// The sums over the rows of the last [`super::Command::Select`]; none while they are being worked out.
    pub selected: Option<Totals>,
    /// The sums over what is shown, in a growing sheet those of a moment ago; none while they are being worked out.
    pub shown_totals: Option<Totals>,
    /// How a file with several names counts in both.
    pub count_links: CountLinks,
    /// Whether a filter or an order is being worked out for what is shown.
    pub view_busy: bool,
    /// Whether the work on what was asked for last panicked: what is shown is by an earlier filter or order.
    pub view_failed: bool,
    /// The export.
    pub export: &'a ExportStatus,
    /// Memory that the rows take, in bytes.
    pub memory: usize,
    /// Why the sheet is not whole, if it is not.
    pub incomplete: Option<String>,
    /// What will be listed and how at the next reading.
    pub options: &'a ScanOptions,
    /// A line for the person that is no problem of a folder.
    pub message: Option<&'a str>,
}

impl Status<'_> {
    /// Bytes of a path that a message shows: no system call takes a longer one.
    const SHOWN: usize = 4096;

    /// The whole path of what a problem is about, as the system's bytes; empty if it is about no place.
    pub fn problem_path(&self, problem: &Problem) -> Vec<u8> {
        self.folders.location(&problem.at)
    }

    /// The same for a message: what is longer than any usable path is cut in its middle.
    pub fn problem_place(&self, problem: &Problem) -> Vec<u8> {
        let root = problem.root.and_then(|root| self.roots.get(root.0 as usize));
        let top = root.map(|root| name::path_bytes(&root.path)).unwrap_or_default();
        self.folders.location_within(&problem.at, Self::SHOWN, top)
    }
}
