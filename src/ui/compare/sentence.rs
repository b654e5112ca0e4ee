//! One line of words in the room that there is; of what doesn't fit the whole is at hand.

use crate::ui::elide;
use eframe::egui::{Color32, FontId, Galley, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};
use std::sync::Arc;

/// The height of the line, in points.
const HEIGHT: f32 = 24.0;

/// Draws them in the room that is left beside what is so wide, in points. What doesn't fit is left out at the end.
pub(super) fn sentence_ui(ui: &mut Ui, words: &str, font: FontId, colour: Color32, beside: f32) -> Response {
    let room = (ui.available_width() - beside).max(0.0);
    let laid_out = elide::beginning(ui, words, &font, colour, room);
    line_ui(ui, words, laid_out, room)
}

/// The same for paths, whose ends tell the most.
pub(super) fn paths_ui(ui: &mut Ui, words: &str, font: FontId, colour: Color32, beside: f32) -> Response {
    let room = (ui.available_width() - beside).max(0.0);
    let laid_out = elide::laid_out(ui, words, &font, colour, room);
    line_ui(ui, words, laid_out, room)
}

fn line_ui(ui: &mut Ui, words: &str, (galley, is_cut): (Arc<Galley>, bool), room: f32) -> Response {
    let (rect, label) = ui.allocate_exact_size(vec2(room, HEIGHT), Sense::hover());
    label.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    let place = pos2(rect.left(), rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(place, galley, Color32::PLACEHOLDER);
    if is_cut { label.on_hover_ui(|ui| elide::whole_ui(ui, words)) } else { label }
}
