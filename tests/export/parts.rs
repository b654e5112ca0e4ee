//! A sheet in several files.

use crate::common::{Run, Tree, read};
use crate::readers::{FORMATS, PROGRAMS, ended, export, foldersheet, listed, ran, records};
use foldersheet::export::{Format, Plan, Separator};
use foldersheet::model::Column;
use foldersheet::session::{Command, ExportStatus, RowScope};
use foldersheet::view::{Order, SortKey};
use foldersheet::words;
use std::path::PathBuf;

/// So many files.
fn tree(files: usize) -> Tree {
    let tree = Tree::new();
    for number in 0..files {
        tree.file(format!("f{number:03}"), number);
    }
    tree
}

fn sorted(tree: &Tree) -> Run {
    let mut run = read(tree);
    run.apply(Command::SetOrder(Order::by(SortKey::up(Column::Size)))).finish();
    run
}

fn split(format: Format, rows: u64) -> Plan {
    Plan { split: Some(rows), ..Plan::new(format) }
}

#[test]
fn each_file_has_the_titles_and_the_rows_go_on() {
    let tree = tree(7);
    let mut run = sorted(&tree);
    for format in FORMATS {
        let out = Tree::new();
        let status = export(&mut run, &out.at("name.csv"), RowScope::Shown, split(format, 3));
        let ExportStatus::Written { written, .. } = status else { panic!("{status:?}") };
        let parts = ["name-1.csv", "name-2.csv", "name-3.csv"];
        assert_eq!(written.files, parts.map(|part| out.at(part)));
        assert_eq!((written.rows, listed(out.path())), (7, parts.map(str::to_owned).to_vec()));
        // Reading one fails without its titles and, for a spreadsheet, its mark.
        let counts = parts.map(|part| records(&out.at(part), format).len());
        assert_eq!(counts, [3, 3, 1], "{format:?}");
        let all = parts.iter().flat_map(|part| records(&out.at(part), format));
        let sizes: Vec<String> = all.map(|record| record["size"].clone()).collect();
        assert_eq!(sizes, ["0", "1", "2", "3", "4", "5", "6"], "{format:?}");
    }
}

#[test]
fn what_fits_into_one_file_has_no_number() {
    let tree = tree(6);
    for (rows, files) in [(1, 6), (2, 3), (3, 2), (5, 2), (6, 1), (7, 1)] {
        let out = Tree::new();
        let mut program = foldersheet();
        program.arg("--csv").arg(out.at("s.csv")).args(["--split", &rows.to_string()]);
        assert_eq!(ran(program.arg(tree.path())).0, 0);
        let expected: Vec<String> = match files {
            1 => vec!["s.csv".to_owned()],
            many => (1..=many).map(|number| format!("s-{number}.csv")).collect(),
        };
        assert_eq!(listed(out.path()), expected, "--split {rows}");
    }
}

#[test]
fn the_program_says_which_files_it_wrote() {
    let (tree, out) = (tree(5), Tree::new());
    let mut program = foldersheet();
    program.args(["--preset", "spreadsheet", "--split", "2", "--out"]).arg(out.at("a.b.csv"));
    let (code, told) = ran(program.arg(tree.path()));
    assert_eq!(code, 0);
    let (first, last) = (out.at("a.b-1.csv"), out.at("a.b-3.csv"));
    let line = format!("wrote 5 rows to 3 files, {} to {}", first.display(), last.display());
    assert!(told.contains(&line), "{told}");
    assert_eq!(records(&last, Format::Spreadsheet(Separator::COMMA)).len(), 1);
}

