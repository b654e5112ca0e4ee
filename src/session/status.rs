//! What the session reports: everything that the window and the windowless form show besides the rows.

use super::Session;
use crate::export::Written;
use crate::model::export::ExportError;
use crate::model::{
    Counts, Failure, Incomplete, Message, Origin, Problem, RootId, RootPhase, ScanOptions, WorkerId,
};
use crate::store::{ProblemList, Root, Sheet};
use crate::view::{CountLinks, Totals};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

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

/// What a worker does now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkerStatus {
    /// Which.
    pub id: WorkerId,
    /// The folder it reads, as the system's bytes, and how long ago the drive answered it last; `None` while it waits for work.
    pub folder: Option<(Vec<u8>, Duration)>,
    /// The picked folder that this is of.
    pub root: Option<RootId>,
}

impl WorkerStatus {
    /// How long a drive may take for an answer before the worker counts as held.
    pub const PATIENCE: Duration = Duration::from_secs(2);

    /// Whether the drive has not answered it for [`WorkerStatus::PATIENCE`].
    pub fn is_held(&self) -> bool {
        self.folder.as_ref().is_some_and(|(_, since)| *since > WorkerStatus::PATIENCE)
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
        incomplete: Option<Incomplete>,
    },
    /// It waits for the user to agree that files of an earlier export may be replaced: numbered ones, or its list of problems.
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
        /// Why.
        why: ExportError,
    },
}

/// What replaced the sheet before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReplacedBy {
    /// [`super::Command::Clear`].
    Clear,
    /// [`super::Command::ReadAgain`].
    ReadAgain,
    /// [`super::Command::Remove`]: picked folders were taken out of the sheet.
    Removal {
        /// The first of them.
        first: Arc<Path>,
        /// How many there are.
        sources: usize,
    },
    /// [`super::Command::ReadOnly`]: picked folders are read again.
    SomeReadAgain {
        /// The first of them.
        first: Arc<Path>,
        /// How many there are.
        sources: usize,
    },
    /// [`super::Command::Open`]: a file was opened.
    Open,
    /// [`super::Command::Undo`]: another one takes that back.
    Undo,
}

/// What can be brought back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Undoable<'a> {
    /// What was done since.
    pub by: &'a ReplacedBy,
    /// Rows of the sheet before, or of the picked folders that it was done to.
    pub rows: u64,
}

/// Everything at one moment.
#[derive(Debug)]
pub struct Status<'a> {
    /// Where the sheet stands as a whole.
    pub phase: Phase,
    /// The picked folders in the order of picking.
    pub roots: &'a [Root],
    /// What was found, all together.
    pub totals: Counts,
    /// What went wrong.
    pub problems: &'a ProblemList,
    /// Where the problems are.
    pub(super) sheet: &'a Sheet,
    /// The workers; empty when no pool runs.
    pub workers: Vec<WorkerStatus>,
    /// Workers that were given up because a drive did not answer, with the folder that held each.
    pub given_up: &'a [WorkerStatus],
    /// Time spent reading.
    pub elapsed: Duration,
    /// When the rows were as they are: the end of the last reading, or a moment ago while folders are being read; `None` before the first.
    pub as_of: Option<SystemTime>,
    /// Rows in the sheet.
    pub found: u64,
    /// Of those, how many what is shown was made of; the rest came in later.
    pub covered: u64,
    /// Rows that are shown.
    pub shown: u64,
    /// The sums over the rows of the last [`super::Command::Select`]; `None` while they are being worked out.
    pub selected: Option<Totals>,
    /// The sums over what is shown, in a growing sheet those of a moment ago; `None` while they are being worked out.
    pub shown_totals: Option<Totals>,
    /// How a file with several names counts in both.
    pub count_links: CountLinks,
    /// Whether names of owners or groups are being looked up; until then their numbers are shown.
    pub names_busy: bool,
    /// Whether the names of one file are being searched for by file ID, as the source reports no link counts.
    pub links_busy: bool,
    /// Whether they are still to be, once all is read: until then each counts.
    pub links_awaited: bool,
    /// Whether picked folders are being taken out of the sheet or put back; until then it is as it was.
    pub sources_busy: bool,
    /// Whether a filter or an order is being worked out for what is shown.
    pub view_busy: bool,
    /// Whether what was asked for last isn't shown at all yet: not new rows are waited for, but another filter or order.
    pub view_awaited: bool,
    /// Why what was asked for last can't be shown: what is shown is by an earlier filter or order. Where it is for want of a thread it is
    /// tried again.
    pub view_failure: Option<&'a Failure>,
    /// The export.
    pub export: &'a ExportStatus,
    /// Where the sheet comes from, if it was not read from a disk.
    pub origin: Option<&'a Origin>,
    /// Whether that is a sheet that was kept by itself, under a name that the program chose.
    pub is_kept: bool,
    /// The file that is being opened.
    pub opening: Option<&'a Path>,
    /// Memory that the rows take, in bytes.
    pub memory: usize,
    /// Why the sheet is not whole, if it is not.
    pub incomplete: Option<Incomplete>,
    /// What will be listed and how at the next reading.
    pub options: &'a ScanOptions,
    /// What was listed and how, in the sheet's last reading; `None` before the first.
    pub listed: Option<&'a ScanOptions>,
    /// A message for the user that is not about a folder.
    pub message: Option<&'a Message>,
    /// What [`super::Command::Undo`] brings back; `None` if there is nothing.
    pub undoable: Option<Undoable<'a>>,
}

