//! A file as the source of the sheet: a saved sheet, or another tool's list.
//!
//! A reader runs on the thread `open` and puts what it finds on a bounded queue, which each tick drains within its budget: so a table
//! that fills looks as it does while a disk is read, and a reader that is faster waits. The present sheet stays until the reader has
//! said that it knows the file; any other file replaces nothing. Then it is set aside, and an undo brings it back.

mod file;
pub(super) mod reader;

use super::Session;
use super::command::Command;
use super::status::ReplacedBy;
use crate::import::{As, How};
use crate::model::{
    Cause, Failure, Location, Message, NotOpened, Operation, Reason, RootPhase, Shortfall, SourceError,
    SourceEvent, Wake, name,
};
pub use file::ReadFile;
pub(super) use file::read_file;
use reader::{FromReader, Reader};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How long a stop waits for a reader that a drive holds.
const JOIN_PATIENCE: Duration = Duration::from_secs(2);

/// How long a path may keep quiet about what it is before it is picked as folders are: the reading of these tells what holds it.
const PICK_PATIENCE: Duration = Duration::from_secs(3);

/// How often times on screen move on while a file is read.
const REFRESH: Duration = Duration::from_millis(100);

/// What fills the sheet from a file, while it does.
pub(super) struct Opening {
    read: ReadFile,
    wake: Wake,
    running: Option<Running>,
    /// Commands for the sheet, which wait until it is whole.
    later: Vec<Command>,
}

struct Running {
    reader: Reader,
    file: PathBuf,
    since: Instant,
    /// Whether it is picked if it isn't such a file.
    or_pick: bool,
    /// Whether the sheet is what comes of it.
    is_filling: bool,
    stopped: Option<Instant>,
    /// Why it was stopped, if not by the user.
    reason: Option<Shortfall>,
}

impl Opening {
    /// `wake` is called when something came.
    pub(super) fn new(read: ReadFile, wake: Wake) -> Opening {
        Opening { read, wake, running: None, later: Vec::new() }
    }

    /// Starts to read a file that is not to become the sheet.
    ///
    /// # Errors
    /// If the system gives no thread for it.
    pub(super) fn reader(&self, file: &Path, how: How) -> io::Result<Reader> {
        Reader::start(self.read.clone(), file, how, self.wake.clone())
    }

    /// The file that is being opened.
    pub(super) fn file(&self) -> Option<&Path> {
        self.running.as_ref().map(|running| &*running.file)
    }

    /// Whether the sheet is being filled from a file.
    pub(super) fn is_filling(&self) -> bool {
        self.running.as_ref().is_some_and(|running| running.is_filling)
    }

    pub(super) fn is_stopping(&self) -> bool {
        self.running.as_ref().is_some_and(|running| running.stopped.is_some())
    }

    /// How long a file has been filling the sheet.
    pub(super) fn elapsed(&self) -> Option<Duration> {
        self.running.as_ref().filter(|running| running.is_filling).map(|running| running.since.elapsed())
    }

    /// Keeps a command for the end of the file, if it changes the sheet: it was asked for after that one.
    pub(super) fn now_or_later(&mut self, command: Command) -> Option<Command> {
        let changes = matches!(command, Command::AddFolders(_) | Command::Remove(_) | Command::ReadOnly(_));
        if changes && self.running.is_some() {
            self.later.push(command);
            return None;
        }
        Some(command)
    }

    /// Ends it and keeps what came.
    pub(super) fn stop(&mut self) {
        if let Some(running) = &mut self.running {
            running.reader.cancel();
            running.stopped.get_or_insert_with(Instant::now);
        }
    }

    /// As [`Opening::retire`], if the sheet is being filled: another one is wanted in its place.
    pub(super) fn retire_filling(&mut self) {
        if self.is_filling() {
            self.retire();
        }
    }

    /// Ends it and drops what still comes.
    pub(super) fn retire(&mut self) {
        // Its queue goes with it, which ends a reader that waits for room on it.
        if let Some(running) = self.running.take() {
            running.reader.cancel();
        }
        self.later.clear();
    }

    /// What came, if anything did.
    fn next(&self) -> Option<FromReader> {
        self.running.as_ref()?.reader.next()
    }
}

