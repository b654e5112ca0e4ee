//! The order of a sheet that grows: what comes in is ordered alone and merged in, and nothing else is looked at again.
//!
//! The keys of the ordered rows are kept beside them, so that a merge goes through memory in one direction and touches the rows
//! themselves only where keys are equal. It costs a search for each new row and a move of the rest; the session merges only
//! so often that it takes a part of the time, so that a whole scan costs O(n log n).

use super::sort::{self, Comparison, Paths, Texts, Values};
use super::{Cancel, Column, Order, SortKey, Ties};
use crate::store::Store;
use rayon::prelude::*;
use std::cmp::Ordering;
use std::sync::Arc;

/// New rows whose places one step of the work finds.
const STEP: usize = 1 << 12;

/// What the first key of each row is compared by.
#[derive(Debug)]
enum Keys {
    /// Values in the order of the column; the largest one where there is none.
    Numbers(Vec<u64>),
    /// The beginnings of texts.
    Texts(Vec<u128>),
}

/// Rows in an order, ready for more.
#[derive(Debug)]
pub struct Live {
    order: Order,
    rows: Vec<u32>,
    keys: Keys,
}

impl Live {
    /// Whether it is of this order.
    pub fn is_of(&self, order: Order) -> bool {
        self.order == order
    }

    /// The rows in their order.
    pub fn rows(&self) -> &[u32] {
        &self.rows
    }

    /// Orders rows. None if cancelled.
    pub fn new(rows: Vec<u32>, order: Order, store: &Store, cancel: &Cancel) -> Option<Live> {
        let paths = paths(order, store);
        let rows = ordered(rows, order, store, &paths, cancel)?;
        let keys = Keys::of(&rows, order, store, &paths);
        Some(Live { order, rows, keys })
    }

    /// Puts more rows in, all of which were found after those that are there. None if cancelled, and then it is as it was.
    pub fn extend(&mut self, new: Vec<u32>, store: &Store, cancel: &Cancel) -> Option<()> {
        let paths = paths(self.order, store);
        let new = ordered(new, self.order, store, &paths, cancel)?;
        let new_keys = Keys::of(&new, self.order, store, &paths);
        if !paths.ranks().is_empty() {
            // Folders that came in between have moved the places of the others.
            self.keys = Keys::of(&self.rows, self.order, store, &paths);
        }
        let comparison = Comparison::new(store, self.order, Ties::Found);
        match (&mut self.keys, &new_keys) {
            (Keys::Numbers(keys), Keys::Numbers(new_keys)) => {
                merge(keys, &mut self.rows, new_keys, &new, |key, old, new| match key {
                    // Also what has no value at all.
                    u64::MAX => comparison.compare(old, new),
                    _ => comparison.compare_rest(old, new),
                });
            }
            (Keys::Texts(keys), Keys::Texts(new_keys)) => {
                merge(keys, &mut self.rows, new_keys, &new, |_, old, new| comparison.compare(old, new));
            }
            _ => return None,
        }
        Some(())
    }
}

/// The order of folders, if it is asked for.
fn paths(order: Order, store: &Store) -> Paths {
    if order.has(Column::Folder) { Paths::new(&store.folders) } else { Paths::default() }
}

fn ordered(rows: Vec<u32>, order: Order, store: &Store, paths: &Paths, cancel: &Cancel) -> Option<Vec<u32>> {
    let rows = if paths.ranks().is_empty() { rows } else { paths.sort(&rows, store, cancel)? };
    sort::sort(Arc::new(rows), order, store, paths, cancel).map(Arc::unwrap_or_clone)
}

