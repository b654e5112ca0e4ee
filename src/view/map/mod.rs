//! The rows as a picture: each file and folder a tile, as large as what it holds.
//!
//! A [`MapMaker`] makes a [`Map`] of a snapshot, off the event loop: `counted` says which rows, `sums` what each folder holds, and
//! `survivors` finds what is large enough to be drawn by itself: with 9 pixels for the smallest tile, at most so many as the picture has
//! room for, whatever the number of rows. `grow` lays them out level by level, the rest of each folder as one tile, and `paint` makes the
//! picture. Names are for those who draw it: [`Map::labels`] are the places for them. No egui.

mod colour;
mod contrast;
mod counted;
mod flame;
mod frames;
mod grow;
mod hit;
mod holdings;
mod keep;
mod level;
mod maker;
mod paint;
mod shading;
mod spec;
mod squarify;
mod sums;
mod survivors;
mod tile;

pub use colour::{AGES, OLDEST_DAYS, age_colour, top_colour};
pub use contrast::{contrast, luminance};
pub use frames::Label;
pub use level::Concentration;
pub use maker::{MapMaker, MapWish};
pub use spec::{Colour, Form, MapRows, MapSpec, Measure, Palette, Rgb};
pub use tile::{Tile, What};

/// A direction in the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// To the left.
    Left,
    /// To the right.
    Right,
    /// Upwards.
    Above,
    /// Downwards.
    Below,
}

/// What the areas of a map stand for in the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Totalled {
    /// [`Measure::Length`] where sizes on disk were asked for and the system reports none.
    pub measure: Measure,
    /// Files in the picture.
    pub files: u64,
    /// Files of all sources whose size is unknown. They are counted, and have no area.
    pub unknown: u64,
}

/// A picture of the rows. Tiles are numbered by their place in a list: each folder's behind the folder's own and all together, so that
/// each is drawn over the one it is in. The first is the root.
#[derive(Debug)]
pub struct Map {
    spec: MapSpec,
    totalled: Totalled,
    covers: u32,
    tiles: Vec<Tile>,
    labels: Vec<Label>,
    picture: Vec<u8>,
}

impl Map {
    /// What was asked for, its size limited to 16,384 pixels on a side.
    pub fn spec(&self) -> &MapSpec {
        &self.spec
    }

    /// What areas stand for in the end, and what has none because it is unknown.
    pub fn totalled(&self) -> Totalled {
        self.totalled
    }

    /// Rows of the sheet that were looked at: those numbered below this.
    pub fn covers(&self) -> u32 {
        self.covers
    }

    /// The tiles, in the order in which they are drawn.
    pub fn tiles(&self) -> &[Tile] {
        &self.tiles
    }

    /// The places for names.
    pub fn labels(&self) -> &[Label] {
        &self.labels
    }

    /// Red, green, blue and opacity of each pixel, row by row from the top; always opaque.
    pub fn picture(&self) -> &[u8] {
        &self.picture
    }

    /// Bytes it takes in memory.
    pub fn heap_bytes(&self) -> usize {
        self.picture.capacity()
            + self.tiles.capacity() * size_of::<Tile>()
            + self.labels.capacity() * size_of::<Label>()
    }

    /// Whether the tiles of a map of `spec` are those of this one at a later moment.
    fn is_followed_by(&self, spec: &MapSpec, measure: Measure) -> bool {
        self.totalled.measure == measure && self.spec.form == spec.form && self.spec.zoom == spec.zoom
    }
}
