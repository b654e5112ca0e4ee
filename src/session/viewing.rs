//! What is shown: made on the thread `view` for the last filter and order that were asked for.

use super::derived::{Derived, Query, Throttle};
use super::job_thread::Job;
use crate::model::{Cancel, Checked, Failure, Wake, is_same_check};
use crate::store::Sheet;
use crate::view::{Maker, Spec, Ties, View};
use std::sync::Arc;
use std::time::Duration;

/// New rows are shown after so long where making the view is quick, and else so often that it takes a quarter of the time: in the window
/// every sheet is in an order while it grows, and its workers need the processors too.
const THROTTLE: Throttle = Throttle { refresh: Duration::from_millis(100), pause: 3 };

/// A view of the sheet at a moment.
#[derive(Clone)]
struct ViewQuery {
    spec: Spec,
    ties: Ties,
    covers: u32,
    /// How many names of owners and groups are known; 0 where it doesn't depend on them.
    accounts: u32,
    /// Of which names of one file are known; 0 where it doesn't depend on that.
    links: u32,
    /// What a check of the names says, where filter or order ask for it.
    checked: Option<Arc<dyn Checked>>,
    /// Whether rows were taken out since that decided whether others match.
    is_stale: bool,
}

impl ViewQuery {
    /// One that depends on rows alone.
    fn at(spec: Spec, ties: Ties, covers: u32) -> ViewQuery {
        ViewQuery { spec, ties, covers, accounts: 0, links: 0, checked: None, is_stale: false }
    }
}

impl Query for ViewQuery {
    type Made = View;

    fn is_answered_by(&self, other: &ViewQuery) -> bool {
        let is_tied_alike = self.spec.order.is_as_found() || self.ties == other.ties;
        self.is_like(other)
            && self.covers == other.covers
            && self.is_stale == other.is_stale
            && (self.accounts, self.links) == (other.accounts, other.links)
            && is_tied_alike
            && is_same_check(self.checked.as_ref(), other.checked.as_ref())
    }

    fn is_like(&self, other: &ViewQuery) -> bool {
        self.spec == other.spec
    }

    /// A new filter of a growing sheet is not made to wait for the rows that have come in meanwhile.
    fn answered(self, view: &View) -> ViewQuery {
        ViewQuery { ties: view.ties, covers: view.covers, ..self }
    }
}

struct MakeView {
    sheet: Sheet,
    query: ViewQuery,
    before: Option<Arc<View>>,
}

impl MakeView {
    fn new(sheet: &Sheet, query: &ViewQuery, before: Option<&Arc<View>>) -> MakeView {
        MakeView { sheet: sheet.clone(), query: query.clone(), before: before.cloned() }
    }
}

impl Job for MakeView {
    type Kept = Maker;
    type Made = View;

    fn run(self, maker: &mut Maker, cancel: &Cancel) -> Option<View> {
        let ViewQuery { spec, ties, .. } = &self.query;
        maker.make(&self.sheet, spec, *ties, self.before.as_deref(), cancel)
    }
}

/// What is shown, and what is being made.
pub(super) struct Viewing {
    spec: Spec,
    derived: Derived<ViewQuery, MakeView>,
    /// For the moment before there is any view.
    empty: Arc<View>,
    prepares: bool,
    /// How ties were to be ordered at the last tick.
    ties: Ties,
    /// Ends the running preparation.
    preparing: Option<Cancel>,
}

impl Viewing {
    /// `wake` is called when a view is ready. If it `prepares`, it gets ready for the first order when a sheet is whole.
    pub(super) fn new(wake: Wake, prepares: bool) -> Viewing {
        let mut viewing = Viewing {
            spec: Spec::default(),
            derived: Derived::new("view", wake, THROTTLE),
            empty: Arc::default(),
            prepares,
            ties: Ties::default(),
            preparing: None,
        };
        viewing.show_nothing();
        viewing
    }

    /// Of an empty sheet no view need be made.
    fn show_nothing(&mut self) {
        let query = ViewQuery::at(self.spec.clone(), Ties::Found, 0);
        self.derived.set(query, View::nothing(self.spec.clone()));
    }

    /// What was asked for last.
    pub(super) fn spec(&self) -> &Spec {
        &self.spec
    }

    /// What is shown: for the last spec, or for the one before while that is being made.
    pub(super) fn view(&self) -> &Arc<View> {
        self.derived.made().unwrap_or(&self.empty)
    }

    /// Why what was asked for last could not be made, if it couldn't.
    pub(super) fn failure(&self) -> Option<&Failure> {
        self.derived.failure(&ViewQuery::at(self.spec.clone(), self.ties, 0))
    }

