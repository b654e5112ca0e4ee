//! The sheet as a tree of folders: what each holds with everything below it, and what is in it, in order.
//!
//! The session has one [`Tree`] made after another, off the event loop, while it is on screen; the
//! window reads it. Sums are over the rows that the filter wants, also while the sheet is narrowed to one folder: a
//! tree that shrank to what was picked in it could not be picked in again. No egui.

mod children;
mod inside;
mod maker;
mod order;
mod parents;
mod rows;
#[cfg(test)]
mod sample;
mod structure;
mod sums;
mod unread;

pub use inside::{Inside, Insides};
pub use order::{TreeKey, TreeOrder};
pub use rows::TreeRows;
#[cfg(test)]
pub use sample::sample;
pub(super) use structure::Structure;
pub use unread::{FolderProgress, Unread};

use super::Filter;
use crate::model::{FolderId, Known, Problem};
use children::Children;
use parents::Parents;
use sums::Sums;
use unread::UnreadFolders;

/// Every folder of a snapshot, with its sums and the folders in it.
///
/// Folders are numbers, and what is known of each stands at its number in columns of their own: 42 bytes a folder, 34 MB
/// for 800,000. A number that no folder was heard of for is nowhere in it.
#[derive(Debug)]
pub struct Tree {
    filter: Filter,
    covers: u32,
    order: TreeOrder,
    parents: Parents,
    sums: Sums,
    children: Children,
    unread: UnreadFolders,
}

/// What a folder holds, with everything below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FolderSums {
    /// Rows that are not folders.
    pub files: u32,
    /// Sum of their apparent sizes, in bytes; [`u64::MAX`] stands for that many or more.
    pub bytes: u64,
    /// Sum of their allocated sizes, likewise, as far as the system reports them.
    pub allocated: u64,
    /// How much of `bytes` is known.
    pub bytes_known: Known,
    /// How much of `allocated` is known.
    pub allocated_known: Known,
    /// The latest change of any of them, in seconds since 1970; `None` if none is known.
    pub newest: Option<i64>,
}

impl Tree {
    /// The order of the folders in each folder.
    pub fn order(&self) -> TreeOrder {
        self.order
    }

    /// Folders that it knows.
    pub fn folders(&self) -> u32 {
        self.parents.known()
    }

    /// The picked folders that were opened, in order.
    pub fn roots(&self) -> &[FolderId] {
        self.children.roots()
    }

    /// The folders in a folder, in order.
    pub fn children(&self, folder: FolderId) -> &[FolderId] {
        self.children.of(folder)
    }

    /// The folder that a folder is in; `None` for a picked one.
    pub fn parent(&self, folder: FolderId) -> Option<FolderId> {
        self.parents.parent(folder)
    }

    /// What a folder holds.
    pub fn sums(&self, folder: FolderId) -> FolderSums {
        self.sums.get(folder)
    }

    /// By how many bytes a folder grew, with all in it, since the sheet that this one is compared with; `None` while no comparison stands.
    pub fn difference(&self, folder: FolderId) -> Option<i64> {
        self.sums.difference(folder)
    }

    /// How much a folder grew or shrank against the folder that it is in, 0 to 1; of a picked one, and of one that changed more than that,
    /// 1.
    pub fn part_of_difference(&self, folder: FolderId) -> f64 {
        let by = |folder| self.difference(folder).unwrap_or(0).unsigned_abs();
        let own = by(folder);
        let whole = self.parent(folder).map_or(own, by).max(own);
        if whole == 0 { 0.0 } else { own as f64 / whole as f64 }
    }

    /// Its part of the bytes of the folder that it is in, of a picked folder its part of all: 0 to 1.
    pub fn share(&self, folder: FolderId) -> f64 {
        let whole = match self.parent(folder) {
            Some(parent) => u128::from(self.sums(parent).bytes),
            None => self.roots().iter().map(|&root| u128::from(self.sums(root).bytes)).sum(),
        };
        if whole == 0 { 0.0 } else { self.sums(folder).bytes as f64 / whole as f64 }
    }

    /// Whether part of a folder, at whatever depth, could not be read: its sums are the least that it holds.
    pub fn is_short(&self, folder: FolderId) -> bool {
        self.unread.is_short(folder)
    }

    /// How far the source of a folder was read. Before its end, sums are the least that a folder holds.
    pub fn progress(&self, folder: FolderId) -> FolderProgress {
        self.unread.progress(folder)
    }

    /// Why a folder itself, or an entry in it, could not be read; of several the first.
    pub fn problem(&self, folder: FolderId) -> Option<&Problem> {
        self.unread.problem(folder)
    }

    /// What is known of a folder, or of a source, that was not read at all; `None` for one that was at least opened.
    pub fn unread(&self, folder: FolderId) -> Option<&Unread> {
        self.unread.line(folder)
    }

    /// The folders in a folder of which nothing was read, or such sources, by name. Their numbers mean something only here.
    pub fn unread_in(&self, folder: Option<FolderId>) -> &[FolderId] {
        self.unread.inside(folder)
    }

    /// Bytes it takes in memory, without the rows' set, which is the view's.
    pub fn heap_bytes(&self) -> usize {
        self.parents.heap_bytes()
            + self.sums.heap_bytes()
            + self.children.heap_bytes()
            + self.unread.heap_bytes()
    }
}
