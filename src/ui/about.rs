//! What program this is: its version and licence, what it is made of, and how the window is painted.

use super::controls;
use super::empty::logo::logo_ui;
use super::page::page_ui;
use super::theme::{self, Palette};
use eframe::egui::{Grid, Label, RichText, ScrollArea, TextStyle, Ui, vec2};

/// The packages that the program is made of, with their licences. `assets/third-party.py` makes the file.
const THIRD_PARTY: &str = include_str!("../../assets/third-party.txt");

/// How the window is painted, in words.
pub(super) fn renderer(cc: &eframe::CreationContext<'_>) -> String {
    if let Some(state) = &cc.wgpu_render_state {
        let info = state.adapter.get_info();
        return format!("wgpu, {} on {}", info.backend, info.name);
    }
    if cc.gl.is_some() { "glow, OpenGL".to_owned() } else { "none".to_owned() }
}

/// The width and height of the app's icon, in points.
const LOGO: f32 = 64.0;

/// Draws it over the window, with the packages' licences if `shows_packages`, which a click changes. Returns whether it was closed.
pub(super) fn modal_ui(ui: &Ui, renderer: &str, shows_packages: &mut bool) -> bool {
    let room = ui.ctx().content_rect().size();
    page_ui(ui, "About Foldersheet", 460.0, |ui| {
        ui.add_space(4.0);
        ui.horizontal(|ui| {
            logo_ui(ui, LOGO);
            ui.add_space(4.0);
            ui.vertical(what_ui);
        });
        ui.add_space(8.0);
        facts_ui(ui, renderer);
        ui.add_space(4.0);
        if controls::disclosure(ui, "Third-party licenses", *shows_packages).clicked() {
            *shows_packages = !*shows_packages;
        }
        if *shows_packages {
            packages_ui(ui, (room.y - 360.0).clamp(60.0, 260.0));
        }
        false
    })
}

fn what_ui(ui: &mut Ui) {
    ui.spacing_mut().item_spacing.y = 2.0;
    let name = concat!("Foldersheet ", env!("CARGO_PKG_VERSION"));
    ui.label(RichText::new(name).font(theme::semibold(20.0)));
    ui.label("Every file in one sheet.");
    ui.label(RichText::new("Reads only. No network.").color(Palette::of(ui).weak));
}

fn facts_ui(ui: &mut Ui, renderer: &str) {
    let license = concat!(env!("CARGO_PKG_LICENSE"), ", at your choice");
    Grid::new("facts").num_columns(2).spacing(vec2(16.0, 6.0)).min_row_height(0.0).show(ui, |ui| {
        for (what, is) in [("License", license), ("Graphics", renderer)] {
            ui.label(RichText::new(what).color(Palette::of(ui).weak));
            ui.add(Label::new(is).wrap());
            ui.end_row();
        }
    });
}

fn packages_ui(ui: &mut Ui, height: f32) {
    let line = ui.text_style_height(&TextStyle::Body);
    let area = ScrollArea::vertical().max_height(height).auto_shrink([false, true]);
    area.show_rows(ui, line, THIRD_PARTY.lines().count(), |ui, rows| {
        for line in THIRD_PARTY.lines().skip(rows.start).take(rows.len()) {
            ui.label(line);
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_direct_dependency_is_named_with_its_license() {
        let manifest = include_str!("../../Cargo.toml");
        let direct = manifest.split("\n[dependencies]\n").nth(1).unwrap().split("\n[").next().unwrap();
        let names = direct.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()));
        let names: Vec<_> = names.map(|line| line.split([' ', '=', '.']).next().unwrap()).collect();
        assert!(names.contains(&"eframe"), "{names:?}");
        for name in names {
            let line = THIRD_PARTY.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
            assert!(line.is_some_and(|license| !license.is_empty()), "run assets/third-party.py for {name}");
        }
        for font in ["Inter (font): OFL-1.1", "Phosphor (icons): MIT"] {
            assert!(THIRD_PARTY.contains(font));
        }
    }
}
