//! How much of the sources was read, as one number.

use crate::store::Sheet;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Changes with each problem, and whenever a source begins or ends, or a folder ends.
pub(super) fn known(sheet: &Sheet) -> u64 {
    let mut hasher = DefaultHasher::new();
    (sheet.problems.problems(), sheet.problems.len(), sheet.roots.len()).hash(&mut hasher);
    sheet.folders.ended().hash(&mut hasher);
    for root in sheet.roots.iter() {
        (root.id, std::mem::discriminant(&root.phase)).hash(&mut hasher);
    }
    hasher.finish()
}
