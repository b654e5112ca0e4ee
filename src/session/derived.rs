//! What is derived from a sheet by a job on a thread of its own: what is shown, the tree, the sums, the understood filter.
//!
//! One rule for all of them. The latest query wins: a job for another one is cancelled, and the query's own begins once that has
//! ended. What was made last stays until then. While a sheet grows its queries are alike, differing in their moment only; a job for
//! one of them is left to end, and they are made at a [`Throttle`] that leaves time for everything else. A query that fails is tried again, each
//! time after a longer pause.

use super::job_thread::{Job, JobEnd, JobThread};
use crate::model::{Failure, Wake};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// What is wanted.
pub(super) trait Query: Clone {
    /// What answers it.
    type Made;

    /// Whether what was made for the other one answers this one.
    fn is_answered_by(&self, other: &Self) -> bool;

    /// Whether the other one is the same at another moment of the sheet. What was made for it is then out of date at most, and not wrong.
    fn is_like(&self, other: &Self) -> bool;

    /// What was answered, where that may be of another moment than was asked for.
    fn answered(self, _made: &Self::Made) -> Self {
        self
    }
}

/// How often what follows a growing sheet is made.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Throttle {
    /// No sooner than so long after the last one,
    pub refresh: Duration,
    /// nor before so many times the time that the last one took.
    pub pause: u32,
}

/// How soon it is tried again after the first failure; twice as long after each further one, up to eight minutes and a half.
const AGAIN: Duration = Duration::from_secs(2);
const DOUBLINGS: u32 = 8;

/// The last answer, and the next one in the making.
pub(super) struct Derived<Q, J: Job> {
    thread: JobThread<J>,
    throttle: Throttle,
    /// Whether the pause is kept behind the first one of a query, too.
    pauses_at_once: bool,
    is_wanted: bool,
    made: Option<(Q, Arc<J::Made>)>,
    /// What the running job is for.
    running: Option<Q>,
    failed: Option<FailedQuery<Q>>,
    /// When the next one that isn't urgent may begin.
    next: Instant,
}

struct FailedQuery<Q> {
    query: Q,
    failure: Failure,
    times: u32,
}

impl<Q: Query<Made = J::Made>, J: Job> Derived<Q, J> {
    /// Nothing yet. The thread's name is `name`; `wake` is called when an answer is there.
    pub(super) fn new(name: &'static str, wake: Wake, throttle: Throttle) -> Derived<Q, J> {
        let thread = JobThread::new(name, wake);
        Derived {
            thread,
            throttle,
            pauses_at_once: false,
            is_wanted: true,
            made: None,
            running: None,
            failed: None,
            next: Instant::now(),
        }
    }

    /// The pause is kept behind the first one of a query, too: where each is made from nothing, the second tells no more of what it takes.
    pub(super) fn pausing_at_once(self) -> Derived<Q, J> {
        Derived { pauses_at_once: true, ..self }
    }

    /// Nothing is made before [`Derived::want`]: for what is not on screen from the beginning.
    pub(super) fn unwanted(self) -> Derived<Q, J> {
        Derived { is_wanted: false, ..self }
    }

    /// Whether an answer is wanted, as it is while it is on screen. Ends the running job if not; what was made last stays.
    pub(super) fn want(&mut self, is_wanted: bool) {
        self.is_wanted = is_wanted;
        if !is_wanted {
            self.thread.cancel();
        }
    }

    /// Itself, to be ticked, while an answer is wanted. Asked for before the query is put together, which would be done in every frame for
    /// nothing.
    pub(super) fn wanted(&mut self) -> Option<&mut Derived<Q, J>> {
        self.is_wanted.then_some(self)
    }

    /// What was made last, for whatever query.
    pub(super) fn made(&self) -> Option<&Arc<J::Made>> {
        self.made.as_ref().map(|(_, made)| made)
    }

    /// What was made last, if it answers this query.
    pub(super) fn answer(&self, query: &Q) -> Option<&Arc<J::Made>> {
        self.made.as_ref().filter(|(own, _)| query.is_answered_by(own)).map(|(_, made)| made)
    }

    /// What was made last, if it was for this query at this or another moment.
    pub(super) fn recent(&self, query: &Q) -> Option<&Arc<J::Made>> {
        self.made.as_ref().filter(|(own, _)| query.is_like(own)).map(|(_, made)| made)
    }

    /// Why this query has no answer, if it failed.
    pub(super) fn failure(&self, query: &Q) -> Option<&Failure> {
        self.failed.as_ref().filter(|failed| query.is_like(&failed.query)).map(|failed| &failed.failure)
    }

    /// Why the query of the last [`Derived::tick`] has no answer, if it failed.
    pub(super) fn last_failure(&self) -> Option<&Failure> {
        self.failed.as_ref().map(|failed| &failed.failure)
    }

