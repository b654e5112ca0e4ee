//! How long the check of ten million names takes, beside a bare pass over the names in the same run.
//!
//! `cargo bench --bench check`; `-- --help` tells the parameters.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a benchmark"
)]

#[allow(dead_code, reason = "other benchmarks use more of it")]
#[path = "rows/sheet.rs"]
mod sheet;
#[path = "turns.rs"]
mod turns;

use clap::Parser;
use foldersheet::model::{Cancel, CheckWish, Destination};
use foldersheet::store::Sheet;
use foldersheet::view::check::NameCheck;
use std::hint::black_box;
use turns::median;

/// The check of millions of names
#[derive(Parser)]
struct Args {
    /// Files of the sheet
    #[arg(long, default_value_t = 10_000_000)]
    rows: u32,
    /// Turns of which the median is shown
    #[arg(long, default_value_t = 7)]
    turns: usize,
    /// What cargo passes to every benchmark
    #[arg(long, hide = true)]
    bench: bool,
}

fn main() {
    let args = Args::parse();
    let mut sheet = Sheet::default();
    sheet::Files::new().add(&mut sheet, args.rows);
    let cancel = Cancel::default();
    let bare = median(args.turns, || {
        let names = sheet.rows.blocks().flat_map(|(_, block)| (0..block.len()).map(|at| block.name(at)));
        black_box(names.fold(0u64, |sum, name| sum + name.iter().map(|byte| u64::from(*byte)).sum::<u64>()));
    });
    println!("{} rows, {} folders", args.rows, sheet.folders.known());
    println!("a bare pass over the bytes of the names, one thread   {:7.1} ms", bare.as_secs_f64() * 1e3);
    let all = Destination::ALL.to_vec();
    let each = all.iter().map(|destination| (destination.as_str(), vec![*destination], 0));
    for (what, destinations, long) in
        each.chain([("all", all.clone(), 0), ("all, long prefix", all.clone(), 180)])
    {
        let wish = CheckWish { destinations, prefix: "p".repeat(long), limit: None };
        let make = || NameCheck::make(&sheet, &wish, &cancel).unwrap();
        let found = make();
        let took = median(args.turns, || drop(black_box(make())));
        println!(
            "{what:18} {:7.1} ms, {:.1} × the bare pass; {} files with faults",
            took.as_secs_f64() * 1e3,
            took.as_secs_f64() / bare.as_secs_f64(),
            found.files
        );
    }
}
