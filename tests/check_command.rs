//! The check of names by the real program without a window: the sheet's columns, the summary, the filter, the exit codes.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test")]

mod common;

use common::Tree;
use std::collections::BTreeMap;
use std::process::{Command, Output, Stdio};

fn run(args: &[&str], folders: &[&std::path::Path]) -> (i32, String, String) {
    let mut command = Command::new(common::PROGRAM);
    command.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY").env("TZ", "UTC").stdin(Stdio::null());
    let Output { status, stdout, stderr } = command.args(args).args(folders).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (status.code().unwrap_or(-1), text(stdout), text(stderr))
}

/// Names that any system takes but for the file `nul` and the folder `com1.old`.
fn tree() -> Tree {
    let tree = Tree::new();
    tree.file("good.txt", 1).file("nul.txt", 2).file("com1.old/inside.txt", 3).file("plain/deep/x", 4);
    tree
}

/// The checked cells of each row, by its name.
fn cells(csv: &str) -> BTreeMap<String, [String; 3]> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let titles = reader.headers().unwrap().clone();
    let at = |title: &str| titles.iter().position(|own| own == title).unwrap();
    let wanted = ["problem", "destination_length", "suggestion"].map(at);
    let name = at("name");
    let rows = reader.records().map(|record| {
        let record = record.unwrap();
        (record[name].to_owned(), wanted.map(|at| record[at].to_owned()))
    });
    rows.collect()
}

#[test]
fn a_sheet_says_what_is_wrong_how_long_a_path_is_and_what_name_would_do() {
    let tree = tree();
    let args = ["--check", "windows,macos", "--prefix", r"D:\Data", "--csv", "-"];
    let (code, csv, stderr) = run(&args, &[tree.path()]);
    assert_eq!(code, 4, "{stderr}");
    let cell = |cells: [&str; 3]| cells.map(str::to_owned);
    let expected = [
        ("good.txt", cell(["", "16", ""])),
        ("nul.txt", cell(["windows.reserved", "15", "nul_.txt"])),
        ("com1.old", cell(["windows.reserved", "16", "com1_.old"])),
        ("inside.txt", cell(["", "27", ""])),
        ("plain", cell(["", "13", ""])),
        ("deep", cell(["", "18", ""])),
        ("x", cell(["", "20", ""])),
    ];
    assert_eq!(cells(&csv), expected.map(|(name, cells)| (name.to_owned(), cells)).into());
    let titles = csv.lines().next().unwrap().replace('"', "");
    assert!(titles.ends_with("root,path_hex,problem,destination_length,suggestion"), "{titles}");
    for said in [
        r"checked names for Windows, macOS, with D:\Data before each path",
        "1 file and 1 folder have problems there",
        "windows.reserved",
    ] {
        assert!(stderr.contains(said), "{said}: {stderr}");
    }
}

#[test]
fn every_format_has_the_columns() {
    let tree = tree();
    let (code, lines, _) = run(&["--check", "windows", "--out", "-", "--format", "jsonl"], &[tree.path()]);
    assert_eq!(code, 4);
    let row = lines.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let row = row.into_iter().find(|row| row["name"] == "nul.txt").unwrap();
    assert_eq!(
        (&row["problem"], &row["destination_length"], &row["suggestion"]),
        (&"windows.reserved".into(), &7.into(), &"nul_.txt".into())
    );
    let book = tree.at("../names.xlsx");
    let (code, ..) = run(&["--check", "windows", "--out", book.to_str().unwrap()], &[tree.path()]);
    assert_eq!(code, 4);
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(&book).unwrap();
    let rows = calamine::Reader::worksheet_range(&mut book, "Files").unwrap();
    let titles: Vec<String> = rows.rows().next().unwrap().iter().map(ToString::to_string).collect();
    assert_eq!(titles[11..], ["Problem", "Destination length", "Suggested name"]);
}

#[test]
fn a_filter_shows_only_what_is_wrong_and_needs_a_check() {
    let tree = tree();
    for (filter, names) in [
        ("problem:any", vec!["com1.old", "nul.txt"]),
        ("problem:reserved -kind:folder", vec!["nul.txt"]),
        ("problem:windows.reserved ext:old", vec!["com1.old"]),
        ("problem:onedrive", vec![]),
        ("destinationlength:>9", vec!["deep", "inside.txt", "x"]),
    ] {
        let args = ["--check", "windows", "--filter", filter, "--sort", "path", "--csv", "-"];
        let (code, csv, stderr) = run(&args, &[tree.path()]);
        assert_eq!(code, 4, "what is not shown is wrong all the same: {stderr}");
        let found = cells(&csv).into_keys().collect::<Vec<_>>();
        assert_eq!(found, names, "{filter}");
    }
    let (code, _, stderr) = run(&["--filter", "problem:any", "--csv", "-"], &[tree.path()]);
    assert_eq!(code, 2);
    assert!(stderr.contains("--check"), "{stderr}");
    let (code, _, stderr) =
        run(&["--check", "windows", "--filter", "problem:nope", "--csv", "-"], &[tree.path()]);
    assert_eq!(code, 2);
    assert!(stderr.contains("“nope” is not a problem of a name"), "{stderr}");
}

#[test]
fn without_a_sheet_the_summary_goes_to_standard_output() {
    let tree = tree();
    let (code, out, _) = run(&["--check", "archive", "--limit", "10"], &[tree.path()]);
    assert_eq!(code, 4);
    // `plain/deep/x` has 12 and `com1.old/inside.txt` 19; `plain/deep` has 10.
    assert!(out.contains("archive.path-length") && out.contains("2 files"), "{out}");
    assert!(out.contains("folders to shorten first:"), "{out}");
    assert!(out.contains("plain: 2 characters shorter cures 1 path"), "{out}");
    let (code, out, _) = run(&["--check", "exfat"], &[tree.path()]);
    assert_eq!(code, 0);
    assert!(out.contains("no name has a problem there"), "{out}");
}

#[test]
fn a_sheet_that_is_not_whole_is_never_called_clean() {
    let tree = tree();
    let missing = tree.at("missing");
    for (destination, found) in [("exfat", "no name has a problem there"), ("windows", "have problems there")]
    {
        let (code, out, stderr) = run(&["--check", destination], &[tree.path(), &missing]);
        assert_eq!(code, 3, "{stderr}");
        assert!(out.contains(found), "{out}");
        assert!(stderr.contains("not every name was checked"), "{stderr}");
    }
}

#[test]
fn what_makes_no_sense_is_refused() {
    let tree = tree();
    for (args, why) in [
        (&["--check", "nope"][..], "`nope` is none of windows, onedrive"),
        (&["--check", "windows,windows"], "`windows` is there twice"),
        (&["--check", ""], "`` is none of"),
        (&["--prefix", "x", "--csv", "-"], "--check"),
        (&["--check", "windows", "--limit", "0"], "0 is not in 1.."),
        (&["--check", "windows", "--chart", "types"], "cannot be used with"),
        (&["--sort", "problem", "--csv", "-"], "--check"),
    ] {
        let (code, _, stderr) = run(args, &[tree.path()]);
        assert_eq!(code, 2, "{args:?}");
        assert!(stderr.contains(why), "{args:?}: {stderr}");
    }
}
