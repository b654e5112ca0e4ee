//! The picture of a map as textures: pieces that every graphics card takes, uploaded once for each map.

use eframe::egui::{Color32, ColorImage, Context, Painter, Rect, TextureHandle, TextureOptions, pos2, vec2};

/// The longest side of a piece, in pixels: what is assumed of a card before it says more.
const SIDE: usize = 2_048;

/// The pieces, each with its part of the whole.
pub(super) struct Picture {
    pieces: Vec<(TextureHandle, Rect)>,
}

impl Picture {
    /// Of pixels in four bytes each, line by line.
    pub(super) fn new(ctx: &Context, size: [u16; 2], rgba: &[u8]) -> Picture {
        let [width, height] = size.map(usize::from);
        let mut pieces = Vec::new();
        for (top, high) in spans(height) {
            for (left, wide) in spans(width) {
                let lines = (top..top + high).filter_map(|y| {
                    let at = (y * width + left) * 4;
                    rgba.get(at..at + wide * 4)
                });
                // Line by line, not pixel by pixel, so that it is little more than copying: this is in a frame.
                let mut pixels = Vec::with_capacity(wide * high);
                for line in lines {
                    let colour = |&[r, g, b, a]: &[u8; 4]| Color32::from_rgba_premultiplied(r, g, b, a);
                    pixels.extend(line.as_chunks::<4>().0.iter().map(colour));
                }
                let image = ColorImage::new([wide, high], pixels);
                let part = Rect::from_min_size(
                    pos2(left as f32 / width as f32, top as f32 / height as f32),
                    vec2(wide as f32 / width as f32, high as f32 / height as f32),
                );
                pieces.push((ctx.load_texture("map", image, TextureOptions::NEAREST), part));
            }
        }
        Picture { pieces }
    }

    /// Paints all of it into `place`.
    pub(super) fn paint(&self, painter: &Painter, place: Rect, opacity: f32) {
        let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
        let tint = Color32::WHITE.gamma_multiply(opacity);
        for (texture, part) in &self.pieces {
            let min = place.min + part.min.to_vec2() * place.size();
            let piece = Rect::from_min_max(min, place.min + part.max.to_vec2() * place.size());
            painter.image(texture.id(), piece, whole, tint);
        }
    }
}

/// From where on and how long the pieces of a side are.
fn spans(side: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..side).step_by(SIDE).map(move |from| (from, (side - from).min(SIDE)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_small_enough_and_are_all_of_it() {
        for side in [1, 2_047, 2_048, 2_049, 3_840, 7_680] {
            let all: Vec<_> = spans(side).collect();
            assert!(all.iter().all(|(_, long)| (1..=SIDE).contains(long)));
            assert_eq!(all.iter().map(|(_, long)| long).sum::<usize>(), side);
            assert!(all.windows(2).all(|pair| pair[0].0 + pair[0].1 == pair[1].0));
        }
    }
}
