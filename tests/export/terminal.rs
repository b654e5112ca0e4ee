//! A sheet on standard output that is a terminal: nothing in it is obeyed, and it is said. `script` lends the terminal.

use crate::common::{Tree, os};
use crate::readers::{csv_rows, foldersheet, json_rows};
use std::process::Command;

/// Names, and how they stand in a CSV on a terminal.
const NAMES: &[(&[u8], &str)] = &[
    (b"plain.txt", "plain.txt"),
    (b"a\x1b]0;owned\x07b", "a\\u{1B}]0;owned\\u{7}b"),
    ("c1\u{9b}31m".as_bytes(), "c1\\u{9B}31m"),
    (b"d\x7fel", "d\\u{7F}el"),
    (b"over\rwritten\nline", "over\\u{D}written\\u{A}line"),
    ("a\u{202e}cod.exe".as_bytes(), "a\\u{202E}cod.exe"),
    ("zero\u{200b}width".as_bytes(), "zero\\u{200B}width"),
    ("\u{feff}\u{e0041}\u{301}".as_bytes(), "\\u{FEFF}\\u{E0041}\\u{301}"),
    (b"bad\xFF,quote\"d", "bad\\xFF,quote\"d"),
    ("می\u{200c}خواهم é 日本語".as_bytes(), "می\u{200c}خواهم é 日本語"),
];

fn tree() -> Tree {
    let tree = Tree::new();
    for (name, _) in NAMES {
        tree.file(os(name), 1);
    }
    tree
}

/// What the program writes to a terminal, and what it says to a file; none, with the reason said, where nothing lends one.
fn on_terminal(tree: &Tree, args: &str) -> Option<(String, String)> {
    if !Command::new("script").arg("--version").output().is_ok_and(|said| said.status.success()) {
        println!("skipped: there is no `script` of util-linux");
        return None;
    }
    let out = Tree::new();
    let line = format!("\"$PROGRAM\" {args} --sort name \"$FOLDER\" 2>\"$TOLD\"");
    let mut script = Command::new("script");
    script.args(["-qec", &line, "/dev/null"]).stdin(std::process::Stdio::null());
    script.env("PROGRAM", foldersheet().get_program()).env("FOLDER", tree.path());
    script.env("TOLD", out.at("told")).env("SHELL", "/bin/sh").env("LC_ALL", "C.UTF-8");
    let ended = script.output().unwrap();
    let told = std::fs::read_to_string(out.at("told")).unwrap();
    assert!(ended.status.success(), "{told}");
    // A terminal gets a carriage return before each line feed.
    Some((String::from_utf8(ended.stdout).unwrap().replace("\r\n", "\n").replace("\r\n", "\n"), told))
}

fn assert_harmless(written: &str) {
    let is_obeyed = |c: char| c.is_control() && c != '\n';
    assert!(!written.contains(is_obeyed), "{written:?}");
    assert!(!written.contains(['\u{202e}', '\u{200b}', '\u{feff}', '\u{e0041}']), "{written:?}");
}

#[test]
fn a_terminal_obeys_nothing_in_a_csv() {
    let tree = tree();
    for args in ["--csv -", "--out -", "--csv - --preset spreadsheet --separator comma"] {
        let Some((written, told)) = on_terminal(&tree, args) else { return };
        assert_harmless(&written);
        let title = if args.contains("preset") { "Name" } else { "name" };
        let rows = csv_rows(written.as_bytes(), b',');
        let mut names: Vec<_> = rows.iter().map(|row| row[title].as_str()).collect();
        names.sort_unstable();
        let mut expected: Vec<_> = NAMES.iter().map(|(_, text)| *text).collect();
        expected.sort_unstable();
        assert_eq!(names, expected, "{args}");
        assert!(rows.iter().all(|row| row.values().any(|cell| cell.ends_with(&row[title]))));
        assert!(told.contains("note: on a terminal") && told.contains("a file or a pipe"), "{told}");
    }
}

#[test]
fn json_on_a_terminal_is_harmless_and_exact() {
    let tree = tree();
    let Some((written, told)) = on_terminal(&tree, "--out - --format jsonl") else { return };
    assert_harmless(&written);
    assert!(written.contains("\\u001b]0;owned\\u0007") && written.contains("\\udb40\\udc41"), "{written}");
    let mut names: Vec<_> = json_rows(&written).into_iter().map(|row| row["name"].clone()).collect();
    names.sort();
    let decoded = |name: &[u8]| String::from_utf8_lossy(name).replace('\u{FFFD}', "\\xFF");
    let mut expected: Vec<_> = NAMES.iter().map(|(name, _)| decoded(name)).collect();
    expected.sort();
    assert_eq!(names, expected);
    assert!(told.contains("note: on a terminal"), "{told}");
}

#[test]
fn a_pipe_gets_names_as_they_are() {
    let tree = tree();
    let output = foldersheet().args(["--csv", "-"]).arg(tree.path()).output().unwrap();
    let written = String::from_utf8(output.stdout).unwrap();
    assert!(written.contains("a\u{1b}]0;owned\u{7}b") && written.contains("a\u{202e}cod.exe"));
    assert!(!String::from_utf8(output.stderr).unwrap().contains("note:"));
}
