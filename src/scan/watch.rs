//! Watching the workers: which ones a drive holds, what they found before, and which ones take their place.

use super::member::{Member, REPLACED};
use super::node::Handles;
use super::outbox::NotYet;
use super::pool::Scan;
use super::sys;
use crate::model::{Event, RootId, WorkerId, name};
use std::time::{Duration, Instant};

/// A call that takes longer holds its worker, and what the worker found before is shown without it.
const HELD: Duration = Duration::from_millis(100);

/// Spare workers of a scan at most, so that a tree on a dead drive doesn't take threads without end.
const SPARES: usize = 32;

/// Workers that drives hold before what was put aside is tried again only after a pause.
const QUICK_TRIES: usize = 5;

/// What a worker reads now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkerReading {
    /// The worker.
    pub worker: WorkerId,
    /// The folder's path as the system's bytes, and how long ago the disk answered last; `None` while it waits for work.
    pub folder: Option<(Vec<u8>, Duration)>,
    /// The picked folder that it is of.
    pub root: Option<RootId>,
}

impl Scan {
    /// Finds out which workers the disk has answered since the last look. The backlog of one that it hasn't answered for 2 s is cleared, so that
    /// others go on with what has nothing to do with that; where none is free, a spare one starts. To be called every 100 ms or so, as
    /// ages are counted from here. Returns what such a worker had found, to be taken in before anything else is received.
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
        let is_busy = alive().filter(|member| member.slot.get().is_some()).count() > held;
        if is_busy || held == 0 || self.pool.queued() > 0 || !self.results.is_empty() {
            self.stuck = None;
        } else {
            self.stuck.get_or_insert_with(Instant::now);
        }
        if is_busy {
            return;
        }
        let doublings = held.saturating_sub(QUICK_TRIES).min(6) as u32;
        let pause = if doublings == 0 { Duration::ZERO } else { REPLACED * 2u32.pow(doublings) };
        if self.tried.is_none_or(|at| at.elapsed() >= pause) && self.pool.give_back() {
            self.tried = Some(Instant::now());
        }
    }

    /// For how long nothing has been done but to wait for drives that hold workers; `None` if something is done.
    pub fn stuck_for(&self) -> Option<Duration> {
        self.stuck.map(|since| since.elapsed())
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
    pub fn reading(&self) -> Vec<WorkerReading> {
        let alive = self.members.iter().filter(|member| member.is_alive());
        let root = |member: &Member| member.slot.get().map(|place| place.root);
        let reading = |member: &Member| WorkerReading {
            worker: member.id,
            folder: self.place_of(member),
            root: root(member),
        };
        alive.map(reading).collect()
    }

    /// The path of what a worker reads, and how long ago the disk answered it.
    fn place_of(&self, member: &Member) -> Option<(Vec<u8>, Duration)> {
        let mut path = member.slot.get()?.path();
        // Other workers move on too fast for the name to be of use.
        if member.is_held()
            && let Some(entry) = self.pool.entry(member.id)
        {
            name::push_part(&mut path, &entry);
        }
        Some((path, member.waits()))
    }
}
