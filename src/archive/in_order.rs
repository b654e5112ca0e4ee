//! Work that several threads do at once, taken in the order in which it was given out.

use crossbeam_channel::{Receiver, Sender, bounded};
use std::collections::VecDeque;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;

/// Threads at most: packing and unpacking are as fast as a disk with a few.
const THREADS: usize = 8;

/// A job, and where its result goes.
type Handed<J, R> = (J, Sender<R>);

/// Calls `work` for each job on threads with this name, and `take` here with each result, in the order of the jobs. Only a few jobs are
/// taken before their turn. `None` as a result says that `work` panicked.
pub(super) fn in_order<J: Send, R: Send, B>(
    name: &str,
    mut jobs: impl Iterator<Item = J>,
    work: impl Fn(J) -> R + Sync,
    mut take: impl FnMut(Option<R>) -> ControlFlow<B>,
) -> ControlFlow<B> {
    let cores = thread::available_parallelism().map_or(1, usize::from).min(THREADS);
    let ahead = 2 * cores + 1;
    thread::scope(|scope| {
        let (queue, handed): (Sender<Handed<J, R>>, Receiver<_>) = bounded(ahead);
        let mut threads = 0;
        for number in 0..cores {
            let (handed, work) = (handed.clone(), &work);
            let run = move || {
                for (job, result) in handed {
                    // A panic drops the sender, which says so.
                    if let Ok(done) = catch_unwind(AssertUnwindSafe(|| work(job))) {
                        let _ = result.send(done);
                    }
                }
            };
            let thread = thread::Builder::new().name(format!("{name}-{}", number + 1));
            threads += usize::from(thread.spawn_scoped(scope, run).is_ok());
        }
        drop(handed);
        if threads == 0 {
            // The system starts no other thread, so this one does the work alone.
            return jobs.try_for_each(|job| take(Some(work(job))));
        }
        let mut waiting: VecDeque<Receiver<R>> = VecDeque::new();
        loop {
            while waiting.len() < ahead {
                let Some(job) = jobs.next() else { break };
                let (sender, receiver) = bounded(1);
                waiting.push_back(receiver);
                if queue.send((job, sender)).is_err() {
                    break;
                }
            }
            let Some(next) = waiting.pop_front() else { return ControlFlow::Continue(()) };
            take(next.recv().ok())?;
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_their_jobs() {
        let mut taken = Vec::new();
        let all = in_order(
            "test",
            0..1000,
            |job| job * 2,
            |result| {
                taken.push(result.unwrap());
                if taken.len() == 700 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            },
        );
        assert_eq!(all, ControlFlow::Break(()));
        assert!(taken.into_iter().eq((0..700).map(|job| job * 2)));
    }
}
