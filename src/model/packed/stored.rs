//! Packed columns as the bytes of a [`crate::model::stored::Table`].

use super::{Optional, PAD, Packed, bits_behind};
use crate::model::stored::take;

impl Packed {
    /// Appends it, which has so many numbers.
    pub(in crate::model) fn store(&self, len: usize, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.base.to_le_bytes());
        out.push(self.width as u8);
        // An empty one has no bytes, whatever its width.
        out.extend_from_slice(self.bytes.get(..len * self.width).unwrap_or_default());
    }

    /// So many numbers. `None` unless these bytes are exactly such a column.
    pub(in crate::model) fn restore(len: usize, mut bytes: &[u8]) -> Option<Packed> {
        let base = u64::from_le_bytes(take(&mut bytes)?);
        let [width] = take(&mut bytes)?;
        let width = usize::from(width);
        if width > 8 || len.checked_mul(width) != Some(bytes.len()) {
            return None;
        }
        if width == 0 || len == 0 {
            return Some(Packed { base, ..Packed::default() });
        }
        let mask = u64::MAX >> (64 - 8 * width);
        let mut padded = Vec::with_capacity(bytes.len() + PAD);
        padded.extend_from_slice(bytes);
        padded.resize(bytes.len() + PAD, 0);
        let packed = Packed { base, width, mask, bytes: padded.into_boxed_slice() };
        (base.checked_add(mask).is_some() || base.checked_add(packed.most_distance(len)).is_some())
            .then_some(packed)
    }

    /// The largest of so many numbers, exactly; 0 if there are none.
    pub fn most(&self, len: usize) -> u64 {
        if len == 0 { 0 } else { self.base + self.most_distance(len) }
    }

    fn most_distance(&self, len: usize) -> u64 {
        let mut distances = [0; 256];
        let mut most = 0;
        for start in (0..len).step_by(distances.len()) {
            let part = &mut distances[..(len - start).min(256)];
            self.unpack_from(0, start, part);
            most = part.iter().fold(most, |most, &one| one.max(most));
        }
        most
    }
}

impl Optional {
    /// Appends it, which has so many numbers.
    pub(in crate::model) fn store(&self, len: usize, out: &mut Vec<u8>) {
        out.push((!self.present.is_empty()).into());
        self.present.iter().for_each(|word| out.extend_from_slice(&word.to_le_bytes()));
        self.values.store(len, out);
    }

    /// So many numbers. `None` unless these bytes are exactly such a column.
    pub(in crate::model) fn restore(len: usize, mut bytes: &[u8]) -> Option<Optional> {
        let mut present: Box<[u64]> = Box::default();
        match take(&mut bytes)? {
            [0] => {}
            [1] => {
                let words = bytes.split_off(..len.div_ceil(64).checked_mul(8)?)?;
                present = words.as_chunks().0.iter().map(|word| u64::from_le_bytes(*word)).collect();
                // Bits behind the last value stay zero, so that all are where every value is missing.
                if let Some(last) = present.last_mut() {
                    *last &= u64::MAX >> bits_behind(len);
                }
                if present.iter().map(|word| word.count_ones() as usize).sum::<usize>() == len {
                    present = Box::default();
                }
            }
            _ => return None,
        }
        Some(Optional { values: Packed::restore(len, bytes)?, present })
    }

    /// So many numbers, all of them missing.
    pub(in crate::model) fn missing(len: usize) -> Optional {
        Optional { values: Packed::default(), present: vec![0; len.div_ceil(64)].into_boxed_slice() }
    }

    /// The largest of so many numbers, exactly, those in the place of a missing one among them; 0 if there are none.
    pub(in crate::model) fn most(&self, len: usize) -> u64 {
        self.values.most(len)
    }
}
