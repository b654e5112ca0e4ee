//! What is wrong with a filter.

use std::ops::Range;

/// Why a filter makes no sense.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// Where in the text, in bytes; both ends are between characters.
    pub at: Range<usize>,
    /// What is wrong there, and what was expected.
    pub what: String,
}
