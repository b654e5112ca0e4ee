//! What a map is to show, and how.

use crate::model::{Category, FolderId};

/// The form of a map.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Form {
    /// Rectangles in rectangles, each as large as what it stands for: shows the few large files.
    #[default]
    Treemap,
    /// One row a level, each folder as wide as its share: compares folders.
    Flame,
}

/// What the area of a tile stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Measure {
    /// The apparent size of the files, in bytes.
    #[default]
    Length,
    /// Their size on disk, in bytes.
    Allocated,
    /// Their number.
    Files,
}

/// What the colour of a tile stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Colour {
    /// The category of the file.
    #[default]
    Category,
    /// The time since its last change.
    Age,
    /// The folder of the first level that it is in.
    TopFolder,
}

/// Which rows have a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum MapRows {
    /// What is shown: by the filter, and by the folder that the sheet is narrowed to.
    #[default]
    Shown,
    /// Every row; what isn't shown is dimmed.
    AllWithRestDimmed,
}

/// Red, green and blue.
pub type Rgb = [u8; 3];

/// The colours of a theme that don't stand for anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Palette {
    /// Behind everything, and what dimmed tiles fade into.
    pub background: Rgb,
    /// The line round a folder.
    pub frame: Rgb,
    /// Behind the title of a folder.
    pub title: Rgb,
    /// What is too small to be drawn by itself, and folders that are drawn as a whole.
    pub rest: Rgb,
    /// The stripes on what could not be read in full.
    pub unread: Rgb,
    /// Of each category, in the order of [`Category::ALL`].
    pub categories: [Rgb; 8],
}

/// The colours of all categories.
const fn categories(is_dark: bool) -> [Rgb; 8] {
    let mut colours = [[0; 3]; 8];
    let mut at = 0;
    while at < colours.len() {
        colours[at] = Category::ALL[at].colours().area(is_dark);
        at += 1;
    }
    colours
}

impl Palette {
    /// For a light theme.
    pub const LIGHT: Palette = Palette {
        background: [0xFF, 0xFF, 0xFF],
        frame: [0x8A, 0x94, 0xA3],
        title: [0xD3, 0xD9, 0xE2],
        rest: [0xD6, 0xDC, 0xE4],
        unread: [0xB4, 0x23, 0x18],
        categories: categories(false),
    };
    /// For a dark theme.
    pub const DARK: Palette = Palette {
        background: [0x16, 0x18, 0x1D],
        frame: [0x0C, 0x0E, 0x12],
        title: [0x38, 0x40, 0x4B],
        rest: [0x36, 0x3C, 0x47],
        unread: [0xFF, 0x8A, 0x7A],
        categories: categories(true),
    };
}

/// What a map is to show, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct MapSpec {
    /// Its form.
    pub form: Form,
    /// What areas stand for.
    pub measure: Measure,
    /// What colours stand for.
    pub colour: Colour,
    /// Which rows have a place.
    pub rows: MapRows,
    /// The folder that fills the picture. `None` is the one that the sheet is narrowed to, or all sources.
    pub zoom: Option<FolderId>,
    /// Width and height, in physical pixels.
    pub size: [u16; 2],
    /// Physical pixels to 100 points: 100 on an ordinary display, 200 on a dense one.
    pub percent: u16,
    /// The theme's colours.
    pub palette: Palette,
    /// Whether folders have a line round them and, where there is room, a title. Both take area from what is in them.
    pub frames: bool,
}

impl Default for MapSpec {
    fn default() -> MapSpec {
        MapSpec::STANDARD
    }
}

impl MapSpec {
    /// A treemap of what is shown by size, 1920 by 1080 pixels, in the colours of a light theme.
    pub const STANDARD: MapSpec = MapSpec {
        form: Form::Treemap,
        measure: Measure::Length,
        colour: Colour::Category,
        rows: MapRows::Shown,
        zoom: None,
        size: [1920, 1080],
        percent: 100,
        palette: Palette::LIGHT,
        frames: true,
    };

    /// How many pixels so many points are, at least 1.
    pub(super) fn pixels(&self, points: u16) -> u16 {
        let pixels = (u32::from(points) * u32::from(self.percent) + 50) / 100;
        pixels.clamp(1, u16::MAX.into()) as u16
    }
}
