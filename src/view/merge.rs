//! Ordered rows put into ordered rows. For an order of a sheet that grows.
//!
//! The keys lie beside the rows, so that places are found and rows are moved by going through memory in one direction. Only where
//! keys are equal the rows themselves are looked at.

use rayon::prelude::*;
use std::ops::Range;

/// New rows whose places one step of the work finds.
const STEP: usize = 1 << 10;

/// Merges ordered new rows into ordered old ones, in their place. `is_before` tells whether an old row comes before a new one with the
/// same key.
pub(super) fn merge<K: Copy + Ord + Send + Sync>(
    keys: &mut Vec<K>,
    rows: &mut Vec<u32>,
    new_keys: &[K],
    new: &[u32],
    is_before: impl Fn(K, u32, u32) -> bool + Sync,
) {
    let Some(&fill) = new_keys.first() else { return };
    let places: Vec<usize> = new_keys
        .par_chunks(STEP)
        .zip(new.par_chunks(STEP))
        .flat_map_iter(|(new_keys, new)| places(keys, rows, new_keys, new, &is_before))
        .collect();
    rayon::join(|| put_in(keys, new_keys, &places, fill), || put_in(rows, new, &places, 0));
}

/// Puts new items in, each at its place among the old ones. `fill` is any.
fn put_in<T: Copy>(items: &mut Vec<T>, new: &[T], places: &[usize], fill: T) {
    let mut old_end = items.len();
    let mut end = old_end + new.len();
    items.resize(end, fill);
    // From the last one on, so that nothing is written over that is still to be moved.
    for (&item, &from) in new.iter().zip(places).rev() {
        let moved = old_end - from;
        items.copy_within(from..old_end, end - moved);
        end -= moved + 1;
        items[end] = item;
        old_end = from;
    }
}

/// How many old rows come before each new one.
fn places<K: Copy + Ord>(
    keys: &[K],
    rows: &[u32],
    new_keys: &[K],
    new: &[u32],
    is_before: impl Fn(K, u32, u32) -> bool,
) -> Vec<usize> {
    let mut from = 0;
    let alike = new_keys.iter().map(|&key| {
        from += gallop(&keys[from..], |other| *other < key);
        from..from + gallop(&keys[from..], |other| *other == key)
    });
    // Each place is the start of a range or behind it.
    let mut ranges: Vec<Range<usize>> = alike.collect();
    // Often all of those with the same key come first.
    let mut looks: Vec<usize> = ranges.iter().map(|range| range.end.saturating_sub(1)).collect();
    loop {
        let mut is_done = true;
        for (((range, &look), &key), &new) in ranges.iter_mut().zip(&looks).zip(new_keys).zip(new) {
            if range.start < range.end {
                is_done = false;
                if is_before(key, rows[look], new) { range.start = look + 1 } else { range.end = look }
            }
        }
        if is_done {
            return ranges.into_iter().map(|range| range.start).collect();
        }
        narrow(&mut ranges);
        look_between(&ranges, &mut looks);
    }
}

/// What is known of one place is known of those behind and before it too, as the new rows are in order.
fn narrow(ranges: &mut [Range<usize>]) {
    let mut start = 0;
    for range in ranges.iter_mut() {
        start = range.start.max(start);
        range.start = start;
    }
    let mut end = usize::MAX;
    for range in ranges.iter_mut().rev() {
        end = range.end.min(end);
        range.end = end;
    }
}

/// Where to look next: in the middle, and evenly spread where several places are in the same range.
fn look_between(ranges: &[Range<usize>], looks: &mut [usize]) {
    let mut looks = looks.iter_mut();
    for same in ranges.chunk_by(|a, b| a == b) {
        let Range { start, end } = same[0];
        for (at, look) in (1..).zip(looks.by_ref().take(same.len())) {
            *look = start + (end - start) * at / (same.len() + 1);
        }
    }
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
            old in prop::collection::vec(0u32..20, 0..300), new in prop::collection::vec(0u32..20, 0..300),
        ) {
            // Odd and even ones take turns, so that the places of ties are in the middle.
            let numbered = |keys: &[u32], first: u32| {
                let mut pairs: Vec<(u32, u32)> = keys.iter().copied().zip((first..).step_by(2)).collect();
                pairs.sort();
                pairs
            };
            let (old, new) = (numbered(&old, 0), numbered(&new, 1));
            let (mut keys, mut rows): (Vec<u32>, Vec<u32>) = old.iter().copied().unzip();
            let (new_keys, new_rows): (Vec<u32>, Vec<u32>) = new.iter().copied().unzip();
            merge(&mut keys, &mut rows, &new_keys, &new_rows, |_, old, new| old < new);
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
