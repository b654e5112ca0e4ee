//! Lists: how many rows a second of other tools' lists are read.
//!
//! `cargo bench --bench lists` makes a list of each kind in memory, reads it into blocks as the sheet keeps them, and prints the median of
//! some turns; beside it what the `csv` crate takes to find the cells of the same text, with no rows made of them.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a benchmark"
)]

#[path = "turns.rs"]
mod turns;

use clap::Parser;
use foldersheet::import::{As, How, Mapping, read_from};
use foldersheet::model::{Cancel, SourceError, SourceEvent, SourceSink};
use std::fmt::Write;
use std::path::Path;
use turns::median;

/// How fast lists are read
#[derive(Parser)]
struct Args {
    /// Rows of each list
    #[arg(long, default_value_t = 2_000_000)]
    rows: usize,
    /// Turns; medians are printed
    #[arg(long, default_value_t = 3)]
    turns: usize,
    /// What cargo passes to every benchmark
    #[arg(long, hide = true)]
    bench: bool,
}

/// Keeps the blocks, as a sheet does.
#[derive(Default)]
struct Kept {
    rows: usize,
    batches: Vec<SourceEvent>,
    cancel: Cancel,
}

impl SourceSink for Kept {
    fn send(&mut self, event: SourceEvent) -> Result<(), SourceError> {
        if let SourceEvent::Found(batch) = &event {
            self.rows += batch.rows.len();
        }
        self.batches.push(event);
        Ok(())
    }

    fn cancel(&self) -> &Cancel {
        &self.cancel
    }
}

/// The path of a file: 20 in a folder, three folders deep.
fn path(row: usize, separator: char) -> String {
    let folder = row / 20;
    format!(
        "Projects{separator}client {:03}{separator}year {}{separator}batch {folder:06}{separator}IMG_{row:08}.jpg",
        folder % 500,
        2000 + folder / 500 % 26,
    )
}

fn main() {
    let args = Args::parse();
    let row = |at: usize| (at as u64 * 2_654_435_761 % 9_000_000, at % 28 + 1, at % 24, at % 60);
    let mut wiztree = "File Name,Size,Allocated,Modified,Attributes,Files,Folders\r\n".to_owned();
    let mut efu = "Filename,Size,Date Modified,Date Created,Attributes\r\n".to_owned();
    let mut own = "\"path\",\"folder\",\"name\",\"extension\",\"kind\",\"size\",\"allocated\",\"modified\",\"created\",\"root\",\"path_hex\"\r\n".to_owned();
    let mut plain = "path,size\n".to_owned();
    let mut find = "foldersheet-find 1 1795697197 box\n".to_owned();
    for at in 0..args.rows {
        let (size, day, hour, minute) = row(at);
        let allocated = size.next_multiple_of(4096);
        let windows = path(at, '\\');
        writeln!(
            wiztree,
            "\"D:\\{windows}\",{size},{allocated},2026/09/{day:02} {hour:02}:{minute:02}:51,32,0,0\r"
        )
        .unwrap();
        writeln!(
            efu,
            "\"D:\\{windows}\",{size},{},133978896000000000,32\r",
            134_033_040_000_000_000 + at as u64 * 10_000_000
        )
        .unwrap();
        let unix = path(at, '/');
        let (folder, name) = unix.rsplit_once('/').unwrap();
        writeln!(own, "/data/{unix},/data/{folder},{name},jpg,file,{size},{allocated},2026-09-{day:02}T{hour:02}:{minute:02}:51Z,2026-09-{day:02}T{hour:02}:{minute:02}:51Z,/data,\r").unwrap();
        writeln!(plain, "/data/{unix},{size}").unwrap();
        write!(find, "f\t{size}\t{}\t1795698208.9879883490\t1795698208.9879883490\t1795698208.9879883490\t{at}\t1\t1000\t1000\t644\t65024\t/data/{unix}\0", allocated / 512).unwrap();
    }
    find += ".\0";
    let mapping = As::Mapped(Mapping::parse("path=path,size=size").unwrap());
    let lists = [
        ("WizTree CSV", wiztree, As::Guessed),
        ("Everything EFU", efu, As::Guessed),
        ("own CSV", own, As::Guessed),
        ("CSV by columns", plain, mapping),
        ("find", find, As::Guessed),
    ];
    println!("{} rows each, {} cores", args.rows, std::thread::available_parallelism().unwrap());
    println!(
        "{:<16} {:>8} {:>12} {:>16} {:>8}",
        "list", "seconds", "rows/second", "csv crate alone", "ratio"
    );
    for (name, list, read_as) in &lists {
        let how = How { read_as: read_as.clone(), folders: false };
        let ours = median(args.turns, || {
            let mut kept = Kept::default();
            read_from(&list.as_bytes(), Path::new("list"), &how, &mut kept).unwrap();
            assert_eq!(kept.rows, args.rows);
        });
        let cells = median(args.turns, || {
            let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(list.as_bytes());
            let mut record = csv::ByteRecord::new();
            while reader.read_byte_record(&mut record).unwrap() {}
        });
        let seconds = ours.as_secs_f64();
        println!(
            "{name:<16} {seconds:>8.2} {:>12.0} {:>16.2} {:>8.2}",
            args.rows as f64 / seconds,
            cells.as_secs_f64(),
            seconds / cells.as_secs_f64()
        );
    }
}
