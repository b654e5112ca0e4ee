//! One rectangle of a map.

use crate::model::{FolderId, Known};
use std::ops::Range;

/// What a tile stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum What {
    /// All sources together, where there are several.
    Sources,
    /// A folder with everything in it.
    Folder(FolderId),
    /// A file, by the number of its row.
    Row(u32),
    /// What of a folder is too small to be drawn by itself; of all sources for `None`.
    Rest(Option<FolderId>),
}

/// One rectangle of a map, in physical pixels: from the first edge up to, and without, the second.
///
/// A tile without an area is in the list for what it counts, such as the empty files of a folder.
#[derive(Debug, Clone, PartialEq)]
pub struct Tile {
    /// The left edge.
    pub x0: u16,
    /// The upper edge.
    pub y0: u16,
    /// The right edge.
    pub x1: u16,
    /// The lower edge.
    pub y1: u16,
    /// What it stands for.
    pub what: What,
    /// Tiles that it is in.
    pub depth: u16,
    /// Files that it stands for.
    pub files: u32,
    /// What its area stands for: bytes or files, by the map's measure.
    pub amount: u128,
    /// How much of `amount` is known: the system doesn't report it of every file.
    pub known: Known,
    /// What could not be read is in it, so that there may be more.
    pub is_short: bool,
    /// Nothing in it is shown, of a map of all rows.
    pub is_dimmed: bool,
    /// It is a folder that holds one folder and nothing else of any size: the title of that one names both, and it has none of its own.
    pub(super) is_joined: bool,
    /// The place, among the tiles of the first level, of the folder that it is in, or [`Tile::NO_TOP`].
    pub(super) top: u8,
    /// By which it was put in order: `amount` here, or in an earlier map.
    pub(super) order: f64,
    pub(super) first: u32,
    pub(super) end: u32,
}

impl Tile {
    /// In place of a folder of the first level: it is in none.
    pub(super) const NO_TOP: u8 = u8::MAX;

    /// One that stands for nothing yet.
    pub(super) fn new(what: What, depth: u16, top: u8) -> Tile {
        Tile {
            x0: 0,
            y0: 0,
            x1: 0,
            y1: 0,
            what,
            depth,
            files: 0,
            amount: 0,
            known: Known::All,
            is_short: false,
            is_dimmed: false,
            is_joined: false,
            top,
            order: 0.0,
            first: 0,
            end: 0,
        }
    }

    /// The tiles that are drawn in it, in a flame graph below it; empty where it is drawn as a whole.
    pub fn children(&self) -> Range<usize> {
        self.first as usize..self.end as usize
    }

    /// Whether it is drawn as a whole.
    pub fn is_leaf(&self) -> bool {
        self.first == self.end
    }

    /// Whether a pixel is in it.
    #[inline]
    pub fn contains(&self, x: u16, y: u16) -> bool {
        self.x0 <= x && x < self.x1 && self.y0 <= y && y < self.y1
    }

    /// Its width in pixels.
    pub fn width(&self) -> u16 {
        self.x1 - self.x0
    }

    /// Its height in pixels.
    pub fn height(&self) -> u16 {
        self.y1 - self.y0
    }

    /// Whether no pixel is in it.
    pub fn is_empty(&self) -> bool {
        self.x0 == self.x1 || self.y0 == self.y1
    }
}
