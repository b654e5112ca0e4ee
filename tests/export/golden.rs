//! The very bytes of a small sheet. They change only on purpose: other programs read them.
#![cfg_attr(not(unix), allow(unused_imports, reason = "some are of tests that need Unix"))]

use crate::readers::PROGRAMS;
use foldersheet::export::{ExportJob, Format, Plan, Progress, Separator, to_file, to_writer};
use foldersheet::model::{BlockBuilder, FolderId, FolderRecord, Kind, Meta, RootId, Row};
use foldersheet::store::Sheet;
use foldersheet::view::View;
use foldersheet::words;
use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

/// The folder, name, kind, size and time of a row.
type Line = (u32, &'static [u8], Kind, Option<u64>, Option<i64>);

/// A sheet that holds still.
const ROWS: &[Line] = &[
    (0, b"plain.txt", Kind::File, Some(0), Some(0)),
    (0, b"a,b;c.CSV", Kind::File, Some(70_000), Some(1_711_846_799)),
    (0, b"say \"hi\"", Kind::Symlink, Some(9), Some(1_711_846_800)),
    (0, b"=1+1", Kind::File, Some(1), Some(-1)),
    (1, b"new\nline", Kind::File, Some(u64::MAX), Some(2_208_988_800)),
    (1, b"bad\xFF.Bin", Kind::File, Some(2), None),
    (1, b"\xEF\xBC\x9D\xC3\xA9", Kind::Fifo, None, Some(i64::MAX)),
    (1, b"-rf", Kind::Folder, None, Some(253_402_300_799)),
];

fn job(format: Format) -> ExportJob {
    let mut sheet = Sheet { as_of: Some(SystemTime::UNIX_EPOCH), ..Sheet::default() };
    sheet.roots.add(Path::new("/srv/a, b").into());
    sheet.folders.insert(FolderRecord { id: FolderId(0), parent: None, root: RootId(0), name: b"/srv/a, b" });
    sheet.folders.insert(FolderRecord {
        id: FolderId(1),
        parent: Some(FolderId(0)),
        root: RootId(0),
        name: "süß".as_bytes(),
    });
    let mut builder = BlockBuilder::default();
    for &(folder, name, kind, size, modified) in ROWS {
        let allocated = size.map(|size| size.div_ceil(512).saturating_mul(512) / 2 * 2);
        let meta =
            Meta { size, allocated, modified, created: modified.map(|time| time / 2), ..Meta::unknown(kind) };
        builder.push(Row { folder: FolderId(folder), name, meta, target: None });
    }
    sheet.rows.push(builder.take());
    let view = Arc::new(View::everything(sheet.rows.len()));
    ExportJob { sheet, view, only: None, plan: Plan::new(format) }
}

/// Fails where what is written isn't what the file in `golden` holds. With `GOLDEN=write` it becomes that.
#[cfg(unix)]
fn check(format: Format, name: &str) {
    let mut bytes = Vec::new();
    to_writer(&job(format), &mut bytes, &Progress::default()).unwrap();
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/export/golden").join(name);
    if std::env::var_os("GOLDEN").is_some_and(|wish| wish == "write") {
        std::fs::write(&golden, &bytes).unwrap();
    }
    let expected = std::fs::read(&golden).unwrap();
    assert!(bytes == expected, "{name} is now:\n{}", String::from_utf8_lossy(&bytes));
    let file = tempfile::NamedTempFile::new().unwrap();
    to_file(&job(format), file.path(), &Progress::default()).unwrap();
    assert!(std::fs::read(&file).unwrap() == expected, "a file and a stream differ");
}

#[cfg(unix)]
#[test]
fn a_sheet_for_programs() {
    check(PROGRAMS, "programs.csv");
    check(Format::Programs(Separator::TAB), "programs.tsv");
}

#[cfg(unix)]
#[test]
fn a_sheet_of_objects() {
    check(Format::JsonLines, "sheet.jsonl");
}

/// Runs a test alone in a process where it is that late, for its zone is the process's own. True in there.
#[cfg(unix)]
fn is_in_zone(zone: &str, test: &str) -> bool {
    if std::env::var_os("TZ").is_some_and(|own| own == zone) {
        return true;
    }
    let mut command = std::process::Command::new(std::env::current_exe().unwrap());
    let out = command.args(["--exact", test]).env("TZ", zone).output().unwrap();
    let said = String::from_utf8_lossy(&out.stdout);
    assert!(
        out.status.success() && said.contains("1 passed"),
        "{said}{}",
        String::from_utf8_lossy(&out.stderr)
    );
    false
}

#[cfg(unix)]
#[test]
fn a_sheet_for_a_spreadsheet() {
    // A rule instead of a name, so that no list of the system's is needed.
    if is_in_zone("CET-1CEST,M3.5.0,M10.5.0/3", "golden::a_sheet_for_a_spreadsheet") {
        check(Format::Spreadsheet(Separator::SEMICOLON), "semicolon.csv");
        check(Format::Spreadsheet(Separator::COMMA), "comma.csv");
    }
}

#[test]
fn a_workbook_to_a_stream_is_the_one_in_a_file_and_a_terminal_gets_none() {
    // Windows replaces nothing that is open.
    let file = tempfile::NamedTempFile::new().unwrap().into_temp_path();
    to_file(&job(Format::Xlsx), &file, &Progress::default()).unwrap();
    let mut out = Vec::new();
    to_writer(&job(Format::Xlsx), &mut out, &Progress::default()).unwrap();
    assert!(out == std::fs::read(&file).unwrap());
    let mut job = job(Format::Xlsx);
    job.plan.for_terminal = true;
    let mut shown = Vec::new();
    let error = words::export_error(&to_writer(&job, &mut shown, &Progress::default()).unwrap_err());
    assert!(error.contains("can't go to a terminal") && shown.is_empty(), "{error}");
}

#[test]
fn the_same_sheet_is_the_same_workbook() {
    let write = || {
        let file = tempfile::NamedTempFile::new().unwrap().into_temp_path();
        to_file(&job(Format::Xlsx), &file, &Progress::default()).unwrap();
        std::fs::read(&file).unwrap()
    };
    assert!(write() == write());
}
