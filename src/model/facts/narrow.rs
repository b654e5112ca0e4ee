//! Numbers of which many are the same, in as few bits as a block of rows allows.
//!
//! Where all rows of a block have one value it takes no room; where there are few different ones, the bits that tell these apart; and else
//! the bits of the distance from the smallest one. A number of a file on NTFS is two: its place in the file table, and in the highest 16 bits
//! how many times that was used, which are kept apart where it saves bits. For columns that are read seldom: a value is a load, a shift and a
//! mask, and perhaps a second load.

use crate::model::packed::{Collected, Optional};
use crate::model::stored::Numbers;

/// Values that have a code each, at most.
const FEW: usize = 16;
/// Bits of the largest distance that one load of eight bytes reaches wherever it begins.
const MOST_BITS: u32 = 56;
/// Bytes behind the last code, so that a load of eight bytes is always inside.
const PAD: usize = 8;

/// Bits below the part of a number that may be kept apart.
const LOW_BITS: u32 = 48;

/// Numbers, some of which may be missing.
#[derive(Debug)]
pub(super) enum Narrow {
    /// All are the same.
    Same(Option<u64>),
    /// A code is the place of its value in the list.
    Few(Box<[Option<u64>]>, Codes),
    /// Code 0 is for what is missing; the others are one more than the distance from this number.
    Range(u64, Codes),
    /// Those whose low and high bits take less apart.
    Halves(Box<Halves>),
    /// Anything.
    Wide(Box<Optional>),
}

/// Numbers in two parts.
#[derive(Debug)]
pub(super) struct Halves {
    /// The lowest [`LOW_BITS`]; missing where the number is.
    low: Narrow,
    high: Narrow,
    bounds: (u64, u64),
}

/// Numbers of so many bits each.
#[derive(Debug)]
pub(super) struct Codes {
    bits: u32,
    bytes: Box<[u8]>,
}

impl Codes {
    fn new(bits: u32, codes: impl ExactSizeIterator<Item = u64>) -> Codes {
        let mut bytes = vec![0; (codes.len() * bits as usize).div_ceil(8) + PAD];
        for (index, code) in codes.enumerate() {
            let (at, shift) = (index * bits as usize / 8, index * bits as usize % 8);
            let raw = load(&bytes, at) | code << shift;
            bytes[at..at + 8].copy_from_slice(&raw.to_le_bytes());
        }
        Codes { bits, bytes: bytes.into_boxed_slice() }
    }

    #[inline]
    fn get(&self, index: usize) -> u64 {
        let (at, shift) = (index * self.bits as usize / 8, index * self.bits as usize % 8);
        load(&self.bytes, at) >> shift & (u64::MAX >> (64 - self.bits))
    }
}

#[inline]
fn load(bytes: &[u8], at: usize) -> u64 {
    u64::from_le_bytes(bytes[at..at + 8].try_into().unwrap_or_default())
}

/// Bits that tell numbers up to this one apart; 1 at least.
fn bits_of(most: u64) -> u32 {
    (u64::BITS - most.leading_zeros()).max(1)
}

impl Narrow {
    /// Packs values in their order.
    pub(super) fn new(values: impl ExactSizeIterator<Item = Option<u64>> + Clone) -> Narrow {
        Narrow::of(values.clone(), values)
    }

    /// The same where each of the values is known to be in `different` at least once, and nothing else is.
    pub(super) fn of(
        different: impl Iterator<Item = Option<u64>> + Clone,
        values: impl ExactSizeIterator<Item = Option<u64>> + Clone,
    ) -> Narrow {
        let whole = Narrow::whole(different.clone(), values.clone());
        let Some(bounds) = whole.bounds().filter(|_| whole.bits() > LOW_BITS) else { return whole };
        let low = |value: Option<u64>| value.map(|value| value & ((1 << LOW_BITS) - 1));
        let high = |value: Option<u64>| Some(value.unwrap_or(bounds.0) >> LOW_BITS);
        let low = Narrow::whole(different.clone().map(low), values.clone().map(low));
        let high = Narrow::whole(different.map(high), values.map(high));
        let saves = low.bits() + high.bits() < whole.bits();
        if saves { Narrow::Halves(Box::new(Halves { low, high, bounds })) } else { whole }
    }

