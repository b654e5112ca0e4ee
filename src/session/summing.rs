//! The sums of what is shown and of what is selected, made on threads of their own.

use super::derived::{Derived, Query, Throttle};
use super::job_thread::Job;
use crate::model::{Cancel, Renumbered, RowSet, Wake};
use crate::store::Sheet;
use crate::view::{self, CountLinks, Spec, Totals, View};
use std::sync::Arc;
use std::time::Duration;

/// The sums of a sheet that grows are made anew after so long where that is quick, and else so often that it takes a third of the time.
const THROTTLE: Throttle = Throttle { refresh: Duration::from_millis(250), pause: 2 };

/// Which rows are summed, and how.
#[derive(Debug, Clone)]
struct SumQuery {
    /// `None` is all of those covered.
    rows: Option<Arc<RowSet>>,
    covers: u32,
    count: CountLinks,
    /// [`SameFiles::version`](crate::store::SameFiles::version); 0 where each name counts.
    links: u32,
    /// What shows them; `None` for a selection.
    spec: Option<Spec>,
}

impl SumQuery {
    fn has_rows_of(&self, other: &SumQuery) -> bool {
        let set = |query: &SumQuery| query.rows.as_ref().map(Arc::as_ptr);
        set(self) == set(other)
    }
}

impl Query for SumQuery {
    type Made = Totals;

    fn is_answered_by(&self, other: &SumQuery) -> bool {
        self.has_rows_of(other)
            && (self.covers, self.count, self.links) == (other.covers, other.count, other.links)
    }

    fn is_like(&self, other: &SumQuery) -> bool {
        let is_shown_alike = match (&self.spec, &other.spec) {
            (Some(a), Some(b)) => a.shows_rows_of(b),
            _ => self.has_rows_of(other),
        };
        is_shown_alike && self.count == other.count
    }
}

struct Sum {
    sheet: Sheet,
    query: SumQuery,
}

impl Job for Sum {
    type Kept = ();
    type Made = Totals;

    fn run(self, (): &mut (), cancel: &Cancel) -> Option<Totals> {
        let SumQuery { rows, covers, count, .. } = &self.query;
        view::sum(&self.sheet, *covers, rows.as_ref(), *count, cancel)
    }
}

/// Both sums, and how files with several names count in them.
pub(super) struct Summing {
    count: CountLinks,
    shown: Derived<SumQuery, Sum>,
    selection: Derived<SumQuery, Sum>,
    selected: Arc<RowSet>,
    /// The sums of what is shown, where they need no work.
    all: Option<Totals>,
    /// What is shown, as of the last tick.
    query: Option<SumQuery>,
    /// As in a query, as of the last tick.
    links: u32,
}

impl Summing {
    pub(super) fn new(wake: &Wake) -> Summing {
        Summing {
            count: CountLinks::default(),
            shown: Derived::new("sum", wake.clone(), THROTTLE),
            selection: Derived::new("sum-selected", wake.clone(), THROTTLE),
            selected: Arc::default(),
            all: None,
            query: None,
            links: 0,
        }
    }

    /// How files with several names count.
    pub(super) fn count(&self) -> CountLinks {
        self.count
    }

    /// Lets them count so.
    pub(super) fn set_count(&mut self, count: CountLinks) {
        self.count = count;
    }

    /// Other rows are selected.
    pub(super) fn selected(&mut self, rows: Arc<RowSet>) {
        self.selected = rows;
    }

    /// The sheet was emptied.
    pub(super) fn start_over(&mut self) {
        self.shown.forget();
        self.selection.forget();
        self.selected = Arc::default();
    }

    /// Rows were taken out of the sheet.
    pub(super) fn renumbered(&mut self, by: &Renumbered) {
        self.shown.forget();
        self.selection.forget();
        self.selected = Arc::new(by.set(&self.selected));
    }

    /// The sums of the selection; `None` while they are being worked out. Once names of one file are found, those without that for a moment.
    pub(super) fn selection(&self) -> Option<Totals> {
        if self.selected.is_empty() {
            return Some(Totals::default());
        }
        self.selection.recent(&self.selection_query()).map(|totals| **totals)
    }

    /// The sums of what is shown, in a growing sheet those of a moment ago; `None` while they are being worked out.
    pub(super) fn shown(&self) -> Option<Totals> {
        self.all.or_else(|| self.shown.recent(self.query.as_ref()?).map(|totals| **totals))
    }

    /// Keeps both up with the sheet.
    pub(super) fn tick(&mut self, sheet: &Sheet, view: &View) -> Option<Duration> {
        let (rows, covers, count) = (view.row_set().cloned(), view.covers, self.count);
        let links = links_version(sheet, count);
        self.links = links;
        self.all = (rows.is_none() && count == CountLinks::EachName).then(|| Totals {
            rows: covers.into(),
            files: sheet.totals.files,
            bytes: sheet.totals.bytes,
            allocated: sheet.totals.allocated,
            unknown: sheet.totals.unknown,
            largest: sheet.totals.largest,
        });
        let query = SumQuery { rows, covers, count, links, spec: Some(view.spec.clone()) };
        let shown =
            if self.all.is_some() || covers == 0 { None } else { tick(&mut self.shown, sheet, &query) };
        self.query = Some(query);
        let query = self.selection_query();
        let selection =
            if self.selected.is_empty() { None } else { tick(&mut self.selection, sheet, &query) };
        shown.into_iter().chain(selection).min()
    }

    fn selection_query(&self) -> SumQuery {
        let rows = Some(self.selected.clone());
        SumQuery { rows, covers: u32::MAX, count: self.count, links: self.links, spec: None }
    }
}

/// What tells apart two states of a sheet in which the same files count so, but not the same number of names.
pub(super) fn links_version(sheet: &Sheet, count: CountLinks) -> u32 {
    if count == CountLinks::Once { sheet.same_files.version() } else { 0 }
}

fn tick(sums: &mut Derived<SumQuery, Sum>, sheet: &Sheet, query: &SumQuery) -> Option<Duration> {
    sums.tick(query, |_| Sum { sheet: sheet.clone(), query: query.clone() })
}
