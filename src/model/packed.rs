//! Columns of whole numbers in as few bytes as a block of rows allows.
//!
//! A column keeps the smallest value and, for each row, the distance from it in as many bytes as the largest
//! distance needs: 0 bytes if all are equal. This is frame-of-reference coding (Goldstein, Ramakrishnan and
//! Shaft, "Compressing relations and indexes", 1998) at byte granularity, so that reading one value is one
//! unaligned load and one mask. Most blocks of 4,096 files need 3 bytes for a size and 4 for a time, and the
//! full 64-bit range is still exact.

use std::sync::Arc;

/// Bytes behind the last value, so that a load of eight bytes is always inside.
const PAD: usize = 8;

/// Numbers of 0 to 8 bytes each. A clone shares them.
#[derive(Debug, Clone, Default)]
pub struct Packed {
    base: u64,
    width: usize,
    mask: u64,
    bytes: Arc<[u8]>,
}

impl Packed {
    /// Packs `values` in their order.
    pub fn new(values: impl ExactSizeIterator<Item = u64> + Clone) -> Packed {
        let (low, high) =
            values.clone().fold((u64::MAX, u64::MIN), |(low, high), v| (low.min(v), high.max(v)));
        Packed::between(low, high, values)
    }

    /// Packs `values`, none of which is below `low` or above `high`.
    fn between(low: u64, high: u64, values: impl ExactSizeIterator<Item = u64>) -> Packed {
        if low >= high {
            let base = if values.len() == 0 { 0 } else { low };
            return Packed { base, width: 0, mask: 0, bytes: Arc::default() };
        }
        let width = (8 - ((high - low).leading_zeros() / 8)) as usize;
        let mask = u64::MAX >> (64 - 8 * width);
        let mut bytes = vec![0; values.len() * width + PAD];
        for (i, v) in values.enumerate() {
            // Each store also clears the bytes behind it, which the next one fills.
            bytes[i * width..i * width + 8].copy_from_slice(&(v - low).to_le_bytes());
        }
        Packed { base: low, width, mask, bytes: bytes.into() }
    }

    /// The value at `index`, which must be below the number of packed values.
    #[inline]
    pub fn get(&self, index: usize) -> u64 {
        if self.width == 0 {
            return self.base;
        }
        let at = index * self.width;
        let raw: [u8; 8] = self.bytes[at..at + 8].try_into().unwrap_or_default();
        self.base + (u64::from_le_bytes(raw) & self.mask)
    }

    /// Puts the values from `index` on into `values`, as [`Packed::get`] has them, in far less time than one by one.
    pub fn unpack(&self, index: usize, values: &mut [u64]) {
        self.unpack_from(self.base, index, values);
    }

    /// The same as if `base` were the smallest value.
    fn unpack_from(&self, base: u64, index: usize, values: &mut [u64]) {
        match self.width {
            0 => values.fill(base),
            1 => self.unpack_of::<1>(base, index, values),
            2 => self.unpack_of::<2>(base, index, values),
            3 => self.unpack_of::<3>(base, index, values),
            4 => self.unpack_of::<4>(base, index, values),
            5 => self.unpack_of::<5>(base, index, values),
            6 => self.unpack_of::<6>(base, index, values),
            7 => self.unpack_of::<7>(base, index, values),
            _ => self.unpack_of::<8>(base, index, values),
        }
    }

    fn unpack_of<const WIDTH: usize>(&self, base: u64, index: usize, values: &mut [u64]) {
        let mask = self.mask;
        let bytes = &self.bytes[index * WIDTH..][..values.len() * WIDTH + PAD - WIDTH];
        for (i, value) in values.iter_mut().enumerate() {
            let raw: [u8; 8] = bytes[i * WIDTH..i * WIDTH + 8].try_into().unwrap_or_default();
            *value = base + (u64::from_le_bytes(raw) & mask);
        }
    }

    /// No value is below the first, and none above the second.
    pub fn bounds(&self) -> (u64, u64) {
        (self.base, self.base.saturating_add(self.mask))
    }

    /// Bytes on the heap.
    pub fn heap_bytes(&self) -> usize {
        self.bytes.len()
    }
}

/// Numbers while they are collected, some of which may be missing. Filled and emptied again and again.
#[derive(Debug)]
pub(super) struct Collected {
    /// 0 where one is missing.
    values: Vec<u64>,
    /// Where one is missing, in order.
    gaps: Vec<u32>,
    low: u64,
    high: u64,
}

impl Default for Collected {
    fn default() -> Collected {
        Collected { values: Vec::new(), gaps: Vec::new(), low: u64::MAX, high: u64::MIN }
    }
}

impl Collected {
    /// Adds one behind the others.
    #[inline]
    pub(super) fn push(&mut self, value: Option<u64>) {
        match value {
            Some(value) => {
                self.low = self.low.min(value);
                self.high = self.high.max(value);
            }
            None => self.gaps.push(self.values.len() as u32),
        }
        self.values.push(value.unwrap_or(0));
    }

