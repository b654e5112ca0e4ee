//! Cancelling a job.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Asks a job to end early, because its result is no longer needed. Clones share one flag; the job looks at it between its steps.
#[derive(Debug, Clone, Default)]
pub struct Cancel(Arc<CancelState>);

#[derive(Debug, Default)]
struct CancelState {
    is_set: AtomicBool,
    #[cfg(test)]
    looks: looks::Looks,
}

impl Cancel {
    /// Sets it, for good.
    pub fn set(&self) {
        // Relaxed: it guards no data, it only has to arrive.
        self.0.is_set.store(true, Ordering::Relaxed);
    }

    /// Whether it is set.
    #[inline]
    pub fn is_set(&self) -> bool {
        #[cfg(test)]
        if self.0.looks.is_the_last() {
            self.set();
        }
        self.0.is_set.load(Ordering::Relaxed)
    }
}

/// For tests of those who look at it: how often they do, and an event that comes between two looks.
#[cfg(test)]
mod looks {
    use super::{Cancel, CancelState};
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU64, Ordering};

    #[derive(Debug, Default)]
    pub(super) struct Looks {
        count: AtomicU64,
        last: Option<u64>,
    }

    impl Looks {
        pub(super) fn is_the_last(&self) -> bool {
            let before = self.count.fetch_add(1, Ordering::Relaxed);
            self.last.is_some_and(|last| before >= last)
        }
    }

    impl Cancel {
        /// One that is set when it was looked at so often.
        pub fn after(looks: u64) -> Cancel {
            let looks = Looks { last: Some(looks), ..Looks::default() };
            Cancel(Arc::new(CancelState { looks, ..CancelState::default() }))
        }

        /// How often it was looked at.
        pub fn looks(&self) -> u64 {
            self.0.looks.count.load(Ordering::Relaxed)
        }
    }
}
