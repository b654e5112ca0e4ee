//! Two crates that lay out treemaps, on the tiles of a map of ours: level by level, with no cut-off, whole pixels or rest of their own.

use foldersheet::view::Map;
use std::ops::Range;
use treemap::{MapItem, Mappable, TreemapLayout};

/// The tiles of a map in plain numbers: what each amounts to, and those in it.
pub struct Nest {
    amounts: Vec<f64>,
    inside: Vec<(usize, Range<usize>)>,
    size: [f64; 2],
}

impl Nest {
    pub fn of(map: &Map) -> Nest {
        let tiles = map.tiles();
        let amounts = tiles.iter().map(|tile| tile.amount as f64).collect();
        let inside = tiles.iter().enumerate().filter(|(_, tile)| !tile.is_leaf());
        Nest {
            amounts,
            inside: inside.map(|(at, tile)| (at, tile.children())).collect(),
            size: map.spec().size.map(f64::from),
        }
    }

    pub fn by_treemap(&self) -> f64 {
        let whole = treemap::Rect::from_points(0.0, 0.0, self.size[0], self.size[1]);
        let mut bounds = vec![whole; self.amounts.len()];
        for (outer, range) in &self.inside {
            let mut items: Vec<MapItem> =
                self.amounts[range.clone()].iter().map(|amount| MapItem::with_size(*amount)).collect();
            TreemapLayout::new().layout_items(&mut items, bounds[*outer]);
            bounds[range.clone()].iter_mut().zip(&items).for_each(|(bounds, item)| *bounds = *item.bounds());
        }
        bounds.last().map_or(0.0, |last| last.w)
    }

    pub fn by_streemap(&self) -> f64 {
        let whole = streemap::Rect { x: 0.0, y: 0.0, w: self.size[0], h: self.size[1] };
        let mut bounds = vec![whole; self.amounts.len()];
        for (outer, range) in &self.inside {
            let mut items: Vec<(f64, streemap::Rect<f64>)> =
                self.amounts[range.clone()].iter().map(|amount| (*amount, whole)).collect();
            streemap::squarify(bounds[*outer], &mut items, |item| item.0, |item, rect| item.1 = rect);
            bounds[range.clone()].iter_mut().zip(&items).for_each(|(bounds, item)| *bounds = item.1);
        }
        bounds.last().map_or(0.0, |last| last.w)
    }
}
