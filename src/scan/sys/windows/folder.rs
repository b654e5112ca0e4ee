//! An open folder: its handle, which one it is, and how far it was read.

use super::super::records::{self, Record, RecordKind, Records};
use super::super::{Identity, Names};
use super::ask::{Question, ask};
use crate::model::name;
use std::fs::{self, File, Metadata, OpenOptions, ReadDir};
use std::io;
use std::os::windows::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// Names that one read returns where they are read by their path.
const AT_ONCE: usize = 1024;

const FILE_LIST_DIRECTORY: u32 = 0x1;
const FILE_READ_ATTRIBUTES: u32 = 0x80;
const SYNCHRONIZE: u32 = 0x10_0000;

const FILE_SHARE_READ: u32 = 0x1;
const FILE_SHARE_WRITE: u32 = 0x2;
const FILE_SHARE_DELETE: u32 = 0x4;

/// Without it no folder opens.
const FILE_FLAG_BACKUP_SEMANTICS: u32 = 0x200_0000;
/// A link is opened itself, and not what it points at.
const FILE_FLAG_OPEN_REPARSE_POINT: u32 = 0x20_0000;

const FILE_ATTRIBUTE_REPARSE_POINT: u32 = 0x400;

const ERROR_FILE_NOT_FOUND: i32 = 2;
const ERROR_NO_MORE_FILES: i32 = 18;
const ERROR_SHARING_VIOLATION: i32 = 32;

/// What the system says where a file system, or the server of a network drive, doesn't know a question: ERROR_INVALID_FUNCTION,
/// ERROR_BAD_LENGTH, ERROR_NOT_SUPPORTED, ERROR_INVALID_PARAMETER, ERROR_CALL_NOT_IMPLEMENTED, ERROR_INVALID_LEVEL.
const NOT_KNOWN: [i32; 6] = [1, 24, 50, 87, 120, 124];

/// An open folder. While it is held it can't be renamed or removed, nor (on NTFS) a folder above it: so the path to an entry of it leads into
/// this folder and no other one.
#[derive(Debug)]
pub struct OpenFolder {
    pub(super) path: PathBuf,
    file: File,
    /// `None` where the file system has no numbers.
    pub(super) identity: Option<Identity>,
    /// Birth, or where the file system keeps none the last change, in steps of 100 nanoseconds since 1601.
    pub(super) since: u64,
    reading: Mutex<Reading>,
}

/// How the folder is read, and how far that has come.
#[derive(Debug)]
struct Reading {
    /// By its handle, which knows how far; `None` for a file system that has no such records: by its path.
    kind: Option<RecordKind>,
    /// Whether something was read by its handle.
    begun: bool,
    by_path: Option<Box<ReadDir>>,
    ended: bool,
}

impl OpenFolder {
    /// Opens the folder at a path that has no links left in it, to be read by this kind of records at first, or by its path.
    ///
    /// # Errors
    /// `NotADirectory` if it is a file or a link.
    pub(super) fn open(path: PathBuf, kind: Option<RecordKind>) -> io::Result<OpenFolder> {
        let file = handle(&path, FILE_LIST_DIRECTORY, FILE_FLAG_OPEN_REPARSE_POINT)?;
        let metadata = file.metadata()?;
        // `std` calls a reparse point that stands for another place (a symbolic link, a junction, a mounted volume) no folder.
        if !metadata.is_dir() {
            return Err(io::ErrorKind::NotADirectory.into());
        }
        if metadata.file_attributes() & FILE_ATTRIBUTE_REPARSE_POINT != 0 {
            // A folder that a filter of the system fills (a cloud's, a deduplicated one): through this handle it would seem empty.
            let filled = handle(&path, FILE_LIST_DIRECTORY, 0)?;
            if identity(&filled) != identity(&file) {
                return Err(io::ErrorKind::NotADirectory.into());
            }
            return OpenFolder::new(path, filled, &metadata, kind);
        }
        OpenFolder::new(path, file, &metadata, kind)
    }

    /// The picked folder, whose path was resolved before.
    pub(super) fn picked(path: PathBuf) -> io::Result<OpenFolder> {
        let file = handle(&path, FILE_LIST_DIRECTORY, 0)?;
        let metadata = file.metadata()?;
        OpenFolder::new(path, file, &metadata, Some(RecordKind::Extended))
    }

    fn new(
        path: PathBuf,
        file: File,
        metadata: &Metadata,
        kind: Option<RecordKind>,
    ) -> io::Result<OpenFolder> {
        let since = Some(metadata.creation_time()).filter(|time| *time > 0);
        Ok(OpenFolder {
            identity: identity(&file),
            since: since.unwrap_or(metadata.last_write_time()),
            path,
            file,
            reading: Mutex::new(Reading { kind, begun: false, by_path: None, ended: false }),
        })
    }

    /// The kind of records that its file system has, as far as that is known; `None` if it has none.
    pub(super) fn kind(&self) -> Option<RecordKind> {
        self.reading.lock().unwrap_or_else(PoisonError::into_inner).kind
    }

    /// The number of the volume; `None` where it has none.
    fn device(&self) -> Option<u64> {
        self.identity.map(|identity| identity.device)
    }

