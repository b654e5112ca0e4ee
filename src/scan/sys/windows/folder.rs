//! An open folder: its handle, which one it is, and how far it was read.

use super::super::buffer::Buffer;
use super::super::records::{self, Dots, Record, RecordKind, Records};
use super::super::{Identity, Names};
use super::ask::{Question, ask};
use crate::model::name;
use std::cell::Cell;
use std::fs::{self, File, OpenOptions, ReadDir};
use std::io;
use std::os::windows::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

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

const FILE_ATTRIBUTE_DIRECTORY: u32 = 0x10;
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
    /// Asked for at the first need. `None` where the file system has no numbers.
    identity: OnceLock<Option<Identity>>,
    /// What it has in common with the others in the picked one.
    dots: Arc<Dots>,
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
    /// The first records, read before they were asked for.
    ahead: Option<Buffer>,
    by_path: Option<Box<ReadDir>>,
    ended: bool,
}

thread_local! {
    /// What the first records of the next folder are read into. A worker asks which folder it is, and then reads it: the buffer goes with the
    /// folder in between, and another one comes back.
    static SPARE: Cell<Buffer> = Cell::default();
}

impl OpenFolder {
    /// Opens the folder at a path that has no links left in it, to be read by this kind of records at first, or by its path.
    ///
    /// # Errors
    /// `NotADirectory` if it is a file or a link.
    pub(super) fn open(path: PathBuf, kind: Option<RecordKind>, dots: Arc<Dots>) -> io::Result<OpenFolder> {
        let file = handle(&path, FILE_LIST_DIRECTORY, FILE_FLAG_OPEN_REPARSE_POINT)?;
        let Basics { attributes, since } = basics(&file)?;
        if attributes & FILE_ATTRIBUTE_DIRECTORY == 0 {
            return Err(io::ErrorKind::NotADirectory.into());
        }
        if attributes & FILE_ATTRIBUTE_REPARSE_POINT != 0 {
            // A folder that a filter of the system fills (a cloud's, a deduplicated one): through this handle it would seem empty. `std` calls
            // a reparse point that stands for another place (a symbolic link, a junction, a mounted volume) no folder.
            let filled =
                if file.metadata()?.is_dir() { Some(handle(&path, FILE_LIST_DIRECTORY, 0)?) } else { None };
            let Some(filled) = filled.filter(|filled| identity(filled) == identity(&file)) else {
                return Err(io::ErrorKind::NotADirectory.into());
            };
            let folder = OpenFolder::new(path, filled, since, kind, dots);
            // What a filter writes into the list isn't asked for what the folder is.
            folder.identity();
            return Ok(folder);
        }
        Ok(OpenFolder::new(path, file, since, kind, dots))
    }

    /// The picked folder, whose path was resolved before. `is_one_volume` says that
    /// only reparse points in it lead to other volumes.
    pub(super) fn picked(path: PathBuf, is_one_volume: bool) -> io::Result<OpenFolder> {
        let file = handle(&path, FILE_LIST_DIRECTORY, 0)?;
        let known = identity(&file);
        let device = known.map(|known| known.device).filter(|_| is_one_volume);
        let since = basics(&file)?.since;
        let folder =
            OpenFolder::new(path, file, since, Some(RecordKind::Extended), Arc::new(Dots::new(device)));
        folder.identity.get_or_init(|| known);
        Ok(folder)
    }

    fn new(path: PathBuf, file: File, since: u64, kind: Option<RecordKind>, dots: Arc<Dots>) -> OpenFolder {
        let reading = Reading { kind, begun: false, ahead: None, by_path: None, ended: false };
        OpenFolder { path, file, identity: OnceLock::new(), dots, since, reading: Mutex::new(reading) }
    }

    /// Opens another folder of the same picked one.
    pub(super) fn open_other(&self, path: PathBuf) -> io::Result<OpenFolder> {
        let kind = self.kind();
        OpenFolder::open(path, kind, self.dots.clone())
    }

    /// The kind of records that its file system has, as far as that is known; `None` if it has none.
    pub(super) fn kind(&self) -> Option<RecordKind> {
        self.reading().kind
    }

    fn reading(&self) -> MutexGuard<'_, Reading> {
        self.reading.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Which folder it is, by its handle.
    pub(super) fn identity(&self) -> Option<Identity> {
        *self.identity.get_or_init(|| identity(&self.file))
    }

    /// The same where it is read next: by its list, if that is to be believed.
    pub(super) fn identity_to_read(&self) -> Option<Identity> {
        if !self.dots.are_of_use() {
            return self.identity();
        }
        *self.identity.get_or_init(|| self.dots.identity(self.read_ahead(), || identity(&self.file)))
    }

