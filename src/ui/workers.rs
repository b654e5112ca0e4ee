//! What each worker does now. The app calls it below the picked folders.

use super::elide;
use super::theme::{self, Palette};
use crate::session::{Status, WorkerStatus};
use crate::text;
use eframe::egui::{ScrollArea, TextStyle, Ui};

/// The heading and a line for each worker.
pub(super) fn workers_ui(ui: &mut Ui, status: &Status<'_>) {
    let p = Palette::of(ui);
    ui.label(theme::group("Workers"));
    ScrollArea::vertical().id_salt("workers").auto_shrink([false, false]).min_scrolled_height(20.0).show(
        ui,
        |ui| {
            ui.spacing_mut().item_spacing.y = 3.0;
            for worker in status.given_up {
                let words = format!("{} was given up, no answer from {}", worker.id, folder(worker));
                elide::line_ui(ui, &words, TextStyle::Small, p.warn);
            }
            // Those that a person should know of first: there may be more workers than the panel has lines.
            let (held, others): (Vec<_>, Vec<_>) = status.workers.iter().partition(|worker| worker.is_held());
            for worker in held.into_iter().chain(others) {
                worker_ui(ui, worker);
            }
            if status.workers.is_empty() {
                elide::line_ui(ui, "None: nothing is being read", TextStyle::Small, p.weak);
            }
        },
    );
}

fn worker_ui(ui: &mut Ui, worker: &WorkerStatus) {
    let p = Palette::of(ui);
    let (words, colour) = match &worker.folder {
        Some((_, since)) if worker.is_held() => {
            (format!("{} in {} for {}", worker.id, folder(worker), text::duration(*since)), p.warn)
        }
        Some(_) => (format!("{} in {}", worker.id, folder(worker)), p.weak),
        None => (format!("{} waits for work", worker.id), p.weak),
    };
    elide::line_ui(ui, &words, TextStyle::Small, colour);
}

fn folder(worker: &WorkerStatus) -> String {
    worker.folder.as_ref().map(|(path, _)| text::shown(path).into_owned()).unwrap_or_default()
}
