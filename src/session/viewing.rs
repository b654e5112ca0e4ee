//! Views made on a thread of their own, the last wish first.

use crate::scan::Wake;
use crate::store::Store;
use crate::view::{Cancel, Maker, Spec, View};
use crossbeam_channel::{Receiver, Sender, unbounded};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

/// How soon new rows are shown, where making the view is quick.
const REFRESH: Duration = Duration::from_millis(100);

/// A live view is made anew only so often that it takes a third of the time.
const SHARE: u32 = 2;

struct Job {
    store: Store,
    spec: Spec,
    before: Arc<View>,
    cancel: Cancel,
}

/// What is shown, and what is being made.
pub(super) struct Viewing {
    spec: Spec,
    view: Arc<View>,
    wake: Wake,
    /// The thread's ends; none where it couldn't be started, and then views are made in the tick.
    thread: Option<(Sender<Job>, Receiver<Option<View>>)>,
    /// Ends the running job.
    running: Option<Cancel>,
    started: Instant,
    /// When the next view of a growing sheet may be begun.
    next: Instant,
}

impl Viewing {
    pub fn new(wake: Wake) -> Viewing {
        let now = Instant::now();
        Viewing {
            spec: Spec::default(),
            view: Arc::new(View::everything(0)),
            wake,
            thread: None,
            running: None,
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

    /// Whether something asked for or found isn't shown yet.
    pub fn is_behind(&self, store: &Store) -> bool {
        self.view.spec != self.spec || self.view.covers < store.rows.len()
    }

    /// Asks for another filter or order.
    pub fn show(&mut self, spec: Spec, store: &Store) {
        if spec != self.spec {
            self.spec = spec;
            self.cancel();
            self.begin(store);
        }
    }

    /// The sheet was emptied.
    pub fn start_over(&mut self) {
        self.cancel();
        self.view = Arc::new(View::nothing(self.spec.clone()));
        self.next = Instant::now();
    }

    /// Takes a finished view and begins the next; gives the time until that may be begun.
    pub fn tick(&mut self, store: &Store) -> Option<Duration> {
        let made = self.thread.as_ref().and_then(|(_, views)| views.try_recv().ok());
        if let Some(made) = made {
            let overtaken = self.running.take().is_none_or(|cancel| cancel.is_set());
            if let Some(view) = made.filter(|_| !overtaken) {
                self.view = Arc::new(view);
            }
            self.next = Instant::now() + REFRESH.max(self.started.elapsed() * SHARE);
        }
        if !self.is_behind(store) || self.running.is_some() {
            return None;
        }
        let wait = self.next.saturating_duration_since(Instant::now());
        // Somebody waits for another filter or order; nobody for the next rows.
        if self.view.spec != self.spec || wait.is_zero() {
            self.begin(store);
            return None;
        }
        Some(wait)
    }

    fn cancel(&self) {
        if let Some(cancel) = &self.running {
            cancel.set();
        }
    }

    fn begin(&mut self, store: &Store) {
        if self.running.is_some() {
            return;
        }
        if self.spec == Spec::default() {
            self.view = Arc::new(View::everything(store.rows.len()));
            return;
        }
        let cancel = Cancel::default();
        let job = Job {
            store: store.clone(),
            spec: self.spec.clone(),
            before: self.view.clone(),
            cancel: cancel.clone(),
        };
        if self.thread.is_none() {
            self.thread = start(self.wake.clone());
        }
        self.started = Instant::now();
        let job = match &self.thread {
            Some((jobs, _)) => jobs.send(job).err().map(|refused| refused.into_inner()),
            None => Some(job),
        };
        match job {
            None => self.running = Some(cancel),
            Some(job) => {
                let made = Maker::default().make(&job.store, &job.spec, Some(&job.before), &job.cancel);
                self.view = made.map_or_else(|| self.view.clone(), Arc::new);
            }
        }
    }
}

fn start(wake: Wake) -> Option<(Sender<Job>, Receiver<Option<View>>)> {
    let (jobs, take) = unbounded::<Job>();
    let (give, views) = unbounded();
    let work = move || {
        let mut maker = Maker::default();
        for job in take {
            let view = maker.make(&job.store, &job.spec, Some(&job.before), &job.cancel);
            if give.send(view).is_err() {
                return;
            }
            wake();
        }
    };
    thread::Builder::new().name("view".to_owned()).spawn(work).ok()?;
    Some((jobs, views))
}
