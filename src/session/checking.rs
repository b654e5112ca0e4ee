//! The check of names, made on the thread `names` while one is wanted. What it says of rows goes with the sheet.

use super::Session;
use super::derived::{Derived, Query, Throttle};
use super::job_thread::Job;
use crate::model::{Cancel, CheckWish, Checked, Failure, Wake};
use crate::store::Sheet;
use crate::view::check::NameCheck;
use std::sync::Arc;
use std::time::Duration;

/// New rows are checked after so long where that is quick, else so often that it takes a quarter of the time.
const THROTTLE: Throttle = Throttle { refresh: Duration::from_secs(1), pause: 3 };

/// A check of the sheet at a moment.
#[derive(Clone)]
struct CheckQuery {
    wish: Arc<CheckWish>,
    covers: u32,
    folders: u32,
}

impl Query for CheckQuery {
    type Made = NameCheck;

    fn is_answered_by(&self, other: &CheckQuery) -> bool {
        self.is_like(other) && self.covers == other.covers && self.folders == other.folders
    }

    fn is_like(&self, other: &CheckQuery) -> bool {
        self.wish == other.wish
    }
}

struct Check {
    sheet: Sheet,
    wish: Arc<CheckWish>,
}

impl Check {
    fn new(sheet: &Sheet, wish: &Arc<CheckWish>) -> Check {
        Check { sheet: sheet.clone(), wish: wish.clone() }
    }
}

impl Job for Check {
    type Kept = ();
    type Made = NameCheck;

    fn run(self, (): &mut (), cancel: &Cancel) -> Option<NameCheck> {
        NameCheck::make(&self.sheet, &self.wish, cancel)
    }
}

/// The last check, and the one that is being made.
pub(super) struct Checking {
    /// Shared: it goes into a query several times a frame.
    wish: Option<Arc<CheckWish>>,
    derived: Derived<CheckQuery, Check>,
}

impl Session {
    /// What the names are checked for; `None` while they are not.
    pub fn check_wish(&self) -> Option<&CheckWish> {
        self.checking.wish.as_deref()
    }

    /// What the check that was asked for last has found; `None` before it is made. It may be of fewer rows than there are: as long as it
    /// is wanted it follows the sheet.
    pub fn name_check(&self) -> Option<&Arc<NameCheck>> {
        let query = self.checking.query(&self.sheet)?;
        self.checking.derived.recent(&query)
    }

    /// Whether that is of all rows that there are.
    pub fn is_name_check_whole(&self) -> bool {
        let query = self.checking.query(&self.sheet);
        query.is_some_and(|query| self.checking.derived.answer(&query).is_some())
    }

    /// Why the check is missing or does not follow the sheet, if making it failed. It is tried again.
    pub fn name_check_failure(&self) -> Option<&Failure> {
        self.checking.derived.last_failure()
    }
}

impl Checking {
    pub(super) fn new(wake: Wake) -> Checking {
        Checking { wish: None, derived: Derived::new("names", wake, THROTTLE).unwanted() }
    }

    /// What names are to be checked for, or that they are no longer to be.
    pub(super) fn want(&mut self, wish: Option<CheckWish>) {
        self.derived.want(wish.is_some());
        if wish.is_none() {
            self.derived.forget();
        }
        self.wish = wish.map(Arc::new);
    }

    /// The rows have other numbers, or are others.
    pub(super) fn start_over(&mut self) {
        self.derived.forget();
    }

    /// Takes in a finished check, gives it to the sheet, and begins the next one; returns the time until that may be begun.
    pub(super) fn tick(&mut self, sheet: &mut Sheet) -> Option<Duration> {
        let query = self.query(sheet);
        let wait = query.as_ref().and_then(|query| {
            let job = |_: Option<&Arc<NameCheck>>| Check::new(sheet, &query.wish);
            self.derived.tick(query, job)
        });
        self.give(sheet);
        wait
    }

    /// Makes here what no thread could be started for. Waits for it.
    pub(super) fn catch_up(&mut self, sheet: &mut Sheet) {
        if let Some(query) = self.query(sheet) {
            self.derived.make_here(&query, |_| Check::new(sheet, &query.wish));
            self.give(sheet);
        }
    }

    fn give(&self, sheet: &mut Sheet) {
        let made = self.query(sheet).and_then(|query| self.derived.recent(&query).cloned());
        sheet.checked = made.map(|made| made as Arc<dyn Checked>);
    }

    fn query(&self, sheet: &Sheet) -> Option<CheckQuery> {
        let (covers, folders) = (sheet.rows.len(), sheet.folders.known());
        self.wish.clone().map(|wish| CheckQuery { wish, covers, folders })
    }
}
