//! The line round a folder and its title: where there is room for them, and what they leave for what is in it.

use super::spec::{Form, MapSpec};
use super::squarify::Area;
use super::tile::Tile;

/// In points: a folder that is smaller has no line round it.
const FRAMED: [u16; 2] = [40, 30];
/// In points: one that is smaller has no title, which would take too much of it.
const TITLED: [u16; 2] = [60, 80];
/// The height of a title, in points.
const TITLE: u16 = 16;
/// The least and the greatest height of a row of a flame graph, in points: room for a name, and for what it amounts to below.
const ROW: [u16; 2] = [20, 56];
/// In points: files and folders that are smaller have no room for a name.
const NAMED: [u16; 2] = [56, 16];

/// What surrounds the tiles in a folder, in pixels.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Frame {
    /// The line on each side.
    pub line: u16,
    /// The title, below the upper line.
    pub title: u16,
}

impl Frame {
    /// That of a folder which isn't drawn as a whole.
    pub(super) fn of(tile: &Tile, spec: &MapSpec) -> Frame {
        let is_at_least = |[width, height]: [u16; 2]| {
            tile.width() >= spec.pixels(width) && tile.height() >= spec.pixels(height)
        };
        // The root's name stands beside the picture.
        if !spec.frames
            || tile.depth == 0
            || tile.is_joined
            || spec.form == Form::Flame
            || !is_at_least(FRAMED)
        {
            return Frame::default();
        }
        let title = if is_at_least(TITLED) { spec.pixels(TITLE) } else { 0 };
        Frame { line: spec.pixels(1), title }
    }

    /// What it leaves of a folder that has this part of the picture.
    pub(super) fn inside(self, tile: &Tile, area: Area) -> Area {
        if self == Frame::default() {
            return area;
        }
        let line = f64::from(self.line);
        Area {
            x0: f64::from(tile.x0) + line,
            y0: f64::from(tile.y0) + line + f64::from(self.title),
            x1: f64::from(tile.x1) - line,
            y1: f64::from(tile.y1) - line,
        }
    }
}

/// Room for a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Label {
    /// The tile that it is of, by its place in the list.
    pub tile: u32,
    /// The left edge.
    pub x0: u16,
    /// The upper edge.
    pub y0: u16,
    /// The right edge.
    pub x1: u16,
    /// The lower edge.
    pub y1: u16,
    /// Folders right above the tile's whose name it has room for too: each holds the next and nothing else of any size.
    pub above: u16,
    /// Whether it is the title above what is in a folder, on the palette's `title`; else it is on the tile's own colour.
    pub is_title: bool,
}

/// Where names can be drawn, the larger tiles first among equals in depth.
pub(super) fn labels(tiles: &[Tile], spec: &MapSpec) -> Vec<Label> {
    let mut labels = Vec::new();
    let above = joined_above(tiles);
    for (number, tile) in (0u32..).zip(tiles) {
        let Tile { x0, y0, x1, y1, .. } = *tile;
        let whole = Label { tile: number, x0, y0, x1, y1, above: above[number as usize], is_title: false };
        let is_flame = spec.form == Form::Flame;
        if tile.is_leaf() || is_flame {
            if tile.width() >= spec.pixels(NAMED[0]) && tile.height() >= spec.pixels(NAMED[1]) {
                labels.push(whole);
            }
            continue;
        }
        let Frame { line, title } = Frame::of(tile, spec);
        if title > 0 {
            let (top, bottom) = (y0 + line, y0 + line + title);
            labels.push(Label { x0: x0 + line, y0: top, x1: x1 - line, y1: bottom, is_title: true, ..whole });
        }
    }
    labels
}

/// How many folders right above each tile have no title of their own.
fn joined_above(tiles: &[Tile]) -> Vec<u16> {
    let mut above = vec![0; tiles.len()];
    for (at, tile) in tiles.iter().enumerate().filter(|(_, tile)| tile.is_joined && tile.depth > 0) {
        let number = above[at] + 1;
        above[tile.children()].fill(number);
    }
    above
}

/// The least height of a row of a flame graph, in pixels.
pub(super) fn row_height(spec: &MapSpec) -> u16 {
    spec.pixels(ROW[0])
}

/// The greatest.
pub(super) fn highest_row(spec: &MapSpec) -> u16 {
    spec.pixels(ROW[1])
}
