//! A row that is remembered by its number, with the position where it was last seen. Rows that stream into a sorted
//! sheet move it; this finds it again.

use crate::session::Sheet;

/// Positions that are looked at in a frame; more would be felt.
const LOOKED_AT: u64 = 2_000_000;

/// A remembered row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Its number.
    pub number: u32,
    /// Where it was.
    pub position: u64,
}

impl Mark {
    /// The row at a position.
    pub fn at(sheet: &Sheet<'_>, position: u64) -> Option<Mark> {
        Some(Mark { number: sheet.number(position)?, position })
    }

    /// The same row where it is now; none if it isn't shown near by any more.
    pub fn found(self, sheet: &Sheet<'_>) -> Option<Mark> {
        let position = near(self.position, sheet.len(), |at| sheet.number(at) == Some(self.number))?;
        Some(Mark { position, ..self })
    }
}

/// The position nearest to `from`, below `len`, that `is` the one.
fn near(from: u64, len: u64, is: impl Fn(u64) -> bool) -> Option<u64> {
    if is(from) {
        return Some(from);
    }
    (1..LOOKED_AT / 2).take_while(|&d| d <= from || from + d < len).find_map(|d| {
        let later = from + d;
        if later < len && is(later) {
            return Some(later);
        }
        let earlier = from.checked_sub(d)?;
        (earlier < len && is(earlier)).then_some(earlier)
    })
}

#[cfg(test)]
mod tests {
    use super::near;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_is_found_wherever_it_went(len in 1u64..500, from in 0u64..600, to in 0u64..500) {
            prop_assert_eq!(near(from, len, |at| at == to && at < len), (to < len).then_some(to));
        }
    }
}
