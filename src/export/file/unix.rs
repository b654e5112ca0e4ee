//! Linux, macOS and the BSDs: the folder that a file goes into, opened once, and every step relative to that handle. Whoever renames
//! the folder or puts a link in its path can't lead a later step elsewhere.

use super::commit::FolderNames;
use super::look::{FileKind, Id, Look, Owner};
use rustix::fs::{Access, AtFlags, CWD, Dir, FileType, Mode, OFlags, RenameFlags, Stat};
use std::ffi::OsStr;
use std::fs::File;
use std::io;
use std::os::fd::OwnedFd;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// An open folder.
#[derive(Debug)]
pub(super) struct FolderHandle {
    handle: OwnedFd,
    path: PathBuf,
}

impl FolderHandle {
    /// Opens it; a link on the way or at the end is followed, now and never again.
    pub(super) fn open(path: &Path) -> io::Result<FolderHandle> {
        Ok(FolderHandle { handle: open(path)?, path: path.to_owned() })
    }

    /// Looks at the folder itself.
    pub(super) fn look(&self) -> io::Result<Look> {
        Ok(look(&rustix::fs::fstat(&self.handle)?, attributes(&self.handle, OsStr::new("")).0, false))
    }

    /// Whether two paths led to one folder.
    pub(super) fn is_same(&self, other: &FolderHandle) -> bool {
        let id = |folder: &FolderHandle| rustix::fs::fstat(&folder.handle).ok().map(|stat| id(&stat));
        id(self).is_some_and(|own| Some(own) == id(other))
    }

    /// What an open file is.
    pub(super) fn look_at_open(file: &File) -> io::Result<Look> {
        Ok(look(&rustix::fs::fstat(file)?, false, false))
    }

    /// The handle, for what else is asked of what is in it.
    pub(super) fn handle(&self) -> &OwnedFd {
        &self.handle
    }

    /// Which file an open one is.
    pub(super) fn id_of(file: &File) -> Option<Id> {
        rustix::fs::fstat(file).ok().map(|stat| id(&stat))
    }

    /// Creates a file, exclusively; `mode` is what is asked for before the umask.
    pub(super) fn create(&self, name: &OsStr, mode: u32) -> io::Result<File> {
        let flags = OFlags::RDWR | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        Ok(rustix::fs::openat(&self.handle, name, flags, Mode::from_raw_mode(mode as _))?.into())
    }

    /// Opens a file of ours to see whether it is locked. Never waits: not for the other end of a pipe, nor until another program
    /// gives up a lease (`fcntl(2)`, `F_SETLEASE`). Follows no link.
    pub(super) fn open_left_over(&self, name: &OsStr) -> io::Result<File> {
        let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::NOFOLLOW | OFlags::NOCTTY | OFlags::CLOEXEC;
        Ok(rustix::fs::openat(&self.handle, name, flags, Mode::empty())?.into())
    }

    /// Whether this program may write to what has this name. Opens nothing; a system that can't tell says yes.
    pub(super) fn may_write(&self, name: &OsStr) -> bool {
        use rustix::io::Errno;
        let asked = rustix::fs::accessat(&self.handle, name, Access::WRITE_OK, AtFlags::EACCESS);
        !matches!(asked, Err(Errno::ACCESS | Errno::PERM | Errno::ROFS))
    }

    /// What a link of the system's own leads to, such as one to what another process has open; `None` if it isn't one.
    pub(super) fn look_through(&self, name: &OsStr) -> Option<Look> {
        #[cfg(target_os = "linux")]
        if rustix::fs::fstatfs(&self.handle).is_ok_and(|system| system.f_type == rustix::fs::PROC_SUPER_MAGIC)
        {
            let stat = rustix::fs::statat(&self.handle, name, AtFlags::empty()).ok()?;
            return Some(look(&stat, false, false));
        }
        let _ = name;
        None
    }

    /// Opens a device or pipe to write to it; waits neither for the other end of a pipe, which fails with `ENXIO` where there is none, nor
    /// for anything when it is written to. `is_link` says that it is reached through one, by [`FolderHandle::look_through`].
    pub(super) fn open_stream(&self, name: &OsStr, is_link: bool) -> io::Result<File> {
        let flags = OFlags::WRONLY | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
        let flags = if is_link { flags } else { flags | OFlags::NOFOLLOW };
        Ok(rustix::fs::openat(&self.handle, name, flags, Mode::empty())?.into())
    }

