//! Files that have several names: which of their names are further ones, and which files have names that are not in the sheet.

use crate::model::{Block, Cancel, FileKey, HardLinks, RowSet};
use std::collections::HashMap;
use std::sync::Arc;

/// What is asked of a name of a file that has several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Linked {
    /// It is not the first of the file's names in the sheet, in the order in which rows were found.
    Repeat,
    /// The file has more names than are in the sheet. Where no link count is reported that isn't known, and such files don't match.
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
    /// How many it has altogether, by the first one; `None` where no link count is reported.
    pub names: Option<u32>,
}

impl LinkedFile {
    /// Whether some of its names are known not to be in the sheet.
    pub(super) fn has_others(&self) -> bool {
        self.names.is_some_and(|names| names > self.seen)
    }
}

/// The files of a sheet that have several names.
#[derive(Debug, Default)]
pub(super) struct LinkedFiles {
    files: HashMap<FileKey, LinkedFile>,
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
            for (index, links) in block.all_links() {
                let new = LinkedFile { first: start + index as u32, seen: 0, names: links.count };
                files.entry(links.file()).or_insert(new).seen += 1;
            }
        }
        Some(LinkedFiles { files })
    }

    /// The file with this name, if it has several.
    pub(super) fn get(&self, links: HardLinks) -> Option<&LinkedFile> {
        self.files.get(&links.file())
    }

    /// Whether something is true of the name in a row.
    pub(super) fn is(&self, asked: Linked, row: u32, links: HardLinks) -> bool {
        self.get(links).is_some_and(|file| match asked {
            Linked::Repeat => file.first != row,
            Linked::Outside => file.has_others(),
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
