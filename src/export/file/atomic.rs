//! A file that appears whole or not at all.
//!
//! The discipline, each step with its reason: the folder opened once (so that a later step can't be led elsewhere); a new file in
//! it (so that the rename stays on one file system), that no other user can reach or that is created exclusively (so that no link is written
//! through); everything written; `fsync` (so that the name never points at bytes that a crash loses); rename over the target (the one
//! atomic step; [`commit`] says how several do it together); `fsync` of the folder (so that the rename itself lasts). Whatever ends it
//! before removes the new file and leaves the target as it was.

use super::FolderHandle;
use super::attributes::Attributes;
use super::commit::{self, FolderNames, Gone, Move, Why};
use super::look::{FileKind, Id};
use super::names;
use super::place::Place;
use super::rights::{self, Old};
use super::temporary::Temporary;
use crate::model::export::{Attempt, Changed, ExportError, Note, Obstacle};
use std::ffi::{OsStr, OsString};
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
    pub(crate) fn create(place: Place) -> Result<AtomicFile, ExportError> {
        let old = check(&place)?;
        let file = Temporary::create(&place.folder, &old)
            .map_err(|source| ExportError::io(Attempt::CreateBeside, &place.path, source))?;
        Ok(AtomicFile { place, file })
    }

    /// What is to be written to, from its beginning on.
    pub(crate) fn file(&self) -> &File {
        self.file.file()
    }

    /// Where it will be.
    pub(crate) fn target(&self) -> &Path {
        &self.place.path
    }

    /// A path of the folder that it is in, for other temporary files.
    pub(crate) fn folder(&self) -> PathBuf {
        self.place.folder.path()
    }

    /// Makes what was written last, still out of sight.
    ///
    /// # Errors
    /// If the disk refuses.
    pub(crate) fn sync(&self) -> Result<(), ExportError> {
        self.file().sync_all().map_err(|source| ExportError::io(Attempt::Write, self.target(), source))
    }

    fn to_target<'a>(&'a self, temporary: &'a OsStr) -> Move<'a, FolderHandle> {
        let AtomicFile { place, file } = self;
        Move { folder: &*place.folder, temporary, target: &place.name, id: file.id() }
    }
}

/// A file of an earlier export that goes away when new ones take their names.
#[derive(Debug)]
pub(in crate::export) struct Removal {
    place: Place,
    id: Option<Id>,
}

impl Removal {
    /// The file at a place, as it is now; `None` if it isn't one that this program could replace.
    pub(crate) fn of(place: Place) -> Option<Removal> {
        let old = check(&place).ok()?;
        let look = old.look.filter(|look| look.kind == FileKind::File)?;
        Some(Removal { place, id: look.id })
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        &self.place.path
    }
}

/// Puts what was written and synced at its targets and takes away what is to go: all of it or nothing. Returns what the user is to know.
///
/// # Errors
/// If a step fails; everything is as it was, or [`ExportError::Mixed`] names what isn't.
pub(in crate::export) fn commit_all(
    mut files: Vec<AtomicFile>,
    removals: &[Removal],
) -> Result<Vec<Note>, ExportError> {
    let mut notes = Vec::new();
    for file in &files {
        // An export takes its time: the target can be another one by now.
        let old = check(&file.place)?;
        let lost = old.give_to(file.file()).map_err(|source| not_put(file.target(), source))?;
        let path = || file.target().to_owned();
        notes.extend((!lost.is_empty()).then(|| Note::NotKept { path: path(), what: lost }));
        let others = old.not_taken(file.file());
        notes.extend((!others.is_empty()).then(|| Note::NotTaken { path: path(), what: others }));
    }
    let name = |file: &mut AtomicFile| file.file.name().map_err(|source| not_put(&file.place.path, source));
    let names = files.iter_mut().map(name).collect::<Result<Vec<_>, _>>()?;
    let moves: Vec<_> = files.iter().zip(&names).map(|(file, name)| file.to_target(name)).collect();
    let gone: Vec<_> = removals
        .iter()
        .map(|Removal { place, id }| Gone { folder: &*place.folder, name: &place.name, id: *id })
        .collect();
    let places: Vec<Place> = files
        .iter()
        .map(|file| &file.place)
        .chain(removals.iter().map(|gone| &gone.place))
        .cloned()
        .collect();
    let old = commit::all(&moves, &gone).map_err(|failed| told(failed, &places))?;
    files.iter_mut().for_each(|file| file.file.is_put());
    let mut synced: Vec<&Arc<FolderHandle>> = Vec::new();
    for place in &places {
        if !synced.iter().any(|folder| Arc::ptr_eq(folder, &place.folder)) {
            place.folder.sync();
            synced.push(&place.folder);
        }
    }
    let mut kept = Vec::new();
    for (at, name) in old {
        let place = &places[at];
        if at < files.len() {
            let _ = place.folder.remove(&name);
        } else {
            kept.push(keep(place, name));
        }
    }
    notes.extend((!kept.is_empty()).then_some(Note::SetAside { files: kept }));
    Ok(notes)
}

/// Gives what was taken out of its place a name that says where it was: it may still be wanted. Returns its path.
fn keep(place: &Place, aside: OsString) -> PathBuf {
    let mut names = (1..=names::MOST_KEPT).map(|number| names::kept(&place.name, number));
    let is_named = |name: &OsString| place.folder.rename_new(&aside, name).is_ok();
    let name = names.find(is_named).unwrap_or(aside);
    place.path.with_file_name(name)
}

/// What is at a place. Fails if it can't be replaced, as far as that can be told.
fn check(place: &Place) -> Result<Old, ExportError> {
    let io = |source| ExportError::io(Attempt::LookAt, &place.path, source);
    let look = place.folder.look_at(&place.name).map_err(io)?;
    let folder = place.folder.look().map_err(io)?;
    // In a folder that can only be added to, no file can take another's name.
    if folder.is_protected {
        let source = io::Error::from(io::ErrorKind::PermissionDenied);
        return Err(ExportError::io(Attempt::CreateBeside, &place.path, source));
    }
    let refuse = |what| Err(ExportError::Target { path: place.path.clone(), what });
    if let Some(what) = look.as_ref().and_then(|old| old.refuses(&folder, FolderHandle::bound_user())) {
        return refuse(what);
    }
    // Its owner protects it, or it is another user's: that a folder lets anybody replace it doesn't make it theirs to write.
    if look.is_some() && !place.folder.may_write(&place.name) {
        return refuse(Obstacle::UnwritableFile);
    }
    let counts = look.as_ref().is_some_and(|old| rights::count(old, &folder, FolderHandle::user()));
    let id = look.as_ref().and_then(|old| old.id);
    let attributes =
        if counts { Attributes::of(&place.folder, &place.name, id) } else { Attributes::default() };
    Ok(Old { look, counts, attributes })
}

fn not_put(target: &Path, source: io::Error) -> ExportError {
    ExportError::NotPut { path: target.to_owned(), reason: source.into() }
}

fn told(failed: commit::CommitFailed, places: &[Place]) -> ExportError {
    let path = |at: usize| places[at].path.clone();
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
