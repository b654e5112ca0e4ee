//! What the colours of a map stand for, and how much is in it.

use super::canvas::{Canvas, readable_on};
use super::names::{amount, folder_name};
use crate::model::Category;
use crate::store::Sheet;
use crate::text;
use crate::view::{AGES, Colour, Map, Measure, Rgb, What, top_colour};
use crate::words;

/// The size of the text, in points.
const TEXT: f32 = 12.0;
/// In points: the side of a box of colour, what is left free, and the length of the scale of ages.
const BOX: u32 = 12;
const GAP: u32 = 6;
const SCALE: u32 = 160;

/// Draws it below the map.
pub(super) fn draw(canvas: &mut Canvas, sheet: &Sheet, map: &Map) {
    let Some(root) = map.tiles().first() else { return };
    let colour = readable_on(canvas.background);
    let (top, bottom) = (canvas.map, canvas.height());
    let gap = canvas.pixels(GAP);
    let files = text::counted(root.files.into(), "file");
    let total = match map.totalled().measure {
        Measure::Files => files,
        Measure::Length | Measure::Allocated => format!("{files}, {}", amount(map, root)),
    };
    let room = canvas.measure(&total, TEXT).ceil() as u32;
    let right = canvas.width().saturating_sub(gap + room);
    canvas.write([right, top, canvas.width(), bottom], &total, TEXT, colour);
    let mut at = gap;
    let entries: Vec<(Rgb, String)> = match map.spec().colour {
        Colour::Category => {
            let colours = map.spec().palette.categories;
            Category::ALL
                .iter()
                .zip(colours)
                .map(|(of, colour)| (colour, words::category(*of).to_owned()))
                .collect()
        }
        Colour::TopFolder => {
            let inside = root.children().filter_map(|at| map.tiles().get(at));
            let folders = inside.filter_map(|tile| match tile.what {
                What::Folder(folder) => Some(folder_name(sheet, folder)),
                _ => None,
            });
            folders.take(14).enumerate().map(|(place, name)| (top_colour(place, map.spec()), name)).collect()
        }
        Colour::Age => {
            ages(canvas, [gap, top, right.saturating_sub(gap), bottom], colour);
            return;
        }
    };
    let side = canvas.pixels(BOX);
    for (fill, name) in entries {
        let width = canvas.measure(&name, TEXT).ceil() as u32;
        if at + side + width + 2 * gap > right {
            return;
        }
        let upper = (top + bottom - side) / 2;
        canvas.fill([at, upper, at + side, upper + side], fill);
        let end = canvas.write([at + side + gap, top, right, bottom], &name, TEXT, colour);
        at = end + 2 * gap;
    }
}

/// The scale of ages, with words at its ends.
fn ages(canvas: &mut Canvas, [x0, y0, x1, y1]: [u32; 4], colour: Rgb) {
    let gap = canvas.pixels(GAP);
    let (side, length) = (canvas.pixels(BOX), canvas.pixels(SCALE));
    let start = canvas.write([x0, y0, x1, y1], words::newest(), TEXT, colour) + gap;
    if start + length > x1 {
        return;
    }
    let upper = (y0 + y1 - side) / 2;
    for x in 0..length {
        let step = (x as usize * AGES.len() / length as usize).min(AGES.len() - 1);
        canvas.fill([start + x, upper, start + x + 1, upper + side], AGES[step]);
    }
    canvas.write([start + length + gap, y0, x1, y1], words::oldest(), TEXT, colour);
}
