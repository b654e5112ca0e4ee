//! The wheel and the trackpad: rows by lines, and columns across with Shift.

use super::List;
use super::scroll::Extent;
use eframe::egui::{Event, MouseWheelUnit, Rect, Ui, vec2};

/// Rows that one notch of a wheel goes.
const NOTCH: f64 = 3.0;

impl List {
    /// Scrolls by what was turned over `area`, in rows of so many points.
    pub(crate) fn wheel(&mut self, ui: &Ui, area: Rect, extent: Extent, row: f32) {
        if !ui.rect_contains_pointer(area) {
            return;
        }
        ui.input(|input| {
            for event in &input.events {
                let Event::MouseWheel { unit, delta, modifiers, .. } = event else { continue };
                if modifiers.command || modifiers.ctrl {
                    continue; // It zooms.
                }
                let delta = if modifiers.shift { vec2(delta.y + delta.x, 0.0) } else { *delta };
                let (rows, points) = match unit {
                    MouseWheelUnit::Line => (f64::from(delta.y) * NOTCH, delta.x * row * 2.0),
                    MouseWheelUnit::Page => (f64::from(delta.y) * self.page, delta.x * row * 10.0),
                    MouseWheelUnit::Point => (f64::from(delta.y / row), delta.x),
                };
                self.top = extent.clamp(self.top - rows);
                self.left -= points;
            }
        });
    }
}