    /// Every name in it, until `each` returns false.
    pub(super) fn each_name(&self, mut each: impl FnMut(&OsStr) -> bool) -> io::Result<()> {
        for entry in Dir::new(self.open_to_read()?)? {
            if !each(OsStr::from_bytes(entry?.file_name().to_bytes())) {
                break;
            }
        }
        Ok(())
    }

    /// Makes renames in it last. They are done by now, and some file systems can't do this: so no error comes of it.
    pub(super) fn sync(&self) {
        let _ = self.open_to_read().and_then(rustix::fs::fsync);
    }

    /// The same folder by a handle that takes more rights to get.
    fn open_to_read(&self) -> rustix::io::Result<OwnedFd> {
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
        rustix::fs::openat(&self.handle, c".", flags, Mode::empty())
    }

    /// A path that leads to this folder, for a library that takes nothing else.
    pub(super) fn path(&self) -> PathBuf {
        #[cfg(target_os = "linux")]
        {
            let by_handle = PathBuf::from(handle_path(&self.handle));
            // Without /proc there is none.
            if by_handle.is_dir() {
                return by_handle;
            }
        }
        self.path.clone()
    }

    /// The user that can't replace others' files in a sticky folder; `None` if this one can.
    pub(super) fn bound_user() -> Option<u32> {
        #[cfg(target_os = "linux")]
        {
            use rustix::thread::{CapabilitySet, capabilities};
            if let Ok(own) = capabilities(None) {
                let is_free = own.effective.contains(CapabilitySet::FOWNER);
                return (!is_free).then(FolderHandle::user);
            }
        }
        Some(FolderHandle::user()).filter(|user| *user != 0)
    }

    /// Who this program acts for.
    pub(super) fn user() -> u32 {
        rustix::process::geteuid().as_raw()
    }

    /// Creates a file without a name; `None` where there can't be one.
    #[cfg(target_os = "linux")]
    pub(super) fn create_unnamed(&self, mode: u32) -> Option<File> {
        let flags = OFlags::RDWR | OFlags::TMPFILE | OFlags::CLOEXEC;
        let file = rustix::fs::openat(&self.handle, c".", flags, Mode::from_raw_mode(mode)).ok()?;
        // Without /proc it could never get a name.
        std::fs::symlink_metadata(handle_path(&file)).ok()?;
        Some(file.into())
    }

    #[cfg(not(target_os = "linux"))]
    pub(super) fn create_unnamed(&self, _: u32) -> Option<File> {
        None
    }

    /// Gives a file without a name one that nothing has yet.
    #[cfg(target_os = "linux")]
    pub(super) fn give_name(&self, file: &File, name: &OsStr) -> io::Result<()> {
        let file = handle_path(file);
        Ok(rustix::fs::linkat(CWD, file, &self.handle, name, AtFlags::SYMLINK_FOLLOW)?)
    }

    #[cfg(not(target_os = "linux"))]
    pub(super) fn give_name(&self, _: &File, _: &OsStr) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }
}

