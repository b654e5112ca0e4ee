//! Two sheets, their folders paired and their rows by folder: what every step after that works with.

use super::folders::FolderPairs;
use super::grouped::Grouped;
use super::side::Known;

/// See the module.
pub(super) struct Both<'a> {
    pub old: &'a Known<'a>,
    pub new: &'a Known<'a>,
    pub old_rows: &'a Grouped,
    pub new_rows: &'a Grouped,
    pub pairs: &'a FolderPairs,
}
