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

/// New rows that are put in order at once, which a cancel waits for.
const STEP: usize = if cfg!(test) { 1 << 10 } else { 1 << 18 };
/// They are merged into the old ones all together, or as soon as they are a part of these: a merge moves all old rows.
const PART: usize = 8;

/// What the first key of each row is compared by.
#[derive(Debug)]
enum FirstKeys {
    /// Values in the order of the column; the largest one where there is none.
    Numbers(Vec<u64>),
    /// The beginnings of texts.
    Texts(Vec<Prefix>),
}

/// Rows in an order, and the first key of each.
#[derive(Debug)]
struct Run {
    rows: Vec<u32>,
    keys: FirstKeys,
}

/// Rows in an order, ready for more.
#[derive(Debug)]
pub(super) struct Live {
    order: Order,
    all: Run,
    /// Rows found behind those, in order, which a cancelled extension did not come to merge: the next one need not put them in order
    /// again.
    newest: Run,
}

impl Live {
    /// Whether it is of this order.
    pub(super) fn is_of(&self, order: Order) -> bool {
        self.order == order
    }

    /// The rows in their order.
    pub(super) fn rows(&self) -> &[u32] {
        &self.all.rows
    }

    /// Orders rows. `None` if cancelled.
    pub(super) fn new(rows: Vec<u32>, order: Order, sheet: &Sheet, cancel: &Cancel) -> Option<Live> {
        let paths = paths(order, sheet);
        let rows = ordered(rows, order, sheet, &paths, cancel)?;
        let run = |rows| Run::of(rows, order, sheet, &paths);
        Some(Live { order, all: run(rows), newest: run(Vec::new()) })
    }

    /// Puts more rows in, all of which were found after those that are there, the first ones first. `None` if cancelled; some of them may
    /// be in then, and the next call is to be given the others.
    pub(super) fn extend(&mut self, new: &[u32], sheet: &Sheet, cancel: &Cancel) -> Option<()> {
        if new.is_empty() {
            return Some(());
        }
        let (order, paths) = (self.order, paths(self.order, sheet));
        if new.len() < self.newest.rows.len() {
            // Fewer are wanted this time.
            self.newest.clear();
        }
        if !paths.ranks().is_empty() {
            // Folders that came in between have moved the places of the others.
            for run in [&mut self.all, &mut self.newest] {
                run.keys = FirstKeys::of(&run.rows, order, sheet, &paths);
            }
        }
        let comparison = Comparison::new(sheet, order, Ties::Found);
        for new in new[self.newest.rows.len()..].chunks(STEP) {
            let step = ordered(new.to_vec(), order, sheet, &paths, cancel)?;
            self.newest.put_in(&Run::of(step, order, sheet, &paths), &comparison);
            if self.newest.rows.len() >= self.all.rows.len() / PART {
                self.merge(&comparison);
            }
        }
        if cancel.is_set() {
            return None;
        }
        self.merge(&comparison);
        Some(())
    }

    fn merge(&mut self, comparison: &Comparison<'_>) {
        self.all.put_in(&self.newest, comparison);
        self.newest.clear();
    }
}

impl Run {
    /// Of rows that are in order.
    fn of(rows: Vec<u32>, order: Order, sheet: &Sheet, paths: &Paths) -> Run {
        let keys = FirstKeys::of(&rows, order, sheet, paths);
        Run { rows, keys }
    }

    fn clear(&mut self) {
        self.rows.clear();
        match &mut self.keys {
            FirstKeys::Numbers(keys) => keys.clear(),
            FirstKeys::Texts(keys) => keys.clear(),
        }
    }

    /// Merges new rows in by their first keys; rows are compared only if these are equal.
    ///
    /// New rows were found later, so behind equals they are in the right place ([`Ties::Found`]), and no row that is there moves against
    /// another.
    fn put_in(&mut self, new: &Run, comparison: &Comparison<'_>) {
        match (&mut self.keys, &new.keys) {
            (FirstKeys::Numbers(keys), FirstKeys::Numbers(new_keys)) => {
                merge(keys, &mut self.rows, new_keys, &new.rows, |key, old, new| match key {
                    // The largest key stands for that value and for no value too, so the first key is compared again.
                    u64::MAX => comparison.compare(old, new).is_lt(),
                    _ => comparison.compare_rest(old, new).is_lt(),
                });
            }
            (FirstKeys::Texts(keys), FirstKeys::Texts(new_keys)) => {
                // Equal beginnings say nothing of the rest of the texts.
                merge(keys, &mut self.rows, new_keys, &new.rows, |_, old, new| {
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
