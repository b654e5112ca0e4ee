//! A stable parallel radix sort of rows by 32-bit keys.
//!
//! Least significant digit first (Knuth, "The Art of Computer Programming", volume 3, section 5.2.5), each pass shared among the threads:
//! a thread counts the digits in its part, is given its own stretch of every bucket, and moves its part there.

use crate::view::Cancel;
use rayon::prelude::*;

/// Bits of a digit. More would write to more places at once than the nearest cache has lines.
const DIGIT: u32 = 8;
const BUCKETS: usize = 1 << DIGIT;

/// Fewer are not worth sharing.
const SHARED: usize = 1 << 14;

/// A key in the upper half, a row's number in the lower.
pub type Keyed = u64;

/// A key with a row.
#[inline]
pub fn keyed(key: u32, row: u32) -> Keyed {
    u64::from(key) << 32 | u64::from(row)
}

/// Sorts by key; those with equal keys stay in their order. `bits` is how many of the lowest bits of the keys differ at most. None if cancelled.
pub fn sort(mut items: Vec<Keyed>, bits: u32, cancel: &Cancel) -> Option<Vec<Keyed>> {
    if items.len() < SHARED {
        items.sort_by_key(|item| item >> 32);
        return Some(items);
    }
    let mut other = vec![0; items.len()];
    let mut shift = 32;
    while shift < 32 + bits {
        if cancel.is_set() {
            return None;
        }
        if pass(&items, &mut other, shift) {
            std::mem::swap(&mut items, &mut other);
        }
        shift += DIGIT;
    }
    Some(items)
}

/// Moves items to `out` in the order of one digit; false where all have the same one, and then nothing is moved.
fn pass(items: &[Keyed], out: &mut [Keyed], shift: u32) -> bool {
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
    if (0..BUCKETS).any(|bucket| counts.iter().map(|counts| counts[bucket]).sum::<usize>() == items.len()) {
        return false;
    }
    // By part: its stretch of every bucket. Buckets lie behind each other, and in a bucket the parts in their order.
    let mut stretches: Vec<Vec<std::slice::IterMut<'_, Keyed>>> =
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
                *place = item;
            }
        }
    });
    true
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
        assert_eq!(sort(items, 13, &Cancel::default()), Some(expected));
    }

    proptest! {
        #[test]
        fn few_are_sorted(keys in prop::collection::vec(any::<u32>(), 0..50)) {
            let items: Vec<Keyed> = keys.iter().zip(0..).map(|(&key, row)| keyed(key, row)).collect();
            let mut expected = items.clone();
            expected.sort_by_key(|item| item >> 32);
            prop_assert_eq!(sort(items, 32, &Cancel::default()), Some(expected));
        }
    }
}
