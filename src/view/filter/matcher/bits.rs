//! Rows of one block, one bit each: small enough to be passed around.

use crate::model::BlockBuilder;

/// Words that hold a bit for each row of a block.
const WORDS: usize = BlockBuilder::ROWS / 64;

/// Rows of a block by their place in it.
#[derive(Clone, Copy)]
pub(crate) struct Bits([u64; WORDS]);

impl Bits {
    /// No row.
    pub(crate) const NONE: Bits = Bits([0; WORDS]);

    /// The first `len` rows.
    pub(crate) fn first(len: usize) -> Bits {
        let mut bits = Bits::NONE;
        bits.0[..len / 64].fill(u64::MAX);
        if !len.is_multiple_of(64) {
            bits.0[len / 64] = (1 << (len % 64)) - 1;
        }
        bits
    }

    /// The bits, row 0 the lowest of the first word.
    pub(crate) fn words(&self) -> &[u64] {
        &self.0
    }

    /// Puts a row in.
    #[inline]
    pub(crate) fn insert(&mut self, index: usize) {
        self.0[index / 64] |= 1 << (index % 64);
    }

    /// Whether no row is in it.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.iter().all(|word| *word == 0)
    }

    /// How many rows are in it.
    pub(crate) fn len(&self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Those that are in both.
    pub(crate) fn and(mut self, other: &Bits) -> Bits {
        self.0.iter_mut().zip(&other.0).for_each(|(word, other)| *word &= other);
        self
    }

    /// Those that are in one at least.
    pub(crate) fn or(mut self, other: &Bits) -> Bits {
        self.0.iter_mut().zip(&other.0).for_each(|(word, other)| *word |= other);
        self
    }

    /// Those that are not in the other.
    pub(crate) fn without(mut self, other: &Bits) -> Bits {
        self.0.iter_mut().zip(&other.0).for_each(|(word, other)| *word &= !other);
        self
    }

    /// Those of which `is` is true.
    #[inline]
    pub(crate) fn filter(&self, mut is: impl FnMut(usize) -> bool) -> Bits {
        let mut out = Bits::NONE;
        for (at, &word) in self.0.iter().enumerate() {
            let mut rest = word;
            let mut kept = 0;
            while rest != 0 {
                let bit = rest.trailing_zeros();
                rest &= rest - 1;
                kept |= u64::from(is(at * 64 + bit as usize)) << bit;
            }
            out.0[at] = kept;
        }
        out
    }
}
