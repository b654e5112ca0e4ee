//! What a user asks to have compared.

use crate::import::As;
use crate::model::CompareWish;
use std::path::PathBuf;

/// With what the sheet is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CompareSide {
    /// A saved sheet or another tool's list, to be read as this.
    File(PathBuf, As),
    /// What is in these folders now.
    Folders(Vec<PathBuf>),
    /// What is in the sheet's own picked folders now.
    DiskNow,
}

/// What the session's sheet is to be compared with, which is read for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompareRequest {
    /// With what.
    pub side: CompareSide,
    /// Whether that is the older one of the two; `None` leaves it to what is known of their times.
    pub is_older: Option<bool>,
    /// How.
    pub wish: CompareWish,
}