    /// Reads the first records and keeps them; the number that they say the folder has. An error comes again when they are asked for.
    fn read_ahead(&self) -> Option<u128> {
        let mut reading = self.reading();
        let kind = reading.kind.filter(|_| !reading.begun)?;
        let mut buffer = SPARE.take();
        let asked = self.ask_for_records(kind, &mut buffer);
        if asked.is_err() {
            SPARE.set(buffer);
            return None;
        }
        reading.begun = true;
        let number = records::own_number(kind, buffer.bytes());
        reading.ahead = Some(buffer);
        number
    }

    /// The number of the volume; `None` where it has none.
    fn device(&self) -> Option<u64> {
        self.dots.device().or_else(|| self.identity().map(|identity| identity.device))
    }

    /// Reads the next names; false at the end.
    pub(super) fn read(&self, names: &mut Names) -> io::Result<bool> {
        names.clear();
        // Before the lock: which folder it is may be found out by reading.
        let device = self.device();
        let mut reading = self.reading();
        if reading.ended {
            return Ok(false);
        }
        while let Some(kind) = reading.kind {
            match self.read_by_handle(kind, device, reading.ahead.take(), names) {
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

    fn read_by_handle(
        &self,
        kind: RecordKind,
        device: Option<u64>,
        ahead: Option<Buffer>,
        names: &mut Names,
    ) -> io::Result<()> {
        let mut buffer = std::mem::take(&mut names.buffer);
        let asked = match ahead {
            Some(ahead) => {
                SPARE.set(std::mem::replace(&mut buffer, ahead));
                Ok(())
            }
            None => self.ask_for_records(kind, &mut buffer),
        };
        let mut records = Records::new(kind, buffer.bytes());
        let result = asked.and_then(|()| records.try_for_each(|record| push(&record?, device, names)));
        names.buffer = buffer;
        result
    }

    fn ask_for_records(&self, kind: RecordKind, buffer: &mut Buffer) -> io::Result<()> {
        let bytes = buffer.bytes();
        // What an earlier read left must not look like an answer if a driver reports success and writes nothing.
        bytes[..kind.name_at()].fill(0);
        ask(&self.file, Question::Entries(kind), bytes)
    }
}

fn push(record: &Record<'_>, device: Option<u64>, names: &mut Names) -> io::Result<()> {
    if !record.has_name() {
        let mut name = Vec::new();
        record.push_name(&mut name);
        names.refuse(&name);
    } else if !record.is_dots() {
        names.push_whole_with(records::stat(record, device), |bytes| record.push_name(bytes));
    }
    Ok(())
}

fn read_by_path(entries: &mut ReadDir, names: &mut Names) -> io::Result<bool> {
    while names.len() < AT_ONCE {
        let Some(entry) = entries.next() else { return Ok(false) };
        let entry = entry?;
        // On Windows this doesn't call the system: the read of the folder returned it.
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
    let mut answer = Answer([0; 40]);
    let (device, id) = match ask(file, Question::Id, &mut answer.0) {
        Ok(()) => {
            (number(&answer, 0), u128::from(number(&answer, 16)) << 64 | u128::from(number(&answer, 8)))
        }
        // Servers of older network drives don't know the question.
        Err(_) => {
            let known = winapi_util::file::information(file).ok()?;
            (known.volume_serial_number(), known.file_index().into())
        }
    };
    // The lower half is what the system calls the volume's serial number elsewhere.
    records::identity(device & u64::from(u32::MAX), id)
}

/// What a handle says beside which file or folder it is.
struct Basics {
    attributes: u32,
    /// Birth or last change, in steps of 100 nanoseconds since 1601.
    since: u64,
}

/// One call: the standard library asks for more, and for the volume besides.
fn basics(file: &File) -> io::Result<Basics> {
    let mut answer = Answer([0; 40]);
    ask(file, Question::Basics, &mut answer.0)?;
    // FILE_BASIC_INFO: birth, last reading, last change of the contents and of anything, attributes.
    let [created, _, written, _, attributes] = [0, 8, 16, 24, 32].map(|at| number(&answer, at));
    let since = if created > 0 { created } else { written };
    Ok(Basics { attributes: attributes as u32, since })
}

fn number(answer: &Answer, at: usize) -> u64 {
    answer.0.get(at..).and_then(<[u8]>::first_chunk).map_or(0, |bytes| u64::from_le_bytes(*bytes))
}

/// Bytes on the disk and number of names of an open file.
pub(super) fn sizes(file: &File) -> Option<(u64, u32)> {
    let mut answer = Answer([0; 40]);
    ask(file, Question::Sizes, &mut answer.0).ok()?;
    let (allocated, names) = (number(&answer, 0), number(&answer, 16) as u32);
    i64::try_from(allocated).is_ok().then_some((allocated, names))
}

/// A short answer.
#[repr(align(8))]
struct Answer([u8; 40]);

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
