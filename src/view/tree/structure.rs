//! The folders of a sheet without any sums: which is in which, and what of them could not be read.

use super::children::Children;
use super::parents::Parents;
use super::unread::UnreadFolders;
use crate::model::FolderId;
use crate::store::Sheet;

/// Which folder is in which, and what of them could not be read.
#[derive(Debug, Default)]
pub(in crate::view) struct Structure {
    parents: Parents,
    unread: UnreadFolders,
    roots: Vec<FolderId>,
}

impl Structure {
    /// Those of a sheet; `before` is an earlier state of the same one.
    pub(in crate::view) fn of(sheet: &Sheet, before: &Structure) -> Structure {
        let parents = Parents::of(&sheet.folders, Some(&before.parents));
        let children = if sheet.problems.is_empty() {
            Children::only_roots(&parents)
        } else {
            Children::as_found(&parents)
        };
        let unread = UnreadFolders::of(sheet, &parents, &children);
        Structure { roots: children.roots().to_vec(), parents, unread }
    }

    /// One more than the largest number of a folder.
    pub(in crate::view) fn len(&self) -> usize {
        self.parents.len()
    }

    /// The folder that a folder is in; `None` for a picked one.
    pub(in crate::view) fn parent(&self, folder: FolderId) -> Option<FolderId> {
        self.parents.parent(folder)
    }

    /// Each folder that is in another, with that one, which has the lower number.
    pub(in crate::view) fn pairs(&self) -> impl DoubleEndedIterator<Item = (FolderId, FolderId)> + '_ {
        self.parents.pairs()
    }

    /// The picked folders.
    pub(in crate::view) fn roots(&self) -> &[FolderId] {
        &self.roots
    }

    /// Whether part of a folder, at whatever depth, could not be read.
    pub(in crate::view) fn is_short(&self, folder: FolderId) -> bool {
        self.unread.is_short(folder)
    }

    /// Whether something right in a folder could not be read, or of all sources one.
    pub(in crate::view) fn lacks_some(&self, folder: Option<FolderId>) -> bool {
        !self.unread.inside(folder).is_empty()
    }
}
