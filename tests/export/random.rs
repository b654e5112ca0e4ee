//! Random sheets, read back by independent readers, and compared with what the `csv` crate's own writer makes of the same cells.

use crate::readers::{PROGRAMS, cells, csv_rows, json_rows, sign, with_columns};
use foldersheet::export::{ExportJob, Format, Plan, Progress, Separator, to_file, to_writer};
use foldersheet::model::{BlockBuilder, Column, FolderId, FolderRecord, Kind, Meta, RootId, Row};
use foldersheet::store::Sheet;
use foldersheet::view::View;
use proptest::prelude::*;
use std::path::Path;
use std::sync::Arc;

/// A row to be.
#[derive(Debug, Clone)]
pub struct Line {
    pub name: String,
    pub kind: Kind,
    pub size: Option<u64>,
    pub allocated: Option<u64>,
    pub modified: Option<i64>,
    pub created: Option<i64>,
}

fn line() -> impl Strategy<Value = Line> {
    let name = prop_oneof!["[a\t\n\r\"' =,;|é+@.-]{1,9}", "[^/\0]{1,30}", "[a-zA-Z]{1,8}\\.[A-Za-z]{0,3}"];
    let kind = prop::sample::select(vec![Kind::File, Kind::Symlink, Kind::Folder, Kind::Fifo]);
    let size = || prop::option::of(prop_oneof![any::<u64>(), 0..5_000_000u64]);
    // The years 0 to 9999, and what is in no calendar.
    let time = || {
        prop::option::of(prop_oneof![
            -60_000_000_000..253_000_000_000i64,
            0..2_000_000_000i64,
            400_000_000_000..=i64::MAX,
            i64::MIN..-400_000_000_000
        ])
    };
    (name, kind, size(), size(), time(), time()).prop_map(
        |(name, kind, size, allocated, modified, created)| Line {
            name,
            kind,
            size,
            allocated,
            modified,
            created,
        },
    )
}

/// The export of these rows, all in one folder.
pub fn job(folder: &str, lines: &[Line], plan: Plan) -> ExportJob {
    let mut sheet = Sheet::default();
    sheet.roots.add(Path::new(folder).into());
    sheet.folders.insert(FolderRecord {
        id: FolderId(0),
        parent: None,
        root: RootId(0),
        name: folder.as_bytes(),
    });
    let mut builder = BlockBuilder::default();
    for line in lines {
        let Line { kind, size, allocated, modified, created, .. } = *line;
        let meta = Meta { size, allocated, modified, created, ..Meta::unknown(kind) };
        builder.push(Row { folder: FolderId(0), name: line.name.as_bytes(), meta, target: None });
        if builder.is_full() {
            sheet.rows.push(builder.take());
        }
    }
    sheet.rows.push(builder.take());
    let view = Arc::new(View::everything(sheet.rows.len()));
    ExportJob { sheet, view, only: None, plan }
}

fn written(job: &ExportJob) -> Vec<u8> {
    let mut out = Vec::new();
    assert_eq!(to_writer(job, &mut out, &Progress::default()).unwrap().rows, u64::from(job.sheet.rows.len()));
    out
}

/// A time as RFC 3339 has it, by another library's own words.
fn time(time: Option<i64>) -> String {
    let Some(seconds) = time else { return String::new() };
    jiff::Timestamp::from_second(seconds).map_or_else(|_| format!("@{seconds}"), |moment| moment.to_string())
}

fn cell(folder: &str, line: &Line, field: Column) -> String {
    let number = |number: Option<u64>| number.map(|number| number.to_string()).unwrap_or_default();
    match field {
        Column::Path => format!("{folder}{}{}", std::path::MAIN_SEPARATOR, line.name),
        Column::Folder | Column::Root => folder.to_owned(),
        Column::Name => line.name.clone(),
        Column::Kind => format!("{:?}", line.kind).to_lowercase(),
        Column::Size => number(line.size),
        Column::Allocated => number(line.allocated),
        Column::Modified => time(line.modified),
        Column::Created => time(line.created),
        Column::Depth => "1".to_owned(),
        Column::NameLength => line.name.chars().count().to_string(),
        Column::NameUtf16 => line.name.encode_utf16().count().to_string(),
        Column::PathLength => (folder.chars().count() + 1 + line.name.chars().count()).to_string(),
        Column::PathUtf16 => {
            (folder.encode_utf16().count() + 1 + line.name.encode_utf16().count()).to_string()
        }
        // Of these rows nothing else is known, or it is left out.
        _ => String::new(),
    }
}

