//! What the targets do with their bytes: they read them into a sheet, which must then be sound, whatever they are; or, of a folder's
//! entries, into names and facts.

use foldersheet::archive::{self, Saving};
use foldersheet::import::{self, As, How};
use foldersheet::model::{Cancel, FolderId, Kind, SourceError, SourceEvent, SourceSink};
use foldersheet::scan::sys::records::{self, Record, RecordKind, Records};
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

/// Reads what Windows writes of a folder's entries, of the kind that the first byte tells.
pub fn records(written: &[u8]) {
    let Some((&kind, written)) = written.split_first() else { return };
    let kind = RecordKind::ALL[usize::from(kind) % RecordKind::ALL.len()];
    let mut at = Some(0);
    for record in Records::new(kind, written) {
        // The chain as it is read here: it goes on only forwards, so that no record comes twice and there is an end.
        let start: usize = at.take().expect("the record before this one was the last");
        let Ok(record) = record else { return };
        let next = u32::from_le_bytes(written[start..start + 4].try_into().unwrap()) as usize;
        assert!(next == 0 || next > kind.name_at());
        at = (next > 0).then_some(start + next);
        let size = i64::from_le_bytes(written[start + 40..start + 48].try_into().unwrap());
        assert_eq!(record.size, size, "another record than the one in turn");
        let len = u32::from_le_bytes(written[start + 60..start + 64].try_into().unwrap()) as usize;
        let name = &written[start + kind.name_at()..start + kind.name_at() + len];
        check_record(&record, name);
    }
    assert_eq!(at, None, "records are left");
}

/// The name is one in the form of `model::name` and comes from these bytes of UTF-16; the other values are within their bounds.
fn check_record(record: &Record<'_>, utf16: &[u8]) {
    let mut name = Vec::new();
    record.push_name(&mut name);
    assert!(!name.is_empty());
    assert_eq!(record.has_name(), !name.iter().any(|byte| matches!(byte, 0 | b'/' | b'\\')));
    let units: Vec<u16> = utf16.chunks(2).map(|unit| u16::from_le_bytes([unit[0], unit[1]])).collect();
    match String::from_utf16(&units) {
        Ok(text) => assert_eq!(name, text.as_bytes()),
        // Half a letter is three bytes that UTF-8 doesn't have, each of which a lossy reader takes for a mistake.
        Err(_) => {
            let halves =
                String::from_utf16_lossy(&units).chars().filter(|&letter| letter == '\u{FFFD}').count()
                    - units.iter().filter(|&&unit| unit == 0xFFFD).count();
            let lossy = String::from_utf8_lossy(&name).chars().filter(|&letter| letter == '\u{FFFD}').count()
                - units.iter().filter(|&&unit| unit == 0xFFFD).count();
            assert!(halves > 0 && lossy == 3 * halves, "{name:x?} of {units:x?}");
        }
    }
    let stat = records::stat(record, Some(7));
    let meta = stat.meta;
    assert!(meta.size.is_none_or(|size| size == record.size as u64 && record.size >= 0));
    assert!(meta.allocated.is_none_or(|bytes| bytes == record.allocated as u64 && record.allocated >= 0));
    assert!(meta.kind != Kind::Folder || meta.size.is_none() && meta.allocated.is_none());
    assert!(!stat.placeholder || meta.kind == Kind::Folder);
    assert!(record.id != Some(0) && record.id != Some(u128::MAX));
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
