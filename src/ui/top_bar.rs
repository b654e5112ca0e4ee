//! The bar at the top: the buttons for adding, stopping, reading again and exporting, and where they, the options and the filter stand. The
//! app calls it.

use super::action::{Action, Actions};
use super::filter_bar;
use super::keys::{self, Can};
use super::theme::Palette;
use crate::session::{Command, Phase, Status};
use eframe::egui::{Align, Button, KeyboardShortcut, Layout, Response, RichText, Ui, vec2};

/// In a bar that is less wide, in points, the filter has a line of its own below the buttons.
const ONE_LINE: f32 = 720.0;

/// Puts the buttons, the options and the filter side by side where there is room, else the filter below. Returns what the filter, which
/// is given its greatest width in points, returns.
pub(super) fn bar_ui<R>(
    ui: &mut Ui,
    buttons_ui: impl FnOnce(&mut Ui, &mut Actions),
    options_ui: impl FnOnce(&mut Ui, &mut Actions),
    filter_ui: impl FnOnce(&mut Ui, f32, &mut Actions) -> R,
    actions: &mut Actions,
) -> R {
    let from_right = Layout::right_to_left(Align::Center);
    if ui.available_width() >= ONE_LINE {
        let bar = ui.horizontal(|ui| {
            buttons_ui(ui, actions);
            let right = ui.with_layout(from_right, |ui| {
                options_ui(ui, actions);
                filter_ui(ui, filter_bar::WIDTH, actions)
            });
            right.inner
        });
        return bar.inner;
    }
    let given = ui.max_rect().height();
    ui.horizontal_wrapped(|ui| {
        buttons_ui(ui, actions);
        options_ui(ui, actions);
    });
    let filter =
        ui.horizontal(|ui| ui.with_layout(from_right, |ui| filter_ui(ui, f32::INFINITY, actions)).inner);
    if (ui.min_rect().height() - given).abs() > 1.0 {
        // The panel has another height in the next frame only.
        ui.request_repaint();
    }
    filter.inner
}

/// Adding, stopping, reading again, exporting.
pub(super) fn buttons_ui(ui: &mut Ui, status: &Status<'_>, can: Can, actions: &mut Actions) {
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
