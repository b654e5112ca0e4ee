//! What a bar stands for.

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
}

impl Tally {
    /// One file.
    #[inline]
    pub(super) fn of(size: Option<u64>, allocated: Option<u64>) -> Tally {
        Tally { files: 1, bytes: size.unwrap_or(0).into(), allocated: allocated.unwrap_or(0).into() }
    }
}

impl AddAssign for Tally {
    #[inline]
    fn add_assign(&mut self, other: Tally) {
        self.files += other.files;
        self.bytes += other.bytes;
        self.allocated += other.allocated;
    }
}

impl SubAssign for Tally {
    fn sub_assign(&mut self, other: Tally) {
        self.files -= other.files;
        self.bytes -= other.bytes;
        self.allocated -= other.allocated;
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
