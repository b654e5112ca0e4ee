//! Charts of what is shown, made on the thread `charts` while they are on screen.

use super::Session;
use super::derived::{Derived, Query, Throttle};
use super::job_thread::Job;
use super::summing::links_version;
use crate::model::{Cancel, Column, Failure, RowSet, Wake};
use crate::store::Sheet;
use crate::view::charts::{ChartRows, Charts, TIMES};
use crate::view::{CountLinks, Now, Spec, View};
use std::sync::Arc;
use std::time::Duration;

/// New rows are in the charts after so long where counting them is quick: bars that jump can't be read. Else it takes a third of the time.
const THROTTLE: Throttle = Throttle { refresh: Duration::from_millis(1000), pause: 2 };

/// The charts of what a view shows.
#[derive(Clone)]
struct ChartQuery {
    spec: Spec,
    /// `None` is all of those covered.
    rows: Option<Arc<RowSet>>,
    covers: u32,
    count: CountLinks,
    /// As in the sums.
    links: u32,
    times: Column,
}

impl Query for ChartQuery {
    type Made = Charts;

    fn is_answered_by(&self, other: &ChartQuery) -> bool {
        let set = |query: &ChartQuery| query.rows.as_ref().map(Arc::as_ptr);
        self.is_like(other)
            && set(self) == set(other)
            && (self.covers, self.links) == (other.covers, other.links)
    }

    /// The order of the rows is nothing to a chart.
    fn is_like(&self, other: &ChartQuery) -> bool {
        self.spec.shows_rows_of(&other.spec) && self.count == other.count && self.times == other.times
    }
}

struct MakeCharts {
    sheet: Sheet,
    rows: ChartRows,
}

impl Job for MakeCharts {
    type Kept = ();
    type Made = Charts;

    fn run(self, (): &mut (), cancel: &Cancel) -> Option<Charts> {
        Charts::make(&self.sheet, self.rows, &Now::here(), cancel)
    }
}

/// The last charts, and what is being made.
pub(super) struct Charting {
    /// Which times years are of.
    times: Column,
    derived: Derived<ChartQuery, MakeCharts>,
}

impl Session {
    /// Charts of what is shown; `None` before the first ones were made, which is not before [`super::Command::ShowCharts`]. As long as they
    /// are shown they follow the sheet, the filter and the narrowing.
    pub fn charts(&self) -> Option<&Arc<Charts>> {
        self.charting.derived.made()
    }

    /// Which times [`super::Command::ChartTimes`] asked for last. The charts are by others until they are counted.
    pub fn chart_times(&self) -> Column {
        self.charting.times
    }

    /// The charts of what is shown, by all times, for which it waits; `None` if that was cancelled.
    pub fn count_charts(&self, cancel: &Cancel) -> Option<Charts> {
        let rows = ChartRows::by(self.viewing.view(), self.summing.count(), &TIMES);
        Charts::make(&self.sheet, rows, &Now::here(), cancel)
    }

    /// Why the charts are missing or do not follow the sheet, if making them failed. It is tried again.
    pub fn charts_failure(&self) -> Option<&Failure> {
        self.charting.derived.last_failure()
    }
}

impl Charting {
    pub(super) fn new(wake: Wake) -> Charting {
        Charting { times: TIMES[0], derived: Derived::new("charts", wake, THROTTLE).unwanted() }
    }

    /// Whether they are on screen. While they are not, none are made.
    pub(super) fn show(&mut self, is_wanted: bool) {
        self.derived.want(is_wanted);
    }

    /// Asks for years of other times.
    pub(super) fn set_times(&mut self, times: Column) {
        self.times = times;
    }

    /// The sheet was emptied, or rows were taken out of it.
    pub(super) fn start_over(&mut self) {
        self.derived.forget();
    }

    /// Takes finished charts and begins the next; returns the time until they may be begun.
    pub(super) fn tick(&mut self, sheet: &Sheet, view: &View, count: CountLinks) -> Option<Duration> {
        let derived = self.derived.wanted()?;
        let rows = view.row_set().cloned();
        let (times, links) = (self.times, links_version(sheet, count));
        let query = ChartQuery { spec: view.spec.clone(), rows, covers: view.covers, count, links, times };
        let job = |_: Option<&Arc<Charts>>| MakeCharts {
            sheet: sheet.clone(),
            rows: ChartRows::by(view, count, &[times]),
        };
        derived.tick(&query, job)
    }
}
