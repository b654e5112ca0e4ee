//! Stop: from the press to every worker joined, at random moments of a reading.
//!
//! `cargo bench --bench stop` reads a tree and a flat folder again and again (those of the scan benchmark, kept in the same place), presses
//! Stop at a random moment of each, and prints the median, the 99th percentile and the longest wait, and beside them the longest
//! system call of all these readings: a worker can't leave before the one that it is in returns.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a benchmark"
)]

#[path = "scan/trees.rs"]
mod trees;
#[path = "../common/watched.rs"]
#[allow(dead_code, reason = "how often the disk was asked is for a test")]
mod watched;

use clap::Parser;
use foldersheet::model::ScanOptions;
use foldersheet::session::{Command, Config, Phase, Session};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};
use watched::Watched;

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
    println!("shape: median, 99th percentile, longest; longest system call (ms)");
    for shape in ["tree", "flat"] {
        let folder = trees::make(&args.dir, shape, args.files);
        let disk = Watched::default();
        // The first one fills the system's cache, and takes longer.
        read(&disk, &folder, args.threads, None);
        let whole = read(&disk, &folder, args.threads, None).0;
        let mut waits: Vec<Duration> = (0..args.stops)
            .filter_map(|stop| {
                // Moments spread over the first four fifths, so that each press meets workers at work.
                let share = f64::from(stop * 7919 % args.stops) / f64::from(args.stops) * 0.8;
                read(&disk, &folder, args.threads, Some(whole.mul_f64(share))).1
            })
            .collect();
        waits.sort();
        let at = |share: f64| waits[((waits.len() - 1) as f64 * share) as usize].as_secs_f64() * 1000.0;
        let call = disk.longest();
        println!(
            "{shape}: {:.2}, {:.2}, {:.2}; {call:.2}; {} stops",
            at(0.5),
            at(0.99),
            at(1.0),
            waits.len()
        );
    }
}

/// How long the reading took, and how long the stop at a moment of it; none where it was at its end before.
fn read(
    disk: &Watched,
    folder: &Path,
    workers: usize,
    moment: Option<Duration>,
) -> (Duration, Option<Duration>) {
    let (ring, bell) = crossbeam_channel::bounded(1);
    let wake = Arc::new(move || {
        let _ = ring.try_send(());
    });
    let options = ScanOptions { workers, ..ScanOptions::default() };
    let disk = disk.clone();
    let mut session = Session::on_disk(
        Config { options, categories: foldersheet::model::Categories::standard(), wake, at_once: None },
        move || disk.clone(),
    );
    let start = Instant::now();
    session.apply(Command::AddFolders(vec![folder.to_owned()]));
    let mut pressed = None;
    loop {
        let wait = session.tick(Duration::from_millis(8));
        match session.status().phase {
            Phase::Done => return (start.elapsed(), None),
            Phase::Stopped => return (start.elapsed(), pressed.map(|at: Instant| at.elapsed())),
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
