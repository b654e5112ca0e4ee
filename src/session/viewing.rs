//! Views made on a thread of their own, the last wish first.

use crate::model::{Cancel, Wake};
use crate::store::Store;
use crate::view::{Maker, Spec, Ties, View};
use crossbeam_channel::{Receiver, Sender, TryRecvError, unbounded};
use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

/// How soon new rows are shown, where making the view is quick.
const REFRESH: Duration = Duration::from_millis(100);

/// A live view is made anew only so often that it takes half of the time.
const SHARE: u32 = 1;

struct Job {
    store: Store,
    spec: Spec,
    ties: Ties,
    before: Arc<View>,
    cancel: Cancel,
}

/// What the thread is asked for.
enum Wish {
    /// A view.
    Make(Job),
    /// Get ready for the first order of a sheet that is whole, with numbers by their value or not.
    Prepare(Store, bool, Cancel),
    /// The sheet is emptied: what is kept of it is of no use any more.
    Forget,
    /// Free what nobody needs: hundreds of megabytes take longer than a frame has.
    Drop(Box<dyn Any + Send>),
}

/// What came of a wish.
enum Made {
    View(View),
    /// It was overtaken.
    Cancelled,
    /// The work broke down.
    Failed,
}

/// What is shown, and what is being made.
pub(super) struct Viewing {
    spec: Spec,
    view: Arc<View>,
    wake: Wake,
    prepares: bool,
    /// How ties were to be ordered at the last tick.
    ties: Ties,
    /// The thread's ends; none where it couldn't be started, and then views are made in the tick.
    thread: Option<(Sender<Wish>, Receiver<Made>)>,
    /// Ends the running job.
    running: Option<Cancel>,
    /// Ends the running preparation.
    preparing: Option<Cancel>,
    /// What can't be shown: making it broke down.
    failed: Option<Spec>,
    started: Instant,
    /// When the next view of a growing sheet may be begun.
    next: Instant,
}

impl Viewing {
    /// `wake` is called when a view is ready. Where it `prepares`, it gets ready for the first order when a sheet is whole.
    pub fn new(wake: Wake, prepares: bool) -> Viewing {
        let now = Instant::now();
        Viewing {
            spec: Spec::default(),
            view: Arc::new(View::everything(0)),
            wake,
            prepares,
            ties: Ties::default(),
            thread: None,
            running: None,
            preparing: None,
            failed: None,
            started: now,
            next: now,
        }
    }

    /// What was asked for last.
    pub fn spec(&self) -> &Spec {
        &self.spec
    }

    /// What is shown: for the last spec, or for the one before while that is being made.
    pub fn view(&self) -> &Arc<View> {
        &self.view
    }

    /// Whether what was asked for last could not be made.
    pub fn has_failed(&self) -> bool {
        self.failed.as_ref() == Some(&self.spec)
    }

    /// Whether something asked for or found isn't shown yet, in a sheet that grows or has ended.
    pub fn is_behind(&self, store: &Store, ties: Ties) -> bool {
        let is_tied = self.spec.order.is_as_found() || self.view.ties == ties;
        !self.has_failed() && (self.view.spec != self.spec || self.view.covers < store.rows.len() || !is_tied)
    }

    /// Asks for another filter or order.
    pub fn show(&mut self, spec: Spec, store: &Store, ties: Ties) {
        if spec != self.spec {
            self.spec = spec;
            self.failed = None;
            self.cancel();
            self.begin(store, ties);
        }
    }

    /// The sheet was emptied; `rows` is what was in it.
    pub fn start_over(&mut self, rows: Store) {
        self.cancel();
        self.spec.within = None;
        self.failed = None;
        self.set_view(View::nothing(self.spec.clone()));
        if !rows.rows.is_empty() {
            self.wish(Wish::Forget);
            self.wish(Wish::Drop(Box::new(rows)));
        }
        self.next = Instant::now();
    }

    /// Takes a finished view and begins the next; gives the time until that may be begun.
    pub fn tick(&mut self, store: &Store, ties: Ties) -> Option<Duration> {
        self.take();
        let has_grown = std::mem::replace(&mut self.ties, ties) == Ties::Found;
        let is_whole = has_grown && ties == Ties::Path;
        if is_whole && self.prepares && self.spec.order.is_as_found() && !store.rows.is_empty() {
            let cancel = Cancel::default();
            self.wish(Wish::Prepare(store.clone(), self.spec.order.natural, cancel.clone()));
            self.preparing = Some(cancel);
        }
        if !self.is_behind(store, ties) || self.running.is_some() {
            return None;
        }
        let wait = self.next.saturating_duration_since(Instant::now());
        // Somebody waits for another filter or order; nobody for the next rows.
        if self.view.spec != self.spec || wait.is_zero() {
            self.begin(store, ties);
            return None;
        }
        Some(wait)
    }

