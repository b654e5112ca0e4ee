//! Windows, where the standard library has no calls relative to a folder's handle: every step by path.

use super::commit::FolderNames;
use super::look::{FileKind, Id, Look};
use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

/// A folder by its path, whole, so that a change of the working folder makes no difference.
#[derive(Debug)]
pub(super) struct FolderHandle {
    path: PathBuf,
}

impl FolderHandle {
    /// Opens it, so to speak: a link is followed now and, where the system tells where it leads, never again.
    pub(super) fn open(path: &Path) -> io::Result<FolderHandle> {
        if !fs::metadata(path)?.is_dir() {
            return Err(io::ErrorKind::NotADirectory.into());
        }
        // Some drivers of disks can't tell the whole path.
        Ok(FolderHandle { path: path.canonicalize().or_else(|_| std::path::absolute(path))? })
    }

    pub(super) fn look(&self) -> io::Result<Look> {
        Ok(look(&fs::metadata(&self.path)?))
    }

    /// Paths are whole, and links in them were followed.
    pub(super) fn is_same(&self, other: &FolderHandle) -> bool {
        self.path == other.path
    }

    /// What an open file is.
    pub(super) fn look_at_open(file: &File) -> io::Result<Look> {
        Ok(look(&file.metadata()?))
    }

    pub(super) fn id_of(_: &File) -> Option<Id> {
        None
    }

    /// Creates a file, exclusively. It has the rights that the folder gives it, and these attributes.
    #[cfg_attr(not(windows), allow(unused_variables, reason = "elsewhere a file has none"))]
    pub(super) fn create(&self, name: &OsStr, attributes: u32) -> io::Result<File> {
        let mut options = OpenOptions::new();
        options.read(true).write(true).create_new(true);
        #[cfg(windows)]
        std::os::windows::fs::OpenOptionsExt::attributes(&mut options, attributes);
        options.open(self.path.join(name))
    }

    /// Whether this program may write to what has this name, as far as its read-only attribute tells.
    pub(super) fn may_write(&self, name: &OsStr) -> bool {
        fs::symlink_metadata(self.path.join(name)).is_ok_and(|found| !found.permissions().readonly())
    }

    pub(super) fn open_left_over(&self, name: &OsStr) -> io::Result<File> {
        let mut options = OpenOptions::new();
        options.read(true);
        #[cfg(windows)]
        {
            use std::os::windows::fs::OpenOptionsExt;
            /// `FILE_FLAG_OPEN_REPARSE_POINT`: the link itself (CreateFileW).
            const NO_FOLLOW: u32 = 0x0020_0000;
            options.custom_flags(NO_FOLLOW);
        }
        options.open(self.path.join(name))
    }

    pub(super) fn each_name(&self, mut each: impl FnMut(&OsStr) -> bool) -> io::Result<()> {
        for entry in fs::read_dir(&self.path)? {
            if !each(&entry?.file_name()) {
                break;
            }
        }
        Ok(())
    }

    /// A folder can't be synced by these means.
    pub(super) fn sync(&self) {}

    pub(super) fn path(&self) -> PathBuf {
        self.path.clone()
    }

    pub(super) fn bound_user() -> Option<u32> {
        None
    }

    /// Files have no owner in this sense.
    pub(super) fn user() -> u32 {
        0
    }

    pub(super) fn create_unnamed(&self, _: u32) -> Option<File> {
        None
    }

    pub(super) fn give_name(&self, _: &File, _: &OsStr) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }
}

impl FolderNames for FolderHandle {
    fn look_at(&self, name: &OsStr) -> io::Result<Option<Look>> {
        match fs::symlink_metadata(self.path.join(name)) {
            Ok(found) => Ok(Some(look(&found))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn rename(&self, from: &OsStr, to: &OsStr) -> io::Result<()> {
        fs::rename(self.path.join(from), self.path.join(to))
    }

    fn rename_new(&self, from: &OsStr, to: &OsStr) -> io::Result<()> {
        if self.look_at(to)?.is_some() {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        self.rename(from, to)
    }

    fn exchange(&self, _: &OsStr, _: &OsStr) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    fn link(&self, name: &OsStr, new: &OsStr) -> io::Result<()> {
        fs::hard_link(self.path.join(name), self.path.join(new))
    }

    fn remove(&self, name: &OsStr) -> io::Result<()> {
        fs::remove_file(self.path.join(name))
    }
}

fn look(found: &fs::Metadata) -> Look {
    let kind = found.file_type();
    Look {
        kind: if kind.is_file() {
            FileKind::File
        } else if kind.is_dir() {
            FileKind::Folder
        } else if kind.is_symlink() {
            FileKind::Link
        } else {
            FileKind::Other
        },
        id: None,
        links: 1,
        modified: found.modified().ok(),
        owner: None,
        is_protected: false,
        is_mount: false,
        attributes: attributes(found),
    }
}

#[cfg(windows)]
fn attributes(found: &fs::Metadata) -> u32 {
    std::os::windows::fs::MetadataExt::file_attributes(found)
}

#[cfg(not(windows))]
fn attributes(_: &fs::Metadata) -> u32 {
    0
}
