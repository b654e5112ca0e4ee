//! How far one picked folder is, shared by the workers that read it: what is still open, how it will end, whether it is still wanted.

use super::place::FolderPlace;
use super::sys::Twin;
use super::twins::Way;
use crate::model::{FolderId, Outcome, RootId, name};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// One picked folder while it is read.
#[derive(Debug)]
pub struct RootState {
    pub root: RootId,
    /// The number of the picked folder itself.
    pub folder: FolderId,
    /// Its real path, once it is known.
    real: OnceLock<PathBuf>,
    /// Folders with two paths that its walk comes to, once they are known.
    twins: OnceLock<Vec<Twin>>,
    started: OnceLock<Instant>,
    /// Tasks that are queued, being done, or done with finds not sent yet. AcqRel when counted down: the worker that brings it
    /// to 0 sees that all other workers' finds were sent before.
    open: AtomicUsize,
    /// Set once, by what first made it other than complete.
    outcome: OnceLock<Outcome>,
    /// Whether it is not wanted any more. Relaxed: it guards no data, it only has to arrive.
    is_dropped: AtomicBool,
}

impl RootState {
    /// With one open task, the one that it is made for.
    pub fn new(root: RootId, folder: FolderId) -> RootState {
        RootState {
            root,
            folder,
            real: OnceLock::new(),
            twins: OnceLock::new(),
            started: OnceLock::new(),
            open: AtomicUsize::new(1),
            outcome: OnceLock::new(),
            is_dropped: AtomicBool::new(false),
        }
    }

    /// Whether this is the first that is done for it.
    pub fn start(&self) -> bool {
        self.started.set(Instant::now()).is_ok()
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

    /// Has its tasks end where they are: what was found of it is of no use any more.
    pub fn drop_it(&self) {
        self.is_dropped.store(true, Ordering::Relaxed);
    }

    #[inline]
    pub fn is_dropped(&self) -> bool {
        self.is_dropped.load(Ordering::Relaxed)
    }

    pub fn elapsed(&self) -> Duration {
        self.started.get().map(Instant::elapsed).unwrap_or_default()
    }

    /// Where its walk begins.
    pub fn set_real(&self, real: &Path) {
        let _ = self.real.set(real.to_owned());
    }

    /// Sets the folders with two paths that its walk comes to. Later calls change nothing.
    pub(super) fn set_twins(&self, twins: Vec<Twin>) {
        let _ = self.twins.set(twins);
    }

    /// What has two paths, if a folder of its walk is that, and by which of them the walk came to it.
    #[inline]
    pub(super) fn twin_at(&self, place: &FolderPlace) -> Option<(&Twin, Way)> {
        let twins = self.twins.get().filter(|twins| !twins.is_empty())?;
        twins.iter().find_map(|twin| {
            let way = [Way::Main, Way::ByVolume].into_iter().find(|way| self.is_at(place, way.of(twin).0))?;
            Some((twin, way))
        })
    }

    /// Whether a folder of its walk is at this real path. Compared from the end, so that it costs no more than the path is long, however
    /// deep the folder lies.
    pub(super) fn is_at(&self, place: &FolderPlace, real: &Path) -> bool {
        let mut rest = name::path_bytes(real);
        let mut at = place;
        while let Some(parent) = &at.parent {
            let Some(above) = rest.strip_suffix(&*at.name) else { return false };
            let Some(above) = above.strip_suffix(&[name::SEPARATOR]) else { return false };
            rest = above;
            at = parent;
        }
        let own = self.real.get().map(|own| name::path_bytes(own)).unwrap_or_default();
        // The root of a file system ends in a separator of its own.
        rest == own.strip_suffix(&[name::SEPARATOR]).unwrap_or(own) || rest == own
    }
}
