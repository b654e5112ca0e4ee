//! A file that appears whole or not at all.
//!
//! The discipline, each step with its reason: a new file beside the target (so that the rename stays on one file
//! system), exclusively created (so that no link is written through); everything written and flushed; `fsync` (so that the
//! name never points at bytes that a crash loses); rename over the target (the one atomic step); `fsync` of the folder (so that
//! the rename itself lasts). Whatever ends it before removes the new file and leaves the target as it was.

use super::error::ExportError;
use std::fs::{self, File, Metadata};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// Bytes gathered before a write. Large, as a sheet is.
const BUFFER: usize = 1 << 18;

/// A file being written beside its target.
pub struct AtomicFile {
    target: PathBuf,
    file: BufWriter<NamedTempFile>,
}

impl AtomicFile {
    /// Starts a file that [`AtomicFile::commit`] will put at `target`.
    ///
    /// # Errors
    /// If the target is there and no regular file, or nothing can be created beside it.
    pub fn create(target: &Path) -> Result<AtomicFile, ExportError> {
        let fail = |source| ExportError::io("create a file beside", target, source);
        if target.file_name().is_none() {
            return Err(ExportError::Target { path: target.to_owned(), what: "no file name" });
        }
        let old = match fs::symlink_metadata(target) {
            Ok(old) => Some(old),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(ExportError::io("look at", target, error)),
        };
        if let Some(what) = old.as_ref().and_then(not_replaceable) {
            return Err(ExportError::Target { path: target.to_owned(), what });
        }
        let mut builder = tempfile::Builder::new();
        builder.prefix(".foldersheet-").suffix(".part");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            // As any program's new file: 666 less the umask. A replaced file keeps its own.
            let mode = old.as_ref().map_or(0o666, |old| old.permissions().mode() & 0o777);
            builder.permissions(fs::Permissions::from_mode(mode));
        }
        let file = builder.tempfile_in(folder(target)).map_err(fail)?;
        Ok(AtomicFile { target: target.to_owned(), file: BufWriter::with_capacity(BUFFER, file) })
    }

    /// Makes what was written last, and puts it at the target.
    ///
    /// # Errors
    /// If a step fails; the target is as it was.
    pub fn commit(self) -> Result<(), ExportError> {
        let target = self.target;
        let fail = |doing| {
            let target = target.clone();
            move |source| ExportError::io(doing, &target, source)
        };
        let file = self.file.into_inner().map_err(|error| fail("write")(error.into_error()))?;
        file.as_file().sync_all().map_err(fail("write"))?;
        file.persist(&target).map_err(|error| fail("put the finished file at")(error.error))?;
        sync_folder(folder(&target));
        Ok(())
    }
}

impl Write for AtomicFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
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

fn folder(target: &Path) -> &Path {
    match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// The rename is done by now, and some file systems can't sync a folder: so no error comes of it.
fn sync_folder(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}
