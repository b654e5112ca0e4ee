//! Rows that a filter found, shown in the order of their numbers: the set itself, with counts to find the n-th one by.

use crate::model::RowSet;
use rayon::prelude::*;
use std::ops::Range;
use std::sync::Arc;

/// Words of the set between two counts.
const STRIDE: usize = 8;

/// A set of rows by position.
#[derive(Debug, Clone, Default)]
pub(super) struct Found {
    rows: Arc<RowSet>,
    /// How many rows are in the words before word `i * STRIDE`.
    before: Vec<u32>,
    len: u64,
}

impl Found {
    /// The rows of a set.
    pub(super) fn new(rows: Arc<RowSet>) -> Found {
        let mut before = Vec::with_capacity(rows.words().len().div_ceil(STRIDE));
        let mut len = 0u64;
        for words in rows.words().chunks(STRIDE) {
            before.push(len as u32);
            len += words.iter().map(|word| u64::from(word.count_ones())).sum::<u64>();
        }
        Found { rows, before, len }
    }

    /// How many there are.
    pub(super) fn len(&self) -> u64 {
        self.len
    }

    /// The number of the row at a position; `None` behind the last.
    pub(super) fn get(&self, position: u64) -> Option<u32> {
        let position = u32::try_from(position).ok().filter(|_| position < self.len)?;
        let stride = self.before.partition_point(|&before| before <= position) - 1;
        let mut left = position - self.before[stride];
        for (at, &word) in self.rows.words().iter().enumerate().skip(stride * STRIDE) {
            if left < word.count_ones() {
                let word = (0..left).fold(word, |word, _| word & (word - 1));
                return Some(at as u32 * 64 + word.trailing_zeros());
            }
            left -= word.count_ones();
        }
        None
    }

    /// The numbers of the rows at these positions.
    pub(super) fn between(&self, positions: Range<u64>) -> impl Iterator<Item = u32> {
        let first = self.get(positions.start).unwrap_or(u32::MAX);
        let count = usize::try_from(positions.end.saturating_sub(positions.start)).unwrap_or(usize::MAX);
        self.rows.iter_from(first).take(count)
    }

    /// The position of a row; `None` if it isn't in the set.
    pub(super) fn position(&self, number: u32) -> Option<u64> {
        if !self.rows.contains(number) {
            return None;
        }
        let (word, stride) = ((number / 64) as usize, number as usize / 64 / STRIDE);
        let between = &self.rows.words()[stride * STRIDE..word];
        let below = self.rows.word(word) & ((1 << (number % 64)) - 1);
        let count: u32 = between.iter().map(|word| word.count_ones()).sum();
        Some(u64::from(self.before[stride]) + u64::from(count + below.count_ones()))
    }
}

/// Rows that one step of the work takes.
const STEP: usize = 1 << 16;

/// The rows of a set, in the order in which `rows` has them.
pub(super) fn those_in(set: &RowSet, rows: &[u32]) -> Vec<u32> {
    let parts: Vec<Vec<u32>> = rows
        .par_chunks(STEP)
        .map(|rows| {
            let mut kept = Vec::with_capacity(rows.len());
            kept.extend(rows.iter().copied().filter(|&row| set.contains(row)));
            kept
        })
        .collect();
    parts.concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_nth_row_is_found_and_knows_its_position(numbers in prop::collection::btree_set(0u32..3000, 0..300)) {
            let found = Found::new(Arc::new(numbers.iter().copied().collect()));
            prop_assert_eq!(found.len(), numbers.len() as u64);
            for (position, &number) in numbers.iter().enumerate() {
                prop_assert_eq!(found.get(position as u64), Some(number));
                prop_assert_eq!(found.position(number), Some(position as u64));
            }
            prop_assert_eq!(found.get(found.len()), None);
            let (all, half) = (found.len(), found.len() / 2);
            let numbers: Vec<u32> = numbers.into_iter().collect();
            prop_assert!(found.between(half..all).eq(numbers[half as usize..].iter().copied()));
            prop_assert!(found.between(0..half).eq(numbers[..half as usize].iter().copied()));
            prop_assert!((0..3100).filter(|n| numbers.binary_search(n).is_err()).all(|n| found.position(n).is_none()));
        }
    }
}
