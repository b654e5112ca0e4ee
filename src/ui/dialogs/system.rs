//! The dialogs of the machine, and its programs for files: on Linux the portal through `rfd` or else zenity, the system's own through
//! `rfd` elsewhere.
//!
//! rfd would run zenity itself where the portal fails, and misread its answer (see `zenity`). So it is asked only after the portal has
//! answered; what is left are machines whose portal fails in between or that lack libdbus, by which rfd reaches it.

use super::{Answer, Dialogs, Question};
#[cfg(target_os = "linux")]
use super::{portal, zenity};
use crate::ui::{open, words};
use crossbeam_channel::{Receiver, Sender};
use eframe::egui::Context;
use rfd::{AsyncFileDialog, FileHandle};
use std::future::Future;
use std::path::{Path, PathBuf};
use std::thread;

/// The dialogs of the machine: the portal or zenity on Linux, the system's own elsewhere.
pub struct SystemDialogs;

impl Dialogs for SystemDialogs {
    fn pick_folders(&self, parent: &eframe::Frame, wake: &Context) -> Receiver<Answer> {
        let question = Question::Folders;
        let asked = AsyncFileDialog::new().set_parent(parent).set_title(question.title()).pick_folders();
        answered(asked, question, wake, |folders| folders)
    }

    fn save_file(
        &self,
        name: &str,
        kind: &str,
        ending: &str,
        parent: &eframe::Frame,
        wake: &Context,
    ) -> Receiver<Answer> {
        let asked = AsyncFileDialog::new().set_parent(parent).set_file_name(name).add_filter(kind, &[ending]);
        let [name, kind, ending] = [name, kind, ending].map(str::to_owned);
        let question = Question::File { name, kind, ending };
        let asked = asked.set_title(question.title()).save_file();
        answered(asked, question, wake, |file| file.map(|file| vec![file]))
    }

    fn open(&self, file: &Path, failed: &Sender<String>, wake: &Context) {
        open::file(file, failed, wake);
    }

    fn show_in_folder(&self, item: &Path, is_found: bool, failed: &Sender<String>, wake: &Context) {
        open::folder_of(item, is_found, failed, wake);
    }
}

/// Awaits what `rfd` was `asked`, or asks zenity, on a thread of its own.
fn answered<T: Send + 'static>(
    asked: impl Future<Output = Option<T>> + Send + 'static,
    question: Question,
    wake: &Context,
    files: fn(Option<T>) -> Option<Vec<FileHandle>>,
) -> Receiver<Answer> {
    let (sender, receiver) = crossbeam_channel::bounded(1);
    let wake = wake.clone();
    let waiter = {
        let sender = sender.clone();
        move || {
            let by_system = || chosen(files(pollster::block_on(asked)), &question);
            #[cfg(target_os = "linux")]
            let answer = if portal::shows_dialogs() { by_system() } else { zenity::ask(&question) };
            #[cfg(not(target_os = "linux"))]
            let answer = by_system();
            // Nobody listens any more where another dialog took its place.
            let _ = sender.send(answer);
            wake.request_repaint();
        }
    };
    if let Err(error) = thread::Builder::new().name("dialog".into()).spawn(waiter) {
        let _ = sender.send(Answer::Unavailable(format!("The dialog could not be opened: {error}.")));
    }
    receiver
}

/// What `rfd` gave. A dialog that failed it doesn't tell from one that was cancelled, but on Linux for folders.
fn chosen(files: Option<Vec<FileHandle>>, question: &Question) -> Answer {
    if files.is_none() && *question == Question::Folders && cfg!(target_os = "linux") {
        return question.failed("The desktop's file dialog failed.");
    }
    let paths: Vec<PathBuf> =
        files.unwrap_or_default().into_iter().map(|file| file.path().to_owned()).collect();
    // Of a portal's address on another machine, rfd leaves a path without its first slash.
    match paths.iter().find(|path| path.is_relative()) {
        Some(path) => {
            let path = words::path(path);
            question.failed(&format!("The dialog answered with “{path}”, not a path of this machine."))
        }
        None if paths.is_empty() => Answer::Cancelled,
        None => Answer::Chosen(paths),
    }
}
