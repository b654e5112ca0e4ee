//! Saved sheets of ten million rows: how long it takes to save one, to open it again, and until the first rows are there; and how many
//! bytes a row takes on the disk. Beside it, in the same run, the bytes alone, zlib's own speed, Parquet by DuckDB and Polars, and ncdu.
//!
//! `cargo bench --bench sheets` takes the rows of `/usr`, over and over until there are enough; with `-- --like PATH` those of another folder
//! or of a saved sheet. With `-- --random` it takes those of the other benchmarks, whose names and times are mostly chance, so that nothing
//! makes them small. `-- --help` tells the parameters.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a benchmark"
)]

#[path = "sheets/like.rs"]
mod like;
#[path = "sheets/rivals.rs"]
mod rivals;
#[allow(dead_code, reason = "other benchmarks use more of it")]
#[path = "rows/sheet.rs"]
mod sheet;
#[path = "turns.rs"]
mod turns;

use clap::Parser;
use crossbeam_channel::bounded;
use flate2::{Compress, Compression, Decompress, FlushCompress, FlushDecompress};
use foldersheet::archive;
use foldersheet::export::{ExportJob, Format, Plan, Progress, to_file};
use foldersheet::model::{
    Cancel, Categories, Outcome, RootId, ScanOptions, SourceError, SourceEvent, SourceSink,
};
use foldersheet::session::{Command, Config, Phase, Session};
use foldersheet::store::Sheet;
use foldersheet::view::View;
use std::fs::File;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};
use turns::median;

/// Saved sheets
#[derive(Parser)]
struct Args {
    /// Files of the sheet
    #[arg(long, default_value_t = 10_000_000)]
    rows: u32,
    /// Turns of which the median is shown
    #[arg(long, default_value_t = 5)]
    turns: usize,
    /// A folder or a saved sheet whose rows are taken over and over
    #[arg(long, default_value = "/usr")]
    like: PathBuf,
    /// Random rows instead
    #[arg(long)]
    random: bool,
    /// Where the files are written
    #[arg(long, default_value_os_t = std::env::temp_dir())]
    dir: PathBuf,
    /// Rows that other programs write and read; 0 for none
    #[arg(long, default_value_t = 2_000_000)]
    rivals: u32,
    /// What cargo passes to every benchmark
    #[arg(long, hide = true)]
    bench: bool,
}

fn main() {
    let args = Args::parse();
    let dir = tempfile::Builder::new().prefix("foldersheet-bench-").tempdir_in(&args.dir).unwrap();
    let sheet = sheet(&args, args.rows);
    let rows = sheet.rows.len();
    println!(
        "{rows} rows, {} folders, {:.1} bytes a row in memory, {} cores, load {}",
        sheet.folders.known(),
        sheet.heap_bytes() as f64 / f64::from(rows),
        std::thread::available_parallelism().unwrap(),
        std::fs::read_to_string("/proc/loadavg").unwrap_or_default().trim()
    );
    let file = dir.path().join("x.foldersheet");
    let job = ExportJob {
        sheet: sheet.clone(),
        view: Arc::new(View::everything(rows)),
        only: None,
        plan: Plan::new(Format::SavedSheet),
    };
    measured("saved", args.turns, || {
        to_file(&job, &file, &Progress::default()).unwrap();
    });
    drop((job, sheet));
    let bytes = std::fs::read(&file).unwrap();
    println!("{:44} {:8.2} bytes a row", "", bytes.len() as f64 / f64::from(rows));
    measured("the bytes alone, written", args.turns, || write_alone(&bytes, &dir.path().join("alone")));
    measured("the bytes alone, read", args.turns, || drop(std::fs::read(&file).unwrap()));
    zlib(&bytes, args.turns);
    drop(bytes);

    let mut first = Vec::new();
    measured("opened by a session, whole", args.turns, || first.push(open(&file, rows)));
    first.sort_unstable();
    say("opened by a session, the first rows", first[first.len() / 2]);
    let mut first = Vec::new();
    measured("read alone, whole", args.turns, || first.push(read(&file, rows)));
    first.sort_unstable();
    say("read alone, the first rows", first[first.len() / 2]);
    if args.rivals > 0 {
        rivals::run(&self::sheet(&args, args.rivals), dir.path(), args.turns.min(3));
    }
}

fn say(what: &str, took: Duration) {
    println!("{what:44} {:8.1} ms", took.as_secs_f64() * 1e3);
}

