//! Scans: started when something is picked, drained on each tick, joined after a stop without waiting.

use super::Session;
use super::status::{RootPhase, WorkerStatus};
use crate::model::{
    Batch, Cause, Event, FolderId, Location, Operation, Outcome, Problem, Request, RootId, ScanId, WorkerId,
    name,
};
use crate::scan::{self, Inside, Roots, Scan};
use crate::store::Wanted;
use crate::text;
use std::collections::HashSet;
use std::path::Path;
use std::time::{Duration, Instant};

/// How long a stop waits for a worker that a drive holds.
const JOIN_PATIENCE: Duration = Duration::from_secs(2);

/// After so long of nothing but waiting for drives, what waits for another folder's end is read without it.
const STUCK: Duration = Duration::from_secs(3);

/// How often times on screen move on while folders are read.
const REFRESH: Duration = Duration::from_millis(100);

/// How soon to look again whether a worker has ended; its own wake comes a moment before its end.
const JOIN_LOOK: Duration = Duration::from_millis(5);

/// A picked path that lies in `outer`, which was begun before.
#[derive(Debug)]
struct Waiting {
    root: RootId,
    outer: RootId,
    /// Time that a worker took to see that.
    elapsed: Duration,
}

/// The present scan, and those before it that have not been joined yet.
#[derive(Debug, Default)]
pub(super) struct Reading {
    scan: Option<Scan>,
    /// What was put on the present scan's input queue.
    requested: HashSet<RootId>,
    /// What lies in a picked folder that was begun before, and is to be read if that has not listed it.
    waiting: Vec<Waiting>,
    /// Stopped scans whose finds nobody wants any more.
    retired: Vec<Scan>,
    given_up: Vec<WorkerStatus>,
    /// Which picked folders lie in others, over all scans of the sheet.
    roots: Roots,
    scans: u32,
    /// Bytes that the sheet may take before the present scan is ended.
    memory: u64,
    /// Why the present scan was stopped, if not by a person.
    reason: Option<String>,
}

impl Reading {
    pub fn is_stopping(&self) -> bool {
        self.scan.as_ref().is_some_and(|scan| scan.stopped_for().is_some())
    }

    pub fn workers(&self) -> Vec<WorkerStatus> {
        let reading = self.scan.as_ref().map(Scan::reading).unwrap_or_default();
        reading.into_iter().map(|now| WorkerStatus { id: now.worker, folder: now.folder }).collect()
    }

    /// By their numbers; none while there is no scan, or after it was stopped.
    pub fn unmatched_patterns(&self) -> Vec<usize> {
        self.scan.as_ref().map(Scan::unmatched_patterns).unwrap_or_default()
    }

    pub fn given_up(&self) -> &[WorkerStatus] {
        &self.given_up
    }

    /// Stops the present scan and drops what it still finds.
    pub fn retire(&mut self) {
        if let Some(mut scan) = self.scan.take() {
            scan.stop();
            self.retired.push(scan);
        }
        self.requested.clear();
        self.waiting.clear();
        self.given_up.clear();
        self.roots = Roots::default();
        self.reason = None;
    }

    /// Joins what has ended of the retired scans; true while some are left.
    fn join_retired(&mut self) -> bool {
        self.retired.retain_mut(|scan| {
            // Their workers must not wait for room in a queue that nobody reads; the stop sees to that.
            let waited = scan.stopped_for().unwrap_or_default() > JOIN_PATIENCE;
            scan.join_ended().waiting > 0 && !waited
        });
        !self.retired.is_empty()
    }
}

impl Session {
    pub(super) fn add_folders(&mut self, paths: Vec<std::path::PathBuf>) {
        for path in paths.iter().filter(|path| !path.as_os_str().is_empty()) {
            self.picked.add(path);
        }
        self.read_queued();
    }

    pub(super) fn stop(&mut self) {
        if self.phase() == super::Phase::Reading
            && let Some(scan) = &mut self.reading.scan
        {
            scan.stop();
        }
    }

    pub(super) fn read_again(&mut self) {
        self.empty_sheet();
        self.picked.start_over();
        self.read_queued();
    }

    /// Puts what is queued and not yet requested on the input queue, of a new scan if there is none. While one is being stopped
    /// it waits for its end.
    fn read_queued(&mut self) {
        if self.reading.is_stopping() {
            return;
        }
        let mut queued = self.picked.queued();
        queued.retain(|request| !self.reading.requested.contains(&request.root));
        if queued.is_empty() {
            return;
        }
        if self.reading.scan.is_none() {
            self.reading.scans += 1;
            let started = (self.start_scan)(scan::Config {
                id: ScanId(self.reading.scans),
                options: self.options.clone(),
                first_folder: FolderId(self.store.folders.len()),
                roots: self.reading.roots.clone(),
                wake: self.wake.clone(),
            });
            match started {
                Ok(scan) => {
                    if let Some(fewer) = scan.fewer() {
                        self.problem(Operation::FewerWorkers, Location::default(), Cause::new(fewer));
                    }
                    // What is free doesn't hold the rows of earlier scans any more; a limit that was set is for all.
                    let before = self.options.memory.map_or(self.store.heap_bytes() as u64, |_| 0);
                    self.reading.memory = scan.memory().saturating_add(before);
                    self.reading.scan = Some(scan);
                }
                Err(error) => {
                    let failed: Vec<RootId> = queued.iter().map(|request| request.root).collect();
                    self.picked.stopped(&failed, &RootPhase::Failed);
                    let cause = Cause::from(&error);
                    self.problem(Operation::StartWorkers, Location::default(), cause);
                    return;
                }
            }
        }
        if let Some(scan) = &mut self.reading.scan {
            self.reading.requested.extend(queued.iter().map(|request| request.root));
            scan.add(queued);
        }
        self.clock.set_running(true);
    }

