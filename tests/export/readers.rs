//! Exports, and readers of what came of them: the `csv` crate, `serde_json`, `calamine`.

use crate::common::Run;
use calamine::{Data, Reader};
use foldersheet::export::{Format, Plan, Separator};
use foldersheet::model::Column;
use foldersheet::session::{Command, ExportStatus, RowScope};
use std::collections::BTreeMap;
use std::path::Path;

/// Cells by the names that programs use.
pub type Record = BTreeMap<String, String>;

pub const PROGRAMS: Format = Format::Programs(Separator::COMMA);

/// Every format, and what its file's name ends in.
pub const FORMATS: [Format; 7] = [
    PROGRAMS,
    Format::Programs(Separator::TAB),
    Format::Programs(Separator::SEMICOLON),
    Format::Spreadsheet(Separator::COMMA),
    Format::Spreadsheet(Separator::SEMICOLON),
    Format::JsonLines,
    Format::Xlsx,
];

/// Exports and waits for the end.
pub fn export(run: &mut Run, target: &Path, scope: RowScope, plan: Plan) -> ExportStatus {
    run.apply(Command::Export { target: target.to_owned(), scope, plan });
    ended(run)
}

/// Waits until no export runs.
pub fn ended(run: &mut Run) -> ExportStatus {
    run.until("the export has ended", |session| {
        !matches!(session.status().export, ExportStatus::Writing { .. })
    });
    run.session.status().export.clone()
}

/// Exports what is shown, and reads it back.
#[cfg(target_os = "linux")]
pub fn exported(run: &mut Run, format: Format) -> Vec<Record> {
    let out = crate::common::Tree::new();
    let target = out.at("sheet");
    let status = export(run, &target, RowScope::Shown, Plan::new(format));
    assert!(matches!(status, ExportStatus::Written { .. }), "{status:?}");
    records(&target, format)
}

/// The records of a file in any format, by the names that programs use.
pub fn records(path: &Path, format: Format) -> Vec<Record> {
    match format {
        Format::Programs(separator) => csv_rows(&std::fs::read(path).unwrap(), sign(separator)),
        Format::Spreadsheet(separator) => {
            let bytes = std::fs::read(path).unwrap();
            let text = bytes.strip_prefix(b"\xEF\xBB\xBF").expect("a byte order mark");
            csv_rows(text, sign(separator)).into_iter().map(by_name).collect()
        }
        Format::JsonLines => json_rows(&std::fs::read_to_string(path).unwrap()),
        Format::Xlsx => {
            let rows = cells(path, "Files");
            let titles: Vec<String> = rows[0].iter().map(ToString::to_string).collect();
            let record = |row: &Vec<Data>| titles.iter().cloned().zip(row.iter().map(plain)).collect();
            rows[1..].iter().map(record).map(by_name).collect()
        }
        Format::SavedSheet => panic!("only this program reads it; see tests/saved"),
    }
}

pub fn sign(separator: Separator) -> u8 {
    match separator {
        Separator::COMMA => b',',
        Separator::SEMICOLON => b';',
        Separator::TAB => b'\t',
        _ => b'|',
    }
}

pub fn csv_rows(text: &[u8], separator: u8) -> Vec<Record> {
    let mut reader = csv::ReaderBuilder::new().delimiter(separator).from_reader(text);
    reader.deserialize().map(Result::unwrap).collect()
}

/// Objects with texts for their values: nothing for null.
pub fn json_rows(text: &str) -> Vec<Record> {
    let value = |value: serde_json::Value| match value {
        serde_json::Value::Null => String::new(),
        serde_json::Value::String(text) => text,
        serde_json::Value::Number(number) => number.to_string(),
        other => panic!("{other}"),
    };
    assert!(text.is_empty() || text.ends_with('\n'));
    let line = |line: &str| serde_json::from_str::<BTreeMap<String, serde_json::Value>>(line).unwrap();
    let record =
        |object: BTreeMap<_, _>| object.into_iter().map(|(name, cell)| (name, value(cell))).collect();
    text.split_terminator('\n').map(line).map(record).collect()
}

/// The rows of a workbook's sheet, from its first one on.
pub fn cells(path: &Path, sheet: &str) -> Vec<Vec<Data>> {
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(path).unwrap();
    let range = book.worksheet_range(sheet).unwrap();
    range.rows().map(<[Data]>::to_vec).collect()
}

/// A cell as a text; dates with the seconds that were meant.
pub fn plain(cell: &Data) -> String {
    match cell {
        Data::DateTime(date) => {
            let (year, month, day, hour, minute, second, thousandths) = date.to_ymd_hms_milli();
            assert_eq!(thousandths, 0);
            format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
        }
        other => other.to_string(),
    }
}

/// What a title is called by programs.
fn by_name(record: Record) -> Record {
    const TITLES: [(&str, &str); 11] = [
        ("Path", "path"),
        ("Folder", "folder"),
        ("Name", "name"),
        ("Extension", "extension"),
        ("Kind", "kind"),
        ("Size (bytes)", "size"),
        ("Size on disk (bytes)", "allocated"),
        ("Modified", "modified"),
        ("Created", "created"),
        ("Picked folder", "root"),
        ("Path (hex)", "path_hex"),
    ];
    let name = |title: &str| TITLES.iter().find(|(own, _)| *own == title).expect("a title").1.to_owned();
    record.into_iter().map(|(title, cell)| (name(&title), cell)).collect()
}

/// A plan with these columns.
pub fn with_columns(format: Format, fields: &[Column]) -> Plan {
    Plan { columns: fields.to_vec(), ..Plan::new(format) }
}

/// The names in a folder that the program made for itself.
pub fn left_over(folder: &Path) -> Vec<String> {
    listed(folder).into_iter().filter(|name| name.contains("foldersheet")).collect()
}

/// As if a file had not been written to for a day.
pub fn make_old(file: &Path) {
    let yesterday = std::time::SystemTime::now() - std::time::Duration::from_secs(86_400);
    std::fs::File::options().append(true).open(file).unwrap().set_modified(yesterday).unwrap();
}

/// All names in a folder, in order.
pub fn listed(folder: &Path) -> Vec<String> {
    let names = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
    let mut names: Vec<_> = names.map(|name| name.to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// The real program, in no region and no zone.
pub fn foldersheet() -> std::process::Command {
    let mut command = std::process::Command::new(crate::common::PROGRAM);
    for variable in ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET", "LANG", "LC_ALL", "LC_NUMERIC", "TZ"] {
        command.env_remove(variable);
    }
    command.stdin(std::process::Stdio::null());
    command
}

/// Its exit code, and what it said on standard error.
pub fn ran(command: &mut std::process::Command) -> (i32, String) {
    let out = command.output().unwrap();
    (out.status.code().unwrap_or(-1), String::from_utf8(out.stderr).unwrap())
}

/// A run with enough rows that an export takes a while.
pub fn many_rows() -> Run {
    use crate::common::scripted::{Act, Fake};
    use foldersheet::model::ScanOptions;
    let disk = || Fake::new().file("/r/f/x", 1).act("/r/f", Act::Endless);
    let mut run = Run::on(ScanOptions { workers: 2, ..ScanOptions::default() }, disk);
    run.pick(&["/r"]).until("many rows are there", |session| session.status().found > 300_000);
    run.apply(Command::Stop).finish();
    run
}
