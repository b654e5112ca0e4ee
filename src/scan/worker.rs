//! One worker thread: takes tasks until the stop, and outlives its own panics.

use super::backlog::Backlog;
use super::exclusions::Exclusions;
use super::group::Looked;
use super::node::{Handles, Last};
use super::outbox::Outbox;
use super::patterns::Scratch;
use super::root_state::RootState;
use super::roots::Roots;
use super::seen::Seen;
use super::stop::StopEvent;
use super::sys::{Disk, Names};
use super::task::Task;
use super::twins::Twins;
use crate::model::{ColumnSet, Event, FolderId, Operation, Outcome, Reason, ScanOptions};
use crossbeam_channel::{Receiver, Sender, select_biased};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Instant;

/// What all workers of a scan share.
pub(super) struct ScanContext<D: Disk> {
    pub disk: Arc<D>,
    pub options: Arc<ScanOptions>,
    /// Of the columns on request those that rows keep.
    pub kept: ColumnSet,
    pub exclusions: Arc<Exclusions>,
    pub workers: usize,
    pub roots: Roots,
    pub handles: Arc<Handles>,
    pub seen: Seen,
    /// Folders with two paths, once they were asked for.
    pub twins: OnceLock<Twins>,
    pub give: Sender<Task<D>>,
    /// The next folder's number. Relaxed: it only has to be another one each time.
    pub next_folder: AtomicU32,
}

impl<D: Disk> ScanContext<D> {
    pub(super) fn next_folder(&self) -> FolderId {
        FolderId(self.next_folder.fetch_add(1, Ordering::Relaxed))
    }

    pub(super) fn twins(&self) -> &Twins {
        self.twins.get_or_init(|| Twins::new(self.disk.twins()))
    }

    /// Enters paths that were picked together, and lets them be read.
    pub(super) fn go_on(&self, looked: Vec<Looked>) {
        let picked = looked
            .iter()
            .filter_map(|Looked { request, resolved, .. }| Some((request.root, resolved.clone()?)));
        let mut entered = self.roots.enter(picked, &self.options).into_iter();
        for Looked { request, root, resolved } in looked {
            let entering = resolved.and_then(|_| entered.next());
            // It can only fail when every worker is gone, and then the stop was set.
            let _ = self.give.send(Task::Picked(request, root, entering));
        }
    }
}

/// A worker's own things.
pub(super) struct Worker<D: Disk> {
    pub shared: Arc<ScanContext<D>>,
    pub take: Receiver<Task<D>>,
    pub stop: StopEvent,
    pub backlog: Arc<Backlog<D>>,
    pub outbox: Outbox,
    /// Shared with the backlog while they are looked at.
    pub names: Arc<Names>,
    pub scratch: Scratch,
    /// The way back up.
    pub last: Option<Last<D>>,
}

impl<D: Disk> Worker<D> {
    /// Works until the stop; what is left unsent then is returned.
    pub(super) fn run(mut self) -> Vec<Event> {
        while let Some(task) = self.next() {
            let root = match &task {
                Task::Look(.., root) | Task::Picked(_, root, _) => root.clone(),
                Task::Folders(root, _) | Task::Piece { root, .. } | Task::Rest { root, .. } => root.clone(),
            };
            // It continues as another task, when all of its group are looked at.
            if let Task::Look(group, at, request, _) = task {
                self.look(&root, &group, at, request);
                continue;
            }
            // Whatever a panic leaves half done in here is dropped below; the outbox holds whole rows only.
            let ended = catch_unwind(AssertUnwindSafe(|| self.work(&root, task)));
            if let Err(panic) = ended {
                self.panicked(&root, &*panic);
            }
            self.backlog.end();
            self.last = None;
            self.outbox.task_done(root);
            self.outbox.flush_if_late(Instant::now());
        }
        self.backlog.slot.set(None);
        self.outbox.into_left()
    }

    fn next(&mut self) -> Option<Task<D>> {
        if self.stop.is_set() {
            return None;
        }
        if let Ok(task) = self.take.try_recv() {
            return Some(task);
        }
        self.outbox.flush();
        self.backlog.slot.set(None);
        select_biased! {
            recv(self.stop.channel()) -> _ => None,
            recv(self.take) -> task => task.ok(),
        }
    }

    fn work(&mut self, root: &Arc<RootState>, task: Task<D>) {
        let (task, folders) = match task {
            Task::Folders(_, folders) => (None, folders),
            task => (Some(task), Vec::new()),
        };
        self.backlog.begin(root, folders);
        match task {
            Some(Task::Picked(request, _, entering)) => self.picked(root, &request, entering),
            Some(Task::Piece { node, names, from, .. }) => self.piece(root, &node, &names, from),
            Some(Task::Rest { node, handle, .. }) => self.rest(root, node, handle),
            Some(Task::Look(..) | Task::Folders(..)) | None => {}
        }
        self.walk(root);
    }

    fn panicked(&mut self, root: &RootState, panic: &(dyn std::any::Any + Send)) {
        let what = panic
            .downcast_ref::<&str>()
            .copied()
            .or_else(|| panic.downcast_ref::<String>().map(String::as_str))
            .unwrap_or("unknown");
        let at = self.backlog.slot.get().map(|place| place.location()).unwrap_or_default();
        root.set_outcome(Outcome::Incomplete);
        self.outbox.problem(root.root, Operation::Worker, at, Reason::Panicked(what.into()).into());
    }
}
