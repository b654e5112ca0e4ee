//! Programs that people open a sheet with, where they are installed: LibreOffice, DuckDB, pandas, Polars, openpyxl.

use crate::common::Tree;
use crate::readers::{foldersheet, plain, ran};
use calamine::{Data, Reader};
use std::path::Path;
use std::process::Command;

/// Names that programs mistake for something else.
const NAMES: [&str; 14] = [
    "plain.txt",
    "a,b;c",
    "quote\"d",
    "new\nline",
    "=1+1",
    "@SUM(A1)",
    "-rf",
    "00123",
    "1e5",
    "TRUE",
    "2024-01-01",
    "é😀",
    "1/2 x",
    "_x0041_",
];

fn tree() -> Tree {
    let tree = Tree::new();
    for (number, name) in NAMES.iter().enumerate() {
        let name = name.replace('/', "-");
        tree.file(&name, number * 1000);
        let file = std::fs::File::options().write(true).open(tree.at(&name)).unwrap();
        let age = std::time::Duration::from_secs(1_700_000_000 + number as u64 * 10_000_003);
        file.set_modified(std::time::UNIX_EPOCH + age).unwrap();
    }
    tree
}

/// A sheet of that folder, in path order, on Berlin's clock.
fn sheet(tree: &Tree, to: &Path, args: &[&str]) {
    let mut program = foldersheet();
    program.env("TZ", "Europe/Berlin").args([
        "--sort",
        "path",
        "--columns",
        "name,size,modified,folder,created",
    ]);
    let (code, told) = ran(program.args(args).arg("--out").arg(to).arg(tree.path()));
    assert_eq!(code, 0, "{told}");
}

/// What `stat` and `date` say of each file, in order of names: name, size, time in this zone.
fn facts(tree: &Tree, zone: &str) -> Vec<[String; 3]> {
    let mut names: Vec<String> = NAMES.iter().map(|name| name.replace('/', "-")).collect();
    names.sort();
    let fact = |name: String| {
        let path = tree.at(&name);
        let said = |command: &mut Command| {
            String::from_utf8(command.output().unwrap().stdout).unwrap().trim().to_owned()
        };
        let size = said(Command::new("stat").args(["-c", "%s"]).arg(&path));
        let time = said(Command::new("date").env("TZ", zone).arg("-r").arg(&path).arg("+%F %T"));
        [name, size, time]
    };
    names.into_iter().map(fact).collect()
}

/// Runs a script in Python; none, with the reason said, where a module isn't there.
pub fn python(modules: &str, script: &str, files: &[&Path]) -> Option<String> {
    let there = Command::new("python3").args(["-c", &format!("import {modules}")]).output();
    if !there.is_ok_and(|there| there.status.success()) {
        println!("skipped: there is no python3 with {modules}");
        return None;
    }
    let out = Command::new("python3").args(["-c", script]).args(files).output().unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    Some(String::from_utf8(out.stdout).unwrap())
}

/// Rows that a script printed, each a JSON array of texts on a line.
fn printed(text: &str) -> Vec<[String; 3]> {
    let mut rows: Vec<[String; 3]> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    rows.sort();
    rows
}

