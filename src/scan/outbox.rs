//! What a worker has found and not sent yet.
//!
//! Finds gather in [`Unsent`], under a lock that only its worker takes, except when a drive holds the
//! worker: then the scan's owner takes out what was found before ([`super::Scan::late`]). The lock is never held while
//! a thread waits.

use super::budget::Budget;
use super::root_state::RootState;
use super::stop::StopEvent;
use crate::model::{
    Batch, BlockBuilder, Cause, Counts, Event, FolderId, FolderRecord, FolderRecords, Location, Operation,
    Problem, RootId, Row, ScanId, Wake, WorkerId,
};
use crossbeam_channel::{Sender, TrySendError, select_biased};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// How long a find may wait for others, so that messages stay few. Too short for the user to notice.
const PATIENCE: Duration = Duration::from_millis(40);

/// How long a worker's first find may.
const FIRST_PATIENCE: Duration = Duration::from_millis(5);

/// Problems that a message holds at most, so that a disk full of them doesn't gather them here.
const PROBLEMS: usize = 1024;

/// Finds on their way into a message.
#[derive(Debug, Default)]
pub(super) struct Unsent {
    rows: BlockBuilder,
    folders: FolderRecords,
    ended: Vec<FolderId>,
    problems: Vec<Problem>,
    counts: Vec<(RootId, Counts)>,
    /// Whether what was taken from here is on its way to the result queue and perhaps not there yet.
    under_way: bool,
}

impl Unsent {
    /// The sums of one picked folder since the last message.
    #[inline]
    fn counts(&mut self, root: RootId) -> &mut Counts {
        // Almost always the last one: a worker stays with a picked folder for long.
        let at = self.counts.iter().rposition(|(of, _)| *of == root).unwrap_or_else(|| {
            self.counts.push((root, Counts::default()));
            self.counts.len() - 1
        });
        &mut self.counts[at].1
    }

    #[inline]
    fn is_full(&self) -> bool {
        self.rows.is_full()
            || self.folders.len().max(self.ended.len()) >= BlockBuilder::ROWS
            || self.problems.len() >= PROBLEMS
    }

    /// As [`Unsent::take`], for the scan's owner. What the worker sent before must come first: an error if some of that is still on its
    /// way, or on the result queue, of which `is_drained` tells.
    pub(super) fn take_late(
        &mut self,
        is_drained: impl FnOnce() -> bool,
    ) -> Result<Option<Box<Batch>>, NotYet> {
        if self.under_way || !is_drained() { Err(NotYet) } else { Ok(self.take()) }
    }

    /// All of it, leaving nothing behind; `None` if there is nothing.
    fn take(&mut self) -> Option<Box<Batch>> {
        // Whatever is found is counted, but for the folder of a picked file.
        let nothing = self.counts.is_empty()
            && self.folders.is_empty()
            && self.ended.is_empty()
            && self.problems.is_empty();
        (!nothing).then(|| {
            Box::new(Batch {
                folders: std::mem::take(&mut self.folders),
                rows: self.rows.take(),
                ended: std::mem::take(&mut self.ended),
                problems: std::mem::take(&mut self.problems),
                counts: std::mem::take(&mut self.counts),
            })
        })
    }
}

/// Something found earlier has to be taken in first.
#[derive(Debug)]
pub(super) struct NotYet;

/// A worker's end of the result queue.
pub(super) struct Outbox {
    scan: ScanId,
    worker: WorkerId,
    results: Sender<Event>,
    stop: StopEvent,
    /// Called at the first find, at an end, and when the queue gets full. What comes between waits for the next look, which is due
    /// every 100 ms while folders are read.
    wake: Wake,
    budget: Arc<Budget>,
    unsent: Arc<Mutex<Unsent>>,
    /// Done tasks whose finds are still here.
    done: Vec<Arc<RootState>>,
    sent: Instant,
    patience: Duration,
    left: Vec<Event>,
}

impl Outbox {
    pub(super) fn new(
        scan: ScanId,
        worker: WorkerId,
        results: Sender<Event>,
        stop: StopEvent,
        wake: Wake,
        budget: Arc<Budget>,
    ) -> Outbox {
        Outbox {
            scan,
            worker,
            results,
            stop,
            wake,
            budget,
            unsent: Arc::default(),
            done: Vec::new(),
            sent: Instant::now(),
            patience: FIRST_PATIENCE,
            left: Vec::new(),
        }
    }

    /// For the scan's owner, who takes finds out when the worker can't send them.
    pub(super) fn unsent(&self) -> Arc<Mutex<Unsent>> {
        self.unsent.clone()
    }

    #[inline]
    fn lock(&self) -> MutexGuard<'_, Unsent> {
        self.unsent.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds to the unsent finds, and sends them if they are many.
    #[inline]
    fn add(&mut self, add: impl FnOnce(&mut Unsent)) {
        let mut unsent = self.lock();
        add(&mut unsent);
        let full = unsent.is_full();
        drop(unsent);
        if full {
            self.flush();
        }
    }

