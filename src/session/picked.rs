//! The picked folders and where each stands.

use super::status::{RootPhase, RootStatus};
use crate::model::{Counts, Outcome, Request, RootId, WorkerId};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// In the order of picking; a folder's number is its place.
#[derive(Debug, Default)]
pub(super) struct Picked {
    roots: Vec<RootStatus>,
    /// By root: when a worker took it.
    started: Vec<Option<Instant>>,
}

impl Picked {
    pub(super) fn roots(&self) -> &[RootStatus] {
        &self.roots
    }

    pub(super) fn get(&self, root: RootId) -> Option<&RootStatus> {
        self.roots.get(root.0 as usize)
    }

    pub(super) fn any(&self, is: impl Fn(&RootPhase) -> bool) -> bool {
        self.roots.iter().any(|root| is(&root.phase))
    }

    /// Adds a path behind the others.
    pub(super) fn add(&mut self, path: &Path) {
        let id = RootId(self.roots.len() as u32);
        self.roots.push(RootStatus {
            id,
            path: whole_path(path),
            phase: RootPhase::Queued,
            counts: Counts::default(),
            workers: Vec::new(),
            elapsed: Duration::ZERO,
        });
        self.started.push(None);
    }

    /// Those that wait for a worker, for a scan to take them.
    pub(super) fn queued(&self) -> Vec<Request> {
        let queued = self.roots.iter().filter(|root| root.phase == RootPhase::Queued);
        queued.map(|root| Request { root: root.id, path: root.path.clone() }).collect()
    }

    /// Makes all of them new, as if just picked.
    pub(super) fn start_over(&mut self) {
        let paths: Vec<PathBuf> = self.roots.drain(..).map(|root| root.path).collect();
        self.started.clear();
        for path in paths {
            self.add(&path);
        }
    }

    /// A worker took it.
    pub(super) fn started(&mut self, root: RootId) {
        if let Some(status) = self.roots.get_mut(root.0 as usize) {
            status.phase = RootPhase::Reading;
            self.started[root.0 as usize] = Some(Instant::now());
        }
    }

    /// A worker found something in it.
    pub(super) fn found(&mut self, root: RootId, worker: WorkerId, counts: Counts) {
        let Some(status) = self.roots.get_mut(root.0 as usize) else { return };
        status.counts += counts;
        if let Err(at) = status.workers.binary_search(&worker) {
            status.workers.insert(at, worker);
        }
    }

    /// It came to its end.
    pub(super) fn finished(&mut self, root: RootId, elapsed: Duration, outcome: Outcome) {
        let Some(status) = self.roots.get_mut(root.0 as usize) else { return };
        status.elapsed = elapsed;
        self.started[root.0 as usize] = None;
        status.phase = match outcome {
            Outcome::Complete => RootPhase::Done,
            Outcome::ListedIn(other) => RootPhase::ListedIn(other),
            // Until that one has ended, and somebody has looked.
            Outcome::Inside(_) => RootPhase::Queued,
            Outcome::Failed => RootPhase::Failed,
            Outcome::Incomplete => RootPhase::Incomplete("a worker broke down".to_owned()),
        };
    }

    /// Those of `requested` that are not at their end won't come to it.
    pub(super) fn stopped(&mut self, requested: &[RootId], phase: &RootPhase) {
        for root in requested {
            let Some(status) = self.roots.get_mut(root.0 as usize) else { continue };
            if status.phase.is_open() {
                status.phase = phase.clone();
                self.started[root.0 as usize] = None;
            }
        }
    }

    /// Brings the times of those that are being read up to now.
    pub(super) fn tick(&mut self) {
        for (status, started) in self.roots.iter_mut().zip(&self.started) {
            if let Some(started) = started {
                status.elapsed = started.elapsed();
            }
        }
    }
}

/// Absolute and without a separator at the end; links and `..` stay as they were picked.
fn whole_path(path: &Path) -> PathBuf {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    // Collecting the parts leaves a separator at the end out.
    whole.components().collect()
}
