//! What the window has to say in passing, as cards over the lower right corner of what is shown: a message, and how the export stands. The
//! app calls it; nothing moves when one comes or goes.

mod card;

use self::card::{Card, Tone};
use super::action::{Action, Actions};
use super::announce::News;
use super::controls::Push;
use super::habits::SHOW_IN_FOLDER;
use super::theme::Palette;
use super::undo;
use super::words::{self, Told, ToldLine};
use super::{icons, keys};
use crate::model::{Message, OtherFile};
use crate::session::{Command, ExportStatus, Status};
use crate::text;
use eframe::egui::accesskit::Live;
use eframe::egui::{Align2, Area, Id, Order, ProgressBar, Rect, Ui, vec2};

/// How wide the cards are where there is room, in points.
const WIDTH: f32 = 430.0;
/// What stays free between them and the edges of what they lie over, in points.
const AROUND: f32 = 14.0;

/// What the window itself has to say, and which end of an export was read already.
#[derive(Default)]
pub(super) struct Notices {
    told: Option<String>,
    /// What can be done about it.
    offered: Option<Action>,
    told_of_export: Option<String>,
    dismissed: ExportStatus,
}

impl Notices {
    /// Says something until it is taken away.
    pub(super) fn tell(&mut self, words: String) {
        (self.told, self.offered) = (Some(words), None);
    }

