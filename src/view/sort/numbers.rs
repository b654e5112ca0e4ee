//! Rows by the numbers of a column.
//!
//! A key has 32 bits, counted from the column's smallest value, so that a key and a row are one word of memory: half of
//! what moving 64-bit keys would cost. All times of four lifetimes and all sizes up to 4 GiB fit; what doesn't lies together after the
//! sort and is sorted again, by the values themselves.

use super::radix::{self, keyed};
use super::values::Values;
use crate::model::Cancel;
use rayon::prelude::*;

/// Rows that one step of the work takes.
const STEP: usize = 1 << 16;

/// More than a distance that a key holds: the two largest keys are for what is farther, and for what has no value.
const FAR: u32 = u32::MAX;

/// Puts `rows` in the order of their values; equal ones stay in their order, and those without a value come last.
/// `None` if cancelled.
pub(super) fn sort(rows: &[u32], values: &Values<'_>, descending: bool, cancel: &Cancel) -> Option<Vec<u32>> {
    let keys = NumberKeys::of(values, descending);
    let mut items = vec![0; rows.len()];
    items.par_chunks_mut(STEP).zip(rows.par_chunks(STEP)).for_each(|(items, rows)| {
        if cancel.is_set() {
            return;
        }
        let mut items = items.iter_mut();
        values.each(rows, |row, value| {
            if let Some(item) = items.next() {
                *item = keyed(keys.key(value), row);
            }
        });
    });
    if cancel.is_set() {
        return None;
    }
    let mut sorted = radix::sort(items, keys.bits(), cancel)?;
    if cancel.is_set() {
        return None;
    }
    keys.sort_far(&mut sorted, values);
    Some(sorted)
}

/// How values become keys.
struct NumberKeys {
    low: u64,
    high: u64,
    descending: bool,
}

impl NumberKeys {
    fn of(values: &Values<'_>, descending: bool) -> NumberKeys {
        let (low, high) = values.bounds();
        NumberKeys { low, high, descending }
    }

    /// The distance from the smallest value from which on one key stands for all.
    fn reach(&self) -> u32 {
        u32::try_from(self.high - self.low).unwrap_or(FAR).min(FAR - 1)
    }

    /// How many bits keys have.
    fn bits(&self) -> u32 {
        // One more for what has no value.
        (u32::BITS - self.reach().leading_zeros() + 1).min(u32::BITS)
    }

    /// Keys count up from the smallest value, or down to it. What has no value has the greatest.
    fn key(&self, value: Option<u64>) -> u32 {
        let reach = self.reach();
        match value {
            None => reach + 1,
            Some(value) => {
                let distance = u32::try_from(value - self.low).unwrap_or(FAR).min(reach);
                if self.descending { reach - distance } else { distance }
            }
        }
    }

    /// Sorts those by their values that have the key for far ones.
    fn sort_far(&self, sorted: &mut [u32], values: &Values<'_>) {
        if self.high - self.low <= u64::from(self.reach()) {
            return;
        }
        let far = if self.descending { 0 } else { self.reach() };
        let key = |row: u32| self.key(values.of(row));
        let from = sorted.partition_point(|&row| key(row) < far);
        let to = sorted.partition_point(|&row| key(row) <= far);
        let mut valued: Vec<(u64, u32)> =
            sorted[from..to].par_iter().map(|&row| (values.of(row).unwrap_or_default(), row)).collect();
        valued.par_sort_by(|a, b| if self.descending { b.0.cmp(&a.0) } else { a.0.cmp(&b.0) });
        sorted[from..to].iter_mut().zip(valued).for_each(|(place, (_, row))| *place = row);
    }
}
