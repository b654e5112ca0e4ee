//! Millions of rows in memory: what they take, and how long it is from a wish to the view, as ratios to plain algorithms in the same run.
//!
//! `cargo bench --bench rows` makes a sheet of ten million files in 800,000 folders and goes through memory, orders, filters,
//! a sheet that grows, selections, a picked folder that is taken out, names of one file, and the window's frames without a map and with one. Each figure is the median of some turns; a ratio is the median of the ratios
//! in each turn. `cargo bench --bench rows -- --help` tells the parameters.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a benchmark"
)]

#[path = "rows/baselines.rs"]
mod baselines;
#[path = "rows/disk.rs"]
mod disk;
#[path = "rows/filters.rs"]
mod filters;
#[path = "rows/frames.rs"]
mod frames;
#[path = "rows/growing.rs"]
mod growing;
#[path = "rows/mapped.rs"]
mod mapped;
#[path = "rows/numbered.rs"]
mod numbered;
#[path = "rows/orders.rs"]
mod orders;
#[path = "rows/removing.rs"]
mod removing;
#[path = "rows/selecting.rs"]
mod selecting;
#[path = "rows/sheet.rs"]
mod sheet;
#[path = "rows/window.rs"]
mod window;

use clap::Parser;
use std::time::{Duration, Instant};

/// Millions of rows in memory
#[derive(Parser)]
struct Args {
    /// Files of the sheet; there is a folder for every 12.5 of them
    #[arg(long, default_value_t = 10_000_000)]
    rows: u32,
    /// Turns of which the median is shown
    #[arg(long, default_value_t = 3)]
    turns: usize,
    /// Only these parts: memory, orders, filters, growing, selecting, removing, links, frames, map
    #[arg(long, value_delimiter = ',')]
    only: Vec<String>,
    /// What cargo passes to every benchmark
    #[arg(long, hide = true)]
    bench: bool,
}

/// The parts that share a sheet.
const ON_ONE: [&str; 5] = ["memory", "orders", "filters", "growing", "selecting"];

fn main() {
    let args = Args::parse();
    let wants = |part: &str| args.only.is_empty() || args.only.iter().any(|only| only == part);
    if args.only.is_empty() || args.only.iter().any(|only| ON_ONE.contains(&only.as_str())) {
        on_a_whole_sheet(&args, wants);
    }
    if wants("removing") {
        removing::run(args.rows, args.turns);
    }
    if wants("links") {
        numbered::run(args.rows, args.turns);
    }
    if wants("frames") {
        frames::run(args.rows);
    }
    if wants("map") {
        mapped::run(args.rows);
    }
}

/// All but the window's frames, which have a sheet of their own.
fn on_a_whole_sheet(args: &Args, wants: impl Fn(&str) -> bool) {
    // First, as memory that was freed would be used again and not count as growth.
    let before = resident();
    let store = sheet::store(args.rows);
    println!(
        "{} rows in {} folders, {} threads",
        store.rows.len(),
        store.folders.len(),
        rayon::current_num_threads()
    );
    if wants("memory") {
        memory(&store, before);
    }
    if wants("orders") {
        orders::run(&store, args.turns);
    }
    if wants("filters") {
        filters::run(&store, args.turns);
    }
    if wants("growing") {
        growing::run(args.rows);
    }
    if wants("selecting") {
        selecting::run(&store, args.turns);
    }
}

/// The process's growth, which counts what an allocator wastes too.
fn memory(store: &foldersheet::store::Sheet, before: u64) {
    let rows = f64::from(store.rows.len());
    let grown = resident().saturating_sub(before) as f64 / rows;
    let counted = store.heap_bytes() as f64 / rows;
    println!("\nmemory a row, in bytes                        grown  counted  to reach");
    println!("columns, names and folders               {grown:10.1} {counted:8.1}      50.0");
    let mut maker = foldersheet::view::Maker::default();
    let _view = filters::view(&mut maker, store, "zzzz", None);
    let grown = resident().saturating_sub(before) as f64 / rows;
    println!("with the names folded for searching      {grown:10.1}               75.0");
}

/// Bytes of memory that the process has.
fn resident() -> u64 {
    let statm = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    let pages: u64 = statm.split(' ').nth(1).and_then(|pages| pages.parse().ok()).unwrap_or(0);
    pages * 4096
}

/// What `work` makes, and how long it takes.
fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let made = std::hint::black_box(work());
    (made, start.elapsed())
}

/// The middle one.
fn median<T: PartialOrd + Copy>(mut values: Vec<T>) -> T {
    values.sort_by(|a, b| a.partial_cmp(b).unwrap());
    values[values.len() / 2]
}

/// In milliseconds.
fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
