//! The file that an export writes to before it has its name.
//!
//! On Linux it has no name at all (`O_TMPFILE`, open(2)) where the file system can do that: no listing shows it, and it is gone however
//! the program ends. Elsewhere its name begins with a point and tells what it is, and it stays locked while it is written, which tells
//! it from one that a killed program left.

use super::look::Id;
use super::rights::{self, Old};
use super::{FolderHandle, commit::FolderNames, names};
use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io;
use std::sync::Arc;

/// Tries of a random name before giving up.
const TRIES: usize = 100;

/// An empty file at first. What has its temporary name when it is dropped is removed.
pub(super) struct Temporary {
    file: File,
    folder: Arc<FolderHandle>,
    /// `None` while it has none.
    name: Option<OsString>,
}

impl Temporary {
    /// A file in this folder, with the rights of the `old` one, or of any new file.
    pub(super) fn create(folder: &Arc<FolderHandle>, old: &Old) -> io::Result<Temporary> {
        let mode = rights::at_first(old.kept());
        let new = match folder.create_unnamed(mode) {
            Some(file) => Temporary { file, folder: folder.clone(), name: None },
            None => Temporary::named(folder, mode)?,
        };
        // Where no lock can be had, a search can't have one either, and leaves the file alone.
        let _ = new.file.try_lock();
        old.give_to(&new.file)?;
        Ok(new)
    }

    fn named(folder: &Arc<FolderHandle>, mode: u32) -> io::Result<Temporary> {
        let (file, name) = new_name(|name| folder.create(name, mode))?;
        Ok(Temporary { file, folder: folder.clone(), name: Some(name) })
    }

    pub(super) fn file(&self) -> &File {
        &self.file
    }

    pub(super) fn id(&self) -> Option<Id> {
        FolderHandle::id_of(&self.file)
    }

    /// Nothing has its temporary name any more.
    pub(super) fn is_put(&mut self) {
        self.name = None;
    }

    /// Its name, which it gets now if it has none.
    pub(super) fn name(&mut self) -> io::Result<OsString> {
        let name = match self.name.take() {
            Some(name) => name,
            None => new_name(|name| self.folder.give_name(&self.file, name))?.1,
        };
        Ok(self.name.insert(name).clone())
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        if let Some(name) = &self.name {
            let _ = self.folder.remove(name);
        }
    }
}

/// Does this with random names until one is free.
fn new_name<T>(mut with: impl FnMut(&OsStr) -> io::Result<T>) -> io::Result<(T, OsString)> {
    for _ in 0..TRIES {
        let name = names::part();
        match with(&name) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            done => return done.map(|done| (done, name)),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(folder: &FolderHandle) -> Vec<OsString> {
        let mut names = Vec::new();
        folder.each_name(|name| (names.push(name.to_owned()), true).1).unwrap();
        names.retain(|name| *name != "." && *name != "..");
        names
    }

    /// Where every file has a name from its beginning on.
    #[test]
    fn a_file_with_a_name_goes_away_with_it() {
        let dir = tempfile::tempdir().unwrap();
        let folder = Arc::new(FolderHandle::open(dir.path()).unwrap());
        let mut new = Temporary::named(&folder, 0o600).unwrap();
        let first = listed(&folder);
        assert!(first.len() == 1 && names::is_part(&first[0]), "{first:?}");
        assert_eq!([new.name().unwrap()], *first);
        drop(new);
        assert!(listed(&folder).is_empty());
    }

    #[test]
    fn a_file_without_a_name_gets_one() {
        let dir = tempfile::tempdir().unwrap();
        let folder = Arc::new(FolderHandle::open(dir.path()).unwrap());
        let mut new = Temporary::create(&folder, &Old::default()).unwrap();
        if new.name.is_some() {
            return println!("skipped: this file system has no files without names");
        }
        assert!(listed(&folder).is_empty());
        let name = new.name().unwrap();
        assert_eq!(listed(&folder), [name]);
    }
}
