//! What a worker has to do besides what it does just now, where others can take it away.
//!
//! A drive that doesn't answer holds its worker in a system call, perhaps for ever, and what lies on the worker's backlog has mostly nothing
//! to do with that drive: the other names of the folder, the rest of that folder, all sub-folders remembered so far. So it lies in the
//! open. A worker takes one thing at a time; the scan's owner clears the backlog of a held one ([`Backlog::clear`]), and other workers go on from there.
//! When the held one wakes, it finishes the one thing that it had begun and finds nothing more to do.
//!
//! Names are handed out by a counter, so that each is one worker's however a clearing and a waking fall together; everything else is
//! under a lock that is held for moments, never while anybody waits, and never while a folder is closed.

use super::budget::{Budget, WorkerCount};
use super::node::{InUse, Node};
use super::place::FolderPlace;
use super::root_state::RootState;
use super::sys::{Disk, Names, Stat};
use super::task::{Next, Remembered, Task};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError};

/// Larger than the number of names that any read of a folder returns: no name is left.
const TAKEN: usize = usize::MAX / 2;

/// What others see of a worker, whatever disk it reads.
#[derive(Debug, Default)]
pub(super) struct Slot {
    place: Mutex<Option<Arc<FolderPlace>>>,
    /// Relaxed: it only has to differ when time has passed. Nobody writes it but the worker.
    answers: AtomicU64,
    /// The next name to look at. Relaxed: it hands each number out once, and guards no data.
    next: AtomicUsize,
}

/// How far a worker has come; the same twice means that the disk has not answered in between.
pub(super) type Beat = (u64, usize);

impl Slot {
    /// What is read now; `None` while the worker waits for a task.
    pub(super) fn set(&self, place: Option<Arc<FolderPlace>>) {
        let before =
            std::mem::replace(&mut *self.place.lock().unwrap_or_else(PoisonError::into_inner), place);
        // Outside of the lock: it may be the last of a long chain.
        drop(before);
        self.answered();
    }

    /// The drive has just answered.
    #[inline]
    pub(super) fn answered(&self) {
        self.answers.store(self.answers.load(Ordering::Relaxed).wrapping_add(1), Ordering::Relaxed);
    }

    pub(super) fn get(&self) -> Option<Arc<FolderPlace>> {
        self.place.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(super) fn beat(&self) -> Beat {
        (self.answers.load(Ordering::Relaxed), self.next.load(Ordering::Relaxed))
    }

    /// The next name to look at, as its number.
    #[inline]
    pub(super) fn next_name(&self) -> usize {
        self.next.fetch_add(1, Ordering::Relaxed)
    }
}

/// Names that are being looked at.
struct Looking<D: Disk> {
    node: Arc<Node<D>>,
    handle: Arc<D::Folder>,
    names: Arc<Names>,
    /// Whether the worker has still to read the rest of the folder after them.
    reads_on: bool,
}

impl<D: Disk> Looking<D> {
    /// The name that was handed out before this number.
    fn name_before(&self, next: usize) -> Option<Box<[u8]>> {
        let at = next.checked_sub(1).filter(|&at| at < self.names.len())?;
        Some(self.names.get(at).name.into())
    }
}

/// What lies there.
struct PendingWork<D: Disk> {
    /// What all of it belongs to.
    root: Option<Arc<RootState>>,
    /// Sub-folders to list, the deepest last.
    stack: Vec<Remembered<D>>,
    looking: Option<Looking<D>>,
    /// The name that the worker was looking at when the backlog was cleared.
    held_at: Option<Box<[u8]>>,
    /// Bytes that the stack takes, as far as the budget has not heard of them.
    tally: WorkerCount,
}

/// A worker's backlog.
pub(super) struct Backlog<D: Disk> {
    pub slot: Arc<Slot>,
    budget: Arc<Budget>,
    pending: Mutex<PendingWork<D>>,
}

/// What was taken from a backlog: by mount, as what is on the same one may be as silent.
pub(super) struct Cleared<D: Disk> {
    pub same_mount: Vec<Task<D>>,
    pub others: Vec<Task<D>>,
}

impl<D: Disk> Backlog<D> {
    pub(super) fn new(budget: &Arc<Budget>) -> Backlog<D> {
        let pending = PendingWork {
            root: None,
            stack: Vec::new(),
            looking: None,
            held_at: None,
            tally: WorkerCount::default(),
        };
        Backlog { slot: Arc::default(), budget: budget.clone(), pending: Mutex::new(pending) }
    }

    #[inline]
    fn lock(&self) -> MutexGuard<'_, PendingWork<D>> {
        self.pending.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Begins a task: the sub-folders that it brings, oldest first.
    pub(super) fn begin(&self, root: &Arc<RootState>, stack: Vec<Remembered<D>>) {
        let mut pending = self.lock();
        pending.root = Some(root.clone());
        pending.stack = stack;
    }

    /// Leaves nothing behind.
    pub(super) fn end(&self) {
        let mut pending = self.lock();
        let left = (std::mem::take(&mut pending.stack), pending.looking.take());
        pending.tally.add(-left.0.iter().map(Remembered::bytes).sum::<i64>(), &self.budget);
        drop(pending);
        drop(left);
    }

    /// Lays names out to be looked at.
    pub(super) fn lay_out(
        &self,
        node: &Arc<Node<D>>,
        handle: &Arc<D::Folder>,
        names: &Arc<Names>,
        from: usize,
        reads_on: bool,
    ) {
        let looking = Looking { node: node.clone(), handle: handle.clone(), names: names.clone(), reads_on };
        let mut pending = self.lock();
        self.slot.next.store(from, Ordering::Relaxed);
        pending.looking = Some(looking);
    }

