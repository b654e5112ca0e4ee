//! What is kept.

use super::names;
use super::place::KeptPlace;
use crate::archive;
use crate::model::Counts;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

/// A kept sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The file.
    pub file: PathBuf,
    /// What was picked for it, in the order of picking.
    pub roots: Vec<Arc<Path>>,
    /// The moment for which it stands: the end of the reading.
    pub as_of: SystemTime,
    /// What was found, all together.
    pub counts: Counts,
    /// How much the file holds, in bytes.
    pub size: u64,
}

impl Kept {
    /// Whether it is of these folders and no others, in whatever order.
    pub fn is_of<'a>(&self, roots: impl ExactSizeIterator<Item = &'a Path>) -> bool {
        roots.len() == self.roots.len() && sorted(roots) == self.set()
    }

    /// Its folders in an order that doesn't depend on that of picking.
    pub(super) fn set(&self) -> Vec<&Path> {
        sorted(self.roots.iter().map(|root| &**root))
    }
}

fn sorted<'a>(roots: impl Iterator<Item = &'a Path>) -> Vec<&'a Path> {
    let mut roots: Vec<&Path> = roots.collect();
    roots.sort_unstable();
    roots
}

/// The kept sheets.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeptList {
    /// Those that can be opened, the newest first.
    pub sheets: Vec<Kept>,
    /// What all files take that were kept, in bytes.
    pub bytes: u64,
}

/// Reads what is kept; nothing if there is no such folder.
///
/// # Errors
/// If the folder can't be read. A file that can't be is left out.
pub fn list(place: &KeptPlace) -> io::Result<KeptList> {
    let mut list = KeptList::default();
    for (file, size) in files(place)? {
        list.bytes += size;
        let Ok(summary) = archive::summary(&file) else { continue };
        let Some(as_of) = summary.as_of.filter(|_| summary.is_whole) else { continue };
        let (roots, counts) = (summary.roots, summary.counts);
        list.sheets.push(Kept { file, roots, as_of, counts, size });
    }
    list.sheets.sort_by(|a, b| b.as_of.cmp(&a.as_of).then_with(|| a.file.cmp(&b.file)));
    Ok(list)
}

/// The files of kept sheets, in no order, each with how much it holds, in bytes.
pub(super) fn files(place: &KeptPlace) -> io::Result<Vec<(PathBuf, u64)>> {
    let mut files = Vec::new();
    for entry in entries(place.folder())? {
        if !names::is_kept(&entry.file_name()) {
            continue;
        }
        // A link is not followed, and a pipe not opened.
        if let Ok(found) = entry.metadata()
            && found.is_file()
        {
            files.push((entry.path(), found.len()));
        }
    }
    Ok(files)
}

/// What is in a folder; nothing if there is no folder.
pub(super) fn entries(folder: &Path) -> io::Result<Vec<fs::DirEntry>> {
    match fs::read_dir(folder) {
        Ok(entries) => entries.collect(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}
