//! Sheets of names.

use foldersheet::model::{
    BlockBuilder, Cancel, CheckWish, Checked, Destination, FolderId, FolderRecord, Kind, Meta, NameToCheck,
    RootId, Row, fault_name,
};
use foldersheet::store::Sheet;
use foldersheet::view::check::NameCheck;
use std::collections::BTreeSet;

/// A sheet whose first folder is the picked one.
#[derive(Default)]
pub struct Names {
    pub sheet: Sheet,
    pub builder: BlockBuilder,
    pub folders: u32,
    /// Whether folders are rows too.
    pub lists_folders: bool,
}

impl Names {
    pub fn new() -> Names {
        let mut names = Names::default();
        names.record(None, b"/picked");
        names
    }

    fn record(&mut self, parent: Option<FolderId>, name: &[u8]) -> FolderId {
        let id = FolderId(self.folders);
        self.folders += 1;
        self.sheet.folders.insert(FolderRecord { id, parent, root: RootId(0), name });
        id
    }

    pub fn folder(&mut self, parent: FolderId, name: &[u8]) -> FolderId {
        if self.lists_folders {
            self.entry(parent, name, Kind::Folder, None);
        }
        self.record(Some(parent), name)
    }

    pub fn file(&mut self, folder: FolderId, name: &[u8]) {
        self.entry(folder, name, Kind::File, Some(1));
    }

    pub fn entry(&mut self, folder: FolderId, name: &[u8], kind: Kind, size: Option<u64>) {
        if self.builder.is_full() {
            self.sheet.rows.push(self.builder.take());
        }
        self.builder.push(Row { folder, name, meta: Meta { size, ..Meta::unknown(kind) }, target: None });
    }

    pub fn done(mut self) -> Sheet {
        self.sheet.rows.push(self.builder.take());
        self.sheet
    }
}

pub fn wish(destinations: &[Destination]) -> CheckWish {
    CheckWish { destinations: destinations.to_vec(), ..CheckWish::default() }
}

pub fn check(sheet: &Sheet, wish: &CheckWish) -> NameCheck {
    NameCheck::make(sheet, wish, &Cancel::default()).unwrap()
}

/// What is to be checked of each row, in their order.
pub fn rows(sheet: &Sheet) -> Vec<NameToCheck<'_>> {
    let row = |number| {
        let row = sheet.row(number);
        let (block, at) = sheet.rows.locate(number);
        NameToCheck { folder: row.folder, name: block.name(at), kind: row.meta.kind, size: row.meta.size }
    };
    (0..sheet.rows.len()).map(row).collect()
}

/// The names of what is wrong with each row.
pub fn faults(sheet: &Sheet, check: &NameCheck) -> Vec<BTreeSet<String>> {
    let named = |row| check.faults(row).iter().map(|(to, fault)| fault_name(to, fault)).collect();
    rows(sheet).into_iter().map(named).collect()
}

/// What is wrong with one file alone in the picked folder.
pub fn faults_of(name: &[u8], destination: Destination) -> BTreeSet<String> {
    entry_faults(name, Kind::File, Some(1), &wish(&[destination]))
}

pub fn entry_faults(name: &[u8], kind: Kind, size: Option<u64>, wish: &CheckWish) -> BTreeSet<String> {
    let mut names = Names::new();
    names.entry(FolderId(0), name, kind, size);
    let sheet = names.done();
    faults(&sheet, &check(&sheet, wish)).remove(0)
}
