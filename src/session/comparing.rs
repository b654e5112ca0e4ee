//! The comparison with another sheet, made on the thread `compare` once that one is read. While it stands the sheet is the one that
//! results: the new sheet's rows and those that only the old one has. The sheet before waits beside it, and is shared with it; so does
//! how it was shown.

use super::Session;
use super::compare_request::{CompareRequest, CompareSide};
use super::derived::{Derived, Query, Throttle};
use super::job_thread::Job;
use super::other::{OtherEnd, OtherSheet, OtherStatus};
use crate::model::{Cancel, CompareWish, Failure, Message, NotCompared, Wake};
use crate::store::Sheet;
use crate::view::compare::{ComparedSheet, Comparison, compare};
use crate::view::{Order, Spec, View};
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
    /// What is read for one.
    other: Option<(OtherSheet, CompareRequest)>,
    asked: Option<(SharedOrder, Sheet)>,
    derived: Derived<SharedOrder, Compare>,
    /// The one that the session's sheet is of.
    shown: Option<(SharedOrder, Arc<Comparison>)>,
    /// How the sheet was shown before.
    before: Option<ShownBefore>,
}

struct ShownBefore {
    filter: String,
    spec: Spec,
    view: Arc<View>,
}

impl Comparing {
    pub(super) fn new(wake: Wake) -> Comparing {
        let derived = Derived::new("compare", wake, Throttle::default()).unwanted();
        Comparing { other: None, asked: None, derived, shown: None, before: None }
    }

    /// Ends what is read for a comparison, and keeps what came.
    pub(super) fn stop(&mut self) {
        if let Some((other, _)) = &mut self.other {
            other.stop();
        }
    }

    fn forget(&mut self) {
        self.asked = None;
        self.shown = None;
        self.before = None;
        self.derived.want(false);
        self.derived.forget();
    }
}

impl Session {
    /// What is in the sheet now, to be compared with another one.
    pub fn sheet(&self) -> &Sheet {
        &self.sheet
    }

    /// The sheet without what a comparison adds to it.
    pub fn own_sheet(&self) -> &Sheet {
        self.comparing.asked.as_ref().map_or(&self.sheet, |(_, own)| own)
    }

    /// What the comparison that stands has found; `None` while there is none.
    pub fn comparison(&self) -> Option<&Arc<Comparison>> {
        self.comparing.shown.as_ref().map(|(_, comparison)| comparison)
    }

    /// How the comparison that stands was asked for.
    pub fn compare_order(&self) -> Option<&CompareOrder> {
        self.comparing.shown.as_ref().map(|(order, _)| &*order.0)
    }

    /// The old sheet and the new one of the comparison that stands.
    pub fn compared_sheets(&self) -> Option<(&Sheet, &Sheet)> {
        let (own, order) = (self.own_sheet(), self.compare_order()?);
        Some(if order.is_older { (&order.other, own) } else { (own, &order.other) })
    }

