//! The sheet of shortcuts: every key that does something, by where it does. Drawn from the lists and constants that the keys are taken
//! by, so that it says what is so.

use super::habits::said;
use super::keys;
use super::list::keys as rows;
use super::map::keys as map;
use super::page::page_ui;
use super::table::{COPY_ROWS, OPEN, SHOW};
use super::theme::{self, Palette};
use eframe::egui::gui_zoom::kb_shortcuts as zoom;
use eframe::egui::{
    Align, Context, Frame, KeyboardShortcut, Label, Layout, Margin, RichText, Role, ScrollArea, Ui,
};

/// How wide a column of groups is, in points.
const COLUMN: f32 = 352.0;

/// What is pressed.
#[derive(Clone, Copy)]
enum Keys {
    One(KeyboardShortcut),
    /// Several keys, or what isn't a single shortcut, by their names on Windows and Linux.
    Said(&'static str),
}

impl Keys {
    fn words(self, ctx: &Context) -> String {
        match self {
            Keys::One(keys) => keys::words(ctx, &keys),
            Keys::Said(keys) => said(keys, ctx.os().is_mac()),
        }
    }
}

use Keys::{One, Said};

/// What keys do where the keyboard is, by where it is.
const GROUPS: [(&str, &[(Keys, &str)]); 6] = [
    (
        "In the filter",
        &[
            (One(keys::FILTER_HELP), "Help on the filter"),
            (Said("Esc"), "Clear it"),
            (Said("Enter or Down"), "Go to the rows"),
            (Said("Up, Down"), "Filters used last"),
        ],
    ),
    (
        "In the sheet",
        &[
            (One(OPEN), "Open the file"),
            (One(SHOW), "Show it in its folder"),
            (Said("Letters"), "Find a name by its first letters"),
            (One(rows::COPY), "Copy the paths"),
            (One(COPY_ROWS), "Copy the rows"),
            (Said("Menu or Shift+F10"), "Open the row's menu"),
            (Said("Left, Right"), "Scroll sideways"),
            (Said("Alt+Left, Alt+Right"), "Move a column (in its header)"),
        ],
    ),
    (
        "In every list",
        &[
            (Said("Arrows, Page Up or Down"), "Move by a row or a page"),
            (Said("Home, End"), "Go to the first or last row"),
            (Said("Shift with these"), "Extend the selection"),
            (Said("Ctrl with these"), "Move without selecting"),
            (Said("Ctrl+Space"), "Select or deselect the row"),
            (One(rows::SELECT_ALL), "Select all"),
            (One(rows::INVERT), "Invert the selection"),
            (Said("Esc"), "Select nothing"),
        ],
    ),
    (
        "In the map",
        &[
            (Said("Arrows"), "Go to the tile beside"),
            (One(map::LARGEST), "Go to the largest tile"),
            (One(map::ZOOM_IN), "Zoom into the folder"),
            (One(map::ZOOM_OUT), "Zoom out"),
        ],
    ),
    (
        "In the folders",
        &[
            (Said("Right, Left"), "Expand or collapse a folder"),
            (Said("Enter or Space"), "Show only this folder"),
        ],
    ),
    (
        "Zoom",
        &[
            (One(zoom::ZOOM_IN), "Zoom in"),
            (One(zoom::ZOOM_OUT), "Zoom out"),
            (One(zoom::ZOOM_RESET), "Reset the zoom"),
        ],
    ),
];

/// Draws the sheet over the window. Returns whether it was closed.
pub(super) fn modal_ui(ui: &Ui) -> bool {
    let room = ui.ctx().content_rect().size();
    let columns = if room.x >= 2.0 * COLUMN + 110.0 { 2 } else { 1 };
    let width = COLUMN * columns as f32 + 24.0 * (columns - 1) as f32;
    page_ui(ui, "Keyboard shortcuts", width, |ui| {
        let width = ui.available_width();
        ui.add_space(4.0);
        let height = (room.y - 130.0).max(80.0);
        ScrollArea::vertical().max_height(height).min_scrolled_height(height).show(ui, |ui| {
            ui.set_width(width);
            if columns == 1 {
                everywhere_ui(ui);
                GROUPS.iter().for_each(|(title, lines)| group_ui(ui, title, lines));
                return;
            }
            ui.spacing_mut().item_spacing.x = 24.0;
            ui.columns(2, |columns| {
                everywhere_ui(&mut columns[0]);
                // About as long as the others beside it.
                for (at, (title, lines)) in GROUPS.iter().enumerate() {
                    group_ui(&mut columns[usize::from((1..=4).contains(&at))], title, lines);
                }
            });
        });
        false
    })
}

fn everywhere_ui(ui: &mut Ui) {
    title_ui(ui, "Everywhere");
    let all = keys::EVERYWHERE;
    // Keys that do the same share a line.
    for same in all.chunk_by(|a, b| a.says == b.says) {
        let keys: Vec<String> = same.iter().map(|shortcut| One(shortcut.keys).words(ui.ctx())).collect();
        line_ui(ui, &keys.join(" or "), same[0].says);
    }
}

fn group_ui(ui: &mut Ui, title: &str, lines: &[(Keys, &str)]) {
    title_ui(ui, title);
    for (keys, says) in lines {
        line_ui(ui, &keys.words(ui.ctx()), says);
    }
}

fn title_ui(ui: &mut Ui, title: &str) {
    ui.spacing_mut().item_spacing.y = 2.0;
    ui.add_space(8.0);
    ui.label(RichText::new(title).font(theme::medium(12.5)).color(Palette::of(ui).weak));
}

fn line_ui(ui: &mut Ui, keys: &str, says: &str) {
    let line = ui.horizontal(|ui| {
        ui.set_min_height(22.0);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            caps_ui(ui, keys);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.add(Label::new(says).truncate().selectable(false));
            });
        });
    });
    // One line is one thing to a screen reader, too.
    ui.accesskit_node_builder(line.response.id, |node| {
        node.set_role(Role::ListItem);
        node.set_label(format!("{says}: {keys}"));
    });
}

