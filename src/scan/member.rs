//! A worker as its scan's owner sees it: its thread, what it has found, and for how long a drive has held it.

use super::backlog::{Beat, Slot};
use super::outbox::{NotYet, Unsent};
use crate::model::{Batch, Event, WorkerId};
use crossbeam_channel::Receiver;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// After this long it is replaced, if work is waiting: other folders must not wait for a dead drive.
pub(super) const REPLACED: Duration = Duration::from_secs(2);

/// A worker as its scan's owner sees it.
pub(super) struct Member {
    pub id: WorkerId,
    /// `None` once joined.
    pub thread: Option<JoinHandle<Vec<Event>>>,
    pub slot: Arc<Slot>,
    pub unsent: Arc<Mutex<Unsent>>,
    /// How far it was when [`Scan::watch`](super::Scan::watch) last saw it elsewhere, and when that was.
    pub seen: (Beat, Instant),
    /// Whether its backlog was cleared while it waits for this answer.
    pub is_cleared: bool,
    /// Whether a spare worker was started because a drive holds this one.
    pub is_replaced: bool,
}

impl Member {
    pub(super) fn is_alive(&self) -> bool {
        self.thread.is_some()
    }

    /// For how long the drive has not answered.
    pub(super) fn waits(&self) -> Duration {
        self.seen.1.elapsed()
    }

    /// Whether it must be done without.
    pub(super) fn is_held(&self) -> bool {
        self.waits() > REPLACED && self.slot.get().is_some()
    }

    pub(super) fn take_late(&self, results: &Receiver<Event>) -> Result<Option<Box<Batch>>, NotYet> {
        let mut unsent = self.unsent.lock().unwrap_or_else(PoisonError::into_inner);
        unsent.take_late(|| results.is_empty())
    }
}