/// The same cells by the `csv` crate's own writer, row by row: the titles in quotes, and the only cell of a line where it is easily taken
/// for something else.
fn by_the_crate(folder: &str, lines: &[Line], fields: &[Column], separator: u8) -> Vec<u8> {
    let mut text = Vec::new();
    let mut write = |quotes: csv::QuoteStyle, cells: Vec<String>| {
        let mut writer = csv::WriterBuilder::new();
        writer.delimiter(separator).terminator(csv::Terminator::CRLF).quote_style(quotes);
        writer.from_writer(&mut text).write_record(cells).unwrap();
    };
    write(csv::QuoteStyle::Always, fields.iter().map(|field| field.as_str().to_owned()).collect());
    for line in lines {
        let cells: Vec<String> = fields.iter().map(|&field| cell(folder, line, field)).collect();
        let is_doubtful =
            |cell: &String| cell.contains(',') || cell == "\\." || cell.trim_matches(' ').is_empty();
        let quotes = match &cells[..] {
            [only] if is_doubtful(only) => csv::QuoteStyle::Always,
            _ => csv::QuoteStyle::Necessary,
        };
        write(quotes, cells);
    }
    text
}

/// Columns in any order, each at most once; extensions and what follows from them have tests of their own, and ages go by the clock.
fn fields() -> impl Strategy<Value = Vec<Column>> {
    let all: Vec<_> = Column::ALL
        .into_iter()
        .filter(|field| !matches!(field, Column::Extension | Column::Category | Column::Age))
        .collect();
    let most = all.len();
    prop::sample::subsequence(all, 1..=most).prop_shuffle()
}

fn separators() -> impl Strategy<Value = Separator> {
    let others = ["comma", "semicolon", "tab", "pipe"].map(|name| Separator::parse(name).unwrap());
    prop::sample::select(others.to_vec())
}

const FOLDERS: [&str; 4] = ["/r", "/a, b;\t|", "/say \"hi\"\n", "/é"];

/// Where a sheet fails, it is in the message: no file is made of it.
fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn a_csv_is_that_of_the_crates_own_writer(
        lines in prop::collection::vec(line(), 0..12),
        fields in fields(),
        separator in separators(),
        folder in prop::sample::select(FOLDERS.to_vec()),
    ) {
        let job = job(folder, &lines, with_columns(Format::Programs(separator), &fields));
        let bytes = written(&job);
        let expected = by_the_crate(folder, &lines, &fields, sign(separator));
        prop_assert_eq!(String::from_utf8_lossy(&bytes), String::from_utf8_lossy(&expected));
        let records = csv_rows(&bytes, sign(separator));
        prop_assert_eq!(records.len(), lines.len());
        for (record, line) in records.iter().zip(&lines) {
            prop_assert!(fields.iter().all(|&field| record[field.as_str()] == cell(folder, line, field)));
        }
    }

    #[test]
    fn an_object_holds_the_same_cells(
        lines in prop::collection::vec(line(), 0..12),
        fields in fields(),
        folder in prop::sample::select(FOLDERS.to_vec()),
    ) {
        let job = job(folder, &lines, with_columns(Format::JsonLines, &fields));
        let text = String::from_utf8(written(&job)).unwrap();
        let records = json_rows(&text);
        prop_assert_eq!(records.len(), lines.len());
        for (record, line) in records.iter().zip(&lines) {
            prop_assert_eq!(record.len(), fields.len());
            prop_assert!(fields.iter().all(|&field| record[field.as_str()] == cell(folder, line, field)));
        }
        // As they stand in the text, not only as a map has them.
        for object in text.lines().take(1) {
            let places: Vec<_> = fields.iter().map(|field| object.find(&format!("\"{}\":", field.as_str()))).collect();
            prop_assert!(places.iter().all(Option::is_some), "{}", object);
        }
    }

    #[test]
    fn a_single_column_of_empty_cells_keeps_its_records(sizes in prop::collection::vec(prop::option::of(0..3u64), 0..40)) {
        let line = |size| Line { name: "n".to_owned(), kind: Kind::File, size, allocated: None, modified: None, created: None };
        let lines: Vec<_> = sizes.iter().map(|&size| line(size)).collect();
        for (format, mark) in [(PROGRAMS, 0), (Format::Spreadsheet(Separator::COMMA), 3)] {
            let bytes = written(&job("/r", &lines, with_columns(format, &[Column::Size])));
            let mut reader = csv::Reader::from_reader(&bytes[mark..]);
            let found: Vec<String> = reader.records().map(|record| record.unwrap()[0].to_owned()).collect();
            prop_assert_eq!(&found, &sizes.iter().map(|size| size.map_or(String::new(), |size| size.to_string())).collect::<Vec<_>>());
        }
    }
}

