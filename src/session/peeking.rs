//! The first rows of a list, as they would be read, before it becomes the sheet: looked at on the thread `peek`, as a drive may take its
//! time for them.

use super::Session;
use super::derived::{Derived, Query, Throttle};
use super::job_thread::Job;
use crate::import::{self, As, How, Preview};
use crate::model::{Cancel, Failure, SourceError, Wake};
use crate::scan::{allow_fetching_of, handed};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// A file, and as what its first rows are to be understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Peek {
    /// The file.
    pub file: PathBuf,
    /// As what.
    pub read_as: As,
}

/// The first rows, or why there are none.
pub type Peeked = Result<Preview, SourceError>;

impl Query for Peek {
    type Made = Peeked;

    fn is_answered_by(&self, other: &Peek) -> bool {
        self == other
    }

    // What was understood otherwise stays until this is.
    fn is_like(&self, other: &Peek) -> bool {
        self.file == other.file
    }
}

struct Look(Peek);

impl Job for Look {
    /// The file's first bytes: not read again for each change of how they are understood.
    type Kept = Option<(PathBuf, Vec<u8>)>;
    type Made = Peeked;

    fn run(self, kept: &mut Self::Kept, _: &Cancel) -> Option<Peeked> {
        let Look(Peek { file, read_as }) = self;
        if kept.as_ref().is_none_or(|(known, _)| *known != file) {
            match first_bytes(&file) {
                Ok(first) => *kept = Some((file, first)),
                Err(error) => return Some(Err(error)),
            }
        }
        let first = kept.as_ref().map_or(&[][..], |(_, first)| first);
        Some(Ok(import::preview(first, &How { read_as, folders: true })))
    }
}

fn first_bytes(file: &Path) -> Result<Vec<u8>, SourceError> {
    let failed = |error: std::io::Error| SourceError::Io((&error).into());
    // A pipe would be waited for.
    if !handed::is_file(file).map_err(failed)? {
        return Err(SourceError::NotRecognised);
    }
    allow_fetching_of(file);
    import::first_bytes(file).map_err(failed)
}

/// What is looked at, and what was seen.
pub(super) struct Peeking {
    wish: Option<Peek>,
    derived: Derived<Peek, Look>,
}

impl Peeking {
    pub(super) fn new(wake: Wake) -> Peeking {
        Peeking { wish: None, derived: Derived::new("peek", wake, Throttle::default()).unwanted() }
    }

    /// Looks at a file's first rows, or no more.
    pub(super) fn look(&mut self, wish: Option<Peek>) {
        self.derived.want(wish.is_some());
        if wish.is_none() {
            // The file may be another one by the next time.
            self.derived.forget();
            self.derived.beside(|kept| *kept = None);
        }
        self.wish = wish;
    }

    pub(super) fn tick(&mut self) -> Option<Duration> {
        let wish = self.wish.clone()?;
        self.derived.wanted()?.tick(&wish, |_| Look(wish.clone()))
    }
}

impl Session {
    /// What the file of the last [`super::Command::Peek`] begins with, and whether that is understood as was asked for last; until it is,
    /// as was asked for before. `None` until anything is there.
    pub fn peeked(&self) -> Option<(&Peeked, bool)> {
        let wish = self.peeking.wish.as_ref()?;
        let current = self.peeking.derived.answer(wish);
        let recent = || self.peeking.derived.recent(wish);
        current.map(|peeked| (&**peeked, true)).or_else(|| recent().map(|peeked| (&**peeked, false)))
    }

    /// Why there is nothing of it, if the looking failed.
    pub fn peek_failure(&self) -> Option<&Failure> {
        self.peeking.derived.failure(self.peeking.wish.as_ref()?)
    }
}
