//! The names of folders and files in a map.

use super::canvas::{Canvas, readable_on};
use crate::model::{FolderId, name};
use crate::store::Sheet;
use crate::text;
use crate::view::{Label, Map, Measure, Tile, What};
use crate::words;

/// The size of a name in points, and of the line below it.
const NAME: f32 = 12.0;
const SIZE: f32 = 11.0;
/// In points: the height of a line.
const LINE: u32 = 15;
/// In points: what is left free beside a name.
const GAP: u32 = 4;

/// Draws every name that there is room for.
pub(super) fn draw(canvas: &mut Canvas, sheet: &Sheet, map: &Map) {
    for label in map.labels() {
        let Some(tile) = map.tiles().get(label.tile as usize) else { continue };
        let (name, amount) = (title(sheet, tile, label.above), amount(map, tile));
        let Label { x0, y0, x1, y1, .. } = *label;
        let [x0, y0, x1, y1] = [x0, y0, x1, y1].map(u32::from);
        let (gap, line) = (canvas.pixels(GAP), canvas.pixels(LINE));
        let colour = readable_on(canvas.at((x0 + x1) / 2, (y0 + y1) / 2));
        let right = x1.saturating_sub(gap);
        if label.is_title || y1 - y0 < line * 2 + gap {
            let height = if label.is_title { y1 } else { y1.min(y0 + line + gap) };
            let end = canvas.write([x0 + gap, y0, right, height], &name, NAME, colour);
            let room = canvas.measure(&amount, SIZE).ceil() as u32;
            if end + 2 * gap + room <= right {
                canvas.write([right - room, y0, right, height], &amount, SIZE, colour);
            }
        } else {
            let top = y0 + gap / 2;
            canvas.write([x0 + gap, top, right, top + line], &name, NAME, colour);
            canvas.write([x0 + gap, top + line, right, top + 2 * line], &amount, SIZE, colour);
        }
    }
}

/// What a tile is called, behind the names of so many folders above it.
fn title(sheet: &Sheet, tile: &Tile, above: u16) -> String {
    let folder = match tile.what {
        What::Folder(folder) => sheet.folders.get(folder).parent,
        What::Row(row) => Some(sheet.row(row).folder),
        What::Sources | What::Rest(_) => None,
    };
    let mut names: Vec<String> = std::iter::successors(folder, |folder| sheet.folders.get(*folder).parent)
        .take(above.into())
        .map(|folder| folder_name(sheet, folder))
        .collect();
    names.reverse();
    names.push(own_title(sheet, tile));
    let separator = folder.map_or(std::path::MAIN_SEPARATOR, |folder| sheet.folders.separator(folder).into());
    names.join(&*separator.encode_utf8(&mut [0; 4]))
}

fn own_title(sheet: &Sheet, tile: &Tile) -> String {
    match tile.what {
        What::Sources => String::new(),
        What::Folder(folder) => folder_name(sheet, folder),
        What::Row(row) => text::shown(sheet.row(row).name).into_owned(),
        What::Rest(_) => words::smaller(tile.files.into()),
    }
}

/// The name of a folder; of a picked one the last part of its path.
pub(super) fn folder_name(sheet: &Sheet, folder: FolderId) -> String {
    let folder = sheet.folders.get(folder);
    let own = if folder.parent.is_none() { name::last_part(folder.name) } else { folder.name };
    text::shown(own).into_owned()
}

/// What a tile amounts to, in the measure of its map.
pub(super) fn amount(map: &Map, tile: &Tile) -> String {
    match map.totalled().measure {
        Measure::Files => text::counted(tile.files.into(), "file"),
        Measure::Length | Measure::Allocated => words::sum(tile.amount, tile.known),
    }
}
