//! A thread that does one kind of the session's jobs, one after another.
//!
//! It starts with the first job and then waits for the next. The session begins a job, cancels it when another is wanted, and asks on
//! each tick whether it has ended. Whatever happens on the thread, the session gets an answer: a panic is one, and the thread lives on.

use crate::model::{Cancel, Wake};
use crossbeam_channel::{Receiver, Sender, unbounded};
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;
use std::time::{Duration, Instant};

/// A job for a thread of its own.
pub(super) trait Job: Send + 'static {
    /// What the thread keeps of one job for the next. After a panic it begins anew, because it may be half made.
    type Kept: Default;
    /// What comes of it.
    type Made: Send + Sync + 'static;

    /// Does it; `None` if cancelled. What it holds is dropped before the session hears of its end, and so never freed on the event loop.
    fn run(self, kept: &mut Self::Kept, cancel: &Cancel) -> Option<Self::Made>;
}

/// How a job ended.
#[derive(Debug)]
pub(super) enum JobEnd<T> {
    /// With this, after this long.
    Made(T, Duration),
    /// It was cancelled.
    Cancelled,
    /// It panicked.
    Panicked,
}

enum ThreadTask<J: Job> {
    Do(J, Cancel),
    Beside(Beside<J::Kept>),
}

/// Something done with what the thread keeps.
type Beside<K> = Box<dyn FnOnce(&mut K) + Send>;

struct RunningJob {
    cancel: Cancel,
    since: Instant,
}

/// The session's end of the thread.
pub(super) struct JobThread<J: Job> {
    name: &'static str,
    wake: Wake,
    thread: Option<Channels<J>>,
    running: Option<RunningJob>,
}

type Channels<J> = (Sender<ThreadTask<J>>, Receiver<JobResult<J>>);

/// What comes back of a job: nothing if it was cancelled, [`Panicked`] if it panicked.
type JobResult<J> = Result<Option<<J as Job>::Made>, Panicked>;

struct Panicked;

impl<J: Job> JobThread<J> {
    /// No thread yet. `wake` is called at the end of each job.
    pub(super) fn new(name: &'static str, wake: Wake) -> JobThread<J> {
        JobThread { name, wake, thread: None, running: None }
    }

    /// Whether a job runs, cancelled or not.
    pub(super) fn is_busy(&self) -> bool {
        self.running.is_some()
    }

    /// Cancels the running job. It has still to end before the next may begin.
    pub(super) fn cancel(&self) {
        if let Some(running) = &self.running {
            running.cancel.set();
        }
    }

    /// Begins a job; of no effect while one runs.
    ///
    /// # Errors
    /// If no thread can be started. The job was not begun.
    pub(super) fn begin(&mut self, job: J) -> io::Result<()> {
        if self.is_busy() {
            return Ok(());
        }
        let cancel = Cancel::default();
        self.send(ThreadTask::Do(job, cancel.clone()))?;
        self.running = Some(RunningJob { cancel, since: Instant::now() });
        Ok(())
    }

    /// Does a job here, on the caller's thread, with nothing kept of earlier ones; `None` if it panicked.
    pub(super) fn run_here(job: J) -> Option<J::Made> {
        fenced(&mut J::Kept::default(), |kept| job.run(kept, &Cancel::default())).ok().flatten()
    }

    /// How the running job ended; `None` while it has not.
    pub(super) fn take(&mut self) -> Option<JobEnd<J::Made>> {
        let running = self.running.as_ref()?;
        let (_, answers) = self.thread.as_ref()?;
        let answer = match answers.try_recv() {
            Ok(answer) => answer,
            Err(error) if error.is_disconnected() => Err(Panicked),
            Err(_) => return None,
        };
        let (is_cancelled, took) = (running.cancel.is_set(), running.since.elapsed());
        self.running = None;
        Some(match answer {
            Ok(Some(made)) if !is_cancelled => JobEnd::Made(made, took),
            Ok(made) => {
                self.discard(made);
                JobEnd::Cancelled
            }
            Err(Panicked) if is_cancelled => JobEnd::Cancelled,
            Err(Panicked) => JobEnd::Panicked,
        })
    }

    /// Has the thread do something with what it keeps, behind the job that runs. Nothing is done where no thread can be started.
    pub(super) fn beside(&mut self, work: impl FnOnce(&mut J::Kept) + Send + 'static) {
        let _ = self.send(ThreadTask::Beside(Box::new(work)));
    }

    /// Has the thread free something: hundreds of megabytes take longer than a frame has. Where no job was ever begun, nothing is that
    /// large, and it is freed here.
    pub(super) fn discard(&mut self, old: impl Send + 'static) {
        if self.thread.is_some() {
            self.beside(move |_| drop(old));
        }
    }

