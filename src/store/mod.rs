//! The rows in memory: append-only, packed columns, folders as parent links.
//!
//! The session owns the store and is the only one who adds; everyone else reads [`Snapshot`]s of it. No threads, no egui,
//! and it doesn't know `scan`.

mod find;
mod folders;
mod rows;

pub use find::Wanted;
pub use folders::{Chunk, Folder, Folders};
pub use rows::{Rows, Walk};

use crate::model::{FolderId, RootId, Row, name};

/// Everything found so far. Cloning it is cheap and gives a snapshot: blocks are shared and never change.
#[derive(Debug, Clone, Default)]
pub struct Store {
    /// The rows.
    pub rows: Rows,
    /// The folders they are in.
    pub folders: Folders,
}

/// What was found up to a moment, to be read anywhere.
pub type Snapshot = Store;

impl Store {
    /// The row with this number, below `rows.len()`.
    pub fn row(&self, number: u32) -> Row<'_> {
        let (block, index) = self.rows.locate(number);
        block.row(index)
    }

    /// The whole path of a row, as the system's bytes.
    pub fn path(&self, row: &Row<'_>) -> Vec<u8> {
        let mut path = self.folders.path(row.folder);
        name::push_part(&mut path, row.name);
        path
    }

    /// The picked folder that a folder belongs to.
    pub fn root(&self, folder: FolderId) -> RootId {
        self.folders.get(folder).root
    }

    /// Bytes it takes in memory.
    pub fn heap_bytes(&self) -> usize {
        self.rows.heap_bytes() + self.folders.heap_bytes()
    }
}
