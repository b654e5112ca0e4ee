//! Few handles, deep trees, many folders: every row all the same. The real program, with the limit set by a shell.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, reason = "a test")]

mod common;

use common::{Tree, read};
use rustix::fs::{Mode, OFlags, mkdirat, openat};
use std::os::fd::OwnedFd;
use std::path::Path;
use std::process::Command;

/// So many levels below `path`, each with files and a folder beside the way down; made step by step, as the path gets too long.
fn deep(path: &Path, levels: usize, files: usize) {
    let folder = OFlags::RDONLY | OFlags::DIRECTORY;
    let mut at: OwnedFd = rustix::fs::open(path, folder, Mode::empty()).unwrap();
    for _ in 0..levels {
        for file in 0..files {
            openat(&at, format!("f{file}"), OFlags::CREATE | OFlags::WRONLY, Mode::RUSR).unwrap();
        }
        for name in ["beside", "down"] {
            mkdirat(&at, name, Mode::RWXU).unwrap();
        }
        at = openat(&at, "down", folder, Mode::empty()).unwrap();
    }
}

/// The rows that the program writes with this limit of open files, and what it says.
fn rows_with(limit: usize, workers: usize, tree: &Tree) -> (usize, String) {
    let script = format!("ulimit -n {limit} && exec \"$0\" --csv - --workers {workers} \"$1\"");
    let out = Command::new("sh")
        .args(["-c", &script, env!("CARGO_BIN_EXE_foldersheet")])
        .arg(tree.path())
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&out.stderr).into_owned();
    (csv::Reader::from_reader(&out.stdout[..]).records().count(), told)
}

#[test]
fn twenty_four_open_files_for_sixteen_workers_and_six_hundred_levels() {
    let tree = Tree::new();
    deep(tree.path(), 600, 20);
    for limit in [24, 32, 64, 256] {
        let (rows, told) = rows_with(limit, 16, &tree);
        assert_eq!(rows, 600 * 20, "{limit} open files: {told}");
        assert!(told.contains(" 0 problems "), "{limit} open files: {told}");
    }
}

#[test]
fn thousands_of_levels_take_no_recursion() {
    let tree = Tree::new();
    deep(tree.path(), 8000, 1);
    let run = read(&tree);
    assert_eq!(run.session.status().totals.files, 8000);
    assert_eq!(run.session.status().problems.problems(), 0);
    assert_eq!(run.session.sheet().len(), 8000);
}

#[test]
fn one_folder_with_very_many_in_it() {
    let tree = Tree::new();
    for number in 0..20_000 {
        tree.folder(format!("{number}"));
    }
    tree.file("19999/last", 1);
    let (rows, told) = rows_with(40, 4, &tree);
    assert_eq!(rows, 1, "{told}");
    assert!(told.contains(" 0 problems "), "{told}");
}
