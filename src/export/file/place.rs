//! Where the files of one export go. Each folder is opened once, at the beginning, and all that follows is done by that handle.

use super::look::{FileKind, Look};
use super::{FolderHandle, commit::FolderNames, left_over::Search};
use crate::model::export::{Attempt, ExportError, Obstacle};
use std::ffi::OsString;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A name in an open folder.
#[derive(Debug, Clone)]
pub(in crate::export) struct Place {
    pub(super) path: PathBuf,
    pub(super) folder: Arc<FolderHandle>,
    pub(super) name: OsString,
}

/// The folders of one export.
#[derive(Debug, Default)]
pub(in crate::export) struct Folders(Vec<(PathBuf, Arc<FolderHandle>)>);

impl Folders {
    /// The place of a file.
    ///
    /// # Errors
    /// If its path has no name at its end, or its folder can't be opened.
    pub(crate) fn place(&mut self, target: &Path) -> Result<Place, ExportError> {
        let Some(name) = target.file_name() else {
            return Err(ExportError::Target { path: target.to_owned(), what: Obstacle::NoName });
        };
        // Other programs take it for a folder.
        let path = target.as_os_str().as_encoded_bytes();
        if path.last().is_some_and(|&last| std::path::is_separator(last.into())) {
            return Err(ExportError::Target { path: target.to_owned(), what: Obstacle::FolderPath });
        }
        let path = match target.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        let known = self.0.iter().find(|(known, _)| known == path);
        let folder = match known {
            Some((_, folder)) => folder.clone(),
            None => {
                let folder = FolderHandle::open(path)
                    .map_err(|source| ExportError::io(Attempt::CreateBeside, target, source))?;
                let folder = Arc::new(folder);
                self.0.push((path.to_owned(), folder.clone()));
                folder
            }
        };
        Ok(Place { path: target.to_owned(), folder, name: name.to_owned() })
    }

    /// Begins to look for what killed programs left in them, each folder once whichever paths lead to it.
    pub(crate) fn clean(&self) -> Vec<Search> {
        let mut searches: Vec<Search> = Vec::new();
        for (at, (_, folder)) in self.0.iter().enumerate() {
            if !self.0[..at].iter().any(|(_, other)| folder.is_same(other)) {
                searches.extend(Search::start(folder.clone()));
            }
        }
        searches
    }
}

impl Place {
    /// The path that was given.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// The regular file that is there, open for reading; `None` if there is none, or it can't be read. Doesn't block.
    pub(crate) fn open_file(&self) -> Option<File> {
        let is_file = |look: &Look| look.kind == FileKind::File;
        self.folder.look_at(&self.name).ok()?.filter(is_file)?;
        let file = self.folder.open_left_over(&self.name).ok()?;
        FolderHandle::look_at_open(&file).is_ok_and(|look| is_file(&look)).then_some(file)
    }

    /// Whether something is there already.
    pub(crate) fn is_taken(&self) -> bool {
        self.folder.look_at(&self.name).is_ok_and(|found| found.is_some())
    }

    /// Whether two places are one file, whichever way leads to its folder.
    pub(crate) fn is_same(&self, other: &Place) -> bool {
        let ignores_case = cfg!(any(windows, target_os = "macos"));
        let is_same_name =
            if ignores_case { self.name.eq_ignore_ascii_case(&other.name) } else { self.name == other.name };
        is_same_name && self.folder.is_same(&other.folder)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_opened_and_searched_once() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::create_dir(dir.path().join("d")).unwrap();
        let mut folders = Folders::default();
        for number in 0..500 {
            folders.place(&dir.path().join(format!("s-{number}.csv"))).unwrap();
        }
        assert_eq!(folders.0.len(), 1);
        // Another way to the same folder, and another folder.
        let one = folders.place(&dir.path().join("s.csv")).unwrap();
        let other = folders.place(&dir.path().join("d/../s.csv")).unwrap();
        let third = folders.place(&dir.path().join("d/s.csv")).unwrap();
        assert!(one.is_same(&other) && !one.is_same(&third));
        assert_eq!((folders.0.len(), folders.clean().len()), (3, 2));
    }

    #[test]
    fn a_path_without_a_name_or_a_folder_is_refused() {
        let mut folders = Folders::default();
        assert!(matches!(folders.place(Path::new("/")), Err(ExportError::Target { .. })));
        assert!(matches!(folders.place(Path::new("..")), Err(ExportError::Target { .. })));
        let dir = tempfile::tempdir().unwrap();
        assert!(matches!(folders.place(&dir.path().join("no/s")), Err(ExportError::Io { .. })));
    }
}
