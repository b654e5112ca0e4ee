//! Sums that several threads add to and that stop at the largest number, instead of beginning again at 0.

use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

/// Adds to a sum. Relaxed: it comes out the same in any order, and is read when the threads are done.
pub(super) fn add(sum: &AtomicU64, more: u64) {
    let mut old = sum.load(Relaxed);
    while let Err(now) = sum.compare_exchange_weak(old, old.saturating_add(more), Relaxed, Relaxed) {
        old = now;
    }
}
