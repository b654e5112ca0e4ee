//! What the folders of a flame graph hold most of, and when something in them last changed: what their colours stand for.

use super::counted::{Counted, amount};
use super::spec::Measure;
use super::tile::{Tile, What};
use crate::model::{Block, Cancel, Category, name};
use crate::store::Sheet;
use crate::view::tree::Structure;
use rayon::prelude::*;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering::Relaxed};

/// Categories.
const ALL: usize = Category::ALL.len();
/// In place of a tile: the folder is in none.
const NOWHERE: u32 = u32::MAX;

/// Of one tile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Holding {
    /// What each category amounts to, at most `u64::MAX`.
    amounts: [u64; ALL],
    /// The latest change, in seconds since 1970; `i64::MIN` if there is none that is known.
    newest: i64,
}

impl Holding {
    const NONE: Holding = Holding { amounts: [0; ALL], newest: i64::MIN };

    fn add(&mut self, other: &Holding) {
        for (sum, amount) in self.amounts.iter_mut().zip(other.amounts) {
            *sum = sum.saturating_add(amount);
        }
        self.newest = self.newest.max(other.newest);
    }

    /// The category that most of it is of; `None` if it amounts to nothing.
    pub(super) fn category(&self) -> Option<Category> {
        let largest = *self.amounts.iter().max()?;
        let at = self.amounts.iter().position(|amount| *amount == largest)?;
        (largest > 0).then(|| Category::ALL[at])
    }

    /// When something in it last changed, in seconds since 1970.
    pub(super) fn newest(&self) -> Option<i64> {
        (self.newest > i64::MIN).then_some(self.newest)
    }
}

/// What each tile holds, by its place in the list; `None` if cancelled. Files with a tile of their own count for the tiles that these are in.
pub(super) fn of(
    tiles: &[Tile],
    sheet: &Sheet,
    counted: &Counted,
    measure: Measure,
    structure: &Structure,
    cancel: &Cancel,
) -> Option<Vec<Holding>> {
    let tile_of = tile_of_folders(tiles, structure);
    let sums: Vec<Shared> = tiles.iter().map(|_| Shared::default()).collect();
    let blocks: Vec<(u32, &Arc<Block>)> =
        sheet.rows.blocks().take_while(|(start, _)| *start < counted.covers).collect();
    blocks.par_iter().for_each(|(start, block)| {
        if !cancel.is_set() {
            add_block(&tile_of, &sums, sheet, *start, block, counted, measure);
        }
    });
    if cancel.is_set() {
        return None;
    }
    let mut holdings: Vec<Holding> = sums.into_iter().map(Shared::into_holding).collect();
    // What is in a tile is behind it in the list.
    for parent in (0..tiles.len()).rev() {
        let mut whole = holdings[parent];
        tiles[parent].children().for_each(|child| whole.add(&holdings[child]));
        holdings[parent] = whole;
    }
    Some(holdings)
}

/// The innermost tile that each folder is in.
fn tile_of_folders(tiles: &[Tile], structure: &Structure) -> Vec<u32> {
    let mut of = vec![NOWHERE; structure.len()];
    for (tile, number) in tiles.iter().zip(0..) {
        match tile.what {
            What::Folder(folder) => of[folder.0 as usize] = number,
            What::Sources => structure.roots().iter().for_each(|root| of[root.0 as usize] = number),
            What::Row(_) | What::Rest(_) => {}
        }
    }
    for (folder, parent) in structure.pairs() {
        if of[folder.0 as usize] == NOWHERE {
            of[folder.0 as usize] = of[parent.0 as usize];
        }
    }
    of
}

/// A [`Holding`] that several threads add to.
struct Shared {
    amounts: [AtomicU64; ALL],
    newest: AtomicI64,
}

impl Default for Shared {
    fn default() -> Shared {
        Shared { amounts: Default::default(), newest: AtomicI64::new(i64::MIN) }
    }
}

impl Shared {
    // Relaxed: sums that come out the same in any order, and are read when the threads are done.
    fn add(&self, holding: &Holding) {
        for (sum, amount) in self.amounts.iter().zip(holding.amounts) {
            if amount > 0 {
                let add = |before: u64| Some(before.saturating_add(amount));
                let _ = sum.fetch_update(Relaxed, Relaxed, add);
            }
        }
        self.newest.fetch_max(holding.newest, Relaxed);
    }

    fn into_holding(self) -> Holding {
        Holding { amounts: self.amounts.map(AtomicU64::into_inner), newest: self.newest.into_inner() }
    }
}

/// Adds a block's files: those that follow each other in one tile together.
fn add_block(
    tile_of: &[u32],
    sums: &[Shared],
    sheet: &Sheet,
    start: u32,
    block: &Block,
    counted: &Counted,
    measure: Measure,
) {
    let (mut tile, mut run) = (NOWHERE, Holding::NONE);
    let end = |tile: u32, run: &Holding| {
        if let Some(sum) = sums.get(tile as usize) {
            sum.add(run);
        }
    };
    counted.each_in(start, block, |at| {
        let of = tile_of.get(block.folder(at).0 as usize).copied().unwrap_or(NOWHERE);
        if of != tile {
            end(tile, &run);
            (tile, run) = (of, Holding::NONE);
        }
        if of == NOWHERE {
            return;
        }
        let category = sheet.categories.of_extension(name::extension(block.name(at)));
        let sum = &mut run.amounts[category as usize];
        *sum = sum.saturating_add(amount(block, at, measure).unwrap_or(0));
        run.newest = run.newest.max(block.modified(at).unwrap_or(i64::MIN));
    });
    end(tile, &run);
}
