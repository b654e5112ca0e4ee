//! Sheets that are made in a test, folder by folder.

use foldersheet::model::{
    BlockBuilder, Cancel, Change, CompareWish, Compared, FolderId, FolderRecord, Kind, Meta, Outcome, RootId,
    Row, name,
};
use foldersheet::store::Sheet;
use foldersheet::view::compare::{ComparedSheet, compare};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::Duration;

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    pub kind: Kind,
    pub size: Option<u64>,
    pub modified: Option<i64>,
}

pub fn file(size: u64, modified: i64) -> Entry {
    Entry { kind: Kind::File, size: Some(size), modified: Some(modified) }
}

/// Folders and files by their paths below the picked folder.
#[derive(Clone, Debug, Default)]
pub struct Content {
    pub folders: BTreeSet<String>,
    pub files: BTreeMap<String, Entry>,
}

impl Content {
    pub fn of(files: &[(&str, Entry)]) -> Content {
        let mut content = Content::default();
        files.iter().for_each(|(path, entry)| content.put(path, *entry));
        content
    }

    pub fn put(&mut self, path: &str, entry: Entry) {
        self.files.insert(path.to_owned(), entry);
        if let Some((folder, _)) = path.rsplit_once('/') {
            self.folder(folder);
        }
    }

    pub fn folder(&mut self, path: &str) {
        for (at, _) in path.match_indices('/') {
            self.folders.insert(path[..at].to_owned());
        }
        self.folders.insert(path.to_owned());
    }

    /// As a sheet, whose folders and rows come in the order that `turn` gives each path.
    pub fn sheet(&self, turn: impl Fn(&str) -> u64) -> Sheet {
        let mut making = Making::new("/picked");
        // Each folder behind the one that it is in.
        let depth = |path: &str| path.matches('/').count();
        let mut folders: Vec<&String> = self.folders.iter().collect();
        folders.sort_by_key(|path| (depth(path), turn(path)));
        let mut ids = BTreeMap::from([("", FolderId(0))]);
        for path in folders {
            let (parent, name) = path.rsplit_once('/').unwrap_or(("", path));
            let id = making.folder(ids[parent], name);
            ids.insert(path, id);
        }
        let mut files: Vec<(&String, &Entry)> = self.files.iter().collect();
        files.sort_by_key(|(path, _)| turn(path));
        for (path, entry) in files {
            let (parent, name) = path.rsplit_once('/').unwrap_or(("", path));
            making.entry(ids[parent], name, *entry);
        }
        making.done()
    }
}

/// A sheet in the making, with one picked folder.
pub struct Making {
    pub sheet: Sheet,
    builder: BlockBuilder,
}

impl Making {
    pub fn new(picked: &str) -> Making {
        let mut sheet = Sheet::default();
        sheet.roots.add(Path::new(picked).into());
        let record = FolderRecord { id: FolderId(0), parent: None, root: RootId(0), name: picked.as_bytes() };
        sheet.folders.insert(record);
        Making { sheet, builder: BlockBuilder::default() }
    }

    pub fn folder(&mut self, parent: FolderId, name: &str) -> FolderId {
        let id = FolderId(self.sheet.folders.len());
        let record = FolderRecord { id, parent: Some(parent), root: RootId(0), name: name.as_bytes() };
        self.sheet.folders.insert(record);
        id
    }

    pub fn entry(&mut self, folder: FolderId, name: &str, entry: Entry) {
        let meta = Meta { size: entry.size, modified: entry.modified, ..Meta::unknown(entry.kind) };
        self.row(folder, name.as_bytes(), meta);
    }

    pub fn row(&mut self, folder: FolderId, name: &[u8], meta: Meta) {
        self.builder.push(Row { folder, name, meta, target: None });
        if self.builder.len() == 37 {
            self.sheet.rows.push(self.builder.take());
        }
    }

    /// The sheet, read to its end.
    pub fn done(mut self) -> Sheet {
        self.sheet.rows.push(self.builder.take());
        (0..self.sheet.folders.len()).for_each(|id| self.sheet.folders.set_ended(FolderId(id)));
        self.sheet.roots.finished(RootId(0), Duration::ZERO, Outcome::Complete);
        self.sheet
    }
}

/// Compares two sheets of this machine.
pub fn compared(old: &Sheet, new: &Sheet, wish: &CompareWish) -> ComparedSheet {
    compare(old, new, wish, &Cancel::default()).unwrap()
}

/// What became of each row, by its path below the picked folder.
pub fn changes(compared: &ComparedSheet) -> BTreeMap<String, Change> {
    let sheet = &compared.sheet;
    let mut changes = BTreeMap::new();
    for number in 0..sheet.rows.len() {
        let row = sheet.row(number);
        let change = compared.comparison.change(number);
        let before = changes.insert(below(&sheet.path(&row)), change);
        assert_eq!(before, None, "{}", below(&sheet.path(&row)));
    }
    changes
}

/// A path without the picked folder.
pub fn below(path: &[u8]) -> String {
    let path = String::from_utf8_lossy(path).replace(name::SEPARATOR as char, "/");
    path.strip_prefix("/picked/").unwrap().to_owned()
}
