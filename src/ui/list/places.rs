//! Where a list's parts lie in one frame, and which row is at a point. Nowhere is a row's position multiplied in `f32`: only
//! its distance from the first row in sight ever becomes points.

use super::bars::THICKNESS;
use super::delegate::Appearance;
use super::scroll::Extent;
use eframe::egui::{Id, Pos2, Rangef, Rect, pos2};

/// The places of one frame.
pub(crate) struct Places {
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
    /// Height of a row, in points.
    pub row: f32,
}

/// From where to where rows reach in an area of this width: up to the bar at the right.
pub(crate) fn across(area: Rangef) -> Rangef {
    Rangef::new(area.min, (area.max - THICKNESS).max(area.min))
}

impl Places {
    /// The places in `area`, for columns so wide, if they can be wider than it.
    pub(crate) fn new(area: Rect, look: &Appearance, width: Option<f32>) -> Places {
        let x = across(area.x_range());
        let is_wider = width.is_some_and(|width| width > x.span() + 0.5);
        let below = if is_wider { THICKNESS } else { 0.0 };
        let top = (area.top() + look.head).min(area.bottom());
        let bottom = (area.bottom() - below).max(top);
        let body = Rect::from_min_max(pos2(x.min, top), pos2(x.max, bottom));
        Places {
            id: Id::unique(look.id),
            head: Rect::from_min_max(area.min, pos2(area.right(), top)),
            body,
            down: Rect::from_min_max(pos2(x.max, top), pos2(area.right(), bottom)),
            across: Rect::from_min_max(pos2(x.min, bottom), pos2(x.max, bottom + below)),
            row: look.row,
        }
    }

    /// Rows that the body shows, with the fraction of the last one.
    pub(crate) fn page(&self) -> f64 {
        f64::from(self.body.height() / self.row)
    }

    /// Points between the first row's upper edge and the body's, in whole pixels, so that text stays sharp.
    pub(crate) fn above(&self, top: f64, pixels_per_point: f32) -> f32 {
        let pixels = f64::from(pixels_per_point);
        (((top - top.floor()) * f64::from(self.row) * pixels).round() / pixels) as f32
    }

    /// The row at a point of the body; `None` where there is none.
    pub(crate) fn position_at(&self, extent: Extent, top: f64, point: Pos2) -> Option<u64> {
        let visible = extent.visible(top);
        let below = f64::from((point.y - self.body.top()) / self.row) + (top - top.floor());
        let position = visible.start + below.max(0.0) as u64;
        (self.body.contains(point) && visible.contains(&position)).then_some(position)
    }
}
