//! What the windowless form writes to a terminal: a line about the progress that fits, and nothing that a plain one doesn't understand.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, reason = "a test")]

mod common;

use common::Tree;
use std::process::{Command, Stdio};

/// All that is written to a terminal of so many columns, or `None` where no terminal can be had.
fn on_terminal(columns: u16, term: &str, folder: &str) -> Option<String> {
    let out = Tree::new();
    let (program, target) = (env!("CARGO_BIN_EXE_foldersheet-cli"), out.at("sheet.csv"));
    let command =
        format!("stty rows 24 cols {columns} && exec {program} --csv {} {folder}", target.display());
    // script(1) is a terminal that writes down all that it is given.
    let mut script = Command::new("script");
    script.args(["-qec", &command, "/dev/null"]).env("TERM", term);
    let written = script.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    Some(String::from_utf8_lossy(&written.stdout).into_owned())
}

/// What stood on one line of a terminal, one after the other: each begins where the line begins.
fn drawn(written: &str) -> impl Iterator<Item = &str> {
    written.split(['\r', '\n']).filter(|text| !text.trim().is_empty())
}

/// A number of files, cut where there is no room for the word.
fn is_progress(text: &str) -> bool {
    let word = text.trim_end().trim_start_matches(|c: char| c.is_ascii_digit() || c == ',');
    word.len() < text.len() && (word.starts_with(" file") || " file".starts_with(word))
}

#[test]
fn the_progress_takes_no_more_than_one_line_of_any_terminal() {
    for columns in [10, 24, 35, 80] {
        let Some(written) = on_terminal(columns, "xterm", "/usr") else {
            return println!("skipped: script(1) is not here");
        };
        let lines: Vec<&str> = drawn(&written).filter(|text| is_progress(text)).collect();
        if lines.is_empty() {
            return println!("skipped: /usr is too small for a line about the progress");
        }
        let widest = lines.iter().map(|line| line.chars().count()).max();
        assert!(widest < Some(columns.into()), "{columns} columns: {lines:?}");
        // Nothing of it is left where the next line is written.
        let last = written.rsplit_once("worker-1").unwrap().0;
        let last = last.rsplit(['\n']).next().unwrap();
        assert!(last.ends_with('\r') && last.trim_end_matches('\r').ends_with(' '), "{last:?}");
        assert!(!written.contains('\u{1b}'), "{written:?}");
    }
}

#[test]
fn a_terminal_that_cannot_go_back_gets_no_progress() {
    for term in ["dumb", ""] {
        let Some(written) = on_terminal(80, term, "/usr/bin") else {
            return println!("skipped: script(1) is not here");
        };
        assert!(written.contains("wrote "), "{written}");
        let lines: Vec<&str> = drawn(&written).filter(|text| is_progress(text)).collect();
        assert_eq!(lines, [""; 0], "{term:?}");
        assert!(!written.contains('\u{1b}'), "{written:?}");
    }
}

#[test]
fn no_problem_drives_the_terminal_that_it_is_written_to() {
    for format in ["sheet.csv", "sheet.jsonl", "sheet.xlsx"] {
        let out = Tree::new();
        let program = env!("CARGO_BIN_EXE_foldersheet-cli");
        for list in ["-", "/dev/stdout", "/dev/tty"] {
            // The shell of script(1) makes the name, because this is its argument as text.
            let command = format!(
                "evil=$(printf 'gone\\033]0;owned\\007'); exec {program} --out {} --problems {list} {} \"$evil\"",
                out.at(format).display(),
                out.path().display()
            );
            let mut script = Command::new("script");
            script.args(["-qec", &command, "/dev/null"]).stdin(Stdio::null()).stderr(Stdio::null());
            let Ok(written) = script.output() else { return println!("skipped: script(1) is not here") };
            let written = String::from_utf8_lossy(&written.stdout).into_owned();
            let shown = written.to_lowercase();
            assert!(
                shown.matches("1b]0;owned").count() + shown.matches("1b}]0;owned").count() >= 2,
                "{written:?}"
            );
            assert!(!written.contains(['\u{1b}', '\u{7}']), "{list}: {written:?}");
        }
    }
}