    /// Drains the result queue, and brings a stop to its end.
    pub(super) fn tick_reading(&mut self, budget: Duration) -> Option<Duration> {
        let retired = self.reading.join_retired();
        let more = self.drain(budget);
        if !more {
            self.take_late();
        }
        for found in self.reading.scan.as_mut().map(Scan::watch).unwrap_or_default() {
            self.take(found);
        }
        self.decide_waiting();
        self.mind_memory();
        if self.reading.is_stopping() && !more {
            self.join();
        }
        self.picked.tick();
        let phase = self.phase();
        let busy = matches!(phase, super::Phase::Reading | super::Phase::Stopping);
        self.clock.set_running(busy);
        if more {
            Some(Duration::ZERO)
        } else if retired || phase == super::Phase::Stopping {
            Some(JOIN_LOOK)
        } else {
            busy.then_some(REFRESH)
        }
    }

    /// Whether something was left when the budget was used up.
    fn drain(&mut self, budget: Duration) -> bool {
        let Some(scan) = &self.reading.scan else { return false };
        let id = scan.id();
        let start = Instant::now();
        while let Some(event) = self.reading.scan.as_ref().and_then(Scan::receive) {
            if event.scan() == id {
                self.take(event);
            }
            if start.elapsed() > budget {
                return self.reading.scan.as_ref().is_some_and(|scan| !scan.results().is_empty());
            }
        }
        false
    }

    /// What workers had found before a drive began to hold them.
    fn take_late(&mut self) {
        for event in self.reading.scan.as_ref().map(Scan::late).unwrap_or_default() {
            self.take(event);
        }
    }

    fn take(&mut self, event: Event) {
        match event {
            Event::Started { root, .. } => self.picked.started(root),
            Event::Finished { root, elapsed, outcome, .. } => self.finished(root, elapsed, outcome),
            Event::Found { worker, batch, .. } => self.take_batch(worker, *batch),
        }
    }

    fn finished(&mut self, root: RootId, elapsed: Duration, outcome: Outcome) {
        self.picked.finished(root, elapsed, outcome);
        match outcome {
            Outcome::Inside(outer) => self.reading.waiting.push(Waiting { root, outer, elapsed }),
            _ => self.reading.roots.ended(root, outcome),
        }
    }

    /// Those whose outer folder has ended are listed in it, or are read now.
    fn decide_waiting(&mut self) {
        if self.reading.is_stopping() {
            return;
        }
        let is_open = |root: RootId| self.picked.get(root).is_some_and(|root| root.phase.is_open());
        let (waiting, ended): (Vec<_>, Vec<_>) =
            self.reading.waiting.drain(..).partition(|waiting| is_open(waiting.outer));
        self.reading.waiting = waiting;
        let wanted = ended.iter().map(|Waiting { root, outer, .. }| {
            let Inside { names, is_folder } = self.reading.roots.waited(*root, *outer)?;
            Some(Wanted { top: *outer, path: names, is_folder })
        });
        let found = self.store.find(&wanted.collect::<Vec<_>>());
        let mut unlisted = Vec::new();
        for (Waiting { root, outer, elapsed }, is_listed) in ended.into_iter().zip(found) {
            let Some(path) = self.picked.get(root).map(|root| &root.path) else { continue };
            if is_listed {
                let cause = Cause::new("it is inside another picked folder; its contents are listed there");
                let at = Location::whole(name::path_bytes(path));
                self.problem(Operation::Overlap, at, cause);
                self.picked.finished(root, elapsed, Outcome::ListedIn(outer));
            } else {
                unlisted.extend(self.not_in(root, outer));
            }
        }
        unlisted.extend(self.not_come_to());
        if let Some(scan) = self.reading.scan.as_mut().filter(|_| !unlisted.is_empty()) {
            scan.add(unlisted);
        }
    }

