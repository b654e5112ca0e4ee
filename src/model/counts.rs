//! What was found, in numbers.

use super::{Kind, Known, Meta, Row, Unknown};
use std::ops::{AddAssign, SubAssign};

/// What folders take themselves, beside what is in them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OwnSizes {
    /// How many they are.
    pub folders: u64,
    /// Sum of their apparent sizes, in bytes, as far as the system reports them.
    pub bytes: u128,
    /// Sum of their allocated sizes, in bytes, as far as the system reports them.
    pub allocated: u128,
    /// How many of the folders are missing in these sums.
    pub unknown: Unknown,
}

impl OwnSizes {
    /// Those of one folder.
    pub fn of(meta: &Meta) -> OwnSizes {
        OwnSizes {
            folders: 1,
            bytes: meta.size.unwrap_or(0).into(),
            allocated: meta.allocated.unwrap_or(0).into(),
            unknown: Unknown::of(meta.size, meta.allocated),
        }
    }
}

impl AddAssign for OwnSizes {
    fn add_assign(&mut self, other: OwnSizes) {
        self.folders += other.folders;
        self.bytes += other.bytes;
        self.allocated += other.allocated;
        self.unknown += other.unknown;
    }
}

/// Without some of them; never less than nothing.
impl SubAssign for OwnSizes {
    fn sub_assign(&mut self, other: OwnSizes) {
        self.folders = self.folders.saturating_sub(other.folders);
        self.bytes = self.bytes.saturating_sub(other.bytes);
        self.allocated = self.allocated.saturating_sub(other.allocated);
        self.unknown.bytes = self.unknown.bytes.saturating_sub(other.unknown.bytes);
        self.unknown.allocated = self.unknown.allocated.saturating_sub(other.unknown.allocated);
    }
}

/// Entries that were left out by the user's choice, by the reason; what is in a folder left out isn't counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Hidden ones.
    pub hidden: u64,
    /// Those that match a pattern.
    pub excluded: u64,
    /// Folders where another file system is mounted.
    pub other_file_systems: u64,
}

impl LeftOut {
    /// All of them.
    pub const fn all(&self) -> u64 {
        self.hidden + self.excluded + self.other_file_systems
    }
}

impl AddAssign for LeftOut {
    fn add_assign(&mut self, other: LeftOut) {
        self.hidden += other.hidden;
        self.excluded += other.excluded;
        self.other_file_systems += other.other_file_systems;
    }
}

/// Sums over rows and problems. Byte sums are 128 bits wide: two files of 2^63 bytes are legal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Rows that are not folders.
    pub files: u64,
    /// Folders that were opened and listed, the picked one among them.
    pub folders: u64,
    /// Sum of apparent sizes of the files, in bytes.
    pub bytes: u128,
    /// Sum of allocated sizes of the files, in bytes, as far as the system reports them.
    pub allocated: u128,
    /// How many of the files are missing in these sums.
    pub unknown: Unknown,
    /// The largest apparent size of a file, in bytes.
    pub largest: u64,
    /// Entries that were gone when they were looked at.
    pub vanished: u64,
    /// Entries that were left out by the user's choice.
    pub left_out: LeftOut,
    /// What the picked folder takes itself.
    pub picked_folder: OwnSizes,
    /// What the folders in it take themselves, those that could not be read among them.
    pub inner_folders: OwnSizes,
    /// The part of `inner_folders` that counts elsewhere, as those folders were picked themselves or are listed at their other path.
    pub picked_themselves: OwnSizes,
    /// The part of `inner_folders` on other file systems than the picked folder.
    pub elsewhere: OwnSizes,
    /// Problems that hide something or leave a row without its details.
    pub problems: u64,
}

impl Counts {
    /// Counts a row, if it is not a folder.
    #[inline]
    pub fn add_row(&mut self, row: &Row<'_>) {
        let Meta { kind, size, allocated, .. } = row.meta;
        if kind != Kind::Folder {
            self.files += 1;
            self.bytes += u128::from(size.unwrap_or(0));
            self.allocated += u128::from(allocated.unwrap_or(0));
            self.unknown += Unknown::of(size, allocated);
            self.largest = self.largest.max(size.unwrap_or(0));
        }
    }

    /// How much of [`Counts::bytes`] is known.
    pub const fn bytes_known(&self) -> Known {
        Known::of(self.files, self.unknown.bytes)
    }

    /// How much of [`Counts::allocated`] is known.
    pub const fn allocated_known(&self) -> Known {
        Known::of(self.files, self.unknown.allocated)
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Counts) {
        self.files += other.files;
        self.folders += other.folders;
        self.bytes += other.bytes;
        self.allocated += other.allocated;
        self.unknown += other.unknown;
        self.largest = self.largest.max(other.largest);
        self.vanished += other.vanished;
        self.left_out += other.left_out;
        self.picked_folder += other.picked_folder;
        self.inner_folders += other.inner_folders;
        self.picked_themselves += other.picked_themselves;
        self.elsewhere += other.elsewhere;
        self.problems += other.problems;
    }
}
