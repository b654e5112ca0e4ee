//! The few symbols that the window paints: egui bundles no font with arrows and crosses.

use eframe::egui::{
    Color32, Painter, Pos2, Rect, Response, Role, Sense, Shape, Stroke, StrokeKind, Ui, Vec2, WidgetInfo,
    pos2, vec2,
};

use super::theme::Palette;

/// A small triangle that points up, or down.
pub(super) fn triangle(painter: &Painter, center: Pos2, points_up: bool, color: Color32) {
    let (w, h) = (4.0, if points_up { -3.0 } else { 3.0 });
    let points = vec![center + vec2(-w, -h), center + vec2(w, -h), center + vec2(0.0, h)];
    painter.add(Shape::convex_polygon(points, color, Stroke::NONE));
}

/// The triangle before a folder that can be expanded: it points down when it is, else to the right.
pub(super) fn disclosure(painter: &Painter, center: Pos2, is_expanded: bool, color: Color32) {
    let (along, across) = (3.0, 4.5);
    let points = [vec2(-along, -across), vec2(along, 0.0), vec2(-along, across)];
    let turned = |v: Vec2| if is_expanded { vec2(-v.y, v.x) } else { v };
    let points = points.map(|v| center + turned(v)).to_vec();
    painter.add(Shape::convex_polygon(points, color, Stroke::NONE));
}

/// The outline of a chip, rounded at both ends; `is_on` if what it stands for is in force.
pub(super) fn chip(painter: &Painter, rect: Rect, response: &Response, is_on: bool, p: &Palette) {
    let (fill, line) = match is_on {
        true => (p.selection, p.accent),
        false if response.is_pointer_button_down_on() => (p.press, p.weak),
        false if response.hovered() => (p.hover, p.border.lerp_to_gamma(p.weak, 0.5)),
        false => (p.sheet, p.border),
    };
    painter.rect(rect, rect.height() / 2.0, fill, Stroke::new(1.0, line), StrokeKind::Inside);
}

/// A button with a cross, named `name`.
pub(super) fn cross_button(ui: &mut Ui, name: &str) -> Response {
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(22.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    let p = Palette::of(ui);
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, 4.0, p.hover);
    }
    if response.has_focus() {
        focus_ring(ui, rect);
    }
    let stroke = Stroke::new(1.5, if response.hovered() { p.text } else { p.weak });
    let (c, r) = (rect.center(), 4.0);
    ui.painter().line_segment([pos2(c.x - r, c.y - r), pos2(c.x + r, c.y + r)], stroke);
    ui.painter().line_segment([pos2(c.x - r, c.y + r), pos2(c.x + r, c.y - r)], stroke);
    response.on_hover_text(name)
}

/// The line around what the keyboard is in.
pub(super) fn focus_ring(ui: &Ui, rect: Rect) {
    let stroke = Stroke::new(1.5, Palette::of(ui).accent);
    ui.painter().rect_stroke(rect.shrink(1.0), 4.0, stroke, eframe::egui::StrokeKind::Inside);
}
