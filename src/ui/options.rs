//! The options menu: the theme, folders as rows, the columns. The top bar and the empty window show it.

use super::action::{Action, Actions};
use super::settings::THEMES;
use super::table::{Columns, columns_menu_ui};
use super::theme::Palette;
use crate::session::{Command, Status};
use eframe::egui::{RichText, Ui};

/// The button with its menu.
pub fn menu_ui(ui: &mut Ui, status: &Status<'_>, columns: &mut Columns, actions: &mut Actions) {
    ui.menu_button("Options", |ui| {
        ui.set_min_width(190.0);
        ui.spacing_mut().item_spacing.y = 2.0;
        title(ui, "Theme");
        let theme = ui.ctx().options(|options| options.theme_preference);
        for (choice, name) in THEMES {
            if ui.radio(theme == choice, name).clicked() {
                ui.ctx().set_theme(choice);
            }
        }
        ui.separator();
        title(ui, "Rows");
        let mut options = status.options.clone();
        let mut stay = options.one_file_system;
        let mut hidden = !options.skip_hidden;
        let changed = ui.checkbox(&mut options.folders, "Folders as rows").changed()
            | ui.checkbox(&mut hidden, "Hidden files and folders").changed()
            | ui.checkbox(&mut stay, "Stay on one file system").changed();
        if changed {
            options.skip_hidden = !hidden;
            options.one_file_system = stay;
            actions.push(Action::Ask(Command::SetOptions(options)));
        }
        ui.label(RichText::new("When read the next time").small().color(Palette::of(ui).weak));
        ui.separator();
        ui.menu_button("Columns", |ui| {
            if let Some(column) = columns_menu_ui(ui, columns, None) {
                columns.toggle(column);
            }
        });
    });
}

fn title(ui: &mut Ui, words: &str) {
    ui.label(RichText::new(words).small().color(Palette::of(ui).weak));
}
