//! The folders that have come, so that nothing is in one that hasn't.

use crate::model::{FolderId, FolderRecord, RootId, RowSet};

/// See the module.
pub(super) struct KnownFolders {
    /// How many picked folders there are.
    roots: usize,
    numbers: RowSet,
    /// All numbers below this one are known.
    dense: u32,
    count: u64,
    /// The picked folder of each by its number, where there are several.
    root_of: Vec<u32>,
}

impl KnownFolders {
    pub(super) fn new(roots: usize) -> KnownFolders {
        KnownFolders { roots, numbers: RowSet::default(), dense: 0, count: 0, root_of: Vec::new() }
    }

    /// Adds one, if it is new, and the folder that it is in is known and of the same picked one.
    pub(super) fn add(&mut self, folder: &FolderRecord<'_>) -> bool {
        let is_sound = !self.has(folder.id)
            && (folder.root.0 as usize) < self.roots
            && !folder.name.contains(&0)
            && match folder.parent {
                Some(parent) => self.has(parent) && self.root(parent) == folder.root,
                // One without a parent and a name is a number without a folder.
                None => !folder.name.is_empty(),
            };
        if !is_sound {
            return false;
        }
        self.numbers.insert(folder.id.0);
        self.count += 1;
        if folder.id.0 == self.dense {
            self.dense += 1;
        }
        if self.roots > 1 {
            let at = folder.id.0 as usize;
            if self.root_of.len() <= at {
                self.root_of.resize(at + 1, 0);
            }
            self.root_of[at] = folder.root.0;
        }
        true
    }

    /// How many there are.
    pub(super) fn count(&self) -> u64 {
        self.count
    }

    pub(super) fn has(&self, folder: FolderId) -> bool {
        folder.0 < self.dense || self.numbers.contains(folder.0)
    }

    /// Whether all numbers up to this one are known.
    pub(super) fn has_all_to(&self, number: u32) -> bool {
        number < self.dense
    }

    /// The picked folder of one that is known.
    pub(super) fn root(&self, folder: FolderId) -> RootId {
        RootId(self.root_of.get(folder.0 as usize).copied().unwrap_or(0))
    }
}
