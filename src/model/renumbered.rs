//! New numbers for the rows of a sheet from which some were taken.

use super::RowSet;

/// Which rows are gone, and which number each of the others has now: they keep their order and close up.
#[derive(Debug, Default)]
pub struct Renumbered {
    gone: RowSet,
    /// How many rows are gone before the first one of each word of the set.
    before: Vec<u32>,
    rows: u32,
}

impl Renumbered {
    /// Of a sheet with so many rows, without these.
    pub fn without(gone: RowSet, rows: u32) -> Renumbered {
        let mut sum = 0;
        let mut add = |word: &u64| {
            sum += word.count_ones();
            sum - word.count_ones()
        };
        let before = gone.words().iter().map(&mut add).collect();
        Renumbered { gone, before, rows }
    }

    /// Rows that there were.
    pub fn rows(&self) -> u32 {
        self.rows
    }

    /// The number that a row has now; `None` if it is gone.
    #[inline]
    pub fn number(&self, old: u32) -> Option<u32> {
        let (at, bit) = ((old / 64) as usize, old % 64);
        let Some(&before) = self.before.get(at) else { return Some(old - self.gone_in_all()) };
        let word = self.gone.word(at);
        let is_gone = word >> bit & 1 == 1;
        (!is_gone).then(|| old - before - (word & ((1 << bit) - 1)).count_ones())
    }

    /// How many of the rows below this number are left.
    pub fn left_below(&self, old: u32) -> u32 {
        let (at, bit) = ((old / 64) as usize, old % 64);
        match self.before.get(at) {
            Some(before) => old - before - (self.gone.word(at) & ((1 << bit) - 1)).count_ones(),
            None => old - self.gone_in_all(),
        }
    }

    /// The rows of a set by their new numbers, without those that are gone.
    pub fn set(&self, old: &RowSet) -> RowSet {
        let mut words = vec![0; (self.left_below(self.rows) as usize).div_ceil(64)];
        for row in old.iter().filter_map(|row| self.number(row)) {
            if let Some(word) = words.get_mut((row / 64) as usize) {
                *word |= 1u64 << (row % 64);
            }
        }
        RowSet::from_words(words)
    }

    fn gone_in_all(&self) -> u32 {
        self.gone.len() as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_left_closes_up(
            gone in prop::collection::btree_set(0u32..300, 0..200),
            rows in 300u32..400,
            some in prop::collection::btree_set(0u32..300, 0..50),
        ) {
            let renumbered = Renumbered::without(gone.iter().copied().collect(), rows);
            let mut left = 0;
            for row in 0..rows {
                prop_assert_eq!(renumbered.left_below(row), left);
                let is_gone = gone.contains(&row);
                prop_assert_eq!(renumbered.number(row), (!is_gone).then_some(left));
                left += u32::from(!is_gone);
            }
            prop_assert_eq!(renumbered.left_below(rows), left);
            let set = renumbered.set(&some.iter().copied().collect());
            let expected: Vec<u32> = some.iter().filter_map(|&row| renumbered.number(row)).collect();
            prop_assert_eq!(set.iter().collect::<Vec<_>>(), expected);
        }
    }
}
