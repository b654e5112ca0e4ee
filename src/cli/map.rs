//! The arguments of a map.

use super::values::{plain, text as text_of};
use crate::export::{check_file, map_size};
use crate::model::name;
use crate::text;
use crate::view::{Colour, MapSpec, Measure};
use crate::words;
use clap::ValueEnum;
use clap::builder::EnumValueParser as OneOf;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

/// Pixels on a side, at least and at most.
const SIDE: RangeInclusive<u16> = 64..=16_384;

/// What a map shows, and where it goes.
#[derive(Debug, clap::Args)]
pub struct MapArgs {
    /// Draw a map of the files to FILE, a PNG picture, with no window: each file as large as its size
    #[arg(long = "map", value_name = "FILE", requires = "source", conflicts_with = "target")]
    pub map: Option<PathBuf>,

    /// Width and height of the map in pixels [default: 1920x1080]
    #[arg(long, value_name = "WxH", requires = "map", value_parser = text_of(size, ""))]
    pub size: Option<[u16; 2]>,

    /// What the areas of the map stand for [default: size]
    #[arg(long, value_name = "WHAT", requires = "map", value_parser = plain(OneOf::<By>::new()))]
    pub by: Option<By>,

    /// What the colours of the map stand for [default: category]
    #[arg(long, visible_alias = "colour", value_name = "WHAT", requires = "map", value_parser = plain(OneOf::<ColourName>::new()))]
    pub color: Option<ColourName>,
}

/// What the areas of a map stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum By {
    /// The length of a file
    Size,
    /// Its size on disk
    Allocated,
    /// The number of files
    Files,
}

/// What the colours of a map stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ColourName {
    /// What a file is for, by its extension
    Category,
    /// How long ago it was changed
    Age,
    /// The folder of the first level that it is in
    Folder,
}

impl MapArgs {
    /// Looks whether the name of the file is that of a picture.
    ///
    /// # Errors
    /// What is wrong with it, in words.
    pub(super) fn check_name(&self) -> Result<(), String> {
        let Some(file) = self.map.as_deref() else { return Ok(()) };
        if file == Path::new("-") {
            return Err("--map: a picture does not go to standard output: name a file".to_owned());
        }
        let is_png = file.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("png"));
        let shown = text::shown(name::path_bytes(file));
        if is_png {
            Ok(())
        } else {
            Err(format!("--map: {shown} does not end in .png, and the map is a PNG picture"))
        }
    }

    /// What it shows.
    pub(super) fn spec(&self) -> MapSpec {
        let plain = MapSpec::default();
        MapSpec {
            measure: match self.by {
                Some(By::Size) | None => Measure::Length,
                Some(By::Allocated) => Measure::Allocated,
                Some(By::Files) => Measure::Files,
            },
            colour: match self.color {
                Some(ColourName::Category) | None => Colour::Category,
                Some(ColourName::Age) => Colour::Age,
                Some(ColourName::Folder) => Colour::TopFolder,
            },
            size: map_size(self.size.unwrap_or(plain.size), plain.percent),
            ..plain
        }
    }
}

/// Looks whether the picture could be written, before anything is read.
///
/// # Errors
/// Why not, in words.
pub(super) fn check_map(file: &Path) -> Result<(), String> {
    check_file(file).map_err(|error| format!("{} Nothing was read.", words::export_error(&error)))
}

fn size(text: &str) -> Result<[u16; 2], String> {
    let side = |text: &str| text.trim().parse().ok().filter(|side| SIDE.contains(side));
    let sides = text.split_once(['x', 'X', '×']).map(|(width, height)| (side(width), side(height)));
    match sides {
        Some((Some(width), Some(height))) => Ok([width, height]),
        _ => Err(format!(
            "a width and a height from {} to {} are needed, such as 1920x1080",
            SIDE.start(),
            SIDE.end()
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_is_two_sides() {
        assert_eq!(size("1920x1080"), Ok([1920, 1080]));
        assert_eq!(size("64 X 16384"), Ok([64, 16_384]));
        for wrong in ["", "1920", "x", "0x0", "63x64", "1920x99999", "-1x100", "1920x1080x3"] {
            assert!(size(wrong).is_err(), "{wrong}");
        }
    }
}