proptest! {
    #![proptest_config(cases(60))]

    #[test]
    fn a_workbook_holds_the_same_texts(
        names in prop::collection::vec(prop_oneof!["[^/\0]{1,20}", "[ _x0-9A-Fa\t\r\n]{1,12}", "_x[0-9a-fA-F]{4}_?", "(a|_x[0-9A-F]{4}|\r|\u{1b}|_){1,6}"], 1..20),
    ) {
        let line = |name: &String| Line { name: name.clone(), kind: Kind::File, size: None, allocated: None, modified: None, created: None };
        let lines: Vec<_> = names.iter().map(line).collect();
        // Windows replaces nothing that is open.
        let file = tempfile::NamedTempFile::new().unwrap().into_temp_path();
        let job = job("/r", &lines, with_columns(Format::Xlsx, &[Column::Name, Column::Folder]));
        to_file(&job, &file, &Progress::default()).unwrap();
        let found: Vec<String> = cells(&file, "Files")[1..].iter().map(|row| row[0].to_string()).collect();
        prop_assert_eq!(found, names);
    }
}

#[test]
fn long_rows_in_many_pieces_keep_their_order() {
    // Pieces have 2,048 rows, and are put down after 4 MiB: these have some 6.
    let folder = format!("/{}", "long, ".repeat(240));
    let line = |n: u32| Line {
        name: format!("{n}\n"),
        kind: Kind::File,
        size: Some(n.into()),
        allocated: None,
        modified: Some(n.into()),
        created: None,
    };
    let lines: Vec<_> = (0..2 * 2048 + 77).map(line).collect();
    let fields = [Column::Size, Column::Path, Column::Folder, Column::Modified];
    let job = job(&folder, &lines, with_columns(PROGRAMS, &fields));
    let bytes = written(&job);
    assert!(bytes.len() > 2 * (4 << 20));
    assert!(bytes == by_the_crate(&folder, &lines, &fields, b','));
    let file = tempfile::NamedTempFile::new().unwrap().into_temp_path();
    to_file(&job, &file, &Progress::default()).unwrap();
    assert!(std::fs::read(&file).unwrap() == bytes);
}

#[test]
fn short_rows_in_many_pieces_keep_their_order() {
    let line = |n: u32| Line {
        name: n.to_string(),
        kind: Kind::File,
        size: Some(n.into()),
        allocated: None,
        modified: None,
        created: None,
    };
    let lines: Vec<_> = (0..30_000).map(line).collect();
    for format in [PROGRAMS, Format::JsonLines] {
        let text =
            String::from_utf8(written(&job("/r", &lines, with_columns(format, &[Column::Name])))).unwrap();
        let rows = if format == PROGRAMS { csv_rows(text.as_bytes(), b',') } else { json_rows(&text) };
        assert!(rows.iter().map(|row| row["name"].clone()).eq((0..30_000).map(|n| n.to_string())));
    }
}
