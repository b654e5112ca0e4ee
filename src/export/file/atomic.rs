//! A file that appears whole or not at all.
//!
//! The discipline, each step with its reason: the folder opened once (so that nobody can lead a later step elsewhere); a new file in
//! it (so that the rename stays on one file system), that nobody else can reach or exclusively created (so that no link is written
//! through); everything written; `fsync` (so that the name never points at bytes that a crash loses); rename over the target (the one
//! atomic step; [`commit`] says how several do it together); `fsync` of the folder (so that the rename itself lasts). Whatever ends it
//! before removes the new file and leaves the target as it was.

use super::commit::{self, Move, Names, Why};
use super::look::Look;
use super::place::Place;
use super::temporary::Temporary;
use super::{Folder, rights};
use crate::export::error::{Changed, ExportError};
use std::ffi::OsStr;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A file being written beside its target.
pub(in crate::export) struct AtomicFile {
    place: Place,
    file: Temporary,
}

impl AtomicFile {
    /// Starts a file that [`commit_all`] will put at this place.
    ///
    /// # Errors
    /// If what is there can't be replaced, as far as that can be told, or nothing can be created beside it.
    pub fn create(place: Place) -> Result<AtomicFile, ExportError> {
        let old = check(&place)?;
        let file = Temporary::create(&place.folder, old.as_ref())
            .map_err(|source| ExportError::io("create a file beside", &place.path, source))?;
        Ok(AtomicFile { place, file })
    }

    /// What is to be written to, from its beginning on.
    pub fn file(&self) -> &File {
        self.file.file()
    }

    /// Where it will be.
    pub fn target(&self) -> &Path {
        &self.place.path
    }

    /// A path of the folder that it is in, for other temporary files.
    pub fn folder(&self) -> PathBuf {
        self.place.folder.path()
    }

    /// Makes what was written last, still out of sight.
    ///
    /// # Errors
    /// If the disk refuses.
    pub fn sync(&self) -> Result<(), ExportError> {
        self.file().sync_all().map_err(|source| ExportError::io("write", self.target(), source))
    }

    fn to_target<'a>(&'a self, temporary: &'a OsStr) -> Move<'a, Folder> {
        let AtomicFile { place, file } = self;
        Move { folder: &*place.folder, temporary, target: &place.name, id: file.id() }
    }
}

/// Puts what was written and synced at its targets: all of it or nothing.
///
/// # Errors
/// If a step fails; every target is as it was, or [`ExportError::Mixed`] names those that aren't.
pub(in crate::export) fn commit_all(mut files: Vec<AtomicFile>) -> Result<(), ExportError> {
    for file in &files {
        // An export takes its time: the target can be another one by now.
        let old = check(&file.place)?;
        file.file.take_over(old.as_ref()).map_err(|source| not_put(file.target(), source))?;
    }
    let name = |file: &mut AtomicFile| file.file.name().map_err(|source| not_put(&file.place.path, source));
    let names = files.iter_mut().map(name).collect::<Result<Vec<_>, _>>()?;
    let moves: Vec<_> = files.iter().zip(&names).map(|(file, name)| file.to_target(name)).collect();
    let old = commit::all(&moves).map_err(|failed| told(failed, &files))?;
    files.iter_mut().for_each(|file| file.file.is_put());
    let mut synced: Vec<&Arc<Folder>> = Vec::new();
    for AtomicFile { place, .. } in &files {
        if !synced.iter().any(|folder| Arc::ptr_eq(folder, &place.folder)) {
            place.folder.sync();
            synced.push(&place.folder);
        }
    }
    for (at, name) in old {
        let _ = files[at].place.folder.remove(&name);
    }
    Ok(())
}

/// The file at a place whose rights a new one takes over, if one is there and they count. Fails if what is there can't be replaced, as far
/// as that can be told.
fn check(place: &Place) -> Result<Option<Look>, ExportError> {
    let io = |source| ExportError::io("look at", &place.path, source);
    let old = place.folder.look_at(&place.name).map_err(io)?;
    let folder = place.folder.look().map_err(io)?;
    // In a folder that can only be added to, no file can take another's name.
    if folder.is_protected {
        let source = io::Error::from(io::ErrorKind::PermissionDenied);
        return Err(ExportError::io("create a file beside", &place.path, source));
    }
    match old.as_ref().and_then(|old| old.refuses(&folder, Folder::bound_user())) {
        Some(what) => Err(ExportError::Target { path: place.path.clone(), what }),
        None => Ok(old.filter(|old| rights::count(old, &folder, Folder::user()))),
    }
}

fn not_put(target: &Path, source: io::Error) -> ExportError {
    ExportError::NotPut { path: target.to_owned(), source }
}

fn told(failed: commit::Failed, files: &[AtomicFile]) -> ExportError {
    let path = |at: usize| files[at].place.path.clone();
    let why = match failed.why {
        Why::Io(source) => not_put(&path(failed.at), source),
        Why::Target(what) => ExportError::Target { path: path(failed.at), what },
    };
    if failed.stuck.is_empty() {
        return why;
    }
    let changed = |stuck: commit::Stuck| {
        let path = path(stuck.at);
        Changed { old: stuck.old.map(|name| path.with_file_name(name)), is_new: stuck.is_new, path }
    };
    ExportError::Mixed { why: Box::new(why), changed: failed.stuck.into_iter().map(changed).collect() }
}
