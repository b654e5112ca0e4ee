//! The system's own dialogs and programs, behind a trait, so that a test answers in their stead. The app calls it.
//!
//! A dialog never holds a frame: it is opened on the event loop, as macOS asks, awaited on a thread of its own, and its
//! answer comes through a channel.

#[cfg(target_os = "linux")]
mod linux;
#[cfg(not(target_os = "linux"))]
mod native;
#[cfg(target_os = "linux")]
mod portal;
mod system;
#[cfg(target_os = "linux")]
mod zenity;

pub use system::SystemDialogs;

use crate::category_file::CategoryFile;
use crossbeam_channel::{Receiver, Sender, TryRecvError};
use eframe::egui::Context;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// A file that was not opened, or not shown in its folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotHandedOver {
    /// Which.
    pub item: PathBuf,
    /// Whether it was to be opened, rather than shown.
    pub opens: bool,
    /// Why not: a sentence that names it.
    pub why: String,
}

/// How a dialog ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// These were chosen; at least one.
    Chosen(Vec<PathBuf>),
    /// These were chosen, at least one, and others that the dialog can't name; in words, with what to do.
    Partly(Vec<PathBuf>, String),
    /// Nothing was.
    Cancelled,
    /// The machine has no dialog, or it failed; in words, with what to do.
    Unavailable(String),
    /// There is no answer yet, after so long that there may be no dialog: the only one that another may follow.
    Overdue,
}

/// What a dialog asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// For folders, several at once.
    Folders {
        /// The folder that is shown first.
        start: Option<PathBuf>,
    },
    /// For a saved sheet or another tool's list, to be opened.
    Sheet {
        /// The folder that is shown first.
        start: Option<PathBuf>,
    },
    /// Where to write a file. The dialog also asks whether a file that is there is to be replaced.
    File {
        /// What the dialog is called.
        title: &'static str,
        /// What the file may be called.
        name: String,
        /// What such files are called.
        kind: String,
        /// How their names end, without the dot.
        extension: String,
        /// The folder that is shown first.
        start: Option<PathBuf>,
    },
}

/// What the files are called that can be opened, and how their names end. A list may be called anything.
pub(super) const SHEETS: [(&str, &[&str]); 3] = [
    ("Sheets and lists", &["foldersheet", "csv", "efu", "json", "jsonl", "txt", "gz", "mtree", "xml", "tsv"]),
    ("Saved sheets", &["foldersheet"]),
    ("All files", &["*"]),
];

/// The names that end so, in the notation of dialogs; `*` stands for all.
#[cfg(target_os = "linux")]
pub(super) fn glob(extension: &str) -> String {
    if extension == "*" { extension.to_owned() } else { format!("*.{extension}") }
}

impl Question {
    /// The dialog's title.
    fn title(&self) -> &'static str {
        match self {
            Question::Folders { .. } => "Folders to list",
            Question::Sheet { .. } => "Sheet or list to open",
            Question::File { title, .. } => title,
        }
    }

    /// The folder that is shown first: an absolute path, if any.
    fn start(&self) -> Option<&Path> {
        let (Question::Folders { start } | Question::Sheet { start } | Question::File { start, .. }) = self;
        start.as_deref().filter(|start| start.is_absolute())
    }

    /// Says that there is no answer, and what the user can do.
    fn failed(&self, why: &str) -> Answer {
        let instead = match self {
            Question::Folders { .. } => "Type or paste the path of a folder instead.",
            Question::Sheet { .. } => "Type or paste the path of the file instead.",
            Question::File { .. } => "Type where to write the file instead.",
        };
        Answer::Unavailable(format!("{why} {instead}"))
    }
}

/// Where dialogs come from, and programs for files.
pub trait Dialogs {
    /// Asks by a dialog over `parent`. Calls `wake` when the answer is there.
    fn ask(&self, question: Question, parent: &eframe::Frame, wake: &Context) -> Receiver<Answer>;
    /// Opens a file that the user chose with the program for it. Why it isn't goes to `failed`.
    fn open(&self, file: &Path, failed: &Sender<NotHandedOver>, wake: &Context);
    /// Opens the user's own file of categories with the program for it, and makes it first where there is none. Why it isn't goes to
    /// `failed`.
    fn edit_categories(&self, file: &CategoryFile, failed: &Sender<NotHandedOver>, wake: &Context);
    /// Shows a file or folder in the file manager; `is_found` tells that reading found the folder it is in, rather than the user naming
    /// it. Why it can't be goes to `failed`.
    fn show_in_folder(&self, item: &Path, is_found: bool, failed: &Sender<NotHandedOver>, wake: &Context);
}

