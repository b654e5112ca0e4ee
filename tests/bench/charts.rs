//! How long the charts of ten million files take, beside a bare pass over their sizes in the same run.
//!
//! `cargo bench --bench charts`; `-- --help` tells the parameters.
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

use clap::Parser;
use foldersheet::model::{Cancel, RowSet};
use foldersheet::store::Sheet;
use foldersheet::view::charts::{ChartRows, Charts};
use foldersheet::view::{CountLinks, Now, sum};
use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Charts of millions of rows
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
    let every_third: RowSet = (0..args.rows).filter(|row| row % 3 == 0).collect();
    let every_third = Arc::new(every_third);
    let (cancel, now) = (Cancel::default(), Now::here());
    let median = |work: &dyn Fn()| {
        let mut times: Vec<Duration> = (0..args.turns)
            .map(|_| {
                let start = Instant::now();
                work();
                start.elapsed()
            })
            .collect();
        times.sort_unstable();
        times[args.turns / 2]
    };
    let bare = median(&|| {
        let sizes =
            sheet.rows.blocks().flat_map(|(_, block)| (0..block.len()).map(|at| block.size(at).unwrap_or(0)));
        black_box(sizes.fold(0u64, u64::wrapping_add));
    });
    println!("{} rows, {} folders", args.rows, sheet.folders.known());
    println!("a bare pass over the sizes, one thread   {:7.1} ms", bare.as_secs_f64() * 1e3);
    for (what, shown) in [("all", None), ("every third row of all", Some(every_third))] {
        let sums = median(&|| {
            black_box(sum(&sheet, args.rows, shown.as_ref(), CountLinks::EachName, &cancel));
        });
        let charts = median(&|| {
            let rows = ChartRows { covers: args.rows, shown: shown.clone(), count: CountLinks::EachName };
            black_box(Charts::make(&sheet, rows, &now, &cancel));
        });
        let ms = |time: Duration| time.as_secs_f64() * 1e3;
        println!(
            "{what}: sums {:7.1} ms, charts {:7.1} ms, {:.1} × the bare pass",
            ms(sums),
            ms(charts),
            charts.as_secs_f64() / bare.as_secs_f64()
        );
    }
}
