//! The dialogs of the machine, through `rfd`, and its programs for files.

use super::{Answer, Dialogs};
use crate::ui::open;
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
        let asked = AsyncFileDialog::new().set_parent(parent).set_title("Folders to list").pick_folders();
        answered(asked, wake, |folders| match folders {
            Some(folders) => chosen(folders),
            // On Linux a cancelled dialog gives an empty list, and nothing at all means that none could be shown.
            None if cfg!(target_os = "linux") => {
                unavailable("Typing a path and dropping folders work without it.")
            }
            None => Answer::Cancelled,
        })
    }

    fn save_file(
        &self,
        name: &str,
        kind: &str,
        ending: &str,
        parent: &eframe::Frame,
        wake: &Context,
    ) -> Receiver<Answer> {
        let asked = AsyncFileDialog::new()
            .set_parent(parent)
            .set_title("Export to")
            .set_file_name(name)
            .add_filter(kind, &[ending])
            .save_file();
        answered(asked, wake, |file| match file {
            Some(file) => chosen(vec![file]),
            // Here cancelled and impossible look the same, so look for what would show it.
            None if cfg!(target_os = "linux") && !has_zenity() && !has_portal() => {
                unavailable("Type where to write the file instead.")
            }
            None => Answer::Cancelled,
        })
    }

    fn open(&self, file: &Path, failed: &Sender<String>, wake: &Context) {
        open::file(file, failed, wake);
    }

    fn show_in_folder(&self, item: &Path, is_found: bool, failed: &Sender<String>, wake: &Context) {
        open::folder_of(item, is_found, failed, wake);
    }
}

fn chosen(files: Vec<FileHandle>) -> Answer {
    let paths: Vec<PathBuf> = files.into_iter().map(|file| file.path().to_owned()).collect();
    if paths.is_empty() { Answer::Cancelled } else { Answer::Chosen(paths) }
}

fn unavailable(instead: &str) -> Answer {
    Answer::Unavailable(format!(
        "This machine has no file dialog. Install the package xdg-desktop-portal-gtk or zenity. {instead}"
    ))
}

/// Awaits `asked` on a thread of its own.
fn answered<T: Send + 'static>(
    asked: impl Future<Output = Option<T>> + Send + 'static,
    wake: &Context,
    read: fn(Option<T>) -> Answer,
) -> Receiver<Answer> {
    let (sender, receiver) = crossbeam_channel::bounded(1);
    let wake = wake.clone();
    let waiter = {
        let sender = sender.clone();
        move || {
            // Nobody listens any more where another dialog took its place.
            let _ = sender.send(read(pollster::block_on(asked)));
            wake.request_repaint();
        }
    };
    if let Err(error) = thread::Builder::new().name("dialog".into()).spawn(waiter) {
        let _ = sender.send(Answer::Unavailable(format!("The dialog could not be opened: {error}.")));
    }
    receiver
}

fn has_zenity() -> bool {
    std::env::var_os("PATH")
        .is_some_and(|path| std::env::split_paths(&path).any(|dir| dir.join("zenity").is_file()))
}

/// Whether the desktop's portal could be started: a session bus, and the portal's entry among its services.
fn has_portal() -> bool {
    const SERVICE: &str = "dbus-1/services/org.freedesktop.portal.Desktop.service";
    let bus = std::env::var_os("DBUS_SESSION_BUS_ADDRESS").is_some()
        || std::env::var_os("XDG_RUNTIME_DIR").is_some_and(|dir| Path::new(&dir).join("bus").exists());
    let dirs = std::env::var_os("XDG_DATA_DIRS").unwrap_or_else(|| "/usr/local/share:/usr/share".into());
    bus && std::env::split_paths(&dirs).any(|dir| dir.join(SERVICE).is_file())
}