impl Session {
    /// Begins to open a file.
    pub(super) fn open(&mut self, file: PathBuf, read_as: As, or_pick: bool) {
        if let Some(running) = self.opening.running.take() {
            running.reader.cancel();
            if running.is_filling {
                self.sheet.end_open_roots(&RootPhase::Stopped);
            } else if running.or_pick {
                // What it is was not known yet; it was picked all the same.
                self.apply(Command::AddFolders(vec![running.file]));
            }
            self.apply_later();
        }
        let how = How { read_as, folders: self.reading.options.folders };
        match Reader::start(self.opening.read.clone(), &file, how, self.opening.wake.clone()) {
            Ok(reader) => {
                let since = Instant::now();
                let (is_filling, stopped, reason) = (false, None, None);
                self.opening.running =
                    Some(Running { reader, file, since, or_pick, is_filling, stopped, reason });
            }
            // The reading reports whether the system has a thread for it.
            Err(_) if or_pick => self.apply(Command::AddFolders(vec![file])),
            Err(error) => {
                let why = NotOpened::Failed(Failure::NoThread(error.to_string()));
                self.message = Some(Message::NotOpened { file, why });
            }
        }
    }

    /// Takes in what came of the file. Returns the time after which it must be called again.
    pub(super) fn tick_opening(&mut self, budget: Duration) -> Option<Duration> {
        let start = Instant::now();
        while let Some(came) = self.opening.next() {
            match came {
                FromReader::Event(event) => self.take_from_file(event),
                FromReader::Ended(end) => {
                    self.file_ended(end);
                    break;
                }
                FromReader::Panicked(words) => {
                    self.reader_panicked(&words);
                    break;
                }
            }
            if start.elapsed() > budget {
                return Some(Duration::ZERO);
            }
        }
        self.mind_silence();
        self.opening.running.is_some().then_some(REFRESH)
    }

    fn take_from_file(&mut self, event: SourceEvent) {
        let Some(running) = &mut self.opening.running else { return };
        if matches!(event, SourceEvent::Origin(_)) && !running.is_filling {
            running.is_filling = true;
            self.end_comparison();
            self.keep_previous(ReplacedBy::Open);
            self.empty_sheet();
            // Those of another machine, perhaps.
            self.sheet.accounts = Default::default();
            self.exporting.forget();
            self.reading.begin_other();
        }
        let may_grow = matches!(event, SourceEvent::Found(_));
        let full = self.sheet.take_event(event).err();
        let taken = self.sheet.heap_bytes() as u64 + self.sheet.problems.heap_bytes();
        let memory = || Shortfall::Memory { needed: taken };
        let is_over = full.is_none() && may_grow && self.reading.is_over_memory(taken);
        if let Some(reason) = full.or_else(|| is_over.then(memory)) {
            self.opening.stop();
            if let Some(running) = &mut self.opening.running {
                running.reason.get_or_insert(reason);
            }
        }
    }

    fn file_ended(&mut self, end: Result<(), SourceError>) {
        let Some(running) = self.opening.running.take() else { return };
        if running.is_filling {
            match running.reason {
                Some(reason) => self.sheet.end_open_roots(&RootPhase::Incomplete(reason)),
                None => self.sheet.source_ended(&end),
            }
            return self.apply_later();
        }
        match end {
            Err(SourceError::Cancelled) => {}
            Err(SourceError::NotRecognised | SourceError::NotAFile | SourceError::Io(_))
                if running.or_pick =>
            {
                self.apply(Command::AddFolders(vec![running.file]));
            }
            Err(SourceError::OtherFile(looks)) if running.or_pick => {
                self.apply(Command::AddFolders(vec![running.file.clone()]));
                if looks.may_be_list() {
                    self.message = Some(Message::PickedList { file: running.file, looks });
                }
            }
            end => {
                let why = NotOpened::Refused(end.err().unwrap_or(SourceError::NotRecognised));
                self.message = Some(Message::NotOpened { file: running.file, why });
            }
        }
        self.apply_later();
    }

    fn reader_panicked(&mut self, words: &str) {
        let Some(running) = self.opening.running.take() else { return };
        if !running.is_filling {
            let why = NotOpened::Failed(Failure::Panicked);
            self.message = Some(Message::NotOpened { file: running.file, why });
            return self.apply_later();
        }
        let cause: Cause = Reason::Panicked(words.into()).into();
        let at = Location::whole(name::path_bytes(&running.file));
        self.sheet.add_problem(None, Operation::Worker, at, cause);
        self.sheet.end_open_roots(&RootPhase::Incomplete(Shortfall::WorkerPanicked));
        self.apply_later();
    }

    fn apply_later(&mut self) {
        for command in std::mem::take(&mut self.opening.later) {
            self.apply(command);
        }
    }

    /// Gives up a reader that a drive holds: after a stop, and where the path may as well be a folder.
    fn mind_silence(&mut self) {
        let Some(running) = &self.opening.running else { return };
        if running.stopped.is_some_and(|at| at.elapsed() > JOIN_PATIENCE) {
            return self.file_ended(Err(SourceError::Cancelled));
        }
        if running.or_pick && !running.is_filling && running.since.elapsed() > PICK_PATIENCE {
            running.reader.cancel();
            self.file_ended(Err(SourceError::NotRecognised));
        }
    }
}
