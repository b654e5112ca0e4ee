//! The map and the charts of ten million files: how long the map takes from a wish to the picture, and what it takes in memory, beside a
//! bare pass over the sizes and two crates that lay out the same tiles; and how long the charts take to count.
//!
//! `cargo bench --bench pictures` makes a sheet of ten million files in 800,000 folders. Each figure is the median of some turns; a ratio is
//! the median of the ratios in each turn. `cargo bench --bench pictures -- --help` tells the parameters.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a benchmark"
)]

#[path = "pictures/charts.rs"]
mod charts;
#[path = "pictures/contenders.rs"]
mod contenders;
#[path = "rows/sheet.rs"]
mod sheet;

use clap::Parser;
use contenders::Nest;
use foldersheet::model::Cancel;
use foldersheet::store::Sheet;
use foldersheet::view::{
    Colour, Filter, Form, Maker, Map, MapMaker, MapSpec, MapWish, Measure, Order, Spec, Ties, View,
};
use peak_alloc::PeakAlloc;
use std::time::{Duration, Instant};

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// The map and the charts of millions of files
#[derive(Parser)]
struct Args {
    /// Files of the sheet; there is a folder for every 12.5 of them
    #[arg(long, default_value_t = 10_000_000)]
    rows: u32,
    /// Turns of which the median is shown
    #[arg(long, default_value_t = 7)]
    turns: usize,
    /// The charts alone, without the map
    #[arg(long)]
    only_charts: bool,
    /// What cargo passes to every benchmark
    #[arg(long, hide = true)]
    bench: bool,
}

