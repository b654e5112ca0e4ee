//! The picked folders: where each stands, and what was found in it.

use crate::model::{Cause, Counts, Outcome, Request, RootId, RootPhase, Shortfall, WorkerId};
use std::collections::HashMap;
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
    /// Why it could not be opened, where it could not.
    pub failure: Option<Cause>,
}

impl Root {
    fn queued(id: RootId, path: Arc<Path>) -> Root {
        Root {
            id,
            path,
            phase: RootPhase::Queued,
            counts: Counts::default(),
            workers: Vec::new(),
            elapsed: Duration::ZERO,
            failure: None,
        }
    }
}

/// In the order of picking. A number is given once, also when its folder was removed: what a worker sends of it late can then be
/// told apart and dropped. Cloning it is cheap.
#[derive(Debug, Clone, Default)]
pub struct RootList(Arc<RootData>);

#[derive(Debug, Clone, Default)]
struct RootData {
    roots: Vec<Root>,
    places: HashMap<RootId, usize>,
    next: u32,
}

impl RootData {
    fn next_id(&mut self) -> RootId {
        self.next += 1;
        RootId(self.next - 1)
    }

    /// Each where it is now.
    fn place(&mut self) {
        self.places = self.roots.iter().enumerate().map(|(place, root)| (root.id, place)).collect();
    }
}

impl std::ops::Deref for RootList {
    type Target = [Root];

    fn deref(&self) -> &[Root] {
        &self.0.roots
    }
}

impl RootList {
    /// The one with this number.
    pub fn with_id(&self, root: RootId) -> Option<&Root> {
        self.0.roots.get(self.place(root)?)
    }

    fn change(&mut self, root: RootId) -> Option<&mut Root> {
        let place = self.place(root)?;
        Arc::make_mut(&mut self.0).roots.get_mut(place)
    }

    /// Where in the order the one with this number is.
    pub fn place(&self, root: RootId) -> Option<usize> {
        self.0.places.get(&root).copied()
    }

    /// Whether any stands so.
    pub fn any(&self, is: impl Fn(&RootPhase) -> bool) -> bool {
        self.iter().any(|root| is(&root.phase))
    }

    /// Adds an absolute path behind the others.
    pub fn add(&mut self, path: Arc<Path>) {
        let list = Arc::make_mut(&mut self.0);
        let id = list.next_id();
        list.places.insert(id, list.roots.len());
        list.roots.push(Root::queued(id, path));
    }

    /// The number that is given next: what is picked from now on has this or a higher one.
    pub fn next(&self) -> RootId {
        RootId(self.0.next)
    }

    /// A number for [`RootList::insert`].
    pub fn new_id(&mut self) -> RootId {
        Arc::make_mut(&mut self.0).next_id()
    }

    /// Puts an absolute path with a new number at this place of the order, or behind the others.
    pub fn insert(&mut self, place: usize, id: RootId, path: Arc<Path>) {
        let list = Arc::make_mut(&mut self.0);
        list.roots.insert(place.min(list.roots.len()), Root::queued(id, path));
        list.place();
    }

    /// Takes these out of the list; returns them with their places, in order.
    pub(super) fn take(&mut self, roots: &[RootId]) -> Vec<(usize, Root)> {
        let list = Arc::make_mut(&mut self.0);
        let mut taken = Vec::new();
        let mut left = Vec::with_capacity(list.roots.len());
        for (place, root) in std::mem::take(&mut list.roots).into_iter().enumerate() {
            if roots.contains(&root.id) { taken.push((place, root)) } else { left.push(root) }
        }
        list.roots = left;
        list.place();
        taken
    }

    /// Puts back what [`RootList::take`] took.
    pub(super) fn put_back(&mut self, taken: &[(usize, Root)]) {
        let list = Arc::make_mut(&mut self.0);
        for (place, root) in taken {
            list.roots.insert((*place).min(list.roots.len()), root.clone());
        }
        list.place();
    }

    /// It could not be opened, for this reason.
    pub(super) fn failed(&mut self, root: RootId, cause: &Cause) {
        if let Some(root) = self.change(root) {
            root.failure = Some(cause.clone());
        }
    }

    /// So many problems of it came in, or went, in another way than from a worker.
    pub(super) fn change_problems(&mut self, root: RootId, change: impl FnOnce(&mut u64)) {
        if let Some(root) = self.change(root) {
            change(&mut root.counts.problems);
        }
    }

    /// Those that are queued, for a scan to take them.
    pub fn queued(&self) -> Vec<Request> {
        let queued = self.iter().filter(|root| root.phase == RootPhase::Queued);
        queued.map(|root| Request { root: root.id, path: root.path.to_path_buf() }).collect()
    }

    /// The same paths, as if just picked.
    #[must_use]
    pub fn anew(&self) -> RootList {
        let mut anew = RootList::default();
        self.iter().for_each(|root| anew.add(root.path.clone()));
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

    /// Something was found in it, by a worker or in a file.
    pub(super) fn found(&mut self, root: RootId, worker: Option<WorkerId>, counts: Counts) {
        let Some(root) = self.change(root) else { return };
        root.counts += counts;
        let Some(worker) = worker else { return };
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

    /// A file says how it ended.
    pub(super) fn ended_as(&mut self, root: RootId, phase: RootPhase, elapsed: Duration) {
        if let Some(root) = self.change(root) {
            (root.phase, root.elapsed) = (phase, elapsed);
        }
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
