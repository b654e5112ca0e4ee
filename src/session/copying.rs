//! Copies for the clipboard, made on the thread `copy`: a hundred thousand paths take longer than a frame has.

use super::Session;
use super::job_thread::{Job, JobEnd, JobThread};
use crate::export;
use crate::model::{Cancel, Failure, Message, RowSet, Wake};
use crate::store::Sheet;
use crate::view::View;
use std::sync::Arc;

pub use crate::export::Copied;

pub(super) struct Copy {
    sheet: Sheet,
    of: Of,
}

/// Of what.
enum Of {
    /// Of the rows that are shown so, these.
    Rows { view: Arc<View>, rows: Arc<RowSet>, what: Copied },
    /// Of the problems these, or all; with titles or not.
    Problems(Option<Arc<RowSet>>, bool),
}

/// A text for the clipboard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clip {
    /// The text.
    pub text: String,
    /// How many rows or problems it is of.
    pub count: u64,
    /// Whether it is of rows, and not of problems.
    pub is_of_rows: bool,
}

impl Job for Copy {
    type Kept = ();
    type Made = Clip;

    fn run(self, (): &mut (), _: &Cancel) -> Option<Clip> {
        let Copy { sheet, of } = self;
        let (is_of_rows, count) = match &of {
            Of::Rows { rows, .. } => (true, rows.len()),
            Of::Problems(Some(lines), _) => (false, lines.len()),
            Of::Problems(None, _) => (false, sheet.problems.len() as u64),
        };
        let text = match of {
            Of::Rows { view, rows, what } => export::to_text(&sheet, &view, &rows, &what),
            Of::Problems(numbers, titled) => {
                export::problems_to_text(&sheet.problems, numbers.as_deref(), titled, |problem| {
                    sheet.problem_place(problem)
                })
            }
        };
        Some(Clip { text, count, is_of_rows })
    }
}

/// The copy that was asked for last, until it is taken.
pub(super) struct Copying {
    thread: JobThread<Copy>,
    /// Waits for the end of the one before, which it has replaced.
    next: Option<Copy>,
    made: Option<Clip>,
}

impl Copying {
    /// `wake` is called when a copy is made.
    pub(super) fn new(wake: Wake) -> Copying {
        Copying { thread: JobThread::new("copy", wake), next: None, made: None }
    }

    /// Begins the last one that was asked for, and takes in what was made.
    ///
    /// # Errors
    /// If it can't be made: why.
    pub(super) fn tick(&mut self) -> Result<(), Failure> {
        match self.thread.take() {
            Some(JobEnd::Made(clip, _)) => self.made = Some(clip),
            Some(JobEnd::Panicked) if self.next.is_none() => {
                return Err(Failure::Panicked);
            }
            Some(JobEnd::Panicked | JobEnd::Cancelled) | None => {}
        }
        if self.thread.is_busy() {
            return Ok(());
        }
        let Some(copy) = self.next.take() else { return Ok(()) };
        self.thread.begin(copy).map_err(|error| Failure::NoThread(error.to_string()))
    }

    fn copy(&mut self, copy: Copy) -> Result<(), Failure> {
        self.made = None;
        self.thread.cancel();
        if let Some(old) = self.next.replace(copy) {
            self.thread.discard(old);
        }
        self.tick()
    }
}

impl Session {
    /// The text that was asked to be copied, once, when it is made; the owner of the clipboard puts it there.
    pub fn take_copied(&mut self) -> Option<Clip> {
        self.copying.made.take()
    }

    pub(super) fn copy(&mut self, rows: Arc<RowSet>, what: Copied) {
        let view = self.viewing.view().clone();
        self.begin_copy(Of::Rows { view, rows, what });
    }

    pub(super) fn copy_problems(&mut self, numbers: Option<Arc<RowSet>>, titled: bool) {
        self.begin_copy(Of::Problems(numbers, titled));
    }

    fn begin_copy(&mut self, of: Of) {
        let sheet = self.sheet.clone();
        if let Err(failure) = self.copying.copy(Copy { sheet, of }) {
            self.message = Some(Message::NotCopied(failure));
        }
    }

    pub(super) fn tick_copying(&mut self) {
        if let Err(failure) = self.copying.tick() {
            self.message = Some(Message::NotCopied(failure));
        }
    }
}
