//! An odd name behind so many plain ones that a reader which guesses from a file's beginning has guessed already. Each program that
//! guesses reads such a file, where it is installed: DuckDB, pandas, Polars, Arrow, csvkit, R, SQLite, Miller, LibreOffice.

use crate::common::Tree;
use crate::interop::{libreoffice, python};
use crate::readers::{PROGRAMS, with_columns};
use calamine::Reader;
use foldersheet::export::{ExportJob, Format, Plan, Progress, Separator, to_file};
use foldersheet::model::{BlockBuilder, Column, FolderId, FolderRecord, Kind, Meta, RootId, Row};
use foldersheet::store::Sheet;
use foldersheet::view::View;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

/// More than DuckDB looks at before it decides, 20,480.
const PLAIN: usize = 25_000;

/// Names that need quotes, and names that are easily taken for something else.
const ODD: [&str; 39] = [
    "quo\"te.txt",
    "a,b.txt",
    "a;b.txt",
    "a|b.txt",
    "tab\there.txt",
    "new\nline.txt",
    "car\rret.txt",
    "crlf\r\nx.txt",
    " lead",
    "trail ",
    " both ",
    " ",
    "\"",
    "\"\"",
    "\"start",
    "end\"",
    "\"both\"",
    "back\\\"slash",
    "\\\"",
    "a\\",
    "\\.",
    "NA",
    "NULL",
    "nan",
    "true",
    "None",
    "inf",
    "00123",
    "1e5",
    "2024-01-01",
    "noext",
    "#hash",
    "#",
    "'apos'",
    "mid 'a, b' x",
    "a\",\"b",
    "x\";\"y",
    "é😀",
    "q\"a,b;c|d\te\nf",
];

/// Rows that no disk has to hold.
fn job(plan: Plan) -> ExportJob {
    let mut sheet = Sheet::default();
    sheet.roots.add(Path::new("/srv").into());
    sheet.folders.insert(FolderRecord { id: FolderId(0), parent: None, root: RootId(0), name: b"/srv" });
    let mut builder = BlockBuilder::default();
    let plain = (0..PLAIN).map(|number| format!("f{number:05}.txt"));
    for name in plain.chain(ODD.map(str::to_owned)) {
        let meta = Meta { size: Some(1), modified: Some(1_700_000_000), ..Meta::unknown(Kind::File) };
        builder.push(Row { folder: FolderId(0), name: name.as_bytes(), meta, target: None });
        if builder.is_full() {
            sheet.rows.push(builder.take());
        }
    }
    sheet.rows.push(builder.take());
    let view = Arc::new(View::everything(sheet.rows.len()));
    ExportJob { sheet, view, only: None, plan }
}

fn write(plan: Plan, name: &str, out: &Tree) -> PathBuf {
    let file = out.at(name);
    to_file(&job(plan), &file, &Progress::default()).unwrap();
    file
}

/// What a reader is known to make of a name.
type Changed = fn(&str) -> String;

/// That a reader found each odd name, but for what it is known to change. `found` holds them in the order of the file, plain ones too.
fn assert_found(found: &[String], changed: Changed, who: &str) {
    assert_eq!(found.len(), PLAIN + ODD.len(), "{who}");
    for (found, name) in found[PLAIN..].iter().zip(ODD) {
        assert_eq!(*found, changed(name), "{who}");
    }
}

fn as_it_is(name: &str) -> String {
    name.to_owned()
}

/// As text files are read in many languages.
fn with_line_feeds(name: &str) -> String {
    name.replace("\r\n", "\n").replace('\r', "\n")
}

#[test]
fn a_file_shows_its_quotes_at_its_beginning() {
    let out = Tree::new();
    let named = Separator::NAMED.map(|(separator, _)| separator);
    for format in named.map(Format::Programs).into_iter().chain(named.map(Format::Spreadsheet)) {
        for plan in [Plan::new(format), with_columns(format, &[Column::Name])] {
            let columns = plan.columns.len();
            let text = std::fs::read_to_string(write(plan, "s.csv", &out)).unwrap();
            let first = text.trim_start_matches('\u{feff}').lines().next().unwrap();
            let titles = first.strip_prefix('"').and_then(|first| first.strip_suffix('"')).unwrap();
            // Between two titles there is a quote, a separator and a quote.
            assert_eq!(titles.split('"').count(), columns * 2 - 1, "{first}");
        }
    }
}

