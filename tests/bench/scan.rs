//! Reading folders, as ratios to what the system calls cost, in one run.
//!
//! `cargo bench --bench scan` makes the trees (kept for the next time), then lets every contender read each of them in turns, warm, with
//! the same number of threads. Each run is a process of its own, so that CPU and memory are its own. One line a contender:
//! median seconds, CPU seconds, peak memory, median of the ratios to the limit in the same turn. Below them what Foldersheet
//! says of itself: time and memory a row, time to the first rows, and what it takes beside a reading without columns on request.
//!
//! `cargo bench --bench scan -- --help` tells the parameters.
#![cfg_attr(not(target_os = "linux"), allow(dead_code, unused_imports))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a benchmark"
)]

#[cfg(target_os = "linux")]
#[path = "scan/contenders.rs"]
mod contenders;
#[cfg(target_os = "linux")]
#[path = "scan/limit.rs"]
mod limit;
#[cfg(target_os = "linux")]
#[path = "scan/measure.rs"]
mod measure;
#[path = "scan/trees.rs"]
mod trees;

use clap::Parser;
use std::path::PathBuf;

/// Reading folders against the system-call limit and other tools
#[derive(Parser)]
struct Args {
    /// Files of the tree and of the flat folder; several sizes show whether the cost grows in proportion
    #[arg(long, value_delimiter = ',', default_value = "1000000")]
    files: Vec<u64>,
    /// Which trees: tree, flat, chain, or the path of a folder
    #[arg(long, value_delimiter = ',', default_value = "tree,flat,chain,/usr")]
    shapes: Vec<String>,
    /// Turns; medians are printed
    #[arg(long, default_value_t = 5)]
    turns: usize,
    /// Threads of every contender that can be told
    #[arg(long, default_value_t = 2)]
    threads: usize,
    /// Only the limit, Foldersheet, and contenders whose name holds one of these
    #[arg(long, value_delimiter = ',')]
    only: Vec<String>,
    /// Where the trees are made and kept
    #[arg(long, default_value_os_t = std::env::temp_dir().join("foldersheet-bench"))]
    dir: PathBuf,
    /// Drops the system's cache before each run (root)
    #[arg(long)]
    cold: bool,
    /// Reads one tree with one contender of this program's own, in this process
    #[arg(long, hide = true, num_args = 2, value_names = ["CONTENDER", "FOLDER"])]
    inside: Option<Vec<String>>,
    /// What cargo passes to every benchmark
    #[arg(long, hide = true)]
    bench: bool,
}

#[cfg(target_os = "linux")]
fn main() {
    let args = Args::parse();
    if let Some([contender, folder]) = args.inside.as_deref() {
        return contenders::inside(contender, folder.as_ref(), args.threads);
    }
    let contenders = measure::contenders(&args);
    for files in &args.files {
        for shape in &args.shapes {
            let folder = trees::make(&args.dir, shape, *files);
            let measured = measure::in_turns(&args, &contenders, &folder);
            measure::print(&folder, &measured);
        }
    }
}

#[cfg(not(target_os = "linux"))]
fn main() {
    let _ = Args::parse();
    println!("this benchmark reads /proc and statx: Linux only");
}