    /// Bits of a value.
    fn bits(&self) -> u32 {
        match self {
            Narrow::Same(_) => 0,
            Narrow::Few(_, codes) | Narrow::Range(_, codes) => codes.bits,
            Narrow::Halves(halves) => halves.low.bits() + halves.high.bits(),
            Narrow::Wide(_) => u64::BITS,
        }
    }

    /// As [`Narrow::of`], each in one piece.
    fn whole(
        different: impl Iterator<Item = Option<u64>>,
        values: impl ExactSizeIterator<Item = Option<u64>> + Clone,
    ) -> Narrow {
        let mut few: Vec<Option<u64>> = Vec::new();
        let (mut low, mut high) = (u64::MAX, u64::MIN);
        let mut last = None;
        for value in different {
            if last == Some(value) {
                continue;
            }
            last = Some(value);
            if let Some(value) = value {
                (low, high) = (low.min(value), high.max(value));
            }
            if few.len() <= FEW && !few.contains(&value) {
                few.push(value);
            }
        }
        if few.len() < 2 {
            return Narrow::Same(few.first().copied().flatten());
        }
        // Two different values at least, so one of them is there.
        let distance = high - low;
        let few_bits = bits_of(few.len() as u64 - 1);
        if few.len() <= FEW && (distance >= 1 << MOST_BITS || few_bits <= bits_of(distance + 1)) {
            let code = |value| few.iter().position(|&one| one == value).unwrap_or(0) as u64;
            let codes = Codes::new(few_bits, values.map(code));
            return Narrow::Few(few.into_boxed_slice(), codes);
        }
        if distance < (1 << MOST_BITS) - 1 {
            let code = |value: Option<u64>| value.map_or(0, |value| value - low + 1);
            return Narrow::Range(low, Codes::new(bits_of(distance + 1), values.map(code)));
        }
        let mut collected = Collected::default();
        values.for_each(|value| collected.push(value));
        Narrow::Wide(Box::new(collected.take(0)))
    }

    /// The value at `index`, which must be below the number of packed values.
    #[inline]
    pub(super) fn get(&self, index: usize) -> Option<u64> {
        match self {
            Narrow::Same(value) => *value,
            Narrow::Few(values, codes) => values[codes.get(index) as usize],
            Narrow::Range(low, codes) => codes.get(index).checked_sub(1).map(|distance| low + distance),
            Narrow::Halves(halves) => {
                let high = halves.high.get(index).unwrap_or(0) << LOW_BITS;
                halves.low.get(index).map(|low| high | low)
            }
            Narrow::Wide(values) => values.get(index),
        }
    }

    /// Appends so many values to `numbers`, each as `change` makes it.
    pub(super) fn unpack(&self, len: usize, change: impl Fn(u64) -> u64, numbers: &mut Numbers) {
        match self {
            Narrow::Same(None) => numbers.push_unknown(len),
            Narrow::Same(Some(value)) => numbers.push_all(len, |all| all.fill(change(*value))),
            Narrow::Few(values, codes) if values.iter().all(Option::is_some) => {
                let values: Vec<u64> = values.iter().flatten().map(|value| change(*value)).collect();
                numbers.push_all(len, |all| {
                    all.iter_mut()
                        .enumerate()
                        .for_each(|(at, number)| *number = values[codes.get(at) as usize]);
                });
            }
            _ => (0..len).for_each(|at| numbers.push(self.get(at).map(&change))),
        }
    }

    /// Whether none is missing, as far as that is known without looking at each.
    pub(super) fn is_whole(&self) -> bool {
        match self {
            Narrow::Same(value) => value.is_some(),
            Narrow::Few(values, _) => values.iter().all(Option::is_some),
            Narrow::Range(..) => false,
            Narrow::Halves(halves) => halves.low.is_whole(),
            Narrow::Wide(values) => values.is_whole(),
        }
    }

