//! What the window shows before anything was picked. The app calls it.

use super::action::{Action, Actions};
use super::paths::PathField;
use super::theme::Palette;
use super::window_system::WindowSystem;
use eframe::egui::{Button, RichText, Ui, vec2};

/// The one large button, the other ways, and the promise.
pub(super) fn empty_ui(
    ui: &mut Ui,
    can_add: bool,
    system: WindowSystem,
    field: &mut PathField,
    actions: &mut Actions,
) {
    let p = Palette::of(ui);
    let height = 250.0;
    ui.add_space(((ui.available_height() - height) * 0.45).max(8.0));
    ui.vertical_centered(|ui| {
        ui.label(RichText::new("Every file in one sheet").heading().color(p.text));
        ui.add_space(18.0);
        let words = RichText::new("Add folders…").size(18.0).color(p.on_button);
        let button = Button::new(words).fill(p.button).stroke((1.0, p.button)).min_size(vec2(220.0, 52.0));
        if ui.add_enabled(can_add, button).clicked() {
            actions.push(Action::PickFolders);
        }
        ui.add_space(10.0);
        let other_way = if system.takes_drops() {
            "or drop folders here"
        } else {
            "or paste folders copied in a file manager"
        };
        ui.label(RichText::new(other_way).color(p.weak));
        ui.add_space(10.0);
        let width = 420.0_f32.min(ui.available_width() - 40.0);
        ui.allocate_ui(vec2(width, 30.0), |ui| field.field_ui(ui, actions));
        ui.add_space(26.0);
        ui.label(RichText::new("Reads only. Changes nothing, uses no network.").color(p.weak));
    });
}
