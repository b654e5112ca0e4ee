//! The folder that each folder is in, as a column, so that the passes over all folders don't follow the sheet's chunks.

use crate::model::FolderId;
use crate::store::Folders;
use rayon::prelude::*;

/// In place of a parent: a picked folder.
const TOP: u32 = u32::MAX;
/// In place of a parent: a number whose folder never came.
const HOLE: u32 = u32::MAX - 1;

/// Parents by folder. A parent has a lower number than what is in it, so that one pass from the highest number down brings every
/// sum to the top.
#[derive(Debug, Clone, Default)]
pub(super) struct Parents {
    parents: Vec<u32>,
    known: u32,
}

impl Parents {
    /// Those of `folders`. What `before` knows is taken from there: a record never changes.
    pub(super) fn of(folders: &Folders, before: Option<&Parents>) -> Parents {
        let before = before.map_or(&[][..], |known| &known.parents);
        let link = |id: u32| match before.get(id as usize) {
            Some(&parent) if parent != HOLE => parent,
            _ => read(folders, id),
        };
        let parents: Vec<u32> = (0..folders.len()).into_par_iter().map(link).collect();
        Parents { parents, known: folders.known() }
    }

    /// One more than the largest number.
    pub(super) fn len(&self) -> usize {
        self.parents.len()
    }

    /// Folders without the holes.
    pub(super) fn known(&self) -> u32 {
        self.known
    }

    /// The folder that a folder is in; `None` for a picked one and for a hole.
    pub(super) fn parent(&self, folder: FolderId) -> Option<FolderId> {
        self.parents.get(folder.0 as usize).and_then(|&parent| real(parent))
    }

    /// Each folder that is in another, with that one.
    pub(super) fn pairs(&self) -> impl DoubleEndedIterator<Item = (FolderId, FolderId)> + '_ {
        let folders = self.parents.iter().enumerate();
        folders.filter_map(|(id, &parent)| real(parent).map(|parent| (FolderId(id as u32), parent)))
    }

    /// The picked folders.
    pub(super) fn roots(&self) -> Vec<FolderId> {
        let tops = self.parents.iter().enumerate().filter(|(_, parent)| **parent == TOP);
        tops.map(|(id, _)| FolderId(id as u32)).collect()
    }

    pub(super) fn heap_bytes(&self) -> usize {
        self.parents.capacity() * size_of::<u32>()
    }
}

fn real(parent: u32) -> Option<FolderId> {
    (parent < HOLE).then_some(FolderId(parent))
}

fn read(folders: &Folders, id: u32) -> u32 {
    let folder = folders.get(FolderId(id));
    match folder.parent {
        // A link that does not lead down to a lower number would lead in a circle.
        Some(parent) if parent.0 < id => parent.0,
        None if !folder.name.is_empty() => TOP,
        _ => HOLE,
    }
}
