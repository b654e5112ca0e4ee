//! Standard output in every state that a shell can give it: rows that cannot be delivered are an error, and found before anything is read.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test")]

mod common;

use common::Tree;
use std::process::{Command, Stdio};

/// Runs a shell's command, in which `$F` is the windowless program and `$T` a folder with two files.
fn shell(command: &str) -> (Option<i32>, String, String) {
    let tree = Tree::new();
    tree.file("t/a", 1);
    tree.file("t/b", 2);
    let mut shell = Command::new("/bin/sh");
    shell.args(["-c", command]).current_dir(tree.path()).stdin(Stdio::null());
    shell.env("F", env!("CARGO_BIN_EXE_foldersheet-cli")).env("T", "t");
    let ended = shell.output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (ended.status.code(), text(&ended.stdout), text(&ended.stderr))
}

#[test]
fn rows_that_nobody_can_get_are_an_error() {
    for format in ["csv", "jsonl"] {
        for (output, why) in [(">&-", "it is closed"), ("1</dev/null", "it is open for reading only")] {
            let (code, _, stderr) = shell(&format!("\"$F\" --out - --format {format} \"$T\" {output}"));
            assert_eq!(code, Some(1), "{output}: {stderr}");
            assert!(stderr.contains(&format!("could not write to standard output: {why}")), "{stderr}");
            assert!(!stderr.contains("worker-"), "it read first: {stderr}");
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_behind_standard_output_is_an_error() {
    let (code, _, stderr) = shell("\"$F\" --csv - \"$T\" >/dev/full");
    assert_eq!(code, Some(1), "{stderr}");
    assert!(stderr.contains("could not write standard output"), "{stderr}");
}

#[test]
fn rows_that_the_user_throws_away_are_not() {
    // The last is how Python starts a program whose output is thrown away: as a closed one looks to Rust.
    for output in [">/dev/null", ">>/dev/null", "1<>/dev/null"] {
        let (code, _, stderr) = shell(&format!("\"$F\" --csv - \"$T\" {output}"));
        assert_eq!(code, Some(0), "{output}: {stderr}");
    }
}

#[test]
fn a_sheet_in_a_file_needs_no_standard_output() {
    let (code, stdout, stderr) = shell("\"$F\" --csv sheet.csv \"$T\" >&- && cat sheet.csv");
    assert_eq!((code, stdout.lines().count()), (Some(0), 3), "{stderr}");
}

#[test]
fn the_problems_may_go_there() {
    for (sheet, begin) in [
        ("--csv s.csv", "\"operation\",\"path\""),
        ("--out s.csv --preset spreadsheet --separator semicolon", "\u{feff}\"What was tried\";"),
        ("--out s.jsonl", "{\"operation\":\"open picked folder\""),
        // A workbook is for no pipe.
        ("--out s.xlsx", "\"operation\",\"path\""),
    ] {
        let (code, stdout, stderr) = shell(&format!(
            "\"$F\" {sheet} --problems - \"$T\" gone; code=$?; [ -s s.* ] && [ ! -e ./- ] && exit $code"
        ));
        assert_eq!(code, Some(3), "{sheet}: {stderr}");
        assert!(stdout.starts_with(begin) && stdout.contains("gone"), "{sheet}: {stdout}");
        assert!(stderr.contains("wrote the problems to standard output"), "{stderr}");
    }
    // Before anything is read.
    let (code, _, stderr) = shell("\"$F\" --csv s.csv --problems - \"$T\" >&-");
    assert!(code == Some(1) && stderr.contains("standard output: it is closed"), "{stderr}");
    assert!(!stderr.contains("worker-"), "{stderr}");
    for both in [
        "--csv /dev/stdout --problems -",
        "--csv - --problems /dev/stdout",
        "--csv - --problems /dev/fd/1",
        "--csv - --problems /dev/fd/3 3>&1",
        "--csv /dev/fd/3 --problems - 3>&1",
    ] {
        let (code, stdout, stderr) = shell(&format!("\"$F\" \"$T\" {both}"));
        assert!(code == Some(1) && stderr.contains("the file of the sheet itself"), "{both}: {stderr}");
        assert_eq!(stdout, "");
    }
}
