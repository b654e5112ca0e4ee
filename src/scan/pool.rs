//! One scan as its owner sees it: start, add, results, stop, join.

use super::budget::{self, Budget};
use super::crew::{OnDisk, Pool};
use super::exclusions::Exclusions;
use super::member::Member;
use super::node::Handles;
use super::roots::Roots;
use super::seen::Seen;
use super::stop::{Stopper, stop_event};
use super::sys::{self, Disk};
use super::worker::ScanContext;
use crate::model::{
    Cause, Column, Event, FewerWorkers, FolderId, NotMore, Reason, Request, RootId, ScanId, ScanOptions,
    Wake, WorkerId,
};
use crossbeam_channel::{Receiver, bounded, unbounded};
use std::collections::VecDeque;
use std::fmt;
use std::sync::atomic::AtomicU32;
use std::sync::{Arc, OnceLock};
use std::thread;
use std::time::{Duration, Instant};

/// Messages that the result queue holds before workers wait: about 250,000 rows.
const RESULTS: usize = 64;

/// Handles that nodes keep at most: far more than a tree has levels, far fewer than a system has in all.
const HANDLES: usize = 1024;

/// Workers that keep a disk busy whatever the number of cores: a disk answers many questions at once.
const DISK: usize = 8;

/// Workers if their number is not set: as many as the machine has cores, and 8 at least.
///
/// Measured on 2 cores with a tree of 300,000 files and nothing of it in the system's cache (`cargo bench --bench scan -- --cold`), against 2
/// workers: 4 take 0.7 of the time, 8 take 0.6, 16 as good as no less. With all of it in the cache, 8 take as long as 2.
pub fn default_workers() -> usize {
    thread::available_parallelism().map_or(DISK, |cores| cores.get().max(DISK))
}

/// What a scan starts with.
pub struct Config {
    /// Its number; larger than those of earlier scans of the sheet.
    pub id: ScanId,
    /// What is listed and how.
    pub options: ScanOptions,
    /// The first number for a folder that no earlier scan of the sheet has used.
    pub first_folder: FolderId,
    /// The picked folders that earlier scans of the sheet have entered.
    pub roots: Roots,
    /// Called after each message.
    pub wake: Wake,
}

/// What [`Scan::join_ended`] found.
#[derive(Debug)]
pub struct Joined {
    /// What joined workers had found and could not send any more.
    pub unsent: Vec<Event>,
    /// Workers that have not ended yet.
    pub waiting: usize,
}

/// A running scan. Dropping it stops it without waiting for the workers.
pub struct Scan {
    pub(super) id: ScanId,
    pub(super) pool: Box<dyn Pool>,
    exclusions: Arc<Exclusions>,
    pub(super) results: Receiver<Event>,
    stopper: Stopper,
    pub(super) stopped: Option<Instant>,
    memory: u64,
    budget: Arc<Budget>,
    pub(super) members: Vec<Member>,
    /// When something that was put aside was last tried again.
    pub(super) tried: Option<Instant>,
    /// Since when every worker that has something to do is held.
    pub(super) stuck: Option<Instant>,
    fewer: Option<FewerWorkers>,
}

impl fmt::Debug for Scan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Scan").field("id", &self.id).field("workers", &self.members.len()).finish()
    }
}

