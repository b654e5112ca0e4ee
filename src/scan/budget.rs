//! The memory of what a scan has still to do and of what waits to be taken in: all that grows with the tree and is not in the sheet.
//!
//! Sub-folders that are remembered can be as many as a folder has names, and a window that is busy takes nothing in for a while. So
//! workers count both, and leave when they are more than the sheet leaves of what was set aside. The scan's owner says how much that
//! is, each time it has taken something in: a full queue on top of a full sheet would otherwise take twice as much.

use super::stop::StopEvent;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

/// Bytes that may always be pending: with less nothing could be read, and a bound of 0 would find nothing at all.
pub(super) const ALWAYS: u64 = 256 * 1024;

/// Bytes that a worker may be off, either way, so that counting costs nothing.
const LEEWAY: i64 = 16 * 1024;

/// Shared by the workers of a scan. Relaxed everywhere: it counts, and guards no data.
#[derive(Debug)]
pub(super) struct Budget {
    /// What the sheet leaves, never less than [`ALWAYS`].
    left: AtomicU64,
    pending: AtomicI64,
    /// What was pending when it was too much; 0 while it is not.
    spent: AtomicU64,
    stop: StopEvent,
}

impl Budget {
    pub(super) fn new(memory: u64, stop: StopEvent) -> Budget {
        Budget {
            left: AtomicU64::new(memory.max(ALWAYS)),
            pending: AtomicI64::new(0),
            spent: AtomicU64::new(0),
            stop,
        }
    }

    /// From now on so many bytes may be pending.
    pub(super) fn set_left(&self, bytes: u64) {
        self.left.store(bytes.max(ALWAYS), Ordering::Relaxed);
    }

    /// Bytes that are pending now.
    pub(super) fn pending(&self) -> u64 {
        self.pending.load(Ordering::Relaxed).try_into().unwrap_or(0)
    }

    /// How many there were when they were too many, so that the workers left.
    pub(super) fn spent(&self) -> Option<u64> {
        Some(self.spent.load(Ordering::Relaxed)).filter(|&spent| spent > 0)
    }

    /// Counts bytes that came, or went.
    pub(super) fn add(&self, bytes: i64) {
        let now = self.pending.fetch_add(bytes, Ordering::Relaxed) + bytes;
        let now = u64::try_from(now).unwrap_or(0);
        if bytes > 0 && now > self.left.load(Ordering::Relaxed) {
            self.spent.store(now, Ordering::Relaxed);
            self.stop.trip();
        }
    }
}

/// One worker's count, that it tells now and then.
#[derive(Debug, Default)]
pub(super) struct WorkerCount(i64);

impl WorkerCount {
    /// Counts bytes that came, or went.
    #[inline]
    pub(super) fn add(&mut self, bytes: i64, budget: &Budget) {
        self.0 += bytes;
        if self.0.abs() > LEEWAY {
            budget.add(std::mem::take(&mut self.0));
        }
    }
}
