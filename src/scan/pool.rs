//! One scan as its owner sees it: start, add, results, stop, join.

use super::budget::{self, Budget};
use super::choice::Choice;
use super::desk::{Beat, Desk, Slot};
use super::group::Group;
use super::node::Handles;
use super::outbox::{NotYet, Outbox, Unsent, Wake};
use super::patterns::Scratch;
use super::roots::{RootState, Roots};
use super::stop::{StopEvent, Stopper, stop_event};
use super::sys::{self, Disk};
use super::task::Task;
use super::worker::{Shared, Worker};
use crate::model::{Batch, Cause, Event, FolderId, Request, ScanId, ScanOptions, WorkerId, name};
use crossbeam_channel::{Receiver, Sender, bounded, unbounded};
use std::collections::VecDeque;
use std::fmt;
use std::io;
use std::sync::atomic::AtomicU32;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// Messages that the result queue holds before workers wait: about 250,000 rows.
const RESULTS: usize = 64;

/// A call that takes longer holds its worker, and what the worker found before is shown without it.
const HELD: Duration = Duration::from_millis(100);

/// After this long it is replaced, if work is waiting: other folders must not wait for a dead drive.
const REPLACED: Duration = Duration::from_secs(2);

/// Spare workers of a scan at most, so that a tree on a dead drive doesn't take threads without end.
const SPARES: usize = 32;

/// Workers that drives hold before what was put aside is tried again only after a pause.
const QUICK_TRIES: usize = 5;

/// Handles that nodes keep at most: far more than a tree has levels, far fewer than a system has in all.
const HANDLES: usize = 1024;

/// Workers that keep a disk busy whatever the number of cores: a disk answers many questions at once.
const DISK: usize = 8;

/// Workers where nobody sets their number: as many as the machine has cores, and 8 at least.
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

struct Member {
    id: WorkerId,
    /// None once joined.
    thread: Option<JoinHandle<Vec<Event>>>,
    slot: Arc<Slot>,
    unsent: Arc<Mutex<Unsent>>,
    /// How far it was when [`Scan::watch`] last saw it elsewhere, and when that was.
    seen: (Beat, Instant),
    /// Whether its desk was cleared while it waits for this answer.
    is_cleared: bool,
    /// Whether a spare worker was started because a drive holds this one.
    is_replaced: bool,
}

impl Member {
    fn is_alive(&self) -> bool {
        self.thread.is_some()
    }

    /// For how long the drive has not answered.
    fn waits(&self) -> Duration {
        self.seen.1.elapsed()
    }

    /// Whether it must be done without.
    fn is_held(&self) -> bool {
        self.waits() > REPLACED && self.slot.get().is_some()
    }

    fn take_late(&self, results: &Receiver<Event>) -> Result<Option<Box<Batch>>, NotYet> {
        let mut unsent = self.unsent.lock().unwrap_or_else(PoisonError::into_inner);
        unsent.take_late(|| results.is_empty())
    }
}

/// What a worker reads now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The worker.
    pub worker: WorkerId,
    /// The folder's path as the system's bytes, and how long ago the disk answered last; none while it waits for work.
    pub folder: Option<(Vec<u8>, Duration)>,
}

/// What [`Scan::join_ended`] found.
#[derive(Debug)]
pub struct Joined {
    /// What joined workers had found and could not send any more.
    pub unsent: Vec<Event>,
    /// Workers that have not ended yet.
    pub waiting: usize,
}

