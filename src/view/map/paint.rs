//! The picture of a map: the tiles in their order, each over those it is in, band by band on all threads.

use super::colour::{Colours, mix};
use super::frames::Frame;
use super::holdings::Holding;
use super::spec::{Form, MapSpec, Rgb};
use super::tile::{Tile, What};
use crate::model::Cancel;
use crate::store::Sheet;
use rayon::prelude::*;

/// Rows of pixels that are painted by one thread at a time.
const BAND: usize = 48;

/// How much darker a tile is at its edges than in its middle, in 256ths: enough for neighbours of one colour to be told apart.
const SHADE: i32 = 26;
/// How much brighter it is at its upper left than at its lower right.
const LIGHT: i32 = 22;

/// Paints the tiles: red, green, blue and opacity of each pixel, row by row. `None` if cancelled. `holdings` are those of the tiles, or
/// none where folders have no colour of their own.
pub(super) fn paint(
    tiles: &[Tile],
    holdings: &[Holding],
    spec: &MapSpec,
    sheet: &Sheet,
    cancel: &Cancel,
) -> Option<Vec<u8>> {
    let [width, height] = spec.size.map(usize::from);
    let colours = Colours::new(spec, sheet);
    let fills: Vec<Rgb> = tiles
        .par_iter()
        .enumerate()
        .with_min_len(512)
        .map(|(at, tile)| colours.of(tile, holdings.get(at)))
        .collect();
    let mut pixels = vec![0xFF; width * height * 4];
    pixels.par_chunks_mut((width * BAND * 4).max(4)).enumerate().for_each(|(number, pixels)| {
        let mut band = Band { spec, pixels, width, top: number * BAND, shades: Vec::new() };
        band.clear();
        for (tile, fill) in tiles.iter().zip(&fills) {
            if cancel.is_set() {
                return;
            }
            band.draw(tile, *fill);
        }
    });
    (!cancel.is_set()).then_some(pixels)
}

/// Some rows of pixels.
struct Band<'a> {
    spec: &'a MapSpec,
    pixels: &'a mut [u8],
    width: usize,
    /// The first of them.
    top: usize,
    /// By how much each column of a tile is brighter or darker.
    shades: Vec<i32>,
}

/// Edges in pixels: left, upper, right, lower.
type Rect = [u16; 4];

impl Band<'_> {
    fn clear(&mut self) {
        let end = self.top + self.pixels.len() / 4 / self.width.max(1);
        let whole = [0, self.top as u16, self.width as u16, end as u16];
        self.fill(whole, self.spec.palette.background);
    }

    fn draw(&mut self, tile: &Tile, fill: Rgb) {
        let end = self.top + self.pixels.len() / 4 / self.width.max(1);
        if usize::from(tile.y0) >= end || usize::from(tile.y1) <= self.top || tile.is_empty() {
            return;
        }
        let Tile { x0, y0, x1, y1, .. } = *tile;
        let palette = self.spec.palette;
        if tile.is_leaf() || self.spec.form == Form::Flame {
            self.shade([x0, y0, x1, y1], fill);
            if tile.is_short && !matches!(tile.what, What::Row(_)) {
                self.stripe([x0, y0, x1, y1], mix(fill, palette.unread, 0.6));
            }
            return;
        }
        let Frame { line, title } = Frame::of(tile, self.spec);
        if line > 0 {
            self.fill([x0, y0, x1, y1], palette.frame);
            let inside = [x0 + line, y0 + line, x1 - line, y0 + line + title];
            self.fill(inside, palette.title);
            if tile.is_short {
                self.stripe(inside, mix(palette.title, palette.unread, 0.35));
            }
        }
    }

    fn fill(&mut self, rect: Rect, colour: Rgb) {
        let [r, g, b] = colour;
        self.rows(rect, |row, _| {
            row.as_chunks_mut::<4>().0.fill([r, g, b, 0xFF]);
        });
    }

    /// A tile with a gentle ridge: bright at the middle, to the upper left more than to the lower right.
    fn shade(&mut self, rect: Rect, colour: Rgb) {
        let [x0, y0, x1, y1] = rect;
        if x1 - x0 < 3 || y1 - y0 < 3 {
            return self.fill(rect, colour);
        }
        let mut shades = std::mem::take(&mut self.shades);
        shades.clear();
        shades.extend((0..x1 - x0).map(|x| ridge(x, x1 - x0)));
        let colour = colour.map(i32::from);
        self.rows(rect, |row, y| {
            let across = 256 + ridge(y - y0, y1 - y0);
            for (pixel, shade) in row.as_chunks_mut::<4>().0.iter_mut().zip(&shades) {
                let shade = across + shade;
                let [r, g, b] = colour.map(|part| ((part * shade) >> 8).clamp(0, 255) as u8);
                *pixel = [r, g, b, 0xFF];
            }
        });
        self.shades = shades;
    }

    /// Stripes from the lower left to the upper right.
    fn stripe(&mut self, rect: Rect, colour: Rgb) {
        let step = u32::from(self.spec.pixels(8)).max(4);
        let [r, g, b] = colour;
        self.rows(rect, |row, y| {
            for (pixel, x) in row.as_chunks_mut::<4>().0.iter_mut().zip(u32::from(rect[0])..) {
                if (x + u32::from(y)) % step < step / 3 {
                    *pixel = [r, g, b, 0xFF];
                }
            }
        });
    }

    /// Calls `each` with the part of each row of pixels that is in a rectangle and in the band.
    fn rows(&mut self, [x0, y0, x1, y1]: Rect, mut each: impl FnMut(&mut [u8], u16)) {
        let end = self.top + self.pixels.len() / 4 / self.width.max(1);
        for y in usize::from(y0).max(self.top)..usize::from(y1).min(end) {
            let start = (y - self.top) * self.width;
            let row = (start + usize::from(x0)) * 4..(start + usize::from(x1).min(self.width)) * 4;
            if let Some(row) = self.pixels.get_mut(row) {
                each(row, y as u16);
            }
        }
    }
}

/// How much brighter a pixel of a side of so many is than the tile's colour, in 256ths.
fn ridge(at: u16, length: u16) -> i32 {
    let (at, length) = (i32::from(at), i32::from(length));
    // From -256 at one end to 256 at the other.
    let off = (2 * at + 1 - length) * 256 / length;
    SHADE / 3 - SHADE * ((off * off) >> 8) / 256 - LIGHT / 2 * off / 256
}
