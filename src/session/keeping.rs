//! The last sheet of each set of folders, kept by itself on the thread `keep`, and what is known of those that were kept before.
//!
//! A sheet is kept when a reading of the disk has ended and every picked folder was read to its end. That it can't be is said once.

use super::Session;
use super::job_thread::{Job, JobEnd, JobThread};
use super::status::Phase;
use crate::kept::{self, KeepError, Kept, KeptList, KeptPlace};
use crate::model::{Cancel, Cause, Failure, Message, NotKept, Wake};
use crate::store::Sheet;
use std::path::Path;
use std::time::SystemTime;

/// What is done in the folder of kept sheets.
enum Task {
    /// Look what is in it.
    List,
    /// Keep this one.
    Keep(Box<Sheet>),
    /// Delete all.
    Delete,
}

struct KeepSheet {
    place: KeptPlace,
    task: Task,
}

/// What is there afterwards; `None` if that is not known, and why it was not done.
struct Done {
    list: Option<KeptList>,
    not_kept: Option<NotKept>,
    not_deleted: Option<Cause>,
}

impl Job for KeepSheet {
    type Kept = ();
    type Made = Done;

    fn run(self, (): &mut (), cancel: &Cancel) -> Option<Done> {
        let KeepSheet { place, task } = self;
        let mut done = Done { list: None, not_kept: None, not_deleted: None };
        match task {
            // What can't be read is said when something is to be kept there.
            Task::List => done.list = kept::list(&place).ok(),
            Task::Keep(sheet) => match kept::keep(&place, &sheet, cancel) {
                Ok(list) => done.list = Some(list),
                Err(KeepError::Cancelled) => {}
                Err(KeepError::TooLarge) => done.not_kept = Some(NotKept::TooLarge { most: place.most() }),
                Err(KeepError::Io(error)) => done.not_kept = Some(NotKept::Io((&error).into())),
            },
            Task::Delete => match kept::delete(&place) {
                Ok(list) => done.list = Some(list),
                Err(error) => {
                    done.not_deleted = Some((&error).into());
                    done.list = kept::list(&place).ok();
                }
            },
        }
        Some(done)
    }
}

/// What is kept, and what is to be.
pub(super) struct Keeping {
    place: Option<KeptPlace>,
    is_on: bool,
    thread: JobThread<KeepSheet>,
    known: KeptList,
    lists: bool,
    deletes: bool,
    next: Option<Box<Sheet>>,
    /// The end of the last reading that was looked at.
    heard: Option<SystemTime>,
    /// What is still to be said.
    untold: Option<Message>,
    was_told: bool,
}

impl Keeping {
    /// Nothing is kept. `wake` is called when something was.
    pub(super) fn new(wake: Wake) -> Keeping {
        Keeping {
            place: None,
            is_on: false,
            thread: JobThread::new("keep", wake),
            known: KeptList::default(),
            lists: false,
            deletes: false,
            next: None,
            heard: None,
            untold: None,
            was_told: false,
        }
    }

    /// Keeps sheets here from now on, and finds out what is there.
    pub(super) fn set_place(&mut self, place: Option<KeptPlace>) {
        self.lists = place.is_some();
        self.known = KeptList::default();
        self.place = place;
    }

    /// Whether sheets are kept from now on. Those that are kept stay.
    pub(super) fn set_on(&mut self, is_on: bool) {
        self.is_on = is_on;
        if !is_on {
            self.next = None;
            self.thread.cancel();
        }
    }

    /// Deletes what is kept. A sheet that is being kept is not.
    pub(super) fn delete(&mut self) {
        self.next = None;
        self.thread.cancel();
        self.deletes = self.place.is_some();
    }

