//! The line while a comparison is made: what is read for it, how far that is, and the ways to end it.

use super::sentence::sentence_ui;
use crate::model::name;
use crate::session::{Command, CompareSide, OtherStatus, Session};
use crate::text;
use crate::ui::action::{Action, Actions};
use crate::ui::controls::Push;
use crate::ui::theme::Palette;
use crate::words;
use eframe::egui::{Spinner, TextStyle, Ui};

/// Draws it.
pub(super) fn line_ui(ui: &mut Ui, session: &Session, actions: &mut Actions) {
    let p = Palette::of(ui);
    let reading = session.compared_with();
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let (words, colour) = match (&reading, session.comparison_failure()) {
            (Some(reading), _) => (reading_words(reading), p.text),
            (None, Some(failure)) => (format!("Not compared. {}", words::failure(failure)), p.bad),
            (None, None) => ("Comparing…".to_owned(), p.text),
        };
        if reading.is_some() || session.comparison_failure().is_none() {
            ui.add(Spinner::new().size(16.0).color(p.accent));
        }
        let (stop, cancel) =
            (Push::new("Stop reading").height(24.0), Push::new("Cancel comparing").height(24.0));
        let beside = cancel.width(ui) + if reading.is_some() { stop.width(ui) + 8.0 } else { 0.0 };
        sentence_ui(ui, &words, TextStyle::Body.resolve(ui.style()), colour, beside + 10.0);
        if let Some(reading) = &reading {
            let stop = ui.add_enabled(!reading.is_stopping, stop);
            if stop.on_hover_text("Compare with what was read so far; the rest is not known").clicked() {
                actions.push(Action::Ask(Command::Stop));
            }
        }
        if ui.add(cancel).clicked() {
            actions.push(Action::Ask(Command::CancelComparing));
        }
    });
}

fn reading_words(reading: &OtherStatus<'_>) -> String {
    let what = match reading.side {
        CompareSide::File(file, _) => text::shown(name::last_part(name::path_bytes(file))).into_owned(),
        CompareSide::Folders(paths) => match &paths[..] {
            [one] => text::shown(name::path_bytes(one)).into_owned(),
            several => text::counted(several.len() as u64, "folder"),
        },
        CompareSide::DiskNow => "the disk".to_owned(),
    };
    format!("Reading {what} to compare with it: {}", text::counted(reading.rows, "row"))
}