impl Keys {
    fn of(rows: &[u32], order: Order, store: &Store, paths: &Paths) -> Keys {
        let Some(SortKey { column, descending }) = order.first else { return Keys::Numbers(Vec::new()) };
        match column {
            Column::Name | Column::Extension => {
                let texts = Texts::new(store, column);
                Keys::Texts(rows.par_iter().map(|&row| texts.prefix(row, descending)).collect())
            }
            _ => {
                let values = Values::new(&store.rows, column, paths.ranks());
                let key = |value: u64| if descending { !value } else { value };
                Keys::Numbers(rows.par_iter().map(|&row| values.of(row).map_or(u64::MAX, key)).collect())
            }
        }
    }
}

/// Merges ordered new rows into ordered old ones, in their place. `ties` compares an old row and a new one with the same key.
fn merge<K: Copy + Ord + Send + Sync>(
    keys: &mut Vec<K>,
    rows: &mut Vec<u32>,
    new_keys: &[K],
    new: &[u32],
    ties: impl Fn(K, u32, u32) -> Ordering + Sync,
) {
    let Some(&fill) = new_keys.first() else { return };
    let places: Vec<usize> = new_keys
        .par_chunks(STEP)
        .zip(new.par_chunks(STEP))
        .flat_map_iter(|(new_keys, new)| places(keys, rows, new_keys, new, &ties))
        .collect();
    let mut old_end = rows.len();
    let mut end = old_end + new.len();
    keys.resize(end, fill);
    rows.resize(end, 0);
    // From the last one on, so that nothing is written over that is still to be moved.
    for ((&key, &row), from) in new_keys.iter().zip(new).zip(places).rev() {
        let moved = old_end - from;
        keys.copy_within(from..old_end, end - moved);
        rows.copy_within(from..old_end, end - moved);
        end -= moved + 1;
        (keys[end], rows[end]) = (key, row);
        old_end = from;
    }
}

/// How many old rows come before each new one.
fn places<K: Copy + Ord>(
    keys: &[K],
    rows: &[u32],
    new_keys: &[K],
    new: &[u32],
    ties: impl Fn(K, u32, u32) -> Ordering,
) -> Vec<usize> {
    let mut from = 0;
    let mut places = Vec::with_capacity(new.len());
    for (&key, &row) in new_keys.iter().zip(new) {
        from += gallop(&keys[from..], |other| *other < key);
        let alike = gallop(&keys[from..], |other| *other == key);
        from += rows[from..from + alike].partition_point(|&other| ties(key, other, row).is_lt());
        places.push(from);
    }
    places
}

/// How many of the first items are before, by steps that double and a search in the last one (Bentley and Yao, "An almost optimal
/// algorithm for unbounded searching", 1976): cheap when the place is near.
fn gallop<T>(items: &[T], is_before: impl Fn(&T) -> bool) -> usize {
    let mut reach = 1;
    while reach < items.len() && is_before(&items[reach]) {
        reach *= 2;
    }
    let low = reach / 2;
    low + items[low..items.len().min(reach + 1)].partition_point(is_before)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_merge_is_a_stable_sort(
            old in prop::collection::vec(0u32..20, 0..60), new in prop::collection::vec(0u32..20, 0..60),
        ) {
            let numbered = |keys: &[u32], first: u32| {
                let mut pairs: Vec<(u32, u32)> = keys.iter().copied().zip(first..).collect();
                pairs.sort();
                pairs
            };
            let (old, new) = (numbered(&old, 0), numbered(&new, 100));
            let (mut keys, mut rows): (Vec<u32>, Vec<u32>) = old.iter().copied().unzip();
            let (new_keys, new_rows): (Vec<u32>, Vec<u32>) = new.iter().copied().unzip();
            merge(&mut keys, &mut rows, &new_keys, &new_rows, |_, old, new| old.cmp(&new));
            let mut expected = [old, new].concat();
            expected.sort();
            prop_assert_eq!(keys.into_iter().zip(rows).collect::<Vec<_>>(), expected);
        }

        #[test]
        fn the_place_is_found(len in 0usize..200, place in 0usize..200) {
            let items: Vec<usize> = (0..len).collect();
            prop_assert_eq!(gallop(&items, |&at| at < place), place.min(len));
        }
    }
}