    /// Takes in what was done, and begins what is to be.
    fn tick(&mut self) {
        match self.thread.take() {
            Some(JobEnd::Made(done, _)) => self.take(done),
            Some(JobEnd::Panicked) => self.has_failed(NotKept::Failed(Failure::Panicked)),
            Some(JobEnd::Cancelled) | None => {}
        }
        let Some(place) = &self.place else { return };
        if self.thread.is_busy() {
            return;
        }
        let task = if std::mem::take(&mut self.deletes) {
            Task::Delete
        } else if let Some(sheet) = self.next.take() {
            Task::Keep(sheet)
        } else if std::mem::take(&mut self.lists) {
            Task::List
        } else {
            return;
        };
        if let Err(error) = self.thread.begin(KeepSheet { place: place.clone(), task }) {
            self.has_failed(NotKept::Failed(Failure::NoThread(error.to_string())));
        }
    }

    fn take(&mut self, done: Done) {
        if let Some(list) = done.list {
            self.known = list;
        }
        if let Some(why) = done.not_kept {
            self.has_failed(why);
        }
        if let (Some(why), Some(place)) = (done.not_deleted, &self.place) {
            self.untold = Some(Message::KeptNotDeleted { folder: place.folder().to_owned(), why });
        }
    }

    fn has_failed(&mut self, why: NotKept) {
        if let Some(place) = self.place.as_ref().filter(|_| !self.was_told) {
            self.was_told = true;
            self.untold = Some(Message::NotKept { folder: place.folder().to_owned(), why });
        }
    }
}

impl Session {
    /// Where sheets are kept; `None` if nowhere.
    pub fn kept_place(&self) -> Option<&KeptPlace> {
        self.keeping.place.as_ref()
    }

    /// Whether a file is in the folder of kept sheets, under a name that the program chose.
    pub fn is_kept_sheet(&self, file: &Path) -> bool {
        self.kept_place().is_some_and(|place| file.parent() == Some(place.folder()))
    }

    /// Whether the last sheet of each set of folders is kept from now on, if there is a place for it.
    pub fn keeps_sheets(&self) -> bool {
        self.keeping.is_on
    }

    /// Whether one is being kept or is to be, or what is kept is being looked at or deleted.
    pub fn is_keeping(&self) -> bool {
        let Keeping { thread, next, lists, deletes, .. } = &self.keeping;
        let waits = self.awaits_same_files() && self.newly_read().is_some();
        thread.is_busy() || next.is_some() || *lists || *deletes || waits
    }

    /// What is kept of whatever folders, as far as that is known yet.
    pub fn kept(&self) -> &KeptList {
        &self.keeping.known
    }

    /// The kept sheets of the folders that this sheet is of, and no others, that are older than this sheet: the newest first, at most three.
    pub fn last_sheets(&self) -> impl Iterator<Item = &Kept> {
        let sheet = self.own_sheet();
        let is_older = |kept: &&Kept| sheet.as_of.is_none_or(|as_of| kept.as_of < as_of);
        let is_same = |kept: &&Kept| kept.is_of(sheet.roots.iter().map(|root| &*root.path));
        self.keeping.known.sheets.iter().filter(is_older).filter(is_same)
    }

    /// The sheet of the time before: the newest of [`Session::last_sheets`].
    pub fn last_sheet(&self) -> Option<&Kept> {
        self.last_sheets().next()
    }

    /// When a reading ended with the sheet, if it is to be kept and wasn't looked at for that.
    fn newly_read(&self) -> Option<SystemTime> {
        let keeps = self.keeping.is_on && self.keeping.place.is_some();
        let is_whole = self.phase() == Phase::Done && self.sheet.compared.is_none();
        // A sheet that came back after an undo has an older end.
        let is_new = |end: &SystemTime| self.keeping.heard.is_none_or(|heard| *end > heard);
        self.sheet.as_of.filter(|_| keeps && is_whole).filter(is_new)
    }

    /// Keeps the sheet if a reading has ended with it, and it is known which rows are names of one file.
    pub(super) fn tick_keeping(&mut self) {
        if let Some(end) = self.newly_read().filter(|_| !self.awaits_same_files()) {
            self.keeping.heard = Some(end);
            if kept::is_worth_keeping(&self.sheet) {
                self.keeping.next = Some(Box::new(self.sheet.clone()));
            }
        }
        self.keeping.tick();
        // Nothing that matters more is taken away for it.
        if self.message.is_none() {
            self.message = self.keeping.untold.take();
        }
    }
}
