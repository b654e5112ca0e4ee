//! A target that fails when all is read: the sheet goes where the arguments or the user at the terminal say, and is not lost in silence.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, reason = "a test")]

mod common;

use common::Tree;
use std::process::{Command, Stdio};

const FILES: usize = 300;

/// A folder `t` with files, and room for no file of more than a kilobyte or two.
fn tree() -> Tree {
    let tree = Tree::new();
    for number in 0..FILES {
        tree.file(format!("t/file-{number:03}"), 0);
    }
    tree
}

/// Runs a shell's command, in which `$F` is the windowless program and files may grow to a kilobyte or half of it.
fn shell(tree: &Tree, command: &str) -> (Option<i32>, String, String) {
    let mut shell = Command::new("/bin/sh");
    shell.args(["-c", &format!("ulimit -f 1; {command}")]).current_dir(tree.path()).stdin(Stdio::null());
    let ended = shell.env("F", env!("CARGO_BIN_EXE_foldersheet-cli")).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (ended.status.code(), text(&ended.stdout), text(&ended.stderr))
}

#[test]
fn a_limit_of_the_file_size_is_an_error_and_no_signal() {
    let tree = tree();
    for name in ["sheet.csv", "sheet.jsonl", "sheet.xlsx"] {
        std::fs::write(tree.at(name), "old").unwrap();
        let (code, _, stderr) = shell(&tree, &format!("exec \"$F\" --out {name} t"));
        assert_eq!(code, Some(1), "{stderr}");
        assert!(stderr.contains(name) && stderr.contains("too large"), "{stderr}");
        assert!(stderr.contains("nothing was written. With --fallback FILE"), "{stderr}");
        assert_eq!(std::fs::read_to_string(tree.at(name)).unwrap(), "old");
    }
    let names = std::fs::read_dir(tree.path()).unwrap().count();
    assert_eq!(names, 4, "nothing is left beside them");
}

#[test]
fn the_sheet_goes_to_the_fallback() {
    let tree = tree();
    std::fs::write(tree.at("sheet.csv"), "old").unwrap();
    let (code, stdout, stderr) = shell(&tree, "exec \"$F\" --csv sheet.csv --fallback - t");
    assert_eq!((code, stdout.lines().count()), (Some(0), FILES + 1), "{stderr}");
    assert!(stderr.contains("the sheet goes to standard output instead"), "{stderr}");
    assert_eq!(std::fs::read_to_string(tree.at("sheet.csv")).unwrap(), "old");
    // In its own format.
    let (code, stdout, stderr) =
        shell(&tree, "\"$F\" --out sheet.csv --fallback small.jsonl --filter file-007 t; cat sheet.csv");
    assert_eq!((code, stdout.lines().count()), (Some(0), 2), "it isn't needed: {stderr}");
    assert!(!tree.at("small.jsonl").exists());
    let (code, _, stderr) = shell(&tree, "exec \"$F\" --csv sheet.csv --fallback other.csv t");
    assert_eq!(code, Some(1), "{stderr}");
    assert!(stderr.contains("the sheet goes to other.csv instead"), "{stderr}");
    assert!(stderr.contains("nothing was written"), "{stderr}");
}

#[test]
fn a_target_that_is_refused_at_the_start_is_replaced_by_the_fallback() {
    let tree = tree();
    let (code, stdout, stderr) = shell(&tree, "exec \"$F\" --csv no/such/sheet.csv --fallback - t");
    assert_eq!((code, stdout.lines().count()), (Some(0), FILES + 1), "{stderr}");
    assert!(
        stderr.contains("no/such/sheet.csv") && stderr.contains("goes to standard output instead"),
        "{stderr}"
    );
    let (code, _, stderr) = shell(&tree, "exec \"$F\" --csv no/such/a.csv --fallback no/such/b.csv t");
    assert!(code == Some(1) && stderr.matches("Nothing was read.").count() == 2, "{stderr}");
}

#[test]
fn a_fallback_of_no_use_is_refused_before_anything_is_read() {
    let tree = tree();
    for (arguments, why) in [
        ("--csv sheet.csv --fallback no/such/b.csv", "no/such/b.csv"),
        ("--csv /dev/full --fallback b.csv --problems b.csv", "the file of the sheet itself"),
        ("--csv a.csv --fallback b.csv --problems no/such/p.csv", "no/such/p.csv"),
    ] {
        let (code, _, stderr) = shell(&tree, &format!("exec \"$F\" {arguments} t"));
        assert_eq!(code, Some(1), "{arguments}: {stderr}");
        assert!(stderr.contains(why) && stderr.matches("Nothing was read.").count() == 1, "{stderr}");
        assert!(!stderr.contains("worker-") && !stderr.contains("instead"), "{stderr}");
    }
}

#[test]
fn a_list_of_problems_that_fails_costs_no_sheet() {
    let tree = tree();
    // Its lines are more than a kilobyte or two.
    let gone = "gone/".repeat(30);
    let folders: Vec<String> = (0..20).map(|number| format!("{gone}{number}")).collect();
    let list = format!(
        "exec \"$F\" --csv sheet.csv --columns name --filter file-007 --problems list.csv t {}",
        folders.join(" ")
    );
    let (code, _, stderr) = shell(&tree, &list);
    assert!(code == Some(1) && stderr.contains("list.csv"), "{stderr}");
    let (code, stdout, stderr) = shell(&tree, &format!("{list} --fallback -"));
    assert_eq!((code, stdout.as_str()), (Some(3), "\"name\"\r\nfile-007\r\n"), "{stderr}");
    assert!(
        stderr.contains("the list of problems was not written: ") && stderr.contains("list.csv"),
        "{stderr}"
    );
}

/// script(1) is a terminal whose user types what is on its standard input.
fn typed(tree: &Tree, command: &str, input: &str) -> Option<String> {
    std::fs::write(tree.at("input"), input).unwrap();
    let mut script = Command::new("script");
    let program = env!("CARGO_BIN_EXE_foldersheet-cli");
    script.args(["-qec", &format!("ulimit -f 1; exec {program} {command}"), "/dev/null"]);
    script.current_dir(tree.path()).stdin(std::fs::File::open(tree.at("input")).unwrap());
    Some(String::from_utf8_lossy(&script.output().ok()?.stdout).into_owned())
}

#[test]
fn a_user_at_the_terminal_is_asked() {
    let tree = tree();
    let answers = "no/such/folder.csv\nsheet.odd\n-\n";
    let Some(written) = typed(&tree, "--out sheet.csv t", answers) else {
        return println!("skipped: script(1) is not here");
    };
    assert_eq!(written.matches("Name another file for it").count(), 3, "{written}");
    assert!(written.contains("sheet.odd ends in none of"), "{written}");
    assert_eq!(written.lines().filter(|line| line.contains("t/file-")).count(), FILES, "{written}");
    // Given up by an empty line.
    let written = typed(&tree, "--out sheet.csv t", "\n").unwrap();
    assert_eq!(written.matches("Name another file for it").count(), 1, "{written}");
}