    fn take(&mut self) {
        let Some((_, views)) = &self.thread else { return };
        let made = match views.try_recv() {
            Ok(made) => made,
            Err(TryRecvError::Empty) => return,
            Err(TryRecvError::Disconnected) => {
                self.thread = None;
                Made::Failed
            }
        };
        let overtaken = self.running.take().is_none_or(|cancel| cancel.is_set());
        // One made from nothing takes far longer than those that add to it, so it says nothing of how often they may come; and the first
        // of those may have much to add.
        let adds = matches!(&made, Made::View(view) if !overtaken && view.spec == self.view.spec);
        let pause = if adds { REFRESH.max(self.started.elapsed() * SHARE) } else { Duration::ZERO };
        match made {
            Made::View(view) if !overtaken => self.set_view(view),
            Made::Failed if !overtaken => self.failed = Some(self.spec.clone()),
            Made::View(view) => self.free(view),
            Made::Failed | Made::Cancelled => {}
        }
        self.next = Instant::now() + pause;
    }

    fn set_view(&mut self, view: View) {
        let old = std::mem::replace(&mut self.view, Arc::new(view));
        self.free(old);
    }

    /// Leaves it to the thread to free what it made. Where there is none, nothing large was.
    fn free(&mut self, rest: impl Any + Send) {
        if self.thread.is_some() {
            self.wish(Wish::Drop(Box::new(rest)));
        }
    }

    fn cancel(&self) {
        if let Some(cancel) = &self.running {
            cancel.set();
        }
    }

    fn begin(&mut self, store: &Store, ties: Ties) {
        if self.running.is_some() {
            return;
        }
        if self.spec.shows_all() && self.spec.order.is_as_found() {
            let mut everything = View::everything(store.rows.len());
            everything.spec = self.spec.clone();
            self.set_view(everything);
            return;
        }
        // Half a preparation is no use; whoever waits for a filter alone doesn't need it.
        if let Some(preparing) = self.preparing.take_if(|_| self.spec.order.is_as_found()) {
            preparing.set();
        }
        let cancel = Cancel::default();
        let job = Job {
            store: store.clone(),
            spec: self.spec.clone(),
            ties,
            before: self.view.clone(),
            cancel: cancel.clone(),
        };
        self.started = Instant::now();
        match self.wish(Wish::Make(job)) {
            None => self.running = Some(cancel),
            Some(Wish::Make(job)) => match make(&mut Maker::default(), &job) {
                Made::View(view) => self.set_view(view),
                Made::Failed | Made::Cancelled => self.failed = Some(self.spec.clone()),
            },
            Some(_) => {}
        }
    }

    /// Asks the thread, which is started if there is none. Gives the wish back where none can be.
    fn wish(&mut self, wish: Wish) -> Option<Wish> {
        if self.thread.is_none() {
            self.thread = start(self.wake.clone());
        }
        match &self.thread {
            Some((wishes, _)) => wishes.send(wish).err().map(|refused| refused.into_inner()),
            None => Some(wish),
        }
    }
}

fn start(wake: Wake) -> Option<(Sender<Wish>, Receiver<Made>)> {
    let (wishes, take) = unbounded::<Wish>();
    let (give, views) = unbounded();
    let work = move || {
        let mut maker = Maker::default();
        for wish in take {
            match wish {
                Wish::Make(job) => {
                    let made = make(&mut maker, &job);
                    // Before the view is given away, so that its predecessor is never freed on the event loop.
                    drop(job);
                    if give.send(made).is_err() {
                        return;
                    }
                    wake();
                }
                Wish::Prepare(store, natural, cancel) => {
                    let prepared = catch_unwind(AssertUnwindSafe(|| maker.prepare(&store, natural, &cancel)));
                    if prepared.is_err() {
                        maker = Maker::default();
                    }
                }
                Wish::Forget => maker.forget(),
                Wish::Drop(rest) => drop(rest),
            }
        }
    };
    thread::Builder::new().name("view".to_owned()).spawn(work).ok()?;
    Some((wishes, views))
}

fn make(maker: &mut Maker, job: &Job) -> Made {
    let made = catch_unwind(AssertUnwindSafe(|| {
        maker.make(&job.store, &job.spec, job.ties, Some(&job.before), &job.cancel)
    }));
    match made {
        Ok(Some(view)) => Made::View(view),
        Ok(None) => Made::Cancelled,
        Err(_) => {
            // What it keeps may be half made.
            *maker = Maker::default();
            Made::Failed
        }
    }
}
