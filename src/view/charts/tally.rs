//! What a bar stands for.

use crate::model::{Known, Unknown};
use std::ops::{AddAssign, SubAssign};

/// How many files, and how large together. Byte sums are 128 bits wide, as in [`crate::view::Totals`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Files: rows that are not folders.
    pub files: u64,
    /// Sum of their apparent sizes, in bytes, as far as they are known.
    pub bytes: u128,
    /// Sum of their allocated sizes, in bytes, as far as they are known.
    pub allocated: u128,
    /// How many of the files are missing in these sums.
    pub unknown: Unknown,
}

impl Tally {
    /// One file.
    #[inline]
    pub(super) fn of(size: Option<u64>, allocated: Option<u64>) -> Tally {
        Tally {
            files: 1,
            bytes: size.unwrap_or(0).into(),
            allocated: allocated.unwrap_or(0).into(),
            unknown: Unknown::of(size, allocated),
        }
    }

    /// How much of `bytes` is known.
    pub const fn bytes_known(&self) -> Known {
        Known::of(self.files, self.unknown.bytes)
    }

    /// How much of `allocated` is known.
    pub const fn allocated_known(&self) -> Known {
        Known::of(self.files, self.unknown.allocated)
    }
}

impl AddAssign for Tally {
    #[inline]
    fn add_assign(&mut self, other: Tally) {
        self.files += other.files;
        self.bytes += other.bytes;
        self.allocated += other.allocated;
        self.unknown += other.unknown;
    }
}

impl SubAssign for Tally {
    fn sub_assign(&mut self, other: Tally) {
        self.files -= other.files;
        self.bytes -= other.bytes;
        self.allocated -= other.allocated;
        self.unknown -= other.unknown;
    }
}

/// [`Unknown`] as one number, to be added at once: a sheet has fewer than 2^32 rows, so that neither half runs over.
pub(super) mod packed {
    use super::Unknown;

    /// One file without an apparent size.
    pub(in crate::view::charts) const BYTES: u64 = 1;
    /// One without an allocated size.
    pub(in crate::view::charts) const ALLOCATED: u64 = 1 << 32;

    /// Of one file with these sizes.
    pub(in crate::view::charts) const fn of(size: Option<u64>, allocated: Option<u64>) -> u64 {
        size.is_none() as u64 * BYTES + allocated.is_none() as u64 * ALLOCATED
    }

    /// The two halves.
    pub(in crate::view::charts) const fn unpacked(sum: u64) -> Unknown {
        Unknown { bytes: sum % ALLOCATED, allocated: sum / ALLOCATED }
    }
}

/// The files of a bar that are shown, and all that belong in it, whether they are shown or not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bar {
    /// Those that are shown.
    pub shown: Tally,
    /// All of them.
    pub all: Tally,
}

impl AddAssign for Bar {
    fn add_assign(&mut self, other: Bar) {
        self.shown += other.shown;
        self.all += other.all;
    }
}