impl Status<'_> {
    /// As [`Sheet::is_from_file`].
    pub fn is_from_file(&self, root: RootId) -> bool {
        self.sheet.is_from_file(root)
    }

    /// As [`Sheet::problem_path`].
    pub fn problem_path(&self, problem: &Problem) -> Vec<u8> {
        self.sheet.problem_path(problem)
    }

    /// As [`Sheet::problem_place`].
    pub fn problem_place(&self, problem: &Problem) -> Vec<u8> {
        self.sheet.problem_place(problem)
    }
}

impl Session {
    /// Everything but the rows.
    pub fn status(&self) -> Status<'_> {
        let view = self.viewing.view();
        Status {
            phase: self.phase(),
            roots: &self.sheet.roots,
            totals: self.sheet.totals,
            problems: &self.sheet.problems,
            sheet: &self.sheet,
            workers: self.reading.workers(),
            given_up: self.reading.given_up(),
            elapsed: self.opening.elapsed().unwrap_or(self.sheet.elapsed),
            as_of: self.sheet.as_of,
            found: self.sheet.rows.len().into(),
            covered: view.covers.into(),
            shown: view.len(),
            selected: self.summing.selection(),
            shown_totals: self.summing.shown(),
            count_links: self.summing.count(),
            names_busy: self.looking_up.is_busy(),
            links_busy: self.awaits_same_files(),
            links_awaited: self.sheet.awaits_same_files(),
            sources_busy: self.editing.is_busy(),
            view_busy: self.filtering.is_busy() || self.viewing.is_behind(&self.sheet, self.ties()),
            view_awaited: self.filtering.is_busy() || view.spec != *self.viewing.spec(),
            view_failure: self.viewing.failure(),
            export: self.exporting.status(),
            origin: self.sheet.origin.as_deref(),
            is_kept: self.sheet.origin.as_ref().is_some_and(|origin| self.is_kept_sheet(&origin.file)),
            opening: self.opening.file(),
            memory: self.sheet.heap_bytes(),
            incomplete: if self.opening.is_filling() {
                Some(Incomplete::Reading)
            } else {
                self.sheet.incomplete()
            },
            options: &self.reading.options,
            listed: self.reading.listed(),
            message: self.message.as_ref(),
            undoable: self.undoable_sources().or_else(|| self.undoable()),
        }
    }

    /// Whether nothing is being read into the sheet.
    pub(super) fn is_settled(&self) -> bool {
        matches!(self.phase(), Phase::Empty | Phase::Stopped | Phase::Done) && !self.opening.is_filling()
    }

    pub(super) fn phase(&self) -> Phase {
        let fills = self.opening.is_filling() || self.sheet.roots.is_empty() && self.opening.file().is_some();
        if self.reading.is_stopping() || fills && self.opening.is_stopping() {
            Phase::Stopping
        } else if fills || self.sheet.roots.any(|phase| phase.is_open()) {
            Phase::Reading
        } else if self.sheet.roots.any(|phase| *phase == RootPhase::Stopped) {
            Phase::Stopped
        } else if self.sheet.roots.is_empty() {
            Phase::Empty
        } else {
            Phase::Done
        }
    }
}
