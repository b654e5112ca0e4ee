//! Paths that were picked together. All are looked at before the first is read, so that each walk knows what else was picked.
//!
//! A drive may not answer the look at one of them. Then the others go on without it after a while, and it is taken as picked later.

use super::root_state::RootState;
use super::roots::Resolved;
use crate::model::Request;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How long the others wait when no look comes to its end and all have begun: then drives hold them.
const PATIENCE: Duration = Duration::from_secs(1);

/// The same where some have not even begun. A spare worker begins with them after 2 s.
const PATIENCE_TO_BEGIN: Duration = Duration::from_secs(4);

/// One of them, looked at or not.
pub(super) struct Looked {
    pub request: Request,
    pub root: Arc<RootState>,
    /// `None` if it can't be looked at: opening it will say why.
    pub resolved: Option<Resolved>,
}

/// Picked paths that wait for each other.
pub(super) struct Group(Mutex<Slots>);

struct Slots {
    /// In the order of picking; taken when released.
    looked: Vec<Option<Looked>>,
    /// How many looks are under way or still to be done.
    left: usize,
    begun: usize,
    /// When the last one came to its end.
    since: Instant,
    is_released: bool,
}

impl Group {
    pub(super) fn new(size: usize) -> Group {
        let looked = (0..size).map(|_| None).collect();
        Group(Mutex::new(Slots { looked, left: size, begun: 0, since: Instant::now(), is_released: false }))
    }

    /// A look begins.
    pub(super) fn begin(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).begun += 1;
    }

    /// One is looked at; returns those that may be read now, in the order of picking.
    pub(super) fn looked(&self, at: usize, looked: Looked) -> Vec<Looked> {
        let mut slots = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if slots.is_released {
            return vec![looked];
        }
        slots.looked[at] = Some(looked);
        slots.left -= 1;
        slots.since = Instant::now();
        if slots.left > 0 { Vec::new() } else { slots.release() }
    }

    /// Those that may go on without the others, after having waited for long; `None` while they wait.
    pub(super) fn overdue(&self) -> Option<Vec<Looked>> {
        let mut slots = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if slots.is_released {
            return Some(Vec::new());
        }
        let have_begun = slots.begun >= slots.looked.len();
        let patience = if have_begun { PATIENCE } else { PATIENCE_TO_BEGIN };
        (slots.since.elapsed() > patience).then(|| slots.release())
    }
}

impl Slots {
    fn release(&mut self) -> Vec<Looked> {
        self.is_released = true;
        self.looked.drain(..).flatten().collect()
    }
}
