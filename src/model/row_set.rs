//! A set of rows by their stable numbers, one bit each: what a filter matches, what the user has selected.

use std::ops::Range;

/// Row numbers, each in or out. Ten million rows take 1.25 MB.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowSet {
    /// Row `n` is bit `n % 64` of word `n / 64`. What lies behind the last word is out.
    words: Vec<u64>,
}

impl RowSet {
    /// The rows numbered below `rows`.
    pub fn all(rows: u32) -> RowSet {
        let mut words = vec![u64::MAX; (rows / 64) as usize];
        if !rows.is_multiple_of(64) {
            words.push((1 << (rows % 64)) - 1);
        }
        RowSet { words }
    }

    /// The set with these bits.
    pub fn from_words(words: Vec<u64>) -> RowSet {
        RowSet { words }
    }

    /// The bits, row 0 the lowest of the first word.
    pub fn words(&self) -> &[u64] {
        &self.words
    }

    /// The bits of the 64 rows from `64 * at` on; 0 if none of them is in the set.
    #[inline]
    pub fn word(&self, at: usize) -> u64 {
        self.words.get(at).copied().unwrap_or(0)
    }

    /// Whether a row is in it.
    #[inline]
    pub fn contains(&self, number: u32) -> bool {
        self.word((number / 64) as usize) >> (number % 64) & 1 == 1
    }

    /// Puts a row in.
    #[inline]
    pub fn insert(&mut self, number: u32) {
        *self.word_mut(number) |= 1 << (number % 64);
    }

    /// Takes a row out.
    pub fn remove(&mut self, number: u32) {
        *self.word_mut(number) &= !(1 << (number % 64));
    }

    /// Puts a row in or takes it out.
    pub fn toggle(&mut self, number: u32) {
        *self.word_mut(number) ^= 1 << (number % 64);
    }

    /// Puts in what of `of` is numbered in `range`; all numbers in `range` if `of` is `None`.
    pub fn insert_range(&mut self, range: Range<u32>, of: Option<&RowSet>) {
        if range.is_empty() {
            return;
        }
        let words = range.end.div_ceil(64) as usize;
        if self.words.len() < words {
            self.words.resize(words, 0);
        }
        for (at, mask) in masks(range) {
            self.words[at] |= mask & of.map_or(u64::MAX, |of| of.word(at));
        }
    }

    /// Takes out what is numbered in `range`, but nothing that is in `keep`.
    pub fn remove_range(&mut self, range: Range<u32>, keep: &RowSet) {
        for (at, mask) in masks(range) {
            let Some(word) = self.words.get_mut(at) else { return };
            *word &= !mask | keep.word(at);
        }
    }

    /// Whether everything in it is in `other` too.
    pub fn is_subset(&self, other: &RowSet) -> bool {
        self.words.iter().enumerate().all(|(at, word)| word & !other.word(at) == 0)
    }

    /// Leaves only what is in `other` too.
    pub fn intersect(&mut self, other: &RowSet) {
        self.words.truncate(other.words.len());
        self.words.iter_mut().zip(&other.words).for_each(|(word, other)| *word &= other);
    }

    /// Puts in what is in `other`.
    pub fn unite(&mut self, other: &RowSet) {
        if self.words.len() < other.words.len() {
            self.words.resize(other.words.len(), 0);
        }
        self.words.iter_mut().zip(&other.words).for_each(|(word, other)| *word |= other);
    }

    /// Takes out what is in `other` and puts in what of it was out.
    pub fn flip(&mut self, other: &RowSet) {
        if self.words.len() < other.words.len() {
            self.words.resize(other.words.len(), 0);
        }
        self.words.iter_mut().zip(&other.words).for_each(|(word, other)| *word ^= other);
    }

    /// How many are in it.
    pub fn len(&self) -> u64 {
        self.words.iter().map(|word| u64::from(word.count_ones())).sum()
    }

