//! How bright a tile is from edge to edge: a gentle ridge of its own on those of the folders that it is in, so that neighbours separate
//! without borders and what belongs together is seen to. After van Wijk and van de Wetering, "Cushion treemaps", 1999, with the height of
//! a ridge for its brightness: it adds up side by side, and needs no root at each pixel.

use super::spec::Form;
use super::tile::{Tile, What};
use std::ops::Add;

/// How much darker a file's tile is at its edges than in its middle, in 256ths.
const OWN: f64 = 26.0;
/// How much brighter it is at its upper left than at its lower right.
const LIGHT: f64 = 22.0;
/// The same for a folder of the first level, and for one the part of that which its ridge has of the one outside it.
const FOLDER: f64 = 14.0;
const LESS: f64 = 0.65;

/// A parabola over the pixels of one side: how much brighter each is than the tile's colour, in 256ths.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Ridge {
    /// Before the square of the place, the place, and nothing. In 64 bits: far from the first pixel of a large picture they all but cancel.
    parts: [f64; 3],
}

impl Ridge {
    /// From one edge to the other: bright in the middle, by `light` brighter at the first edge than at the second, and as bright as the
    /// colour on the whole.
    fn between(from: u16, to: u16, height: f64, light: f64) -> Ridge {
        let (from, to) = (f64::from(from), f64::from(to));
        // From -1 at one edge to 1 at the other: `slope * place + start`.
        let slope = 2.0 / (to - from).max(1.0);
        let start = -(to + from) / (to - from).max(1.0);
        let square = [-height * slope * slope, -2.0 * height * slope * start, -height * start * start];
        let tilt = [0.0, -light / 2.0 * slope, -light / 2.0 * start];
        Ridge { parts: [square[0], square[1] + tilt[1], square[2] + tilt[2] + height / 3.0] }
    }

    /// At the middle of a pixel.
    pub(super) fn at(&self, pixel: u16) -> i32 {
        let place = f64::from(pixel) + 0.5;
        let [square, once, nothing] = self.parts;
        ((square * place + once) * place + nothing) as i32
    }
}

impl Add for Ridge {
    type Output = Ridge;

    fn add(self, other: Ridge) -> Ridge {
        Ridge { parts: std::array::from_fn(|at| self.parts[at] + other.parts[at]) }
    }
}

/// Across and down.
pub(super) type Cushion = [Ridge; 2];

/// The cushions of all tiles, by their places in the list.
pub(super) fn cushions(tiles: &[Tile], form: Form) -> Vec<Cushion> {
    let mut cushions = vec![Cushion::default(); tiles.len()];
    for (at, tile) in tiles.iter().enumerate() {
        let outer = cushions[at];
        let own = own(tile, form);
        cushions[at] = add(outer, own);
        if form == Form::Treemap {
            // What is in it comes behind it in the list.
            let inner = cushions[at];
            cushions[tile.children()].fill(inner);
        }
    }
    cushions
}

/// What a tile adds to those of the folders that it is in.
fn own(tile: &Tile, form: Form) -> Cushion {
    let [height, light] = match tile.what {
        _ if tile.is_empty() => return Cushion::default(),
        _ if form == Form::Flame => [OWN / 2.0, LIGHT / 2.0],
        // It is many small ones, which have none.
        What::Rest(_) => return Cushion::default(),
        _ if tile.is_leaf() => [OWN, LIGHT],
        _ if tile.depth == 0 => return Cushion::default(),
        _ => [FOLDER * LESS.powi(i32::from(tile.depth) - 1), 0.0],
    };
    // Across something of three pixels or less nothing is seen but noise.
    let side = |from: u16, to: u16| {
        if to - from < 3 { Ridge::default() } else { Ridge::between(from, to, height, light) }
    };
    [side(tile.x0, tile.x1), side(tile.y0, tile.y1)]
}

fn add([a, b]: Cushion, [c, d]: Cushion) -> Cushion {
    [a + c, b + d]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ridge_is_bright_in_the_middle_and_as_bright_as_the_colour_on_the_whole() {
        for (from, to) in [(0, 3), (7, 300), (60_000, 65_535)] {
            let ridge = Ridge::between(from, to, OWN, LIGHT);
            let middle = from + (to - from) / 2;
            assert!(ridge.at(middle) > ridge.at(from) && ridge.at(middle) > ridge.at(to - 1), "{from}..{to}");
            assert!(ridge.at(from) > ridge.at(to - 1), "the light comes from the first edge");
            let sum: i32 = (from..to).map(|pixel| ridge.at(pixel)).sum();
            assert!((sum as f64 / f64::from(to - from)).abs() < 3.0, "{from}..{to}: {sum}");
        }
    }
}
