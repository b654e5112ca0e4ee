//! What reading has to know of a sheet that is set aside and may come back, and the memory that such a sheet holds.

use super::{DiskReading, JOIN_LOOK, ReadingClock, WorkerStatus};
use crate::model::{Outcome, RootPhase, ScanOptions};
use crate::scan::Roots;
use crate::scan::sys::free_memory_beside;
use crate::store::Sheet;
use std::time::Duration;

/// What [`DiskReading`] knows of a sheet beside what is in it.
#[derive(Clone)]
pub(in crate::session) struct Bookkeeping {
    roots: Roots,
    given_up: Vec<WorkerStatus>,
    clock: ReadingClock,
    listed: Option<ScanOptions>,
}

/// The memory of a sheet that was set aside, for a reading that needs it.
#[derive(Default)]
pub(super) struct Reserve {
    bytes: u64,
    /// How much more the present scan may take without that sheet.
    room: u64,
    is_taken: bool,
}

impl Reserve {
    /// A scan begins that may take so much. Returns how much that is beside the sheet that was set aside.
    pub(super) fn begin(&mut self, memory: u64, is_limit: bool) -> u64 {
        if is_limit {
            // The limit is for everything that is kept.
            self.room = self.bytes.min(memory);
            memory - self.room
        } else {
            // Half of what is free; and so of what would be free.
            self.room = self.bytes / 2;
            memory
        }
    }

    /// How much more the present scan could take if the sheet that was set aside went.
    pub(super) fn room(&self) -> u64 {
        self.room
    }

    /// What a scan may take besides from now on: the sheet that was set aside goes.
    pub(super) fn take(&mut self) -> u64 {
        self.is_taken |= self.room > 0;
        std::mem::take(&mut self.room)
    }
}

impl DiskReading {
    /// The sheet as it is, and what belongs to it. What has not been read to its end in it counts as stopped.
    pub(in crate::session) fn set_aside(&self, sheet: &Sheet) -> (Sheet, Bookkeeping) {
        let mut sheet = sheet.clone();
        let mut kept = Bookkeeping {
            roots: self.roots.clone(),
            given_up: self.given_up.clone(),
            clock: self.clock.clone(),
            listed: self.listed.clone(),
        };
        kept.clock.set_running(false);
        let open: Vec<_> =
            sheet.roots.iter().filter(|root| root.phase.is_open()).map(|root| root.id).collect();
        for root in &open {
            kept.roots.ended(*root, Outcome::Incomplete);
        }
        sheet.roots.stopped(&open, &RootPhase::Stopped);
        (sheet, kept)
    }

    /// With which options the last scan of the sheet was started; `None` before the first.
    pub(in crate::session) fn listed(&self) -> Option<&ScanOptions> {
        self.listed.as_ref()
    }

    /// A sheet comes back that was set aside with this.
    pub(in crate::session) fn put_back(&mut self, kept: Bookkeeping) {
        Bookkeeping { roots: self.roots, given_up: self.given_up, clock: self.clock, listed: self.listed } =
            kept;
    }

    /// A sheet that was set aside takes so many bytes; 0 if there is none any more.
    pub(in crate::session) fn reserve(&mut self, bytes: u64) {
        self.memory = self.memory.saturating_add(self.reserve.take());
        self.reserve = Reserve { bytes, room: 0, is_taken: false };
    }

    /// Whether the sheet that was set aside has to go, because the present one needs its memory. Asks once.
    pub(in crate::session) fn takes_reserve(&mut self) -> bool {
        std::mem::take(&mut self.reserve.is_taken)
    }

    /// Something else than a scan begins to fill the sheet: it may take as much memory as a scan may.
    pub(in crate::session) fn begin_other(&mut self) {
        let free = || free_memory_beside(0).map(|free| free / 2);
        let memory = self.options.memory.or_else(free).unwrap_or(u64::MAX);
        self.memory = self.reserve.begin(memory, self.options.memory.is_some());
    }

    /// Whether a sheet that takes so much memory is to end here. The sheet that was set aside goes first.
    pub(in crate::session) fn is_over_memory(&mut self, taken: u64) -> bool {
        if taken > self.memory {
            self.memory += self.reserve.take();
        }
        taken > self.memory
    }

    /// What is left to do while something else fills the sheet. Returns when it must be called again.
    pub(in crate::session) fn tick_beside(&mut self) -> Option<Duration> {
        self.join_retired().then_some(JOIN_LOOK)
    }
}
