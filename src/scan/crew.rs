//! The tasks and threads of a scan on one kind of disk; its owner knows them as a [`Pool`].

use super::backlog::{Backlog, Beat};
use super::budget::Budget;
use super::group::Group;
use super::member::Member;
use super::outbox::Outbox;
use super::patterns::Scratch;
use super::root_state::RootState;
use super::stop::StopEvent;
use super::sys::Disk;
use super::task::Task;
use super::worker::{ScanContext, Worker};
use crate::model::{Event, Request, RootId, ScanId, Wake, WorkerId};
use crossbeam_channel::{Receiver, Sender};
use std::collections::VecDeque;
use std::io;
use std::sync::{Arc, Weak};
use std::thread;
use std::time::Instant;

/// Tasks and threads of a scan, whatever disk it reads.
pub(super) trait Pool: Send {
    fn add(&mut self, requests: Vec<Request>);
    /// Has all tasks of a root end where they are.
    fn drop_root(&mut self, root: RootId);
    /// Lets those go on that have waited long enough for a look at others.
    fn release(&mut self);
    /// Tasks that no worker has taken yet.
    fn queued(&self) -> usize;
    fn start_worker(&mut self, id: WorkerId) -> io::Result<Member>;
    /// Takes what a held worker need not do itself, if `may` says so while nothing can be added to it; false if not.
    fn clear(&mut self, id: WorkerId, may: &mut dyn FnMut() -> bool) -> bool;
    /// Puts some of what was put aside on the input queue, if that is empty; false if there was nothing to do.
    fn give_back(&mut self) -> bool;
    /// The name that a worker looks at.
    fn entry(&self, id: WorkerId) -> Option<Box<[u8]>>;
}

pub(super) struct OnDisk<D: Disk> {
    pub scan: ScanId,
    pub shared: Arc<ScanContext<D>>,
    pub take: Receiver<Task<D>>,
    pub stop: StopEvent,
    pub results: Sender<Event>,
    pub wake: Wake,
    pub budget: Arc<Budget>,
    pub backlogs: Vec<(WorkerId, Arc<Backlog<D>>)>,
    /// Picked paths that wait for each other.
    pub groups: Vec<Arc<Group>>,
    /// Those that were added. Weak: their tasks keep them.
    pub roots: Vec<Weak<RootState>>,
    /// What lay on the backlogs of held workers and is on the mount that holds them: it may hold the next one too. So it waits until no worker
    /// has anything else to do, and comes back in small portions.
    pub aside: VecDeque<Task<D>>,
}

impl<D: Disk> OnDisk<D> {
    fn backlog(&self, id: WorkerId) -> Option<&Arc<Backlog<D>>> {
        self.backlogs.iter().find(|(of, _)| *of == id).map(|(_, backlog)| backlog)
    }
}

impl<D: Disk> Pool for OnDisk<D> {
    fn add(&mut self, requests: Vec<Request>) {
        let group = Arc::new(Group::new(requests.len()));
        let is_alone = requests.len() == 1;
        for (at, request) in requests.into_iter().enumerate() {
            let root = Arc::new(RootState::new(request.root, self.shared.next_folder()));
            self.roots.push(Arc::downgrade(&root));
            let task = match is_alone {
                true => Task::Picked(request, root, None),
                false => Task::Look(group.clone(), at, request, root),
            };
            // It can only fail when every worker is gone, and then the stop was set.
            let _ = self.shared.give.send(task);
        }
        if !is_alone {
            self.groups.push(group);
        }
    }

    fn drop_root(&mut self, root: RootId) {
        self.roots.retain(|state| state.strong_count() > 0);
        let states = self.roots.iter().filter_map(Weak::upgrade);
        states.filter(|state| state.root == root).for_each(|state| state.drop_it());
    }

    fn release(&mut self) {
        let shared = &self.shared;
        self.groups.retain(|group| match group.overdue() {
            Some(looked) => {
                if !looked.is_empty() {
                    shared.go_on(looked);
                }
                false
            }
            None => true,
        });
    }

    fn queued(&self) -> usize {
        self.take.len()
    }

    fn clear(&mut self, id: WorkerId, may: &mut dyn FnMut() -> bool) -> bool {
        let Some(cleared) = self.backlog(id).and_then(|backlog| backlog.clear(may)) else { return false };
        for task in cleared.others {
            // It can only fail when every worker is gone, and then the stop was set.
            let _ = self.shared.give.send(task);
        }
        self.aside.extend(cleared.same_mount);
        true
    }

    fn give_back(&mut self) -> bool {
        if !self.take.is_empty() {
            return false;
        }
        let task = self.aside.pop_front();
        task.is_some_and(|task| self.shared.give.send(task).is_ok())
    }

    fn entry(&self, id: WorkerId) -> Option<Box<[u8]>> {
        self.backlog(id)?.entry()
    }

    fn start_worker(&mut self, id: WorkerId) -> io::Result<Member> {
        let backlog = Arc::new(Backlog::new(&self.budget));
        let slot = backlog.slot.clone();
        let (results, stop, wake) = (self.results.clone(), self.stop.clone(), self.wake.clone());
        let outbox = Outbox::new(self.scan, id, results, stop, wake, self.budget.clone());
        let unsent = outbox.unsent();
        let worker = Worker {
            shared: self.shared.clone(),
            take: self.take.clone(),
            stop: self.stop.clone(),
            backlog: backlog.clone(),
            outbox,
            names: Arc::default(),
            scratch: Scratch::default(),
            last: None,
        };
        let wake = self.wake.clone();
        let thread = thread::Builder::new().name(id.to_string()).spawn(move || {
            let unsent = worker.run();
            // So that a stop is joined without delay.
            wake();
            unsent
        })?;
        self.backlogs.push((id, backlog));
        let seen = (Beat::default(), Instant::now());
        let thread = Some(thread);
        Ok(Member { id, thread, slot, unsent, seen, is_cleared: false, is_replaced: false })
    }
}
