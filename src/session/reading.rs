//! The disk as a source of the sheet: scans, started when something is picked, drained on each tick, joined after a stop without waiting.

mod another;
mod aside;
mod beside_file;
mod removed;
mod waiting;

use super::clock::ReadingClock;
use super::status::WorkerStatus;
use crate::model::{
    Batch, Cause, Event, FolderId, Location, Operation, Outcome, Reason, RootId, RootPhase, ScanId,
    ScanOptions, Shortfall, Wake, WorkerId, name,
};
use crate::scan::{self, Roots, Scan};
use crate::store::Sheet;
pub(super) use aside::Bookkeeping;
use aside::Reserve;
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};
use waiting::WaitingRoot;

/// How long a stop waits for a worker that a drive holds.
const JOIN_PATIENCE: Duration = Duration::from_secs(2);

/// How often times on screen move on while folders are read.
const REFRESH: Duration = Duration::from_millis(100);

/// How soon to look again whether a worker has ended; its own wake comes a moment before its end.
const JOIN_LOOK: Duration = Duration::from_millis(5);

/// Starts a scan on the session's disk.
pub(super) type StartScan = Arc<dyn Fn(scan::Config) -> Result<Scan, Cause> + Send + Sync>;

/// The present scan, and those before it that have not been joined yet.
pub(super) struct DiskReading {
    /// What the next scan lists, and how.
    pub options: ScanOptions,
    start_scan: StartScan,
    /// For the scans' workers.
    wake: Wake,
    clock: ReadingClock,
    scan: Option<Scan>,
    /// Since when the picked folders are read that are being read.
    since: HashMap<RootId, Instant>,
    /// What was put on the present scan's input queue.
    requested: HashSet<RootId>,
    /// What lies in a picked folder that was begun before, and is to be read if that has not listed it.
    waiting: Vec<WaitingRoot>,
    /// Stopped scans whose finds are dropped; kept until their threads have ended.
    retired: Vec<Scan>,
    given_up: Vec<WorkerStatus>,
    /// Picked folders that were removed, of which something may still come: each with the one that is read in its place, if there is one.
    removed: HashMap<RootId, Option<RootId>>,
    /// Read since the last tick: what others lack may be in them.
    ended: Vec<RootId>,
    /// Which picked folders lie in others, over all scans of the sheet.
    roots: Roots,
    scans: u32,
    /// Bytes that the sheet may take before the present scan is ended.
    memory: u64,
    /// Of that, what the sheet before takes.
    reserve: Reserve,
    /// With which options the last scan of the sheet was started.
    listed: Option<ScanOptions>,
    /// Why the present scan was stopped, if not by the user.
    reason: Option<Shortfall>,
}

impl DiskReading {
    pub(super) fn new(options: ScanOptions, start_scan: StartScan, wake: Wake) -> DiskReading {
        DiskReading {
            options,
            start_scan,
            wake,
            clock: ReadingClock::default(),
            scan: None,
            since: HashMap::new(),
            requested: HashSet::new(),
            waiting: Vec::new(),
            retired: Vec::new(),
            given_up: Vec::new(),
            removed: HashMap::new(),
            ended: Vec::new(),
            roots: Roots::default(),
            scans: 0,
            memory: 0,
            reserve: Reserve::default(),
            listed: None,
            reason: None,
        }
    }

    pub(super) fn is_stopping(&self) -> bool {
        self.scan.as_ref().is_some_and(|scan| scan.stopped_for().is_some())
    }

    pub(super) fn workers(&self) -> Vec<WorkerStatus> {
        let reading = self.scan.as_ref().map(Scan::reading).unwrap_or_default();
        reading
            .into_iter()
            .map(|now| WorkerStatus { id: now.worker, folder: now.folder, root: now.root })
            .collect()
    }

    /// By their numbers; empty while there is no scan, or after it was stopped.
    pub(super) fn unmatched_patterns(&self) -> Vec<usize> {
        self.scan.as_ref().map(Scan::unmatched_patterns).unwrap_or_default()
    }

    pub(super) fn given_up(&self) -> &[WorkerStatus] {
        &self.given_up
    }

    /// Stops the present scan and drops what it still finds.
    pub(super) fn retire(&mut self) {
        if let Some(mut scan) = self.scan.take() {
            scan.stop();
            self.retired.push(scan);
        }
        self.since.clear();
        self.requested.clear();
        self.waiting.clear();
        self.removed.clear();
        self.ended.clear();
        self.given_up.clear();
        self.roots = Roots::default();
        self.reason = None;
        self.listed = None;
        self.clock = ReadingClock::default();
    }

    /// Joins what has ended of the retired scans; true while some are left.
    fn join_retired(&mut self) -> bool {
        self.retired.retain_mut(|scan| {
            // Their workers must not wait for room in a queue that is no longer read; the stop ensures that.
            let waited = scan.stopped_for().unwrap_or_default() > JOIN_PATIENCE;
            scan.join_ended().waiting > 0 && !waited
        });
        !self.retired.is_empty()
    }