fn main() {
    let args = Args::parse();
    let sheet = sheet::store(args.rows);
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    println!("{} rows in {} folders, {cores} cores", sheet.rows.len(), sheet.folders.len());
    charts::measure(&sheet, args.turns);
    if args.only_charts {
        return;
    }
    let all = View::everything(sheet.rows.len());
    let few = filtered(&sheet, "ext:jpg");
    let plain = MapSpec::default();
    let [large, huge] = [[1920, 1080], [3840, 2160]];
    // Processor time is that of all threads together: what others on the machine do isn't in it.
    println!("\n{:44} {:>9} {:>9} {:>9} {:>9}", "milliseconds", "median", "processor", "x bare", "to reach");
    for (name, view, spec, most) in [
        ("1920x1080", &all, MapSpec { size: large, ..plain }, 150.0),
        (
            "1920x1080, size on disk",
            &all,
            MapSpec { size: large, measure: Measure::Allocated, ..plain },
            150.0,
        ),
        (
            "1920x1080, by age, no frames",
            &all,
            MapSpec { size: large, colour: Colour::Age, frames: false, ..plain },
            150.0,
        ),
        ("1920x1080, flame graph", &all, MapSpec { size: large, form: Form::Flame, ..plain }, 150.0),
        ("1920x1080 after a filter (ext:jpg)", &few, MapSpec { size: large, ..plain }, 150.0),
        ("3840x2160", &all, MapSpec { size: huge, percent: 200, ..plain }, 300.0),
        ("3840x2160, at 100 %", &all, MapSpec { size: huge, ..plain }, 300.0),
        ("3840x2160 after a filter (ext:jpg)", &few, MapSpec { size: huge, ..plain }, 300.0),
    ] {
        let mut maker = MapMaker::default();
        let first = timed(|| make(&mut maker, &sheet, view, &spec)).1;
        let (mut times, mut processor, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..args.turns {
            let bare = timed(|| bare(&sheet)).1;
            let before = processor_time();
            let (_, took) = timed(|| make(&mut maker, &sheet, view, &spec));
            processor.push(processor_time().saturating_sub(before));
            times.push(took);
            ratios.push(took.as_secs_f64() / bare.as_secs_f64());
        }
        println!(
            "{name:44} {:9.1} {:9.1} {:9.2} {most:9.0}   (the very first {:.1})",
            millis(median(times)),
            millis(median(processor)),
            median(ratios),
            millis(first)
        );
    }
    memory(&sheet, &all, MapSpec { size: large, ..plain });
    memory(&sheet, &all, MapSpec { size: huge, ..plain });
    for size in [large, huge] {
        rivals(&sheet, &all, MapSpec { size, frames: false, ..plain }, args.turns);
    }
    let bare = (0..args.turns).map(|_| timed(|| bare(&sheet)).1).collect();
    println!("\nthe bare pass over the sizes, one thread: {:.1} ms", millis(median(bare)));
}

/// What a map takes beside the sheet.
fn memory(sheet: &Sheet, view: &View, spec: MapSpec) {
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    let mut maker = MapMaker::default();
    let map = make(&mut maker, sheet, view, &spec);
    let mib = |bytes: usize| bytes as f64 / f64::from(1 << 20);
    let (kept, most) = (MEMORY.current_usage() - before, MEMORY.peak_usage() - before);
    let [width, height] = spec.size;
    let seen = map.tiles().iter().filter(|tile| !tile.is_empty()).count();
    println!(
        "\n{width}x{height}: {} tiles, {seen} of them with an area, {} names; {:.1} MiB kept, {:.1} MiB at most (to reach: 64), of which the picture {:.1}",
        map.tiles().len(),
        map.labels().len(),
        mib(kept),
        mib(most),
        mib(map.picture().len())
    );
    // While a sheet grows the map before stays until the next one is there.
    MEMORY.reset_peak_usage();
    let wish = MapWish { before: Some(&map), ..MapWish::new(view, &spec) };
    let next = maker.make(sheet, wish, &Cancel::default()).expect("not cancelled");
    let most = MEMORY.peak_usage() - before;
    println!(
        "    {:.1} MiB at most with the map before, of as many tiles as {}",
        mib(most),
        next.tiles().len()
    );
}

/// The whole map beside two crates that only lay out its tiles, which are found, grouped and sorted for them.
fn rivals(sheet: &Sheet, view: &View, spec: MapSpec, turns: usize) {
    let mut maker = MapMaker::default();
    let map = make(&mut maker, sheet, view, &spec);
    let nest = Nest::of(&map);
    let (mut whole, mut first, mut second) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..turns {
        let ours = timed(|| make(&mut maker, sheet, view, &spec)).1.as_secs_f64();
        let treemap = timed(|| nest.by_treemap()).1.as_secs_f64();
        let streemap = timed(|| nest.by_streemap()).1.as_secs_f64();
        whole.push(ours);
        first.push((treemap * 1e3, ours / treemap));
        second.push((streemap * 1e3, ours / streemap));
    }
    let [width, height] = spec.size;
    println!(
        "\n{width}x{height}, no frames: all of it, from the rows to the picture {:.1} ms",
        median(whole) * 1e3
    );
    for (name, figures) in [("treemap", first), ("streemap", second)] {
        let (times, ratios): (Vec<f64>, Vec<f64>) = figures.into_iter().unzip();
        println!(
            "{name:>10} lays out the same tiles in {:6.1} ms; all of ours is {:.1} times that",
            median(times),
            median(ratios)
        );
    }
}

fn make(maker: &mut MapMaker, sheet: &Sheet, view: &View, spec: &MapSpec) -> Map {
    maker.make(sheet, MapWish::new(view, spec), &Cancel::default()).expect("nobody cancelled")
}

fn filtered(sheet: &Sheet, filter: &str) -> View {
    let spec = Spec { filter: Filter::parse(filter).unwrap(), order: Order::default(), within: None };
    Maker::default().make(sheet, &spec, Ties::Found, None, &Cancel::default()).expect("nobody cancelled")
}

/// The least that any map must do: each size looked at once.
fn bare(sheet: &Sheet) -> u64 {
    let mut sum = 0u64;
    for (_, block) in sheet.rows.blocks() {
        for at in 0..block.len() {
            sum = sum.wrapping_add(block.size(at).unwrap_or(0));
        }
    }
    sum
}

/// What `work` makes, and how long it takes.
fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let made = std::hint::black_box(work());
    (made, start.elapsed())
}

/// Processor time of all threads.
fn processor_time() -> Duration {
    #[cfg(unix)]
    {
        let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
        Duration::new(time.tv_sec as u64, time.tv_nsec as u32)
    }
    #[cfg(not(unix))]
    Duration::ZERO
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// The middle one.
fn median<T: PartialOrd + Copy>(mut values: Vec<T>) -> T {
    values.sort_by(|a, b| a.partial_cmp(b).unwrap());
    values[values.len() / 2]
}
