//! The order of the tiles in a folder: the larger first, but as in the map before while nothing has changed much. While a source is read
//! every size grows, and tiles that jump about with each map can't be followed.

use super::tile::{Tile, What};
use std::collections::HashMap;

/// A tile keeps its place until its amount differs from the one that gave it that place by more than this part.
const MUCH: f64 = 0.2;

/// The tiles in a folder of an earlier map: by what they were put in order, and their places in its list.
#[derive(Default)]
pub(super) struct Before(HashMap<What, (f64, usize)>);

impl Before {
    /// Those in a tile of an earlier map's list.
    pub(super) fn inside(tiles: &[Tile], parent: usize) -> Before {
        let children = tiles.get(parent).map(Tile::children).unwrap_or_default();
        Before(children.filter_map(|at| tiles.get(at).map(|tile| (tile.what, (tile.order, at)))).collect())
    }

    /// What a tile of this amount is put in order by now, and its place in the earlier list.
    pub(super) fn of(&self, what: What, amount: f64) -> (f64, Option<usize>) {
        match self.0.get(&what) {
            Some(&(before, at)) if (amount - before).abs() <= before * MUCH => (before, Some(at)),
            Some(&(_, at)) => (amount, Some(at)),
            None => (amount, None),
        }
    }
}
