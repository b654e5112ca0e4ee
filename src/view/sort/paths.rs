//! Rows in the order of their paths: folder by folder, in a folder by the names. No path is built.

use super::numbers;
use super::ranks::{compare_names, ranks};
use super::values::Values;
use crate::model::{Cancel, Column};
use crate::store::{Folders, Rows, Sheet};
use crate::text::Collation;
use rayon::prelude::*;
use std::cmp::Ordering;

/// Rows that one step of the work takes, at least.
const STEP: usize = 1 << 14;

/// By folder, its place in the order of paths.
#[derive(Debug, Default)]
pub struct Paths {
    ranks: Vec<u32>,
    natural: bool,
}

impl Paths {
    /// The order of these folders, by the bytes of their names or with numbers in them by their value.
    pub fn new(folders: &Folders, natural: bool) -> Paths {
        Paths { ranks: ranks(folders, natural), natural }
    }

    /// By folder, its place.
    pub fn ranks(&self) -> &[u32] {
        &self.ranks
    }

    /// Puts `rows` in the order of their paths; what has the same path stays in its order. `None` if cancelled.
    pub fn sort(&self, rows: &[u32], sheet: &Sheet, cancel: &Cancel) -> Option<Vec<u32>> {
        let folders = Values::new(sheet, Column::Folder, &self.ranks);
        let mut sorted = numbers::sort(rows, &folders, false, cancel)?;
        pieces(&mut sorted, &sheet.rows).into_par_iter().for_each(|piece| {
            if !cancel.is_set() {
                if self.natural { by_value(piece, &sheet.rows) } else { by_name(piece, &sheet.rows) }
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

/// Puts the rows of each folder in the order of their names' bytes.
fn by_name(piece: &mut [u32], rows: &Rows) {
    in_folders(piece, rows, |_| (), |(a, ()), (b, ())| a.cmp(b));
}

/// The same in the order of their names with numbers by their value.
fn by_value(piece: &mut [u32], rows: &Rows) {
    let mut folded = Vec::new();
    let key = |name: &[u8]| {
        let beginning = u128::from_be_bytes(Collation::Natural.part(name, 0, &mut folded));
        // Folded once, and not for each comparison.
        let whole = (!name.is_ascii()).then(|| Collation::Natural.key(name));
        (beginning, whole)
    };
    in_folders(piece, rows, key, |(a, (a_begins, a_whole)), (b, (b_begins, b_whole))| {
        let wholes = || a_whole.as_ref().zip(b_whole.as_ref()).map_or(Ordering::Equal, |(a, b)| a.cmp(b));
        a_begins.cmp(b_begins).then_with(wholes).then_with(|| compare_names(a, b, true))
    });
}

/// A row of a folder: what was made of its name, its name and its place.
type Named<'a, K> = (u32, K, &'a [u8], u32);

/// Puts the rows of each folder in an order of their names, with what `key` makes of each beside it.
fn in_folders<K: Send>(
    piece: &mut [u32],
    rows: &Rows,
    mut key: impl FnMut(&[u8]) -> K,
    compare: impl Fn((&[u8], &K), (&[u8], &K)) -> Ordering + Sync,
) {
    let mut walk = rows.walk();
    let mut named: Vec<Named<'_, K>> = Vec::with_capacity(piece.len());
    for (&row, place) in piece.iter().zip(0..) {
        let (block, index) = walk.locate(row);
        let name = block.name(index);
        named.push((block.folder(index).0, key(name), name, place));
    }
    let compare = |a: &Named<'_, K>, b: &Named<'_, K>| compare((a.2, &a.1), (b.2, &b.1)).then(a.3.cmp(&b.3));
    for run in named.chunk_by_mut(|a, b| a.0 == b.0).filter(|run| run.len() > 1) {
        if run.len() > STEP { run.par_sort_unstable_by(compare) } else { run.sort_unstable_by(compare) }
    }
    let sorted: Vec<u32> = named.iter().map(|(.., place)| piece[*place as usize]).collect();
    piece.copy_from_slice(&sorted);
}
