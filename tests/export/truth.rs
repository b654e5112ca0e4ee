//! The same folder is the same file, whatever the workers did, and what is missing is said.

use crate::common::scripted::{Act, Fake};
use crate::common::{Run, Tree};
use crate::readers::{FORMATS, PROGRAMS, cells, export, foldersheet, ran, records};
use calamine::Data;
use foldersheet::export::{Format, Plan};
use foldersheet::model::ScanOptions;
use foldersheet::session::{Command, ExportStatus, RowScope};
use foldersheet::words;

fn tree() -> Tree {
    let tree = Tree::new();
    for number in 0..400 {
        tree.file(format!("{}/{}, {}/{number}", number % 7, number % 3, number % 11), number % 3);
    }
    tree
}

#[test]
fn the_same_bytes_whatever_the_workers_did() {
    let (tree, out) = (tree(), Tree::new());
    let write = |name: &str, args: &[&str]| {
        let mut program = foldersheet();
        program.args(["--sort", "path"]).args(args).arg("--out").arg(out.at(name));
        let problems = out.at(format!("{name}-problems.csv"));
        let (code, told) = ran(program
            .arg("--problems")
            .arg(&problems)
            .arg(tree.path())
            .arg(tree.at("gone"))
            .arg(tree.at("none")));
        assert_eq!(code, 3, "{told}");
        (std::fs::read(out.at(name)).unwrap(), std::fs::read(problems).unwrap())
    };
    for (name, format) in [("s.csv", None), ("s.jsonl", None), ("p.csv", Some("spreadsheet"))] {
        let preset: Vec<&str> = format.into_iter().flat_map(|preset| ["--preset", preset]).collect();
        let runs =
            ["1", "2", "8"].map(|workers| write(name, &[&preset[..], &["--workers", workers]].concat()));
        assert!(runs[0].0.len() > 400 * 30 && runs[0].1.len() > 100);
        assert!(runs[1..].iter().all(|run| *run == runs[0]), "{name}");
    }
}

#[test]
fn the_same_workbook_whatever_the_workers_did() {
    let (tree, out) = (tree(), Tree::new());
    let write = |workers: &str| {
        let path = out.at(format!("{workers}.xlsx"));
        let mut program = foldersheet();
        program.args(["--sort", "path", "--folders", "--workers", workers, "--out"]).arg(&path);
        let (code, told) = ran(program.arg(tree.path()));
        assert_eq!(code, 0, "{told}");
        let mut about = cells(&path, "About");
        about.retain(|row| row[0] != Data::String("As of".to_owned()));
        (cells(&path, "Files"), about, cells(&path, "Problems"))
    };
    let first = write("1");
    assert!(first.0.len() > 401 && first.1.len() > 10);
    assert!(["2", "8"].into_iter().all(|workers| write(workers) == first));
}

#[test]
fn two_writes_of_the_same_folder_differ_where_the_folder_does() {
    let (tree, out) = (tree(), Tree::new());
    let lines = |name: &str| {
        let mut program = foldersheet();
        assert_eq!(ran(program.args(["--sort", "path", "--csv"]).arg(out.at(name)).arg(tree.path())).0, 0);
        let text = std::fs::read_to_string(out.at(name)).unwrap();
        text.lines().map(str::to_owned).collect::<std::collections::BTreeSet<_>>()
    };
    let before = lines("before.csv");
    tree.file("0/new", 7);
    let after = lines("after.csv");
    assert!(before.is_subset(&after));
    let new: Vec<_> = after.difference(&before).collect();
    assert!(new.len() == 1 && new[0].starts_with(tree.at("0/new").to_str().unwrap()), "{new:?}");
}

#[test]
fn a_sheet_that_is_not_whole_says_why() {
    let tree = Tree::new();
    tree.file("a", 1);
    let mut run = Run::new(ScanOptions::default());
    run.pick(&[tree.path().to_owned(), tree.at("gone")]).finish();
    let target = tree.at("sheet.csv");
    let status = export(&mut run, &target, RowScope::Shown, Plan::new(PROGRAMS));
    let ExportStatus::Written { incomplete, .. } = status else { panic!() };
    assert_eq!(incomplete.map(words::incomplete).as_deref(), Some("1 folder could not be read"));
}

#[test]
fn an_incomplete_sheet_is_said_beside_every_format_and_in_the_workbook() {
    let (tree, out) = (Tree::new(), Tree::new());
    tree.file("a", 1);
    for name in ["s.csv", "s.tsv", "s.jsonl", "s.xlsx"] {
        let mut program = foldersheet();
        let (code, told) = ran(program.arg("--out").arg(out.at(name)).arg(tree.path()).arg(tree.at("gone")));
        assert_eq!(code, 3);
        assert!(told.contains("the sheet is incomplete: 1 folder could not be read"), "{told}");
    }
    let state = |row: &[Data]| (row[0].to_string(), row[1].to_string());
    let about = cells(&out.at("s.xlsx"), "About");
    assert_eq!(state(&about[1]), ("State".to_owned(), "incomplete: 1 folder could not be read".to_owned()));
    // The others have no place for it but a row.
    assert_eq!(records(&out.at("s.csv"), PROGRAMS).len(), 1);
    assert_eq!(records(&out.at("s.jsonl"), Format::JsonLines).len(), 1);
}

#[test]
fn an_export_while_folders_are_read_is_a_snapshot_that_says_so() {
    let disk = || Fake::new().file("/r/f/x", 1).act("/r/f", Act::Endless);
    let mut run = Run::on(ScanOptions { workers: 1, ..ScanOptions::default() }, disk);
    run.pick(&["/r"]).until("some rows are shown", |session| session.status().shown > 500);
    let out = Tree::new();
    for format in FORMATS {
        let target = out.at(format!("sheet.{}", format.extension()));
        let shown = run.session.status().shown;
        let status = export(&mut run, &target, RowScope::Shown, Plan::new(format));
        let ExportStatus::Written { written, incomplete } = status else { panic!("{status:?}") };
        assert_eq!(incomplete.map(words::incomplete).as_deref(), Some("folders are still being read"));
        assert_eq!(written.rows, shown, "what comes later is not in it");
        if format == Format::Xlsx {
            assert_eq!(cells(&target, "About")[1][1].to_string(), "incomplete: folders are still being read");
        } else if format == Format::JsonLines {
            assert_eq!(records(&target, format).len() as u64, shown);
        }
        // A workbook takes its time, and rows come in meanwhile.
        run.apply(Command::Stop).finish();
        run.apply(Command::ReadAgain).until("some rows are shown", |session| session.status().shown > 500);
    }
    run.apply(Command::Stop).finish();
}
