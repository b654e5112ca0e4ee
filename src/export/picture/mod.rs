//! A map as a PNG file: the picture, the names of what there is room for, and below it a legend.

mod canvas;
mod legend;
mod names;

use super::bytes::bytes_to_file;
use super::error::WriteError;
use super::{Progress, Written};
use crate::model::export::ExportError;
use crate::store::Sheet;
use crate::view::Map;
use canvas::Canvas;
use std::io;
use std::path::Path;

/// The height of the legend, in points.
const LEGEND: u16 = 28;

/// Of a picture with this width and height, in pixels, those of the map in it; `percent` are pixels to 100 points.
pub fn map_size([width, height]: [u16; 2], percent: u16) -> [u16; 2] {
    let legend = (u32::from(LEGEND) * u32::from(percent) / 100).min(u16::MAX.into()) as u16;
    [width, height.saturating_sub(legend).max(1)]
}

/// Writes the picture of a map of `sheet` to `target`, which holds either all of it or what it held before.
///
/// # Errors
/// As [`super::to_file`].
pub fn map_to_file(
    sheet: &Sheet,
    map: &Map,
    target: &Path,
    progress: &Progress,
) -> Result<Written, ExportError> {
    let png = drawn(sheet, map).map_err(|error| WriteError::from(error).at(target))?;
    bytes_to_file(&png, target, progress)
}

/// The file's bytes.
fn drawn(sheet: &Sheet, map: &Map) -> io::Result<Vec<u8>> {
    let mut canvas = Canvas::of(map, LEGEND);
    names::draw(&mut canvas, sheet, map);
    legend::draw(&mut canvas, sheet, map);
    let mut png = Vec::new();
    let mut encoder = png::Encoder::new(&mut png, canvas.width(), canvas.height());
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header().map_err(io::Error::other)?;
    writer.write_image_data(&canvas.rgb()).map_err(io::Error::other)?;
    writer.finish().map_err(io::Error::other)?;
    Ok(png)
}