    /// No value is below the first or above the second; `None` if every value is missing.
    pub(super) fn bounds(&self) -> Option<(u64, u64)> {
        match self {
            Narrow::Same(value) => value.map(|value| (value, value)),
            Narrow::Few(values, _) => {
                let values = values.iter().flatten().map(|&value| (value, value));
                values.reduce(|(low, high), (value, _)| (low.min(value), high.max(value)))
            }
            Narrow::Range(low, codes) => Some((*low, low.saturating_add(u64::MAX >> (64 - codes.bits)))),
            Narrow::Halves(halves) => Some(halves.bounds),
            Narrow::Wide(values) => values.bounds(),
        }
    }

    /// The different values if they are few, as they are among owners.
    pub(super) fn few(&self) -> Option<&[Option<u64>]> {
        match self {
            Narrow::Same(value) => Some(std::slice::from_ref(value)),
            Narrow::Few(values, _) => Some(values),
            Narrow::Range(..) | Narrow::Halves(_) | Narrow::Wide(_) => None,
        }
    }

    /// Bytes on the heap.
    pub(super) fn heap_bytes(&self) -> usize {
        match self {
            Narrow::Same(_) => 0,
            Narrow::Few(values, codes) => size_of_val(&**values) + codes.bytes.len(),
            Narrow::Range(_, codes) => codes.bytes.len(),
            Narrow::Halves(halves) => {
                size_of::<Halves>() + halves.low.heap_bytes() + halves.high.heap_bytes()
            }
            Narrow::Wide(values) => size_of::<Optional>() + values.heap_bytes(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn value() -> impl Strategy<Value = Option<u64>> {
        prop::option::of(prop_oneof![
            Just(420),
            Just(493),
            0u64..100_000,
            any::<u64>(),
            Just(u64::MAX),
            (0u32..64).prop_map(|bit| 1 << bit)
        ])
    }

    proptest! {
        #[test]
        fn every_value_comes_back(values in prop::collection::vec(value(), 0..100), of in 0u64..300, from in any::<u64>()) {
            // As they are, few different ones, and ones that lie near each other.
            let near = values.iter().map(|v| v.map(|v| from.saturating_add(v % (of + 1)))).collect();
            let few = values.iter().map(|v| v.map(|v| (v % 7) << 57)).collect();
            for values in [values, few, near] {
                let narrow = Narrow::new(values.iter().copied());
                for (index, value) in values.iter().enumerate() {
                    prop_assert_eq!(narrow.get(index), *value);
                }
                let bounds = narrow.bounds();
                prop_assert_eq!(bounds.is_some(), values.iter().any(Option::is_some));
                if let Some((low, high)) = bounds {
                    prop_assert!(values.iter().flatten().all(|v| (low..=high).contains(v)));
                }
            }
        }
    }

    #[test]
    fn numbers_as_far_apart_as_can_be_come_back() {
        let values: Vec<Option<u64>> = (0..40).chain([u64::MAX]).map(Some).collect();
        let narrow = Narrow::new(values.iter().copied());
        assert!((0..).zip(&values).all(|(at, value)| narrow.get(at) == *value));
    }

    #[test]
    fn a_number_of_ntfs_takes_the_bits_of_its_parts() {
        // Places near each other, used up to 40 times.
        let number = |at: u64| ((1 + at * 7919 % 40) << LOW_BITS) + 5_000_000 + at * 3;
        let narrow = Narrow::new((0..4096_u32).map(|at| Some(number(at.into()))));
        assert!((0..4096).all(|at| narrow.get(at) == Some(number(at as u64))));
        assert!(narrow.heap_bytes() < 4096 * (14 + 6) / 8 + 200, "{}", narrow.heap_bytes());
    }

    #[test]
    fn what_is_alike_takes_no_room() {
        let of = |value: fn(u64) -> Option<u64>| {
            Narrow::new((0..4096_u32).map(|at| value(at.into()))).heap_bytes()
        };
        assert_eq!(of(|_| None) + of(|_| Some(7)), 0);
        assert!(of(|at| Some(if at % 2 == 0 { 0o644 } else { 0o755 })) < 4096 / 8 + 64);
        assert!(of(|at| Some(at << 12)) <= 4096 * 3 + PAD, "24 bits a value");
        assert!(of(|at| Some(u64::MAX * (at % 2))) < 4096 / 8 + 64, "however far apart");
    }
}