    /// What is being read for a comparison.
    pub fn compared_with(&self) -> Option<OtherStatus<'_>> {
        self.comparing.other.as_ref().map(|(other, _)| other.status())
    }

    /// Whether the comparison that was asked for is still to be made; what it is compared with is read.
    pub fn is_comparing(&self) -> bool {
        let shown = self.comparing.shown.as_ref().map(|(order, _)| order);
        self.comparing.asked.as_ref().is_some_and(|(asked, _)| Some(asked) != shown)
    }

    /// Why the comparison could not be made, if it couldn't. It is tried again.
    pub fn comparison_failure(&self) -> Option<&Failure> {
        self.comparing.derived.last_failure()
    }

    /// The filter's text and the order that the sheet has once no comparison stands any more.
    pub fn own_order(&self) -> Order {
        self.comparing.before.as_ref().map_or(self.order(), |before| before.spec.order)
    }

    /// Begins to read what the sheet is to be compared with. The comparison that stands does so until that is read.
    pub(super) fn compare_with(&mut self, request: CompareRequest) {
        self.drop_other();
        if let Some(why) = self.not_comparable() {
            self.message = Some(Message::NotCompared(why));
            return;
        }
        match self.read_other(request.side.clone(), self.own_sheet()) {
            Ok(other) => self.comparing.other = Some((other, request)),
            Err(message) => self.message = Some(message),
        }
    }

    /// Asks for a comparison of what is in the sheet now, or ends the one that stands.
    pub(super) fn compare(&mut self, order: Option<SharedOrder>) {
        self.drop_other();
        let Some(order) = order else {
            self.end_comparison();
            return;
        };
        if let Some(why) = self.not_comparable() {
            self.message = Some(Message::NotCompared(why));
            return;
        }
        // Another one is of the same sheet, and takes the place of the one that stands once it is made.
        let own = self.comparing.asked.take().map_or_else(|| self.sheet.clone(), |(_, own)| own);
        self.comparing.asked = Some((order, own));
        self.comparing.derived.want(true);
    }

    /// Ends what is read or made for a comparison; the one that stands stays.
    pub(super) fn cancel_comparing(&mut self) {
        self.drop_other();
        if !self.is_comparing() {
            return;
        }
        match (&self.comparing.shown, &mut self.comparing.asked) {
            (Some((shown, _)), Some((asked, _))) => *asked = shown.clone(),
            _ => self.comparing.forget(),
        }
    }

    fn drop_other(&mut self) {
        if let Some((other, _)) = self.comparing.other.take() {
            other.cancel(&mut self.reading);
        }
    }

    fn not_comparable(&self) -> Option<NotCompared> {
        if !self.is_settled() {
            return Some(NotCompared::Unfinished);
        }
        self.own_sheet().roots.is_empty().then_some(NotCompared::Empty)
    }

    /// Puts the sheet in its place again that was compared, as it was shown.
    pub(super) fn end_comparison(&mut self) {
        self.drop_other();
        let Some((_, own)) = self.comparing.asked.take() else { return };
        if self.comparing.shown.is_some() {
            self.put_in_place(own);
            if let Some(ShownBefore { filter, spec, view }) = self.comparing.before.take() {
                self.viewing.put_back(spec, view);
                if self.filtering.text() != filter {
                    self.filtering.set(filter);
                }
            }
        }
        self.comparing.forget();
    }

    /// Takes in what is read for the comparison, begins it, and puts the sheet that results in place of the present one once it is made.
    pub(super) fn tick_comparing(&mut self, budget: Duration) -> Option<Duration> {
        let reading = self.tick_other(budget);
        let Some((order, own)) = self.comparing.asked.clone() else { return reading };
        let wait = self.comparing.derived.tick(&order, |_| Compare::new(&order.0, &own));
        self.take_comparison(&order);
        [reading, wait].into_iter().flatten().min()
    }

    fn tick_other(&mut self, budget: Duration) -> Option<Duration> {
        let (mut other, request) = self.comparing.other.take()?;
        let (wait, end) = other.tick(budget);
        let Some(end) = end else {
            self.comparing.other = Some((other, request));
            return wait;
        };
        let is_from_disk = !matches!(other.side(), CompareSide::File(..));
        other.cancel(&mut self.reading);
        match end {
            OtherEnd::Read(sheet) => {
                let own = self.own_sheet();
                let is_older = request.is_older.unwrap_or(!is_from_disk && is_older(&sheet, own));
                let leaves_out_alike = request.wish.leaves_out_alike || leave_out_alike(&sheet, own);
                let wish = CompareWish { leaves_out_alike, ..request.wish };
                self.compare(Some(CompareOrder { other: *sheet, is_older, wish }.into()));
            }
            OtherEnd::Nothing(message) => self.message = Some(message),
            OtherEnd::Cancelled => {}
        }
        Some(Duration::ZERO)
    }

    /// Makes here what no thread could be started for. Waits for it.
    pub(super) fn compare_here(&mut self) {
        if let Some((order, own)) = self.comparing.asked.clone() {
            self.comparing.derived.make_here(&order, |_| Compare::new(&order.0, &own));
            self.take_comparison(&order);
        }
    }

    fn take_comparison(&mut self, order: &SharedOrder) {
        if self.comparing.shown.as_ref().is_some_and(|(shown, _)| shown == order) {
            return;
        }
        let Some(made) = self.comparing.derived.answer(order).cloned() else { return };
        if self.comparing.shown.is_none() {
            let filter = self.filtering.text().to_owned();
            let (spec, view) = (self.viewing.spec().clone(), self.viewing.view().clone());
            self.comparing.before = Some(ShownBefore { filter, spec, view });
        }
        self.comparing.shown = Some((order.clone(), made.comparison.clone()));
        self.put_in_place(made.sheet.clone());
    }
}

/// Whether a sheet is the older one of two, as far as their times tell. One that comes from a file mostly is.
fn is_older(sheet: &Sheet, than: &Sheet) -> bool {
    match (sheet.as_of, than.as_of) {
        (Some(one), Some(other)) => one <= other,
        _ => sheet.origin.is_some(),
    }
}

/// Whether two sheets are known to have been read with the same choice of what is left out.
fn leave_out_alike(one: &Sheet, other: &Sheet) -> bool {
    let choice = |sheet: &Sheet| {
        let options = sheet.options.clone()?;
        Some((options.skip_hidden, options.one_file_system, options.exclude.clone()))
    };
    choice(one).is_some_and(|one| choice(other) == Some(one))
}
