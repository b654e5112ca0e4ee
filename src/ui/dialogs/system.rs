//! The dialogs of the machine, and its programs for files.

#[cfg(target_os = "linux")]
use super::linux::asker;
#[cfg(not(target_os = "linux"))]
use super::native::asker;
use super::{Answer, Dialogs, NotHandedOver, Question};
use crate::category_file::CategoryFile;
use crate::ui::open;
use crossbeam_channel::{Receiver, Sender};
use eframe::egui::Context;
use std::path::Path;
use std::thread;

/// The dialogs of the machine: the portal or zenity on Linux, the system's own elsewhere.
pub struct SystemDialogs;

impl Dialogs for SystemDialogs {
    fn ask(&self, question: Question, parent: &eframe::Frame, wake: &Context) -> Receiver<Answer> {
        let (sender, receiver) = crossbeam_channel::bounded(1);
        let asker = asker(question.clone(), parent);
        let waiter = {
            let (sender, wake) = (sender.clone(), wake.clone());
            move || {
                // Nobody listens any more where another dialog took its place.
                let _ = sender.send(asker());
                wake.request_repaint();
            }
        };
        if let Err(error) = thread::Builder::new().name("dialog".into()).spawn(waiter) {
            let _ = sender.send(question.failed(&format!("The file dialog could not be started: {error}.")));
        }
        receiver
    }

    fn open(&self, file: &Path, failed: &Sender<NotHandedOver>, wake: &Context) {
        open::file(file, failed, wake);
    }

    fn edit_categories(&self, file: &CategoryFile, failed: &Sender<NotHandedOver>, wake: &Context) {
        open::categories(file, failed, wake);
    }

    fn show_in_folder(&self, item: &Path, is_found: bool, failed: &Sender<NotHandedOver>, wake: &Context) {
        open::folder_of(item, is_found, failed, wake);
    }
}
