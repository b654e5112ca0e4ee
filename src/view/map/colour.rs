//! What colour a tile has.

use super::holdings::Holding;
use super::spec::{Colour, MapSpec, Rgb};
use super::tile::{Tile, What};
use crate::model::name;
use crate::store::Sheet;
use std::time::UNIX_EPOCH;

/// Of ages, from the newest to the oldest: viridis, which grows darker all the way, also to colour-blind eyes.
pub const AGES: [Rgb; 10] = [
    [0xFD, 0xE7, 0x25],
    [0xB4, 0xDE, 0x2C],
    [0x6E, 0xCE, 0x58],
    [0x35, 0xB7, 0x79],
    [0x1F, 0x9E, 0x89],
    [0x26, 0x82, 0x8E],
    [0x31, 0x68, 0x8E],
    [0x3E, 0x4A, 0x89],
    [0x48, 0x28, 0x78],
    [0x44, 0x01, 0x54],
];

/// Days, at which the scale of ages ends. Each step up to there is the same number of times the one before.
pub const OLDEST_DAYS: f64 = 3652.0;

/// Of the folders of the first level, in their order: Okabe and Ito's colours, then the same in pale. Further ones are grey.
const TOPS: [Rgb; 14] = [
    [0xE6, 0x9F, 0x00],
    [0x56, 0xB4, 0xE9],
    [0x00, 0x9E, 0x73],
    [0xF0, 0xE4, 0x42],
    [0x00, 0x72, 0xB2],
    [0xD5, 0x5E, 0x00],
    [0xCC, 0x79, 0xA7],
    [0xF3, 0xCF, 0x80],
    [0xAB, 0xDA, 0xF4],
    [0x80, 0xCF, 0xB9],
    [0xF8, 0xF2, 0xA1],
    [0x80, 0xB9, 0xD9],
    [0xEA, 0xAF, 0x80],
    [0xE6, 0xBC, 0xD3],
];

/// The colour of so many seconds since the last change: on a scale from today to ten years ago and more, a future one as today.
pub fn age_colour(seconds: i64) -> Rgb {
    let days = seconds.max(0) as f64 / 86_400.0;
    let place = ((1.0 + days).ln() / (1.0 + OLDEST_DAYS).ln()).min(1.0) * (AGES.len() - 1) as f64;
    let at = (place as usize).min(AGES.len() - 2);
    mix(AGES[at], AGES[at + 1], place - at as f64)
}

/// The colour of the folder at a place among those of the first level, the largest first.
pub fn top_colour(place: usize, spec: &MapSpec) -> Rgb {
    TOPS.get(place).copied().unwrap_or(spec.palette.rest)
}

/// A colour between two: 0 is the first, 1 the second.
pub(super) fn mix(a: Rgb, b: Rgb, part: f64) -> Rgb {
    std::array::from_fn(|at| (f64::from(a[at]) + (f64::from(b[at]) - f64::from(a[at])) * part).round() as u8)
}

/// Looks up the colours of tiles.
pub(super) struct Colours<'a> {
    spec: &'a MapSpec,
    sheet: &'a Sheet,
    /// When the sheet was read, in seconds since 1970.
    now: i64,
}

impl<'a> Colours<'a> {
    pub(super) fn new(spec: &'a MapSpec, sheet: &'a Sheet) -> Colours<'a> {
        let since = sheet.as_of.and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        let newest = || {
            let newest = sheet.rows.blocks().filter_map(|(_, block)| block.modified_bounds());
            newest.map(|(_, high)| high).max().unwrap_or(0)
        };
        let now = since.map_or_else(newest, |since| since.as_secs() as i64);
        Colours { spec, sheet, now }
    }

    /// That of a tile which is drawn as a whole; of a folder by what is held in it, where that is known.
    pub(super) fn of(&self, tile: &Tile, holding: Option<&Holding>) -> Rgb {
        let palette = &self.spec.palette;
        let plain = match (self.spec.colour, tile.what) {
            (Colour::TopFolder, _) => top_colour(tile.top.into(), self.spec),
            (Colour::Category, What::Row(row)) => {
                let (block, at) = self.sheet.rows.locate(row);
                let category = self.sheet.categories.of_extension(name::extension(block.name(at)));
                palette.categories[category as usize]
            }
            (Colour::Age, What::Row(row)) => {
                let (block, at) = self.sheet.rows.locate(row);
                self.age(block.modified(at))
            }
            (Colour::Category, What::Folder(_) | What::Sources) => {
                let category = holding.and_then(Holding::category);
                category.map_or(palette.rest, |category| palette.categories[category as usize])
            }
            (Colour::Age, What::Folder(_) | What::Sources) => self.age(holding.and_then(Holding::newest)),
            (_, What::Rest(_)) => palette.rest,
        };
        if tile.is_dimmed { mix(plain, palette.background, 0.8) } else { plain }
    }

    fn age(&self, modified: Option<i64>) -> Rgb {
        modified.map_or(self.spec.palette.rest, |time| age_colour(self.now.saturating_sub(time)))
    }
}
