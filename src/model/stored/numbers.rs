//! Numbers as the bytes of a column, made ready for a compressor: each by what it is likely to be, and then all lowest bytes, all next ones,
//! and so on. What is left are mostly zeros, and the rest of each kind lies together, so that zlib's fastest levels do as well with it as
//! its slowest one with the numbers as they are, and are done sooner.

use super::take;
use std::borrow::Cow;

/// Numbers of a column, one a row, of which some may be missing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Numbers {
    /// 0 where one is missing.
    values: Vec<u64>,
    /// A bit a row, set where it is there, in words; empty where all are. Bits behind the last row are not set.
    present: Vec<u64>,
}

/// How numbers are coded: all by differences from what they are likely to be.
#[derive(Clone, Copy, Debug)]
pub enum Coding<'a> {
    /// From the smallest one.
    Distance,
    /// From the one before it.
    Before,
    /// From the one of the same row in another column, by its name; 0 where that is missing.
    Beside(&'a str, &'a Numbers),
    /// The same, rounded up to a multiple of 4,096.
    BesideRounded(&'a str, &'a Numbers),
}

// In a file: the first two with a number behind them (8 bytes), which is the smallest and the one before the first; the other two with the
// other column's name and its length before it (1). Of all but the first a difference n is coded as 2n, and a negative one as -2n - 1.
// Differences are modulo 2 to the power of 64.
const DISTANCE: u8 = 0;
const BEFORE: u8 = 1;
const BESIDE: u8 = 2;
const BESIDE_ROUNDED: u8 = 3;

const BLOCK: u64 = 4096;

#[inline]
fn folded(difference: u64) -> u64 {
    difference << 1 ^ (difference.cast_signed() >> 63).cast_unsigned()
}

#[inline]
fn unfolded(code: u64) -> u64 {
    code >> 1 ^ (code & 1).wrapping_neg()
}

fn rounded(number: u64) -> u64 {
    number.wrapping_add(BLOCK - 1) & !(BLOCK - 1)
}

impl Numbers {
    /// So many, all of them missing.
    pub fn unknown(rows: usize) -> Numbers {
        Numbers { values: vec![0; rows], present: vec![0; rows.div_ceil(64)] }
    }

    /// Adds one behind the others.
    #[inline]
    pub fn push(&mut self, number: Option<u64>) {
        let at = self.values.len();
        if number.is_none() && self.present.is_empty() {
            self.present = words_of(at);
        }
        self.values.push(number.unwrap_or(0));
        if !self.present.is_empty() || number.is_none() {
            if at.is_multiple_of(64) {
                self.present.push(0);
            }
            self.present[at / 64] |= u64::from(number.is_some()) << (at % 64);
        }
    }

    /// Adds so many, as `fill` puts them there; none of them is missing.
    pub fn push_all(&mut self, count: usize, fill: impl FnOnce(&mut [u64])) {
        let at = self.values.len();
        self.values.resize(at + count, 0);
        fill(&mut self.values[at..]);
        if !self.present.is_empty() {
            self.present.resize((at + count).div_ceil(64), 0);
            (at..at + count).for_each(|at| self.present[at / 64] |= 1 << (at % 64));
        }
    }

    /// Adds so many that are missing.
    pub fn push_unknown(&mut self, count: usize) {
        let at = self.values.len();
        if self.present.is_empty() {
            self.present = words_of(at);
        }
        self.values.resize(at + count, 0);
        self.present.resize((at + count).div_ceil(64), 0);
    }

    /// All of them, 0 where one is missing.
    pub fn values(&self) -> &[u64] {
        &self.values
    }

    /// The words of the bits that say which are there; none where all are.
    pub fn present(&self) -> &[u64] {
        &self.present
    }

    /// The one at `index`, which must be below their number.
    #[inline]
    pub fn get(&self, index: usize) -> Option<u64> {
        let is_there = self.present.is_empty() || self.present[index / 64] >> (index % 64) & 1 == 1;
        is_there.then(|| self.values[index])
    }

    /// Whether none is missing.
    pub fn is_whole(&self) -> bool {
        self.present.is_empty()
    }

    /// Whether all are missing.
    pub fn is_unknown(&self) -> bool {
        (self.values.is_empty() || !self.is_whole()) && self.present.iter().all(|word| *word == 0)
    }

    /// The number that all are, if none is missing and all are the same.
    pub fn same(&self) -> Option<u64> {
        let first = self.values.first().filter(|_| self.is_whole())?;
        self.values.iter().all(|number| number == first).then_some(*first)
    }

    /// The largest one; 0 if there is none.
    pub fn most(&self) -> u64 {
        self.values.iter().copied().max().unwrap_or(0)
    }

