//! The bar at the top: adding, stopping, reading again, exporting, the filter. The app puts the options beside it.

use super::action::{Action, Actions};
use super::keys::{self, Can};
use super::shapes;
use super::theme::Palette;
use crate::session::{Command, Phase, Status, What};
use eframe::egui::{Align2, Button, Key, KeyboardShortcut, Response, RichText, TextEdit, Ui, Widget, vec2};

/// The bar's own state: what is in the filter.
pub struct TopBar {
    filter: String,
}

impl TopBar {
    /// With the filter as the session has it.
    pub fn new(filter: &str) -> TopBar {
        TopBar { filter: filter.to_owned() }
    }

    /// The filter's field. Returns whether the keyboard should go to the table.
    pub fn filter_ui(&mut self, ui: &mut Ui, actions: &mut Actions) -> bool {
        let width = ui.available_width().min(380.0);
        let mut cleared = false;
        let field = TextEdit::singleline(&mut self.filter)
            .id(keys::filter_id())
            .align(Align2::LEFT_CENTER)
            .hint_text("Filter by name or path")
            .desired_width(width);
        let field = field.min_size(vec2(width, 0.0)).ui(ui).accessible_name("Filter by name or path");
        let field = field.on_hover_text(format!("{}, Esc clears", ui.ctx().format_shortcut(&keys::FILTER)));
        if !self.filter.is_empty() {
            // Over the field's end.
            let corner = field.rect.right_center() - vec2(24.0, 11.0);
            let place = eframe::egui::Rect::from_min_size(corner, vec2(22.0, 22.0));
            let mut over = ui.new_child(eframe::egui::UiBuilder::new().max_rect(place));
            cleared = shapes::cross_button(&mut over, "Clear the filter").clicked();
        }
        let escaped = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape));
        if cleared || (escaped && !self.filter.is_empty()) {
            self.filter.clear();
            cleared = true;
        }
        if field.changed() || cleared {
            actions.push(Action::Ask(Command::SetFilter(self.filter.clone())));
        }
        field.lost_focus()
            && ui.input(|input| input.key_pressed(Key::Enter) || input.key_pressed(Key::ArrowDown))
    }
}

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
    ui.add_enabled_ui(can.export, |ui| {
        let menu = ui.menu_button("Export CSV…", |ui| {
            let shortcut = ui.ctx().format_shortcut(&keys::EXPORT);
            if ui
                .add(Button::new("What is shown").shortcut_text(shortcut))
                .accessible_name("What is shown")
                .clicked()
            {
                actions.push(Action::ExportTo(What::Shown));
            }
            if ui.button("Everything").clicked() {
                actions.push(Action::ExportTo(What::Everything));
            }
        });
        menu.response.on_hover_text("Write the sheet to a file");
    });
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
