//! The buttons at the top: adding, stopping, reading again, exporting. The app puts the filter and the options beside them.

use super::action::{Action, Actions};
use super::keys::{self, Can};
use super::theme::Palette;
use crate::session::{Command, Phase, Status};
use eframe::egui::{Button, KeyboardShortcut, Response, RichText, Ui, vec2};

/// Adding, stopping, reading again, exporting.
pub fn buttons_ui(ui: &mut Ui, status: &Status<'_>, can: Can, actions: &mut Actions) {
    let p = Palette::of(ui);
    let add =
        Button::new(RichText::new("Add folders…").color(p.on_button)).fill(p.button).stroke((1.0, p.button));
    if button_ui(ui, add, can.add, "Add folders", &keys::ADD).clicked() {
        actions.push(Action::PickFolders);
    }
    // As wide with either word, so that nothing moves.
    let word = if status.phase == Phase::Stopping { "Stopping…" } else { "Stop" };
    let stop = Button::new(word).min_size(vec2(90.0, 0.0));
    if button_ui(ui, stop, can.stop, "Stop reading and keep what was found", &keys::STOP).clicked() {
        actions.push(Action::Ask(Command::Stop));
    }
    let again = Button::new("Read again");
    if button_ui(
        ui,
        again,
        can.read_again,
        "Empty the sheet and read the same folders again",
        &keys::READ_AGAIN,
    )
    .clicked()
    {
        actions.push(Action::Ask(Command::ReadAgain));
    }
    let export = Button::new("Export…");
    if button_ui(ui, export, can.export, "Write the sheet to a file", &keys::EXPORT).clicked() {
        actions.push(Action::AskExport);
    }
}

fn button_ui(
    ui: &mut Ui,
    button: Button<'_>,
    enabled: bool,
    hint: &str,
    shortcut: &KeyboardShortcut,
) -> Response {
    let hint = format!("{hint} ({})", ui.ctx().format_shortcut(shortcut));
    ui.add_enabled(enabled, button).on_hover_text(hint)
}
