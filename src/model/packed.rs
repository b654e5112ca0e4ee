//! Columns of whole numbers in as few bytes as a block of rows allows.
//!
//! A column keeps the smallest value and, for each row, the distance from it in as many bytes as the largest
//! distance needs: none where all are equal. This is frame-of-reference coding (Goldstein, Ramakrishnan and
//! Shaft, "Compressing relations and indexes", 1998) at byte granularity, so that reading one value is one
//! unaligned load and one mask. Most blocks of 4,096 files need 3 bytes for a size and 4 for a time, and the
//! full 64-bit range is still exact.

/// Bytes behind the last value, so that a load of eight bytes is always inside.
const PAD: usize = 8;

/// Numbers of 0 to 8 bytes each.
#[derive(Debug, Clone)]
pub struct Packed {
    base: u64,
    width: usize,
    mask: u64,
    bytes: Box<[u8]>,
}

impl Packed {
    /// Packs `values` in their order.
    pub fn new(values: impl ExactSizeIterator<Item = u64> + Clone) -> Packed {
        let (low, high) =
            values.clone().fold((u64::MAX, u64::MIN), |(low, high), v| (low.min(v), high.max(v)));
        if values.len() == 0 || low == high {
            let base = if values.len() == 0 { 0 } else { low };
            return Packed { base, width: 0, mask: 0, bytes: Box::new([]) };
        }
        let width = (8 - ((high - low).leading_zeros() / 8)) as usize;
        let mask = u64::MAX >> (64 - 8 * width);
        let mut bytes = vec![0; values.len() * width + PAD];
        for (i, v) in values.enumerate() {
            // Each store also clears the bytes behind it, which the next one fills.
            bytes[i * width..i * width + 8].copy_from_slice(&(v - low).to_le_bytes());
        }
        Packed { base: low, width, mask, bytes: bytes.into_boxed_slice() }
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

    /// Bytes on the heap.
    pub fn heap_bytes(&self) -> usize {
        self.bytes.len()
    }
}

/// Numbers of which some may be missing.
#[derive(Debug, Clone)]
pub struct Optional {
    values: Packed,
    /// One bit a value, set where it is there; empty where all are.
    present: Box<[u64]>,
}

impl Optional {
    /// Packs `values` in their order.
    pub fn new(values: impl ExactSizeIterator<Item = Option<u64>> + Clone) -> Optional {
        let present = if values.clone().all(|v| v.is_some()) {
            Box::default()
        } else {
            let mut bits = vec![0u64; values.len().div_ceil(64)];
            for (i, _) in values.clone().enumerate().filter(|(_, v)| v.is_some()) {
                bits[i / 64] |= 1 << (i % 64);
            }
            bits.into_boxed_slice()
        };
        // A missing value takes the smallest one's place, so that it never widens the column.
        let filler = values.clone().flatten().min().unwrap_or(0);
        Optional { values: Packed::new(values.map(|v| v.unwrap_or(filler))), present }
    }

    /// The value at `index`, which must be below the number of packed values.
    #[inline]
    pub fn get(&self, index: usize) -> Option<u64> {
        let there = self.present.is_empty() || self.present[index / 64] >> (index % 64) & 1 == 1;
        there.then(|| self.values.get(index))
    }

    /// Bytes on the heap.
    pub fn heap_bytes(&self) -> usize {
        self.values.heap_bytes() + size_of_val(&*self.present)
    }
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
        fn every_value_comes_back(values in prop::collection::vec(extremes(), 0..200)) {
            let packed = Packed::new(values.iter().copied());
            for (i, v) in values.iter().enumerate() {
                prop_assert_eq!(packed.get(i), *v);
            }
        }

        #[test]
        fn a_missing_value_stays_missing(values in prop::collection::vec(prop::option::of(extremes()), 0..200)) {
            let packed = Optional::new(values.iter().copied());
            for (i, v) in values.iter().enumerate() {
                prop_assert_eq!(packed.get(i), *v);
            }
        }
    }

    #[test]
    fn equal_values_take_no_bytes() {
        assert_eq!(Packed::new([7u64; 4096].into_iter()).heap_bytes(), 0);
        assert_eq!(Optional::new([None; 4096].into_iter()).heap_bytes(), 4096 / 8);
    }
}
