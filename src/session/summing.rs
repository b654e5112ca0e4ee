//! The sums of what is shown and of what is selected, made on threads of their own.

use super::background::{Background, Ended};
use crate::model::{Counts, RowSet, Wake};
use crate::store::Store;
use crate::view::{self, CountLinks, Spec, Totals, View};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How soon the sums of a sheet that grows are made anew, where that is quick; else so often that it takes a third of the time.
const REFRESH: Duration = Duration::from_millis(250);
const SHARE: u32 = 2;
/// How soon it is tried again where no thread started or one broke down.
const AGAIN: Duration = Duration::from_secs(2);

/// Which rows are summed, and how.
#[derive(Debug, Clone)]
struct Wish {
    /// None is all of those covered.
    rows: Option<Arc<RowSet>>,
    covers: u32,
    count: CountLinks,
    /// What shows them; none for a selection.
    spec: Option<Spec>,
}

impl Wish {
    fn is(&self, other: &Wish) -> bool {
        self.has_rows_of(other) && self.covers == other.covers && self.count == other.count
    }

    fn has_rows_of(&self, other: &Wish) -> bool {
        match (&self.rows, &other.rows) {
            (Some(a), Some(b)) => Arc::ptr_eq(a, b),
            (a, b) => a.is_none() && b.is_none(),
        }
    }

    /// Whether it is another moment of the same, so that its sums are true but for the last rows.
    fn is_like(&self, other: &Wish) -> bool {
        let is_shown_alike = match (&self.spec, &other.spec) {
            (Some(a), Some(b)) => a.filter == b.filter && a.within == b.within,
            _ => self.has_rows_of(other),
        };
        is_shown_alike && self.count == other.count
    }
}

type Job = (Store, Wish);

/// The sums of one wish after another. Without a thread there are none, and it is tried again.
struct Sums {
    background: Background<Job, Totals>,
    running: Option<Wish>,
    made: Option<(Wish, Totals)>,
    next: Instant,
    /// Whether the last try failed, and nobody is to be served before the next.
    failed: bool,
}

impl Sums {
    fn new(name: &'static str, wake: Wake) -> Sums {
        let background = Background::new(name, wake, || {
            Box::new(|(store, wish): Job, cancel| {
                view::sum(&store, wish.covers, wish.rows.as_ref(), wish.count, cancel)
            })
        });
        Sums { background, running: None, made: None, next: Instant::now(), failed: false }
    }

    fn forget(&mut self) {
        self.background.cancel();
        self.made = None;
        self.next = Instant::now();
    }

    /// Takes finished sums and begins those of `wish`; gives the time until that may be begun.
    fn tick(&mut self, store: &Store, wish: &Wish) -> Option<Duration> {
        match self.background.take() {
            Some(Ended::Made(totals, took)) => {
                self.made = self.running.take().map(|wish| (wish, totals));
                self.next = Instant::now() + REFRESH.max(took * SHARE);
                self.failed = false;
            }
            Some(Ended::Broken) => self.fail(),
            Some(Ended::Cancelled) | None => {}
        }
        if self.made.as_ref().is_some_and(|(made, _)| made.is(wish)) {
            return None;
        }
        if self.background.is_busy() {
            if self.running.as_ref().is_some_and(|running| !running.is_like(wish)) {
                self.background.cancel();
            }
            return None;
        }
        let is_waited_for = !self.failed && self.made.as_ref().is_some_and(|(made, _)| !made.is_like(wish));
        let wait = self.next.saturating_duration_since(Instant::now());
        if !is_waited_for && !wait.is_zero() {
            return Some(wait);
        }
        match self.background.begin((store.clone(), wish.clone())) {
            Ok(()) => {
                self.running = Some(wish.clone());
                None
            }
            Err(_) => {
                self.fail();
                Some(AGAIN)
            }
        }
    }

    fn fail(&mut self) {
        self.failed = true;
        self.next = Instant::now() + AGAIN;
    }
}

/// Both sums, and how files with several names count in them.
pub(super) struct Summing {
    count: CountLinks,
    shown: Sums,
    selection: Sums,
    selected: Arc<RowSet>,
    /// The sums of what is shown, where they need no work.
    all: Option<Totals>,
    wish: Option<Wish>,
}

impl Summing {
    pub fn new(wake: &Wake) -> Summing {
        Summing {
            count: CountLinks::default(),
            shown: Sums::new("sum", wake.clone()),
            selection: Sums::new("sum-selected", wake.clone()),
            selected: Arc::default(),
            all: None,
            wish: None,
        }
    }

    /// How files with several names count.
    pub fn count(&self) -> CountLinks {
        self.count
    }

    /// Lets them count so.
    pub fn set_count(&mut self, count: CountLinks) {
        self.count = count;
    }

    /// Other rows are selected.
    pub fn selected(&mut self, rows: Arc<RowSet>) {
        self.selected = rows;
    }

    /// The sheet was emptied.
    pub fn start_over(&mut self) {
        self.shown.forget();
        self.selection.forget();
        self.selected = Arc::default();
    }

    /// The sums of the selection; none while they are being worked out.
    pub fn selection(&self) -> Option<Totals> {
        if self.selected.is_empty() {
            return Some(Totals::default());
        }
        let (made, totals) = self.selection.made.as_ref()?;
        let is_of_it = made.rows.as_ref().is_some_and(|rows| Arc::ptr_eq(rows, &self.selected));
        (is_of_it && made.count == self.count).then_some(*totals)
    }

    /// The sums of what is shown, in a growing sheet those of a moment ago; none while they are being worked out.
    pub fn shown(&self) -> Option<Totals> {
        let is_now = |made: &Wish| self.wish.as_ref().is_some_and(|wish| made.is_like(wish));
        let made = self.shown.made.as_ref().filter(|(made, _)| is_now(made));
        self.all.or(made.map(|(_, totals)| *totals))
    }

    /// Keeps both up with the sheet.
    pub fn tick(&mut self, store: &Store, view: &View, counts: &Counts) -> Option<Duration> {
        let (rows, covers, count) = (view.shown().cloned(), view.covers, self.count);
        self.all = (rows.is_none() && count == CountLinks::EachName).then(|| Totals {
            rows: covers.into(),
            files: counts.files,
            bytes: counts.bytes,
            allocated: counts.allocated,
        });
        let wish = Wish { rows, covers, count, spec: Some(view.spec.clone()) };
        let shown = if self.all.is_some() || covers == 0 { None } else { self.shown.tick(store, &wish) };
        self.wish = Some(wish);
        let selection = if self.selected.is_empty() {
            None
        } else {
            let rows = Some(self.selected.clone());
            let wish = Wish { rows, covers: u32::MAX, count, spec: None };
            self.selection.tick(store, &wish)
        };
        shown.into_iter().chain(selection).min()
    }
}
