//! The threads that all jobs share: one pool for the whole program, with as many threads as the machine has cores, and another one for what
//! may take its time.
//!
//! A job runs on a thread of its own and has the pool help it. There are three ways, because a pool does one job's work before it looks
//! at the next one's:
//!
//! - [`run`] moves the work into the pool, where rayon's own algorithms share it. It may wait for another job's work. Sorts and
//!   filters do this.
//! - [`run_beside`] does the same in the other pool. The map does this: while rows stream in it is made again and again, and the rows would
//!   wait for it each time. The system shares the cores among the threads of both.
//! - [`fold`] works on the caller's thread at once, and the pool's threads join in when they have nothing else to do. It never waits for
//!   another job: the sums of a selection are there while ten million rows are still being sorted.

use rayon::{ThreadPool, ThreadPoolBuilder};
use std::cell::OnceCell;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// A pool, once it was started.
type Started = Mutex<Option<Arc<ThreadPool>>>;

/// Ours, and never rayon's own for the whole program, which it starts at first use and panics where it can't.
static POOL: Started = Mutex::new(None);
static BESIDE: Started = Mutex::new(None);

thread_local! {
    /// For a job thread if the system starts no more threads: a pool of that thread alone.
    static ALONE: OnceCell<Option<ThreadPool>> = const { OnceCell::new() };
}

/// A pool, which the first call starts, its threads called `name` and a number. `None` if the system starts no threads; the next call tries
/// again.
fn start(pool: &Started, name: &'static str) -> Option<Arc<ThreadPool>> {
    let mut pool = pool.lock().unwrap_or_else(PoisonError::into_inner);
    if pool.is_none() {
        let named = move |i| format!("{name}-{}", i + 1);
        *pool = ThreadPoolBuilder::new().num_threads(cores()).thread_name(named).build().ok().map(Arc::new);
    }
    pool.clone()
}

fn pool() -> Option<Arc<ThreadPool>> {
    start(&POOL, "work")
}

fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// Does the work in the pool, and returns what comes of it. What it does in parallel is shared among the pool's threads; where the system
/// starts none, the caller's does all of it.
pub(super) fn run<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    run_in(pool(), work)
}

/// As [`run`], without keeping what runs there waiting.
pub(super) fn run_beside<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    run_in(start(&BESIDE, "beside"), work)
}

fn run_in<T: Send>(pool: Option<Arc<ThreadPool>>, work: impl FnOnce() -> T + Send) -> T {
    if let Some(pool) = pool {
        return pool.install(work);
    }
    ALONE.with(|alone| {
        let own = || ThreadPoolBuilder::new().num_threads(1).use_current_thread().build().ok();
        match alone.get_or_init(own) {
            Some(alone) => alone.install(work),
            None => work(),
        }
    })
}

/// Calls `work` with each number below `count`, in no order, on at most `most` threads: the caller's, and those of the pool that are
/// free. Returns what each of them has gathered.
///
/// # Panics
/// If `work` does.
pub(super) fn fold<A: Default + Send + 'static>(
    count: usize,
    most: usize,
    work: impl Fn(&mut A, usize) + Send + Sync + 'static,
) -> Vec<A> {
    let shared = Arc::new(Shared {
        work,
        count,
        next: AtomicUsize::new(0),
        parts: Mutex::default(),
        left: Condvar::new(),
    });
    if let Some(pool) = pool() {
        for _ in 1..most.min(cores()).min(count) {
            let shared = shared.clone();
            pool.spawn(move || shared.join_in());
        }
    }
    shared.join_in();
    shared.end()
}

struct Shared<A, W> {
    work: W,
    count: usize,
    next: AtomicUsize,
    parts: Mutex<Parts<A>>,
    /// Notified when a thread has done its part.
    left: Condvar,
}

struct Parts<A> {
    done: Vec<std::thread::Result<A>>,
    /// Threads that are at it.
    working: usize,
    /// The caller has come to the end: a thread that joins in now is late.
    ended: bool,
}

