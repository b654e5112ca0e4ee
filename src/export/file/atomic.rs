//! A file that appears whole or not at all.
//!
//! The discipline, each step with its reason: a new file beside the target (so that the rename stays on one file
//! system), that nobody else can reach or exclusively created (so that no link is written through); everything written; `fsync` (so
//! that the name never points at bytes that a crash loses); rename over the target (the one atomic step); `fsync` of the folder (so
//! that the rename itself lasts). Whatever ends it before removes the new file and leaves the target as it was.

use super::left_over;
use super::temporary::Temporary;
use crate::export::error::ExportError;
use std::fs::{self, File, Metadata};
use std::io;
use std::path::{Path, PathBuf};

/// A file being written beside its target.
pub(in crate::export) struct AtomicFile {
    target: PathBuf,
    file: Temporary,
}

impl AtomicFile {
    /// Starts a file that [`AtomicFile::commit`] will put at `target`. Removes what a killed program left beside it.
    ///
    /// # Errors
    /// If the target is there and no regular file, or nothing can be created beside it.
    pub fn create(target: &Path) -> Result<AtomicFile, ExportError> {
        let old = look_at(target)?;
        if let Some(what) = old.as_ref().and_then(not_replaceable) {
            return Err(ExportError::Target { path: target.to_owned(), what });
        }
        left_over::remove_from(folder(target));
        let file = Temporary::create(folder(target), old.as_ref())
            .map_err(|source| ExportError::io("create a file beside", target, source))?;
        Ok(AtomicFile { target: target.to_owned(), file })
    }

    /// What is to be written to, from its beginning on.
    pub fn file(&self) -> &File {
        self.file.file()
    }

    /// Where it will be.
    pub fn target(&self) -> &Path {
        &self.target
    }

    /// Makes what was written last, still out of sight.
    ///
    /// # Errors
    /// If the disk refuses.
    pub fn sync(&self) -> Result<(), ExportError> {
        self.file().sync_all().map_err(|source| ExportError::io("write", &self.target, source))
    }

    /// Puts what was written and synced at the target.
    ///
    /// # Errors
    /// If a step fails; the target is as it was.
    pub fn commit(self) -> Result<(), ExportError> {
        let target = self.target;
        let put = self.file.put_at(&target);
        put.map_err(|source| ExportError::io("put the finished file at", &target, source))?;
        sync_folder(folder(&target));
        Ok(())
    }
}

/// What is at the target; none if nothing is.
fn look_at(target: &Path) -> Result<Option<Metadata>, ExportError> {
    if target.file_name().is_none() {
        return Err(ExportError::Target { path: target.to_owned(), what: "no file name" });
    }
    match fs::symlink_metadata(target) {
        Ok(old) => Ok(Some(old)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(ExportError::io("look at", target, error)),
    }
}

/// Why this must not be replaced, if so. A link is not followed: what it points at was not chosen.
fn not_replaceable(old: &Metadata) -> Option<&'static str> {
    let kind = old.file_type();
    if kind.is_file() {
        None
    } else if kind.is_dir() {
        Some("a folder")
    } else if kind.is_symlink() {
        Some("a link")
    } else {
        Some("a device, pipe or socket")
    }
}

/// The folder that a file is in.
pub(in crate::export) fn folder(target: &Path) -> &Path {
    match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Whether two targets are one file, whichever way leads to its folder.
pub(in crate::export) fn is_same(one: &Path, other: &Path) -> bool {
    let ignores_case = cfg!(any(windows, target_os = "macos"));
    let name = |path: &Path| {
        path.file_name().map(|name| if ignores_case { name.to_ascii_lowercase() } else { name.to_owned() })
    };
    let real = |path: &Path| folder(path).canonicalize().ok();
    name(one) == name(other) && real(one).is_some_and(|folder| Some(folder) == real(other))
}

/// The rename is done by now, and some file systems can't sync a folder: so no error comes of it.
fn sync_folder(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}
