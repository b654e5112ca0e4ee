//! How much of a sum is known. A system doesn't report every number of every file, and a sum over such files is the least that they can
//! come to: it says so, or isn't a number at all.

use std::ops::{AddAssign, SubAssign};

/// How much of a sum is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Known {
    /// Every part: the sum is exact.
    #[default]
    All,
    /// Some parts: the sum is a lower bound.
    Part,
    /// No part: there is no sum, which is not the same as 0.
    Nothing,
}

impl Known {
    /// Of a sum of so many parts, `unknown` of which have no number.
    pub const fn of(parts: u64, unknown: u64) -> Known {
        Known::by(unknown < parts, unknown > 0)
    }

    /// Of a sum with some known parts, some unknown ones, or both. One with neither is exactly 0.
    pub const fn by(has_known: bool, has_unknown: bool) -> Known {
        match (has_known, has_unknown) {
            (_, false) => Known::All,
            (true, true) => Known::Part,
            (false, true) => Known::Nothing,
        }
    }

    /// The same of a sum that may lack parts of which nothing is known.
    #[must_use]
    pub const fn and_more(self, may_lack: bool) -> Known {
        match self {
            Known::All if may_lack => Known::Part,
            known => known,
        }
    }
}

/// How many files of a sum have no such number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Unknown {
    /// Without an apparent size.
    pub bytes: u64,
    /// Without an allocated size.
    pub allocated: u64,
}

impl Unknown {
    /// Of one file with these sizes.
    #[inline]
    pub const fn of(size: Option<u64>, allocated: Option<u64>) -> Unknown {
        Unknown { bytes: size.is_none() as u64, allocated: allocated.is_none() as u64 }
    }
}

impl AddAssign for Unknown {
    #[inline]
    fn add_assign(&mut self, other: Unknown) {
        self.bytes += other.bytes;
        self.allocated += other.allocated;
    }
}

impl SubAssign for Unknown {
    fn sub_assign(&mut self, other: Unknown) {
        self.bytes -= other.bytes;
        self.allocated -= other.allocated;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_of_nothing_is_exact_and_one_of_unknown_parts_is_none() {
        for (parts, unknown, known) in
            [(0, 0, Known::All), (3, 0, Known::All), (3, 1, Known::Part), (3, 3, Known::Nothing)]
        {
            assert_eq!(Known::of(parts, unknown), known, "{unknown} of {parts}");
        }
        assert_eq!(Known::All.and_more(true), Known::Part);
        assert_eq!(Known::Nothing.and_more(true), Known::Nothing);
    }
}