/// What is pressed, as the caps of the keys.
fn caps_ui(ui: &mut Ui, keys: &str) {
    let p = Palette::of(ui);
    let frame = Frame::new().fill(p.hover).corner_radius(4).inner_margin(Margin::symmetric(6, 1));
    frame.show(ui, |ui| {
        ui.add(Label::new(RichText::new(keys).font(theme::medium(12.0)).color(p.text)).selectable(false));
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::path::Path;

    /// Every constant in the sources of the window that is a shortcut, by its name.
    fn constants(folder: &Path, found: &mut Vec<String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                constants(&path, found);
                continue;
            }
            let source = fs::read_to_string(&path).unwrap();
            for (at, _) in source.match_indices(concat!(": Keyboard", "Shortcut =")) {
                found.push(source[..at].rsplit(' ').next().unwrap().to_owned());
            }
        }
    }

    #[test]
    fn every_shortcut_that_the_window_knows_is_listed() {
        let mut found = Vec::new();
        constants(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/ui"), &mut found);
        assert!(found.len() >= 14, "{found:?}");
        let here = [include_str!("shortcuts.rs"), include_str!("keys.rs")];
        for name in found {
            let is_listed = here[0].contains(&format!("One(rows::{name})"))
                || here[0].contains(&format!("One(map::{name})"))
                || here[0].contains(&format!("One(keys::{name})"))
                || here[0].contains(&format!("One({name})"))
                || here[1].contains(&format!("act({name}, "))
                || here[1].contains(&format!("act(\n        {name},"))
                || here[1].contains(&format!("keys: {name},"));
            assert!(is_listed, "{name} is in no list");
        }
    }

    #[test]
    fn no_shortcut_stands_for_two_things() {
        let all = keys::EVERYWHERE.into_iter().map(|shortcut| shortcut.keys);
        let all: Vec<_> = all.chain([zoom::ZOOM_IN, zoom::ZOOM_OUT, zoom::ZOOM_RESET]).collect();
        for (at, keys) in all.iter().enumerate() {
            assert!(!all[..at].contains(keys), "{keys:?}");
        }
        assert!(Context::default().options(|options| options.quit_shortcuts.contains(&keys::QUIT)));
    }
}