    /// Those that are there, of these or of another column with as many rows.
    fn there<'a>(&self, of: &'a [u64]) -> Cow<'a, [u64]> {
        if self.present.is_empty() {
            return Cow::Borrowed(of);
        }
        let is_there = |at: usize| self.present[at / 64] >> (at % 64) & 1 == 1;
        let there = of.iter().enumerate().filter(|(at, _)| is_there(*at)).map(|(_, number)| *number);
        Cow::Owned(there.collect())
    }

    /// The codes of these numbers, which are those that are there.
    fn codes(&self, there: &[u64], low: u64, way: Coding<'_>) -> Vec<u64> {
        let beside = |other: &Numbers, likely: fn(u64) -> u64| {
            let others = self.there(&other.values);
            there.iter().zip(&*others).map(|(own, other)| folded(own.wrapping_sub(likely(*other)))).collect()
        };
        match way {
            Coding::Distance => there.iter().map(|number| number - low).collect(),
            Coding::Before => {
                let before = there.first().into_iter().chain(there);
                before.zip(there).map(|(before, own)| folded(own.wrapping_sub(*before))).collect()
            }
            Coding::Beside(_, other) => beside(other, |number| number),
            Coding::BesideRounded(_, other) => beside(other, rounded),
        }
    }

    /// Appends them as a column; see [`super::Form::Numbers`].
    pub(super) fn store(&self, ways: &[Coding<'_>], out: &mut Vec<u8>) {
        out.push((!self.is_whole()).into());
        self.present.iter().for_each(|word| out.extend_from_slice(&word.to_le_bytes()));
        let there = self.there(&self.values);
        let (low, high) = there.iter().fold((u64::MAX, 0), |(low, high), &one| (low.min(one), high.max(one)));
        let low = low.min(high);
        // Nothing takes less than no bytes.
        let ways = if low == high { &[Coding::Distance] } else { ways };
        let all = ways.iter().map(|way| (*way, self.codes(&there, low, *way)));
        let cost = |codes: &[u64]| codes.iter().map(|code| len_of(*code)).sum::<u64>();
        let Some((way, codes)) = all.min_by_key(|(_, codes)| if ways.len() > 1 { cost(codes) } else { 0 })
        else {
            return;
        };
        let mut named = |way: u8, name: &str| {
            out.extend_from_slice(&[way, name.len() as u8]);
            out.extend_from_slice(name.as_bytes());
        };
        match way {
            Coding::Beside(name, _) => named(BESIDE, name),
            Coding::BesideRounded(name, _) => named(BESIDE_ROUNDED, name),
            Coding::Distance => {
                out.push(DISTANCE);
                out.extend_from_slice(&low.to_le_bytes());
            }
            Coding::Before => {
                out.push(BEFORE);
                out.extend_from_slice(&there.first().copied().unwrap_or(0).to_le_bytes());
            }
        }
        let width = len_of(codes.iter().fold(0, |all, code| all | code));
        out.push(width as u8);
        for byte in 0..width {
            out.extend(codes.iter().map(|code| (code >> (8 * byte)) as u8));
        }
    }

    /// So many. `None` unless these bytes are exactly such a column. `other` has the numbers of another one by its name.
    pub(super) fn restore(
        rows: usize,
        mut bytes: &[u8],
        other: impl FnOnce(&[u8]) -> Option<Numbers>,
    ) -> Option<Numbers> {
        let mut present: Vec<u64> = Vec::new();
        match take(&mut bytes)? {
            [0] => {}
            [1] => {
                let words = bytes.split_off(..rows.div_ceil(64).checked_mul(8)?)?;
                present = words.as_chunks().0.iter().map(|word| u64::from_le_bytes(*word)).collect();
                let behind = (64 - rows as u32 % 64) % 64;
                if present.last().is_some_and(|last| last & !(u64::MAX >> behind) != 0) {
                    return None;
                }
            }
            _ => return None,
        }
        let count = match present.is_empty() {
            true => rows,
            false => present.iter().map(|word| word.count_ones() as usize).sum(),
        };
        let [way] = take(&mut bytes)?;
        let (mut from, mut beside) = (0, None);
        match way {
            DISTANCE | BEFORE => from = u64::from_le_bytes(take(&mut bytes)?),
            BESIDE | BESIDE_ROUNDED => {
                let [len] = take(&mut bytes)?;
                beside = Some(other(bytes.split_off(..len.into())?)?);
            }
            _ => return None,
        }
        let [width] = take(&mut bytes)?;
        if width > 8 || usize::from(width).checked_mul(count) != Some(bytes.len()) {
            return None;
        }
        let mut values = vec![0; count];
        for (byte, plane) in bytes.chunks_exact(count.max(1)).enumerate() {
            values.iter_mut().zip(plane).for_each(|(value, part)| *value |= u64::from(*part) << (8 * byte));
        }
        if count == rows {
            present = Vec::new();
        }
        let mut numbers = Numbers { values, present };
        match (way, beside) {
            (BEFORE, _) => {
                for value in &mut numbers.values {
                    from = from.wrapping_add(unfolded(*value));
                    *value = from;
                }
            }
            (_, Some(beside)) => {
                let likely = if way == BESIDE { |number| number } else { rounded };
                let codes = std::mem::take(&mut numbers.values);
                let others = numbers.there(&beside.values);
                let both = codes.into_iter().zip(&*others);
                numbers.values =
                    both.map(|(code, other)| likely(*other).wrapping_add(unfolded(code))).collect();
            }
            _ => numbers.values.iter_mut().for_each(|value| *value = value.wrapping_add(from)),
        }
        numbers.spread(rows);
        Some(numbers)
    }

    /// Puts those that are there, which lie together, where they belong.
    fn spread(&mut self, rows: usize) {
        if self.present.is_empty() {
            return;
        }
        let mut next = std::mem::take(&mut self.values).into_iter();
        let present = &self.present;
        let is_there = |at: usize| present[at / 64] >> (at % 64) & 1 == 1;
        self.values = (0..rows).map(|at| if is_there(at) { next.next().unwrap_or(0) } else { 0 }).collect();
    }
}