/// A running scan. Dropping it stops it and waits for nobody.
pub struct Scan {
    id: ScanId,
    pool: Box<dyn Pool>,
    results: Receiver<Event>,
    stopper: Stopper,
    stopped: Option<Instant>,
    memory: u64,
    budget: Arc<Budget>,
    members: Vec<Member>,
    /// When something that was put aside was last tried again.
    tried: Option<Instant>,
    fewer: Option<String>,
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
    pub fn start<D: Disk>(disk: D, config: Config) -> io::Result<Scan> {
        let choice = Choice::new(&config.options)
            .map_err(|error| io::Error::new(io::ErrorKind::InvalidInput, error))?;
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
            let short = if with_handles < with_memory { "open files" } else { "memory" };
            fewer = Some(format!("{workers} of {wanted}: this process may have too little {short} for more"));
        }
        let kept = handles.saturating_sub(Handles::PER_WORKER * workers).min(HANDLES);
        let free = || sys::free_memory_beside(workers).map(|free| free / 2);
        let memory = config.options.memory.or_else(free).unwrap_or(u64::MAX);
        let (give, take) = unbounded();
        let (sender, results) = bounded(RESULTS);
        let (stopper, stop) = stop_event();
        let budget = Arc::new(Budget::new(memory, stop.clone()));
        let shared = Arc::new(Shared {
            disk: Arc::new(disk),
            options: Arc::new(config.options),
            choice,
            workers,
            roots: config.roots,
            handles: Arc::new(Handles::new(kept)),
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
            desks: Vec::new(),
            groups: Vec::new(),
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
            Some(error) if members.is_empty() => return Err(error),
            Some(error) => fewer = Some(format!("{} of {wanted}: {}", members.len(), Cause::from(&error))),
            None => {}
        }
        let pool = Box::new(pool);
        Ok(Scan {
            id: config.id,
            pool,
            results,
            stopper,
            stopped: None,
            memory,
            budget,
            members,
            tried: None,
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
        let places = self.members.iter().filter_map(|member| member.slot.get());
        self.budget.pending() + places.map(|place| place.bytes).max().unwrap_or(0)
    }

    /// What that came to when it alone was more than [`Scan::memory`]: the workers leave then, and the scan is to be stopped.
    pub fn spent(&self) -> Option<u64> {
        self.budget.spent()
    }

    /// Puts picked paths on the input queue. Those that come together are all looked at before the first is read.
    pub fn add(&mut self, requests: Vec<Request>) {
        self.pool.add(requests);
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
    pub fn fewer(&self) -> Option<&str> {
        self.fewer.as_deref()
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

    /// Looks which workers the disk has answered since the last look. The desk of one that it hasn't answered for 2 s is cleared, so that
    /// others go on with what has nothing to do with that; where none is free, a spare one starts. To be called every 100 ms or so, as
    /// ages are counted from here. Gives what such a worker had found, to be taken in before anything else is received.
    pub fn watch(&mut self) -> Vec<Event> {
        let now = Instant::now();
        let mut found = Vec::new();
        for member in self.members.iter_mut().filter(|member| member.thread.is_some()) {
            let beat = member.slot.beat();
            if beat != member.seen.0 || member.slot.get().is_none() {
                member.seen = (beat, now);
                member.is_cleared = false;
            } else if member.is_held() && !member.is_cleared && self.stopped.is_none() {
                let mut may = || match member.take_late(&self.results) {
                    Ok(batch) => {
                        let event = |batch| Event::Found { scan: self.id, worker: member.id, batch };
                        found.extend(batch.map(event));
                        true
                    }
                    Err(NotYet) => false,
                };
                member.is_cleared = self.pool.clear(member.id, &mut may);
                member.seen.0 = member.slot.beat();
            }
        }
        if self.stopped.is_none() {
            self.pool.release();
            self.try_again();
            self.replace_held();
        }
        found
    }

    /// Lets another worker try some of what was put aside, if there is nothing else to do. The first few tries follow at once, as a
    /// folder may have several dead drives in it among much that is well; then, as the whole of it seems dead, less and less often.
    fn try_again(&mut self) {
        let alive = || self.members.iter().filter(|member| member.is_alive());
        let held = alive().filter(|member| member.is_held()).count();
        if alive().filter(|member| member.slot.get().is_some()).count() > held {
            return;
        }
        let doublings = held.saturating_sub(QUICK_TRIES).min(6) as u32;
        let pause = if doublings == 0 { Duration::ZERO } else { REPLACED * 2u32.pow(doublings) };
        if self.tried.is_none_or(|at| at.elapsed() >= pause) && self.pool.give_back() {
            self.tried = Some(Instant::now());
        }
    }

    /// Starts spare workers for those that the disk holds, where work waits.
    fn replace_held(&mut self) {
        let is_held = |member: &Member| member.is_alive() && member.is_held() && !member.is_replaced;
        let held: Vec<usize> = (0..self.members.len()).filter(|&at| is_held(&self.members[at])).collect();
        let spares = self.members.iter().filter(|member| member.is_replaced).count();
        let wanted = self.pool.queued().min(SPARES.saturating_sub(spares));
        if held.is_empty() || wanted == 0 {
            return;
        }
        // Where there is no room for another one, those that are left do what they can.
        let room = sys::free_handles() / Handles::PER_WORKER;
        for index in held.into_iter().take(wanted.min(room)) {
            let id = WorkerId(self.members.len() as u16);
            if let Ok(spare) = self.pool.start_worker(id) {
                self.members.push(spare);
                self.members[index].is_replaced = true;
            }
        }
    }

    /// What workers had found before a drive began to hold them. To be called when the result queue is empty.
    pub fn late(&self) -> Vec<Event> {
        let mut late = Vec::new();
        for member in self.members.iter().filter(|member| member.is_alive()) {
            let is_held = member.slot.get().is_some() && member.waits() > HELD;
            let unsent = || member.take_late(&self.results).ok().flatten();
            if let Some(batch) = is_held.then(unsent).flatten() {
                late.push(Event::Found { scan: self.id, worker: member.id, batch });
            }
        }
        late
    }

    /// What each worker that has not been joined reads now.
    pub fn reading(&self) -> Vec<Reading> {
        let alive = self.members.iter().filter(|member| member.is_alive());
        alive.map(|member| Reading { worker: member.id, folder: self.place_of(member) }).collect()
    }

    /// The path of what a worker reads, and how long ago the disk answered it.
    fn place_of(&self, member: &Member) -> Option<(Vec<u8>, Duration)> {
        let mut path = member.slot.get()?.path();
        // Others come and go too fast to be told.
        if member.is_held()
            && let Some(entry) = self.pool.entry(member.id)
        {
            name::push_part(&mut path, &entry);
        }
        Some((path, member.waits()))
    }
}

/// Tasks and threads of a scan, whatever disk it reads.
trait Pool: Send {
    fn add(&mut self, requests: Vec<Request>);
    /// Lets those go on that have waited long enough for a look at others.
    fn release(&mut self);
    /// Tasks that nobody has taken yet.
    fn queued(&self) -> usize;
    fn start_worker(&mut self, id: WorkerId) -> io::Result<Member>;
    /// Takes what a held worker need not do itself, if `may` says so while nothing can be added to it; false if not.
    fn clear(&mut self, id: WorkerId, may: &mut dyn FnMut() -> bool) -> bool;
    /// Puts some of what was put aside on the input queue, if that is empty; false if there was nothing to do.
    fn give_back(&mut self) -> bool;
    /// The name that a worker looks at.
    fn entry(&self, id: WorkerId) -> Option<Box<[u8]>>;
}

struct OnDisk<D: Disk> {
    scan: ScanId,
    shared: Arc<Shared<D>>,
    take: Receiver<Task<D>>,
    stop: StopEvent,
    results: Sender<Event>,
    wake: Wake,
    budget: Arc<Budget>,
    desks: Vec<(WorkerId, Arc<Desk<D>>)>,
    /// Picked paths that wait for each other.
    groups: Vec<Arc<Group>>,
    /// What lay on the desks of held workers and is on the mount that holds them: it may hold the next one too. So it waits until nobody
    /// has anything else to do, and comes back in small portions.
    aside: VecDeque<Task<D>>,
}

impl<D: Disk> OnDisk<D> {
    fn desk(&self, id: WorkerId) -> Option<&Arc<Desk<D>>> {
        self.desks.iter().find(|(of, _)| *of == id).map(|(_, desk)| desk)
    }
}

impl<D: Disk> Pool for OnDisk<D> {
    fn add(&mut self, requests: Vec<Request>) {
        let group = Arc::new(Group::new(requests.len()));
        let is_alone = requests.len() == 1;
        for (at, request) in requests.into_iter().enumerate() {
            let root = Arc::new(RootState::new(request.root, self.shared.next_folder()));
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

    fn release(&mut self) {
        let shared = &self.shared;
        self.groups.retain(|group| match group.overdue() {
            Some(looked) => {
                shared.go_on(looked);
                false
            }
            None => true,
        });
    }

    fn queued(&self) -> usize {
        self.take.len()
    }

    fn clear(&mut self, id: WorkerId, may: &mut dyn FnMut() -> bool) -> bool {
        let Some(cleared) = self.desk(id).and_then(|desk| desk.clear(may)) else { return false };
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
        self.desk(id)?.entry()
    }

    fn start_worker(&mut self, id: WorkerId) -> io::Result<Member> {
        let desk = Arc::new(Desk::new(&self.budget));
        let slot = desk.slot.clone();
        let (results, stop, wake) = (self.results.clone(), self.stop.clone(), self.wake.clone());
        let outbox = Outbox::new(self.scan, id, results, stop, wake, self.budget.clone());
        let unsent = outbox.unsent();
        let worker = Worker {
            shared: self.shared.clone(),
            take: self.take.clone(),
            stop: self.stop.clone(),
            desk: desk.clone(),
            budget: self.budget.clone(),
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
        self.desks.push((id, desk));
        let seen = (Beat::default(), Instant::now());
        let thread = Some(thread);
        Ok(Member { id, thread, slot, unsent, seen, is_cleared: false, is_replaced: false })
    }
}
