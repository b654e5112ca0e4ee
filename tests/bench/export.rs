//! Millions of rows to a file, as ratios to writing the ready bytes alone, in the same turn.
//!
//! `cargo bench --bench export` writes a million rows, and then ten, to a disk in memory and to a real one: as CSV by this program, by the
//! `csv` crate row by row, and by Polars and DuckDB where Python has them; JSON Lines; and workbooks against the bare library. Every file is
//! synced and renamed. `cargo bench --bench export -- --help` tells the parameters.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a benchmark"
)]

#[path = "export/contenders.rs"]
mod contenders;
#[path = "export/python.rs"]
mod python;
#[allow(dead_code, reason = "its folders are deeper than wanted here")]
#[path = "rows/sheet.rs"]
mod sheet;

use clap::Parser;
use contenders::Contenders;
use foldersheet::export::{ExportJob, Format, Plan, Progress, Separator, to_file};
use foldersheet::model::{BlockBuilder, Cancel, Column, FolderId, FolderRecord, RootId, Row};
use foldersheet::store::Sheet;
use foldersheet::view::{Maker, Order, SortKey, Spec, Ties, View};
use python::Python;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Millions of rows to a file
#[derive(Parser)]
struct Args {
    /// Rows of the sheets
    #[arg(long, value_delimiter = ',', default_values_t = [1_000_000, 10_000_000])]
    rows: Vec<u32>,
    /// Turns of which the median is shown
    #[arg(long, default_value_t = 5)]
    turns: usize,
    /// Folders to write to
    #[arg(long, value_delimiter = ',', default_values_os_t = [PathBuf::from("/dev/shm"), std::env::temp_dir()])]
    dirs: Vec<PathBuf>,
    /// Rows of a workbook
    #[arg(long, default_value_t = 200_000)]
    workbook: u32,
    /// What cargo passes to every benchmark
    #[arg(long, hide = true)]
    bench: bool,
}

fn main() {
    let args = Args::parse();
    for &rows in &args.rows {
        let store = store(rows);
        for dir in args.dirs.iter().filter(|dir| dir.is_dir()) {
            let dir = tempfile::Builder::new().prefix("foldersheet-bench-").tempdir_in(dir).unwrap();
            texts(&store, dir.path(), args.turns);
        }
    }
    if args.workbook > 0 {
        let dir = tempfile::tempdir().unwrap();
        workbooks(&store(args.workbook), dir.path(), args.turns);
    }
}

/// Rows of about 137 bytes as CSV.
fn store(rows: u32) -> Sheet {
    let mut store = Sheet::default();
    store.roots.add(Path::new("/srv").into());
    let mut random = sheet::Random(1);
    let mut builder = BlockBuilder::default();
    let (mut name, mut modified) = (String::new(), 0);
    let mut folder = FolderId(0);
    store.folders.insert(FolderRecord { id: folder, parent: None, root: RootId(0), name: b"/srv" });
    for row in 0..rows {
        if row % 12 == 0 {
            let parent = Some(FolderId(0));
            folder = FolderId(row / 12 + 1);
            modified = sheet::folder_time(random.next());
            let name = format!("f{:06}", folder.0);
            store.folders.insert(FolderRecord { id: folder, parent, root: RootId(0), name: name.as_bytes() });
        }
        sheet::file_name(&mut random, &mut name);
        let meta = sheet::file_meta(&mut random, modified);
        builder.push(Row { folder, name: name.as_bytes(), meta, target: None });
        if builder.is_full() {
            store.rows.push(builder.take());
        }
    }
    store.rows.push(builder.take());
    store
}

fn job(store: &Sheet, view: View, format: Format) -> ExportJob {
    ExportJob { sheet: store.clone(), view: Arc::new(view), only: None, plan: Plan::new(format) }
}

fn texts(store: &Sheet, dir: &Path, turns: usize) {
    let rows = store.rows.len();
    let programs = Format::Programs(Separator::COMMA);
    let everything = || View::everything(rows);
    let csv = job(store, everything(), programs);
    let target = dir.join("sheet.csv");
    to_file(&csv, &target, &Progress::default()).unwrap();
    let bytes = std::fs::read(&target).unwrap();
    println!(
        "\n{rows} rows, {} MB, {:.0} bytes each, in {}\n{:32} {:>9} {:>8}",
        bytes.len() / 1_000_000,
        bytes.len() as f64 / f64::from(rows),
        dir.parent().unwrap().display(),
        "",
        "ms",
        "ratio"
    );
    let people = job(store, everything(), Format::Spreadsheet(Separator::COMMA));
    let by_size = Spec { order: Order::by(SortKey::down(Column::Size)), ..Spec::default() };
    let sorted = Maker::default().make(store, &by_size, Ties::Path, None, &Cancel::default()).unwrap();
    let sorted = job(store, sorted, programs);
    let json = job(store, everything(), Format::JsonLines);
    let python = Python::start(&target);
    let mut contenders = Contenders::new(turns);
    contenders.add("the bytes alone", || contenders::bytes(&bytes, &target));
    contenders.add("CSV for programs", || export(&csv, &target));
    contenders.add("CSV for a spreadsheet", || export(&people, &target));
    contenders.add("CSV for programs, by size", || export(&sorted, &target));
    contenders.add("JSON Lines", || export(&json, &target));
    contenders.add("csv crate, row by row", || contenders::row_by_row(store, &target));
    match &python {
        Ok(python) => {
            for rival in python::RIVALS {
                contenders.add(rival, || python.write(rival, &target));
            }
        }
        Err(why) => println!("no rivals in Python: {why}"),
    }
    contenders.run();
}

fn export(job: &ExportJob, target: &Path) -> Duration {
    let start = Instant::now();
    to_file(job, target, &Progress::default()).unwrap();
    start.elapsed()
}

fn workbooks(store: &Sheet, dir: &Path, turns: usize) {
    println!("\n{} rows as a workbook\n{:32} {:>9} {:>8}", store.rows.len(), "", "ms", "ratio");
    let target = dir.join("sheet.xlsx");
    let book = job(store, View::everything(store.rows.len()), Format::Xlsx);
    let texts = contenders::workbook_cells(store, &Column::USUAL);
    let mut contenders = Contenders::new(turns.min(3));
    contenders.add("the library alone", || contenders::workbook(&texts, &target));
    contenders.add("workbook", || export(&book, &target));
    contenders.run();
}
