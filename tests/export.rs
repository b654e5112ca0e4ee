//! The sheet in a file: what was shown, in every format, whole or not at all. Every file is read back by somebody else's reader.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, reason = "a test")]

mod common;

#[path = "export/choices.rs"]
mod choices;
#[path = "export/interop.rs"]
mod interop;
#[path = "export/made.rs"]
mod made;
#[path = "export/names.rs"]
mod names;
#[path = "export/regions.rs"]
mod regions;
#[path = "export/safety.rs"]
mod safety;
#[path = "export/truth.rs"]
mod truth;
#[path = "export/values.rs"]
mod values;

use common::{Run, Tree};
use foldersheet::session::{Command, ExportStatus, Format, Plan, Separator, What};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Output;

/// CSV for programs.
pub fn programs() -> Plan {
    Plan::new(Format::Programs(Separator::COMMA))
}

/// Exports and waits for the end.
pub fn export_by(run: &mut Run, target: &Path, what: What, plan: Plan) -> ExportStatus {
    run.apply(Command::Export { target: target.to_owned(), what, plan });
    ended(run)
}

/// As CSV for programs.
pub fn export(run: &mut Run, target: &Path, what: What) -> ExportStatus {
    export_by(run, target, what, programs())
}

/// How the running export ends.
pub fn ended(run: &mut Run) -> ExportStatus {
    run.until("the export has ended", |session| {
        !matches!(session.status().export, ExportStatus::Writing { .. })
    });
    run.session.status().export.clone()
}

/// The records by column name, as an ordinary reader gives them.
pub fn records(path: &Path) -> Vec<BTreeMap<String, String>> {
    csv::Reader::from_path(path).unwrap().deserialize().map(Result::unwrap).collect()
}

/// The real program without a window.
pub fn program(args: &[&str], target: &Path, folder: &Path, envs: &[(&str, &str)]) -> Output {
    std::process::Command::new(env!("CARGO_BIN_EXE_foldersheet"))
        .arg("--out")
        .arg(target)
        .args(args)
        .arg(folder)
        .env_remove("LC_ALL")
        .env_remove("LC_NUMERIC")
        .env_remove("LANG")
        .env("TZ", "UTC")
        .envs(envs.iter().copied())
        .output()
        .unwrap()
}

/// What a program told on standard error.
pub fn said(out: &Output) -> String {
    String::from_utf8_lossy(&out.stderr).into_owned()
}

/// The files of a folder, by name.
pub fn files(folder: &Path) -> Vec<String> {
    let names = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
    let mut names: Vec<_> = names.map(|name| name.to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// Fails if there is a file of the export's own.
pub fn no_left_over(folder: &Path) {
    let left: Vec<_> = files(folder).into_iter().filter(|name| name.contains("foldersheet")).collect();
    assert!(left.is_empty(), "{left:?}");
}

/// A tree that is read.
pub fn read(tree: &Tree) -> Run {
    common::read(tree)
}

/// Every format.
pub const FORMATS: [(Format, &str); 4] = [
    (Format::Spreadsheet(Separator::SEMICOLON), "csv"),
    (Format::Programs(Separator::COMMA), "csv"),
    (Format::Xlsx, "xlsx"),
    (Format::JsonLines, "jsonl"),
];

/// What a file of a format has in it: its cells as texts, row by row, the titles first.
pub fn cells(path: &Path, format: Format) -> Vec<Vec<String>> {
    match format {
        Format::Spreadsheet(_) => table(&std::fs::read(path).unwrap()[3..], b';'),
        Format::Programs(_) => table(&std::fs::read(path).unwrap(), b','),
        Format::Xlsx => sheet(path, "Files"),
        Format::JsonLines => objects(path),
    }
}

fn table(bytes: &[u8], separator: u8) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().delimiter(separator).has_headers(false).from_reader(bytes);
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// A sheet of a workbook; dates as the numbers that they are.
pub fn sheet(path: &Path, name: &str) -> Vec<Vec<String>> {
    use calamine::{Data, Reader, Xlsx, open_workbook};
    let mut book: Xlsx<_> = open_workbook(path).unwrap();
    let range = book.worksheet_range(name).unwrap();
    let text = |cell: &Data| match cell {
        Data::DateTime(date) => format!("date {:.5}", date.as_f64()),
        other => other.to_string(),
    };
    range.rows().map(|row| row.iter().map(text).collect()).collect()
}

fn objects(path: &Path) -> Vec<Vec<String>> {
    use serde_json::{Map, Value};
    let text = std::fs::read_to_string(path).unwrap();
    let value = |value: &Value| match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let mut rows = Vec::new();
    for line in text.split_terminator('\n') {
        let object: Map<String, Value> = serde_json::from_str(line).unwrap();
        if rows.is_empty() {
            rows.push(object.keys().cloned().collect::<Vec<_>>());
            rows[0].sort();
        }
        // The reader puts the members in the order of their names.
        rows.push(object.values().map(value).collect());
    }
    rows
}

/// The column with this title, or name, below it.
pub fn column(rows: &[Vec<String>], titles: [&str; 2]) -> Vec<String> {
    let at = rows[0].iter().position(|title| titles.contains(&title.as_str())).unwrap();
    rows[1..].iter().map(|row| row.get(at).cloned().unwrap_or_default()).collect()
}

/// A file in a folder that is not there any more at the end of a test.
pub fn target(out: &Tree, ending: &str) -> PathBuf {
    out.at(format!("sheet.{ending}"))
}
