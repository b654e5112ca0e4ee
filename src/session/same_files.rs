//! The names of one file, found on the thread `links` where the source reports no link counts: once the reading has ended, as any later row
//! could be another name of an earlier one.

use super::Session;
use super::derived::{Derived, Query, Throttle};
use super::job_thread::Job;
use crate::model::{Cancel, Wake};
use crate::store::{FoundSameFiles, Sheet};
use crate::view::find_same_files;
use std::time::Duration;

/// Those of the rows of a sheet.
#[derive(Clone, PartialEq, Eq)]
struct LinkQuery {
    sheets: u64,
    rows: u32,
}

impl Query for LinkQuery {
    type Made = FoundSameFiles;

    fn is_answered_by(&self, other: &LinkQuery) -> bool {
        self == other
    }

    fn is_like(&self, other: &LinkQuery) -> bool {
        self == other
    }
}

struct FindSameFiles(Sheet);

impl Job for FindSameFiles {
    type Kept = ();
    type Made = FoundSameFiles;

    fn run(self, (): &mut (), cancel: &Cancel) -> Option<FoundSameFiles> {
        find_same_files(&self.0, cancel)
    }
}

/// The search that runs.
pub(super) struct Linking {
    derived: Derived<LinkQuery, FindSameFiles>,
}

impl Linking {
    pub(super) fn new(wake: Wake) -> Linking {
        Linking { derived: Derived::new("links", wake, Throttle::default()) }
    }

    /// The rows have other numbers, or are others.
    pub(super) fn start_over(&mut self) {
        self.derived.forget();
    }
}

impl Session {
    /// Whether names of one file are still searched for: until then a file may count once for each.
    pub(super) fn awaits_same_files(&self) -> bool {
        let query = self.link_query();
        self.is_settled()
            && !self.sheet.are_same_files_known()
            && self.linking.derived.failure(&query).is_none()
    }

    /// Takes in what was found, or begins the search; returns the time until that may be begun again.
    pub(super) fn tick_linking(&mut self) -> Option<Duration> {
        if !self.is_settled() || self.sheet.knows_same_files() {
            self.linking.derived.cancel();
            return None;
        }
        let query = self.link_query();
        let wait = self.linking.derived.tick(&query, |_| FindSameFiles(self.sheet.clone()));
        self.take_same_files();
        wait
    }

    /// Makes here what no thread could be started for. Waits for it.
    pub(super) fn link_here(&mut self) {
        let query = self.link_query();
        self.linking.derived.make_here(&query, |_| FindSameFiles(self.sheet.clone()));
        self.take_same_files();
    }

    fn take_same_files(&mut self) {
        if let Some(found) = self.linking.derived.answer(&self.link_query()) {
            self.sheet.take_same_files(found);
            self.linking.derived.forget();
        }
    }

    fn link_query(&self) -> LinkQuery {
        LinkQuery { sheets: self.sheets, rows: self.sheet.rows.len() }
    }
}