    /// Picks these paths, relative ones from the working folder.
    pub(super) fn add_folders(&mut self, sheet: &mut Sheet, paths: &[PathBuf]) {
        for path in paths.iter().filter(|path| !path.as_os_str().is_empty()) {
            sheet.roots.add(whole_path(path));
        }
        self.read_queued(sheet);
    }

    /// Stops the present scan, if it still reads, and keeps what it found.
    pub(super) fn stop(&mut self, sheet: &Sheet) {
        if let Some(scan) = self.scan.as_mut().filter(|_| sheet.roots.any(RootPhase::is_open)) {
            scan.stop();
        }
    }

    /// Puts what is queued and not yet requested on the input queue, of a new scan if there is none. While one is being stopped
    /// it waits for its end.
    pub(super) fn read_queued(&mut self, sheet: &mut Sheet) {
        if self.is_stopping() {
            return;
        }
        let mut queued = sheet.roots.queued();
        queued.retain(|request| {
            // From a file; what the user picks is absolute. Relative to the working folder it would be something else.
            let is_of_this_system = request.path.is_absolute();
            if !is_of_this_system {
                sheet.roots.stopped(&[request.root], &RootPhase::Failed);
                let at = Location::whole(name::path_bytes(&request.path));
                sheet.add_problem(Some(request.root), Operation::OpenPicked, at, Reason::OtherSystem.into());
            }
            is_of_this_system
        });
        queued.retain(|request| !self.requested.contains(&request.root));
        if sheet.origin.is_some() {
            DiskReading::settle_beside_file(sheet, &mut queued);
        }
        if queued.is_empty() {
            return;
        }
        if self.scan.is_none() {
            self.scans += 1;
            let started = (self.start_scan)(scan::Config {
                id: ScanId(self.scans),
                options: self.options.clone(),
                first_folder: FolderId(sheet.folders.len()),
                roots: self.roots.clone(),
                wake: self.wake.clone(),
            });
            match started {
                Ok(scan) => {
                    if let Some(fewer) = scan.fewer() {
                        let cause = Reason::FewerWorkers(Box::new(fewer.clone())).into();
                        sheet.add_problem(None, Operation::FewerWorkers, Location::default(), cause);
                    }
                    // What is free doesn't hold the rows of earlier scans any more; a limit that was set is for all.
                    let before = self.options.memory.map_or(sheet.heap_bytes() as u64, |_| 0);
                    self.memory = scan.memory().saturating_add(before);
                    self.memory = self.reserve.begin(self.memory, self.options.memory.is_some());
                    self.listed = Some(self.options.clone());
                    sheet.options = Some(self.options.clone().into());
                    self.scan = Some(scan);
                }
                Err(cause) => {
                    let failed: Vec<RootId> = queued.iter().map(|request| request.root).collect();
                    sheet.roots.stopped(&failed, &RootPhase::Failed);
                    // One for each: it goes when that is removed, or read again.
                    for root in failed {
                        let at = Location::default();
                        sheet.add_problem(Some(root), Operation::StartWorkers, at, cause.clone());
                    }
                    return;
                }
            }
        }
        if let Some(scan) = &mut self.scan {
            self.requested.extend(queued.iter().map(|request| request.root));
            scan.add(queued);
        }
        self.clock.set_running(true);
    }

    /// Drains the result queue, and brings a stop to its end.
    ///
    /// The order of the steps keeps what one worker found in its order, folders before the rows in them: what workers could not send is
    /// taken only when the queue is empty, because earlier finds of the same worker may be on it. Paths that wait for another root are
    /// decided after that, when all rows of a root that has ended are in the sheet. A stopped scan is joined only when nothing is left on
    /// its queue, as joining it to the end drops the queue.
    pub(super) fn tick(&mut self, sheet: &mut Sheet, budget: Duration) -> Option<Duration> {
        let retired = self.join_retired();
        let more = self.drain(sheet, budget);
        if !more {
            self.take_late(sheet);
        }
        for found in self.scan.as_mut().map(Scan::watch).unwrap_or_default() {
            self.take(sheet, found);
        }
        self.decide_waiting(sheet);
        self.mind_memory(sheet);
        if self.is_stopping() && !more {
            self.join(sheet);
        }
        let ended = std::mem::take(&mut self.ended);
        self.fill_gaps(sheet, &ended);
        let busy = self.is_stopping() || sheet.roots.any(RootPhase::is_open);
        self.tell_time(sheet, busy);
        if more {
            Some(Duration::ZERO)
        } else if retired || self.is_stopping() {
            Some(JOIN_LOOK)
        } else {
            busy.then_some(REFRESH)
        }
    }

    fn tell_time(&mut self, sheet: &mut Sheet, busy: bool) {
        self.clock.set_running(busy);
        for (root, since) in &self.since {
            sheet.roots.set_elapsed(*root, since.elapsed());
        }
        // A sheet that came from a file says both itself.
        if let Some(until) = self.clock.read_until() {
            (sheet.elapsed, sheet.as_of) = (self.clock.elapsed(), Some(until));
        }
    }