impl<A> Default for Parts<A> {
    fn default() -> Parts<A> {
        Parts { done: Vec::new(), working: 0, ended: false }
    }
}

impl<A: Default, W: Fn(&mut A, usize)> Shared<A, W> {
    fn parts(&self) -> MutexGuard<'_, Parts<A>> {
        self.parts.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes numbers until none is left.
    fn join_in(&self) {
        {
            let mut parts = self.parts();
            if parts.ended {
                return;
            }
            parts.working += 1;
        }
        // A panic in a spawned task would end the program.
        let part = catch_unwind(AssertUnwindSafe(|| {
            let mut part = A::default();
            loop {
                // Relaxed: it only deals out numbers; the lock orders what the threads have gathered.
                let number = self.next.fetch_add(1, Ordering::Relaxed);
                if number >= self.count {
                    return part;
                }
                (self.work)(&mut part, number);
            }
        }));
        let mut parts = self.parts();
        parts.done.push(part);
        parts.working -= 1;
        self.left.notify_one();
    }

    /// Waits for those that have joined in, each of which has one number left to work on at most.
    fn end(&self) -> Vec<A> {
        let mut parts = self.parts();
        parts.ended = true;
        while parts.working > 0 {
            parts = self.left.wait(parts).unwrap_or_else(PoisonError::into_inner);
        }
        let done = std::mem::take(&mut parts.done);
        drop(parts);
        done.into_iter().map(|part| part.unwrap_or_else(|panic| resume_unwind(panic))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crossbeam_channel::bounded;
    use std::collections::BTreeSet;
    use std::time::Duration;

    #[test]
    fn each_number_comes_once() {
        for (count, most) in [(0, 4), (1, 4), (1000, 1), (1000, 4), (3, 1000)] {
            let parts = fold(count, most, |part: &mut Vec<usize>, number| part.push(number));
            assert!(!parts.is_empty() && parts.len() <= most);
            let mut all: Vec<usize> = parts.concat();
            all.sort_unstable();
            assert_eq!(all, (0..count).collect::<Vec<_>>());
        }
    }

    #[test]
    fn it_does_not_wait_while_the_pool_is_busy_with_another_job() {
        let (hold, held) = bounded::<()>(0);
        let (tell, begun) = bounded(cores());
        let hold_all = move || {
            run(|| {
                rayon::broadcast(|_| {
                    tell.send(()).unwrap();
                    let _ = held.recv();
                })
            })
        };
        let busy = std::thread::Builder::new().name("busy".to_owned()).spawn(hold_all).unwrap();
        (0..cores()).for_each(|_| begun.recv_timeout(Duration::from_secs(60)).unwrap());
        let parts = fold(1000, 4, |part: &mut BTreeSet<usize>, number| assert!(part.insert(number)));
        assert_eq!(parts.iter().map(BTreeSet::len).sum::<usize>(), 1000);
        drop(hold);
        busy.join().unwrap();
    }

    #[test]
    fn rows_do_not_wait_for_what_is_done_beside_them() {
        let (hold, held) = bounded::<()>(0);
        let (tell, begun) = bounded(cores());
        let hold_all = move || {
            run_beside(|| {
                rayon::broadcast(|_| {
                    tell.send(()).unwrap();
                    let _ = held.recv();
                })
            })
        };
        let busy = std::thread::Builder::new().name("busy".to_owned()).spawn(hold_all).unwrap();
        (0..cores()).for_each(|_| begun.recv_timeout(Duration::from_secs(60)).unwrap());
        assert_eq!(run(|| 7), 7);
        drop(hold);
        busy.join().unwrap();
    }

    #[test]
    fn a_panic_reaches_the_caller_and_the_pool_lives() {
        for _ in 0..10 {
            let panicked = std::panic::catch_unwind(|| {
                fold(100, 4, |_: &mut (), number| assert_ne!(number, 50));
            });
            assert!(panicked.is_err());
        }
        assert_eq!(run(rayon::current_num_threads), cores());
    }
}
