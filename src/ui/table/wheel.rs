//! The wheel and the trackpad: rows by lines, and columns across with Shift.

use super::{ROW, Table};
use crate::ui::list::scroll::Extent;
use eframe::egui::{Event, MouseWheelUnit, Rect, Ui, vec2};

/// Rows that one notch of a wheel goes.
const NOTCH: f64 = 3.0;

impl Table {
    pub(super) fn wheel(&mut self, ui: &Ui, area: Rect, extent: Extent) {
        if !ui.rect_contains_pointer(area) {
            return;
        }
        let page = f64::from(area.height() / ROW);
        ui.input(|input| {
            for event in &input.events {
                let Event::MouseWheel { unit, delta, modifiers, .. } = event else { continue };
                if modifiers.command || modifiers.ctrl {
                    continue; // It zooms.
                }
                let delta = if modifiers.shift { vec2(delta.y + delta.x, 0.0) } else { *delta };
                let (rows, points) = match unit {
                    MouseWheelUnit::Line => (f64::from(delta.y) * NOTCH, delta.x * ROW * 2.0),
                    MouseWheelUnit::Page => (f64::from(delta.y) * page, delta.x * ROW * 10.0),
                    MouseWheelUnit::Point => (f64::from(delta.y / ROW), delta.x),
                };
                self.top = extent.clamp(self.top - rows);
                self.left -= points;
            }
        });
    }
}