    /// Reads the next names; false at the end.
    pub(super) fn read(&self, names: &mut Names) -> io::Result<bool> {
        names.clear();
        let mut reading = self.reading.lock().unwrap_or_else(PoisonError::into_inner);
        if reading.ended {
            return Ok(false);
        }
        while let Some(kind) = reading.kind {
            match self.read_by_handle(kind, names) {
                Ok(()) => {
                    reading.begun = true;
                    return Ok(true);
                }
                Err(error) if is_end(&error, reading.begun) => {
                    reading.ended = true;
                    return Ok(false);
                }
                Err(error) if !reading.begun && is_not_known(&error) => reading.kind = kind.instead(),
                Err(error) => return Err(error),
            }
        }
        let entries = match &mut reading.by_path {
            Some(entries) => entries,
            none => none.insert(Box::new(fs::read_dir(&self.path)?)),
        };
        let goes_on = read_by_path(entries, names)?;
        reading.ended = !goes_on;
        Ok(goes_on)
    }

    fn read_by_handle(&self, kind: RecordKind, names: &mut Names) -> io::Result<()> {
        let mut buffer = std::mem::take(&mut names.buffer);
        let bytes = buffer.bytes();
        // What an earlier read left must not look like an answer if a driver reports success and writes nothing.
        bytes[..kind.name_at()].fill(0);
        let result = ask(&self.file, Question::Entries(kind), bytes)
            .and_then(|()| Records::new(kind, bytes).try_for_each(|record| self.push(&record?, names)));
        names.buffer = buffer;
        result
    }

    fn push(&self, record: &Record<'_>, names: &mut Names) -> io::Result<()> {
        if !record.is_dots() {
            let stat = records::stat(record, self.device());
            names.push_whole_with(stat, |bytes| record.push_name(bytes));
        }
        Ok(())
    }
}

fn read_by_path(entries: &mut ReadDir, names: &mut Names) -> io::Result<bool> {
    while names.len() < AT_ONCE {
        let Some(entry) = entries.next() else { return Ok(false) };
        let entry = entry?;
        // On Windows this is no call: the read of the folder returned it.
        let metadata = entry.metadata()?;
        let stat = super::stat(&metadata, metadata.file_attributes(), None);
        names.push_whole_with(stat, |bytes| {
            bytes.extend_from_slice(name::bytes(&entry.file_name()));
        });
    }
    Ok(true)
}

/// Opens what is at the path, a folder or not, for this access beside a look at it.
pub(super) fn handle(path: &Path, access: u32, flags: u32) -> io::Result<File> {
    let open = |share| {
        OpenOptions::new()
            .access_mode(access | FILE_READ_ATTRIBUTES | SYNCHRONIZE)
            .share_mode(share)
            .custom_flags(FILE_FLAG_BACKUP_SEMANTICS | flags)
            .open(path)
    };
    match open(FILE_SHARE_READ | FILE_SHARE_WRITE) {
        // Another program holds it open for renaming or removing it: to be read is worth more than to be held.
        Err(error) if error.raw_os_error() == Some(ERROR_SHARING_VIOLATION) => {
            open(FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE)
        }
        opened => opened,
    }
}

/// Which file or folder this is; `None` where the file system has no numbers.
pub(super) fn identity(file: &File) -> Option<Identity> {
    // FILE_ID_INFO: the volume's serial number, then 16 bytes.
    let mut answer = Answer([0; 32]);
    let (device, id) = match ask(file, Question::Id, &mut answer.0) {
        Ok(()) => {
            let (device, id) = (answer.0.first_chunk()?, answer.0.get(8..)?.first_chunk()?);
            (u64::from_le_bytes(*device), u128::from_le_bytes(*id))
        }
        // Servers of older network drives don't know the question.
        Err(_) => {
            let known = winapi_util::file::information(file).ok()?;
            (known.volume_serial_number(), known.file_index().into())
        }
    };
    // The lower half is what the system calls the volume's serial number elsewhere.
    let device = device & u64::from(u32::MAX);
    (id != 0 && id != u128::MAX && id != u64::MAX.into()).then(|| Identity { device, inode: folded(id) })
}

/// A number of ReFS in 64 bits: those of other file systems stay what they are.
fn folded(id: u128) -> u64 {
    let high = (id >> 64) as u64;
    // An odd factor, so that no two upper halves become the same.
    id as u64 ^ high.wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// Bytes on the disk and number of names of an open file.
pub(super) fn sizes(file: &File) -> Option<(u64, u32)> {
    let mut answer = Answer([0; 32]);
    ask(file, Question::Sizes, &mut answer.0).ok()?;
    let allocated = i64::from_le_bytes(*answer.0.first_chunk()?);
    let names = u32::from_le_bytes(*answer.0.get(16..)?.first_chunk()?);
    Some((allocated.try_into().ok()?, names))
}

/// A short answer.
#[repr(align(8))]
struct Answer([u8; 32]);

/// Whether the folder is read to its end. Some file systems call an empty one not found.
fn is_end(error: &io::Error, begun: bool) -> bool {
    match error.raw_os_error() {
        Some(ERROR_NO_MORE_FILES) => true,
        Some(ERROR_FILE_NOT_FOUND) => !begun,
        _ => false,
    }
}

fn is_not_known(error: &io::Error) -> bool {
    error.raw_os_error().is_some_and(|code| NOT_KNOWN.contains(&code))
}
