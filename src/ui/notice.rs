//! The lines that tell a person something in passing: a message, and how the export stands. The app calls it above the
//! status line.

use super::action::{Action, Actions};
use super::announce::News;
use super::shapes;
use super::theme::Palette;
use super::words;
use crate::session::{Command, ExportStatus, Status};
use crate::text;
use eframe::egui::accesskit::Live;
use eframe::egui::{Align, Button, Color32, Label, Layout, ProgressBar, RichText, Ui};

/// What the window itself has to say, and which end of an export was read already.
#[derive(Default)]
pub(super) struct Notices {
    told: Option<String>,
    told_of_export: Option<String>,
    dismissed: ExportStatus,
}

impl Notices {
    /// Says something until it is taken away.
    pub(super) fn tell(&mut self, words: String) {
        self.told = Some(words);
    }

    /// Says something beside how the export stands.
    pub(super) fn tell_of_export(&mut self, words: String) {
        self.told_of_export = Some(words);
    }

    /// Forgets what was said beside an earlier export.
    pub(super) fn export_begins(&mut self) {
        self.told_of_export = None;
    }

    /// How the export stands.
    fn of_export(&self, export: &ExportStatus) -> Option<String> {
        let said = words::export(export)?;
        Some(match &self.told_of_export {
            Some(told) => {
                let end = if said.ends_with(['.', '?', '…']) { "" } else { "." };
                format!("{said}{end} {}", text::printable(told))
            }
            None => said,
        })
    }

    /// Whether there is a line to draw.
    pub(super) fn has_any(&self, status: &Status<'_>) -> bool {
        self.told.is_some() || status.message.is_some() || self.export_is_new(status)
    }

    /// What is news of the lines; not how far an export is by now.
    pub(super) fn news(&self, status: &Status<'_>) -> [News; 3] {
        let printable = |words: &str| text::printable(words).into_owned();
        let is_over = !matches!(status.export, ExportStatus::Writing { .. });
        let export = if is_over && self.export_is_new(status) { self.of_export(status.export) } else { None };
        [
            News::new("told", self.told.as_deref().map(printable)),
            News::new("message", status.message.map(|message| printable(&words::message(message)))),
            News::new("export", export),
        ]
    }

    /// Draws the lines.
    pub(super) fn notices_ui(&mut self, ui: &mut Ui, status: &Status<'_>, actions: &mut Actions) {
        let p = Palette::of(ui);
        if let Some(told) = self.told.clone()
            && message_ui(ui, &told, p.text)
        {
            self.told = None;
        }
        if let Some(message) = status.message
            && message_ui(ui, &words::message(message), p.text)
        {
            actions.push(Action::Ask(Command::DismissMessage));
        }
        if self.export_is_new(status) {
            self.export_ui(ui, status.export, actions);
        } else if *status.export == ExportStatus::None {
            self.dismissed = ExportStatus::None;
        }
    }

    fn export_is_new(&self, status: &Status<'_>) -> bool {
        *status.export != ExportStatus::None && *status.export != self.dismissed
    }

    fn export_ui(&mut self, ui: &mut Ui, export: &ExportStatus, actions: &mut Actions) {
        let Some(said) = self.of_export(export) else { return };
        let p = Palette::of(ui);
        line_ui(ui, |ui| match export {
            ExportStatus::Writing { written, rows, .. } => {
                if ui.button("Cancel").on_hover_text("End the export; the file stays as it was").clicked() {
                    actions.push(Action::Ask(Command::CancelExport));
                }
                let share = *written as f32 / (*rows).max(1) as f32;
                // What is still to be done is seen too: the usual colour is the line's own.
                ui.visuals_mut().extreme_bg_color = p.hover;
                let bar = ProgressBar::new(share).desired_width(160.0).desired_height(10.0).fill(p.accent);
                ui.add(bar).accessible_name("Export");
                // How far it is by now would be read out without end.
                words_ui(ui, &said, p.text, Live::Off);
            }
            ExportStatus::Exists { .. } => {
                if ui.button("Cancel").clicked() {
                    actions.push(Action::Ask(Command::CancelExport));
                }
                if ui.button("Replace").clicked() {
                    actions.push(Action::Ask(Command::ReplaceFiles));
                }
                words_ui(ui, &said, p.warn, Live::Assertive);
            }
            ExportStatus::Written { written, incomplete } => {
                if shapes::cross_button(ui, "Dismiss").clicked() {
                    self.dismissed = export.clone();
                }
                if let Some(first) = written.files.first() {
                    if ui.add(Button::new("Show in folder")).clicked() {
                        actions.push(Action::ShowInFolder { item: first.clone(), is_found: false });
                    }
                    if ui.add(Button::new("Open")).clicked() {
                        actions.push(Action::Open(first.clone()));
                    }
                }
                words_ui(ui, &said, if incomplete.is_some() { p.warn } else { p.good }, Live::Polite);
            }
            ExportStatus::None | ExportStatus::Cancelled { .. } | ExportStatus::Failed { .. } => {
                if shapes::cross_button(ui, "Dismiss").clicked() {
                    self.dismissed = export.clone();
                }
                let failed = matches!(export, ExportStatus::Failed { .. });
                let (colour, live) = if failed { (p.bad, Live::Assertive) } else { (p.text, Live::Polite) };
                words_ui(ui, &said, colour, live);
            }
        });
    }
}

/// A line with a cross; returns whether that was clicked.
fn message_ui(ui: &mut Ui, words: &str, colour: Color32) -> bool {
    line_ui(ui, |ui| {
        let dismissed = shapes::cross_button(ui, "Dismiss").clicked();
        words_ui(ui, &text::printable(words), colour, Live::Polite);
        dismissed
    })
}

fn line_ui<R>(ui: &mut Ui, contents: impl FnOnce(&mut Ui) -> R) -> R {
    ui.horizontal(|ui| ui.with_layout(Layout::right_to_left(Align::Center), contents).inner).inner
}

/// The words at the left of what was drawn at the right, and how urgently a screen reader reads them out.
fn words_ui(ui: &mut Ui, words: &str, colour: Color32, live: Live) {
    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
        let label = ui.add(Label::new(RichText::new(words).color(colour)).wrap().selectable(true));
        ui.accesskit_node_builder(label.id, |node| node.set_live(live));
    });
}
