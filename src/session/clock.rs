//! How long folders have been read, pauses left out.

use std::time::{Duration, Instant, SystemTime};

/// A clock that runs while something is read.
#[derive(Debug, Clone, Default)]
pub(super) struct ReadingClock {
    before: Duration,
    since: Option<Instant>,
    /// When it was halted last.
    halted: Option<SystemTime>,
}

impl ReadingClock {
    /// Runs it or halts it.
    pub(super) fn set_running(&mut self, running: bool) {
        match (running, self.since) {
            (true, None) => self.since = Some(Instant::now()),
            (false, Some(since)) => {
                self.before += since.elapsed();
                self.since = None;
                self.halted = Some(SystemTime::now());
            }
            _ => {}
        }
    }

    /// Time that it ran.
    pub(super) fn elapsed(&self) -> Duration {
        self.before + self.since.map(|since| since.elapsed()).unwrap_or_default()
    }

    /// The moment up to which folders were read: when it was halted, or now; `None` if it never ran.
    pub(super) fn read_until(&self) -> Option<SystemTime> {
        if self.since.is_some() { Some(SystemTime::now()) } else { self.halted }
    }
}