#[test]
fn duckdb_infers_the_types_of_a_sheet_for_programs() {
    let (tree, out) = (tree(), Tree::new());
    sheet(&tree, &out.at("s.csv"), &[]);
    sheet(&tree, &out.at("s.jsonl"), &[]);
    let script = "import duckdb, json, sys
for read in (f\"read_csv('{sys.argv[1]}')\", f\"read_json('{sys.argv[2]}')\"):
    types = dict((row[0], row[1]) for row in duckdb.sql(f'describe from {read}').fetchall())
    assert types['size'] == 'BIGINT' and types['modified'].startswith('TIMESTAMP') and types['name'] == 'VARCHAR', types
    query = f\"select name, size::varchar, strftime(modified::timestamptz at time zone 'UTC', '%Y-%m-%d %H:%M:%S') from {read}\"
    for row in duckdb.sql(query).fetchall(): print(json.dumps(row))
try:
    duckdb.sql(f\"select * from reject_errors\"); assert False
except duckdb.CatalogException: pass";
    let Some(text) = python("duckdb", script, &[&out.at("s.csv"), &out.at("s.jsonl")]) else { return };
    let facts = facts(&tree, "UTC");
    let mut twice: Vec<_> = facts.iter().chain(&facts).cloned().collect();
    twice.sort();
    assert_eq!(printed(&text), twice);
}

#[test]
fn pandas_and_polars_infer_the_types_of_a_sheet_for_programs() {
    let (tree, out) = (tree(), Tree::new());
    sheet(&tree, &out.at("s.csv"), &[]);
    let script = "import json, sys, pandas
frame = pandas.read_csv(sys.argv[1], parse_dates=['modified'], keep_default_na=False)
assert str(frame['size'].dtype) == 'int64' and str(frame['modified'].dtype).startswith('datetime64'), frame.dtypes
for row in frame.itertuples(): print(json.dumps([row.name, str(row.size), row.modified.strftime('%Y-%m-%d %H:%M:%S')]))";
    if let Some(text) = python("pandas", script, &[&out.at("s.csv")]) {
        assert_eq!(printed(&text), facts(&tree, "UTC"));
    }
    let script = "import json, sys, polars
frame = polars.read_csv(sys.argv[1], try_parse_dates=True)
assert frame.schema['size'] == polars.Int64 and frame.schema['modified'].is_temporal(), frame.schema
for row in frame.iter_rows(named=True): print(json.dumps([row['name'], str(row['size']), row['modified'].strftime('%Y-%m-%d %H:%M:%S')]))";
    if let Some(text) = python("polars", script, &[&out.at("s.csv")]) {
        assert_eq!(printed(&text), facts(&tree, "UTC"));
    }
}

#[test]
fn openpyxl_finds_numbers_and_dates_in_a_workbook() {
    let (tree, out) = (tree(), Tree::new());
    sheet(&tree, &out.at("s.xlsx"), &[]);
    let script = "import datetime, json, sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
assert book.sheetnames == ['About', 'Files', 'Problems'], book.sheetnames
sheet = book['Files']
assert sheet.freeze_panes == 'A2' and sheet.auto_filter.ref, sheet.freeze_panes
for name, size, modified, folder, _ in sheet.iter_rows(min_row=2, values_only=True):
    assert type(size) is int and type(modified) is datetime.datetime and type(name) is str, (name, size, modified)
    name = name.replace('_x005F_', '_')  # which openpyxl leaves to its caller
    print(json.dumps([name, str(size), modified.strftime('%Y-%m-%d %H:%M:%S')]))";
    let Some(text) = python("openpyxl", script, &[&out.at("s.xlsx")]) else { return };
    assert_eq!(printed(&text), facts(&tree, "Europe/Berlin"));
}

#[test]
fn pandas_reads_a_workbook() {
    let (tree, out) = (tree(), Tree::new());
    sheet(&tree, &out.at("s.xlsx"), &[]);
    let script = "import sys, pandas
frame = pandas.read_excel(sys.argv[1], sheet_name='Files')
assert str(frame['Size (bytes)'].dtype) == 'int64' and str(frame['Modified'].dtype).startswith('datetime64'), frame.dtypes
print(len(frame), frame['Size (bytes)'].sum())";
    let Some(text) = python("pandas, openpyxl", script, &[&out.at("s.xlsx")]) else { return };
    assert_eq!(text.trim(), format!("{} {}", NAMES.len(), (0..NAMES.len()).sum::<usize>() * 1000));
}

/// Opens a file as a person does, and gives what LibreOffice then makes of it; none where it isn't installed.
pub fn libreoffice(file: &Path, args: &[&str], to: &str, out: &Tree) -> Option<()> {
    if !Command::new("soffice").arg("--version").output().is_ok_and(|said| said.status.success()) {
        println!("skipped: there is no LibreOffice");
        return None;
    }
    let home = Tree::new();
    let profile = format!("-env:UserInstallation=file://{}", home.path().display());
    let mut office = Command::new("timeout");
    office.args(["120", "soffice", &profile, "--headless", "--norestore"]).args(args);
    office.args(["--convert-to", to, "--outdir"]).arg(out.path()).arg(file);
    let ended = office.env("HOME", home.path()).env("LC_ALL", "C.UTF-8").output().unwrap();
    assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
    Some(())
}

/// Comma, quote, UTF-8, from the first line on, as shown; every sheet in a file of its own.
const TO_CSV: &str = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1";

fn read_csv(path: &Path) -> Vec<csv::StringRecord> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_path(path).unwrap();
    reader.records().map(Result::unwrap).collect()
}

fn first_three(records: &[csv::StringRecord]) -> Vec<[String; 3]> {
    let mut rows: Vec<_> = records[1..].iter().map(|row| [0, 1, 2].map(|at| row[at].to_owned())).collect();
    rows.sort();
    rows
}

#[test]
fn libreoffice_opens_a_workbook_with_the_same_cells() {
    let (tree, out) = (tree(), Tree::new());
    sheet(&tree, &out.at("s.xlsx"), &[]);
    let Some(()) = libreoffice(&out.at("s.xlsx"), &[], TO_CSV, &out) else { return };
    let records = read_csv(&out.at("s-Files.csv"));
    assert_eq!(&records[0], vec!["Name", "Size (bytes)", "Modified", "Folder", "Created"]);
    assert_eq!(first_three(&records), facts(&tree, "Europe/Berlin"));
}

#[test]
fn libreoffice_opens_a_spreadsheets_csv_with_dates_as_dates() {
    let (tree, out) = (tree(), Tree::new());
    sheet(&tree, &out.at("s.csv"), &["--preset", "spreadsheet", "--separator", "semicolon"]);
    // 59 is the semicolon, 76 UTF-8; the names are texts, what the others are LibreOffice finds by itself.
    let filter = "--infilter=CSV:59,34,76,1,1/2";
    let Some(()) = libreoffice(&out.at("s.csv"), &[filter], "xlsx", &out) else { return };
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(out.at("s.xlsx")).unwrap();
    let range = book.worksheet_range_at(0).unwrap().unwrap();
    let mut found: Vec<[String; 3]> = Vec::new();
    for row in range.rows().skip(1) {
        assert!(matches!(row[..3], [Data::String(_), Data::Float(_), Data::DateTime(_)]), "{row:?}");
        found.push([0, 1, 2].map(|at| plain(&row[at])));
    }
    let mut expected = facts(&tree, "Europe/Berlin");
    for fact in &mut expected {
        if fact[0].starts_with(['=', '@', '-']) {
            fact[0].insert(0, '\'');
        }
    }
    expected.sort();
    found.sort();
    assert_eq!(found, expected);
}

#[test]
fn libreoffice_runs_no_name() {
    let (tree, out) = (Tree::new(), Tree::new());
    for before in
        ["", "x;", "x,", "x\t", "x|", "x\n", "\";", " ", "x; ", "x;\"", "\u{a0}", "\u{200b}", "\u{b}"]
    {
        tree.file(format!("{before}=1+41"), 1).file(format!("{before}=1+41;z"), 1);
    }
    for (separator, signs) in
        [("comma", "44/59/9"), ("comma", "59"), ("semicolon", "44"), ("tab", "44/59/9"), ("comma", "124")]
    {
        let file = out.at("s.csv");
        sheet(&tree, &file, &["--preset", "spreadsheet", "--separator", separator]);
        // The last three: whether blanks at a cell's ends are dropped, every sheet, and whether formulas are run.
        let filter = format!("--infilter=CSV:{signs},34,76,1,,0,false,true,false,false,true,-1,true");
        let Some(()) = libreoffice(&file, &[&filter], "fods", &out) else { return };
        let read = std::fs::read_to_string(out.at("s.fods")).unwrap();
        assert!(read.contains("=1+41") && !read.contains("table:formula"), "{separator} read with {signs}");
    }
}
