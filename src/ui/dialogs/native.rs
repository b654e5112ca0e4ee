//! The dialogs of Windows and macOS, through `rfd`.

use super::{Answer, Question, SHEETS};
use rfd::{AsyncFileDialog, FileHandle};
use std::pin::Pin;

/// A dialog that is open; `None` if it was cancelled.
type Asked<T> = Pin<Box<dyn Future<Output = Option<T>> + Send>>;

/// What asks, to be called on a thread that may wait. The dialog is made at once: macOS wants that on the event loop.
pub(super) fn asker(question: Question, parent: &eframe::Frame) -> impl FnOnce() -> Answer + Send + 'static {
    let dialog = AsyncFileDialog::new().set_parent(parent).set_title(question.title());
    let dialog = match question.start() {
        Some(start) => dialog.set_directory(start),
        None => dialog,
    };
    let mut folders: Option<Asked<Vec<FileHandle>>> = None;
    let mut file: Option<Asked<FileHandle>> = None;
    match &question {
        Question::Folders { .. } => folders = Some(Box::pin(dialog.pick_folders())),
        Question::Sheet { .. } => {
            let dialog = SHEETS.iter().fold(dialog, |dialog, (kind, ends)| dialog.add_filter(*kind, ends));
            file = Some(Box::pin(dialog.pick_file()));
        }
        Question::File { name, kind, extension, .. } => {
            file = Some(Box::pin(dialog.set_file_name(name).add_filter(kind, &[extension]).save_file()));
        }
    }
    move || {
        let folders = folders.and_then(pollster::block_on);
        let file = file.and_then(pollster::block_on);
        chosen(folders.unwrap_or_default().into_iter().chain(file))
    }
}

fn chosen(files: impl Iterator<Item = FileHandle>) -> Answer {
    let paths: Vec<_> = files.map(|file| file.path().to_owned()).collect();
    if paths.is_empty() { Answer::Cancelled } else { Answer::Chosen(paths) }
}
