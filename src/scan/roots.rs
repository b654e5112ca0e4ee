//! The picked folders and files of a sheet: which is which, which was read, and what a walk leaves to another one.
//!
//! Each picked path is a root of its own, however they lie in each other, and a walk that meets another root leaves it out: so nothing
//! that an outer one doesn't list (hidden, excluded, on another file system, in a folder that can't be entered) is lost when it was picked
//! itself. Roots that are picked together are entered together, before any of them is walked, so it makes no difference in which order they
//! come or how many workers there are.
//!
//! One that is picked later, inside a root that was begun before, may have been listed there, or not yet, or never. It waits until that
//! root has ended ([`Entering::Inside`]); the owner of the sheet looks then, and has it read if it isn't there
//! ([`Roots::is_not_in`]); it may still lie in a third one, and wait for that.
//!
//! # What is the same
//!
//! The same real path, the same identity and the same mount. Less would lose files: some file systems give one number to many folders, and
//! what is mounted inside a folder is seen through one of its mounts and not through another. A root claims what it lists or has listed
//! to its end, with the same choices; one that was stopped, failed or panicked claims nothing.

mod elsewhere;
mod places;

pub use places::RealPlace;

use super::place::FolderPlace;
use super::root_state::RootState;
use super::root_trie::RootTrie;
use super::sys::Identity;
use crate::model::{Outcome, RootId, ScanOptions, name};
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

/// What a picked path turned out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolved {
    pub is_folder: bool,
    /// The path with every link resolved; where it has two of them, the main one.
    pub real: PathBuf,
    /// The other one, by the volume that it is on.
    pub by_volume: Option<PathBuf>,
    pub identity: Option<Identity>,
    /// The number of the mount that it is on.
    pub mount: Option<u64>,
    /// Of a file: the folder that it is in, by which a walk finds it, and that folder's mount: the file may be a mount of its own. `None`
    /// where the picked path is a link: its target has a name of its own, and is listed by that too.
    pub within: Option<(Identity, Option<u64>)>,
    /// Whether it is on a file system that the kernel makes up, which no walk enters that comes from outside.
    pub is_kernels: bool,
}

impl Resolved {
    /// What a walk finds it by: its own identity, or of a file that of the folder that it is in.
    fn key(&self) -> Option<Identity> {
        if self.is_folder { self.identity } else { self.within.map(|(folder, _)| folder) }
    }

    /// Its real paths, the main one first.
    fn paths(&self) -> impl Iterator<Item = &Path> {
        std::iter::once(&*self.real).chain(self.by_volume.as_deref())
    }
}

/// Names in one folder that were picked themselves.
pub(super) type PickedNames = HashSet<Box<[u8]>>;

/// How a picked path stands to the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entering {
    /// It is a root of its own. `again` says that a part of it may be in the sheet already, from a reading that didn't come to its end
    /// or that left out other things.
    Entered { again: bool },
    /// It is another one, picked before.
    Same(RootId),
    /// It lies inside this one, which was begun before.
    Inside(RootId),
}

/// How far a root has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ListingState {
    Open,
    Complete,
    /// Stopped, or a worker panicked: a part is in the sheet.
    Partial,
    /// Nothing of it is in the sheet.
    Failed,
}

#[derive(Debug)]
struct Known {
    resolved: Resolved,
    options: Arc<ScanOptions>,
    state: ListingState,
    /// Roots with the same number were entered together.
    round: u32,
    /// Those paths of folders with two of them at which its walk has listed these.
    listed: Vec<PathBuf>,
}

impl Known {
    /// Whether what it lists is in the sheet, or will be.
    fn claims(&self, options: &ScanOptions) -> bool {
        matches!(self.state, ListingState::Open | ListingState::Complete) && self.options.lists_as(options)
    }
}

#[derive(Debug, Default)]
struct RootTable {
    known: HashMap<RootId, Known>,
    by_path: RootTrie,
    folders: HashMap<Identity, Vec<RootId>>,
    /// Picked files, by the folder that they are in.
    files: HashMap<Identity, Vec<RootId>>,
    /// Mounts that the walk of a root came to.
    crossed: HashSet<(RootId, Option<u64>)>,
    /// Roots that lie in another one that has ended and doesn't list them.
    not_in: HashSet<(RootId, RootId)>,
    /// What waits for the end of the root that it lies in.
    waiting: HashMap<RootId, Resolved>,
    /// Roots that were removed, and claim nothing if a worker comes to them late.
    removed: HashSet<RootId>,
    rounds: u32,
}

