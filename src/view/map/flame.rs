//! A flame graph, hung up by its root: one row a level, each folder as wide as its share of the folder above it.

use super::frames::{highest_row, row_height};
use super::spec::MapSpec;
use super::squarify::Area;
use super::tile::Tile;

/// The least height of a row, in pixels: how many there are depends on it.
pub(super) fn row(spec: &MapSpec) -> u16 {
    row_height(spec)
}

/// The row below a tile, as wide as it is; `None` where the picture ends.
pub(super) fn below(area: Area, tile: &Tile, spec: &MapSpec) -> Option<Area> {
    let height = row(spec);
    let end = tile.y1.checked_add(height).filter(|end| *end <= spec.size[1])?;
    Some(Area { y0: tile.y1.into(), y1: end.into(), ..area })
}

/// Makes the rows as high as the picture has room for, up to the highest.
pub(super) fn fill_height(tiles: &mut [Tile], spec: &MapSpec) {
    let levels = tiles.iter().map(|tile| tile.depth + 1).max().unwrap_or(1);
    let row = (spec.size[1] / levels).min(highest_row(spec));
    if row <= self::row(spec) {
        return;
    }
    for tile in tiles.iter_mut().filter(|tile| tile.y0 < tile.y1) {
        tile.y0 = tile.depth * row;
        tile.y1 = tile.y0 + row;
    }
}

/// Divides a row in proportion to `weights`.
pub(super) fn divide(weights: &[f64], area: Area, mut place: impl FnMut(usize, Area)) {
    let sum: f64 = weights.iter().sum();
    let last = weights.iter().rposition(|weight| *weight > 0.0).unwrap_or(0);
    let (mut done, mut from) = (0.0, area.x0);
    for (at, weight) in weights.iter().enumerate() {
        done += weight;
        let to = match sum > 0.0 {
            true if at >= last => area.x1,
            true => (area.x0 + (area.x1 - area.x0) * (done / sum)).clamp(from, area.x1),
            false => from,
        };
        place(at, Area { x0: from, x1: to, ..area });
        from = to;
    }
}