    /// Whether none is in it.
    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|word| *word == 0)
    }

    /// The numbers in it, in their order.
    pub fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        self.iter_from(0)
    }

    /// Those from a number on.
    pub fn iter_from(&self, from: u32) -> impl Iterator<Item = u32> + '_ {
        self.iter_in(from..u32::MAX)
    }

    /// Those between two numbers. What lies behind is not looked at.
    pub fn iter_in(&self, range: Range<u32>) -> impl Iterator<Item = u32> + '_ {
        let (first, last) = ((range.start / 64) as usize, range.end.div_ceil(64) as usize);
        let words = &self.words[first.min(self.words.len())..last.max(first).min(self.words.len())];
        words.iter().zip(first..).flat_map(move |(&word, at)| {
            let mut rest = word;
            if at == first {
                rest &= u64::MAX << (range.start % 64);
            }
            if at as u32 == range.end / 64 {
                rest &= (1 << (range.end % 64)) - 1;
            }
            std::iter::from_fn(move || {
                let bit = rest.trailing_zeros();
                rest &= rest.wrapping_sub(1);
                (bit < 64).then_some(at as u32 * 64 + bit)
            })
        })
    }

    fn word_mut(&mut self, number: u32) -> &mut u64 {
        let at = (number / 64) as usize;
        if at >= self.words.len() {
            self.words.resize(at + 1, 0);
        }
        &mut self.words[at]
    }
}

/// The words that a range of numbers touches, each with the bits of it that are in the range.
fn masks(range: Range<u32>) -> impl Iterator<Item = (usize, u64)> {
    let (first, end) = (range.start / 64, if range.is_empty() { 0 } else { range.end.div_ceil(64) });
    (first..end).map(move |at| {
        let below = |number: u32| match number.checked_sub(at * 64) {
            None => 0,
            Some(bits) => u64::MAX.checked_shr(64u32.saturating_sub(bits)).unwrap_or(0),
        };
        (at as usize, below(range.end) & !below(range.start))
    })
}

impl FromIterator<u32> for RowSet {
    fn from_iter<I: IntoIterator<Item = u32>>(numbers: I) -> RowSet {
        let mut set = RowSet::default();
        numbers.into_iter().for_each(|number| set.insert(number));
        set
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn numbers() -> impl Strategy<Value = BTreeSet<u32>> {
        prop::collection::btree_set(0u32..300, 0..60)
    }

    fn set(numbers: &BTreeSet<u32>) -> RowSet {
        numbers.iter().copied().collect()
    }

    proptest! {
        #[test]
        fn it_is_a_set(a in numbers(), b in numbers(), rows in 0u32..300) {
            let plain = set(&a);
            prop_assert!(plain.iter().eq(a.iter().copied()));
            prop_assert_eq!(plain.len(), a.len() as u64);
            prop_assert_eq!(plain.is_empty(), a.is_empty());
            prop_assert!((0..400).all(|n| plain.contains(n) == a.contains(&n)));
            prop_assert!(plain.iter_from(rows).eq(a.range(rows..).copied()));
            prop_assert!(plain.iter_in(rows..rows + 77).eq(a.range(rows..rows + 77).copied()));
            prop_assert!(plain.iter_in(rows / 2..rows).eq(a.range(rows / 2..rows).copied()));
            prop_assert!(RowSet::all(rows).iter().eq(0..rows));
            prop_assert_eq!(plain.is_subset(&set(&b)), a.is_subset(&b));
            let mut both = plain.clone();
            both.intersect(&set(&b));
            prop_assert!(both.iter().eq(a.intersection(&b).copied()));
            let mut either = plain.clone();
            either.unite(&set(&b));
            prop_assert!(either.iter().eq(a.union(&b).copied()));
            let mut flipped = plain.clone();
            flipped.flip(&set(&b));
            prop_assert!(flipped.iter().eq(a.symmetric_difference(&b).copied()));
            let mut changed = plain;
            b.iter().for_each(|&n| if a.contains(&n) { changed.remove(n) } else { changed.toggle(n) });
            prop_assert!(changed.iter().eq(a.symmetric_difference(&b).copied()));
        }

        #[test]
        fn a_range_of_it_is_changed_alone(a in numbers(), b in numbers(), from in 0u32..300, to in 0u32..300) {
            let (range, of, plain) = (from..to, set(&b), set(&a));
            let mut with = plain.clone();
            with.insert_range(range.clone(), Some(&of));
            prop_assert!((0..400).all(|n| with.contains(n) == (a.contains(&n) || range.contains(&n) && b.contains(&n))));
            let mut with_all = plain.clone();
            with_all.insert_range(range.clone(), None);
            prop_assert!((0..400).all(|n| with_all.contains(n) == (a.contains(&n) || range.contains(&n))));
            let mut without = plain;
            without.remove_range(range.clone(), &of);
            prop_assert!((0..400).all(|n| without.contains(n) == (a.contains(&n) && (!range.contains(&n) || b.contains(&n)))));
        }
    }
}
