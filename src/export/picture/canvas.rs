//! Pixels to draw text and boxes on.

use crate::view::{Map, Rgb, contrast, luminance};
use ab_glyph::{Font, FontRef, Glyph, GlyphId, PxScale, PxScaleFont, ScaleFont, point};
use std::sync::LazyLock;

/// The window's own font. What it lacks is drawn as a box: any letter in its place, a question mark too, could be one of the name.
static FONT: LazyLock<Option<FontRef<'static>>> =
    LazyLock::new(|| FontRef::try_from_slice(include_bytes!("../../../assets/fonts/Inter-Medium.ttf")).ok());

/// What a font has in place of a character that it lacks.
const LACKING: GlyphId = GlyphId(0);

/// Edges in pixels: left, upper, right, lower.
pub(super) type Rect = [u32; 4];

/// The picture of a map, and room below it.
pub(super) struct Canvas {
    width: u32,
    height: u32,
    /// The height of the map.
    pub map: u32,
    /// Red, green, blue and opacity of each pixel.
    pixels: Vec<u8>,
    percent: u32,
    /// What is behind the legend.
    pub background: Rgb,
}

impl Canvas {
    /// The picture of a map, and so many points of background below it.
    pub(super) fn of(map: &Map, below: u16) -> Canvas {
        let [width, height] = map.spec().size.map(u32::from);
        let percent = u32::from(map.spec().percent);
        let below = u32::from(below) * percent / 100;
        let background = map.spec().palette.background;
        let mut pixels = map.picture().to_vec();
        let [r, g, b] = background;
        pixels.extend((0..width * below).flat_map(|_| [r, g, b, 0xFF]));
        Canvas { width, height: height + below, map: height, pixels, percent, background }
    }

    pub(super) fn width(&self) -> u32 {
        self.width
    }

    pub(super) fn height(&self) -> u32 {
        self.height
    }

    /// So many points in pixels, rounded.
    pub(super) fn pixels(&self, points: u32) -> u32 {
        (points * self.percent + 50) / 100
    }

    /// Red, green and blue of each pixel.
    pub(super) fn rgb(&self) -> Vec<u8> {
        self.pixels.as_chunks::<4>().0.iter().flat_map(|[r, g, b, _]| [*r, *g, *b]).collect()
    }

    /// The colour of a pixel.
    pub(super) fn at(&self, x: u32, y: u32) -> Rgb {
        let start = (y * self.width + x) as usize * 4;
        match self.pixels.get(start..start + 3) {
            Some(&[r, g, b]) => [r, g, b],
            _ => self.background,
        }
    }

    /// Fills a box.
    pub(super) fn fill(&mut self, [x0, y0, x1, y1]: Rect, colour: Rgb) {
        for y in y0..y1.min(self.height) {
            (x0..x1.min(self.width)).for_each(|x| self.blend(x, y, colour, 1.0));
        }
    }

    /// The size of text of so many points, in pixels from line to line.
    fn scale(&self, points: f32) -> PxScale {
        PxScale::from(points * self.percent as f32 / 100.0)
    }

    /// The width of a text of so many points, in pixels.
    pub(super) fn measure(&self, text: &str, points: f32) -> f32 {
        let Some(font) = FONT.as_ref() else { return 0.0 };
        let font = font.as_scaled(self.scale(points));
        text.chars().map(|c| advance(&font, c)).sum()
    }

    /// Writes a text of so many points in the middle of a box's height, from its left edge on; cut off with an ellipsis where the box ends.
    /// Returns where it ends.
    pub(super) fn write(&mut self, [x0, y0, x1, y1]: Rect, text: &str, points: f32, colour: Rgb) -> u32 {
        let Some(font) = FONT.as_ref() else { return x0 };
        let font = font.as_scaled(self.scale(points));
        let middle = (y0 + y1) as f32 / 2.0;
        let baseline = (middle + (font.ascent() + font.descent()) / 2.0).round();
        let cut = self.cut(text, points, x1.saturating_sub(x0) as f32);
        let mut at = x0 as f32;
        for c in cut.chars() {
            let (id, start) = (font.glyph_id(c), at);
            at += advance(&font, c);
            if id == LACKING {
                self.missing([start, baseline - font.ascent() * 0.7, at, baseline], [x0, y0, x1, y1], colour);
                continue;
            }
            let glyph: Glyph = id.with_scale_and_position(font.scale(), point(start, baseline));
            let Some(outline) = font.outline_glyph(glyph) else { continue };
            let bounds = outline.px_bounds();
            outline.draw(|x, y, cover| {
                let (x, y) = (bounds.min.x + x as f32, bounds.min.y + y as f32);
                if x >= x0 as f32 && x < x1 as f32 && y >= y0 as f32 && y < y1 as f32 {
                    self.blend(x as u32, y as u32, colour, cover.min(1.0));
                }
            });
        }
        at.ceil() as u32
    }

    /// As much of a text as has room, with an ellipsis for the rest; nothing where not even that has.
    fn cut(&self, text: &str, points: f32, room: f32) -> String {
        if self.measure(text, points) <= room {
            return text.to_owned();
        }
        let mut left = room - self.measure("…", points);
        let mut cut = String::new();
        for c in text.chars() {
            left -= self.measure(c.encode_utf8(&mut [0; 4]), points);
            if left < 0.0 {
                break;
            }
            cut.push(c);
        }
        if cut.is_empty() { cut } else { cut + "…" }
    }

    /// A box for a character that the font lacks, within `room`.
    fn missing(&mut self, place: [f32; 4], room: Rect, colour: Rgb) {
        let [x0, y0, x1, y1] = place.map(|edge| edge.round() as u32);
        let (x0, x1) = (x0 + self.pixels(1), x1.saturating_sub(self.pixels(1)));
        let [left, top, right, bottom] = room;
        for y in y0.max(top)..y1.min(bottom) {
            for x in x0.max(left)..x1.min(right) {
                if x == x0 || x + 1 == x1 || y == y0 || y + 1 == y1 {
                    self.blend(x, y, colour, 1.0);
                }
            }
        }
    }

    fn blend(&mut self, x: u32, y: u32, colour: Rgb, cover: f32) {
        let start = (y * self.width + x) as usize * 4;
        let Some(pixel) = self.pixels.get_mut(start..start + 3) else { return };
        for (part, new) in pixel.iter_mut().zip(colour) {
            *part = (f32::from(*part) + (f32::from(new) - f32::from(*part)) * cover).round() as u8;
        }
    }
}

/// How far a character moves the next one, in pixels.
fn advance(font: &PxScaleFont<&FontRef<'static>>, c: char) -> f32 {
    match font.glyph_id(c) {
        // As wide as a usual letter.
        LACKING => font.h_advance(font.glyph_id('n')),
        id => font.h_advance(id),
    }
}

/// Black or white, whichever is easier to read on a colour: 4.5 to 1 at the least.
pub(super) fn readable_on(colour: Rgb) -> Rgb {
    let luminance = luminance(colour);
    let (on_white, on_black) = (contrast(1.0, luminance), contrast(0.0, luminance));
    if on_black >= on_white { [0, 0, 0] } else { [0xFF; 3] }
}
