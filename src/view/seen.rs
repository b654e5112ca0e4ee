//! Whether a sum has known parts and whether it has unknown ones, in two bits: a byte for each folder then serves, which several threads
//! and the folders above add to by `or`.

use crate::model::Known;

/// The bits of one part, with a number or without.
#[inline]
pub(super) const fn of(number: Option<u64>) -> u8 {
    if number.is_some() { 1 } else { 2 }
}

/// How much is known of a sum of parts with these bits.
#[inline]
pub(super) const fn known(bits: u8) -> Known {
    Known::by(bits & 1 != 0, bits & 2 != 0)
}