    /// Whether something was left when the budget was used up.
    fn drain(&mut self, sheet: &mut Sheet, budget: Duration) -> bool {
        let Some(scan) = &self.scan else { return false };
        let id = scan.id();
        let start = Instant::now();
        while let Some(event) = self.scan.as_ref().and_then(Scan::receive) {
            if event.scan() == id {
                self.take(sheet, event);
            }
            if start.elapsed() > budget {
                return self.scan.as_ref().is_some_and(|scan| !scan.results().is_empty());
            }
        }
        false
    }

    /// What workers had found before a drive began to hold them.
    fn take_late(&mut self, sheet: &mut Sheet) {
        for event in self.scan.as_ref().map(Scan::late).unwrap_or_default() {
            self.take(sheet, event);
        }
    }

    fn take(&mut self, sheet: &mut Sheet, event: Event) {
        match event {
            Event::Started { root, .. } => {
                if !self.removed.contains_key(&root) {
                    sheet.roots.started(root);
                    self.since.insert(root, Instant::now());
                }
            }
            Event::Finished { root, elapsed, outcome, .. } => self.finished(sheet, root, elapsed, outcome),
            Event::Found { worker, batch, .. } => self.take_batch(sheet, worker, *batch),
        }
    }

    fn finished(&mut self, sheet: &mut Sheet, root: RootId, elapsed: Duration, outcome: Outcome) {
        if self.removed.contains_key(&root) {
            return;
        }
        let outcome = self.outcome_now(sheet, outcome);
        sheet.roots.finished(root, elapsed, outcome);
        self.since.remove(&root);
        match outcome {
            Outcome::Inside(outer) => self.waiting.push(WaitingRoot { root, outer, elapsed }),
            _ => self.roots.ended(root, outcome),
        }
        self.ended.push(root);
    }

    fn take_batch(&mut self, sheet: &mut Sheet, worker: WorkerId, batch: Batch) {
        let batch = if self.removed.is_empty() { batch } else { self.wanted_of(sheet, batch) };
        if (batch.rows.len() as u32) > sheet.rows.room() {
            // Row numbers end here. What was found stays; the rest is not numbered and not counted.
            return self.end_early(Shortfall::Full);
        }
        sheet.add(worker, batch);
        self.mind_memory(sheet);
    }

    /// Ends the scan when all that grows with the tree takes more than was set aside for it.
    fn mind_memory(&mut self, sheet: &Sheet) {
        let Some(scan) = &self.scan else { return };
        let spent = scan.spent();
        let pending = spent.unwrap_or(0).max(scan.pending());
        let beside = Some(sheet.problems.heap_bytes() + pending).filter(|&beside| beside > Scan::ALWAYS);
        let kept = sheet.heap_bytes() as u64;
        scan.set_left(self.memory.saturating_add(self.reserve.room()).saturating_sub(kept));
        let taken = kept.saturating_add(beside.unwrap_or(0));
        if taken > self.memory {
            self.memory += self.reserve.take();
        }
        if taken > self.memory || spent.is_some() {
            self.end_early(Shortfall::Memory { needed: taken });
        }
    }

    /// Stops the scan for another reason than that the user wants it.
    fn end_early(&mut self, reason: Shortfall) {
        if let Some(scan) = &mut self.scan {
            scan.stop();
            self.reason.get_or_insert(reason);
        }
    }

    /// Joins the workers of a stopped scan that have ended, and gives up those that a drive holds for too long.
    fn join(&mut self, sheet: &mut Sheet) {
        let Some(scan) = &mut self.scan else { return };
        let (id, waited) = (scan.id(), scan.stopped_for().unwrap_or_default());
        let joined = scan.join_ended();
        for event in joined.unsent {
            if event.scan() == id {
                self.take(sheet, event);
            }
        }
        if joined.waiting > 0 && waited < JOIN_PATIENCE {
            return;
        }
        // Between the last drain and the last join, workers may have sent something.
        while self.drain(sheet, Duration::from_millis(100)) {}
        self.take_late(sheet);
        let held = self.workers();
        for worker in &held {
            let path = worker.folder.as_ref().map(|(path, _)| path.clone()).unwrap_or_default();
            let cause = Reason::GivenUp(worker.id).into();
            sheet.add_problem(worker.root, Operation::NoAnswer, Location::whole(&path), cause);
        }
        self.given_up.extend(held);
        self.scan = None;
        let requested: Vec<RootId> = std::mem::take(&mut self.requested).into_iter().collect();
        self.waiting.clear();
        for root in &requested {
            if sheet.roots.with_id(*root).is_some_and(|root| root.phase.is_open()) {
                self.roots.ended(*root, Outcome::Incomplete);
            }
        }
        let phase = self.reason.take().map_or(RootPhase::Stopped, RootPhase::Incomplete);
        sheet.roots.stopped(&requested, &phase);
        self.since.clear();
        // What was picked while the stop was under way.
        self.read_queued(sheet);
    }
}

/// Absolute and without a separator at the end; links and `..` stay as they were picked.
fn whole_path(path: &Path) -> Arc<Path> {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    // Collecting the parts leaves a separator at the end out.
    whole.components().collect::<PathBuf>().into()
}
