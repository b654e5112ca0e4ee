//! Why other programs report other numbers, worked out on the thread `explain` while somebody looks.

use super::Session;
use super::derived::{Derived, Query, Throttle};
use super::job_thread::Job;
use crate::model::{Cancel, Counts, Failure, RootId, Volume, Wake};
use crate::scan::sys;
use crate::store::{SameFiles, Sheet};
use crate::view::explain::Facts;
use std::sync::Arc;
use std::time::Duration;

/// While folders are read the numbers may be this old: they are compared at the end.
const THROTTLE: Throttle = Throttle { refresh: Duration::from_secs(1), pause: 4 };

/// Of which rows and picked folders.
#[derive(Clone)]
struct ExplainQuery {
    covers: u32,
    counts: Counts,
    /// What is known of which rows are names of one file.
    links: SameFiles,
    roots: Arc<[RootId]>,
}

impl Query for ExplainQuery {
    type Made = Facts;

    fn is_answered_by(&self, other: &ExplainQuery) -> bool {
        self.is_like(other)
            && (self.covers, self.counts, self.links) == (other.covers, other.counts, other.links)
    }

    fn is_like(&self, other: &ExplainQuery) -> bool {
        self.roots == other.roots
    }
}

struct Explain {
    sheet: Sheet,
}

impl Job for Explain {
    type Kept = ();
    type Made = Facts;

    fn run(self, (): &mut (), cancel: &Cancel) -> Option<Facts> {
        facts(&self.sheet, cancel)
    }
}

fn facts(sheet: &Sheet, cancel: &Cancel) -> Option<Facts> {
    let mut volumes: Vec<Volume> = Vec::new();
    // What came with a file may be of another machine, and of another day.
    let here = sheet.roots.iter().filter(|root| !sheet.is_from_file(root.id));
    for volume in here.filter_map(|root| sys::volume(&root.path).ok()) {
        if volumes.iter().all(|known| known.id != volume.id) {
            volumes.push(volume);
        }
    }
    Facts::of(sheet, volumes, cancel)
}

/// The last facts, and what is being made.
pub(super) struct Explaining {
    derived: Derived<ExplainQuery, Explain>,
}

impl Session {
    /// What the sheet's sums are made of; `None` before it was worked out, which is not before [`super::Command::Explain`]. It is of the
    /// whole sheet, whatever is shown of it.
    pub fn explanation(&self) -> Option<&Arc<Facts>> {
        self.explaining.derived.made()
    }

    /// The same, for which it waits; `None` if cancelled.
    pub fn explain_now(&self, cancel: &Cancel) -> Option<Facts> {
        facts(&self.sheet, cancel)
    }

    /// Why the explanation is missing or out of date, if it could not be made. It is tried again.
    pub fn explanation_failure(&self) -> Option<&Failure> {
        self.explaining.derived.last_failure()
    }
}

impl Explaining {
    pub(super) fn new(wake: Wake) -> Explaining {
        Explaining { derived: Derived::new("explain", wake, THROTTLE).unwanted() }
    }

    /// Whether it is on screen. While it is not, none is made.
    pub(super) fn show(&mut self, is_wanted: bool) {
        self.derived.want(is_wanted);
    }

    /// The sheet was emptied, or rows were taken out of it.
    pub(super) fn start_over(&mut self) {
        self.derived.forget();
    }

    /// Takes in what was worked out and begins the next; returns the time until that may be.
    pub(super) fn tick(&mut self, sheet: &Sheet) -> Option<Duration> {
        let derived = self.derived.wanted()?;
        let roots = sheet.roots.iter().map(|root| root.id).collect();
        let query =
            ExplainQuery { covers: sheet.rows.len(), counts: sheet.totals, links: sheet.same_files, roots };
        derived.tick(&query, |_| Explain { sheet: sheet.clone() })
    }
}
