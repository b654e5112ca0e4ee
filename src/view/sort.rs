//! Ordering rows: keys for the common case, the rows themselves where keys are equal.
//!
//! A key is a number that is never in contradiction with the order: the value itself, or the first 16 bytes of a
//! name. Most comparisons end there, without touching the row. Pieces are sorted in parallel and merged, so that a
//! cancel is noticed after a piece.

use super::cancel::Cancel;
use super::order::Column;
use crate::model::{FolderId, name};
use crate::store::Store;
use crate::text;
use rayon::prelude::*;
use std::cmp::Ordering;

/// Rows in a piece; a piece takes some 50 ms.
const PIECE: usize = 1 << 18;

/// Keeps the order of signed numbers in unsigned ones.
const SIGN: u64 = 1 << 63;

/// The total order of the rows of a snapshot.
pub struct Sorter<'a> {
    pub store: &'a Store,
    pub column: Column,
    pub descending: bool,
    /// See [`super::ranks`].
    pub ranks: &'a [u32],
}

impl Sorter<'_> {
    /// Puts rows in order; none if cancelled.
    pub fn sort(&self, rows: Vec<u32>, cancel: &Cancel) -> Option<Vec<u32>> {
        match self.column {
            Column::Name | Column::Extension => self.sort_by(rows, |row| self.text_key(row), cancel),
            _ => self.sort_by(rows, |row| self.number_key(row), cancel),
        }
    }

    fn sort_by<K: Ord + Copy + Send + Sync>(
        &self,
        rows: Vec<u32>,
        key: impl Fn(u32) -> K + Sync,
        cancel: &Cancel,
    ) -> Option<Vec<u32>> {
        let mut keyed: Vec<(K, u32)> = rows.into_par_iter().map(|row| (key(row), row)).collect();
        let before = |a: &(K, u32), b: &(K, u32)| a.0.cmp(&b.0).then_with(|| self.compare(a.1, b.1));
        keyed.par_chunks_mut(PIECE).for_each(|piece| {
            if !cancel.is_set() {
                piece.sort_unstable_by(before);
            }
        });
        let mut sorted_run = PIECE;
        let mut other = keyed.clone();
        while sorted_run < keyed.len() && !cancel.is_set() {
            keyed.par_chunks(2 * sorted_run).zip(other.par_chunks_mut(2 * sorted_run)).for_each(
                |(from, to)| {
                    let (left, right) = from.split_at(sorted_run.min(from.len()));
                    merge(left, right, to, before);
                },
            );
            std::mem::swap(&mut keyed, &mut other);
            sorted_run *= 2;
        }
        (!cancel.is_set()).then(|| keyed.into_iter().map(|(_, row)| row).collect())
    }

    /// Merges ordered new rows into ordered old ones. Few among many cost a search each and a copy of the rest.
    pub fn merge(&self, old: &[u32], new: &[u32], cancel: &Cancel) -> Option<Vec<u32>> {
        let mut merged = Vec::with_capacity(old.len() + new.len());
        let mut rest = old;
        for (done, &row) in new.iter().enumerate() {
            if done % 1024 == 0 && cancel.is_set() {
                return None;
            }
            let at = gallop(rest, |&other| self.compare(other, row) == Ordering::Less);
            merged.extend_from_slice(&rest[..at]);
            merged.push(row);
            rest = &rest[at..];
        }
        merged.extend_from_slice(rest);
        Some(merged)
    }

    /// Which of two rows comes first: by the column, then by path. Equal only for a row and itself.
    pub fn compare(&self, a: u32, b: u32) -> Ordering {
        let (block_a, at_a) = self.store.rows.locate(a);
        let (block_b, at_b) = self.store.rows.locate(b);
        let (name_a, name_b) = (block_a.name(at_a), block_b.name(at_b));
        let rank = |folder: FolderId| self.ranks.get(folder.0 as usize).copied().unwrap_or(u32::MAX);
        let (rank_a, rank_b) = (rank(block_a.folder(at_a)), rank(block_b.folder(at_b)));
        let turn = |order: Ordering| if self.descending { order.reverse() } else { order };
        let values = match self.column {
            Column::Name => turn(compare_folded(name_a, name_b).then_with(|| name_a.cmp(name_b))),
            Column::Extension => {
                let (a, b) = (name::extension(name_a), name::extension(name_b));
                // Rows without one come last either way, as with every column.
                a.is_empty().cmp(&b.is_empty()).then_with(|| turn(compare_folded(a, b)))
            }
            Column::Folder => turn(rank_a.cmp(&rank_b)),
            Column::Kind => turn(block_a.kind(at_a).cmp(&block_b.kind(at_b))),
            Column::Size => self.by_value(block_a.size(at_a), block_b.size(at_b)),
            Column::Allocated => self.by_value(block_a.allocated(at_a), block_b.allocated(at_b)),
            Column::Modified => self.by_value(block_a.modified(at_a), block_b.modified(at_b)),
            Column::Created => self.by_value(block_a.created(at_a), block_b.created(at_b)),
        };
        values.then_with(|| rank_a.cmp(&rank_b)).then_with(|| name_a.cmp(name_b)).then_with(|| a.cmp(&b))
    }

    fn by_value<T: Ord>(&self, a: Option<T>, b: Option<T>) -> Ordering {
        match (a, b) {
            (Some(a), Some(b)) if self.descending => b.cmp(&a),
            (Some(a), Some(b)) => a.cmp(&b),
            (a, b) => a.is_none().cmp(&b.is_none()),
        }
    }

    fn number_key(&self, row: u32) -> u64 {
        let (block, at) = self.store.rows.locate(row);
        let time = |time: i64| time as u64 ^ SIGN;
        let value = match self.column {
            Column::Size => block.size(at),
            Column::Allocated => block.allocated(at),
            Column::Modified => block.modified(at).map(time),
            Column::Created => block.created(at).map(time),
            Column::Kind => Some(block.kind(at) as u64),
            Column::Folder => self.ranks.get(block.folder(at).0 as usize).map(|&rank| rank.into()),
            Column::Name | Column::Extension => None,
        };
        match value {
            None => u64::MAX,
            Some(value) if self.descending => !value,
            Some(value) => value,
        }
    }

    fn text_key(&self, row: u32) -> u128 {
        let (block, at) = self.store.rows.locate(row);
        let name = block.name(at);
        let text = if self.column == Column::Name { name } else { name::extension(name) };
        if text.is_empty() {
            return u128::MAX;
        }
        let key = prefix(text);
        if self.descending { !key } else { key }
    }
}

