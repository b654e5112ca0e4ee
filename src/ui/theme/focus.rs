//! The ring around the control that has the keyboard. egui draws a focused control like a pressed one.

use super::palette::Palette;
use eframe::egui::{Stroke, StrokeKind, Ui};

/// What is higher than this, in points, is not a single control: a list shows the keyboard's place in it on its own.
const HIGHEST: f32 = 72.0;
/// What lies between a control and the ring, in points.
const GAP: f32 = 2.0;

/// Draws the ring, over everything that was drawn before.
pub(crate) fn focus_ui(ui: &Ui) {
    let Some(focused) = ui.memory(|memory| memory.focused()) else { return };
    let Some(control) = ui.ctx().read_response(focused) else { return };
    if control.rect.height() > HIGHEST || !control.rect.is_positive() {
        return;
    }
    let seen = control.interact_rect.expand(GAP + 2.0);
    let painter =
        ui.ctx().layer_painter(control.layer_id).with_clip_rect(seen.intersect(ui.ctx().content_rect()));
    let stroke = Stroke::new(2.0, Palette::of(ui).accent);
    painter.rect_stroke(control.rect.expand(GAP), 8.0, stroke, StrokeKind::Inside);
}
