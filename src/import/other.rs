//! What a file that isn't a list looks like, so that the user can be told what to do with it.

use super::csv::kinds::{body, separator_of};
use super::head::Head;
use super::input::Input;
use crate::model::{Compression, OtherFile};
use std::io::Read;

/// Bytes of a ZIP in which the names of its first parts are looked for.
const PARTS: usize = 4096;
/// Rows that must be alike in their number of cells, of a hundred.
const ALIKE: usize = 80;

/// What programs begin their files with.
const MAGIC: [(&[u8], OtherFile); 12] = [
    (b"\xBFncduEX1", OtherFile::NcduBinary),
    (b"%PDF-", OtherFile::Pdf),
    (b"SQLite format 3\0", OtherFile::Database),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", OtherFile::Office),
    (b"\x28\xB5\x2F\xFD", OtherFile::Compressed(Compression::Zstd)),
    (b"\xFD7zXZ\0", OtherFile::Compressed(Compression::Xz)),
    (b"BZh", OtherFile::Compressed(Compression::Bzip2)),
    (b"\x04\x22\x4D\x18", OtherFile::Compressed(Compression::Lz4)),
    (b"7z\xBC\xAF\x27\x1C", OtherFile::Compressed(Compression::SevenZip)),
    (b"Rar!\x1A\x07", OtherFile::Compressed(Compression::Rar)),
    (b"PK\x03\x04", OtherFile::Zip),
    (b"PK\x05\x06", OtherFile::Zip),
];

/// What a file is, by its first bytes as they are on the disk and by its text.
pub(super) fn look(input: &dyn Input, head: Head<'_>) -> OtherFile {
    let mut first = Vec::new();
    // What can't be read here could not be read before.
    if let Ok(raw) = input.open() {
        let _ = raw.take(PARTS as u64).read_to_end(&mut first);
    }
    of_bytes(&first).or_else(|| of_bytes(head.text)).unwrap_or_else(|| of_text(head))
}

fn of_bytes(first: &[u8]) -> Option<OtherFile> {
    let (_, known) = MAGIC.into_iter().find(|(magic, _)| first.starts_with(magic))?;
    let has = |part: &[u8]| memchr::memmem::find(first, part).is_some();
    let is_office = has(b"[Content_Types].xml") || has(b"mimetypeapplication/vnd.oasis.opendocument");
    Some(if known == OtherFile::Zip && is_office { OtherFile::Office } else { known })
}

fn of_text(head: Head<'_>) -> OtherFile {
    let start = head.start();
    match start.first() {
        None => return OtherFile::Empty,
        Some(b'[' | b'{') => return OtherFile::Json,
        Some(b'<') => return OtherFile::Markup,
        Some(_) if start.iter().take(PARTS).any(|byte| is_no_text(*byte)) => return OtherFile::Binary,
        Some(_) => {}
    }
    let mut records = head.records(separator_of(head));
    records.drain(..body(&records));
    let most = records.iter().map(Vec::len).max().unwrap_or(0);
    let alike = records.iter().filter(|record| record.len() == most).count();
    if most >= 2 && records.len() >= 2 && alike * 100 >= records.len() * ALIKE {
        OtherFile::Csv
    } else {
        OtherFile::Text
    }
}

fn is_no_text(byte: u8) -> bool {
    matches!(byte, 0..=8 | 0xE..=0x1A | 0x1C..=0x1F | 0x7F)
}
