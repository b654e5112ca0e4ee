//! Such numbers as the bytes of a [`crate::model::stored::Table`].
//!
//! The first byte says in which of four ways they are kept. 0, all are the same: the value. 1, a few different ones: how many (1 byte), each
//! of them, and a code a row, which is the place of its value. 2, a range: the smallest (8 bytes), and a code a row, which is 0 where the
//! number is missing and else one more than the distance. 3: a column of optional numbers.
//! A value is whether it is there (1 byte) and its number (8). Codes are the bits of each (1 byte), and then these bits, from the lowest of
//! the first byte on, filled up to a whole byte.

use super::{Codes, MOST_BITS, Narrow, PAD};
use crate::model::packed::Optional;
use crate::model::stored::take;

const SAME: u8 = 0;
const FEW: u8 = 1;
const RANGE: u8 = 2;
const WIDE: u8 = 3;

fn store_value(value: Option<u64>, out: &mut Vec<u8>) {
    out.push(value.is_some().into());
    out.extend_from_slice(&value.unwrap_or(0).to_le_bytes());
}

fn restore_value(bytes: &mut &[u8]) -> Option<Option<u64>> {
    let [is_there] = take(bytes)?;
    let value = u64::from_le_bytes(take(bytes)?);
    (is_there <= 1).then_some((is_there == 1).then_some(value))
}

impl Codes {
    fn store(&self, out: &mut Vec<u8>) {
        out.push(self.bits as u8);
        out.extend_from_slice(&self.bytes[..self.bytes.len() - PAD]);
    }

    fn restore(len: usize, mut bytes: &[u8]) -> Option<Codes> {
        let [bits] = take(&mut bytes)?;
        let is_sound = (1..=MOST_BITS).contains(&bits.into())
            && len.checked_mul(bits.into()).map(|bits| bits.div_ceil(8)) == Some(bytes.len());
        is_sound.then(|| {
            let mut padded = Vec::with_capacity(bytes.len() + PAD);
            padded.extend_from_slice(bytes);
            padded.resize(bytes.len() + PAD, 0);
            Codes { bits: bits.into(), bytes: padded.into_boxed_slice() }
        })
    }

    /// The largest of so many, exactly.
    fn most(&self, len: usize) -> u64 {
        (0..len).map(|index| self.get(index)).max().unwrap_or(0)
    }
}

impl Narrow {
    /// Appends it, which has so many numbers, each as `change` makes it.
    pub(in crate::model::facts) fn store(&self, len: usize, change: impl Fn(u64) -> u64, out: &mut Vec<u8>) {
        match self {
            Narrow::Same(value) => {
                out.push(SAME);
                store_value(value.map(change), out);
            }
            Narrow::Few(values, codes) => {
                out.extend_from_slice(&[FEW, values.len() as u8]);
                values.iter().for_each(|value| store_value(value.map(&change), out));
                codes.store(out);
            }
            Narrow::Range(low, codes) => {
                out.push(RANGE);
                out.extend_from_slice(&low.to_le_bytes());
                codes.store(out);
            }
            Narrow::Wide(values) => {
                out.push(WIDE);
                values.store(len, out);
            }
        }
    }

    /// So many numbers, none of which is above `most`, each of a few as `change` makes it. `None` unless these bytes are exactly such a column.
    pub(in crate::model::facts) fn restore(
        len: usize,
        most: u64,
        change: impl Fn(u64) -> u64,
        mut bytes: &[u8],
    ) -> Option<Narrow> {
        match take(&mut bytes)? {
            [SAME] => {
                let value = restore_value(&mut bytes)?;
                (bytes.is_empty() && value <= Some(most)).then_some(Narrow::Same(value.map(change)))
            }
            [FEW] => {
                let [count] = take(&mut bytes)?;
                let values: Box<[_]> =
                    (0..count).map(|_| restore_value(&mut bytes)).collect::<Option<_>>()?;
                let codes = Codes::restore(len, bytes)?;
                let is_sound = values.iter().all(|value| *value <= Some(most))
                    && (len == 0 || codes.most(len) < values.len() as u64);
                let values = values.into_iter().map(|value| value.map(&change)).collect();
                is_sound.then_some(Narrow::Few(values, codes))
            }
            [RANGE] => {
                let low = u64::from_le_bytes(take(&mut bytes)?);
                let codes = Codes::restore(len, bytes)?;
                let may_be = low.checked_add(u64::MAX >> (64 - codes.bits)).is_some_and(|high| high <= most);
                let is_sound = may_be
                    || low.checked_add(codes.most(len).saturating_sub(1)).is_some_and(|high| high <= most);
                is_sound.then_some(Narrow::Range(low, codes))
            }
            [WIDE] => {
                let values = Optional::restore(len, bytes)?;
                (values.most(len) <= most).then(|| Narrow::Wide(Box::new(values)))
            }
            _ => None,
        }
    }
}
