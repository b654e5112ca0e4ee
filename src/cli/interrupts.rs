//! Ctrl+C: the first ends what is going on, which is the reading, the filter and the order, or the writing; the next one what comes
//! then; the third ends the program.

use super::report::Report;
use super::signals;
use crate::export::Progress;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

/// How long the main thread may take to end a writing that was cancelled. It can't look while a write blocks.
const PATIENCE: Duration = Duration::from_secs(1);

/// Counts them.
#[derive(Default, Clone)]
pub(super) struct Interrupts {
    count: Arc<AtomicU32>,
    /// What the second one cancels while the main thread is busy writing.
    writing: Arc<Mutex<Option<Progress>>>,
}

impl Interrupts {
    /// Counts from now on; `ring` is called at each.
    pub(super) fn listen(ring: impl Fn() + Send + 'static) -> Interrupts {
        let interrupts = Interrupts::default();
        let counting = interrupts.clone();
        signals::listen(move || {
            let before = counting.count.fetch_add(1, Ordering::Relaxed);
            if let Some(writing) = &*counting.writing.lock().unwrap_or_else(PoisonError::into_inner) {
                writing.cancel();
                end_soon();
            }
            if before >= 2 {
                std::process::exit(super::Exit::Stopped as i32);
            }
            ring();
        });
        interrupts
    }

    /// How many there were.
    pub(super) fn count(&self) -> u32 {
        self.count.load(Ordering::Relaxed)
    }

    /// From now on they cancel this writing.
    pub(super) fn cancels(&self, writing: Progress) {
        *self.writing.lock().unwrap_or_else(PoisonError::into_inner) = Some(writing);
    }
}

/// Ends the program when the main thread hasn't. Nothing is lost by that: what it writes is no longer wanted.
fn end_soon() {
    let end = || {
        thread::sleep(PATIENCE);
        Report::default().failed("stopped while its output was not being read");
        std::process::exit(super::Exit::Stopped as i32);
    };
    // Without the thread the third Ctrl+C still ends the program.
    let _ = thread::Builder::new().name("interrupt".to_owned()).spawn(end);
}
