//! Stop: from the press to every worker joined, at random moments of a reading.
//!
//! `cargo bench --bench stop` reads a tree and a flat folder again and again (those of the scan benchmark, kept in the same place), presses
//! Stop at a random moment of each, and prints the median, the 99th percentile and the longest wait.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a benchmark"
)]

#[path = "scan/trees.rs"]
mod trees;

use clap::Parser;
use foldersheet::model::ScanOptions;
use foldersheet::session::{Command, Config, Phase, Session};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// The time from Stop to every worker joined
#[derive(Parser)]
struct Args {
    /// Files of the tree and of the flat folder
    #[arg(long, default_value_t = 1_000_000)]
    files: u64,
    /// Stops of each
    #[arg(long, default_value_t = 300)]
    stops: u32,
    /// Worker threads
    #[arg(long, default_value_t = 2)]
    threads: usize,
    /// Where the trees are made and kept
    #[arg(long, default_value_os_t = std::env::temp_dir().join("foldersheet-bench"))]
    dir: PathBuf,
    /// What cargo passes to every benchmark
    #[arg(long, hide = true)]
    bench: bool,
}

fn main() {
    let args = Args::parse();
    println!("shape: median, 99th percentile, longest (ms)");
    for shape in ["tree", "flat"] {
        let folder = trees::make(&args.dir, shape, args.files);
        let whole = read(&folder, args.threads, None).0;
        let mut waits: Vec<Duration> = (0..args.stops)
            .map(|stop| {
                // Moments spread over the first four fifths, so that each press meets workers at work.
                let share = f64::from(stop * 7919 % args.stops) / f64::from(args.stops) * 0.8;
                read(&folder, args.threads, Some(whole.mul_f64(share))).1
            })
            .collect();
        waits.sort();
        let at = |share: f64| waits[((waits.len() - 1) as f64 * share) as usize].as_secs_f64() * 1000.0;
        println!("{shape}: {:.2}, {:.2}, {:.2}", at(0.5), at(0.99), at(1.0));
    }
}

/// How long the reading took, and how long the stop at a moment of it.
fn read(folder: &Path, workers: usize, moment: Option<Duration>) -> (Duration, Duration) {
    let (ring, bell) = crossbeam_channel::bounded(1);
    let wake = Arc::new(move || {
        let _ = ring.try_send(());
    });
    let options = ScanOptions { workers, ..ScanOptions::default() };
    let mut session = Session::new(Config { options, wake });
    let start = Instant::now();
    session.apply(Command::AddFolders(vec![folder.to_owned()]));
    let mut pressed = None;
    loop {
        let wait = session.tick(Duration::from_millis(8));
        match session.status().phase {
            Phase::Done => return (start.elapsed(), Duration::ZERO),
            Phase::Stopped => {
                return (start.elapsed(), pressed.map_or(Duration::ZERO, |at: Instant| at.elapsed()));
            }
            _ => {}
        }
        let left = moment.map(|moment| moment.saturating_sub(start.elapsed()));
        if left.is_some_and(|left| left.is_zero()) && pressed.is_none() {
            pressed = Some(Instant::now());
            session.apply(Command::Stop);
        }
        let wait = wait.unwrap_or(Duration::from_millis(50));
        let _ = bell.recv_timeout(left.filter(|_| pressed.is_none()).map_or(wait, |left| wait.min(left)));
    }
}
