//! What else keeps such a sheet: Parquet by DuckDB and by Polars, and ncdu's files, where these are installed.

use foldersheet::export::{ExportJob, Format, Plan, Progress, Separator, to_file};
use foldersheet::store::Sheet;
use foldersheet::view::View;
use std::collections::HashMap;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

pub fn run(sheet: &Sheet, dir: &Path, turns: usize) {
    let rows = sheet.rows.len();
    println!("\n{rows} rows each");
    let file = |format: Format, name: &str| {
        let job = ExportJob {
            sheet: sheet.clone(),
            view: Arc::new(View::everything(rows)),
            only: None,
            plan: Plan::new(format),
        };
        let file = dir.join(name);
        let start = Instant::now();
        to_file(&job, &file, &Progress::default()).unwrap();
        (file, start.elapsed())
    };
    let (own, took) = file(Format::SavedSheet, "rival.foldersheet");
    line("Foldersheet, write", took, Some(&own), rows);
    let (csv, _) = file(Format::Programs(Separator::COMMA), "rival.csv");
    python(&csv, dir, turns);
    std::fs::remove_file(csv).unwrap();
    ncdu(sheet, dir);
}

fn line(what: &str, took: Duration, file: Option<&Path>, rows: u32) {
    let bytes = file.map_or_else(String::new, |file| {
        format!("{:8.2} bytes a row", std::fs::metadata(file).unwrap().len() as f64 / f64::from(rows))
    });
    println!("{what:44} {:8.1} ms {bytes}", took.as_secs_f64() * 1e3);
}

/// `PYTHON` may name one that has them.
fn python(csv: &Path, dir: &Path, turns: usize) {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bench/sheets/rivals.py");
    let python = std::env::var_os("PYTHON").unwrap_or_else(|| "python3".into());
    if !Command::new(&python)
        .arg(script)
        .arg(csv)
        .arg(dir)
        .arg(turns.to_string())
        .status()
        .is_ok_and(|s| s.success())
    {
        println!("no Polars or DuckDB: PYTHON may name a Python that has them");
    }
}

/// Its JSON, and its binary files where it is new enough to have them.
fn ncdu(sheet: &Sheet, dir: &Path) {
    let json = dir.join("rival.json");
    write_json(sheet, &json);
    for (what, option, name) in
        [("ncdu, JSON to JSON", "-o", "out.json"), ("ncdu, JSON to binary", "-O", "out.ncdu")]
    {
        let out = dir.join(name);
        let start = Instant::now();
        let status = Command::new("ncdu")
            .args(["-0", "-f"])
            .arg(&json)
            .arg(option)
            .arg(&out)
            .stdin(Stdio::null())
            .stderr(Stdio::null())
            .status();
        match status {
            Ok(status) if status.success() => line(what, start.elapsed(), Some(&out), sheet.rows.len()),
            Ok(_) => println!("{what}: this ncdu can't"),
            Err(error) => println!("{what}: {error}"),
        }
    }
}

/// As ncdu writes it: folders in folders.
fn write_json(sheet: &Sheet, to: &Path) {
    let mut rows: HashMap<u32, Vec<u32>> = HashMap::new();
    (0..sheet.rows.len()).for_each(|number| rows.entry(sheet.row(number).folder.0).or_default().push(number));
    let mut below: HashMap<u32, Vec<u32>> = HashMap::new();
    for id in 0..sheet.folders.len() {
        if let Some(parent) = sheet.folders.get(foldersheet::model::FolderId(id)).parent {
            below.entry(parent.0).or_default().push(id);
        }
    }
    let mut out = BufWriter::new(File::create(to).unwrap());
    write!(out, "[1,2,{{\"progname\":\"ncdu\",\"progver\":\"1.18\",\"timestamp\":1795697197}}").unwrap();
    let mut open = vec![Some(0)];
    while let Some(next) = open.pop() {
        let Some(id) = next else {
            write!(out, "]").unwrap();
            continue;
        };
        let name =
            foldersheet::text::decoded(sheet.folders.get(foldersheet::model::FolderId(id)).name).into_owned();
        write!(out, ",\n[{{\"name\":{}}}", serde_json::to_string(&name).unwrap()).unwrap();
        for &number in rows.get(&id).into_iter().flatten() {
            let row = sheet.row(number);
            let name = serde_json::to_string(&foldersheet::text::decoded(row.name)).unwrap();
            let (size, allocated) = (row.meta.size.unwrap_or(0), row.meta.allocated.unwrap_or(0));
            write!(
                out,
                ",\n{{\"name\":{name},\"asize\":{size},\"dsize\":{allocated},\"mtime\":{}}}",
                row.meta.modified.unwrap_or(0)
            )
            .unwrap();
        }
        open.push(None);
        open.extend(below.get(&id).into_iter().flatten().map(|&id| Some(id)));
    }
    writeln!(out, "]").unwrap();
    out.flush().unwrap();
}