impl Scan {
    /// Starts the workers; they wait for [`Scan::add`].
    ///
    /// # Errors
    /// If a pattern of the options can't be understood, or no worker could be started at all. If only some could, the scan
    /// runs with those.
    pub fn start<D: Disk>(disk: D, config: Config) -> Result<Scan, Cause> {
        let exclusions =
            Exclusions::new(&config.options).map_err(|mistake| Reason::Pattern(Box::new(mistake)))?;
        let exclusions = Arc::new(exclusions);
        sys::allow_fetching(config.options.cloud_folders);
        let wanted = match config.options.workers {
            0 => default_workers(),
            set => set,
        };
        // Fewer workers rather than workers that wait for each other's handles, or threads that take the rows' room.
        let handles = sys::free_handles();
        let (with_handles, with_memory) = (handles / Handles::PER_WORKER, sys::free_threads());
        let workers = wanted.min(with_handles).min(with_memory).max(1);
        let mut fewer = None;
        if workers < wanted {
            let why = if with_handles < with_memory { NotMore::OpenFiles } else { NotMore::Memory };
            fewer = Some(FewerWorkers { started: workers, wanted, why });
        }
        let kept = handles.saturating_sub(Handles::PER_WORKER * workers).min(HANDLES);
        let free = || sys::free_memory_beside(workers).map(|free| free / 2);
        let memory = config.options.memory.or_else(free).unwrap_or(u64::MAX);
        let (give, take) = unbounded();
        let (sender, results) = bounded(RESULTS);
        let (stopper, stop) = stop_event();
        let budget = Arc::new(Budget::new(memory, stop.clone()));
        let asked = config.options.columns;
        let shared = Arc::new(ScanContext {
            // By their numbers the names of a file are found where they aren't counted, whether anybody wants to see these or not.
            kept: if disk.counts_names() { asked } else { asked.with(Column::Inode) },
            disk: Arc::new(disk),
            options: Arc::new(config.options),
            exclusions: exclusions.clone(),
            workers,
            roots: config.roots,
            handles: Arc::new(Handles::new(kept, budget.clone())),
            seen: Seen::new(budget.clone()),
            twins: OnceLock::new(),
            give,
            next_folder: AtomicU32::new(config.first_folder.0),
        });
        let mut pool = OnDisk {
            scan: config.id,
            shared,
            take,
            stop,
            results: sender,
            wake: config.wake,
            budget: budget.clone(),
            backlogs: Vec::new(),
            groups: Vec::new(),
            roots: Vec::new(),
            aside: VecDeque::new(),
        };
        let mut members = Vec::with_capacity(workers);
        let mut refused = None;
        for number in 0..workers {
            match pool.start_worker(WorkerId(number as u16)) {
                Ok(member) => members.push(member),
                Err(error) => refused = Some(error),
            }
        }
        match refused {
            Some(error) if members.is_empty() => return Err((&error).into()),
            Some(error) => {
                let why = NotMore::Refused((&error).into());
                fewer = Some(FewerWorkers { started: members.len(), wanted, why });
            }
            None => {}
        }
        let pool = Box::new(pool);
        Ok(Scan {
            id: config.id,
            pool,
            exclusions,
            results,
            stopper,
            stopped: None,
            memory,
            budget,
            members,
            tried: None,
            stuck: None,
            fewer,
        })
    }

    /// Its number.
    pub fn id(&self) -> ScanId {
        self.id
    }

    /// Memory that rows, folders and all else that grows with the tree may take before the scan is to be stopped, in bytes.
    pub fn memory(&self) -> u64 {
        self.memory
    }

    /// Bytes beside rows and folders that are always allowed: with less nothing could be read.
    pub const ALWAYS: u64 = budget::ALWAYS;

    /// Memory of what is still to be done and of what waits on the result queue, in bytes.
    pub fn pending(&self) -> u64 {
        self.budget.pending()
    }

    /// What the sheet leaves of the memory for what is pending, in bytes; before the first call, all of [`Scan::memory`].
    pub fn set_left(&self, bytes: u64) {
        self.budget.set_left(bytes);
    }

    /// What was pending when it was more than the sheet left: the workers leave then, and the scan is to be stopped.
    pub fn spent(&self) -> Option<u64> {
        self.budget.spent()
    }

    /// Puts picked paths on the input queue. Those that come together are all looked at before the first is read.
    pub fn add(&mut self, requests: Vec<Request>) {
        self.pool.add(requests);
    }

    /// Ends the reading of one root, and of no other. What is still found of it comes, and [`Event::Finished`] behind it.
    pub fn drop_root(&mut self, root: RootId) {
        self.pool.drop_root(root);
    }

    /// The next message of the result queue; `None` if there is none now.
    pub fn receive(&self) -> Option<Event> {
        let event = self.results.try_recv().ok()?;
        if let Event::Found { batch, .. } = &event {
            self.budget.add(-(batch.heap_bytes() as i64));
        }
        Some(event)
    }

    /// The result queue itself.
    pub fn results(&self) -> &Receiver<Event> {
        &self.results
    }

    /// Sets the stop event, for good.
    pub fn stop(&mut self) {
        self.stopper.stop();
        self.stopped.get_or_insert_with(Instant::now);
    }

    /// How long ago the stop event was set.
    pub fn stopped_for(&self) -> Option<Duration> {
        self.stopped.map(|at| at.elapsed())
    }

    /// Why fewer workers than asked for were started, where it is so.
    pub fn fewer(&self) -> Option<&FewerWorkers> {
        self.fewer.as_ref()
    }

    /// The patterns of what is left out, by their numbers, that have matched nothing so far.
    pub fn unmatched_patterns(&self) -> Vec<usize> {
        self.exclusions.unmatched()
    }

    /// Workers that were started.
    pub fn workers(&self) -> usize {
        self.members.len()
    }

    /// Joins every worker that has ended; never waits for one that hasn't.
    pub fn join_ended(&mut self) -> Joined {
        let mut unsent = Vec::new();
        for member in &mut self.members {
            if let Some(thread) = member.thread.take_if(|thread| thread.is_finished()) {
                // A panic outside of a task has no finds to lose, and the folder's end never comes: seen as stopped.
                unsent.extend(thread.join().unwrap_or_default());
            }
        }
        let waiting = self.members.iter().filter(|member| member.is_alive()).count();
        Joined { unsent, waiting }
    }
}