/// A dialog that may be open.
#[derive(Default)]
pub(super) struct Pending {
    open: Option<Waiting>,
}

struct Waiting {
    answer: Receiver<Answer>,
    since: Instant,
    wake: Context,
    is_overdue: bool,
}

impl Pending {
    /// A dialog without an answer is overdue after this: one that is never shown gives none. Users may well take longer.
    const PATIENCE: Duration = Duration::from_secs(60);

    /// Waits for this answer from now on, in place of an older one.
    pub(super) fn start(&mut self, answer: Receiver<Answer>, wake: &Context) {
        let (since, wake) = (Instant::now(), wake.clone());
        self.open = Some(Waiting { answer, since, wake, is_overdue: false });
    }

    /// Whether another one would be one too many.
    pub(super) fn is_open(&self) -> bool {
        self.open.as_ref().is_some_and(|waiting| !waiting.is_overdue)
    }

    /// Waits no more: what is answered later doesn't count.
    pub(super) fn give_up(&mut self) {
        self.open = None;
    }

    /// The answer, once; before it perhaps that it is overdue, once. To be called on each frame: it asks for the one at which it will be.
    pub(super) fn take(&mut self) -> Option<Answer> {
        let waiting = self.open.as_mut()?;
        let answer = match waiting.answer.try_recv() {
            Ok(answer) => answer,
            Err(TryRecvError::Empty) if waiting.is_overdue => return None,
            Err(TryRecvError::Empty) => match Pending::PATIENCE.checked_sub(waiting.since.elapsed()) {
                Some(left) if !left.is_zero() => {
                    waiting.wake.request_repaint_after(left);
                    return None;
                }
                _ => Answer::Overdue,
            },
            Err(TryRecvError::Disconnected) => {
                Answer::Unavailable("The file dialog failed. Type the path instead.".into())
            }
        };
        if answer == Answer::Overdue {
            waiting.is_overdue = true;
        } else {
            self.open = None;
        }
        Some(answer)
    }
}

/// What is said where a dialog is overdue.
pub(super) const OVERDUE: &str = "The desktop's file dialog has not answered for a minute. If it is open, its answer still counts; \
     if it isn't, type the path here.";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_comes_once() {
        let (sender, receiver) = crossbeam_channel::bounded(1);
        let mut pending = Pending::default();
        assert_eq!(pending.take(), None);
        pending.start(receiver, &Context::default());
        assert!(pending.is_open() && pending.take().is_none());
        assert!(sender.send(Answer::Cancelled).is_ok());
        assert_eq!(pending.take(), Some(Answer::Cancelled));
        assert!(!pending.is_open());
    }

    #[test]
    fn a_dialog_that_never_answers_is_overdue_once_and_may_still_answer() {
        let (sender, receiver) = crossbeam_channel::bounded(1);
        let mut pending = Pending::default();
        let wake = Context::default();
        pending.start(receiver, &wake);
        let mut due_in = || {
            let mut due = Duration::MAX;
            // A context wants its first frames at once, whatever is asked.
            for _ in 0..5 {
                let mut out = wake.run_ui(Default::default(), |_| assert_eq!(pending.take(), None));
                due = out.viewport_output.values().map(|view| view.repaint_delay).min().unwrap_or(due);
                out.textures_delta.clear();
                out.drop_without_applying_deltas();
            }
            due
        };
        for _ in 0..2 {
            assert!(due_in() <= Pending::PATIENCE, "each frame asks for the one at which it will be overdue");
        }
        if let Some(waiting) = &mut pending.open {
            waiting.since -= Pending::PATIENCE;
        }
        assert!(pending.is_open());
        assert_eq!(pending.take(), Some(Answer::Overdue));
        assert!(!pending.is_open(), "the button works again");
        assert_eq!(pending.take(), None);
        assert!(sender.send(Answer::Cancelled).is_ok());
        assert_eq!(pending.take(), Some(Answer::Cancelled));
    }

    #[test]
    fn a_dialog_that_panics_is_said() {
        let (_, receiver) = crossbeam_channel::bounded(1);
        let mut pending = Pending::default();
        pending.start(receiver, &Context::default());
        assert!(matches!(pending.take(), Some(Answer::Unavailable(_))));
    }
}
