//! The file that an export writes to before it has its name.
//!
//! On Linux it has no name at all (`O_TMPFILE`, open(2)) where the file system can do that: no listing shows it, and it is gone however
//! the program ends. Elsewhere its name begins with a point and tells what it is, and it stays locked while it is written, which tells
//! it from one that a killed program left.

use std::fs::{self, File, Metadata};
use std::io;
use std::path::Path;
use tempfile::TempPath;

/// What its name begins with, where it has one.
pub(super) const PREFIX: &str = ".foldersheet-";
/// What that ends with.
pub(super) const SUFFIX: &str = ".part";
/// Letters and digits between.
pub(super) const RANDOM: usize = 6;

/// Tries of a random name before giving up.
const TRIES: usize = 100;

/// An empty file at first.
pub(super) struct Temporary {
    file: File,
    /// Its name, removed with it; none where it has none.
    path: Option<TempPath>,
}

impl Temporary {
    /// A file in this folder, with the rights of the `old` one that it is to replace, or of any new file.
    pub fn create(folder: &Path, old: Option<&Metadata>) -> io::Result<Temporary> {
        let new = match unnamed(folder, old) {
            Some(file) => Temporary { file, path: None },
            None => Temporary::named(folder, old)?,
        };
        #[cfg(unix)]
        if old.is_some() {
            use std::os::unix::fs::PermissionsExt;
            // Creating it took the umask off.
            new.file.set_permissions(fs::Permissions::from_mode(mode(old)))?;
        }
        Ok(new)
    }

    fn named(folder: &Path, old: Option<&Metadata>) -> io::Result<Temporary> {
        for _ in 0..TRIES {
            let (file, path) = builder(old).tempfile_in(folder)?.into_parts();
            lock(&file);
            // Before it was locked, another program could take it for a left-over one.
            if fs::symlink_metadata(&path).is_ok() {
                return Ok(Temporary { file, path: Some(path) });
            }
        }
        Err(io::Error::other("another program removes the temporary file"))
    }

    pub fn file(&self) -> &File {
        &self.file
    }

    /// Gives it the name `target`, in the same folder, in place of what has that name.
    pub fn put_at(self, target: &Path) -> io::Result<()> {
        let path = match self.path {
            Some(path) => path,
            None => give_name(&self.file, super::folder(target))?,
        };
        path.persist(target).map_err(|error| error.error)
    }
}

/// Where a lock can't be had, the name alone tells what the file is.
fn lock(file: &File) {
    let _ = file.try_lock();
}

fn builder(old: Option<&Metadata>) -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX).rand_bytes(RANDOM);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(mode(old)));
    }
    #[cfg(not(unix))]
    let _ = old;
    builder
}

/// As any program's new file: 666 less the umask. A replaced file keeps its own.
#[cfg(unix)]
fn mode(old: Option<&Metadata>) -> u32 {
    use std::os::unix::fs::PermissionsExt;
    old.map_or(0o666, |old| old.permissions().mode() & 0o777)
}

/// A file without a name; none where there can't be one.
#[cfg(target_os = "linux")]
fn unnamed(folder: &Path, old: Option<&Metadata>) -> Option<File> {
    use rustix::fs::OFlags;
    use std::os::unix::fs::OpenOptionsExt;
    let flags = OFlags::TMPFILE.bits().cast_signed();
    let file =
        File::options().read(true).write(true).mode(mode(old)).custom_flags(flags).open(folder).ok()?;
    // Without /proc it could never get a name.
    fs::symlink_metadata(handle_path(&file)).ok()?;
    lock(&file);
    Some(file)
}

#[cfg(not(target_os = "linux"))]
fn unnamed(_: &Path, _: Option<&Metadata>) -> Option<File> {
    None
}

#[cfg(target_os = "linux")]
fn handle_path(file: &File) -> String {
    use std::os::fd::AsRawFd;
    format!("/proc/self/fd/{}", file.as_raw_fd())
}

/// Gives a file without a name one for the moment before it is renamed: only a rename replaces what is there.
#[cfg(target_os = "linux")]
fn give_name(file: &File, folder: &Path) -> io::Result<TempPath> {
    use rustix::fs::{AtFlags, CWD, linkat};
    let link = |path: &Path| {
        linkat(CWD, handle_path(file), CWD, path, AtFlags::SYMLINK_FOLLOW).map_err(io::Error::from)
    };
    Ok(builder(None).make_in(folder, link)?.into_temp_path())
}

#[cfg(not(target_os = "linux"))]
fn give_name(_: &File, _: &Path) -> io::Result<TempPath> {
    Err(io::ErrorKind::Unsupported.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::file::left_over;
    use std::io::Write;

    /// Where every file has a name from its beginning on.
    #[test]
    fn a_file_with_a_name_takes_the_targets_place_or_goes_away() {
        let dir = tempfile::tempdir().unwrap();
        let names =
            || fs::read_dir(dir.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect::<Vec<_>>();
        let target = dir.path().join("sheet.csv");
        drop(Temporary::named(dir.path(), None).unwrap());
        assert!(names().is_empty());
        fs::write(&target, "old").unwrap();
        let new = Temporary::named(dir.path(), None).unwrap();
        new.file().write_all(b"new").unwrap();
        left_over::remove_from(dir.path());
        assert_eq!((names().len(), fs::read(&target).unwrap()), (2, b"old".to_vec()), "it is in use");
        new.put_at(&target).unwrap();
        assert_eq!((names(), fs::read(&target).unwrap()), (vec!["sheet.csv".into()], b"new".to_vec()));
    }
}
