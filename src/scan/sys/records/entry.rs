//! What a record comes to in the sheet.

use super::Record;
use crate::model::{Attributes, Facts, Kind, Meta};
use crate::scan::sys::Stat;

/// FILE_ATTRIBUTE_HIDDEN.
const HIDDEN: u32 = 0x2;
/// FILE_ATTRIBUTE_DIRECTORY.
const DIRECTORY: u32 = 0x10;
/// FILE_ATTRIBUTE_SPARSE_FILE.
const SPARSE: u32 = 0x200;
/// FILE_ATTRIBUTE_REPARSE_POINT.
pub(super) const REPARSE_POINT: u32 = 0x400;
/// FILE_ATTRIBUTE_OFFLINE.
const OFFLINE: u32 = 0x1000;
/// FILE_ATTRIBUTE_RECALL_ON_OPEN. In a record only: of a handle the same bit says that there are extended attributes.
const RECALL_ON_OPEN: u32 = 0x4_0000;
/// FILE_ATTRIBUTE_RECALL_ON_DATA_ACCESS.
const RECALL_ON_DATA_ACCESS: u32 = 0x40_0000;

/// Attributes that mean this in a record only, and something else where a handle or a path is asked.
#[cfg(windows)]
pub(in crate::scan::sys) const OF_RECORDS_ONLY: u32 = RECALL_ON_OPEN;

/// The bit of a reparse tag that says that the entry stands for another place: a symbolic link, a junction, a mounted volume. Cloud files,
/// compressed ones and the like don't have it.
const NAME_SURROGATE: u32 = 0x2000_0000;

/// IO_REPARSE_TAG_WOF.
const COMPRESSED_APART: u32 = 0x8000_0017;

/// Bytes of the largest record in the file table of NTFS, and the least that is worth compressing apart.
const LARGEST_IN_TABLES: u64 = 4096;

/// Attributes by the numbers of winnt.h.
const ATTRIBUTES: [(u32, Attributes); 9] = [
    (0x1, Attributes::READ_ONLY),
    (HIDDEN, Attributes::HIDDEN),
    (0x4, Attributes::SYSTEM),
    (0x20, Attributes::ARCHIVE),
    (0x800, Attributes::COMPRESSED),
    (OFFLINE, Attributes::OFFLINE),
    (0x4000, Attributes::ENCRYPTED),
    (RECALL_ON_OPEN, Attributes::RECALL),
    (RECALL_ON_DATA_ACCESS, Attributes::RECALL),
];

/// What a record says of an entry, on the volume with this number.
///
/// A folder is known by its handle alone (`identity` is `None` here): some servers have other numbers in their lists than for what is open,
/// and every folder would seem to have changed.
pub fn stat(record: &Record<'_>, device: Option<u64>) -> Stat {
    let kind = kind(record.attributes, record.tag);
    let is_file = kind != Kind::Folder;
    let size = u64::try_from(record.size).ok();
    let sizes = u64::try_from(record.allocated).ok().zip(size);
    Stat {
        meta: Meta {
            kind,
            size: size.filter(|_| is_file),
            allocated: sizes.and_then(|(allocated, size)| {
                self::allocated(allocated, size, record.attributes, record.tag).filter(|_| is_file)
            }),
            modified: unix_seconds(record.modified),
            created: unix_seconds(record.created),
            // No list has the number of names.
            links: None,
            facts: Facts {
                device,
                attributes: Some(attributes(record.attributes)),
                // A number of ReFS that needs more bits has no place in the sheet.
                inode: record.id.and_then(|id| u64::try_from(id).ok()),
                accessed: unix_seconds(record.accessed),
                changed: unix_seconds(record.changed),
                ..Facts::UNKNOWN
            },
        },
        identity: None,
        mount: false,
        mount_id: None,
        automount: false,
        placeholder: kind == Kind::Folder && is_placeholder(record.attributes),
        hidden: is_hidden(record.attributes),
    }
}

/// Whether the contents are elsewhere, by the attributes in a record.
pub(in crate::scan::sys) fn is_placeholder(attributes: u32) -> bool {
    attributes & (OFFLINE | RECALL_ON_OPEN | RECALL_ON_DATA_ACCESS) != 0
}

fn kind(attributes: u32, tag: u32) -> Kind {
    match tag {
        // What the Linux subsystem makes: IO_REPARSE_TAG_AF_UNIX, which other programs make too, and …_LX_FIFO, …_LX_CHR, …_LX_BLK.
        0x8000_0023 => Kind::Socket,
        0x8000_0024 => Kind::Fifo,
        0x8000_0025 => Kind::Char,
        0x8000_0026 => Kind::Block,
        tag if tag & NAME_SURROGATE != 0 => Kind::Symlink,
        _ if attributes & DIRECTORY != 0 => Kind::Folder,
        _ => Kind::File,
    }
}

/// Bytes on the disk. What `compact /exe` and a compact Windows compress (WOF) is listed with 0, as it lies in a stream of its own, and
/// only a look at the open file would tell: that is unknown, and not nothing. A file that is all holes, is in a cloud, or is so small that
/// it lies within the file system's own tables may take nothing.
///
/// The system that compressed a file hides how; another one, which looks at that disk, shows its reparse point and that it has holes.
pub(in crate::scan::sys) fn allocated(found: u64, size: u64, attributes: u32, tag: u32) -> Option<u64> {
    let may_be_nothing = tag != COMPRESSED_APART
        && (size <= LARGEST_IN_TABLES || attributes & SPARSE != 0 || tag != 0 || is_placeholder(attributes));
    Some(found).filter(|found| *found > 0 || may_be_nothing)
}

/// Whether the entry is marked as hidden.
pub(in crate::scan::sys) fn is_hidden(attributes: u32) -> bool {
    attributes & HIDDEN != 0
}

pub(in crate::scan::sys) fn attributes(found: u32) -> Attributes {
    let with = |all: Attributes, (bit, one): &(u32, Attributes)| all.with(*one, found & bit != 0);
    ATTRIBUTES.iter().fold(Attributes::default(), with)
}

/// From steps of 100 nanoseconds since 1601, where 0 says that the file system keeps no such time.
pub(in crate::scan::sys) fn unix_seconds(file_time: i64) -> Option<i64> {
    const STEPS_A_SECOND: i64 = 10_000_000;
    const FROM_1601_TO_1970: i64 = 11_644_473_600;
    (file_time > 0).then(|| file_time / STEPS_A_SECOND - FROM_1601_TO_1970)
}
