//! What a file that becomes a sheet has to say, on its way to the store: a saved sheet, or another tool's list.

use super::{Batch, Cancel, Cause, Column, Failure, RootId, RootPhase, ScanOptions, Unlisted};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

/// Where a sheet comes from that was not read from a disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The file.
    pub file: PathBuf,
    /// What wrote it.
    pub kind: SourceKind,
    /// The program and its version in the file's own words, as in `ncdu 1.18`; `None` if the file doesn't say.
    pub program: Option<Box<str>>,
    /// The name of the machine whose files are listed; `None` if the file doesn't say.
    pub machine: Option<Box<str>>,
    /// When the files were as they are listed; `None` if the file doesn't say.
    pub as_of: Option<SystemTime>,
    /// How its times were understood.
    pub times: TimesOfSource,
    /// The filter under which it was saved, so that it lacks rows; `None` if it has every row.
    pub filter: Option<Box<str>>,
    /// How the system that wrote its paths separates their parts: `/` or `\`.
    pub separator: u8,
}

/// The kinds of files that become a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SourceKind {
    /// A sheet saved by this program, `.foldersheet`.
    SavedSheet,
    /// This program's CSV for programs.
    OwnCsv,
    /// This program's JSON Lines.
    OwnJsonLines,
    /// WizTree's CSV.
    WizTree,
    /// WinDirStat 2's CSV.
    WinDirStatCsv,
    /// WinDirStat 2's JSON.
    WinDirStatJson,
    /// Everything's file list (EFU), or the CSV of its command line tool ES.
    Everything,
    /// DROID's CSV, or Siegfried's in the same columns.
    Droid,
    /// The JSON of ncdu, gdu and those that write the same.
    Ncdu,
    /// A cache file of QDirStat, plain or gzip.
    QDirStat,
    /// A file in mtree(5)'s format.
    Mtree,
    /// The list of hashdeep, or of md5deep's other tools.
    Hashdeep,
    /// Digital Forensics XML.
    Dfxml,
    /// What `rclone lsjson` prints.
    Rclone,
    /// What `tree -J` prints.
    Tree,
    /// What `rsync --list-only` prints.
    Rsync,
    /// PowerShell's `Export-Csv` of files.
    PowerShell,
    /// What the documented command of GNU find prints.
    Find,
    /// Any other CSV, by the columns that the user named.
    OtherCsv,
}

/// How the times in a file were understood.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TimesOfSource {
    /// The file says which moment each of them is.
    #[default]
    Exact,
    /// It doesn't name a time zone: they were taken for this machine's local time.
    TakenForLocal,
    /// It has none.
    Absent,
}

/// What a reader of such a file puts on its queue. [`SourceEvent::Origin`] comes first and once; a root before all that is in it.
#[derive(Debug)]
pub enum SourceEvent {
    /// What the file says of itself.
    Origin(Box<Origin>),
    /// How its folders were read, if the file says so.
    Read {
        /// What was listed and how: workers and memory are not known.
        options: Box<ScanOptions>,
        /// Time spent reading.
        elapsed: Duration,
    },
    /// One of the folders that were picked for it, or that its paths begin with. Roots are numbered from 0 in the order in which they come.
    Root {
        /// Its number.
        root: RootId,
        /// Its path, as the file has it.
        path: Arc<std::path::Path>,
    },
    /// Folders, rows, problems and counts, as the workers of a scan send them. Folders are numbered from 0.
    Found(Box<Batch>),
    /// The name of an owner or a group.
    Account {
        /// [`Column::Owner`] or [`Column::Group`].
        column: Column,
        /// Its number in the rows.
        number: u32,
        /// `None` if it has no name.
        name: Option<Box<str>>,
    },
    /// Problems of a root, or of none, beside those in batches: the file has no lines of them.
    Unlisted(Option<RootId>, Unlisted),
    /// Everything of a root has come.
    RootEnded {
        /// Its number.
        root: RootId,
        /// How complete it is, by what the file says and by how much of it could be read. Not open.
        phase: RootPhase,
        /// How long it took to list it then; zero if the file doesn't say.
        elapsed: Duration,
    },
}

/// Where a reader puts what it found.
pub trait SourceSink {
    /// Takes it in; waits while too much of what came before has not been taken.
    ///
    /// # Errors
    /// [`SourceError::Cancelled`] if it is no longer wanted, and [`SourceError::Memory`] if the sheet may not grow further: the reader ends.
    fn send(&mut self, event: SourceEvent) -> Result<(), SourceError>;

    /// Set when the reader is to end early; to be looked at while nothing is sent.
    fn cancel(&self) -> &Cancel;
}

/// Why a file did not become a sheet, or not a whole one. What was sent before stays valid. `words` says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SourceError {
    /// The file could not be opened or read.
    Io(Cause),
    /// It is none of the files that can be read.
    NotRecognised,
    /// The same, with what it looks like.
    OtherFile(OtherFile),
    /// It is something that can be read only once, from its beginning on, such as a pipe.
    NotAFile,
    /// It was written by a version whose files this one would read wrongly.
    TooNew {
        /// The file's version.
        version: u32,
    },
    /// It holds what no such file holds, or ends too early.
    Damaged {
        /// Where: how many bytes from its beginning are sound.
        byte: u64,
        /// After how many rows.
        rows: u64,
    },
    /// The user wanted no more of it.
    Cancelled,
    /// What it holds takes more memory than there is for it.
    Memory,
}

/// What a file looks like that is none of those that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OtherFile {
    /// It has nothing in it.
    Empty,
    /// Rows of cells, whose meaning the user can say.
    Csv,
    /// Lines of text.
    Text,
    /// JSON of none of the known lists.
    Json,
    /// XML, or a web page.
    Markup,
    /// ncdu's binary export.
    NcduBinary,
    /// Compressed by something other than gzip.
    Compressed(Compression),
    /// A ZIP archive, and not one that a sheet was saved in.
    Zip,
    /// A workbook or another document of an office program.
    Office,
    /// An SQLite database.
    Database,
    /// A PDF.
    Pdf,
    /// Any other contents that are not text.
    Binary,
}

impl OtherFile {
    /// Whether a list may be in it, in a form that is not read by itself.
    pub fn may_be_list(self) -> bool {
        match self {
            OtherFile::Csv | OtherFile::NcduBinary => true,
            OtherFile::Compressed(how) => !matches!(how, Compression::SevenZip | Compression::Rar),
            _ => false,
        }
    }
}

/// How a file is compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Compression {
    /// Zstandard.
    Zstd,
    /// xz.
    Xz,
    /// bzip2.
    Bzip2,
    /// LZ4.
    Lz4,
    /// 7-Zip, which packs several files.
    SevenZip,
    /// RAR, which packs several files.
    Rar,
}

/// Why nothing of a file came into the sheet. `words` says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotOpened {
    /// The reader refused it, or didn't know it.
    Refused(SourceError),
    /// The reader came to nothing.
    Failed(Failure),
}
