//! Files that have several names: which of their names are further ones, and which files have names that are not in the sheet.

use crate::model::{Block, Cancel, HardLinks, RowSet};
use std::collections::HashMap;
use std::sync::Arc;

/// What is asked of a name of a file that has several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Linked {
    /// It is not the first of the file's names in the sheet, in the order in which rows were found.
    Repeat,
    /// The file has more names than are in the sheet.
    Outside,
}

impl Linked {
    /// Each with its word in a filter.
    pub const NAMED: [(Linked, &'static str); 2] = [(Linked::Repeat, "repeat"), (Linked::Outside, "outside")];
}

/// A file with several names.
#[derive(Debug, Clone, Copy)]
pub(super) struct LinkedFile {
    /// The row of the first of its names.
    pub first: u32,
    /// How many of its names are in the sheet.
    pub seen: u32,
    /// How many it has altogether, by the first one.
    pub names: u32,
}

/// The files of a sheet that have several names, by device and inode.
#[derive(Debug, Default)]
pub(super) struct LinkedFiles {
    files: HashMap<(u64, u64), LinkedFile>,
}

impl LinkedFiles {
    /// Those of these blocks, each with its first row; `None` if cancelled.
    pub(super) fn of<'a>(
        blocks: impl Iterator<Item = (u32, &'a Arc<Block>)>,
        cancel: &Cancel,
    ) -> Option<LinkedFiles> {
        let mut files = HashMap::new();
        for (start, block) in blocks {
            if cancel.is_set() {
                return None;
            }
            for (index, HardLinks { count: names, device, inode }) in block.all_links() {
                let new = LinkedFile { first: start + index as u32, seen: 0, names };
                files.entry((device, inode)).or_insert(new).seen += 1;
            }
        }
        Some(LinkedFiles { files })
    }

    /// The file with this name, if it has several.
    pub(super) fn get(&self, links: HardLinks) -> Option<&LinkedFile> {
        self.files.get(&(links.device, links.inode))
    }

    /// Whether something is true of the name in a row.
    pub(super) fn is(&self, asked: Linked, row: u32, links: HardLinks) -> bool {
        self.get(links).is_some_and(|file| match asked {
            Linked::Repeat => file.first != row,
            Linked::Outside => file.names > file.seen,
        })
    }

    /// The rows of these blocks that something is true of; `None` if cancelled.
    pub(super) fn rows<'a>(
        asked: Linked,
        blocks: impl Iterator<Item = (u32, &'a Arc<Block>)> + Clone,
        cancel: &Cancel,
    ) -> Option<RowSet> {
        let files = LinkedFiles::of(blocks.clone(), cancel)?;
        let rows = blocks.flat_map(|(start, block)| {
            block.all_links().map(move |(index, links)| (start + index as u32, links))
        });
        Some(rows.filter(|(row, links)| files.is(asked, *row, *links)).map(|(row, _)| row).collect())
    }
}
