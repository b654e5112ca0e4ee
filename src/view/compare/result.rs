//! The sheet that results: all rows of the new one, which are shared, and behind them those that only the old one has.

use super::folders::{Fate, FolderPairs};
use super::side::Known;
use super::whole::MovedFolders;
use crate::model::{BlockBuilder, FolderId, FolderRecord, Meta, Row};
use crate::store::Sheet;
use std::collections::HashMap;

/// Adds folders and rows of the old sheet to a clone of the new one.
pub(super) struct Appender<'a> {
    old: &'a Known<'a>,
    pairs: &'a FolderPairs,
    moved: &'a MovedFolders,
    sheet: Sheet,
    /// The folders that were added, by their numbers in the old sheet.
    added: HashMap<FolderId, FolderId>,
    /// Rows of the old sheet, in the order in which they were added.
    rows: Vec<u32>,
}

impl<'a> Appender<'a> {
    pub(super) fn new(
        old: &'a Known<'a>,
        new: &Sheet,
        pairs: &'a FolderPairs,
        moved: &'a MovedFolders,
    ) -> Appender<'a> {
        let sheet = Sheet { checked: None, compared: None, ..new.clone() };
        Appender { old, pairs, moved, sheet, added: HashMap::new(), rows: Vec::new() }
    }

    /// Where a folder of the old sheet is in the one that results; it is added if it isn't there. `None` if it can't be numbered, or
    /// lies in a picked folder that is not compared.
    pub(super) fn folder(&mut self, id: FolderId) -> Option<FolderId> {
        let mut missing = Vec::new();
        let mut at = id;
        let mut parent = loop {
            if let Fate::Paired(new) = self.pairs.fate_old(at) {
                break Some(new);
            }
            let known = self.moved.to.get(&at).or_else(|| self.added.get(&at));
            if let Some(&new) = known {
                break Some(new);
            }
            missing.push(at);
            match self.old.sheet.folders.get(at).parent {
                Some(above) => at = above,
                None => break None,
            }
        };
        while let Some(id) = missing.pop() {
            let folder = self.old.sheet.folders.get(id);
            let next = FolderId(self.sheet.folders.len());
            if next.0 == u32::MAX {
                return None;
            }
            let root = match parent {
                Some(parent) => self.sheet.root(parent),
                // Its picked folder could not be opened in the new sheet, and has no folder there yet.
                None => self.pairs.new_root(folder.root)?,
            };
            let name = folder.name;
            self.sheet.folders.insert(FolderRecord { id: next, parent, root, name });
            self.sheet.folders.set_ended(next);
            self.added.insert(id, next);
            parent = Some(next);
        }
        parent
    }

    /// Adds rows of the old sheet. Of each only its name and kind: sizes and times are what they were, and count in no sum. Those that can't
    /// be numbered any more are left out.
    pub(super) fn rows(&mut self, rows: &[u32]) {
        let mut builder = BlockBuilder::of_gone();
        let mut walk = self.old.sheet.rows.walk();
        for &row in rows {
            let (block, at) = walk.locate(row);
            if self.sheet.rows.room() as usize <= builder.len() {
                break;
            }
            let Some(folder) = self.folder(block.folder(at)) else { continue };
            builder.push(Row {
                folder,
                name: block.name(at),
                meta: Meta::unknown(block.kind(at)),
                target: None,
            });
            self.rows.push(row);
            if builder.is_full() {
                self.sheet.rows.push(builder.take());
            }
        }
        self.sheet.rows.push(builder.take());
    }

    /// How many rows were added.
    pub(super) fn count(&self) -> u32 {
        self.rows.len() as u32
    }

    /// The sheet, and the rows of the old one at its end.
    pub(super) fn done(mut self) -> (Sheet, Vec<u32>) {
        self.rows.shrink_to_fit();
        (self.sheet, self.rows)
    }
}
