//! Where the table's parts lie in one frame, and which row is at a point. Nowhere is a row's position multiplied in `f32`: only
//! its distance from the first row in sight ever becomes points.

use super::{ROW, header};
use crate::ui::list::bars::THICKNESS;
use crate::ui::list::scroll::Extent;
use eframe::egui::{Id, Pos2, Rect, pos2};

/// The places of one frame.
pub(super) struct Places {
    /// The widget that the rows are in.
    pub id: Id,
    /// The header.
    pub head: Rect,
    /// The rows.
    pub body: Rect,
    /// The bar at the right.
    pub down: Rect,
    /// The bar below; of no height where all columns are in sight.
    pub across: Rect,
    /// The rows there are and how many of them the body shows.
    pub extent: Extent,
}

impl Places {
    /// The places in `area` for so many rows and columns so wide.
    pub(super) fn new(area: Rect, rows: u64, width: f32) -> Places {
        let inner = area.right() - THICKNESS;
        let across = if width > inner - area.left() + 0.5 { THICKNESS } else { 0.0 };
        let body_top = (area.top() + header::HEIGHT).min(area.bottom());
        let body_bottom = (area.bottom() - across).max(body_top);
        let body = Rect::from_min_max(pos2(area.left(), body_top), pos2(inner, body_bottom));
        Places {
            id: Id::unique("table"),
            head: Rect::from_min_max(area.min, pos2(area.right(), body_top)),
            body,
            down: Rect::from_min_max(pos2(inner, body_top), pos2(area.right(), body_bottom)),
            across: Rect::from_min_max(pos2(area.left(), body_bottom), pos2(inner, body_bottom + across)),
            extent: Extent::new(rows, f64::from(body.height() / ROW)),
        }
    }

    /// Points between the first row's upper edge and the body's, in whole pixels, so that text stays sharp.
    pub(super) fn above(&self, top: f64, pixels_per_point: f32) -> f32 {
        let pixels = f64::from(pixels_per_point);
        (((top - top.floor()) * f64::from(ROW) * pixels).round() / pixels) as f32
    }

    /// The row at a point of the body; none where there is none.
    pub(super) fn position_at(&self, top: f64, point: Pos2) -> Option<u64> {
        let visible = self.extent.visible(top);
        let below = f64::from((point.y - self.body.top()) / ROW) + (top - top.floor());
        let position = visible.start + below.max(0.0) as u64;
        (self.body.contains(point) && visible.contains(&position)).then_some(position)
    }
}
