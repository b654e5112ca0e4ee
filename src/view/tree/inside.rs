//! What is in each folder that is a row of its own, whatever the filter shows: a row's own size is that of its list of names.

use super::{FolderProgress, FolderSums, Tree, TreeKey, TreeOrder, TreeRows};
use crate::model::{Cancel, FolderId, Row};
use crate::store::{Folders, Sheet};
use crate::text::Collation;

/// What every folder of a snapshot holds, of all rows.
#[derive(Debug)]
pub struct Insides(Tree);

/// What is known of what is in a folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inside {
    /// Nothing yet: it is still to be read or to be added up.
    Pending,
    /// Nothing, and nothing more comes: it was not read.
    NotRead,
    /// All of it.
    All(FolderSums),
    /// What was found so far, or what could be read: there may be more.
    AtLeast(FolderSums),
}

impl Insides {
    /// By name, so that the folder of a row is found among many by halves.
    const ORDER: TreeOrder = TreeOrder::by(TreeKey::Name);
    const COLLATION: Collation = Collation::Folded;

    /// Sums all rows of `sheet`; `None` if cancelled. Of rows that are in `before`, an earlier one of the same sheet, none is read again.
    pub fn make(sheet: &Sheet, before: Option<&Insides>, cancel: &Cancel) -> Option<Insides> {
        let rows = TreeRows { covers: sheet.rows.len(), ..TreeRows::default() };
        Tree::make(sheet, rows, Self::ORDER, before.map(|before| &before.0), cancel).map(Insides)
    }

    /// Of the folder of a row; `folders` are those of the sheet.
    pub fn of(&self, folders: &Folders, row: &Row<'_>) -> Inside {
        let Some(folder) = self.folder(folders, row) else {
            return match self.0.progress(row.folder) {
                FolderProgress::Reading if !self.is_refused(row.folder, row.name) => Inside::Pending,
                _ => Inside::NotRead,
            };
        };
        let sums = self.0.sums(folder);
        let progress = self.0.progress(folder);
        match progress {
            FolderProgress::Ended if !self.0.is_short(folder) => Inside::All(sums),
            _ if sums.files > 0 => Inside::AtLeast(sums),
            FolderProgress::Reading => Inside::Pending,
            FolderProgress::Ended | FolderProgress::Stopped => Inside::NotRead,
        }
    }

    /// The folder that a row of one is of, also where it is a source of its own; `None` if it was not read.
    pub fn folder(&self, folders: &Folders, row: &Row<'_>) -> Option<FolderId> {
        let inside = named(self.0.children(row.folder), row.name, |folder| folders.get(folder).name);
        inside.or_else(|| {
            // The name of a source is its path. Few folders are not in the one above them, and few are sources.
            let path = folders.path_in(row.folder, row.name);
            self.0.roots().iter().copied().find(|&root| folders.get(root).name == path)
        })
    }

    /// Whether a folder that nothing was read of is known to stay so.
    fn is_refused(&self, parent: FolderId, name: &[u8]) -> bool {
        let unread = |folder| self.0.unread(folder).map_or(&[][..], |unread| &*unread.name);
        named(self.0.unread_in(Some(parent)), name, unread).is_some()
    }
}

/// The folder with a name, of some that are ordered by theirs.
fn named<'a>(folders: &[FolderId], name: &[u8], name_of: impl Fn(FolderId) -> &'a [u8]) -> Option<FolderId> {
    let order = |folder: &FolderId| {
        let other = name_of(*folder);
        Insides::COLLATION.compare(other, name).then_with(|| other.cmp(name))
    };
    folders.binary_search_by(order).ok().and_then(|at| folders.get(at)).copied()
}
