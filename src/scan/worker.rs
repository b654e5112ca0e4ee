//! One worker thread: takes tasks until the stop, and outlives its own panics.

use super::choice::Choice;
use super::node::{Handles, Last, Place};
use super::outbox::Outbox;
use super::roots::{RootState, Roots};
use super::stop::StopEvent;
use super::sys::{Disk, Names};
use super::task::{Remembered, Task};
use crate::model::{Cause, Event, FolderId, Operation, Outcome};
use crossbeam_channel::{Receiver, Sender, select_biased};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

/// What all workers of a scan share.
pub struct Shared<D: Disk> {
    pub disk: Arc<D>,
    /// Whether folders are rows too.
    pub folder_rows: bool,
    pub choice: Choice,
    pub workers: usize,
    pub roots: Roots,
    pub handles: Arc<Handles>,
    pub give: Sender<Task<D>>,
    /// The next folder's number. Relaxed: it only has to be another one each time.
    pub next_folder: AtomicU32,
}

impl<D: Disk> Shared<D> {
    pub fn next_folder(&self) -> FolderId {
        FolderId(self.next_folder.fetch_add(1, Ordering::Relaxed))
    }
}

/// What a worker reads now, and how often the drive has answered it. Whoever watches it has the clock.
#[derive(Debug, Default)]
pub struct Slot {
    place: Mutex<Option<Arc<Place>>>,
    /// Relaxed: it only has to differ when time has passed. Nobody writes it but the worker.
    answers: AtomicU64,
}

impl Slot {
    /// None while the worker waits for a task.
    pub fn set(&self, place: Option<Arc<Place>>) {
        let before =
            std::mem::replace(&mut *self.place.lock().unwrap_or_else(PoisonError::into_inner), place);
        // Outside of the lock: it may be the last of a long chain.
        drop(before);
        self.answered();
    }

    /// The drive has just answered.
    #[inline]
    pub fn answered(&self) {
        self.answers.store(self.answers.load(Ordering::Relaxed).wrapping_add(1), Ordering::Relaxed);
    }

    pub fn get(&self) -> Option<Arc<Place>> {
        self.place.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub fn answers(&self) -> u64 {
        self.answers.load(Ordering::Relaxed)
    }
}

/// A worker's own things.
pub struct Worker<D: Disk> {
    pub shared: Arc<Shared<D>>,
    pub take: Receiver<Task<D>>,
    pub stop: StopEvent,
    pub slot: Arc<Slot>,
    pub outbox: Outbox,
    pub names: Names,
    /// Sub-folders to list, the deepest last. All of one picked folder.
    pub stack: Vec<Remembered<D>>,
    /// The way back up.
    pub last: Option<Last<D>>,
}

impl<D: Disk> Worker<D> {
    /// Works until the stop; what is left unsent then is returned.
    pub fn run(mut self) -> Vec<Event> {
        while let Some(task) = self.next() {
            let root = match &task {
                Task::Picked(request) => Arc::new(RootState::new(request.root)),
                Task::Folders(root, _) | Task::Piece(root, ..) => root.clone(),
            };
            // Whatever a panic leaves half done in here is dropped below; the outbox holds whole rows only.
            let ended = catch_unwind(AssertUnwindSafe(|| self.work(&root, task)));
            if let Err(panic) = ended {
                self.broke_down(&root, &*panic);
            }
            self.stack.clear();
            self.last = None;
            self.outbox.task_done(root);
            self.outbox.flush_if_late(Instant::now());
        }
        self.stack.clear();
        self.slot.set(None);
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
        self.slot.set(None);
        select_biased! {
            recv(self.stop.channel()) -> _ => None,
            recv(self.take) -> task => task.ok(),
        }
    }

    fn work(&mut self, root: &Arc<RootState>, task: Task<D>) {
        match task {
            Task::Picked(request) => self.picked(root, &request),
            Task::Folders(_, folders) => self.stack = folders,
            Task::Piece(_, node, names) => self.piece(&node, &names),
        }
        self.walk(root);
    }

    fn broke_down(&mut self, root: &RootState, panic: &(dyn std::any::Any + Send)) {
        let what = panic
            .downcast_ref::<&str>()
            .map(|text| (*text).to_owned())
            .or_else(|| panic.downcast_ref::<String>().cloned())
            .unwrap_or_else(|| "unknown".to_owned());
        let at = self.slot.get().map(|place| place.location()).unwrap_or_default();
        root.set_outcome(Outcome::Incomplete);
        self.outbox.problem(root.root, Operation::Worker, at, Cause::new(what));
    }
}
