//! What went wrong: what was tried, where, why.

use super::{Cause, FolderId, RootId};
use std::borrow::Cow;
use std::ops::AddAssign;

/// What was tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Operation {
    /// Opening a picked path.
    OpenPicked,
    /// Opening a folder inside a picked one.
    OpenFolder,
    /// Reading the names in a folder.
    ReadFolder,
    /// Asking for an entry's size and times.
    LookAt,
    /// Reading what a link points at.
    ReadLink,
    /// Entering a folder that turned out to be its own ancestor.
    Loop,
    /// Entering a folder that another thing has taken the place of.
    Changed,
    /// Entering a file system that the kernel makes up.
    KernelFileSystem,
    /// Entering an automount point.
    Automount,
    /// Listing a folder whose contents are not on this machine's disks.
    CloudFolder,
    /// Listing a folder that is listed under another picked one already.
    Overlap,
    /// Listing a folder of which a part is in the sheet from before.
    Again,
    /// A worker's own work.
    Worker,
    /// Listing what was left to another picked path, which was removed.
    LeftUnread,
    /// Waiting for a drive that didn't answer until the stop gave it up.
    NoAnswer,
    /// Reading the file that the sheet comes from.
    ReadFile,
    /// Starting the pool.
    StartWorkers,
    /// Starting as many workers as asked for.
    FewerWorkers,
    /// Taking a line of another tool's list for a row.
    ReadLine,
    /// Adding up the rows of a folder for which a list has the sum.
    AddUp,
    /// Taking for files what a list has in archives.
    InArchive,
    /// Listing what the maker of a list left out.
    LeftOutOfList,
}

impl Operation {
    /// Every one.
    pub const ALL: [Operation; 22] = [
        Operation::OpenPicked,
        Operation::OpenFolder,
        Operation::ReadFolder,
        Operation::LookAt,
        Operation::ReadLink,
        Operation::Loop,
        Operation::Changed,
        Operation::KernelFileSystem,
        Operation::Automount,
        Operation::CloudFolder,
        Operation::Overlap,
        Operation::Again,
        Operation::Worker,
        Operation::LeftUnread,
        Operation::NoAnswer,
        Operation::ReadFile,
        Operation::StartWorkers,
        Operation::FewerWorkers,
        Operation::ReadLine,
        Operation::AddUp,
        Operation::InArchive,
        Operation::LeftOutOfList,
    ];

    /// Its name, in files and in every list, as in "open folder: …".
    pub const fn as_str(self) -> &'static str {
        match self {
            Operation::OpenPicked => "open picked folder",
            Operation::OpenFolder => "open folder",
            Operation::ReadFolder => "read folder",
            Operation::LookAt => "look at",
            Operation::ReadLink => "read link",
            Operation::Loop => "loop",
            Operation::Changed => "changed while reading",
            Operation::KernelFileSystem => "kernel file system, skipped",
            Operation::Automount => "automount point, not entered",
            Operation::CloudFolder => "cloud folder, not listed",
            Operation::Overlap => "listed once",
            Operation::Again => "listed again",
            Operation::Worker => "worker panicked",
            Operation::LeftUnread => "not listed",
            Operation::NoAnswer => "no answer from the drive",
            Operation::ReadFile => "read file",
            Operation::StartWorkers => "start workers",
            Operation::FewerWorkers => "fewer workers",
            Operation::ReadLine => "read line",
            Operation::AddUp => "add up folder",
            Operation::InArchive => "in archives",
            Operation::LeftOutOfList => "left out of the list",
        }
    }

    /// The words for it in a list that has notes among the problems.
    pub fn in_list(self) -> Cow<'static, str> {
        if self.is_note() { format!("note: {}", self.as_str()).into() } else { self.as_str().into() }
    }

    /// Whether this is a note: the sheet lacks nothing that was asked for.
    pub const fn is_note(self) -> bool {
        matches!(
            self,
            Operation::KernelFileSystem
                | Operation::Automount
                | Operation::CloudFolder
                | Operation::Overlap
                | Operation::Again
                | Operation::FewerWorkers
                | Operation::InArchive
                | Operation::LeftOutOfList
        )
    }
}

/// Where something went wrong: a folder of the sheet and a name in it. A whole path would cost as much as the folder is deep, once for
/// each problem.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Location {
    /// The folder; `None` if `name` is a whole path, or empty.
    pub folder: Option<FolderId>,
    /// The name as the system's bytes; empty if it is about no place.
    pub name: Box<[u8]>,
}

impl Location {
    /// A whole path, such as a picked one.
    pub fn whole(path: &[u8]) -> Location {
        Location { folder: None, name: path.into() }
    }

    /// An entry of a folder.
    pub fn in_folder(folder: FolderId, name: &[u8]) -> Location {
        Location { folder: Some(folder), name: name.into() }
    }
}

/// One line of the Problems list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The picked folder it belongs to; `None` if it is about the scan as a whole.
    pub root: Option<RootId>,
    /// What was tried.
    pub operation: Operation,
    /// Where.
    pub at: Location,
    /// Why.
    pub cause: Cause,
}

impl Problem {
    /// Bytes it takes in memory.
    pub fn heap_bytes(&self) -> usize {
        size_of::<Problem>() + self.at.name.len() + self.cause.heap_bytes()
    }
}
/// Problems and notes of which no line was kept, in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Unlisted {
    /// How many there were.
    pub lines: u64,
    /// Those of them that only tell.
    pub notes: u64,
    /// Problems for which a folder could not be read.
    pub folders: u64,
}

impl AddAssign for Unlisted {
    fn add_assign(&mut self, other: Unlisted) {
        self.lines = self.lines.saturating_add(other.lines);
        self.notes = self.notes.saturating_add(other.notes);
        self.folders = self.folders.saturating_add(other.folders);
    }
}