    /// Says something, with a button that shows in its folder what that is about.
    pub(super) fn offer(&mut self, words: String, shows: Action) {
        (self.told, self.offered) = (Some(words), Some(shows));
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
    fn of_export(&self, export: &ExportStatus) -> Option<Told> {
        let mut told = words::export(export)?;
        told.lines.extend(self.told_of_export.clone().map(ToldLine::new));
        Some(told)
    }

    /// Whether there is anything to draw.
    fn has_any(&self, status: &Status<'_>) -> bool {
        self.told.is_some()
            || status.message.is_some()
            || status.undoable.is_some()
            || self.export_is_new(status)
    }

    /// What is news of the cards; not how far an export is by now.
    pub(super) fn news(&self, status: &Status<'_>) -> [News; 4] {
        let printable = |words: &str| text::printable(words).into_owned();
        let is_over = !matches!(status.export, ExportStatus::Writing { .. });
        let export = if is_over && self.export_is_new(status) { self.of_export(status.export) } else { None };
        [
            News::new("told", self.told.as_deref().map(printable)),
            News::new("message", status.message.map(|message| printable(&words::message(message)))),
            News::new("export", export.map(|told| printable(&told.spoken()))),
            News::new("undo", status.undoable.map(undo::said)),
        ]
    }

    /// Draws the cards over the lower right corner of `place`.
    pub(super) fn notices_ui(&mut self, ui: &Ui, place: Rect, status: &Status<'_>, actions: &mut Actions) {
        if *status.export == ExportStatus::None {
            self.dismissed = ExportStatus::None;
        }
        if !self.has_any(status) {
            return;
        }
        let width = WIDTH.min(place.width() - 2.0 * AROUND).max(160.0);
        let corner = place.right_bottom() - vec2(AROUND, AROUND);
        let area = Area::new(Id::unique("notices"))
            .order(Order::Middle)
            .fixed_pos(corner)
            .pivot(Align2::RIGHT_BOTTOM);
        area.constrain_to(ui.ctx().content_rect()).default_width(width).show(ui.ctx(), |ui| {
            ui.set_width(width);
            ui.spacing_mut().item_spacing.y = 8.0;
            self.cards_ui(ui, status, actions);
        });
    }

    fn cards_ui(&mut self, ui: &mut Ui, status: &Status<'_>, actions: &mut Actions) {
        if let Some(told) = &self.told {
            let mut shows = false;
            let dismissed = Card::new(Tone::Warn, told, &[]).card_ui(ui, |ui| {
                if self.offered.is_some() {
                    let button = Push::new(SHOW_IN_FOLDER).icon(icons::FOLDER_OPEN);
                    buttons_ui(ui, |ui| shows = ui.add(button).clicked());
                }
            });
            actions.extend(self.offered.take_if(|_| shows));
            if dismissed || shows {
                self.told = None;
            }
        }
        if let Some(message) = status.message
            && message_ui(ui, message, actions)
        {
            actions.push(Action::Ask(Command::DismissMessage));
        }
        if let Some(undoable) = status.undoable
            && Card::new(Tone::Neutral, &undo::said(undoable), &[]).card_ui(ui, |ui| {
                let keys = ui.ctx().format_shortcut(&keys::UNDO);
                if ui.add(Push::new(undo::word(undoable))).on_hover_text(keys).clicked() {
                    actions.push(Action::Ask(Command::Undo));
                }
            })
        {
            actions.push(Action::Ask(Command::ForgetPrevious));
        }
        if self.export_is_new(status)
            && let Some(told) = self.of_export(status.export)
            && export_ui(ui, status.export, &told, actions)
        {
            self.dismissed = status.export.clone();
        }
    }

    fn export_is_new(&self, status: &Status<'_>) -> bool {
        *status.export != ExportStatus::None && *status.export != self.dismissed
    }
}

/// The card of a message. Returns whether it is to be taken away.
fn message_ui(ui: &mut Ui, message: &Message, actions: &mut Actions) -> bool {
    let mut reads = false;
    let dismissed = Card::new(Tone::Neutral, &words::message(message), &[]).card_ui(ui, |ui| {
        if let Message::PickedList { file, looks: OtherFile::Csv } = message {
            let button = Push::new("Read list as…").icon(icons::SLIDERS_HORIZONTAL);
            buttons_ui(ui, |ui| reads = ui.add(button).clicked());
            if reads {
                actions.push(Action::ReadAs(file.clone()));
            }
        }
    });
    dismissed || reads
}

/// The card of an export. Returns whether it is to be taken away.
fn export_ui(ui: &mut Ui, export: &ExportStatus, told: &Told, actions: &mut Actions) -> bool {
    let card = |tone| Card::new(tone, &told.head, &told.lines);
    match export {
        ExportStatus::None => false,
        ExportStatus::Writing { written, rows, .. } => {
            // How far it is by now would be read out without end.
            let card = Card { live: Some(Live::Off), can_dismiss: false, ..card(Tone::Neutral) };
            card.card_ui(ui, |ui| {
                ui.horizontal(|ui| {
                    let p = Palette::of(ui);
                    let cancel = Push::new("Cancel");
                    let width = ui.available_width() - cancel.width(ui) - ui.spacing().item_spacing.x;
                    let share = *written as f32 / (*rows).max(1) as f32;
                    // What is still to be done is seen too: the usual colour is the card's own.
                    ui.visuals_mut().extreme_bg_color = p.press;
                    let bar = ProgressBar::new(share).desired_width(width).desired_height(6.0).fill(p.accent);
                    ui.add(bar).accessible_name("Export");
                    if ui.add(cancel).on_hover_text("End the export; the file stays as it was").clicked() {
                        actions.push(Action::Ask(Command::CancelExport));
                    }
                });
            })
        }
        ExportStatus::Exists { .. } => {
            let card = Card { live: Some(Live::Assertive), can_dismiss: false, ..card(Tone::Warn) };
            card.card_ui(ui, |ui| {
                buttons_ui(ui, |ui| {
                    if ui.add(Push::new("Replace")).clicked() {
                        actions.push(Action::Ask(Command::ReplaceFiles));
                    }
                    if ui.add(Push::new("Cancel")).clicked() {
                        actions.push(Action::Ask(Command::CancelExport));
                    }
                });
            })
        }
        ExportStatus::Written { written, .. } => card(Tone::Good).card_ui(ui, |ui| {
            let Some(first) = written.files.first().or(written.problems.as_ref()) else { return };
            buttons_ui(ui, |ui| {
                if ui.add(Push::new("Open").icon(icons::ARROW_SQUARE_OUT)).clicked() {
                    actions.push(Action::Open(first.clone()));
                }
                if ui.add(Push::new(SHOW_IN_FOLDER).icon(icons::FOLDER_OPEN)).clicked() {
                    actions.push(Action::ShowInFolder { item: first.clone(), is_found: false });
                }
            });
        }),
        ExportStatus::Cancelled { .. } => card(Tone::Neutral).card_ui(ui, |_| ()),
        ExportStatus::Failed { .. } => card(Tone::Bad).card_ui(ui, |_| ()),
    }
}

fn buttons_ui(ui: &mut Ui, draw: impl FnOnce(&mut Ui)) {
    ui.add_space(5.0);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        draw(ui);
    });
}
