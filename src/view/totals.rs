//! Sums over rows.

/// How many, and how large together. Byte sums are 128 bits wide: two files of 2^63 bytes are legal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Rows, folders among them.
    pub rows: u64,
    /// Rows that are not folders.
    pub files: u64,
    /// Sum of the files' apparent sizes, in bytes.
    pub bytes: u128,
    /// Sum of the files' allocated sizes, in bytes, as far as the system gives them.
    pub allocated: u128,
}