    fn send(&mut self, task: ThreadTask<J>) -> io::Result<()> {
        let task = match &self.thread {
            Some((tasks, _)) => match tasks.send(task) {
                Ok(()) => return Ok(()),
                // A panic while something was freed has ended the thread.
                Err(refused) => refused.into_inner(),
            },
            None => task,
        };
        let (tasks, answers) = start(self.name, self.wake.clone())?;
        // Its receiver waits on the thread that was just started.
        let _ = tasks.send(task);
        self.thread = Some((tasks, answers));
        Ok(())
    }
}

fn start<J: Job>(name: &str, wake: Wake) -> io::Result<Channels<J>> {
    let (tasks, take) = unbounded::<ThreadTask<J>>();
    let (give, answers) = unbounded();
    let work = move || {
        let mut kept = J::Kept::default();
        for task in take {
            match task {
                ThreadTask::Do(job, cancel) => {
                    let answer = fenced(&mut kept, |kept| job.run(kept, &cancel));
                    if give.send(answer).is_err() {
                        return;
                    }
                    wake();
                }
                ThreadTask::Beside(work) => drop(fenced(&mut kept, work)),
            }
        }
    };
    thread::Builder::new().name(name.to_owned()).spawn(work)?;
    Ok((tasks, answers))
}

fn fenced<K: Default, T>(kept: &mut K, work: impl FnOnce(&mut K) -> T) -> Result<T, Panicked> {
    catch_unwind(AssertUnwindSafe(|| work(kept))).map_err(|_| {
        *kept = K::default();
        Panicked
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crossbeam_channel::bounded;
    use std::sync::Arc;

    /// A job for the tests, which waits for the end of a channel if it has one.
    struct Say(&'static str, Option<Receiver<()>>);

    impl Job for Say {
        type Kept = usize;
        type Made = String;

        fn run(self, kept: &mut usize, cancel: &Cancel) -> Option<String> {
            if let Some(wait) = &self.1 {
                let _ = wait.recv();
            }
            *kept += 1;
            assert_ne!(self.0, "panic");
            (!cancel.is_set()).then(|| format!("{} {kept}", self.0))
        }
    }

    /// With a thread, and where its wakes arrive.
    fn thread() -> (JobThread<Say>, Receiver<()>) {
        let (wake, woken) = unbounded();
        let wake: Wake = Arc::new(move || wake.send(()).unwrap_or_default());
        (JobThread::new("test", wake), woken)
    }

    fn end(thread: &mut JobThread<Say>, woken: &Receiver<()>) -> JobEnd<String> {
        loop {
            woken.recv_timeout(Duration::from_secs(20)).expect("a wake");
            if let Some(ended) = thread.take() {
                return ended;
            }
        }
    }

    #[test]
    fn jobs_are_done_one_after_another() {
        let (mut thread, woken) = thread();
        for expected in ["job 1", "job 2"] {
            thread.begin(Say("job", None)).unwrap();
            assert!(thread.is_busy());
            assert!(matches!(end(&mut thread, &woken), JobEnd::Made(made, _) if made == expected));
            assert!(!thread.is_busy());
        }
    }

    #[test]
    fn a_cancelled_job_makes_nothing() {
        let (mut thread, woken) = thread();
        let (hold, held) = bounded(0);
        thread.begin(Say("old", Some(held))).unwrap();
        thread.cancel();
        drop(hold);
        assert!(matches!(end(&mut thread, &woken), JobEnd::Cancelled));
    }

    #[test]
    fn a_panic_is_reported_and_what_was_kept_begins_anew() {
        let (mut thread, woken) = thread();
        for _ in 0..2 {
            thread.begin(Say("job", None)).unwrap();
            assert!(matches!(end(&mut thread, &woken), JobEnd::Made(made, _) if made == "job 1"));
            thread.begin(Say("panic", None)).unwrap();
            assert!(matches!(end(&mut thread, &woken), JobEnd::Panicked));
            assert!(!thread.is_busy());
        }
    }

    #[test]
    fn what_is_discarded_is_freed_on_the_thread() {
        struct Noisy(Sender<Option<String>>);
        impl Drop for Noisy {
            fn drop(&mut self) {
                let _ = self.0.send(thread::current().name().map(str::to_owned));
            }
        }
        let (mut thread, woken) = thread();
        thread.begin(Say("job", None)).unwrap();
        end(&mut thread, &woken);
        let (dropped, by) = unbounded();
        thread.discard(Noisy(dropped));
        assert_eq!(by.recv_timeout(Duration::from_secs(20)).unwrap().as_deref(), Some("test"));
    }
}
