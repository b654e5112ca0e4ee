//! The only code that reads the disk, one file a system, all behind [`Disk`].
//!
//! The contract that every implementation keeps: nothing is followed but the picked path itself, nothing is
//! triggered (no automount, no download of a cloud file), nothing is opened but folders, nothing is written.

mod names;

#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

pub mod fake;

#[cfg(unix)]
pub use unix::System;
#[cfg(windows)]
pub use windows::System;

pub use names::{Found, Names};

use crate::model::{Kind, Meta};
use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};

/// What makes two folders one: the device and the number on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Identity {
    /// The device (a mounted file system).
    pub device: u64,
    /// The inode number.
    pub inode: u64,
}

/// What one look at an entry tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stat {
    /// What becomes of it in the row.
    pub meta: Meta,
    /// Which entry it is; none where the system gives no such number.
    pub identity: Option<Identity>,
    /// Whether a file system may be mounted here: true where the system doesn't say.
    pub mount: bool,
    /// Whether opening it would make the system mount something.
    pub automount: bool,
    /// Whether the system marks it as hidden, other than by its name.
    pub hidden: bool,
}

impl Stat {
    /// An entry of which only the kind is known.
    pub const fn unknown(kind: Kind) -> Stat {
        Stat { meta: Meta::unknown(kind), identity: None, mount: true, automount: false, hidden: false }
    }
}

/// A picked path, opened.
#[derive(Debug)]
pub enum Picked<F> {
    /// A folder.
    Folder {
        /// Its handle.
        folder: F,
        /// What it is.
        stat: Stat,
        /// The path with every link resolved, to compare with the other picked ones.
        real: PathBuf,
    },
    /// Anything else: one row.
    Other {
        /// What it is.
        stat: Stat,
        /// As above.
        real: PathBuf,
    },
}

/// A disk, as far as the walk needs one. Its calls may take for ever, and every one may fail.
pub trait Disk: Send + Sync + 'static {
    /// An open folder; it remembers how far its names were read.
    type Folder: Send + Sync + 'static;

    /// Opens a picked path, following it if it is a link.
    fn open_picked(&self, path: &Path) -> io::Result<Picked<Self::Folder>>;

    /// Opens the folder `name` in `parent`. Fails if it is not a folder (any more), a link among them.
    fn open(&self, parent: &Self::Folder, name: &OsStr) -> io::Result<Self::Folder>;

    /// Opens the folder that `folder` is in now, wherever that is.
    fn open_parent(&self, folder: &Self::Folder) -> io::Result<Self::Folder>;

    /// Reads the next names, about a thousand, after clearing `names`; false at the end. `.` and `..` are left out.
    fn read(&self, folder: &Self::Folder, names: &mut Names) -> io::Result<bool>;

    /// Looks at the `index`th of the names that [`Disk::read`] gave of this folder.
    fn stat(&self, folder: &Self::Folder, names: &Names, index: usize) -> io::Result<Stat>;

    /// Which folder this handle is.
    fn identity(&self, folder: &Self::Folder) -> io::Result<Option<Identity>>;

    /// The name of the file system if it is one that the kernel makes up (proc, sysfs, cgroup…).
    fn kernel_file_system(&self, folder: &Self::Folder) -> Option<&'static str>;
}

/// Whether `error` says that too many files are open, in this process or in the system.
pub fn out_of_handles(error: &io::Error) -> bool {
    #[cfg(unix)]
    let codes = [rustix::io::Errno::MFILE.raw_os_error(), rustix::io::Errno::NFILE.raw_os_error()];
    // ERROR_TOO_MANY_OPEN_FILES.
    #[cfg(not(unix))]
    let codes = [4];
    error.raw_os_error().is_some_and(|code| codes.contains(&code))
}

/// Whether `error` says that what was a folder a moment ago is a link or a file now.
pub fn not_a_folder(error: &io::Error) -> bool {
    #[cfg(unix)]
    if error.raw_os_error() == Some(rustix::io::Errno::LOOP.raw_os_error()) {
        return true;
    }
    error.kind() == io::ErrorKind::NotADirectory
}

/// Lets the process hold as many open folders as the system allows it at all. Called once at start.
pub fn raise_handle_limit() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
        let maximum = getrlimit(Resource::Nofile).maximum;
        // macOS says 'no limit' and refuses it; what it takes is OPEN_MAX, 10,240. A system that refuses that too
        // leaves the limit as it was, and the walk lives within it.
        for current in [maximum, Some(maximum.map_or(10_240, |limit| limit.min(10_240)))] {
            if setrlimit(Resource::Nofile, Rlimit { current, maximum }).is_ok() {
                break;
            }
        }
    }
}

/// Folders that may be opened besides what the process has open already, with some left for its other needs.
pub fn free_handles() -> usize {
    #[cfg(unix)]
    {
        let limit = rustix::process::getrlimit(rustix::process::Resource::Nofile).current;
        let limit = limit.map_or(usize::MAX, |limit| usize::try_from(limit).unwrap_or(usize::MAX));
        // Where they can't be counted, what a window has open.
        let open = std::fs::read_dir("/proc/self/fd").map_or(64, |open| open.count());
        limit.saturating_sub(open).saturating_sub((limit / 4).min(64))
    }
    #[cfg(not(unix))]
    {
        usize::MAX
    }
}

/// Memory that programs could take now without others being pushed out, in bytes; none where the system doesn't say.
pub fn free_memory() -> Option<u64> {
    // "MemAvailable:   12345 kB", see proc_meminfo(5); other systems have no such file.
    let table = std::fs::read_to_string("/proc/meminfo").ok()?;
    let line = table.lines().find(|line| line.starts_with("MemAvailable:"))?;
    line.split_whitespace().nth(1)?.parse::<u64>().ok()?.checked_mul(1024)
}
