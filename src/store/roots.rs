//! The picked folders: where each stands, and what was found in it.

use crate::model::{Counts, Outcome, Request, RootId, RootPhase, Shortfall, WorkerId};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// One picked folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Root {
    /// Its number.
    pub id: RootId,
    /// Its absolute path.
    pub path: Arc<Path>,
    /// Where it stands.
    pub phase: RootPhase,
    /// What was found in it so far.
    pub counts: Counts,
    /// The workers that took part, in the order of their numbers.
    pub workers: Vec<WorkerId>,
    /// Time from a worker's taking it to now or to its end.
    pub elapsed: Duration,
}

/// In the order of picking; a folder's number is its place. Cloning it is cheap.
#[derive(Debug, Clone, Default)]
pub struct RootList(Arc<Vec<Root>>);

impl std::ops::Deref for RootList {
    type Target = [Root];

    fn deref(&self) -> &[Root] {
        &self.0
    }
}

impl RootList {
    /// The one with this number.
    pub fn with_id(&self, root: RootId) -> Option<&Root> {
        self.0.get(root.0 as usize)
    }

    fn change(&mut self, root: RootId) -> Option<&mut Root> {
        Arc::make_mut(&mut self.0).get_mut(root.0 as usize)
    }

    /// Whether any stands so.
    pub fn any(&self, is: impl Fn(&RootPhase) -> bool) -> bool {
        self.0.iter().any(|root| is(&root.phase))
    }

    /// Adds an absolute path behind the others.
    pub fn add(&mut self, path: Arc<Path>) {
        let id = RootId(self.0.len() as u32);
        Arc::make_mut(&mut self.0).push(Root {
            id,
            path,
            phase: RootPhase::Queued,
            counts: Counts::default(),
            workers: Vec::new(),
            elapsed: Duration::ZERO,
        });
    }

    /// Those that are queued, for a scan to take them.
    pub fn queued(&self) -> Vec<Request> {
        let queued = self.0.iter().filter(|root| root.phase == RootPhase::Queued);
        queued.map(|root| Request { root: root.id, path: root.path.to_path_buf() }).collect()
    }

    /// The same paths, as if just picked.
    #[must_use]
    pub fn anew(&self) -> RootList {
        let mut anew = RootList::default();
        self.0.iter().for_each(|root| anew.add(root.path.clone()));
        anew
    }

    /// A worker took it.
    pub fn started(&mut self, root: RootId) {
        if let Some(root) = self.change(root) {
            root.phase = RootPhase::Reading;
        }
    }

    /// It has been read for so long.
    pub fn set_elapsed(&mut self, root: RootId, elapsed: Duration) {
        if let Some(root) = self.change(root) {
            root.elapsed = elapsed;
        }
    }

    /// A worker found something in it.
    pub(super) fn found(&mut self, root: RootId, worker: WorkerId, counts: Counts) {
        let Some(root) = self.change(root) else { return };
        root.counts += counts;
        if let Err(at) = root.workers.binary_search(&worker) {
            root.workers.insert(at, worker);
        }
    }

    /// It was read to its end, or as far as it could be.
    pub fn finished(&mut self, root: RootId, elapsed: Duration, outcome: Outcome) {
        let Some(root) = self.change(root) else { return };
        root.elapsed = elapsed;
        root.phase = match outcome {
            Outcome::Complete => RootPhase::Done,
            Outcome::ListedIn(other) => RootPhase::ListedIn(other),
            // Until that one has ended and its rows have been searched for this path.
            Outcome::Inside(_) => RootPhase::Queued,
            Outcome::Failed => RootPhase::Failed,
            Outcome::Incomplete => RootPhase::Incomplete(Shortfall::WorkerPanicked),
        };
    }

    /// Reading ended: those of `requested` that were not read to their end get this phase.
    pub fn stopped(&mut self, requested: &[RootId], phase: &RootPhase) {
        for &root in requested {
            if let Some(root) = self.change(root).filter(|root| root.phase.is_open()) {
                root.phase = phase.clone();
            }
        }
    }
}
