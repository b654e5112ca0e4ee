//! The system's own dialogs and programs, behind a trait, so that a test answers in their stead. The app calls it.
//!
//! A dialog never holds a frame: it is opened on the event loop, as macOS asks, awaited on a thread of its own, and its
//! answer comes through a channel.

#[cfg(target_os = "linux")]
mod portal;
mod system;
#[cfg(target_os = "linux")]
mod zenity;

pub use system::SystemDialogs;

use crossbeam_channel::{Receiver, Sender, TryRecvError};
use eframe::egui::Context;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How a dialog ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// These were chosen; at least one.
    Chosen(Vec<PathBuf>),
    /// These were chosen, at least one, and others that the dialog can't name; in words, with what to do.
    Partly(Vec<PathBuf>, String),
    /// Nothing was.
    Cancelled,
    /// The machine has no dialog; in words, with what to do.
    Unavailable(String),
}

/// What a dialog asks.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(not(target_os = "linux"), allow(dead_code, reason = "zenity reads the fields"))]
enum Question {
    /// For folders, several at once.
    Folders,
    /// Where to write a file.
    File {
        /// What it may be called.
        name: String,
        /// What such files are called.
        kind: String,
        /// How their names end, without the dot.
        ending: String,
    },
}

impl Question {
    /// The dialog's title.
    fn title(&self) -> &'static str {
        match self {
            Question::Folders => "Folders to list",
            Question::File { .. } => "Export to",
        }
    }

    /// That there is no answer, and what can be done without one.
    fn failed(&self, why: &str) -> Answer {
        let instead = match self {
            Question::Folders => "Typing a path and dropping folders work without it.",
            Question::File { .. } => "Type where to write the file instead.",
        };
        Answer::Unavailable(format!("{why} {instead}"))
    }
}

/// Where dialogs come from, and programs for files.
pub trait Dialogs {
    /// Asks for folders, several at once. `wake` is told when the answer is there.
    fn pick_folders(&self, parent: &eframe::Frame, wake: &Context) -> Receiver<Answer>;
    /// Asks where to write a file of this `kind`, whose name has this `ending`, suggesting `name`. Asks too whether a file that is there
    /// is to be replaced.
    fn save_file(
        &self,
        name: &str,
        kind: &str,
        ending: &str,
        parent: &eframe::Frame,
        wake: &Context,
    ) -> Receiver<Answer>;
    /// Opens a file that the user chose with the program for it. Why it isn't goes to `failed`.
    fn open(&self, file: &Path, failed: &Sender<String>, wake: &Context);
    /// Shows a file or folder in the file manager; `is_found` tells that reading found the folder it is in, rather than the user naming
    /// it. Why it can't be goes to `failed`.
    fn show_in_folder(&self, item: &Path, is_found: bool, failed: &Sender<String>, wake: &Context);
}

/// A dialog that may be open.
#[derive(Default)]
pub struct Pending {
    open: Option<(Receiver<Answer>, Instant)>,
}

impl Pending {
    /// After this long the button works again: a portal that died never answers.
    const PATIENCE: Duration = Duration::from_secs(60);

    /// Waits for this answer from now on, in place of an older one.
    pub fn start(&mut self, answer: Receiver<Answer>, wake: &Context) {
        self.open = Some((answer, Instant::now()));
        wake.request_repaint_after(Pending::PATIENCE);
    }

    /// Whether another one would be one too many.
    pub fn is_open(&self) -> bool {
        self.open.as_ref().is_some_and(|(_, since)| since.elapsed() < Pending::PATIENCE)
    }

    /// The answer, once.
    pub fn take(&mut self) -> Option<Answer> {
        let (answer, _) = self.open.as_ref()?;
        let answer = match answer.try_recv() {
            Ok(answer) => answer,
            Err(TryRecvError::Empty) => return None,
            Err(TryRecvError::Disconnected) => Answer::Unavailable("The system's dialog broke down.".into()),
        };
        self.open = None;
        Some(answer)
    }
}

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
    fn a_dialog_that_breaks_down_is_said() {
        let (_, receiver) = crossbeam_channel::bounded(1);
        let mut pending = Pending::default();
        pending.start(receiver, &Context::default());
        assert!(matches!(pending.take(), Some(Answer::Unavailable(_))));
    }
}
