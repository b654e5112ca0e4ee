//! Folders dropped on the window. The app calls it around the panels.
//!
//! On X11 winit 0.30 refuses the whole drop where one address names a host, isn't `file:`, or isn't UTF-8, and tells nobody: then nothing is
//! added, and nothing can be said.

use super::action::{Action, Actions};
use super::theme::Palette;
use crate::session::Command;
use eframe::egui::{Align2, Color32, FontId, Id, LayerId, Order, Stroke, StrokeKind, Ui};

/// Picks what was dropped.
pub fn take(ui: &Ui, actions: &mut Actions) {
    let paths: Vec<_> =
        ui.input(|input| input.raw.dropped_files.iter().map(|file| file.path().to_owned()).collect());
    if !paths.is_empty() {
        actions.push(Action::Ask(Command::AddFolders(paths)));
    }
}

/// Says over the whole window that what is being dragged may be dropped.
pub fn hover_ui(ui: &Ui) {
    if ui.input(|input| input.raw.hovered_files.is_empty()) {
        return;
    }
    let p = Palette::of(ui);
    let painter = ui.ctx().layer_painter(LayerId::new(Order::Foreground, Id::unique("drop")));
    let area = ui.ctx().content_rect();
    let veil =
        if ui.visuals().dark_mode { Color32::from_black_alpha(170) } else { Color32::from_white_alpha(210) };
    painter.rect_filled(area, 0.0, veil);
    painter.rect_stroke(area.shrink(12.0), 12.0, Stroke::new(2.0, p.accent), StrokeKind::Inside);
    painter.text(
        area.center(),
        Align2::CENTER_CENTER,
        "Drop to add these folders",
        FontId::proportional(22.0),
        p.text,
    );
}
