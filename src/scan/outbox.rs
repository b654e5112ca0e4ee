//! What a worker has found and not sent yet.

use super::pool::Wake;
use super::roots::RootState;
use super::stop::StopEvent;
use crate::model::{
    Batch, BlockBuilder, Cause, Counts, Event, FolderRecord, Kind, Operation, Problem, RootId, Row, ScanId,
    WorkerId,
};
use crossbeam_channel::{Sender, TrySendError, select_biased};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How long a find may wait for company. A person sees no difference, and messages stay few.
const PATIENCE: Duration = Duration::from_millis(40);

/// Problems that a message holds at most, so that a disk full of them doesn't gather them here.
const PROBLEMS: usize = 1024;

pub struct Outbox {
    scan: ScanId,
    worker: WorkerId,
    results: Sender<Event>,
    stop: StopEvent,
    wake: Wake,
    rows: BlockBuilder,
    folders: Vec<FolderRecord>,
    problems: Vec<Problem>,
    counts: Vec<(RootId, Counts)>,
    /// Done tasks whose finds are still here.
    done: Vec<Arc<RootState>>,
    sent: Instant,
    unsent: Vec<Event>,
}

impl Outbox {
    pub fn new(
        scan: ScanId,
        worker: WorkerId,
        results: Sender<Event>,
        stop: StopEvent,
        wake: Wake,
    ) -> Outbox {
        Outbox {
            scan,
            worker,
            results,
            stop,
            wake,
            rows: BlockBuilder::default(),
            folders: Vec::new(),
            problems: Vec::new(),
            counts: Vec::new(),
            done: Vec::new(),
            sent: Instant::now(),
            unsent: Vec::new(),
        }
    }

    /// The sums of one picked folder since the last message.
    pub fn counts(&mut self, root: RootId) -> &mut Counts {
        // Almost always the last one: a worker stays with a picked folder for long.
        let at = self.counts.iter().rposition(|(of, _)| *of == root).unwrap_or_else(|| {
            self.counts.push((root, Counts::default()));
            self.counts.len() - 1
        });
        &mut self.counts[at].1
    }

    pub fn row(&mut self, root: RootId, row: Row<'_>) {
        if row.meta.kind != Kind::Folder {
            let counts = self.counts(root);
            counts.files += 1;
            counts.bytes += u128::from(row.meta.size.unwrap_or(0));
            counts.allocated += u128::from(row.meta.allocated.unwrap_or(0));
        }
        self.rows.push(row);
        if self.rows.is_full() {
            self.flush();
        }
    }

    /// A folder that rows will point at.
    pub fn folder(&mut self, record: FolderRecord) {
        self.folders.push(record);
        if self.folders.len() >= BlockBuilder::ROWS {
            self.flush();
        }
    }

    pub fn problem(&mut self, root: RootId, operation: Operation, path: impl Into<Box<[u8]>>, cause: Cause) {
        if !operation.is_note() {
            self.counts(root).problems += 1;
        }
        self.problems.push(Problem { root: Some(root), operation, path: path.into(), cause });
        if self.problems.len() >= PROBLEMS {
            self.flush();
        }
    }

    /// A task of `root` is done; it counts as closed once its finds are sent.
    pub fn task_done(&mut self, root: Arc<RootState>) {
        self.done.push(root);
    }

    pub fn flush_if_late(&mut self, now: Instant) {
        if now.duration_since(self.sent) > PATIENCE {
            self.flush();
        }
    }

    /// Sends what there is if others could find rows in a folder that is only known here.
    pub fn flush_folders(&mut self) {
        if !self.folders.is_empty() {
            self.flush();
        }
    }

    /// Sends what there is.
    pub fn flush(&mut self) {
        self.sent = Instant::now();
        let nothing = self.rows.is_empty()
            && self.folders.is_empty()
            && self.problems.is_empty()
            && self.counts.is_empty();
        if !nothing {
            let batch = Box::new(Batch {
                folders: std::mem::take(&mut self.folders),
                rows: self.rows.take(),
                problems: std::mem::take(&mut self.problems),
                counts: std::mem::take(&mut self.counts),
            });
            self.send(Event::Found { scan: self.scan, worker: self.worker, batch });
        }
        for root in std::mem::take(&mut self.done) {
            if root.task_closed() && !self.stop.is_set() {
                let (root, elapsed, outcome) = (root.root, root.elapsed(), root.outcome());
                self.send(Event::Finished { scan: self.scan, root, elapsed, outcome });
            }
        }
    }

    pub fn started(&mut self, root: RootId) {
        self.send(Event::Started { scan: self.scan, root });
    }

    /// Waits while the result queue is full, but not longer than until the stop.
    fn send(&mut self, event: Event) {
        match self.results.try_send(event) {
            Ok(()) => {}
            Err(TrySendError::Full(event)) => select_biased! {
                recv(self.stop.channel()) -> _ => self.unsent.push(event),
                send(self.results, event) -> _ => {}
            },
            Err(TrySendError::Disconnected(_)) => {}
        }
        (self.wake)();
    }

    /// What could not be sent because of the stop.
    pub fn into_unsent(mut self) -> Vec<Event> {
        self.flush();
        self.unsent
    }
}
