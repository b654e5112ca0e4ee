//! What rows take in memory, and writing them, counted by the allocator and not by the store.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, reason = "a test")]

#[allow(dead_code, reason = "a part of the benchmark")]
#[path = "bench/rows/sheet.rs"]
mod sheet;

use foldersheet::export::{ExportJob, Format, Plan, Progress, Separator, to_file};
use foldersheet::model::{Cancel, Column};
use foldersheet::store::Sheet;
use foldersheet::view::{Filter, Maker, Order, SortKey, Spec, Ties, View};
use peak_alloc::PeakAlloc;
use std::sync::Arc;

#[global_allocator]
static COUNTED: PeakAlloc = PeakAlloc;

const ROWS: u32 = 400_000;

/// One test, as everything in this process is counted.
#[test]
fn a_row_takes_fifty_bytes_and_seventy_five_with_its_name_folded() {
    let before = COUNTED.current_usage();
    let per_row = || (COUNTED.current_usage() - before) as f64 / f64::from(ROWS);
    let store = sheet::store(ROWS);
    let names: u64 = (0..ROWS).map(|row| store.row(row).name.len() as u64).sum();
    assert_eq!(names / u64::from(ROWS), 21, "the sheet that the figures are for");
    let (rows, counted) = (per_row(), store.heap_bytes() as f64 / f64::from(ROWS));
    assert!(rows <= 50.0, "{rows} bytes a row");
    assert!((rows - counted).abs() < 1.0, "{rows} bytes a row, of which the store knows {counted}");

    let mut maker = Maker::default();
    let mut make = |text: &str, order: Order| {
        let spec = Spec { filter: Filter::parse(text).unwrap(), order, within: None };
        maker.make(&store, &spec, Ties::Path, None, &Cancel::default()).unwrap()
    };
    drop(make("nothing has this name", Order::default()));
    let folded = per_row();
    assert!(folded <= 75.0, "{folded} bytes a row with the names folded");
    // An order keeps the whole sheet's, and the one by path: four bytes each.
    drop(make("", Order::by(SortKey::down(Column::Size))));
    let ordered = per_row() - folded;
    assert!(ordered <= 9.0, "{ordered} bytes a row for an order");

    for (format, rows) in [
        (Format::Spreadsheet(Separator::SEMICOLON), ROWS),
        (Format::Programs(Separator::COMMA), ROWS),
        (Format::JsonLines, ROWS),
        // A tenth of the rows would fill the bound ten times if they were kept.
        (Format::Xlsx, ROWS / 10),
    ] {
        let taken = taken_by_an_export(&store, format, rows);
        assert!(taken <= 16 << 20, "{taken} bytes to write {format:?}");
    }
}

/// Bytes of memory at most, while a sheet of more than 50 MB is written, or a tenth of it.
fn taken_by_an_export(store: &Sheet, format: Format, rows: u32) -> usize {
    let dir = tempfile::tempdir().unwrap();
    let job = ExportJob {
        sheet: store.clone(),
        view: Arc::new(View::everything(rows)),
        only: None,
        plan: Plan::new(format),
    };
    COUNTED.reset_peak_usage();
    let before = COUNTED.current_usage();
    let written = to_file(&job, &dir.path().join("sheet"), &Progress::default()).unwrap();
    assert_eq!(written.rows, u64::from(rows));
    COUNTED.peak_usage() - before
}