/// The first 16 bytes of a name in lower case, as a number in the order of the bytes.
fn prefix(text: &[u8]) -> u128 {
    let mut bytes = [0; 16];
    let head = &text[..text.len().min(16)];
    if head.is_ascii() {
        bytes[..head.len()].copy_from_slice(head);
        bytes.make_ascii_lowercase();
    } else {
        let folded = text::folded(text);
        let head = &folded[..folded.len().min(16)];
        bytes[..head.len()].copy_from_slice(head);
    }
    u128::from_be_bytes(bytes)
}

fn compare_folded(a: &[u8], b: &[u8]) -> Ordering {
    if a.is_ascii() && b.is_ascii() {
        return a.iter().map(u8::to_ascii_lowercase).cmp(b.iter().map(u8::to_ascii_lowercase));
    }
    text::folded(a).cmp(&text::folded(b))
}

/// Merges two ordered runs into `to`, which has room for just both.
fn merge<T: Copy>(left: &[T], right: &[T], to: &mut [T], before: impl Fn(&T, &T) -> Ordering) {
    let (mut l, mut r) = (0, 0);
    for slot in to {
        let take_left = match (left.get(l), right.get(r)) {
            (Some(a), Some(b)) => before(a, b) != Ordering::Greater,
            (left, _) => left.is_some(),
        };
        if take_left {
            *slot = left[l];
            l += 1;
        } else {
            *slot = right[r];
            r += 1;
        }
    }
}

/// How many of the first items are `before`, by steps that double and a search in the last one (Bentley and Yao, "An almost optimal
/// algorithm for unbounded searching", 1976): cheap when the place is near.
fn gallop<T>(items: &[T], before: impl Fn(&T) -> bool) -> usize {
    let mut reach = 1;
    while reach < items.len() && before(&items[reach]) {
        reach *= 2;
    }
    let low = reach / 2;
    low + items[low..items.len().min(reach + 1)].partition_point(before)
}
