//! Other people's programs read what was written, where they are installed.

use super::{Tree, program, said};
use std::path::Path;
use std::process::{Command, Output};

/// A tree with names that programs stumble over, and what it is in each format.
fn exported() -> (Tree, Tree) {
    let (tree, out) = (Tree::new(), Tree::new());
    for name in ["00123", "1e5", "TRUE", "=1+1", "a,b;c", "quote\"d", "new\nline", "ünï.TXT"] {
        tree.file(name, name.len());
    }
    for (name, more) in [
        ("people.csv", &["--preset", "spreadsheet", "--separator", ";"][..]),
        ("programs.csv", &[]),
        ("book.xlsx", &[]),
        ("lines.jsonl", &[]),
    ] {
        let all: Vec<&str> = ["--sort", "path"].iter().chain(more).copied().collect();
        let done = program(&all, &out.at(name), tree.path(), &[]);
        assert_eq!(done.status.code(), Some(0), "{}", said(&done));
    }
    (tree, out)
}

/// Runs Python where it has these modules.
fn python(modules: &str, script: &str, out: &Path) -> Option<String> {
    let run = |script: &str| Command::new("python3").args(["-c", script]).current_dir(out).output();
    let has = run(&format!("import {modules}"));
    if !has.is_ok_and(|has| has.status.success()) {
        println!("skipped: no Python with {modules}");
        return None;
    }
    let Output { status, stdout, stderr } = run(script).unwrap();
    assert!(status.success(), "{}", String::from_utf8_lossy(&stderr));
    Some(String::from_utf8(stdout).unwrap())
}

#[test]
fn duckdb_reads_the_csv_for_programs_with_its_types() {
    let (_tree, out) = exported();
    let script = "import duckdb
t = duckdb.sql(\"select * from read_csv('programs.csv', header = true, store_rejects = true)\")
print(dict(zip(t.columns, map(str, t.types)))['size'], dict(zip(t.columns, map(str, t.types)))['modified'], t.count('*').fetchall()[0][0])
print(duckdb.sql('select count(*) from reject_errors').fetchall()[0][0])
print(duckdb.sql(\"select sum(size) from read_json('lines.jsonl')\").fetchall()[0][0])";
    let Some(said) = python("duckdb", script, out.path()) else { return };
    let bytes: usize = ["00123", "1e5", "TRUE", "=1+1", "a,b;c", "quote\"d", "new\nline", "ünï.TXT"]
        .iter()
        .map(|name| name.len())
        .sum();
    let lines: Vec<&str> = said.lines().collect();
    assert!(lines[0].starts_with("BIGINT TIMESTAMP") && lines[0].ends_with(" 8"), "{said}");
    assert_eq!(lines[1..], ["0", &bytes.to_string()], "{said}");
}

#[test]
fn pandas_reads_the_csv_and_the_workbook() {
    let (tree, out) = exported();
    let script = "import pandas
p = pandas.read_csv('programs.csv', parse_dates=['modified'], keep_default_na=False)
print(p['size'].dtype, p['modified'].dtype, len(p))
print(sorted(p['path']) == list(p['path']))
x = pandas.read_excel('book.xlsx', sheet_name='Files', dtype={'Name': str}, keep_default_na=False)
print(x['Size (bytes)'].dtype, x['Modified'].dtype, len(x))
print(list(x['Name']) == list(map(str, pandas.read_csv('programs.csv', dtype=str, keep_default_na=False)['name'])))
print(pandas.read_excel('book.xlsx').columns[0], pandas.read_excel('book.xlsx', sheet_name='Problems').shape[0])";
    let Some(said) = python("pandas, openpyxl", script, out.path()) else { return };
    let lines: Vec<&str> = said.lines().collect();
    assert!(lines[0].starts_with("int64 datetime64[") && lines[0].ends_with(", UTC] 8"), "{said}");
    assert!(lines[2].starts_with("int64 datetime64[") && lines[2].ends_with("] 8"), "{said}");
    assert_eq!([lines[1], lines[3], lines[4]], ["True", "True", "A list of files 0"], "{said}");
    drop(tree);
}

/// LibreOffice's own converter, with a profile of its own.
fn libreoffice(out: &Tree, file: &str, filter: &[&str]) -> Option<String> {
    let profile = format!("-env:UserInstallation=file://{}", out.at("profile").display());
    let done = Command::new("timeout")
        .args(["120", "soffice", &profile, "--headless", "--convert-to"])
        .arg("csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1")
        .args(filter)
        .arg("--outdir")
        .arg(out.at("converted"))
        .arg(out.at(file))
        .env("HOME", out.path())
        .env("LC_ALL", "C.UTF-8")
        .output();
    let Ok(done) = done.map(|done| said(&done)) else { return None };
    let stem = Path::new(file).file_stem().unwrap().to_str().unwrap();
    let sheets = [format!("{stem}-Files.csv"), format!("{stem}-{stem}.csv"), format!("{stem}.csv")];
    let found = sheets.iter().find_map(|name| std::fs::read_to_string(out.at("converted").join(name)).ok());
    if found.is_none() {
        println!("skipped: no LibreOffice, or it can't convert: {done}");
    }
    found
}

/// Each cell as LibreOffice shows it, whose dates come out in a date's format only if they are dates.
#[test]
fn libreoffice_opens_the_csv_for_a_spreadsheet_and_the_workbook() {
    let (_tree, out) = exported();
    let records = |text: &str| -> Vec<csv::StringRecord> {
        csv::ReaderBuilder::new()
            .from_reader(text.trim_start_matches('\u{feff}').as_bytes())
            .records()
            .map(Result::unwrap)
            .collect()
    };
    let times = |bytes: &[u8]| -> Vec<String> {
        let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(&bytes[3..]);
        reader.records().map(|record| record.unwrap()[7].to_owned()).collect()
    };
    let expected = times(&std::fs::read(out.at("people.csv")).unwrap());
    for (file, filter) in [
        ("people.csv", &["--infilter=Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,true"][..]),
        ("book.xlsx", &[]),
    ] {
        let Some(text) = libreoffice(&out, file, filter) else { return };
        let rows = records(&text);
        assert_eq!(rows.len(), 8, "{file}: {text}");
        let names: Vec<&str> = rows.iter().map(|row| &row[2]).collect();
        let (guard, number) = if file == "book.xlsx" { ("=1+1", "00123") } else { ("'=1+1", "123") };
        assert!(
            names.contains(&guard) && names.contains(&"ünï.TXT") && names.contains(&"new\nline"),
            "{file}: {names:?}"
        );
        assert!(names.contains(&number), "{file}: {names:?}");
        for (row, expected) in rows.iter().zip(&expected) {
            assert_eq!(&row[7], expected, "{file}");
        }
    }
}
