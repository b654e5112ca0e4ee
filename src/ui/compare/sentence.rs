//! One line of words in the room that there is; of what doesn't fit the whole is at hand.

use crate::ui::elide;
use eframe::egui::{Color32, FontId, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

/// The height of the line, in points.
const HEIGHT: f32 = 24.0;

/// Draws them in the room that is left beside what is so wide, in points.
pub(super) fn sentence_ui(ui: &mut Ui, words: &str, font: FontId, colour: Color32, beside: f32) -> Response {
    let room = (ui.available_width() - beside).max(0.0);
    let (galley, is_cut) = elide::laid_out(ui, words, &font, colour, room);
    let (rect, label) = ui.allocate_exact_size(vec2(room, HEIGHT), Sense::hover());
    label.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    ui.painter().galley(pos2(rect.left(), rect.center().y - galley.size().y / 2.0), galley, colour);
    if is_cut { label.on_hover_ui(|ui| elide::whole_ui(ui, words)) } else { label }
}
