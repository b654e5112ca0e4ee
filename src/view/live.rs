//! The order of a sheet that grows: what comes in is ordered alone and merged in, and nothing else is looked at again.
//!
//! A merge costs a search for each new row and a move of the rest; the session merges only so often that it takes a part of the
//! time, so that a whole scan costs O(n log n).

use super::merge::merge;
use super::sort::{self, Comparison, Paths, Prefix, Texts, Values};
use super::{Order, SortKey, Ties};
use crate::model::{Cancel, Column, ValueKind};
use crate::store::Sheet;
use rayon::prelude::*;
use std::sync::Arc;

/// New rows that are put in at once, or as many as a part of the old ones if those are more. What was put in is kept when the rest is
/// cancelled.
const STEP: usize = 1 << 18;
const PART: usize = 8;

/// What the first key of each row is compared by.
#[derive(Debug)]
enum FirstKeys {
    /// Values in the order of the column; the largest one where there is none.
    Numbers(Vec<u64>),
    /// The beginnings of texts.
    Texts(Vec<Prefix>),
}

/// Rows in an order, ready for more.
#[derive(Debug)]
pub(super) struct Live {
    order: Order,
    rows: Vec<u32>,
    keys: FirstKeys,
}

impl Live {
    /// Whether it is of this order.
    pub(super) fn is_of(&self, order: Order) -> bool {
        self.order == order
    }

    /// The rows in their order.
    pub(super) fn rows(&self) -> &[u32] {
        &self.rows
    }

    /// Orders rows. `None` if cancelled.
    pub(super) fn new(rows: Vec<u32>, order: Order, sheet: &Sheet, cancel: &Cancel) -> Option<Live> {
        let paths = paths(order, sheet);
        let rows = ordered(rows, order, sheet, &paths, cancel)?;
        let keys = FirstKeys::of(&rows, order, sheet, &paths);
        Some(Live { order, rows, keys })
    }

    /// Puts more rows in, all of which were found after those that are there, the first ones first. `None` if cancelled, and then only
    /// some of them may be in.
    pub(super) fn extend(&mut self, new: &[u32], sheet: &Sheet, cancel: &Cancel) -> Option<()> {
        let paths = paths(self.order, sheet);
        if !paths.ranks().is_empty() {
            // Folders that came in between have moved the places of the others.
            self.keys = FirstKeys::of(&self.rows, self.order, sheet, &paths);
        }
        new.chunks(STEP.max(self.rows.len() / PART)).try_for_each(|new| {
            let new = ordered(new.to_vec(), self.order, sheet, &paths, cancel)?;
            self.put_in(&new, sheet, &paths);
            Some(())
        })
    }

    /// Merges ordered new rows in by their first keys; rows are compared only if these are equal.
    ///
    /// New rows were found later, so behind equals they are in the right place ([`Ties::Found`]), and no row that is there moves against
    /// another.
    fn put_in(&mut self, new: &[u32], sheet: &Sheet, paths: &Paths) {
        let comparison = Comparison::new(sheet, self.order, Ties::Found);
        match (&mut self.keys, FirstKeys::of(new, self.order, sheet, paths)) {
            (FirstKeys::Numbers(keys), FirstKeys::Numbers(new_keys)) => {
                merge(keys, &mut self.rows, &new_keys, new, |key, old, new| match key {
                    // The largest key stands for that value and for no value too, so the first key is compared again.
                    u64::MAX => comparison.compare(old, new).is_lt(),
                    _ => comparison.compare_rest(old, new).is_lt(),
                });
            }
            (FirstKeys::Texts(keys), FirstKeys::Texts(new_keys)) => {
                // Equal beginnings say nothing of the rest of the texts.
                merge(keys, &mut self.rows, &new_keys, new, |_, old, new| {
                    comparison.compare(old, new).is_lt()
                });
            }
            // Cannot be: both are keys of this order's first column.
            (FirstKeys::Numbers(_), FirstKeys::Texts(_)) | (FirstKeys::Texts(_), FirstKeys::Numbers(_)) => {}
        }
    }
}

/// The order of folders, if it is asked for.
fn paths(order: Order, sheet: &Sheet) -> Paths {
    if order.has(Column::Folder) { Paths::new(&sheet.folders, order.natural) } else { Paths::default() }
}

fn ordered(rows: Vec<u32>, order: Order, sheet: &Sheet, paths: &Paths, cancel: &Cancel) -> Option<Vec<u32>> {
    let rows = if paths.ranks().is_empty() { rows } else { paths.sort(&rows, sheet, cancel)? };
    sort::sort(Arc::new(rows), order, sheet, paths, cancel).map(Arc::unwrap_or_clone)
}

impl FirstKeys {
    fn of(rows: &[u32], order: Order, sheet: &Sheet, paths: &Paths) -> FirstKeys {
        let Some(SortKey { column, descending }) = order.first else { return FirstKeys::Numbers(Vec::new()) };
        match column.values() {
            ValueKind::Text => {
                FirstKeys::Texts(Texts::new(sheet, column, order.collation()).prefixes(rows, descending))
            }
            _ => {
                let values = Values::of_many(sheet, column, paths.ranks());
                let key = |value: u64| if descending { !value } else { value };
                FirstKeys::Numbers(rows.par_iter().map(|&row| values.of(row).map_or(u64::MAX, key)).collect())
            }
        }
    }
}