/// The same of turns, with the time that all processors together worked on one: on a machine that others use too, this is what can be
/// compared.
fn measured(what: &str, turns: usize, turn: impl FnMut()) {
    let before = worked();
    let took = median(turns, turn);
    let own = (worked() - before).as_secs_f64() * 1e3 / turns.max(1) as f64;
    println!("{what:44} {:8.1} ms, {own:8.1} of processors", took.as_secs_f64() * 1e3);
}

/// The time that processors worked for this process.
fn worked() -> Duration {
    #[cfg(unix)]
    {
        let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
        Duration::new(time.tv_sec.unsigned_abs(), time.tv_nsec.unsigned_abs() as u32)
    }
    #[cfg(not(unix))]
    Duration::ZERO
}

fn sheet(args: &Args, rows: u32) -> Sheet {
    if !args.random {
        return like::sheet(&args.like, rows);
    }
    let mut sheet = Sheet { as_of: Some(std::time::SystemTime::now()), ..Sheet::default() };
    sheet.roots.add(Path::new("/srv/share 0").into());
    sheet::Files::new().add(&mut sheet, rows);
    sheet.roots.finished(RootId(0), Duration::ZERO, Outcome::Complete);
    sheet
}

/// As an export puts a file down: whole and on the disk.
fn write_alone(bytes: &[u8], to: &Path) {
    let mut file = File::create(to).unwrap();
    bytes.chunks(1 << 18).for_each(|piece| file.write_all(piece).unwrap());
    file.sync_all().unwrap();
}

/// What the parts hold, compressed as they are, and unpacked again, by zlib alone on one thread.
fn zlib(file: &[u8], turns: usize) {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(file)).unwrap();
    let mut parts = Vec::new();
    for at in 0..archive.len() {
        let mut part = Vec::new();
        archive.by_index(at).unwrap().read_to_end(&mut part).unwrap();
        parts.push(part);
    }
    let all: usize = parts.iter().map(Vec::len).sum();
    let largest = parts.iter().map(Vec::len).max().unwrap_or(0);
    println!(
        "{:44} {:8} MB in {} parts, {} kB the largest",
        "before zlib",
        all / 1_000_000,
        parts.len(),
        largest / 1000
    );
    let mut packed = Vec::new();
    measured("the same by zlib alone, one thread", turns.min(3), || {
        packed = parts
            .iter()
            .map(|part| {
                let mut out = Vec::with_capacity(part.len() + 4096);
                let mut deflate = Compress::new(Compression::new(2), false);
                deflate.compress_vec(part, &mut out, FlushCompress::Finish).unwrap();
                out
            })
            .collect();
    });
    measured("unpacked by zlib alone, one thread", turns.min(3), || {
        for (packed, part) in packed.iter().zip(&parts) {
            let mut out = Vec::with_capacity(part.len());
            Decompress::new(false).decompress_vec(packed, &mut out, FlushDecompress::Finish).unwrap();
        }
    });
}

/// Opens it as the window does. Returns the time until the first rows were there.
fn open(file: &Path, rows: u32) -> Duration {
    let start = Instant::now();
    let (ring, bell) = bounded(1);
    let wake = Arc::new(move || {
        let _ = ring.try_send(());
    });
    let config =
        Config { options: ScanOptions::default(), categories: Categories::standard(), wake, at_once: None };
    let mut session = Session::new(config);
    session.apply(Command::Open(file.to_owned()));
    let mut first = None;
    loop {
        session.tick(Duration::from_millis(8));
        let status = session.status();
        if status.found > 0 {
            first.get_or_insert_with(|| start.elapsed());
        }
        if status.phase == Phase::Done && status.opening.is_none() {
            assert_eq!((status.found, status.incomplete), (u64::from(rows), None));
            return first.unwrap();
        }
        let _ = bell.recv_timeout(Duration::from_millis(8));
    }
}

/// Counts what comes, and keeps nothing.
struct Counted {
    rows: u64,
    start: Instant,
    first: Option<Duration>,
    cancel: Cancel,
}

impl SourceSink for Counted {
    fn send(&mut self, event: SourceEvent) -> Result<(), SourceError> {
        if let SourceEvent::Found(batch) = &event {
            self.rows += batch.rows.len() as u64;
            if self.rows > 0 {
                self.first.get_or_insert_with(|| self.start.elapsed());
            }
        }
        Ok(())
    }

    fn cancel(&self) -> &Cancel {
        &self.cancel
    }
}

/// Reads it without a sheet. Returns as [`open`].
fn read(file: &Path, rows: u32) -> Duration {
    let mut counted = Counted { rows: 0, start: Instant::now(), first: None, cancel: Cancel::default() };
    archive::read(file, &mut counted).unwrap();
    assert_eq!(counted.rows, u64::from(rows));
    counted.first.unwrap()
}
