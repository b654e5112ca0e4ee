//! The movable border between table and map. The map stands at the right where the place is wide, else below the table; the border's place
//! is a part of the room, one for each, so that it fits when the window's size changes.

use crate::ui::theme::Palette;
use eframe::egui::{
    CursorIcon, EventFilter, Id, Key, Modifiers, Rangef, Rect, Response, Role, Sense, Ui, WidgetInfo, vec2,
};
use std::ops::RangeInclusive;

/// How thick what can be grabbed is, in points.
const GRIP: f32 = 8.0;
/// What table and map keep at least where there is room for both, in points: across, and down.
const LEAST: (f32, f32) = (220.0, 120.0);
/// What a key moves the border by, as a part of the room.
const STEP: f32 = 0.05;

/// The map's part of the width where it stands at the right, and of the height where it stands below.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::ui) struct Border {
    /// Of the width.
    pub right: f32,
    /// Of the height.
    pub below: f32,
}

impl Default for Border {
    fn default() -> Border {
        Border { right: 0.45, below: 0.5 }
    }
}

/// Where table and map are in one frame.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::ui) struct Split {
    /// The room of the table.
    pub table: Rect,
    /// The room of the map.
    pub map: Rect,
    is_right: bool,
}

impl Border {
    /// What can be asked for.
    pub(in crate::ui) const PARTS: RangeInclusive<f32> = 0.05..=0.95;

    /// The places in `area`, after what the pointer has dragged.
    pub(in crate::ui) fn split(&mut self, ui: &Ui, area: Rect) -> Split {
        let is_right = fits_right(area);
        if let Some(pointer) = ui
            .ctx()
            .read_response(id())
            .filter(Response::dragged)
            .and_then(|grip| grip.interact_pointer_pos())
        {
            let part = if is_right {
                (area.right() - pointer.x) / area.width().max(1.0)
            } else {
                (area.bottom() - pointer.y) / area.height().max(1.0)
            };
            self.put(part, is_right);
        }
        self.places(area, is_right)
    }

    /// The border itself, to be called after the table is drawn, so that the Tab key comes to it from there.
    pub(in crate::ui) fn border_ui(&mut self, ui: &Ui, split: &Split) {
        let (table, is_right) = (split.table, split.is_right);
        let (line, cursor) = if is_right {
            (table.with_min_x(table.right()), CursorIcon::ResizeHorizontal)
        } else {
            (table.with_min_y(table.bottom()), CursorIcon::ResizeVertical)
        };
        let around = if is_right { vec2(GRIP / 2.0, 0.0) } else { vec2(0.0, GRIP / 2.0) };
        let grip = ui.interact(line.expand2(around), id(), Sense::click_and_drag()).on_hover_cursor(cursor);
        let name = if is_right { "Width of the map" } else { "Height of the map" };
        grip.widget_info(|| WidgetInfo::labeled(Role::Splitter, true, name));
        let part = if is_right { self.right } else { self.below };
        ui.accesskit_node_builder(grip.id, |node| {
            node.set_role(Role::Splitter);
            node.set_numeric_value((f64::from(part) * 100.0).round());
            node.set_min_numeric_value(f64::from(Border::PARTS.start() * 100.0));
            node.set_max_numeric_value(f64::from(Border::PARTS.end() * 100.0));
        });
        if grip.double_clicked() {
            let usual = Border::default();
            self.put(if is_right { usual.right } else { usual.below }, is_right);
        }
        if grip.has_focus() {
            self.keys(ui, grip.id, part, is_right);
        }
        let p = Palette::of(ui);
        let (width, colour) = match grip.dragged() || grip.hovered() || grip.has_focus() {
            true => (2.0, p.accent),
            false => (1.0, p.border),
        };
        if is_right {
            ui.painter().vline(line.center().x, line.y_range(), (width, colour));
        } else {
            ui.painter().hline(line.x_range(), line.center().y, (width, colour));
        }
    }

    /// The arrows across the border move it.
    fn keys(&mut self, ui: &Ui, id: Id, part: f32, is_right: bool) {
        let filter =
            EventFilter { horizontal_arrows: is_right, vertical_arrows: !is_right, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
        let (more, less) =
            if is_right { (Key::ArrowLeft, Key::ArrowRight) } else { (Key::ArrowUp, Key::ArrowDown) };
        let by = ui.input_mut(|input| {
            let times = |more: usize, less: usize| more as f32 - less as f32;
            times(
                input.count_and_consume_key(Modifiers::NONE, more),
                input.count_and_consume_key(Modifiers::NONE, less),
            )
        });
        if by != 0.0 {
            self.put(part + by * STEP, is_right);
            ui.request_repaint();
        }
    }

    fn put(&mut self, part: f32, is_right: bool) {
        let part = part.clamp(*Border::PARTS.start(), *Border::PARTS.end());
        *(if is_right { &mut self.right } else { &mut self.below }) = part;
    }

    fn places(self, area: Rect, is_right: bool) -> Split {
        if is_right {
            let at = between(area.x_range(), self.right, LEAST.0);
            Split { table: area.with_max_x(at), map: area.with_min_x(at), is_right }
        } else {
            let at = between(area.y_range(), self.below, LEAST.1);
            Split { table: area.with_max_y(at), map: area.with_min_y(at), is_right }
        }
    }
}

fn id() -> Id {
    Id::unique("border of the map")
}

/// Whether the map stands at the right: a table needs width more than height.
fn fits_right(area: Rect) -> bool {
    area.width() >= 760.0 || (area.width() >= 2.0 * LEAST.0 && area.height() < 2.0 * LEAST.1)
}

/// Where the border is in a range of which the map has this part at the end, in whole points.
fn between(range: Rangef, part: f32, least: f32) -> f32 {
    let least = least.min(range.span() / 2.0);
    (range.max - part * range.span()).clamp(range.min + least, range.max - least).round()
}

#[cfg(test)]
mod tests {
    use super::*;
    use eframe::egui::pos2;

    #[test]
    fn both_keep_room_in_every_size_and_meet() {
        for (width, height) in
            [(1400.0, 800.0), (720.0, 600.0), (340.0, 300.0), (460.0, 200.0), (100.0, 60.0)]
        {
            let area = Rect::from_min_size(pos2(30.0, 50.0), vec2(width, height));
            for part in [0.05, 0.5, 0.95] {
                let border = Border { right: part, below: part };
                let Split { table, map, is_right } = border.places(area, fits_right(area));
                assert_eq!(table.union(map), area, "{width}x{height}");
                assert!(table.intersect(map).area() == 0.0);
                let (spans, least) = match is_right {
                    true => ([table.width(), map.width()], LEAST.0.min(width / 2.0)),
                    false => ([table.height(), map.height()], LEAST.1.min(height / 2.0)),
                };
                assert!(spans.iter().all(|span| *span >= least - 1.0), "{width}x{height} {part}: {spans:?}");
            }
        }
    }
}
