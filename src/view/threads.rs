//! A pool of threads for the work of one job thread.

use rayon::{ThreadPool, ThreadPoolBuilder};

/// Threads of its own, never those of the whole program, which rayon would start at first use and panic where it can't.
pub(super) struct Threads(Option<ThreadPool>);

impl Threads {
    /// As many as the machine has cores, but `most` at most; named `name-1` and so on. Where no more threads start the work is done on the
    /// caller's, which then counts as a pool of one for good.
    pub(super) fn new(name: &'static str, most: usize) -> Threads {
        let count = std::thread::available_parallelism().map_or(1, usize::from).min(most);
        let named = move |i| format!("{name}-{}", i + 1);
        let own = ThreadPoolBuilder::new().num_threads(count).thread_name(named).build();
        let threads = own.or_else(|_| ThreadPoolBuilder::new().num_threads(1).use_current_thread().build());
        Threads(threads.ok())
    }

    /// Does the work; what it does in parallel is shared among the threads.
    pub(super) fn run<T: Send>(&self, work: impl FnOnce() -> T + Send) -> T {
        match &self.0 {
            Some(threads) => threads.install(work),
            None => work(),
        }
    }
}