#[test]
fn a_part_that_cannot_be_written_leaves_all_old_ones() {
    let tree = tree(6);
    let mut run = sorted(&tree);
    for format in FORMATS {
        let out = Tree::new();
        out.file("s-1.csv", 1).file("s-2.csv", 2).folder("s-3.csv").file("s.csv", 4);
        let status = export(&mut run, &out.at("s.csv"), RowScope::Shown, split(format, 2));
        let ExportStatus::Failed { why, .. } = status else { panic!("{status:?}") };
        let message = words::export_error(&why);
        assert!(message.contains("s-3.csv is a folder"), "{message}");
        let read = ["s-1.csv", "s-2.csv", "s.csv"].map(|name| std::fs::read_to_string(out.at(name)).unwrap());
        assert_eq!(read, ["x", "xx", "xxxx"], "{format:?}");
        assert_eq!(listed(out.path()), ["s-1.csv", "s-2.csv", "s-3.csv", "s.csv"]);
    }
}

#[test]
fn too_many_files_are_refused_before_one_is_written() {
    let (tree, out) = (tree(501), Tree::new());
    let write = |rows: &str| {
        let mut program = foldersheet();
        ran(program.args(["--split", rows, "--csv"]).arg(out.at("s.csv")).arg(tree.path()))
    };
    let (code, told) = write("1");
    assert_eq!(code, 1);
    assert!(told.contains("the sheet would be 501 files, and 500 is the most"), "{told}");
    assert_eq!(listed(out.path()), [""; 0]);
    assert_eq!(write("2").0, 0);
    assert_eq!(listed(out.path()).len(), 251);
}

/// A run whose export waits for an answer about `s-2.csv`.
fn asked(tree: &Tree, out: &Tree) -> Run {
    out.file("s-2.csv", 2).file("s-9.csv", 9).file("s.csv", 4);
    let mut run = sorted(tree);
    let plan = Plan { replace_others: false, ..split(PROGRAMS, 2) };
    let status = export(&mut run, &out.at("s.csv"), RowScope::Shown, plan);
    assert_eq!(status, ExportStatus::Exists { target: out.at("s.csv"), file: out.at("s-2.csv") });
    assert_eq!(listed(out.path()), ["s-2.csv", "s-9.csv", "s.csv"]);
    run
}

#[test]
fn files_of_an_earlier_export_are_replaced_when_that_is_said() {
    let (tree, out) = (tree(5), Tree::new());
    let mut run = asked(&tree, &out);
    run.apply(Command::ReplaceFiles);
    let status = ended(&mut run);
    let ExportStatus::Written { written, .. } = status else { panic!("{status:?}") };
    let parts: [PathBuf; 3] = ["s-1.csv", "s-2.csv", "s-3.csv"].map(|name| out.at(name));
    assert_eq!(written.files, parts);
    assert_eq!(parts.map(|part| records(&part, PROGRAMS).len()), [2, 2, 1]);
    let others = ["s-9.csv", "s.csv"].map(|name| std::fs::read_to_string(out.at(name)).unwrap());
    assert_eq!(others, ["x".repeat(9), "xxxx".to_owned()]);
}

#[test]
fn files_of_an_earlier_export_stay_when_it_is_not() {
    let (tree, out) = (tree(5), Tree::new());
    let mut run = asked(&tree, &out);
    run.apply(Command::CancelExport).apply(Command::ReplaceFiles);
    assert_eq!(ended(&mut run), ExportStatus::Cancelled { target: out.at("s.csv") });
    assert_eq!(listed(out.path()), ["s-2.csv", "s-9.csv", "s.csv"]);
    assert_eq!(std::fs::read_to_string(out.at("s-2.csv")).unwrap(), "xx");
}

#[test]
fn many_rows_are_split_where_they_are_to_be() {
    let mut run = crate::readers::many_rows();
    let rows = run.session.status().shown;
    let out = Tree::new();
    let plan = crate::readers::with_columns(PROGRAMS, &[foldersheet::model::Column::Name]);
    let plan = Plan { split: Some(rows.div_ceil(2)), ..plan };
    let status = export(&mut run, &out.at("s.csv"), RowScope::Shown, plan);
    let ExportStatus::Written { written, .. } = status else { panic!("{status:?}") };
    let lines = |file: &PathBuf| std::fs::read_to_string(file).unwrap().lines().count() as u64 - 1;
    assert_eq!(written.files.iter().map(lines).collect::<Vec<_>>(), [rows.div_ceil(2), rows / 2]);
}
