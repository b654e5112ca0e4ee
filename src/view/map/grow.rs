//! The tiles of a map, level by level from the root on: those in a folder together, the folders of a level side by side on all threads.

use super::flame;
use super::frames::Frame;
use super::keep::Before;
use super::spec::{Form, MapSpec};
use super::squarify::{Area, squarify};
use super::sums::Sums;
use super::survivors::{SMALLEST, Search, Survivors};
use super::tile::{Tile, What};
use crate::model::{Cancel, FolderId, Known, RowSet};
use crate::view::seen;
use rayon::prelude::*;

/// In pixels: a folder with a shorter side is drawn as a whole. Nobody could see what is in it.
const SHORTEST: f64 = 3.0;
/// Folders in folders that are drawn. What lies deeper is in its folder's tile.
const DEEPEST: u16 = 250;
/// Folders that are filled before their tiles go into the list: what is at work beside the list stays small.
const AT_ONCE: usize = 4096;

/// What the tiles are made of.
pub(super) struct Ground<'a> {
    pub spec: &'a MapSpec,
    pub search: &'a Search<'a>,
    pub survivors: &'a Survivors,
    /// Of a map of all rows: the rows that are shown, and how many of them are in each folder.
    pub shown: Option<(&'a RowSet, &'a Sums)>,
    /// The tiles of the map before; none if that showed something else.
    pub before: &'a [Tile],
}

/// A tile to be filled with those in it.
struct Open {
    tile: usize,
    folder: Option<FolderId>,
    /// Its part of the picture, which is left for what is in it.
    area: Area,
    top: u8,
    depth: u16,
    before: Option<usize>,
}

/// A new tile, and whether there is more in it to be drawn.
struct Grown {
    tile: Tile,
    area: Area,
    before: Option<usize>,
    is_open: bool,
}

