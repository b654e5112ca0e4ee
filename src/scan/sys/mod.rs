//! The only code that reads the disk, one file a system, all behind [`Disk`].
//!
//! The contract that every implementation keeps: nothing is followed but the picked path itself, nothing is
//! triggered by a look (no automount, no download from a cloud), and what opening would trigger is said by [`Stat`]; nothing is opened but folders (and on Windows the links whose targets are
//! asked for, themselves), nothing is written. [`handed`] is apart
//! from that: what a user asks to be opened is looked at there.

#[cfg(windows)]
mod buffer;
#[cfg(target_os = "linux")]
mod cgroup;
mod fetching;
mod inherited;
mod limits;
mod names;
#[cfg(unix)]
mod signals;
mod volume;

#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

pub mod accounts;
pub mod handed;
pub mod places;
pub mod records;

#[cfg(unix)]
pub use unix::System;
#[cfg(windows)]
pub use windows::System;

pub use fetching::{allow_fetching, allow_fetching_of};
pub use inherited::is_open_handle;
pub use limits::{free_handles, free_memory_beside, free_threads, out_of_handles, raise_handle_limit};
pub use names::{FoundName, Names};
#[cfg(unix)]
pub use signals::is_ignored;
pub use volume::volume;

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

/// What one look at an entry returns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stat {
    /// What becomes of it in the row.
    pub meta: Meta,
    /// Which entry it is; `None` if the system has no such number.
    pub identity: Option<Identity>,
    /// Whether a file system may be mounted here: true where the system doesn't say.
    pub mount: bool,
    /// The number of the mount it is on; `None` if the system has no such number.
    pub mount_id: Option<u64>,
    /// Whether opening it would make the system mount something.
    pub automount: bool,
    /// Of a folder: whether its contents are elsewhere (a cloud, an archive), so that listing it would fetch them.
    pub placeholder: bool,
    /// Whether the system marks it as hidden, other than by its name.
    pub hidden: bool,
}

impl Stat {
    /// An entry of which only the kind is known.
    pub const fn unknown(kind: Kind) -> Stat {
        Stat {
            meta: Meta::unknown(kind),
            identity: None,
            mount: true,
            mount_id: None,
            automount: false,
            placeholder: false,
            hidden: false,
        }
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
        /// Whether the picked path is a link to it.
        is_link: bool,
    },
}

/// A folder that is reached by two paths, neither of which is a link to be seen (a firmlink of macOS).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Twin {
    /// Its path by the volume that it is on.
    pub path: PathBuf,
    /// Its other path, by which users and programs know it.
    pub at: PathBuf,
    /// Where that volume is mounted.
    pub volume: PathBuf,
}

/// Handles that an open folder takes while its names are read, beside its own.
pub const HANDLES_TO_READ: usize = if cfg!(all(unix, not(target_os = "linux"))) { 1 } else { 0 };

/// A disk, as far as the walk needs one. Its calls may take for ever, and every one may fail.
pub trait Disk: Send + Sync + 'static {
    /// An open folder; it remembers how far its names were read.
    type Folder: Send + Sync + 'static;

    /// Opens a picked path, following it if it is a link.
    fn open_picked(&self, path: &Path) -> io::Result<Picked<Self::Folder>>;

    /// Opens the folder `name` in `parent`. Fails if it is not a folder (any more), a link among them.
    fn open(&self, parent: &Self::Folder, name: &OsStr) -> io::Result<Self::Folder>;

    /// Opens the same folder once more, to read it from its beginning.
    fn open_again(&self, folder: &Self::Folder) -> io::Result<Self::Folder>;

    /// Opens the folder that `folder` is in now, wherever that is.
    fn open_parent(&self, folder: &Self::Folder) -> io::Result<Self::Folder>;

    /// Reads the next names, about a thousand, after clearing `names`; false at the end. `.` and `..` are left out.
    fn read(&self, folder: &Self::Folder, names: &mut Names) -> io::Result<bool>;

    /// Looks at the `index`th of the names that [`Disk::read`] returned for this folder.
    ///
    /// To be inlined down to the system call: on its way the kernel clears the processor's memory of where calls return to, so
    /// each call that is still to return stalls. With three of them a warm flat folder took 1.26 times the system calls' own
    /// time, with none 1.11.
    fn stat(&self, folder: &Self::Folder, names: &Names, index: usize) -> io::Result<Stat>;

    /// What the link `name` in the folder points at, as its bytes are, whether there is such a thing or not.
    fn link_target(&self, folder: &Self::Folder, name: &[u8]) -> io::Result<Vec<u8>>;

    /// Whether a folder may be found in itself, or in two places, with no mount between them: where a server shows links as the folders that
    /// they point at.
    fn shows_links_as_folders(&self) -> bool {
        false
    }

    /// Whether a look returns how many names a file has. Where it doesn't, the names of one file are found by its number.
    fn counts_names(&self) -> bool {
        true
    }

    /// What tells two folders apart that have the same number by mistake, as some servers have for those of several file systems: when the
    /// folder came to be, in any unit. Asked where [`Disk::shows_links_as_folders`].
    fn since(&self, _: &Self::Folder) -> u64 {
        0
    }

    /// Which folder this handle is.
    fn identity(&self, folder: &Self::Folder) -> io::Result<Option<Identity>>;

    /// The same of a folder that was just opened and is read next, where what it holds may tell.
    fn identity_to_read(&self, folder: &Self::Folder) -> io::Result<Option<Identity>> {
        self.identity(folder)
    }

    /// The name of the file system if it is one that the kernel makes up (proc, sysfs, cgroup…).
    fn kernel_file_system(&self, folder: &Self::Folder) -> Option<&'static str>;

    /// The folders that have two paths. Asked once a scan.
    fn twins(&self) -> Vec<Twin> {
        Vec::new()
    }
}

/// Whether `error` says that what was a folder a moment ago is a link or a file now.
pub fn not_a_folder(error: &io::Error) -> bool {
    #[cfg(unix)]
    if error.raw_os_error() == Some(rustix::io::Errno::LOOP.raw_os_error()) {
        return true;
    }
    error.kind() == io::ErrorKind::NotADirectory
}