/// Words in which the bits of so many rows are set.
fn words_of(rows: usize) -> Vec<u64> {
    let mut words = vec![u64::MAX; rows.div_ceil(64)];
    if let Some(last) = words.last_mut().filter(|_| !rows.is_multiple_of(64)) {
        *last >>= 64 - rows % 64;
    }
    words
}

/// How many bytes a number has without the zeros above it.
#[inline]
fn len_of(number: u64) -> u64 {
    u64::from(71 - number.leading_zeros()) / 8
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn number() -> impl Strategy<Value = Option<u64>> {
        prop::option::weighted(0.8, prop_oneof![Just(7), 0u64..5000, any::<u64>(), Just(u64::MAX)])
    }

    fn of(numbers: &[Option<u64>]) -> Numbers {
        let mut all = Numbers::default();
        numbers.iter().for_each(|number| all.push(*number));
        all
    }

    proptest! {
            #[test]
            fn all_come_back_however_they_are_coded(
                rows in prop::collection::vec((number(), number()), 0..300),
                are_whole in any::<bool>(),
            ) {
                let own: Vec<_> = rows.iter().map(|row| if are_whole { row.0.or(Some(1)) } else { row.0 }).collect();
                let (own, other) = (of(&own), of(&rows.iter().map(|row| row.1).collect::<Vec<_>>()));
                for way in [
                    Coding::Distance,
                    Coding::Before,
                    Coding::Beside("other", &other),
                    Coding::BesideRounded("other", &other),
                ] {
                    let mut bytes = Vec::new();
                    own.store(&[way], &mut bytes);
                    let find = |name: &[u8]| (name == b"other").then(|| other.clone());
    let back = Numbers::restore(rows.len(), &bytes, find);
                    prop_assert_eq!(back.as_ref(), Some(&own), "{:?}", way);
                    bytes.push(0);
                    prop_assert_eq!(Numbers::restore(rows.len(), &bytes, find), None);
                }
            }

            #[test]
            fn they_are_added_one_by_one_or_many_at_once(parts in prop::collection::vec((0usize..150, 0usize..3), 0..8)) {
                let (mut one, mut many) = (Numbers::default(), Numbers::default());
                for (len, what) in parts {
                    match what {
                        0 => many.push_unknown(len),
                        1 => many.push_all(len, |all| all.fill(5)),
                        _ => (0..len).for_each(|at| many.push((at % 3 > 0).then_some(6))),
                    }
                    (0..len).for_each(|at| one.push([None, Some(5), (at % 3 > 0).then_some(6)][what]));
                }
                for at in 0..one.values().len() {
                    prop_assert_eq!(one.get(at), many.get(at));
                }
                prop_assert_eq!(one.is_unknown(), (0..one.values().len()).all(|at| one.get(at).is_none()));
            }
        }

    #[test]
    fn the_way_that_takes_least_is_taken() {
        let sizes = of(&(0..1000_u64).map(|at| Some(at * 7919 % 100_000)).collect::<Vec<_>>());
        let allocated = of(&sizes.values().iter().map(|size| Some(rounded(*size))).collect::<Vec<_>>());
        let mut bytes = Vec::new();
        allocated
            .store(&[Coding::Distance, Coding::Before, Coding::BesideRounded("size", &sizes)], &mut bytes);
        assert_eq!(bytes.len(), 1 + 1 + 1 + 4 + 1, "nothing is left");
    }
}