#[test]
fn a_line_with_one_cell_is_neither_empty_nor_an_end() {
    let out = Tree::new();
    for separator in Separator::NAMED.map(|(separator, _)| separator) {
        let plan = with_columns(Format::Programs(separator), &[Column::Name]);
        let text = std::fs::read_to_string(write(plan, "s.csv", &out)).unwrap();
        // PostgreSQL's end of a file; what pandas takes for an empty line; and a comma, which readers expect where they see nothing else.
        for quoted in ["\r\n\"\\.\"\r\n", "\r\n\" \"\r\n", "\r\n\"a,b.txt\"\r\n"] {
            assert!(text.contains(quoted), "{separator:?}: {quoted:?}");
        }
        assert!(text.contains("\r\nf00000.txt\r\n"));
    }
    let plan = with_columns(PROGRAMS, &[Column::Extension]);
    let text = std::fs::read_to_string(write(plan, "s.csv", &out)).unwrap();
    assert!(text.contains("\r\n\"\"\r\n"));
}

/// What a script in Python prints, a JSON array of names, for a file with each separator; none if a module isn't there.
fn python_reads(modules: &str, script: &str, changed: Changed) {
    let out = Tree::new();
    for (separator, name) in Separator::NAMED {
        let file = write(Plan::new(Format::Programs(separator)), &format!("{name}.csv"), &out);
        let sign = match name {
            "comma" => ",",
            "semicolon" => ";",
            "tab" => "\t",
            _ => "|",
        };
        let script = format!("import json, sys\nfile, separator = sys.argv[1], {sign:?}\n{script}");
        let Some(printed) = python(modules, &script, &[&file]) else { return };
        let found: Vec<String> = serde_json::from_str(&printed).unwrap();
        assert_found(&found, changed, &format!("{modules} with a {name}"));
    }
}

