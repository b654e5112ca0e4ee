//! The stop event of one scan: a flag to look at between two entries, and a channel to wait on.

use crossbeam_channel::{Receiver, Sender, bounded};
use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Held by the scan's owner; dropping it stops too.
#[derive(Debug)]
pub(super) struct Stopper {
    flag: Arc<AtomicBool>,
    /// Nothing is ever sent: dropping the only sender closes the channel, which wakes every thread that waits on it.
    open: Option<Sender<Infallible>>,
}

/// Held by each worker.
#[derive(Debug, Clone)]
pub(super) struct StopEvent {
    flag: Arc<AtomicBool>,
    closed: Receiver<Infallible>,
}

/// A new event, not set.
pub(super) fn stop_event() -> (Stopper, StopEvent) {
    let (sender, closed) = bounded(0);
    let flag = Arc::new(AtomicBool::new(false));
    (Stopper { flag: flag.clone(), open: Some(sender) }, StopEvent { flag, closed })
}

impl Stopper {
    /// Sets the event, for good.
    pub(super) fn stop(&mut self) {
        // Relaxed: the flag guards no other data, it only has to arrive; the channel's closing is the wake-up.
        self.flag.store(true, Ordering::Relaxed);
        self.open = None;
    }
}

impl Drop for Stopper {
    fn drop(&mut self) {
        self.stop();
    }
}

impl StopEvent {
    /// Whether it is set: one load, for every entry.
    #[inline]
    pub(super) fn is_set(&self) -> bool {
        self.flag.load(Ordering::Relaxed)
    }

    /// Sets the event for workers that look between two entries; those that wait are woken by the [`Stopper`] only. For a worker that finds a reason to stop.
    pub(super) fn trip(&self) {
        self.flag.store(true, Ordering::Relaxed);
    }

    /// A channel that becomes ready (closed) when the event is set.
    pub(super) fn channel(&self) -> &Receiver<Infallible> {
        &self.closed
    }
}