impl Ground<'_> {
    /// All tiles, each folder's together and behind the folder's own; the first is the root. `None` if cancelled.
    pub(super) fn tiles(&self, root: Tile, folder: Option<FolderId>, cancel: &Cancel) -> Option<Vec<Tile>> {
        let mut area =
            Area { x0: root.x0.into(), y0: root.y0.into(), x1: root.x1.into(), y1: root.y1.into() };
        let before = (!self.before.is_empty()).then_some(0);
        let mut level = Vec::new();
        if self.opens(folder, &root, &mut area) {
            level.push(Open { tile: 0, folder, area, top: root.top, depth: 0, before });
        }
        let mut tiles = vec![root];
        while !level.is_empty() {
            let mut next = Vec::new();
            for opens in level.chunks(AT_ONCE) {
                if cancel.is_set() {
                    return None;
                }
                let filled: Vec<Vec<Grown>> =
                    opens.par_iter().with_min_len(8).map(|open| self.fill(open)).collect();
                for (open, grown) in opens.iter().zip(filled) {
                    append(&mut tiles, &mut next, open.tile, grown);
                }
            }
            level = next;
        }
        Some(tiles)
    }

    /// The tiles in a folder.
    fn fill(&self, open: &Open) -> Vec<Grown> {
        let mut inside = self.inside(open);
        if inside.is_empty() {
            return inside;
        }
        let weights: Vec<f64> = inside.iter().map(|grown| grown.tile.amount as f64).collect();
        let place = |at: usize, area: Area| {
            let Grown { tile, area: own, .. } = &mut inside[at];
            *own = area;
            let edge = |edge: f64| edge.round().clamp(0.0, u16::MAX.into()) as u16;
            [tile.x0, tile.y0, tile.x1, tile.y1] = [area.x0, area.y0, area.x1, area.y1].map(edge);
        };
        match self.spec.form {
            Form::Treemap => squarify(&weights, open.area, place),
            Form::Flame => flame::divide(&weights, open.area, place),
        }
        for grown in &mut inside {
            if let What::Folder(folder) = grown.tile.what {
                grown.tile.is_joined = self.is_joined(folder);
                grown.is_open = self.opens(Some(folder), &grown.tile, &mut grown.area);
            }
        }
        inside
    }

    /// Whether a folder holds one folder and nothing else that has an area.
    fn is_joined(&self, folder: FolderId) -> bool {
        let is_all = |inner| self.search.sums.amount(inner) == self.search.sums.amount(folder);
        self.spec.form == Form::Treemap
            && matches!(self.survivors.inside(Some(folder)), [only] if only.which().is_ok_and(is_all))
            && !self.search.structure.lacks_some(Some(folder))
    }

    /// Whether what is in a folder's tile is drawn; the area is then what is left for it.
    fn opens(&self, folder: Option<FolderId>, tile: &Tile, area: &mut Area) -> bool {
        if tile.depth >= DEEPEST || self.survivors.inside(folder).is_empty() {
            return false;
        }
        let left = match self.spec.form {
            Form::Treemap => Frame::of(tile, self.spec).inside(tile, *area),
            Form::Flame => match flame::below(*area, tile, self.spec) {
                Some(below) => below,
                None => return false,
            },
        };
        let is_wide = left.x1 - left.x0 >= if self.spec.form == Form::Flame { 1.0 } else { SHORTEST };
        let is_high = left.y1 - left.y0 >= SHORTEST;
        *area = left;
        is_wide && is_high && !tile.is_empty()
    }

    /// What is drawn in a folder, the larger first, and what is too small for it last; without their places.
    fn inside(&self, open: &Open) -> Vec<Grown> {
        let before = open.before.map(|parent| Before::inside(self.before, parent)).unwrap_or_default();
        let (sums, structure) = (self.search.sums, self.search.structure);
        let survivors = self.survivors.inside(open.folder);
        let mut inside = Vec::with_capacity(survivors.len() + 1);
        let (mut files, mut amount) = self.whole(open.folder);
        let least = self.least(open.area, amount);
        let mut shown = self.shown.map_or(0, |(_, shown)| files_of(shown, self.search, open.folder));
        let mut is_short_seen = false;
        for survivor in survivors {
            let amount_of = match survivor.which() {
                Ok(folder) => sums.amount(folder),
                Err(_) => survivor.amount().into(),
            };
            if (amount_of as f64) < least {
                continue;
            }
            let tile = match survivor.which() {
                Ok(folder) => {
                    let inside = self.shown.map_or(0, |(_, sums)| sums.files(folder));
                    shown -= inside;
                    Tile {
                        files: sums.files(folder),
                        amount: amount_of,
                        known: seen::known(sums.seen(folder)),
                        is_short: structure.is_short(folder),
                        is_dimmed: self.shown.is_some() && inside == 0,
                        ..Tile::new(What::Folder(folder), open.depth + 1, open.top)
                    }
                }
                Err(row) => {
                    let is_shown = self.shown.is_none_or(|(rows, _)| rows.contains(row));
                    shown -= u32::from(self.shown.is_some() && is_shown);
                    Tile {
                        files: 1,
                        amount: amount_of,
                        is_dimmed: !is_shown,
                        ..Tile::new(What::Row(row), open.depth + 1, open.top)
                    }
                }
            };
            files -= tile.files;
            amount -= tile.amount;
            is_short_seen |= tile.is_short;
            inside.push(self.ordered(tile, &before));
        }
        inside.sort_unstable_by(|a, b| {
            b.tile.order.total_cmp(&a.tile.order).then_with(|| a.tile.what.cmp(&b.tile.what))
        });
        if open.depth == 0 {
            let folders = inside.iter_mut().filter(|grown| matches!(grown.tile.what, What::Folder(_)));
            folders.zip(0..Tile::NO_TOP).for_each(|(grown, top)| grown.tile.top = top);
        }
        if files > 0 && !inside.is_empty() {
            let is_short = structure.lacks_some(open.folder)
                || open.folder.is_some_and(|folder| structure.is_short(folder)) && !is_short_seen;
            let rest = Tile {
                files,
                amount,
                // What is unknown may be in a folder that is drawn: the rest is the least either way.
                known: Known::All.and_more(seen::known(self.seen(open.folder)) != Known::All),
                is_short,
                is_dimmed: self.shown.is_some() && shown == 0,
                ..Tile::new(What::Rest(open.folder), open.depth + 1, open.top)
            };
            inside.push(self.ordered(rest, &before));
        }
        inside
    }

    /// What has less is too small for a tile of its own in a folder that amounts to `whole` and is drawn in `area`: frames and titles have
    /// taken some of what the folder's share of the picture is.
    fn least(&self, area: Area, whole: u128) -> f64 {
        let pixels = (area.x1 - area.x0) * (area.y1 - area.y0);
        match self.spec.form {
            Form::Treemap if pixels > 0.0 => whole as f64 * SMALLEST as f64 / pixels,
            Form::Treemap | Form::Flame => 0.0,
        }
    }

    /// Files in a folder, and what they amount to; in all sources for `None`.
    fn whole(&self, folder: Option<FolderId>) -> (u32, u128) {
        let amount = match folder {
            Some(folder) => self.search.sums.amount(folder),
            None => self.search.structure.roots().iter().map(|&root| self.search.sums.amount(root)).sum(),
        };
        (files_of(self.search.sums, self.search, folder), amount)
    }

    /// Whether some of that is known and some unknown, by the bits of [`seen`].
    fn seen(&self, folder: Option<FolderId>) -> u8 {
        let (sums, structure) = (self.search.sums, self.search.structure);
        match folder {
            Some(folder) => sums.seen(folder),
            None => structure.roots().iter().fold(0, |bits, &root| bits | sums.seen(root)),
        }
    }

    fn ordered(&self, tile: Tile, before: &Before) -> Grown {
        let (order, before) = before.of(tile.what, tile.amount as f64);
        let area = Area { x0: 0.0, y0: 0.0, x1: 0.0, y1: 0.0 };
        Grown { tile: Tile { order, ..tile }, area, before, is_open: false }
    }

    /// The tile of the whole picture.
    pub(super) fn root(&self, folder: Option<FolderId>) -> Tile {
        let (files, amount) = self.whole(folder);
        let [width, height] = self.spec.size;
        let height = if self.spec.form == Form::Flame { height.min(flame::row(self.spec)) } else { height };
        let structure = self.search.structure;
        let is_short = match folder {
            Some(folder) => structure.is_short(folder),
            None => {
                structure.lacks_some(None) || structure.roots().iter().any(|&root| structure.is_short(root))
            }
        };
        let shown = self.shown.map(|(_, shown)| files_of(shown, self.search, folder));
        Tile {
            x1: width,
            y1: height,
            files,
            amount,
            known: seen::known(self.seen(folder)),
            is_short,
            is_dimmed: shown == Some(0),
            order: amount as f64,
            ..Tile::new(folder.map_or(What::Sources, What::Folder), 0, Tile::NO_TOP)
        }
    }
}

/// Puts the tiles in a folder's tile at the end of the list, and those that are to be filled in turn at the end of the next level.
fn append(tiles: &mut Vec<Tile>, next: &mut Vec<Open>, outer: usize, grown: Vec<Grown>) {
    tiles[outer].first = tiles.len() as u32;
    tiles[outer].end = (tiles.len() + grown.len()) as u32;
    for Grown { tile, area, before, is_open } in grown {
        if let (true, What::Folder(folder)) = (is_open, tile.what) {
            let (top, depth) = (tile.top, tile.depth);
            next.push(Open { tile: tiles.len(), folder: Some(folder), area, top, depth, before });
        }
        tiles.push(tile);
    }
}

fn files_of(sums: &Sums, search: &Search<'_>, folder: Option<FolderId>) -> u32 {
    match folder {
        Some(folder) => sums.files(folder),
        None => search.structure.roots().iter().map(|&root| sums.files(root)).sum(),
    }
}
