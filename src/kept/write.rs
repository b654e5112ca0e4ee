//! Keeping a sheet: written under a name of its own, then given the one under which it is found.

use super::list::{KeptList, list};
use super::names;
use super::place::KeptPlace;
use super::prune::prune;
use crate::archive::{self, SaveError, Saving};
use crate::model::{Cancel, RootPhase};
use crate::store::Sheet;
use std::error::Error;
use std::fmt;
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// Why a sheet was not kept. What was kept before is as it was.
#[derive(Debug)]
pub enum KeepError {
    /// It was cancelled.
    Cancelled,
    /// It alone takes more than all are to take together.
    TooLarge,
    /// The folder or the file could not be written, or the folder not be read.
    Io(io::Error),
}

impl From<io::Error> for KeepError {
    fn from(error: io::Error) -> KeepError {
        match error.get_ref().is_some_and(|inner| inner.is::<Exceeded>()) {
            true => KeepError::TooLarge,
            false => KeepError::Io(error),
        }
    }
}

/// More was written than there may be.
#[derive(Debug)]
struct Exceeded;

impl fmt::Display for Exceeded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("it takes too much")
    }
}

impl Error for Exceeded {}

/// Whether a sheet tells next time what has changed: read from the disk, each picked folder to its end. One that was stopped, or lacks a
/// drive that wasn't there, must not stand in the place of a whole one.
pub fn is_worth_keeping(sheet: &Sheet) -> bool {
    let is_read = |phase: &RootPhase| matches!(phase, RootPhase::Done | RootPhase::ListedIn(_));
    let is_whole = !sheet.roots.is_empty() && sheet.roots.iter().all(|root| is_read(&root.phase));
    is_whole && sheet.origin.is_none() && sheet.compared.is_none() && sheet.as_of.is_some()
}

/// Keeps a sheet, lets go of what has to go for it, and returns what is kept then.
///
/// # Errors
/// See [`KeepError`].
pub fn keep(place: &KeptPlace, sheet: &Sheet, cancel: &Cancel) -> Result<KeptList, KeepError> {
    make_folder(place.folder())?;
    let unfinished = names::unfinished(place);
    let written = write(place, sheet, &unfinished, cancel).and_then(|()| {
        let as_of = sheet.as_of.unwrap_or_else(std::time::SystemTime::now);
        let first = sheet.roots.iter().map(|root| &*root.path).next().unwrap_or(Path::new(""));
        let free = names::free(place, first, as_of);
        let name = free.ok_or_else(|| io::Error::other("no name for it is free"))?;
        match fs::rename(&unfinished, &name) {
            Ok(()) => Ok(name),
            // All that is kept was deleted meanwhile.
            Err(error) if error.kind() == io::ErrorKind::NotFound => Err(KeepError::Cancelled),
            Err(error) => Err(error.into()),
        }
    });
    let name = written.inspect_err(|_| {
        let _ = fs::remove_file(&unfinished);
    })?;
    prune(place, &name)?;
    Ok(list(place)?)
}

fn write(place: &KeptPlace, sheet: &Sheet, to: &Path, cancel: &Cancel) -> Result<(), KeepError> {
    let mut out = BufWriter::with_capacity(1 << 18, Limited { file: new_file(to)?, left: place.most() });
    let saving = Saving { sheet, only: None, filter: None };
    match archive::write(&saving, &mut out, cancel, |_| {}) {
        Ok(_) => {}
        Err(SaveError::Cancelled) => return Err(KeepError::Cancelled),
        Err(SaveError::Io(error)) => return Err(error.into()),
    }
    let limited = out.into_inner().map_err(io::IntoInnerError::into_error)?;
    // So that no crash leaves a name that points at half of it.
    Ok(limited.file.sync_all()?)
}

/// Takes only so much.
struct Limited {
    file: File,
    left: u64,
}

impl Write for Limited {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if bytes.len() as u64 > self.left {
            return Err(io::Error::other(Exceeded));
        }
        let written = self.file.write(bytes)?;
        self.left -= written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// Makes the folder, for its owner only, and those that it is in.
fn make_folder(folder: &Path) -> io::Result<()> {
    if let Some(outer) = folder.parent() {
        fs::create_dir_all(outer)?;
    }
    #[cfg_attr(not(unix), allow(unused_mut, reason = "only Unix has a mode"))]
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    match builder.create(folder) {
        // Another program was faster, or it was there before.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && folder.is_dir() => Ok(()),
        made => made,
    }
}

/// A new file for its owner only. Never one that is there, and never through a link.
fn new_file(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}
