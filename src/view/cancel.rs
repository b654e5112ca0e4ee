//! The wish to end a job.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Ends a job that was overtaken. Clones are the same event.
#[derive(Debug, Clone, Default)]
pub struct Cancel(Arc<AtomicBool>);

impl Cancel {
    /// Sets it, for good.
    pub fn set(&self) {
        // Relaxed: it guards no data, it only has to arrive.
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether it is set.
    pub fn is_set(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