    /// Whether something asked for or found isn't shown yet, in a sheet that grows or has ended.
    pub(super) fn is_behind(&self, sheet: &Sheet, ties: Ties) -> bool {
        let query = self.query(sheet, ties);
        self.derived.answer(&query).is_none() && self.derived.failure(&query).is_none()
    }

    /// Asks for another filter or order.
    pub(super) fn show(&mut self, spec: Spec, sheet: &Sheet, ties: Ties) {
        if spec != self.spec {
            self.spec = spec;
            self.begin(sheet, ties);
        }
    }

    /// The sheet was emptied; `rows` is what was in it.
    pub(super) fn start_over(&mut self, rows: Sheet) {
        self.spec.within = None;
        self.show_nothing();
        if !rows.rows.is_empty() {
            self.derived.beside(Maker::forget);
            self.derived.discard(rows);
        }
    }

    /// Another sheet is in its place: this is what was shown of it, and what is wanted of it.
    pub(super) fn put_back(&mut self, spec: Spec, view: Arc<View>) {
        let query = ViewQuery::at(view.spec.clone(), view.ties, view.covers);
        self.spec = spec;
        self.derived.beside(Maker::forget);
        self.derived.put_back(query, view);
    }

    /// Frees the rows of a sheet that is no longer needed, on the thread.
    pub(super) fn discard(&mut self, sheet: Sheet) {
        self.derived.discard(sheet);
    }

    /// Rows were taken out of the sheet, and this is what was shown, without them; narrowed to a folder that went with them, it is so no
    /// more.
    pub(super) fn renumbered(&mut self, view: View, old: Sheet, is_narrowed_to_none: bool) {
        if is_narrowed_to_none {
            self.spec.within = None;
        }
        if let Some(preparing) = self.preparing.take() {
            preparing.set();
        }
        self.derived.beside(Maker::forget);
        let is_stale = view.spec.filter.asks_for_other_rows();
        let query = ViewQuery { is_stale, ..ViewQuery::at(view.spec.clone(), view.ties, view.covers) };
        self.derived.set(query, view);
        self.derived.discard(old);
    }

    /// Takes a finished view and begins the next; returns the time until that may be begun.
    pub(super) fn tick(&mut self, sheet: &Sheet, ties: Ties) -> Option<Duration> {
        let has_grown = std::mem::replace(&mut self.ties, ties) == Ties::Found;
        let is_whole = has_grown && ties == Ties::Path;
        if is_whole && self.prepares && self.spec.order.is_as_found() && !sheet.rows.is_empty() {
            let (sheet, natural, cancel) = (sheet.clone(), self.spec.order.natural, Cancel::default());
            self.preparing = Some(cancel.clone());
            self.derived.beside(move |maker| {
                let _ = maker.prepare(&sheet, natural, &cancel);
            });
        }
        self.begin(sheet, ties)
    }

    /// Makes here what no thread could be started for. Waits for it.
    pub(super) fn catch_up(&mut self, sheet: &Sheet, ties: Ties) {
        let query = self.query(sheet, ties);
        self.derived.make_here(&query, |before| MakeView::new(sheet, &query, before));
    }

    /// Gets the view of this moment going, unless it is there. Called on each tick and as soon as another one is asked for, so that neither a
    /// click nor new rows wait for the other's occasion.
    ///
    /// All rows as they were found need no job: that view is put in place here, which also cancels a running job. Then the preparation
    /// for the first order (see [`Viewing::tick`]), which stands on the same thread before any job, is cancelled if the query is not
    /// ordered, since that query would wait for it in vain. If the query is ordered the preparation goes on: it does the job's first part.
    fn begin(&mut self, sheet: &Sheet, ties: Ties) -> Option<Duration> {
        let query = self.query(sheet, ties);
        if self.derived.answer(&query).is_some() {
            return None;
        }
        if query.spec.shows_all() && query.spec.order.is_as_found() {
            let mut everything = View::everything(query.covers);
            everything.spec = query.spec.clone();
            self.derived.set(query, everything);
            return None;
        }
        if let Some(preparing) = self.preparing.take_if(|_| query.spec.order.is_as_found()) {
            preparing.set();
        }
        self.derived.tick(&query, |before| MakeView::new(sheet, &query, before))
    }

    fn query(&self, sheet: &Sheet, ties: Ties) -> ViewQuery {
        let asks = self.spec.asks_for_accounts();
        let accounts = if asks { sheet.accounts.looked_up() } else { 0 };
        let looks_around = self.spec.filter.asks_for_other_rows();
        let links = if looks_around { sheet.same_files.version() } else { 0 };
        let checked = sheet.checked.clone().filter(|_| self.spec.asks_for_check());
        ViewQuery {
            spec: self.spec.clone(),
            ties,
            covers: sheet.rows.len(),
            accounts,
            links,
            checked,
            is_stale: false,
        }
    }
}