    /// Counts something that is neither row nor problem.
    pub(super) fn count(&mut self, root: RootId, count: impl FnOnce(&mut Counts)) {
        self.add(|unsent| count(unsent.counts(root)));
    }

    #[inline]
    pub(super) fn row(&mut self, root: RootId, row: Row<'_>) {
        self.add(|unsent| {
            unsent.counts(root).add_row(&row);
            unsent.rows.push(row);
        });
    }

    /// A folder that rows will point at; it is counted when it is listed.
    pub(super) fn folder(&mut self, record: FolderRecord<'_>) {
        self.add(|unsent| unsent.folders.push(record));
    }

    /// A folder that is about to be listed.
    pub(super) fn listed(&mut self, record: FolderRecord<'_>) {
        self.add(|unsent| {
            unsent.counts(record.root).folders += 1;
            unsent.folders.push(record);
        });
    }

    /// A folder that was read to its end, at whatever depth.
    pub(super) fn ended(&mut self, folder: FolderId) {
        self.add(|unsent| unsent.ended.push(folder));
    }

    pub(super) fn problem(&mut self, root: RootId, operation: Operation, at: Location, cause: Cause) {
        let problem = Problem { root: Some(root), operation, at, cause };
        self.add(|unsent| {
            unsent.counts(root).problems += u64::from(!operation.is_note());
            unsent.problems.push(problem);
        });
    }

    /// A task of `root` is done; it counts as closed once its finds are sent.
    pub(super) fn task_done(&mut self, root: Arc<RootState>) {
        self.done.push(root);
    }

    pub(super) fn flush_if_late(&mut self, now: Instant) {
        if now.duration_since(self.sent) > self.patience {
            self.flush();
        }
    }

    /// Sends the folders, before others can find rows in them. The rows wait for more: small blocks are dear to keep.
    pub(super) fn flush_folders(&mut self) {
        let mut unsent = self.lock();
        let folders = std::mem::take(&mut unsent.folders);
        unsent.under_way = !folders.is_empty();
        drop(unsent);
        if !folders.is_empty() {
            self.send_found(Box::new(Batch { folders, ..Batch::default() }));
        }
    }

    /// Sends what was taken and marked as under way.
    fn send_found(&mut self, batch: Box<Batch>) {
        self.budget.add(batch.heap_bytes() as i64);
        self.send(Event::Found { scan: self.scan, worker: self.worker, batch });
        self.lock().under_way = false;
    }

    /// Sends what there is.
    pub(super) fn flush(&mut self) {
        self.sent = Instant::now();
        let mut unsent = self.lock();
        let batch = unsent.take();
        unsent.under_way = batch.is_some();
        drop(unsent);
        if let Some(batch) = batch {
            self.send_found(batch);
        }
        for root in std::mem::take(&mut self.done) {
            if root.task_closed() && !self.stop.is_set() {
                let (root, elapsed, outcome) = (root.root, root.elapsed(), root.outcome());
                self.send(Event::Finished { scan: self.scan, root, elapsed, outcome });
            }
        }
    }

    pub(super) fn started(&mut self, root: RootId) {
        self.send(Event::Started { scan: self.scan, root });
        self.patience = FIRST_PATIENCE;
    }

    /// Waits while the result queue is full, but not longer than until the stop.
    ///
    /// A full queue is the brake: it bounds what waits to be taken in. But a stop must not wait for room in a queue that is perhaps not
    /// drained any more. So the stop is looked at first (`select_biased`), and what could not be sent is kept in `left`, which the
    /// worker's thread returns when it is joined: nothing found is lost. A closed queue means that the scan was dropped, and its finds with
    /// it.
    ///
    /// Nothing is locked here. The finds were taken out under the lock and marked as `under_way` in the same step; as long as that is set,
    /// [`Unsent::take_late`] takes nothing, or the scan's owner could take in rows whose folders are still held up here.
    fn send(&mut self, event: Event) {
        // Waking the owner for each message costs a switch of threads each, if there are as many workers as cores. So it is woken for a worker's
        // first rows, for what isn't a find, and when the queue is half full; between these it looks every 100 ms by itself.
        let is_find = matches!(event, Event::Found { .. });
        let has_rows = matches!(&event, Event::Found { batch, .. } if !batch.rows.is_empty());
        let is_first = has_rows && std::mem::replace(&mut self.patience, PATIENCE) == FIRST_PATIENCE;
        match self.results.try_send(event) {
            Ok(()) => {}
            Err(TrySendError::Full(event)) => {
                (self.wake)();
                select_biased! {
                    recv(self.stop.channel()) -> _ => self.left.push(event),
                    send(self.results, event) -> _ => {}
                }
            }
            Err(TrySendError::Disconnected(_)) => {}
        }
        let is_much = self.results.capacity().is_some_and(|capacity| self.results.len() * 2 > capacity);
        if is_first || !is_find || is_much {
            (self.wake)();
        }
    }

    /// What could not be sent because of the stop.
    pub(super) fn into_left(mut self) -> Vec<Event> {
        self.flush();
        self.left
    }
}
