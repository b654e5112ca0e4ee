//! The other sheet of a comparison while it is read, from a file or from the disk: beside the session's own one, which stays as it is.

use super::Session;
use super::compare_request::CompareSide;
use super::opening::reader::{FromReader, Reader};
use super::reading::DiskReading;
use crate::import::{As, How};
use crate::model::{
    Failure, Message, NotCompared, NotOpened, Operation, RootPhase, ScanOptions, Shortfall, SourceError,
};
use crate::store::Sheet;
use std::path::Path;
use std::time::{Duration, Instant};

/// How long a stop waits for a reader that a drive holds.
const PATIENCE: Duration = Duration::from_secs(2);

/// How often numbers on screen move on while it is read.
const REFRESH: Duration = Duration::from_millis(100);

/// The other sheet while it is read, in numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OtherStatus<'a> {
    /// What is read.
    pub side: &'a CompareSide,
    /// Rows so far.
    pub rows: u64,
    /// Whether it was stopped and hasn't ended yet.
    pub is_stopping: bool,
}

/// How reading it ended.
pub(super) enum OtherEnd {
    /// With this, whole or not.
    Read(Box<Sheet>),
    /// With nothing.
    Nothing(Message),
    /// It was stopped before anything was known.
    Cancelled,
}

/// See the module.
pub(super) struct OtherSheet {
    side: CompareSide,
    sheet: Sheet,
    /// Reads the disk. Of a file it minds the memory.
    disk: DiskReading,
    /// Reads a file in its stead.
    reader: Option<Reader>,
    stopped: Option<Instant>,
    /// Why it was stopped, if not by the user.
    reason: Option<Shortfall>,
}

impl Session {
    /// Begins to read what the sheet `own` is to be compared with.
    ///
    /// # Errors
    /// Why not.
    pub(super) fn read_other(&self, side: CompareSide, own: &Sheet) -> Result<OtherSheet, Message> {
        // As the sheet was read, so that what one left out the other did too.
        let usual = &self.reading.options;
        let options = own.options.as_deref().map_or_else(
            || usual.clone(),
            |own| ScanOptions { workers: usual.workers, memory: usual.memory, ..own.clone() },
        );
        let how = How {
            read_as: if let CompareSide::File(_, read_as) = &side { read_as.clone() } else { As::Guessed },
            folders: options.folders,
        };
        let mut other = OtherSheet {
            sheet: Sheet { categories: own.categories.clone(), ..Sheet::default() },
            disk: self.reading.beside(options),
            reader: None,
            stopped: None,
            reason: None,
            side,
        };
        match &other.side {
            CompareSide::File(file, _) => {
                let reader = self.opening.reader(file, how).map_err(|error| {
                    let why = NotOpened::Failed(Failure::NoThread(error.to_string()));
                    Message::NotOpened { file: file.clone(), why }
                })?;
                other.disk.begin_other();
                other.reader = Some(reader);
            }
            CompareSide::Folders(paths) => other.disk.add_folders(&mut other.sheet, paths),
            CompareSide::DiskNow => {
                let paths = own.roots.iter().map(|root| root.path.to_path_buf());
                other.disk.add_as_they_are(&mut other.sheet, paths);
            }
        }
        Ok(other)
    }
}

