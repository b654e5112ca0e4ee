//! What Windows writes of a folder's entries: records of three kinds, each with the distance to the next one in front.
//!
//! Safe code for every system, so that it is tested and fuzzed where there is no Windows. A driver, or a server behind one, may write
//! anything: no number in a record is believed before it was compared with the bytes that are there.

mod dot;
mod entry;

#[cfg(windows)]
pub(super) use dot::identity;
pub use dot::{Dots, own_number};
pub use entry::stat;
#[cfg(windows)]
pub(super) use entry::{OF_RECORDS_ONLY, allocated, attributes, is_hidden, is_placeholder, unix_seconds};

use std::io;

/// A kind of record. The documented structures are FILE_ID_EXTD_DIR_INFO, FILE_ID_BOTH_DIR_INFO and FILE_FULL_DIR_INFO.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordKind {
    /// With a number of 128 bits for each entry, as ReFS has them. From Windows 8 and Server 2012 on, and not by every file system.
    Extended,
    /// With a number of 64 bits and the short name.
    Both,
    /// With no number.
    Full,
}

impl RecordKind {
    /// Every kind, the one that says the most first.
    pub const ALL: [RecordKind; 3] = [RecordKind::Extended, RecordKind::Both, RecordKind::Full];

    /// What to ask for where a system doesn't have this kind; `None` after the last.
    pub const fn instead(self) -> Option<RecordKind> {
        match self {
            RecordKind::Extended => Some(RecordKind::Both),
            RecordKind::Both => Some(RecordKind::Full),
            RecordKind::Full => None,
        }
    }

    /// Where the name begins, which is the length of all that stands before it.
    pub const fn name_at(self) -> usize {
        match self {
            RecordKind::Extended => 88,
            RecordKind::Both => 104,
            RecordKind::Full => 68,
        }
    }
}

/// One entry of a folder, as its record has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Record<'a> {
    /// Birth, in steps of 100 nanoseconds since 1601; 0 if the file system keeps none, as of the other times.
    pub created: i64,
    /// Last reading.
    pub accessed: i64,
    /// Last change of the contents.
    pub modified: i64,
    /// Last change of anything.
    pub changed: i64,
    /// How far a reader could read; negative only if the file system is wrong.
    pub size: i64,
    /// Bytes on the disk; negative only if the file system is wrong.
    pub allocated: i64,
    /// FILE_ATTRIBUTE_…
    pub attributes: u32,
    /// IO_REPARSE_TAG_…; 0 if the entry isn't a reparse point.
    pub tag: u32,
    /// Its number on its volume; `None` if the file system has none for it.
    pub id: Option<u128>,
    /// UTF-16 in little endian, of an even length and not empty.
    name: &'a [u8],
}

impl Record<'_> {
    /// Appends the name in the form of [`crate::model::name`]: UTF-8, and a surrogate without its other half as three bytes.
    pub fn push_name(&self, out: &mut Vec<u8>) {
        let units = self.name.as_chunks().0.iter().map(|unit| u16::from_le_bytes(*unit));
        for unit in char::decode_utf16(units) {
            match unit {
                Ok(letter) => out.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes()),
                Err(alone) => {
                    let unit = alone.unpaired_surrogate();
                    out.extend([0xED, 0x80 | (unit >> 6 & 0x3F) as u8, 0x80 | (unit & 0x3F) as u8]);
                }
            }
        }
    }

    /// Whether its name can be one: without a NUL and what stands between the parts of a path, with which a server could show its files in
    /// other folders than its own. The records behind it are as good as before.
    pub fn has_name(&self) -> bool {
        self.name.as_chunks().0.iter().all(|unit| !matches!(unit, [0 | b'/' | b'\\', 0]))
    }

    /// Whether this is the folder itself.
    pub fn is_dot(&self) -> bool {
        matches!(self.name, [b'.', 0])
    }

    /// Whether this is the folder itself or the one above it.
    pub fn is_dots(&self) -> bool {
        matches!(self.name, [b'.', 0] | [b'.', 0, b'.', 0])
    }
}

/// The records in what the system wrote; ends after the last, or with an error at the first that makes no sense.
#[derive(Clone, Debug)]
pub struct Records<'a> {
    kind: RecordKind,
    /// From the next record on.
    rest: Option<&'a [u8]>,
}

impl<'a> Records<'a> {
    /// Of records of this kind. There is at least one in what the system wrote.
    pub fn new(kind: RecordKind, written: &'a [u8]) -> Records<'a> {
        Records { kind, rest: Some(written) }
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = io::Result<Record<'a>>;

    fn next(&mut self) -> Option<io::Result<Record<'a>>> {
        let bytes = self.rest.take()?;
        let Some((record, rest)) = read(self.kind, bytes) else {
            let error = "the file system's list of the folder's names is damaged";
            return Some(Err(io::Error::new(io::ErrorKind::InvalidData, error)));
        };
        self.rest = rest;
        Some(Ok(record))
    }
}

/// The first record and what follows it. `None` if they can't be: a record that ends after the bytes do, a next one that begins in this
/// one, so that the chain could have no end, or a name of no letter or half a one.
fn read(kind: RecordKind, bytes: &[u8]) -> Option<(Record<'_>, Option<&[u8]>)> {
    let name_len = number(bytes, 60)? as usize;
    let end = kind.name_at().checked_add(name_len)?;
    let name = bytes.get(kind.name_at()..end).filter(|_| name_len > 0 && name_len.is_multiple_of(2))?;
    let rest = match number(bytes, 0)? as usize {
        0 => None,
        next if next < end => return None,
        next => Some(bytes.get(next..)?),
    };
    let attributes = number(bytes, 56)?;
    let id = match kind {
        RecordKind::Extended => Some(u128::from_le_bytes(*bytes.get(72..)?.first_chunk()?)),
        RecordKind::Both => Some(u64::from_le_bytes(*bytes.get(96..)?.first_chunk()?))
            .map(|id| if id == u64::MAX { u128::MAX } else { id.into() }),
        RecordKind::Full => None,
    };
    // The length of the extended attributes, unless the entry is a reparse point.
    let tag_at = if kind == RecordKind::Extended { 68 } else { 64 };
    let record = Record {
        created: long(bytes, 8)?,
        accessed: long(bytes, 16)?,
        modified: long(bytes, 24)?,
        changed: long(bytes, 32)?,
        size: long(bytes, 40)?,
        allocated: long(bytes, 48)?,
        attributes,
        tag: if attributes & entry::REPARSE_POINT == 0 { 0 } else { number(bytes, tag_at)? },
        id: id.filter(|id| *id != 0 && *id != u128::MAX),
        name,
    };
    Some((record, rest))
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|number| u32::from_le_bytes(*number))
}

fn long(bytes: &[u8], at: usize) -> Option<i64> {
    bytes.get(at..)?.first_chunk().map(|number| i64::from_le_bytes(*number))
}

#[cfg(test)]
mod tests;