    /// Takes in what was made, and begins the job for `query` where that has no answer yet; `job` is given what was made last. Returns the
    /// time after which it must be called again even if the wake isn't, if there is one. Does nothing while no answer is wanted.
    ///
    /// The order of the steps matters. A job for another query is cancelled *before* its end is taken in, so that an answer which comes in
    /// this very moment is dropped: it would replace what is shown with what is no longer asked for. Failures of other queries are
    /// forgotten before the wait is worked out, so that a query doesn't wait out the pause of another one's failure. Only then the next
    /// job begins, and only if no job runs: one at a time, so the thread keeps what one job left for the next without a lock.
    pub(super) fn tick(
        &mut self,
        query: &Q,
        job: impl FnOnce(Option<&Arc<J::Made>>) -> J,
    ) -> Option<Duration> {
        if !self.is_wanted {
            return None;
        }
        if self.running.as_ref().is_some_and(|running| !query.is_like(running)) {
            self.thread.cancel();
        }
        self.take();
        if self.failed.take_if(|failed| !query.is_like(&failed.query)).is_some() {
            self.next = Instant::now();
        }
        if self.answer(query).is_some() || self.thread.is_busy() {
            return None;
        }
        // The user waits for the answer to a new query, which therefore begins at once; more rows of the same one can wait for the throttle,
        // and a query that failed for its pause.
        let is_waited_for = self.recent(query).is_none() && self.failed.is_none();
        let wait = self.next.saturating_duration_since(Instant::now());
        if !is_waited_for && !wait.is_zero() {
            return Some(wait);
        }
        match self.thread.begin(job(self.made())) {
            Ok(()) => {
                self.running = Some(query.clone());
                None
            }
            Err(error) => Some(self.fail(query.clone(), Failure::NoThread(error.to_string()))),
        }
    }

    /// Makes the answer to a query here, where no thread could be started for it. Waits for it.
    pub(super) fn make_here(&mut self, query: &Q, job: impl FnOnce(Option<&Arc<J::Made>>) -> J) {
        if !matches!(self.failure(query), Some(Failure::NoThread(_))) {
            return;
        }
        match JobThread::run_here(job(self.made())) {
            Some(made) => self.set(query.clone().answered(&made), made),
            None => drop(self.fail(query.clone(), Failure::Panicked)),
        }
    }

    /// Puts an answer in place that needed no job, and ends the running one.
    pub(super) fn set(&mut self, query: Q, made: J::Made) {
        self.put_back(query, Arc::new(made));
    }

    /// Puts an answer in place that was made before, and ends the running one.
    pub(super) fn put_back(&mut self, query: Q, made: Arc<J::Made>) {
        self.thread.cancel();
        self.failed = None;
        self.replace(Some((query, made)));
    }

    /// Ends the running job.
    pub(super) fn cancel(&self) {
        self.thread.cancel();
    }

    /// The sheet was emptied: nothing that was made of it is of use any more.
    pub(super) fn forget(&mut self) {
        self.thread.cancel();
        self.failed = None;
        self.next = Instant::now();
        self.replace(None);
    }

    /// As [`JobThread::beside`].
    pub(super) fn beside(&mut self, work: impl FnOnce(&mut J::Kept) + Send + 'static) {
        self.thread.beside(work);
    }

    /// As [`JobThread::discard`].
    pub(super) fn discard(&mut self, old: impl Send + 'static) {
        self.thread.discard(old);
    }

    fn take(&mut self) {
        let Some(ended) = self.thread.take() else { return };
        let Some(query) = self.running.take() else { return };
        match ended {
            JobEnd::Made(made, took) => {
                let query = query.answered(&made);
                // The first one of a query is made from nothing and may take far longer than the later ones, which only add to it. So its time
                // doesn't count for the throttle: the next one follows at once, and shows what adding costs.
                let adds = self.pauses_at_once || self.recent(&query).is_some();
                let pause =
                    if adds { self.throttle.refresh.max(took * self.throttle.pause) } else { Duration::ZERO };
                self.next = Instant::now() + pause;
                self.failed = None;
                self.replace(Some((query, Arc::new(made))));
            }
            JobEnd::Cancelled => {}
            JobEnd::Panicked => drop(self.fail(query, Failure::Panicked)),
        }
    }

    /// Returns the time after which it is tried again.
    fn fail(&mut self, query: Q, failure: Failure) -> Duration {
        let before = self.failed.as_ref().filter(|failed| query.is_like(&failed.query));
        let times = before.map_or(0, |failed| failed.times + 1);
        self.failed = Some(FailedQuery { query, failure, times });
        let pause = AGAIN * (1 << times.min(DOUBLINGS));
        self.next = Instant::now() + pause;
        pause
    }

    fn replace(&mut self, made: Option<(Q, Arc<J::Made>)>) {
        if let Some((_, old)) = std::mem::replace(&mut self.made, made) {
            self.thread.discard(old);
        }
    }
}

#[cfg(test)]
mod tests;