impl OtherSheet {
    pub(super) fn status(&self) -> OtherStatus<'_> {
        let is_stopping = self.stopped.is_some() || self.disk.is_stopping();
        OtherStatus { side: &self.side, rows: self.sheet.rows.len().into(), is_stopping }
    }

    pub(super) fn side(&self) -> &CompareSide {
        &self.side
    }

    /// Ends it and keeps what came.
    pub(super) fn stop(&mut self) {
        match &self.reader {
            Some(reader) => {
                reader.cancel();
                self.stopped.get_or_insert_with(Instant::now);
            }
            None => self.disk.stop(&self.sheet),
        }
    }

    /// Ends it; what still reads the disk is left to `reading`, to be joined.
    pub(super) fn cancel(self, reading: &mut DiskReading) {
        if let Some(reader) = &self.reader {
            reader.cancel();
        }
        reading.take_over(self.disk);
    }

    /// Takes in what came. Returns the time after which it must be called again, and how it ended if it has.
    pub(super) fn tick(&mut self, budget: Duration) -> (Option<Duration>, Option<OtherEnd>) {
        if self.reader.is_some() {
            return self.tick_file(budget);
        }
        let wait = self.disk.tick(&mut self.sheet, budget);
        if self.disk.is_stopping() || self.sheet.roots.any(RootPhase::is_open) {
            return (wait, None);
        }
        let has_any = self.sheet.roots.any(|phase| *phase != RootPhase::Failed);
        let end = if has_any { self.read() } else { OtherEnd::Nothing(self.unread()) };
        (None, Some(end))
    }

    fn tick_file(&mut self, budget: Duration) -> (Option<Duration>, Option<OtherEnd>) {
        let start = Instant::now();
        while let Some(came) = self.reader.as_ref().and_then(Reader::next) {
            match came {
                FromReader::Event(event) => {
                    let full = self.sheet.take_event(event).err();
                    let needed = self.sheet.heap_bytes() as u64 + self.sheet.problems.heap_bytes();
                    let is_over = self.disk.is_over_memory(needed);
                    if let Some(reason) = full.or_else(|| is_over.then_some(Shortfall::Memory { needed })) {
                        self.reason.get_or_insert(reason);
                        self.stop();
                    }
                }
                FromReader::Ended(end) => return (None, Some(self.file_ended(end))),
                FromReader::Panicked(_) => {
                    let why = NotOpened::Failed(Failure::Panicked);
                    return (None, Some(OtherEnd::Nothing(self.not_opened(why))));
                }
            }
            if start.elapsed() > budget {
                return (Some(Duration::ZERO), None);
            }
        }
        if self.stopped.is_some_and(|at| at.elapsed() > PATIENCE) {
            return (None, Some(self.file_ended(Err(SourceError::Cancelled))));
        }
        (Some(REFRESH), None)
    }

    fn file_ended(&mut self, end: Result<(), SourceError>) -> OtherEnd {
        match (self.sheet.origin.is_some(), end) {
            (true, end) => {
                match self.reason.take() {
                    Some(reason) => self.sheet.end_open_roots(&RootPhase::Incomplete(reason)),
                    None => self.sheet.source_ended(&end),
                }
                self.read()
            }
            (false, Err(SourceError::Cancelled)) => OtherEnd::Cancelled,
            (false, end) => {
                let why = NotOpened::Refused(end.err().unwrap_or(SourceError::NotRecognised));
                OtherEnd::Nothing(self.not_opened(why))
            }
        }
    }

    fn read(&mut self) -> OtherEnd {
        OtherEnd::Read(Box::new(std::mem::take(&mut self.sheet)))
    }

    fn not_opened(&self, why: NotOpened) -> Message {
        let file = match &self.side {
            CompareSide::File(file, _) => file.clone(),
            CompareSide::Folders(_) | CompareSide::DiskNow => Path::new("").to_owned(),
        };
        Message::NotOpened { file, why }
    }

    /// That none of the folders could be read, and why the first of them couldn't.
    fn unread(&self) -> Message {
        let is_of_folder = |operation| {
            matches!(
                operation,
                Operation::OpenPicked | Operation::OpenFolder | Operation::StartWorkers | Operation::LookAt
            )
        };
        let first = self.sheet.problems.iter().find(|problem| is_of_folder(problem.operation));
        let path = self.sheet.roots.iter().next().map(|root| root.path.to_path_buf());
        let cause = first.map(|problem| problem.cause.clone());
        Message::NotCompared(NotCompared::Unread { path: path.unwrap_or_default(), cause })
    }
}
