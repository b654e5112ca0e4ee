//! The comparison with another sheet, made on the thread `compare`. While it stands the sheet is the one that results: the new sheet's rows
//! and those that only the old one has. The sheet before waits beside it, and is shared with it.

use super::Session;
use super::derived::{Derived, Query, Throttle};
use super::job_thread::Job;
use crate::model::{Cancel, CompareWish, Failure, Wake};
use crate::store::Sheet;
use crate::view::compare::{ComparedSheet, Comparison, compare};
use crate::view::{Filter, Spec};
use std::sync::Arc;
use std::time::Duration;

/// With what the session's sheet is to be compared, and how.
#[derive(Clone, Debug)]
pub struct CompareOrder {
    /// The other sheet.
    pub other: Sheet,
    /// Whether that is the older one of the two.
    pub is_older: bool,
    /// How.
    pub wish: CompareWish,
}

/// An order is the same only as itself: sheets are not compared for that.
#[derive(Clone, Debug)]
pub struct SharedOrder(Arc<CompareOrder>);

impl From<CompareOrder> for SharedOrder {
    fn from(order: CompareOrder) -> SharedOrder {
        SharedOrder(Arc::new(order))
    }
}

impl PartialEq for SharedOrder {
    fn eq(&self, other: &SharedOrder) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for SharedOrder {}

impl Query for SharedOrder {
    type Made = ComparedSheet;

    fn is_answered_by(&self, other: &SharedOrder) -> bool {
        self == other
    }

    fn is_like(&self, other: &SharedOrder) -> bool {
        self == other
    }
}

struct Compare {
    old: Sheet,
    new: Sheet,
    wish: CompareWish,
}

impl Compare {
    fn new(order: &CompareOrder, own: &Sheet) -> Compare {
        let (other, own) = (order.other.clone(), own.clone());
        let (old, new) = if order.is_older { (other, own) } else { (own, other) };
        Compare { old, new, wish: order.wish.clone() }
    }
}

impl Job for Compare {
    type Kept = ();
    type Made = ComparedSheet;

    fn run(self, (): &mut (), cancel: &Cancel) -> Option<ComparedSheet> {
        compare(&self.old, &self.new, &self.wish, cancel)
    }
}

/// The comparison that was asked for, and the sheet that is compared.
pub(super) struct Comparing {
    asked: Option<(SharedOrder, Sheet)>,
    derived: Derived<SharedOrder, Compare>,
    /// The one that the session's sheet is of.
    shown: Option<Arc<Comparison>>,
}

impl Comparing {
    pub(super) fn new(wake: Wake) -> Comparing {
        let derived = Derived::new("compare", wake, Throttle::default()).unwanted();
        Comparing { asked: None, derived, shown: None }
    }

    fn forget(&mut self) {
        self.asked = None;
        self.shown = None;
        self.derived.want(false);
        self.derived.forget();
    }
}

impl Session {
    /// What is in the sheet now, to be compared with another one.
    pub fn sheet(&self) -> &Sheet {
        &self.sheet
    }

    /// What the comparison that stands has found; `None` while there is none.
    pub fn comparison(&self) -> Option<&Arc<Comparison>> {
        self.comparing.shown.as_ref()
    }

    /// The comparison that was asked for, done or not.
    pub fn compare_order(&self) -> Option<&CompareOrder> {
        self.comparing.asked.as_ref().map(|(order, _)| &*order.0)
    }

    /// The sheet of its own that a comparison was asked of.
    pub(super) fn compared_sheet(&self) -> Option<&Sheet> {
        self.comparing.asked.as_ref().map(|(_, own)| own)
    }

    /// Whether the comparison that was asked for is still to be made.
    pub fn is_comparing(&self) -> bool {
        self.comparing.asked.is_some() && self.comparing.shown.is_none()
    }

    /// Why the comparison could not be made, if it couldn't. It is tried again.
    pub fn comparison_failure(&self) -> Option<&Failure> {
        self.comparing.derived.last_failure()
    }

    /// Asks for a comparison of what is in the sheet now, or ends the one that stands.
    pub(super) fn compare(&mut self, order: Option<SharedOrder>) {
        // Another one is of the same sheet.
        let own = self.end_comparison();
        let Some(order) = order else { return };
        let own = own.unwrap_or_else(|| self.sheet.clone());
        self.comparing.asked = Some((order, own));
        self.comparing.derived.want(true);
    }

    /// Puts the sheet in its place again that was compared. Returns it, if there was one.
    pub(super) fn end_comparison(&mut self) -> Option<Sheet> {
        let (_, own) = self.comparing.asked.take()?;
        if self.comparing.shown.is_some() {
            self.put_in_place(own.clone());
            if self.viewing.spec().asks_for_comparison() {
                // Of a sheet that is compared with nothing it would show no row.
                self.filtering.understood("");
                let order = self.viewing.spec().order.without_comparison();
                self.show(Spec { filter: Filter::default(), order, ..self.viewing.spec().clone() });
            }
        }
        self.comparing.forget();
        Some(own)
    }

    /// Begins the comparison, and puts the sheet that results in place of the present one once it is made.
    pub(super) fn tick_comparing(&mut self) -> Option<Duration> {
        let (order, own) = self.comparing.asked.clone()?;
        let wait = self.comparing.derived.tick(&order, |_| Compare::new(&order.0, &own));
        self.take_comparison(&order);
        wait
    }

    /// Makes here what no thread could be started for. Waits for it.
    pub(super) fn compare_here(&mut self) {
        if let Some((order, own)) = self.comparing.asked.clone() {
            self.comparing.derived.make_here(&order, |_| Compare::new(&order.0, &own));
            self.take_comparison(&order);
        }
    }

    fn take_comparison(&mut self, order: &SharedOrder) {
        if self.comparing.shown.is_some() {
            return;
        }
        if let Some(made) = self.comparing.derived.answer(order).cloned() {
            self.comparing.shown = Some(made.comparison.clone());
            self.put_in_place(made.sheet.clone());
        }
    }
}
