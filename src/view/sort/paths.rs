//! Rows in the order of their paths: folder by folder, in a folder by the bytes of the names. No path is built.

use super::numbers;
use super::ranks::ranks;
use super::values::Values;
use crate::store::{Folders, Rows, Store};
use crate::view::{Cancel, Column};
use rayon::prelude::*;

/// Rows that one step of the work takes, at least.
const STEP: usize = 1 << 14;

/// By folder, its place in the order of paths.
#[derive(Debug, Default)]
pub struct Paths {
    ranks: Vec<u32>,
}

impl Paths {
    /// The order of these folders.
    pub fn new(folders: &Folders) -> Paths {
        Paths { ranks: ranks(folders) }
    }

    /// By folder, its place.
    pub fn ranks(&self) -> &[u32] {
        &self.ranks
    }

    /// Puts `rows` in the order of their paths; what has the same path stays in its order. None if cancelled.
    pub fn sort(&self, rows: &[u32], store: &Store, cancel: &Cancel) -> Option<Vec<u32>> {
        let folders = Values::new(&store.rows, Column::Folder, &self.ranks);
        let mut sorted = numbers::sort(rows, &folders, false, cancel)?;
        pieces(&mut sorted, &store.rows).into_par_iter().for_each(|piece| {
            if !cancel.is_set() {
                by_name(piece, &store.rows);
            }
        });
        (!cancel.is_set()).then_some(sorted)
    }
}

/// The rows in pieces, none of which ends within a folder.
fn pieces<'a>(sorted: &'a mut [u32], rows: &Rows) -> Vec<&'a mut [u32]> {
    let mut pieces = Vec::new();
    let mut rest = sorted;
    while rest.len() > STEP {
        let end =
            STEP + rest[STEP..].partition_point(|&row| folder(rows, row) == folder(rows, rest[STEP - 1]));
        let (piece, behind) = rest.split_at_mut(end);
        pieces.push(piece);
        rest = behind;
    }
    pieces.push(rest);
    pieces
}

fn folder(rows: &Rows, row: u32) -> u32 {
    let (block, index) = rows.locate(row);
    block.folder(index).0
}

/// Puts the rows of each folder in the order of their names.
fn by_name(piece: &mut [u32], rows: &Rows) {
    let mut walk = rows.walk();
    let mut named: Vec<(u32, &[u8], u32)> = Vec::with_capacity(piece.len());
    for (&row, place) in piece.iter().zip(0..) {
        let (block, index) = walk.locate(row);
        named.push((block.folder(index).0, block.name(index), place));
    }
    for run in named.chunk_by_mut(|a, b| a.0 == b.0).filter(|run| run.len() > 1) {
        let compare = |a: &(u32, &[u8], u32), b: &(u32, &[u8], u32)| a.1.cmp(b.1).then(a.2.cmp(&b.2));
        if run.len() > STEP { run.par_sort_unstable_by(compare) } else { run.sort_unstable_by(compare) }
    }
    let sorted: Vec<u32> = named.iter().map(|(.., place)| piece[*place as usize]).collect();
    piece.copy_from_slice(&sorted);
}
