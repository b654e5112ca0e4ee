//! What every target does with its bytes: it reads them into a sheet, which must then be sound, whatever they are.

use foldersheet::archive::{self, Saving};
use foldersheet::import::{self, As, How};
use foldersheet::model::{Cancel, FolderId, SourceError, SourceEvent, SourceSink};
use foldersheet::store::Sheet;
use std::io::Cursor;
use std::path::Path;

/// A sheet that is filled.
#[derive(Default)]
struct Filled {
    sheet: Sheet,
    cancel: Cancel,
}

impl SourceSink for Filled {
    fn send(&mut self, event: SourceEvent) -> Result<(), SourceError> {
        self.sheet.take_event(event).map_err(|_| SourceError::Memory)
    }

    fn cancel(&self) -> &Cancel {
        &self.cancel
    }
}

/// Reads a list as what it is said to be.
pub fn list(read_as: As, list: &[u8]) {
    let mut filled = Filled::default();
    let how = How { read_as, folders: true };
    let read = import::read_from(&list, Path::new("list"), &how, &mut filled);
    filled.sheet.source_ended(&read);
    let sheet = &filled.sheet;
    assert!(sheet.rows.len() as usize <= list.len(), "what is in the sheet was in the list");
    check(sheet);
    comes_back(sheet);
}

/// Reads a saved sheet.
pub fn saved_sheet(file: &[u8]) {
    let sheet = opened(file);
    check(&sheet);
    comes_back(&sheet);
}

fn opened(file: &[u8]) -> Sheet {
    let mut filled = Filled::default();
    let read = archive::read_from(Cursor::new(file), Path::new("x.foldersheet"), &mut filled);
    filled.sheet.source_ended(&read);
    filled.sheet
}

/// Every row is in a folder that is known, and every name is one.
fn check(sheet: &Sheet) {
    for number in 0..sheet.rows.len() {
        let row = sheet.row(number);
        assert!(sheet.folders.is_known(row.folder) && !row.name.contains(&0));
        let parent = sheet.folders.get(row.folder).parent;
        assert!(parent.is_none_or(|parent| sheet.folders.is_known(parent)));
    }
    assert!(sheet.roots.iter().all(|root| !root.phase.is_open()));
}

/// What was read can be saved and opened again.
fn comes_back(sheet: &Sheet) {
    let mut file = Vec::new();
    archive::write(&Saving { sheet, only: None, filter: None }, &mut file, &Cancel::default(), |_| {})
        .unwrap();
    let back = opened(&file);
    assert_eq!((back.rows.len(), back.folders.known()), (sheet.rows.len(), sheet.folders.known()));
    for number in 0..sheet.rows.len() {
        let (own, other) = (sheet.row(number), back.row(number));
        assert_eq!((own.name, own.meta, own.target), (other.name, other.meta, other.target));
    }
    for id in (0..sheet.folders.len()).map(FolderId) {
        assert_eq!(sheet.folders.is_known(id), back.folders.is_known(id));
    }
    assert_eq!(sheet.problems.problems(), back.problems.problems());
}
