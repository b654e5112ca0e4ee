//! A thread that does one job after another for the session, which goes on meanwhile and takes up what was made.
//!
//! The session begins a job, sees it cancelled when it wishes for another, and looks at each tick whether it has ended. A thread
//! that can't start gives the job back, and one that broke down says so: neither leaves the session waiting.

use crate::scan::Wake;
use crate::view::Cancel;
use crossbeam_channel::{Receiver, Sender, TryRecvError, unbounded};
use std::io;
use std::thread;
use std::time::{Duration, Instant};

/// What the thread does with a job; none if cancelled. Made on the thread, so that it may keep what the next job can use.
pub(super) type Worker<J, R> = Box<dyn FnMut(J, &Cancel) -> Option<R>>;

/// How a job ended.
#[derive(Debug)]
pub(super) enum Ended<R> {
    /// With this, after this long.
    Made(R, Duration),
    /// It was cancelled.
    Cancelled,
    /// The thread broke down. The next job gets a new one.
    Broken,
}

enum Task<J> {
    Do(J, Cancel),
    /// Freeing tens of megabytes takes milliseconds, which a frame has not.
    Drop(Box<dyn Send>),
}

struct Running {
    cancel: Cancel,
    since: Instant,
}

/// A thread for jobs, one at a time.
pub(super) struct Background<J, R> {
    name: &'static str,
    worker: fn() -> Worker<J, R>,
    wake: Wake,
    thread: Option<Ends<J, R>>,
    running: Option<Running>,
}

impl<J: Send + 'static, R: Send + 'static> Background<J, R> {
    /// No thread yet: it starts with the first job. `wake` is called at each job's end.
    pub(super) fn new(name: &'static str, wake: Wake, worker: fn() -> Worker<J, R>) -> Background<J, R> {
        Background { name, worker, wake, thread: None, running: None }
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
        let mut task = Task::Do(job, cancel.clone());
        if let Some((tasks, _)) = &self.thread {
            match tasks.send(task) {
                Ok(()) => {
                    self.running = Some(Running { cancel, since: Instant::now() });
                    return Ok(());
                }
                Err(refused) => task = refused.into_inner(),
            }
        }
        let (tasks, results) = start(self.name, self.worker, self.wake.clone())?;
        // Both ends were just made: it can't be refused.
        let _ = tasks.send(task);
        self.thread = Some((tasks, results));
        self.running = Some(Running { cancel, since: Instant::now() });
        Ok(())
    }

    /// How the running job ended; none while it has not.
    pub(super) fn take(&mut self) -> Option<Ended<R>> {
        let running = self.running.as_ref()?;
        let (_, results) = self.thread.as_ref()?;
        let ended = match results.try_recv() {
            Err(TryRecvError::Empty) => return None,
            Err(TryRecvError::Disconnected) => {
                self.thread = None;
                Ended::Broken
            }
            Ok(Some(made)) if !running.cancel.is_set() => Ended::Made(made, running.since.elapsed()),
            Ok(overtaken) => {
                if let Some(overtaken) = overtaken {
                    self.discard(overtaken);
                }
                Ended::Cancelled
            }
        };
        self.running = None;
        Some(ended)
    }

    /// Has something large freed by the thread, behind the job that runs.
    pub(super) fn discard(&self, old: impl Send + 'static) {
        if let Some((tasks, _)) = &self.thread {
            // Refused by a thread that broke down, it is freed here.
            let _ = tasks.send(Task::Drop(Box::new(old)));
        }
    }
}

type Ends<J, R> = (Sender<Task<J>>, Receiver<Option<R>>);

fn start<J: Send + 'static, R: Send + 'static>(
    name: &str,
    worker: fn() -> Worker<J, R>,
    wake: Wake,
) -> io::Result<Ends<J, R>> {
    let (tasks, take) = unbounded::<Task<J>>();
    let (give, results) = unbounded();
    let work = move || {
        // First here, so dropped last: a window that sleeps must hear of a breakdown, once its channel tells of it.
        let at_end = WakeAtEnd(wake);
        let (take, give) = (take, give);
        let mut worker = worker();
        for task in take {
            match task {
                Task::Do(job, cancel) => {
                    if give.send(worker(job, &cancel)).is_err() {
                        return;
                    }
                    (at_end.0)();
                }
                Task::Drop(old) => drop(old),
            }
        }
    };
    thread::Builder::new().name(name.to_owned()).spawn(work)?;
    Ok((tasks, results))
}

struct WakeAtEnd(Wake);

impl Drop for WakeAtEnd {
    fn drop(&mut self) {
        (self.0)();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crossbeam_channel::bounded;
    use std::sync::Arc;

    /// A job for the tests: it does what it is told, and waits for the end of a channel if it has one.
    struct Told(&'static str, Option<Receiver<()>>);

    fn worker() -> Worker<Told, String> {
        let mut done = 0;
        Box::new(move |Told(word, wait), cancel| {
            if let Some(wait) = wait {
                let _ = wait.recv();
            }
            assert_ne!(word, "break");
            done += 1;
            (!cancel.is_set()).then(|| format!("{word} {done}"))
        })
    }

    /// With a thread, and where its wakes arrive.
    fn background() -> (Background<Told, String>, Receiver<()>) {
        let (wake, woken) = unbounded();
        let wake: Wake = Arc::new(move || wake.send(()).unwrap_or_default());
        (Background::new("test", wake, worker), woken)
    }

    fn end(background: &mut Background<Told, String>, woken: &Receiver<()>) -> Ended<String> {
        loop {
            woken.recv_timeout(Duration::from_secs(20)).expect("a wake");
            if let Some(ended) = background.take() {
                return ended;
            }
        }
    }

    #[test]
    fn jobs_are_done_one_after_another() {
        let (mut background, woken) = background();
        for expected in ["job 1", "job 2"] {
            background.begin(Told("job", None)).unwrap();
            assert!(background.is_busy());
            assert!(matches!(end(&mut background, &woken), Ended::Made(made, _) if made == expected));
            assert!(!background.is_busy());
        }
    }

    #[test]
    fn a_cancelled_job_makes_nothing() {
        let (mut background, woken) = background();
        let (hold, held) = bounded(0);
        background.begin(Told("old", Some(held))).unwrap();
        background.cancel();
        drop(hold);
        assert!(matches!(end(&mut background, &woken), Ended::Cancelled));
    }

    #[test]
    fn a_thread_that_broke_down_is_told_of_and_replaced() {
        let (mut background, woken) = background();
        background.begin(Told("break", None)).unwrap();
        assert!(matches!(end(&mut background, &woken), Ended::Broken));
        assert!(!background.is_busy());
        background.begin(Told("job", None)).unwrap();
        assert!(matches!(end(&mut background, &woken), Ended::Made(made, _) if made == "job 1"));
    }

    #[test]
    fn what_is_discarded_is_freed_on_the_thread() {
        struct Noisy(Sender<Option<String>>);
        impl Drop for Noisy {
            fn drop(&mut self) {
                let _ = self.0.send(thread::current().name().map(str::to_owned));
            }
        }
        let (mut background, woken) = background();
        background.begin(Told("job", None)).unwrap();
        end(&mut background, &woken);
        let (dropped, by) = unbounded();
        background.discard(Noisy(dropped));
        assert_eq!(by.recv_timeout(Duration::from_secs(20)).unwrap().as_deref(), Some("test"));
    }
}
