//! The scroll bars of a list. They move a number; what it means is in [`super::scroll`].

use super::scroll::Extent;
use crate::ui::theme::Palette;
use eframe::egui::accesskit::Orientation;
use eframe::egui::{Id, Rect, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

/// The room a bar takes, in points.
pub(crate) const THICKNESS: f32 = 12.0;
/// The shortest handle, so that it can be grabbed.
const SHORTEST: f32 = 28.0;

/// The direction that a bar moves in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Axis {
    /// Vertical: at the right, through the rows.
    Down,
    /// Horizontal: below, through the columns.
    Across,
}

/// A bar.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bar {
    /// Its widget.
    pub id: Id,
    /// Where its handle moves.
    pub track: Rect,
    /// Along which it moves.
    pub axis: Axis,
    /// What a screen reader calls it.
    pub name: &'static str,
}

/// Draws the bar and returns where it puts `top`. Remembers where the handle was grabbed.
pub(crate) fn bar_ui(ui: &Ui, bar: &Bar, extent: Extent, top: f64, grab: &mut f64) -> f64 {
    let Bar { id, track, axis, .. } = *bar;
    let along = |v: eframe::egui::Vec2| f64::from(if axis == Axis::Down { v.y } else { v.x });
    let length = along(track.size());
    let p = Palette::of(ui);
    ui.painter().rect_filled(track, 0.0, p.panel);
    let Some(thumb) = extent.thumb(top, length, f64::from(SHORTEST)) else {
        return top;
    };
    let response = ui.interact(track, id, Sense::CLICK | Sense::DRAG);

    let mut moved = top;
    if let Some(pointer) = response.interact_pointer_pos() {
        let at = along(pointer - track.min);
        if response.drag_started() || response.clicked() {
            let inside = (thumb.offset..thumb.offset + thumb.length).contains(&at);
            // A press beside the handle brings its middle there.
            *grab = if inside { at - thumb.offset } else { thumb.length / 2.0 };
        }
        if response.dragged() || response.clicked() {
            moved = extent.top_at(at - *grab, length, f64::from(SHORTEST));
        }
    }
    bar_spoken(ui, &response, bar, extent, moved);
    let thumb = extent.thumb(moved, length, f64::from(SHORTEST)).unwrap_or(thumb);
    let (offset, length) = (thumb.offset as f32, thumb.length as f32);
    let handle = match axis {
        Axis::Down => Rect::from_min_size(pos2(track.left(), track.top() + offset), vec2(THICKNESS, length)),
        Axis::Across => {
            Rect::from_min_size(pos2(track.left() + offset, track.top()), vec2(length, THICKNESS))
        }
    };
    let strong = response.hovered() || response.dragged();
    let colour = if strong { p.weak } else { p.weak.gamma_multiply(0.5) };
    ui.painter().rect_filled(handle.shrink(3.0), 3.0, colour);
    moved
}

/// Tells of a scroll bar: how far it is, in percent, and which way it lies.
fn bar_spoken(ui: &Ui, response: &Response, bar: &Bar, extent: Extent, top: f64) {
    response.widget_info(|| WidgetInfo::labeled(Role::ScrollBar, true, bar.name));
    ui.accesskit_node_builder(response.id, |node| {
        let max_top = extent.max_top();
        let percent = if max_top > 0.0 { (extent.clamp(top) / max_top * 100.0).round() } else { 0.0 };
        node.set_min_numeric_value(0.0);
        node.set_max_numeric_value(100.0);
        node.set_numeric_value(percent);
        node.set_value(format!("{percent} %"));
        let is_down = bar.axis == Axis::Down;
        node.set_orientation(if is_down { Orientation::Vertical } else { Orientation::Horizontal });
    });
}