    /// All names are looked at; false if the owner took the rest away, and the folder with it.
    pub(super) fn looked_at_all(&self) -> bool {
        let mut pending = self.lock();
        let looking = pending.looking.take();
        pending.held_at = None;
        drop(pending);
        self.slot.answered();
        looking.is_some()
    }

    /// Remembers a sub-folder of the folder that is being listed.
    pub(super) fn remember(&self, node: &Arc<Node<D>>, handle: &Arc<D::Folder>, name: &[u8], stat: &Stat) {
        node.one_more();
        let mut pending = self.lock();
        let more = match pending.stack.last_mut() {
            Some(last) if Arc::ptr_eq(&last.parent, node) && last.has_room() => last.push(name, stat),
            _ => {
                let mut first = Remembered::new(InUse::new(node, handle));
                let more = first.push(name, stat);
                pending.stack.push(first);
                more
            }
        };
        pending.tally.add(more, &self.budget);
    }

    /// Takes the sub-folder that was remembered last, and the folder that it is in.
    pub(super) fn pop(&self) -> Option<(InUse<D>, Next)> {
        let mut pending = self.lock();
        let last = pending.stack.last_mut()?;
        let next = last.pop()?;
        let (parent, emptied) = if last.is_empty() {
            let emptied = pending.stack.pop()?;
            (emptied.parent.clone(), Some(emptied))
        } else {
            (last.parent.clone(), None)
        };
        pending.tally.add(-next.bytes(), &self.budget);
        drop(pending);
        drop(emptied);
        Some((parent, next))
    }

    /// Takes the older half of the remembered sub-folders: the nearest to the top, so the largest.
    pub(super) fn older_half(&self) -> Vec<Remembered<D>> {
        let mut pending = self.lock();
        let mut wanted = pending.stack.iter().map(Remembered::len).sum::<usize>().div_ceil(2);
        let mut whole = 0;
        while let Some(oldest) = pending.stack.get(whole).filter(|oldest| oldest.len() <= wanted) {
            wanted -= oldest.len();
            whole += 1;
        }
        let mut given: Vec<_> = pending.stack.drain(..whole).collect();
        if wanted > 0 {
            given.push(pending.stack[0].split_last(wanted));
        }
        given
    }

    /// The name that is being looked at, where one is.
    pub(super) fn entry(&self) -> Option<Box<[u8]>> {
        let pending = self.try_lock()?;
        match &pending.looking {
            Some(looking) => looking.name_before(self.slot.next.load(Ordering::Relaxed)),
            None => pending.held_at.clone(),
        }
    }

    /// `None` while the worker itself is at it, which it is for moments.
    fn try_lock(&self) -> Option<MutexGuard<'_, PendingWork<D>>> {
        match self.pending.try_lock() {
            Ok(pending) => Some(pending),
            Err(TryLockError::Poisoned(poisoned)) => Some(poisoned.into_inner()),
            Err(TryLockError::WouldBlock) => None,
        }
    }

    /// Takes everything but the one thing that the worker is at. First `may` is asked, while nothing can be put on the backlog: what was
    /// found so far must be on its way before others find more in the same folders. `None` if it says no.
    ///
    /// The worker may wake at any moment of this, so each thing has to have exactly one owner throughout:
    /// - The lock is only tried. If the worker has it, the worker is not held, and the owner must not wait for it.
    /// - Names: the counter is set past the end by a swap. A number that the worker drew before the swap is the worker's own; from that
    ///   number on they go to the new task. A name that is drawn after the swap does not exist.
    /// - The folder: `looking` is gone, which the worker sees in [`Backlog::looked_at_all`]. It then leaves the rest to the new task.
    /// - Sub-folders: the stack is empty, so [`Backlog::pop`] ends the worker's walk.
    pub(super) fn clear(&self, may: impl FnOnce() -> bool) -> Option<Cleared<D>> {
        let mut pending = self.try_lock()?;
        let held = self.slot.get()?;
        if !may() {
            return None;
        }
        let root = pending.root.clone()?;
        let mut cleared = Cleared { same_mount: Vec::new(), others: Vec::new() };
        if let Some(looking) = pending.looking.take() {
            let next = self.slot.next.swap(TAKEN, Ordering::Relaxed);
            pending.held_at = looking.name_before(next);
            let Looking { node, handle, names, reads_on } = looking;
            if next < names.len() {
                cleared.same_mount.push(Task::piece(&root, &node, &handle, names, next));
            }
            if reads_on {
                cleared.same_mount.push(Task::rest(&root, node, handle));
            }
        }
        // On Windows no mount has a number: then all are one.
        let stack = std::mem::take(&mut pending.stack);
        let (same, other): (Vec<_>, Vec<_>) =
            stack.into_iter().partition(|folders| folders.parent.place.mount == held.mount);
        for (tasks, folders) in [(&mut cleared.same_mount, same), (&mut cleared.others, other)] {
            if !folders.is_empty() {
                tasks.push(Task::Folders(root.clone(), folders));
            }
        }
        // Each counts as open, and each part of the folder as not done, before the worker can come to the end of its own: that takes the
        // lock, in `looked_at_all` or `pop`, so nothing of the above may come after it is given back.
        cleared.same_mount.iter().chain(&cleared.others).for_each(|_| root.task_opened());
        drop(pending);
        Some(cleared)
    }
}
