//! What is in the folders that are rows, added up on the thread `insides` while the window shows their sizes.

use super::derived::{Derived, Query, Throttle};
use super::job_thread::Job;
use super::known::known;
use crate::model::{Cancel, Wake};
use crate::store::Sheet;
use crate::view::Insides;
use std::sync::Arc;
use std::time::Duration;

/// As often as the tree, which costs the same.
const THROTTLE: Throttle = Throttle { refresh: Duration::from_millis(250), pause: 2 };

/// All rows at a moment.
#[derive(Clone, PartialEq, Eq)]
struct InsidesQuery {
    rows: u32,
    folders: u32,
    /// What else says how much of the sources was read.
    known: u64,
}

impl Query for InsidesQuery {
    type Made = Insides;

    fn is_answered_by(&self, other: &InsidesQuery) -> bool {
        self == other
    }

    fn is_like(&self, _other: &InsidesQuery) -> bool {
        true
    }
}

struct MakeInsides {
    sheet: Sheet,
    before: Option<Arc<Insides>>,
}

impl Job for MakeInsides {
    type Kept = ();
    type Made = Insides;

    fn run(self, (): &mut (), cancel: &Cancel) -> Option<Insides> {
        Insides::make(&self.sheet, self.before.as_deref(), cancel)
    }
}

/// What was added up last, and what is being added up.
pub(super) struct FolderInsides {
    derived: Derived<InsidesQuery, MakeInsides>,
}

impl FolderInsides {
    pub(super) fn new(wake: Wake) -> FolderInsides {
        FolderInsides { derived: Derived::new("insides", wake, THROTTLE).unwanted() }
    }

    /// What was added up last.
    pub(super) fn made(&self) -> Option<&Arc<Insides>> {
        self.derived.made()
    }

    /// Whether the window shows it. While it does not, nothing is added up.
    pub(super) fn show(&mut self, is_wanted: bool) {
        self.derived.want(is_wanted);
    }

    /// The sheet was emptied, or folders went from it.
    pub(super) fn start_over(&mut self) {
        self.derived.forget();
    }

    /// Takes in what was added up and begins anew; returns the time until that may be begun.
    pub(super) fn tick(&mut self, sheet: &Sheet) -> Option<Duration> {
        let derived = self.derived.wanted()?;
        let rows = sheet.rows.len();
        if u64::from(rows) == sheet.totals.files {
            return None;
        }
        let query = InsidesQuery { rows, folders: sheet.folders.known(), known: known(sheet) };
        derived.tick(&query, |before| MakeInsides { sheet: sheet.clone(), before: before.cloned() })
    }
}
