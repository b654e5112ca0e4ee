//! What program this is: its version and licence, what it is made of, and how the window is painted.

use super::shortcuts::{frame, heading_ui};
use super::theme::{self, Palette};
use eframe::egui::{CollapsingHeader, Id, Key, Modal, Modifiers, RichText, ScrollArea, TextStyle, Ui};

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

/// Draws it over the window. Returns whether it was closed.
pub(super) fn modal_ui(ui: &Ui, renderer: &str) -> bool {
    let id = Id::unique("about");
    let area = Modal::default_area(id).accessible_name("About Foldersheet");
    let room = ui.ctx().content_rect().size();
    let shown = Modal::new(id).area(area).frame(frame(ui)).show(ui.ctx(), |ui| {
        ui.set_width(460.0_f32.min(room.x - 60.0));
        let closes = heading_ui(ui, "About Foldersheet");
        ui.add_space(4.0);
        let p = Palette::of(ui);
        ui.label(
            RichText::new(concat!("Foldersheet ", env!("CARGO_PKG_VERSION"))).font(theme::semibold(20.0)),
        );
        ui.label("Pick folders, get every file in one sheet. Reads only, and uses no network.");
        ui.add_space(8.0);
        for (what, is) in
            [("License", concat!(env!("CARGO_PKG_LICENSE"), ", at your choice")), ("Graphics", renderer)]
        {
            ui.horizontal_wrapped(|ui| {
                ui.label(RichText::new(what).color(p.weak));
                ui.label(is);
            });
        }
        ui.add_space(4.0);
        CollapsingHeader::new("Third-party licenses").show(ui, |ui| {
            let height = (room.y - 340.0).clamp(60.0, 260.0);
            ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show_rows(
                ui,
                ui.text_style_height(&TextStyle::Body),
                THIRD_PARTY.lines().count(),
                |ui, rows| {
                    for line in THIRD_PARTY.lines().skip(rows.start).take(rows.len()) {
                        ui.label(line);
                    }
                },
            );
        });
        closes
    });
    let escaped = shown.is_top_modal && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
    shown.inner || escaped || shown.backdrop_response.clicked()
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