    /// Packs them, each without its lowest `shift` bits, and starts again with none.
    pub(super) fn take(&mut self, shift: u32) -> Optional {
        let mut present = Arc::default();
        if !self.gaps.is_empty() {
            let mut bits = vec![u64::MAX; self.values.len().div_ceil(64)];
            // Bits behind the last value stay zero, so that all are where every value is missing.
            if let Some(last) = bits.last_mut() {
                *last >>= bits_behind(self.values.len());
            }
            for &gap in &self.gaps {
                bits[gap as usize / 64] &= !(1 << (gap % 64));
            }
            present = bits.into();
        }
        let (low, high) = (self.low >> shift, self.high >> shift);
        // A missing value takes the smallest one's place, so that it never widens the column.
        let values = self.values.iter().map(|&value| (value >> shift).max(low));
        let all_missing = self.gaps.len() == self.values.len();
        let packed =
            if all_missing { Packed::between(0, 0, values) } else { Packed::between(low, high, values) };
        self.values.clear();
        self.gaps.clear();
        (self.low, self.high) = (u64::MAX, u64::MIN);
        Optional { values: packed, present }
    }
}

/// Numbers of which some may be missing. A clone shares them.
#[derive(Debug, Clone, Default)]
pub struct Optional {
    values: Packed,
    /// One bit a value, set where it is there; empty where all are.
    present: Arc<[u64]>,
}

impl Optional {
    /// The value at `index`, which must be below the number of packed values.
    #[inline]
    pub fn get(&self, index: usize) -> Option<u64> {
        self.has(index).then(|| self.values.get(index))
    }

    /// Puts the values from `index` on into `values`: any in the place of one that is missing.
    pub fn unpack(&self, index: usize, values: &mut [u64]) {
        self.values.unpack(index, values);
    }

    /// Whether the value at `index` is there.
    #[inline]
    pub fn has(&self, index: usize) -> bool {
        self.present.is_empty() || self.present[index / 64] >> (index % 64) & 1 == 1
    }

    /// Whether none is missing.
    pub fn is_whole(&self) -> bool {
        self.present.is_empty()
    }

    /// No value is below the first, and none above the second. `None` if every value is missing.
    pub fn bounds(&self) -> Option<(u64, u64)> {
        let all_missing = !self.present.is_empty() && self.present.iter().all(|word| *word == 0);
        (!all_missing).then(|| self.values.bounds())
    }

    /// Of numbers, any where one is missing, and a bit for each that says whether it is there; no bits where all are. Each is kept without its
    /// lowest `shift` bits.
    pub(super) fn of(numbers: &[u64], present: &[u64], shift: u32) -> Optional {
        let is_there = |at: usize| present.is_empty() || present[at / 64] >> (at % 64) & 1 == 1;
        let there =
            numbers.iter().enumerate().filter(|(at, _)| is_there(*at)).map(|(_, number)| number >> shift);
        let (low, high) = there.fold((u64::MAX, u64::MIN), |(low, high), n| (low.min(n), high.max(n)));
        let are_all = present.iter().map(|word| word.count_ones() as usize).sum::<usize>() == numbers.len();
        let present = if are_all { Arc::default() } else { present.into() };
        if low > high {
            return Optional { values: Packed::default(), present };
        }
        // As in `Collected`.
        let values = numbers.iter().map(|number| (number >> shift).clamp(low, high));
        Optional { values: Packed::between(low, high, values), present }
    }

    /// Bytes on the heap.
    pub fn heap_bytes(&self) -> usize {
        self.values.heap_bytes() + size_of_val(&*self.present)
    }
}

/// Bits of the last word that stand for no value.
fn bits_behind(len: usize) -> u32 {
    (64 - len as u32 % 64) % 64
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn extremes() -> impl Strategy<Value = u64> {
        prop_oneof![any::<u64>(), 0u64..300, Just(u64::MAX), Just(0), (0u32..64).prop_map(|b| 1 << b)]
    }

    proptest! {
        #[test]
        fn every_value_comes_back(
            values in prop::collection::vec(extremes(), 0..200),
            narrow in 0u32..64,
        ) {
            let values: Vec<u64> = values.into_iter().map(|value| value >> narrow).collect();
            let packed = Packed::new(values.iter().copied());
            for (i, v) in values.iter().enumerate() {
                prop_assert_eq!(packed.get(i), *v);
            }
            for from in [0, values.len() / 3, values.len()] {
                let mut unpacked = vec![0; values.len() - from];
                packed.unpack(from, &mut unpacked);
                prop_assert_eq!(&unpacked, &values[from..]);
            }
        }

        #[test]
        fn a_missing_value_stays_missing(values in prop::collection::vec(prop::option::of(extremes()), 0..200)) {
            let mut column = Collected::default();
            for value in &values {
                column.push(*value);
            }
            let packed = column.take(0);
            for (i, v) in values.iter().enumerate() {
                prop_assert_eq!(packed.get(i), *v);
            }
            let mut unpacked = vec![0; values.len()];
            packed.unpack(0, &mut unpacked);
            for (i, v) in values.iter().enumerate() {
                prop_assert_eq!(packed.has(i).then_some(unpacked[i]), *v);
            }
            prop_assert_eq!(packed.is_whole(), values.iter().all(Option::is_some));
            let bounds = packed.bounds();
            prop_assert_eq!(bounds.is_some() || values.is_empty(), values.is_empty() || values.iter().any(Option::is_some));
            if let Some((low, high)) = bounds {
                prop_assert!(values.iter().flatten().all(|v| (low..=high).contains(v)));
            }
        }
    }

    #[test]
    fn equal_values_take_no_bytes() {
        assert_eq!(Packed::new([7u64; 4096].into_iter()).heap_bytes(), 0);
        let mut column = Collected::default();
        for _ in 0..4096 {
            column.push(None);
        }
        assert_eq!(column.take(0).heap_bytes(), 4096 / 8);
    }
}