impl RootTable {
    /// Decides how a picked path stands to those entered before, and enters it if it is a root of its own.
    ///
    /// Three questions, and their order matters. Is it exactly another one that lists the same: then listing it again would double every
    /// row. Does it lie in one that was begun in an earlier round: that walk may have passed it already, so leaving it out there is no longer
    /// possible, and it has to wait. Otherwise it is entered, and every walk that meets it from now on leaves it out; that holds for outer
    /// roots of the same round too, because all of a round are entered before the first of them is walked.
    fn enter(&mut self, root: RootId, resolved: Resolved, options: &Arc<ScanOptions>) -> Entering {
        if self.removed.contains(&root) {
            return Entering::Entered { again: false };
        }
        let (here, around) = self.around(&resolved);
        let is_same = |root: &&RootId| {
            let known = self.known.get(*root);
            known.is_some_and(|known| known.resolved == resolved && known.claims(options))
        };
        if let Some(&same) = here.iter().find(is_same) {
            return Entering::Same(same);
        }
        if let Some(outer) = self.begun_around(root, &resolved, &around, options) {
            self.waiting.insert(root, resolved);
            return Entering::Inside(outer);
        }
        let again = here.iter().chain(&around).any(|root| self.is_partly_there(*root, options));
        let known = Known {
            resolved,
            options: options.clone(),
            state: ListingState::Open,
            round: self.rounds,
            listed: Vec::new(),
        };
        self.list(root, known);
        Entering::Entered { again }
    }

    fn list(&mut self, root: RootId, known: Known) {
        let Resolved { is_folder, real, .. } = &known.resolved;
        if let Some(key) = known.resolved.key() {
            self.by_identity(*is_folder).entry(key).or_default().push(root);
        }
        self.by_path.insert(real, root);
        self.known.insert(root, known);
    }

    fn forget(&mut self, root: RootId) -> Option<Known> {
        let known = self.known.remove(&root)?;
        self.by_path.remove(&known.resolved.real, root);
        let key = known.resolved.key();
        let roots = key.and_then(|key| self.by_identity(known.resolved.is_folder).get_mut(&key));
        roots.into_iter().for_each(|roots| roots.retain(|&of| of != root));
        Some(known)
    }

    fn by_identity(&mut self, is_folder: bool) -> &mut HashMap<Identity, Vec<RootId>> {
        if is_folder { &mut self.folders } else { &mut self.files }
    }

    /// The nearest of the roots around a path that was begun before and may list it: it lists the same kind of entries, is still being
    /// walked or has come to the mount that the path is on, and was not found to lack this very path (`not_in`). A path on a file system
    /// that the kernel makes up has none, as no walk enters these from outside.
    fn begun_around(
        &self,
        own: RootId,
        resolved: &Resolved,
        around: &[RootId],
        options: &ScanOptions,
    ) -> Option<RootId> {
        let may_list = |root: &&RootId| {
            self.known.get(*root).is_some_and(|known| {
                known.round < self.rounds
                    && !self.not_in.contains(&(own, **root))
                    && known.resolved.is_folder
                    && known.claims(options)
                    && (known.state == ListingState::Open || self.covers(**root, known, resolved))
            })
        };
        around.iter().find(may_list).copied().filter(|_| !resolved.is_kernels)
    }

    /// Whether the walk of a root came to the mount that this is on.
    fn covers(&self, root: RootId, known: &Known, resolved: &Resolved) -> bool {
        known.resolved.mount == resolved.mount || self.crossed.contains(&(root, resolved.mount))
    }

    fn is_partly_there(&self, root: RootId, options: &ScanOptions) -> bool {
        self.known.get(&root).is_some_and(|known| match known.state {
            ListingState::Partial => true,
            ListingState::Open | ListingState::Complete => !known.options.lists_as(options),
            ListingState::Failed => false,
        })
    }
}

/// Every root of a sheet, shared by the scans that fill it.
#[derive(Debug, Default, Clone)]
pub struct Roots {
    table: Arc<RwLock<RootTable>>,
    /// Folders and files among them. Relaxed: they only spare a lock when there is nothing to find.
    folders: Arc<AtomicUsize>,
    files: Arc<AtomicUsize>,
}

