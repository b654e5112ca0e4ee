//! The wheel over the map: a notch is a level.

use eframe::egui::{Event, MouseWheelUnit, Ui};

/// Points of a touchpad that are a notch.
const NOTCH: f32 = 60.0;
/// How long after a level the wheel rests, in seconds: one movement of the fingers is to be one level.
const REST: f64 = 0.25;

/// What was turned since the last level.
#[derive(Debug, Default)]
pub(super) struct Wheel {
    turned: f32,
    rests_until: f64,
}

impl Wheel {
    /// Takes what was turned in this frame. Returns 1 for a level in, -1 for one out.
    pub(super) fn levels(&mut self, ui: &Ui) -> i8 {
        let (now, turned) = ui.input(|input| {
            let turned = input.events.iter().filter_map(|event| match event {
                // With these keys it is for the size of everything, or for the side.
                Event::MouseWheel { modifiers, .. } if modifiers.command || modifiers.shift => None,
                Event::MouseWheel { unit: MouseWheelUnit::Point, delta, .. } => Some(delta.y / NOTCH),
                Event::MouseWheel { delta, .. } => Some(delta.y),
                _ => None,
            });
            (input.time, turned.sum::<f32>())
        });
        if turned == 0.0 || now < self.rests_until {
            return 0;
        }
        // The other way begins anew.
        self.turned = if self.turned * turned < 0.0 { turned } else { self.turned + turned };
        if self.turned.abs() < 0.99 {
            return 0;
        }
        let level = if self.turned > 0.0 { 1 } else { -1 };
        *self = Wheel { turned: 0.0, rests_until: now + REST };
        level
    }
}
