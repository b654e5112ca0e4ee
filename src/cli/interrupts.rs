//! Ctrl+C: the first ends the reading, the second the writing, the third the program.

use crate::session::Progress;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// Counts them.
#[derive(Default, Clone)]
pub(super) struct Interrupts {
    count: Arc<AtomicU32>,
    /// What the second one cancels while the main thread is busy writing.
    writing: Arc<Mutex<Option<Progress>>>,
}

impl Interrupts {
    /// Counts from now on; `ring` is called at each. Where the system refuses a handler, Ctrl+C ends the program as usual.
    pub fn listen(ring: impl Fn() + Send + 'static) -> Interrupts {
        let interrupts = Interrupts::default();
        let counting = interrupts.clone();
        let _ = ctrlc::set_handler(move || {
            let before = counting.count.fetch_add(1, Ordering::Relaxed);
            if let Some(writing) = &*counting.writing.lock().unwrap_or_else(PoisonError::into_inner) {
                writing.cancel();
            }
            if before >= 2 {
                std::process::exit(super::Exit::Stopped as i32);
            }
            ring();
        });
        interrupts
    }

    /// How many there were.
    pub fn count(&self) -> u32 {
        self.count.load(Ordering::Relaxed)
    }

    /// From now on they cancel this writing.
    pub fn cancels(&self, writing: Progress) {
        *self.writing.lock().unwrap_or_else(PoisonError::into_inner) = Some(writing);
    }
}
