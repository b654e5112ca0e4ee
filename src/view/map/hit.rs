//! Finding tiles: at a pixel, of a row or a folder, beside another.

use super::spec::Form;
use super::tile::{Tile, What};
use super::{Map, Side};
use crate::model::FolderId;

impl Map {
    /// The innermost tile at a pixel; `None` where there is none, as below a flame graph.
    pub fn hit(&self, x: u16, y: u16) -> Option<usize> {
        let mut at = 0;
        if self.spec.form == Form::Flame {
            loop {
                let tile = self.tiles.get(at)?;
                if tile.contains(x, y) {
                    return Some(at);
                }
                at = self.find_inside(tile, |inside| inside.x0 <= x && x < inside.x1)?;
            }
        }
        if !self.tiles.first()?.contains(x, y) {
            return None;
        }
        while let Some(inner) = self.find_inside(self.tiles.get(at)?, |inside| inside.contains(x, y)) {
            at = inner;
        }
        Some(at)
    }

    /// The tile of a folder, or the innermost one that it is in; `None` if it isn't in the picture. `parent` gives the folder that a
    /// folder is in.
    pub fn tile_of_folder(
        &self,
        folder: FolderId,
        parent: impl Fn(FolderId) -> Option<FolderId>,
    ) -> Option<usize> {
        self.descend(folder, parent).map(|(at, is_itself)| if is_itself { at } else { self.rest_of(at) })
    }

    /// The tile of a row, or the innermost one that it is in; `None` if its folder isn't in the picture. `folder` is the row's folder.
    pub fn tile_of_row(
        &self,
        row: u32,
        folder: FolderId,
        parent: impl Fn(FolderId) -> Option<FolderId>,
    ) -> Option<usize> {
        let (at, is_folder) = self.descend(folder, parent)?;
        let own =
            self.find_inside(&self.tiles[at], |inside| inside.what == What::Row(row) && !inside.is_empty());
        Some(match own.filter(|_| is_folder) {
            Some(own) => own,
            None => self.rest_of(at),
        })
    }

    /// The tile that an arrow key leads to from another: the next one beside it in the picture that is drawn as a whole, from the middle of
    /// its edge on. `None` at the edge of the picture.
    pub fn neighbour(&self, from: usize, side: Side) -> Option<usize> {
        let tile = self.tiles.get(from)?;
        let (mut x, mut y) = (
            i32::from(tile.x0) + i32::from(tile.width()) / 2,
            i32::from(tile.y0) + i32::from(tile.height()) / 2,
        );
        let (dx, dy) = match side {
            Side::Left => (-1, 0),
            Side::Right => (1, 0),
            Side::Above => (0, -1),
            Side::Below => (0, 1),
        };
        match side {
            Side::Left => x = tile.x0.into(),
            Side::Right => x = i32::from(tile.x1) - 1,
            Side::Above => y = tile.y0.into(),
            Side::Below => y = i32::from(tile.y1) - 1,
        }
        loop {
            (x, y) = (x + dx, y + dy);
            let [width, height] = self.spec.size.map(i32::from);
            if x < 0 || y < 0 || x >= width || y >= height {
                return None;
            }
            // Past the lines and titles of folders: a folder that an arrow led to would hide what is in it from the next one.
            if let Some(found) = self.hit(x as u16, y as u16)
                && (self.spec.form == Form::Flame || self.tiles[found].is_leaf())
            {
                return Some(found);
            }
        }
    }

    /// The tile that a tile is in; `None` for the root.
    pub fn parent_of(&self, tile: usize) -> Option<usize> {
        let number = u32::try_from(tile).ok().filter(|&number| number > 0)?;
        // Folders' ranges follow one another in the folders' own order, but those that are drawn as a whole have none.
        self.tiles.iter().position(|outer| outer.first <= number && number < outer.end)
    }

    /// The tile of a folder, or of the nearest above it that has one, and whether it is the folder's own.
    fn descend(
        &self,
        folder: FolderId,
        parent: impl Fn(FolderId) -> Option<FolderId>,
    ) -> Option<(usize, bool)> {
        let top = match self.tiles.first()?.what {
            What::Folder(top) => Some(top),
            _ => None,
        };
        let mut chain = Vec::new();
        let mut next = Some(folder);
        while next != top {
            let folder = next?;
            chain.push(folder);
            next = parent(folder);
        }
        let mut at = 0;
        while let Some(folder) = chain.pop() {
            let inner = self.find_inside(&self.tiles[at], |inside| {
                inside.what == What::Folder(folder) && !inside.is_empty()
            });
            match inner {
                Some(inner) => at = inner,
                None => return Some((at, false)),
            }
        }
        Some((at, true))
    }

    /// The tile of what is too small in a folder, or the folder's own where it has none.
    fn rest_of(&self, folder: usize) -> usize {
        let is_rest = |inside: &Tile| matches!(inside.what, What::Rest(_)) && !inside.is_empty();
        self.find_inside(&self.tiles[folder], is_rest).unwrap_or(folder)
    }

    fn find_inside(&self, tile: &Tile, is_it: impl Fn(&Tile) -> bool) -> Option<usize> {
        let range = tile.children();
        let inside = self.tiles.get(range.clone())?;
        inside.iter().position(is_it).map(|at| range.start + at)
    }
}
