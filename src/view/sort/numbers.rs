//! Rows by the numbers of a column.
//!
//! A key has 32 bits, counted from the column's smallest value, so that a key and a row are one word of memory: half of
//! what moving 64-bit keys would cost. All times of four lifetimes and all sizes up to 4 GiB fit; the few that don't are sorted apart.

use super::radix::{self, Keyed, keyed};
use super::values::Values;
use crate::view::Cancel;
use rayon::prelude::*;

/// Rows that one step of the work takes.
const STEP: usize = 1 << 16;

/// The largest distance from the smallest value that a key holds.
const REACH: u64 = u32::MAX as u64;

/// Puts `rows` in the order of their values; equal ones stay in their order, and those without a value come last.
/// None if cancelled.
pub fn sort(rows: &[u32], values: &Values<'_>, descending: bool, cancel: &Cancel) -> Option<Vec<u32>> {
    let (low, high) = values.bounds();
    let reach = (high - low).min(REACH);
    let parts: Vec<Part> = rows
        .par_chunks(STEP)
        .map(|rows| {
            let mut part = Part { near: Vec::with_capacity(rows.len()), ..Part::default() };
            values.each(rows, |row, value| match value {
                None => part.none.push(row),
                Some(value) if value - low > reach => part.far.push((value, row)),
                Some(value) => {
                    let distance = (value - low) as u32;
                    part.near.push(keyed(if descending { reach as u32 - distance } else { distance }, row));
                }
            });
            part
        })
        .collect();
    if cancel.is_set() {
        return None;
    }
    let far = joined(&parts, |part| &part.far);
    let none = joined(&parts, |part| &part.none);
    let near = joined(&parts, |part| &part.near);
    drop(parts);
    let near = radix::sort(near, 64 - reach.leading_zeros(), cancel)?;
    let far = by_value(far, descending);
    let near = near.into_par_iter().map(|item| item as u32);
    let far = far.into_par_iter().map(|(_, row)| row);
    let mut out = Vec::with_capacity(rows.len());
    if descending {
        out.par_extend(far.chain(near));
    } else {
        out.par_extend(near.chain(far));
    }
    out.extend(none);
    Some(out)
}

#[derive(Default)]
struct Part {
    near: Vec<Keyed>,
    /// Too far from the smallest value for a key.
    far: Vec<(u64, u32)>,
    none: Vec<u32>,
}

fn joined<T: Copy + Send + Sync>(parts: &[Part], of: impl Fn(&Part) -> &Vec<T> + Sync) -> Vec<T> {
    let mut out = Vec::with_capacity(parts.iter().map(|part| of(part).len()).sum());
    parts.iter().for_each(|part| out.extend_from_slice(of(part)));
    out
}

fn by_value(mut rows: Vec<(u64, u32)>, descending: bool) -> Vec<(u64, u32)> {
    rows.par_sort_by(|a, b| if descending { b.0.cmp(&a.0) } else { a.0.cmp(&b.0) });
    rows
}
