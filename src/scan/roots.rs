//! The picked folders of a sheet: which of them lie inside others, and when each is done.

use super::sys::Identity;
use crate::model::{Outcome, RootId};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError, RwLock};
use std::time::{Duration, Instant};

/// One picked folder while it is read.
#[derive(Debug)]
pub struct RootState {
    pub root: RootId,
    started: Instant,
    /// Tasks that are queued, being done, or done with finds not sent yet. AcqRel when counted down: who brings it
    /// to 0 sees that everybody else's finds were sent before.
    open: AtomicUsize,
    /// Set once, by what first made it other than complete.
    outcome: OnceLock<Outcome>,
}

impl RootState {
    /// With one open task, the one that made it.
    pub fn new(root: RootId) -> RootState {
        RootState { root, started: Instant::now(), open: AtomicUsize::new(1), outcome: OnceLock::new() }
    }

    pub fn task_opened(&self) {
        self.open.fetch_add(1, Ordering::Relaxed);
    }

    /// Whether it was the last one.
    pub fn task_closed(&self) -> bool {
        self.open.fetch_sub(1, Ordering::AcqRel) == 1
    }

    /// How it will end, unless something said so before.
    pub fn set_outcome(&self, outcome: Outcome) {
        let _ = self.outcome.set(outcome);
    }

    pub fn outcome(&self) -> Outcome {
        self.outcome.get().copied().unwrap_or(Outcome::Complete)
    }

    pub fn elapsed(&self) -> Duration {
        self.started.elapsed()
    }
}

/// What a picked path turned out to be.
#[derive(Debug)]
struct Known {
    root: RootId,
    real: PathBuf,
    is_folder: bool,
    identity: Option<Identity>,
    mount: Option<u64>,
}

impl Known {
    /// Whether it is the folder of the same identity at `real`, on `mount`. Some file systems give one number to many folders;
    /// a mount shows a folder at one path only, so another path on the same mount is another folder.
    fn is_same(&self, real: &Path, mount: Option<u64>) -> bool {
        self.real == real || self.mount.is_none() || self.mount != mount
    }
}

/// A picked folder on its way in.
#[derive(Debug, Clone, Copy)]
pub struct PickedFolder<'a> {
    pub root: RootId,
    pub identity: Option<Identity>,
    /// The path with every link resolved.
    pub real: &'a Path,
    /// The number of the mount it is on.
    pub mount: Option<u64>,
}

/// Every picked folder of a sheet, shared by the scans that fill it.
#[derive(Debug, Default, Clone)]
pub struct Roots {
    known: Arc<RwLock<Vec<Known>>>,
    /// Folders and files among them. Relaxed: they only spare a lock when there is nothing to find.
    folders: Arc<AtomicUsize>,
    files: Arc<AtomicUsize>,
    /// One at a time enters itself, so that of two overlapping folders one always sees the other.
    entering: Arc<Mutex<()>>,
}

impl Roots {
    /// Enters a picked folder, unless it lies inside one that is there or is the same: then that one.
    pub fn enter_folder(&self, entered: PickedFolder<'_>, may_be_inside: bool) -> Result<(), RootId> {
        let PickedFolder { root, identity, real, mount } = entered;
        let _entering = self.entering.lock().unwrap_or_else(PoisonError::into_inner);
        let same = self.find(identity, |known| known.is_same(real, mount));
        if let Some(outer) = same.or_else(|| self.around(real, may_be_inside)) {
            return Err(outer);
        }
        self.add(Known { root, real: real.to_owned(), is_folder: true, identity, mount });
        self.folders.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }

    /// Enters a picked file, unless it lies inside a folder that is there or is the same: then that one.
    pub fn enter_file(&self, root: RootId, real: &Path) -> Result<(), RootId> {
        let _entering = self.entering.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(outer) = self.around(real, true) {
            return Err(outer);
        }
        self.add(Known { root, real: real.to_owned(), is_folder: false, identity: None, mount: None });
        self.files.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }

    fn add(&self, known: Known) {
        self.known.write().unwrap_or_else(PoisonError::into_inner).push(known);
    }

    /// The picked folder that a folder inside the picked folder `own` is; `inside` is its path from there on, and `mount` the
    /// mount it is on.
    #[inline]
    pub fn claimed(
        &self,
        identity: Option<Identity>,
        own: RootId,
        inside: impl FnOnce() -> PathBuf,
        mount: impl FnOnce() -> Option<u64>,
    ) -> Option<RootId> {
        if self.folders.load(Ordering::Relaxed) < 2 {
            return None;
        }
        self.find(identity, |known| known.root != own)?;
        let (real, mount) = (self.real(own)?.join(inside()), mount());
        self.find(identity, |known| known.root != own && known.is_same(&real, mount))
    }

    /// A picked folder of this identity for which `is` holds.
    fn find(&self, identity: Option<Identity>, is: impl Fn(&Known) -> bool) -> Option<RootId> {
        let identity = Some(identity?);
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        known.iter().find(|known| known.identity == identity && is(known)).map(|known| known.root)
    }

    /// The real path of a picked folder.
    fn real(&self, root: RootId) -> Option<PathBuf> {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        known.iter().find(|known| known.root == root).map(|known| known.real.clone())
    }

    /// The picked file that an entry of the picked folder `own` is; `inside` is the entry's path from there on. Real paths are
    /// compared, as either may have been picked through a link.
    #[inline]
    pub fn claimed_file(&self, own: RootId, inside: impl FnOnce() -> PathBuf) -> Option<RootId> {
        if self.files.load(Ordering::Relaxed) == 0 { None } else { self.find_file(own, inside()) }
    }

    #[cold]
    fn find_file(&self, own: RootId, inside: PathBuf) -> Option<RootId> {
        let path = self.real(own)?.join(inside);
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        known.iter().find(|known| !known.is_folder && known.real == path).map(|known| known.root)
    }

    fn around(&self, real: &Path, strictly_inside_too: bool) -> Option<RootId> {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        known
            .iter()
            .find(|k| real == k.real || (strictly_inside_too && k.is_folder && real.starts_with(&k.real)))
            .map(|known| known.root)
    }
}