    /// Those that wait for a folder that drives hold, and that it has not come to: its walk leaves them out from now on, so they need not
    /// wait until the drives answer. Not what such a drive holds itself.
    fn not_come_to(&mut self) -> Vec<Request> {
        let is_stuck = |scan: &Scan| scan.stuck_for().is_some_and(|stuck| stuck > STUCK);
        if self.reading.waiting.is_empty() || !self.reading.scan.as_ref().is_some_and(is_stuck) {
            return Vec::new();
        }
        let held: Vec<Vec<u8>> =
            self.reading.workers().into_iter().filter_map(|worker| Some(worker.folder?.0)).collect();
        let wanted = self.reading.waiting.iter().map(|Waiting { root, outer, .. }| {
            let Inside { mut names, is_folder } = self.reading.roots.waits_at(*root, *outer)?;
            let mut path = name::path_bytes(&self.picked.get(*outer)?.path).to_vec();
            names.iter().for_each(|part| name::push_part(&mut path, part));
            // A file is a row of a folder that was begun perhaps, and which of its names are rows is settled then.
            if !is_folder {
                names.pop();
            }
            let is_held =
                held.iter().any(|held| Path::new(&*name::to_os(held)).starts_with(&*name::to_os(&path)));
            (!is_held && !names.is_empty()).then_some(Wanted { top: *outer, path: names, is_folder: true })
        });
        let wanted: Vec<_> = wanted.collect();
        let found = self.store.find(&wanted);
        let free = wanted.iter().zip(found).map(|(wanted, found)| wanted.is_some() && !found);
        let waiting = std::mem::take(&mut self.reading.waiting);
        let mut unlisted = Vec::new();
        for (waiting, is_free) in waiting.into_iter().zip(free) {
            if is_free {
                unlisted.extend(self.not_in(waiting.root, waiting.outer));
            } else {
                self.reading.waiting.push(waiting);
            }
        }
        unlisted
    }

    /// What is to be read because `outer` doesn't list it.
    fn not_in(&self, root: RootId, outer: RootId) -> Option<Request> {
        self.reading.roots.is_not_in(root, outer);
        Some(Request { root, path: self.picked.get(root)?.path.clone() })
    }

    fn take_batch(&mut self, worker: WorkerId, batch: Batch) {
        if (batch.rows.len() as u32) > self.store.rows.room() {
            // Row numbers end here. What was found stays; the rest is not numbered and not counted.
            return self.end_early("the sheet is full: 4,294,967,295 rows".to_owned());
        }
        for record in batch.folders.iter() {
            self.store.folders.insert(record);
        }
        self.store.rows.push(batch.rows);
        for problem in batch.problems {
            self.problems.push(problem);
        }
        for (root, counts) in batch.counts {
            self.picked.found(root, worker, counts);
            self.totals += counts;
        }
        self.mind_memory();
    }

    /// Ends the scan when all that grows with the tree takes more than was set aside for it.
    fn mind_memory(&mut self) {
        let Some(scan) = &self.reading.scan else { return };
        let spent = scan.spent();
        let pending = spent.unwrap_or(0).max(scan.pending());
        let beside = Some(self.problems.heap_bytes() + pending).filter(|&beside| beside > Scan::ALWAYS);
        let taken = (self.store.heap_bytes() as u64).saturating_add(beside.unwrap_or(0));
        if taken > self.reading.memory || spent.is_some() {
            let reason = format!("memory: {} needed, more than was set aside", text::size(taken));
            self.end_early(reason);
        }
    }

    /// Stops the scan for another reason than a person's wish.
    fn end_early(&mut self, reason: String) {
        if let Some(scan) = &mut self.reading.scan {
            scan.stop();
            self.reading.reason.get_or_insert(reason);
        }
    }

    /// Joins the workers of a stopped scan that have ended, and gives up those that a drive holds for too long.
    fn join(&mut self) {
        let Some(scan) = &mut self.reading.scan else { return };
        let (id, waited) = (scan.id(), scan.stopped_for().unwrap_or_default());
        let joined = scan.join_ended();
        for event in joined.unsent {
            if event.scan() == id {
                self.take(event);
            }
        }
        if joined.waiting > 0 && waited < JOIN_PATIENCE {
            return;
        }
        // Between the last drain and the last join, workers may have sent something.
        while self.drain(Duration::from_millis(100)) {}
        self.take_late();
        let held = self.reading.workers();
        for worker in &held {
            let path = worker.folder.as_ref().map(|(path, _)| path.clone()).unwrap_or_default();
            let cause = Cause::new(format!("{} was given up while it waited", worker.id));
            self.problem(Operation::NoAnswer, Location::whole(&path), cause);
        }
        self.reading.given_up.extend(held);
        self.reading.scan = None;
        let requested: Vec<RootId> = std::mem::take(&mut self.reading.requested).into_iter().collect();
        self.reading.waiting.clear();
        for root in &requested {
            if self.picked.get(*root).is_some_and(|root| root.phase.is_open()) {
                self.reading.roots.ended(*root, Outcome::Incomplete);
            }
        }
        let phase = self.reading.reason.take().map_or(RootPhase::Stopped, RootPhase::Incomplete);
        self.picked.stopped(&requested, &phase);
        // What was picked while the stop was under way.
        self.read_queued();
    }

    /// One about the scan as a whole.
    fn problem(&mut self, operation: Operation, at: Location, cause: Cause) {
        self.totals.problems += u64::from(!operation.is_note());
        self.problems.push(Problem { root: None, operation, at, cause });
    }
}
