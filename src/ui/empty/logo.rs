//! The app's icon, drawn sharp at any size: the shapes of `assets/icon.svg`.

use eframe::egui::{Color32, CornerRadius, Rect, Sense, Ui, Vec2, vec2};

/// The side of the drawing, in its own units.
const SIDE: f32 = 256.0;

/// Draws it `size` points wide and high, where the next widget goes.
pub(in crate::ui) fn logo_ui(ui: &mut Ui, size: f32) {
    let (place, _) = ui.allocate_exact_size(Vec2::splat(size), Sense::hover());
    let scale = size / SIDE;
    let round = (16.0 * scale).round() as u8;
    let (above, below) = (
        CornerRadius { nw: round, ne: round, sw: 0, se: 0 },
        CornerRadius { nw: 0, ne: 0, sw: round, se: round },
    );
    let shape = |x: f32, y: f32, w: f32, h: f32, round: CornerRadius, colour: u32| {
        let [_, r, g, b] = colour.to_be_bytes();
        let rect = Rect::from_min_size(place.min + vec2(x, y) * scale, vec2(w, h) * scale);
        ui.painter().rect_filled(rect, round, Color32::from_rgb(r, g, b));
    };
    let sharp = CornerRadius::ZERO;
    // The folder's back with its tab, the sheet with its header and rows, the folder's front.
    shape(16.0, 32.0, 64.0, 48.0, above, 0x0B6074);
    shape(16.0, 64.0, 224.0, 128.0, above, 0x0B6074);
    shape(64.0, 64.0, 144.0, 112.0, sharp, 0xFBFDFD);
    shape(64.0, 16.0, 144.0, 48.0, above, 0xFFB020);
    for row in 0..3u8 {
        let y = 80.0 + 32.0 * f32::from(row);
        shape(80.0, y, 32.0, 16.0, sharp, 0x3F97A8);
        shape(128.0, y, 64.0, 16.0, sharp, 0x3F97A8);
    }
    shape(16.0, 160.0, 224.0, 80.0, below, 0x18A7BE);
}
