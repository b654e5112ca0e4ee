//! What some turns of a piece of work take.

use std::time::{Duration, Instant};

/// The median time of a turn; there is one at least.
pub fn median(turns: usize, mut turn: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..turns.max(1))
        .map(|_| {
            let start = Instant::now();
            turn();
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    times[times.len() / 2]
}