impl Roots {
    fn read(&self) -> RwLockReadGuard<'_, RootTable> {
        self.table.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, RootTable> {
        self.table.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// Enters picked paths together.
    pub fn enter(
        &self,
        picked: impl IntoIterator<Item = (RootId, Resolved)>,
        options: &Arc<ScanOptions>,
    ) -> Vec<Entering> {
        let mut table = self.write();
        table.rounds += 1;
        let mut entered = Vec::new();
        for (root, resolved) in picked {
            let count = if resolved.is_folder { &self.folders } else { &self.files };
            let entering = table.enter(root, resolved, options);
            if matches!(entering, Entering::Entered { .. }) {
                count.fetch_add(1, Ordering::Relaxed);
            }
            entered.push(entering);
        }
        entered
    }

    /// Whether a root was entered as this.
    pub fn is_entered_as(&self, root: RootId, resolved: &Resolved) -> bool {
        self.read().known.get(&root).is_some_and(|known| known.resolved == *resolved)
    }

    /// It became something else between two looks.
    pub fn forget(&self, root: RootId) {
        self.write().forget(root);
    }

    /// It is removed: it claims nothing from now on, also if a worker comes to it late. Returns what it claimed.
    pub fn remove(&self, root: RootId) -> Claim {
        let mut table = self.write();
        table.removed.insert(root);
        table.waiting.remove(&root);
        Claim(table.forget(root))
    }

    /// It is back, with what it claimed.
    pub fn put_back(&self, root: RootId, Claim(known): Claim) {
        let mut table = self.write();
        table.removed.remove(&root);
        let Some(mut known) = known else { return };
        if known.state == ListingState::Open {
            known.state = ListingState::Partial;
        }
        table.list(root, known);
    }

    /// Where a root lies in others that list what is in them.
    pub fn around(&self, root: RootId) -> Vec<(RootId, Inside)> {
        let table = self.read();
        let Some(known) = table.known.get(&root) else { return Vec::new() };
        let (_, around) = table.around(&known.resolved);
        let outer = around.into_iter().filter_map(|outer| Some((outer, table.known.get(&outer)?)));
        let outer =
            outer.filter(|(_, outer)| outer.resolved.is_folder && outer.state != ListingState::Failed);
        outer.filter_map(|(id, outer)| Some((id, Inside::of(&known.resolved, outer)?))).collect()
    }

    /// A root has come to its end, or won't.
    pub fn ended(&self, root: RootId, outcome: Outcome) {
        if let Some(known) = self.write().known.get_mut(&root) {
            known.state = match outcome {
                Outcome::Complete => ListingState::Complete,
                Outcome::Failed => ListingState::Failed,
                Outcome::Incomplete | Outcome::ListedIn(_) | Outcome::Inside(_) => ListingState::Partial,
            };
        }
    }

    /// The walk of a root has come to another mount.
    pub fn crossed(&self, root: RootId, mount: Option<u64>) {
        self.write().crossed.insert((root, mount));
    }

    /// Whether there is more than one folder among them.
    #[inline]
    pub fn are_several(&self) -> bool {
        self.folders.load(Ordering::Relaxed) > 1
    }

    /// The other root that a folder of a walk is.
    #[inline]
    pub fn claimed(&self, own: &RootState, place: &FolderPlace, options: &ScanOptions) -> Option<RootId> {
        if self.are_several() { self.claims(own, place, options) } else { None }
    }

    fn claims(&self, own: &RootState, place: &FolderPlace, options: &ScanOptions) -> Option<RootId> {
        let table = self.read();
        let mut roots = table.folders.get(&place.identity?)?.iter();
        let is_it = |root: &&RootId| {
            let known = table.known.get(*root);
            **root != own.root
                && known.is_some_and(|known| {
                    known.claims(options)
                        && (place.mount.is_none() || known.resolved.mount == place.mount)
                        && known.resolved.paths().any(|path| own.is_at(place, path))
                })
        };
        roots.find(is_it).copied()
    }

    /// The names in a folder of a walk that are picked files.
    pub fn files_in(&self, own: &RootState, place: &FolderPlace) -> Option<Box<PickedNames>> {
        if self.files.load(Ordering::Relaxed) == 0 {
            return None;
        }
        let table = self.read();
        let mut names = HashSet::new();
        for root in table.files.get(&place.identity?)? {
            let Some(Known { resolved, state, .. }) = table.known.get(root) else { continue };
            let is_here = matches!(state, ListingState::Open | ListingState::Complete)
                && resolved.within.is_some_and(|(_, mount)| mount == place.mount)
                && resolved.paths().filter_map(Path::parent).any(|folder| own.is_at(place, folder));
            if let Some(name) = resolved.real.file_name().filter(|_| is_here) {
                names.insert(name::bytes(name).into());
            }
        }
        (!names.is_empty()).then(|| Box::new(names))
    }

    /// The sheet was searched: `outer`, which has ended, does not list `root`.
    pub fn is_not_in(&self, root: RootId, outer: RootId) {
        self.write().not_in.insert((root, outer));
    }

    /// What waited for the end of the root `outer`, if that can have listed it.
    pub fn waited(&self, root: RootId, outer: RootId) -> Option<Inside> {
        let mut table = self.write();
        let resolved = table.waiting.remove(&root)?;
        let known = table.known.get(&outer)?;
        let may_list = known.state == ListingState::Complete && table.covers(outer, known, &resolved);
        may_list.then(|| Inside::of(&resolved, known)).flatten()
    }

    /// Where a path that waits lies in the root that it waits for.
    pub fn waits_at(&self, root: RootId, outer: RootId) -> Option<Inside> {
        let table = self.read();
        Inside::of(table.waiting.get(&root)?, table.known.get(&outer)?)
    }
}

/// What a removed root had claimed, for it to be put back.
#[derive(Debug)]
pub struct Claim(Option<Known>);

/// A path from a root on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inside {
    /// The names on the way.
    pub names: Vec<Box<[u8]>>,
    /// Whether it is a folder.
    pub is_folder: bool,
}

impl Inside {
    fn of(resolved: &Resolved, outer: &Known) -> Option<Inside> {
        let inside = resolved.paths().find_map(|path| path.strip_prefix(&outer.resolved.real).ok())?;
        let names = inside.components().map(|part| name::bytes(part.as_os_str()).into()).collect();
        Some(Inside { names, is_folder: resolved.is_folder })
    }
}
