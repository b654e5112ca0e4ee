//! What was found, in numbers.

use std::ops::AddAssign;

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
    /// The largest apparent size of a file, in bytes.
    pub largest: u64,
    /// Entries that were gone when they were looked at.
    pub vanished: u64,
    /// Entries that were left out by the user's choice; what is in a folder left out isn't counted.
    pub left_out: u64,
    /// Problems that hide something or leave a row without its details.
    pub problems: u64,
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Counts) {
        self.files += other.files;
        self.folders += other.folders;
        self.bytes += other.bytes;
        self.allocated += other.allocated;
        self.largest = self.largest.max(other.largest);
        self.vanished += other.vanished;
        self.left_out += other.left_out;
        self.problems += other.problems;
    }
}