impl FolderNames for FolderHandle {
    fn look_at(&self, name: &OsStr) -> io::Result<Option<Look>> {
        match rustix::fs::statat(&self.handle, name, AtFlags::SYMLINK_NOFOLLOW) {
            Ok(stat) => {
                let (is_protected, is_mount) = attributes(&self.handle, name);
                Ok(Some(look(&stat, is_protected, is_mount)))
            }
            Err(rustix::io::Errno::NOENT) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    fn rename(&self, from: &OsStr, to: &OsStr) -> io::Result<()> {
        Ok(rustix::fs::renameat(&self.handle, from, &self.handle, to)?)
    }

    fn rename_new(&self, from: &OsStr, to: &OsStr) -> io::Result<()> {
        match rename_with(&self.handle, from, to, RenameFlags::NOREPLACE) {
            // This file system can't; a hard link never replaces anything either.
            Err(error) if super::commit::is_unsupported(&error) => {}
            renamed => return renamed,
        }
        match self.link(from, to) {
            Ok(()) => {
                let _ = self.remove(from);
                Ok(())
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(error),
            // Nor links: then only a look tells.
            Err(_) if self.look_at(to)?.is_some() => Err(io::ErrorKind::AlreadyExists.into()),
            Err(_) => self.rename(from, to),
        }
    }

    fn exchange(&self, one: &OsStr, other: &OsStr) -> io::Result<()> {
        rename_with(&self.handle, one, other, RenameFlags::EXCHANGE)
    }

    fn link(&self, name: &OsStr, new: &OsStr) -> io::Result<()> {
        Ok(rustix::fs::linkat(&self.handle, name, &self.handle, new, AtFlags::empty())?)
    }

    fn remove(&self, name: &OsStr) -> io::Result<()> {
        Ok(rustix::fs::unlinkat(&self.handle, name, AtFlags::empty())?)
    }
}

/// On Linux the right to search a folder is enough to hold it, and to write into it the right to write.
#[cfg(target_os = "linux")]
fn open(path: &Path) -> rustix::io::Result<OwnedFd> {
    rustix::fs::openat(CWD, path, OFlags::PATH | OFlags::DIRECTORY | OFlags::CLOEXEC, Mode::empty())
}

#[cfg(not(target_os = "linux"))]
fn open(path: &Path) -> rustix::io::Result<OwnedFd> {
    let flags = OFlags::DIRECTORY | OFlags::CLOEXEC;
    match rustix::fs::openat(CWD, path, flags | OFlags::RDONLY, Mode::empty()) {
        // One that may not be listed, such as somebody's Drop Box: `O_EXEC` (xnu, bsd/sys/fcntl.h) is for searching it.
        #[cfg(target_vendor = "apple")]
        Err(rustix::io::Errno::ACCESS) => {
            rustix::fs::openat(CWD, path, flags | OFlags::from_bits_retain(0x4000_0000), Mode::empty())
        }
        opened => opened,
    }
}

#[cfg(any(target_os = "linux", target_vendor = "apple"))]
fn rename_with(folder: &OwnedFd, from: &OsStr, to: &OsStr, flags: RenameFlags) -> io::Result<()> {
    Ok(rustix::fs::renameat_with(folder, from, folder, to, flags)?)
}

#[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
fn rename_with(_: &OwnedFd, _: &OsStr, _: &OsStr, _: RenameFlags) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// A path that leads to an open file, whatever became of its names.
#[cfg(target_os = "linux")]
pub(super) fn handle_path(file: &impl std::os::fd::AsRawFd) -> String {
    format!("/proc/self/fd/{}", file.as_raw_fd())
}

#[allow(clippy::unnecessary_cast, reason = "other systems have other types")]
fn id(stat: &Stat) -> Id {
    (stat.st_dev as u64, stat.st_ino as u64)
}

#[allow(clippy::unnecessary_cast, reason = "other systems have other types")]
fn look(stat: &Stat, is_protected: bool, is_mount: bool) -> Look {
    // macOS tells such a file by its flags: `UF_` and `SF_IMMUTABLE` and `_APPEND` (chflags(2)).
    #[cfg(target_vendor = "apple")]
    let is_protected = is_protected || stat.st_flags & 0x0006_0006 != 0;
    let mode = stat.st_mode as u32;
    Look {
        kind: match FileType::from_raw_mode(stat.st_mode) {
            FileType::RegularFile => FileKind::File,
            FileType::Directory => FileKind::Folder,
            FileType::Symlink => FileKind::Link,
            FileType::CharacterDevice => FileKind::Device,
            FileType::Fifo => FileKind::Pipe,
            _ => FileKind::Other,
        },
        id: Some(id(stat)),
        links: stat.st_nlink as u64,
        modified: u64::try_from(stat.st_mtime as i64)
            .ok()
            .and_then(|seconds| SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(seconds))),
        owner: Some(Owner { user: stat.st_uid, group: stat.st_gid, mode: mode & 0o7777 }),
        is_protected,
        is_mount,
        attributes: 0,
    }
}

/// Whether it can't be changed or removed, and whether something is mounted on it, as far as the file system tells (`statx(2)`).
#[cfg(target_os = "linux")]
fn attributes(folder: &OwnedFd, name: &OsStr) -> (bool, bool) {
    use rustix::fs::{StatxAttributes, StatxFlags, statx};
    let flags = AtFlags::SYMLINK_NOFOLLOW | AtFlags::NO_AUTOMOUNT | AtFlags::EMPTY_PATH;
    let Ok(found) = statx(folder, name, flags, StatxFlags::TYPE) else { return (false, false) };
    let is = |attributes| found.stx_attributes.intersects(attributes);
    (is(StatxAttributes::IMMUTABLE | StatxAttributes::APPEND), is(StatxAttributes::MOUNT_ROOT))
}

#[cfg(not(target_os = "linux"))]
fn attributes(_: &OwnedFd, _: &OsStr) -> (bool, bool) {
    (false, false)
}
