//! How many rows of the sheet match certain filters, counted on the thread `count` while somebody looks at the numbers.

use super::Session;
use super::derived::{Derived, Query, Throttle};
use super::job_thread::Job;
use crate::model::{Cancel, Wake};
use crate::store::Sheet;
use crate::view::{self, Filter};
use std::sync::Arc;
use std::time::Duration;

/// A growing sheet is counted anew after so long where that is quick, else so often that it takes a fifth of the time: nothing else waits
/// for these numbers.
const THROTTLE: Throttle = Throttle { refresh: Duration::from_secs(1), pause: 4 };

/// The filters, and how many rows there were.
#[derive(Debug, Clone)]
struct CountQuery {
    filters: Arc<[Filter]>,
    covers: u32,
    /// [`SameFiles::version`](crate::store::SameFiles::version).
    links: u32,
}

impl Query for CountQuery {
    type Made = Vec<u64>;

    fn is_answered_by(&self, other: &CountQuery) -> bool {
        self.is_like(other) && (self.covers, self.links) == (other.covers, other.links)
    }

    fn is_like(&self, other: &CountQuery) -> bool {
        self.filters == other.filters
    }
}

struct Count {
    sheet: Sheet,
    filters: Arc<[Filter]>,
}

impl Job for Count {
    type Kept = ();
    type Made = Vec<u64>;

    fn run(self, (): &mut (), cancel: &Cancel) -> Option<Vec<u64>> {
        view::count_matches(&self.sheet, &self.filters, cancel)
    }
}

/// The counts that were made last, and the next ones in the making.
pub(super) struct Counting {
    /// Empty while it isn't shown.
    filters: Arc<[Filter]>,
    derived: Derived<CountQuery, Count>,
}

impl Counting {
    pub(super) fn new(wake: Wake) -> Counting {
        Counting { filters: Arc::default(), derived: Derived::new("count", wake, THROTTLE).unwanted() }
    }

    /// Asks for the counts of these filters.
    pub(super) fn count(&mut self, filters: Arc<[Filter]>) {
        self.derived.want(!filters.is_empty());
        self.filters = filters;
    }

    /// The sheet is another one.
    pub(super) fn start_over(&mut self) {
        self.derived.forget();
    }

    /// Keeps the counts up with the sheet.
    pub(super) fn tick(&mut self, sheet: &Sheet) -> Option<Duration> {
        let derived = self.derived.wanted()?;
        let covers = sheet.rows.len();
        if covers == 0 {
            return None;
        }
        let query = CountQuery { filters: self.filters.clone(), covers, links: sheet.same_files.version() };
        derived.tick(&query, |_| Count { sheet: sheet.clone(), filters: query.filters.clone() })
    }
}

impl Session {
    /// How many rows match each filter of the last [`super::Command::CountMatches`], in its order, as of a moment ago. Until they are
    /// counted, the counts of the filters before, if these were as many; else `None`.
    pub fn match_counts(&self) -> Option<&[u64]> {
        let made = self.counting.derived.made()?;
        (made.len() == self.counting.filters.len()).then(|| made.as_slice())
    }
}