#[test]
fn duckdb_guesses_right() {
    // The default reading: no separator is named, nor that there are quotes.
    let script = "import duckdb
print(json.dumps([row[0] for row in duckdb.sql(f\"select name from read_csv('{file}')\").fetchall()]))";
    python_reads("duckdb", script, as_it_is);
}

#[test]
fn duckdb_guesses_right_with_few_columns_and_titles() {
    let out = Tree::new();
    let script = "import duckdb, json, sys
rows = duckdb.sql(f\"from read_csv('{sys.argv[1]}')\")
at = [name.lower() for name in rows.columns].index('name')
print(json.dumps([row[at] for row in rows.fetchall()]))";
    let named = Separator::NAMED.map(|(separator, _)| separator);
    let of = |format: Format, fields: &[Column]| (format, fields.to_vec());
    let few = named.into_iter().flat_map(|separator| {
        [
            of(Format::Programs(separator), &[Column::Name]),
            of(Format::Programs(separator), &[Column::Size, Column::Name]),
            of(Format::Programs(separator), &[Column::Name, Column::Modified]),
            // Guarded names aren't these names.
            of(Format::Spreadsheet(separator), &[Column::Name, Column::Size]),
        ]
    });
    for (format, fields) in few {
        let file = write(with_columns(format, &fields), "s.csv", &out);
        let Some(printed) = python("duckdb", script, &[&file]) else { return };
        let found: Vec<String> = serde_json::from_str(&printed).unwrap();
        assert_found(&found, as_it_is, &format!("DuckDB, {format:?}, {fields:?}"));
    }
}

#[test]
fn pandas_guesses_right() {
    // Its three engines; the second guesses the separator. Words for nothing are names here.
    for engine in [
        "sep=separator",
        "sep=None, engine='python'",
        "sep=separator, engine='python'",
        "sep=separator, engine='pyarrow'",
    ] {
        let script = format!(
            "import pandas
print(json.dumps(list(pandas.read_csv(file, {engine}, keep_default_na=False)['name'])))"
        );
        let modules = if engine.contains("pyarrow") { "pandas, pyarrow" } else { "pandas" };
        python_reads(modules, &script, as_it_is);
    }
}

#[test]
fn polars_and_arrow_guess_right() {
    let script = "import polars
print(json.dumps(polars.read_csv(file, separator=separator)['name'].to_list()))";
    python_reads("polars", script, as_it_is);
    let script = "from pyarrow import csv
options = csv.ParseOptions(delimiter=separator, newlines_in_values=True)
print(json.dumps(csv.read_csv(file, parse_options=options)['name'].to_pylist()))";
    python_reads("pyarrow.csv", script, as_it_is);
}

#[test]
fn csvkit_and_pythons_own_reader_find_every_name() {
    let script = "import csv
print(json.dumps([row['name'] for row in csv.DictReader(open(file, newline='', encoding='utf-8'), delimiter=separator)]))";
    python_reads("csv", script, as_it_is);
    let script = "import contextlib, io
from csvkit.utilities.csvjson import CSVJSON
out = io.StringIO()
CSVJSON(['-d', separator, '-I', '--blanks', '-y', '0', file], out).run()
print(json.dumps([row['name'] for row in json.loads(out.getvalue())]))";
    python_reads("csvkit", script, with_line_feeds);
}

/// Runs a program on a file; none, with the reason said, where it isn't installed.
fn said(program: &str, args: &[&str], file: &Path) -> Option<Vec<u8>> {
    if Command::new(program).arg("--version").output().is_err() {
        println!("skipped: there is no {program}");
        return None;
    }
    let out = Command::new(program)
        .args(args)
        .env("FILE", file)
        .current_dir(file.parent().unwrap())
        .output()
        .unwrap();
    assert!(out.status.success(), "{program}: {}", String::from_utf8_lossy(&out.stderr));
    Some(out.stdout)
}

/// Names as hexadecimal digits, a line for each.
fn from_hex(lines: &[u8]) -> Vec<String> {
    let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap();
    let name = |line: &str| String::from_utf8(line.as_bytes().chunks(2).map(byte).collect()).unwrap();
    std::str::from_utf8(lines).unwrap().lines().map(name).collect()
}

#[test]
fn r_guesses_right() {
    let out = Tree::new();
    let file = write(Plan::new(PROGRAMS), "s.csv", &out);
    // data.table's own words: "doubled quotes inside of quotes are left as they are".
    let left_doubled = |name: &str| match name {
        _ if name.contains(['"', ',', '\n', '\r']) => name.replace('"', "\"\""),
        _ => name.to_owned(),
    };
    let all: [(&str, &str, Changed); 3] = [
        ("utils", "read.csv(file, na.strings = character(), encoding = 'UTF-8')", with_line_feeds),
        ("readr", "read_delim(file, na = character(), show_col_types = FALSE, progress = FALSE)", as_it_is),
        (
            "data.table",
            "fread(file, na.strings = NULL, strip.white = FALSE, encoding = 'UTF-8')",
            left_doubled,
        ),
    ];
    for (package, read, changed) in all {
        let script = format!(
            "if (!suppressMessages(require({package}, quietly = TRUE))) quit(status = 0)
file <- Sys.getenv('FILE')
names <- enc2utf8(as.character({read}$name))
cat(vapply(names, function(name) paste(charToRaw(name), collapse = ''), ''), sep = '\\n')"
        );
        let Some(lines) = said("Rscript", &["-e", &script], &file) else { return };
        if lines.is_empty() {
            println!("skipped: R has no {package}");
            continue;
        }
        assert_found(&from_hex(&lines), changed, package);
    }
}

#[test]
fn sqlite_imports_every_name() {
    let out = Tree::new();
    for (separator, name) in Separator::NAMED {
        write(Plan::new(Format::Programs(separator)), "s.csv", &out);
        let sign = match name {
            "comma" => ",",
            "semicolon" => ";",
            "tab" => "\\t",
            _ => "|",
        };
        let separator = format!(".separator \"{sign}\"");
        let args = [
            ":memory:",
            "-cmd",
            ".mode csv",
            "-cmd",
            &separator,
            "-cmd",
            ".import s.csv sheet",
            "-cmd",
            ".mode list",
        ];
        let args: Vec<&str> = args.into_iter().chain(["select hex(name) from sheet"]).collect();
        let Some(lines) = said("sqlite3", &args, &out.at("s.csv")) else { return };
        assert_found(&from_hex(&lines), as_it_is, name);
    }
}

#[test]
fn miller_finds_every_name() {
    let out = Tree::new();
    let file = write(Plan::new(PROGRAMS), "s.csv", &out);
    // -S: no name is a number.
    let args = ["-S", "--icsv", "--ojson", "cut", "-f", "name", "s.csv"];
    let Some(printed) = said("mlr", &args, &file) else { return };
    let objects: Vec<serde_json::Map<String, serde_json::Value>> = serde_json::from_slice(&printed).unwrap();
    let text = |value: &serde_json::Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let found: Vec<String> = objects.iter().map(|object| text(&object["name"])).collect();
    assert_found(&found, |name| name.replace("\r\n", "\n"), "Miller");
}

#[test]
fn libreoffice_finds_every_name() {
    let out = Tree::new();
    // As texts: what a spreadsheet does to numbers and blanks is another matter.
    let columns = "1/2/2/2/3/2/4/2/5/2/6/2/7/2/8/2/9/2/10/2/11/2";
    let file = write(Plan::new(PROGRAMS), "s.csv", &out);
    let filter = format!("--infilter=CSV:44,34,76,1,{columns}");
    let Some(()) = libreoffice(&file, &[&filter], "xlsx", &out) else { return };
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(out.at("s.xlsx")).unwrap();
    let range = book.worksheet_range_at(0).unwrap().unwrap();
    let found: Vec<String> = range.rows().skip(1).map(|row| row[2].to_string()).collect();
    assert_found(&found, with_line_feeds, "LibreOffice");
}
