//! A stable parallel radix sort of rows by 32-bit keys.
//!
//! Least significant digit first (Knuth, "The Art of Computer Programming", volume 3, section 5.2.5), each pass shared among the threads:
//! a thread counts the digits in its part, is given its own stretch of every bucket, and moves its part there.

use crate::model::Cancel;
use rayon::prelude::*;
use std::slice::IterMut;

/// Bits of a digit. More would write to more places at once than the nearest cache has lines.
const DIGIT: u32 = 8;
const BUCKETS: usize = 1 << DIGIT;

/// Fewer are not worth sharing.
const SHARED: usize = 1 << 14;

/// A key in the upper half, a row's number in the lower.
pub(super) type Keyed = u64;

/// A key with a row.
#[inline]
pub(super) fn keyed(key: u32, row: u32) -> Keyed {
    u64::from(key) << 32 | u64::from(row)
}

/// The rows in the order of their keys; those with equal keys stay in their order. `bits` is how many of the lowest bits of the
/// keys differ at most. `None` if cancelled.
pub(super) fn sort(mut items: Vec<Keyed>, bits: u32, cancel: &Cancel) -> Option<Vec<u32>> {
    let mut rows = vec![0; items.len()];
    if items.len() < SHARED {
        items.sort_by_key(|item| item >> 32);
        rows.iter_mut().zip(&items).for_each(|(row, item)| *row = *item as u32);
        return Some(rows);
    }
    let mut other = if bits > DIGIT { vec![0; items.len()] } else { Vec::new() };
    let mut shift = 32;
    while shift + DIGIT < 32 + bits {
        if cancel.is_set() {
            return None;
        }
        pass(&items, &mut other, shift, |item| item);
        std::mem::swap(&mut items, &mut other);
        shift += DIGIT;
    }
    // The keys are of no use behind the last pass.
    pass(&items, &mut rows, shift, |item| item as u32);
    Some(rows)
}

/// Moves items to `out` in the order of one digit, each as `moved` makes it.
fn pass<T: Send>(items: &[Keyed], out: &mut [T], shift: u32, moved: impl Fn(Keyed) -> T + Sync) {
    let digit = |item: Keyed| (item >> shift) as usize & (BUCKETS - 1);
    let part = items.len().div_ceil(rayon::current_num_threads());
    let counts: Vec<[usize; BUCKETS]> = items
        .par_chunks(part)
        .map(|part| {
            let mut counts = [0; BUCKETS];
            part.iter().for_each(|&item| counts[digit(item)] += 1);
            counts
        })
        .collect();
    // By part: its stretch of every bucket. Buckets lie behind each other, and in a bucket the parts in their order.
    let mut stretches: Vec<Vec<IterMut<'_, T>>> =
        counts.iter().map(|_| Vec::with_capacity(BUCKETS)).collect();
    let mut rest = out;
    for bucket in 0..BUCKETS {
        for (counts, stretches) in counts.iter().zip(&mut stretches) {
            let (stretch, behind) = rest.split_at_mut(counts[bucket]);
            stretches.push(stretch.iter_mut());
            rest = behind;
        }
    }
    items.par_chunks(part).zip(stretches).for_each(|(part, mut stretches)| {
        for &item in part {
            if let Some(place) = stretches[digit(item)].next() {
                *place = moved(item);
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn many_are_sorted_and_equal_ones_stay_in_their_order() {
        let mut state = 7u64;
        let items: Vec<Keyed> = (0..100_000)
            .map(|row| {
                state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
                keyed((state >> 40) as u32 % 5000, row)
            })
            .collect();
        let mut expected = items.clone();
        expected.sort_by_key(|item| item >> 32);
        let expected: Vec<u32> = expected.into_iter().map(|item| item as u32).collect();
        for bits in [13, 16, 17, 32] {
            assert_eq!(sort(items.clone(), bits, &Cancel::default()).as_ref(), Some(&expected), "{bits}");
        }
        let shifted = items.iter().map(|item| item >> 37 << 32 | item & 0xFFFF_FFFF).collect();
        let few = sort(shifted, 8, &Cancel::default());
        assert!(few.is_some_and(|few| few.is_sorted_by_key(|&row| items[row as usize] >> 37)));
    }

    proptest! {
        #[test]
        fn few_are_sorted(keys in prop::collection::vec(any::<u32>(), 0..50)) {
            let items: Vec<Keyed> = keys.iter().zip(0..).map(|(&key, row)| keyed(key, row)).collect();
            let mut expected = items.clone();
            expected.sort_by_key(|item| item >> 32);
            let expected = expected.into_iter().map(|item| item as u32).collect();
            prop_assert_eq!(sort(items, 32, &Cancel::default()), Some(expected));
        }
    }
}
