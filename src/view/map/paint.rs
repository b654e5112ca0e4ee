//! The picture of a map: the tiles in their order, each over those it is in, band by band on all threads.

use super::colour::{Colours, mix};
use super::frames::Frame;
use super::holdings::Holding;
use super::shading::{Cushion, cushions};
use super::spec::{Form, MapSpec, Rgb};
use super::tile::{Tile, What};
use crate::model::Cancel;
use crate::store::Sheet;
use rayon::prelude::*;

/// Rows of pixels that are painted by one thread at a time.
const BAND: usize = 48;

/// In points: the mesh of what is too small to be drawn by itself, and how much darker its lines are, in 256ths.
const MESH: u16 = 4;
const LINE: i32 = 18;
/// How much of the way to the background the title of a folder has gone for each folder that it is in, and at most.
const PALER: f64 = 0.3;
const PALEST: f64 = 0.6;

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
    let cushions = cushions(tiles, spec.form);
    let seen = by_band(tiles, spec);
    let mut pixels = vec![0xFF; width * height * 4];
    pixels.par_chunks_mut((width * BAND * 4).max(4)).zip(&seen).enumerate().for_each(
        |(number, (pixels, seen))| {
            if cancel.is_set() {
                return;
            }
            let mut band = Band { spec, pixels, width, top: number * BAND, shades: Vec::new() };
            band.clear();
            for &tile in seen {
                let at = tile as usize;
                band.draw(&tiles[at], fills[at], &cushions[at]);
            }
        },
    );
    (!cancel.is_set()).then_some(pixels)
}

/// The tiles of which something is to be seen, in their order, for each band that they reach into.
fn by_band(tiles: &[Tile], spec: &MapSpec) -> Vec<Vec<u32>> {
    let mut bands = vec![Vec::new(); usize::from(spec.size[1]).div_ceil(BAND)];
    for (number, tile) in (0u32..).zip(tiles) {
        let is_whole = tile.is_leaf() || spec.form == Form::Flame;
        if !tile.is_empty() && (is_whole || Frame::of(tile, spec).line > 0) {
            let reached = usize::from(tile.y0) / BAND..usize::from(tile.y1).div_ceil(BAND).min(bands.len());
            bands[reached].iter_mut().for_each(|band| band.push(number));
        }
    }
    bands
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

    fn draw(&mut self, tile: &Tile, fill: Rgb, cushion: &Cushion) {
        let Tile { x0, y0, x1, y1, .. } = *tile;
        let palette = self.spec.palette;
        if tile.is_leaf() || self.spec.form == Form::Flame {
            let mesh = match tile.what {
                What::Rest(_) if self.spec.form == Form::Treemap => self.spec.pixels(MESH),
                _ => 0,
            };
            self.shade([x0, y0, x1, y1], fill, cushion, mesh);
            if self.spec.form == Form::Flame && x1 - x0 > 3 && y1 - y0 > 3 {
                // Most neighbours have one colour here.
                self.fill([x1 - 1, y0, x1, y1], palette.background);
                self.fill([x0, y1 - 1, x1, y1], palette.background);
            }
            if tile.is_short && !matches!(tile.what, What::Row(_)) {
                self.stripe([x0, y0, x1, y1], mix(fill, palette.unread, 0.6));
            }
            return;
        }
        let Frame { line, title } = Frame::of(tile, self.spec);
        if line > 0 {
            self.fill([x0, y0, x1, y1], palette.frame);
            let inside = [x0 + line, y0 + line, x1 - line, y0 + line + title];
            let paler = (f64::from(tile.depth.saturating_sub(1)) * PALER).min(PALEST);
            let behind = mix(palette.title, palette.background, paler);
            self.fill(inside, behind);
            if tile.is_short {
                self.stripe(inside, mix(behind, palette.unread, 0.35));
            }
        }
    }

    fn fill(&mut self, rect: Rect, colour: Rgb) {
        let [r, g, b] = colour;
        self.rows(rect, |row, _| {
            row.as_chunks_mut::<4>().0.fill([r, g, b, 0xFF]);
        });
    }

    /// A tile with its cushion. Where `mesh` is not 0 it is covered with lines, each so many pixels from the one before.
    fn shade(&mut self, rect: Rect, colour: Rgb, [across, down]: &Cushion, mesh: u16) {
        let [x0, y0, x1, _] = rect;
        let line = |at: u16| if mesh > 1 && at % mesh == mesh - 1 { -LINE } else { 0 };
        let mut shades = std::mem::take(&mut self.shades);
        shades.clear();
        shades.extend((x0..x1).map(|x| across.at(x) + line(x - x0)));
        let colour = colour.map(i32::from);
        self.rows(rect, |row, y| {
            let down = 256 + down.at(y) + line(y - y0);
            for (pixel, shade) in row.as_chunks_mut::<4>().0.iter_mut().zip(&shades) {
                let shade = down + shade;
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
