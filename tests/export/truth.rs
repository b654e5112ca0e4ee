//! What a sheet says of itself, and that it is the same whatever the workers did.

use super::{Tree, export, export_by, program, programs, read, records, said, sheet};
use crate::common::Run;
use foldersheet::model::ScanOptions;
use foldersheet::session::{Command, ExportStatus, Format, Plan, What};

#[test]
fn a_sheet_that_is_not_whole_says_why() {
    let tree = Tree::new();
    tree.file("a", 1);
    let mut run = Run::new(ScanOptions::default());
    run.pick(&[tree.path().to_owned(), tree.at("gone")]).finish();
    let target = tree.at("sheet.csv");
    let ExportStatus::Written { incomplete, .. } = export(&mut run, &target, What::Shown) else { panic!() };
    assert_eq!(incomplete.as_deref(), Some("1 folder could not be read"));
}

#[test]
fn a_workbook_says_what_it_is() {
    let (tree, out) = (Tree::new(), Tree::new());
    tree.file("a.txt", 70_000).file("sub/b.md", 1);
    let target = out.at("s.xlsx");
    let mut run = Run::new(ScanOptions::default());
    run.pick(&[tree.path().to_owned(), tree.at("gone")]);
    run.apply(Command::SetFilter(".txt".to_owned())).finish();
    export_by(&mut run, &target, What::Shown, Plan::new(Format::Xlsx));
    let about = sheet(&target, "About");
    let value = |label: &str| about.iter().find(|line| line[0] == label).map(|line| line[1].clone());
    assert_eq!(value("State").as_deref(), Some("incomplete: 1 folder could not be read"));
    assert_eq!(value("Filter").as_deref(), Some(".txt"));
    assert_eq!(value("Order").as_deref(), Some("as found"));
    assert_eq!(
        (value("Rows in this file").as_deref(), value("Rows found").as_deref()),
        (Some("1"), Some("2"))
    );
    assert_eq!(value("Size of the files (bytes)").as_deref(), Some("70001"));
    assert!(value("As of").unwrap().starts_with("date "));
    assert_eq!(value("1").as_deref(), tree.path().to_str());
    assert_eq!(about.iter().find(|line| line[0] == "2").unwrap()[2], "could not be opened");
    let problems = sheet(&target, "Problems");
    assert_eq!(problems[1][0], "open picked folder");
    assert_eq!(problems[1][1], tree.at("gone").to_str().unwrap());
}

#[test]
fn a_whole_workbook_says_so() {
    let (tree, out) = (Tree::new(), Tree::new());
    tree.file("a", 1);
    export_by(&mut read(&tree), &out.at("s.xlsx"), What::Shown, Plan::new(Format::Xlsx));
    assert_eq!(sheet(&out.at("s.xlsx"), "About")[1], ["State", "complete", "", "", "", ""]);
    assert_eq!(sheet(&out.at("s.xlsx"), "Problems").len(), 1);
}

#[test]
fn an_export_while_folders_are_read_is_a_snapshot_and_says_so() {
    let (mut run, out) = (super::safety::many_rows(), Tree::new());
    // Stopped in the middle of it.
    let ExportStatus::Written { written, incomplete } = export(&mut run, &out.at("s.csv"), What::Shown)
    else {
        panic!()
    };
    assert_eq!(incomplete.as_deref(), Some("the reading was stopped"));
    assert_eq!(written.rows, run.session.status().found);
}

/// The same folders in the same state, however many read them, are the same bytes: rows and problems.
#[cfg(target_os = "linux")]
#[test]
fn the_same_folders_are_the_same_bytes() {
    let (tree, out) = (Tree::new(), Tree::new());
    for number in 0..600 {
        tree.file(format!("{}/{}/{number}", number % 7, number % 11), number % 3);
    }
    // Deeper than a path may be opened, which is a problem in each of them.
    let exported = |workers: &str, ending: &str, more: &[&str]| {
        let (target, problems) = (out.at(format!("s.{ending}")), out.at("p.csv"));
        let problems_arg = problems.to_str().unwrap().to_owned();
        let gone = ["z", "a", "m"].map(|name| tree.at(name).to_str().unwrap().to_owned());
        let mut args = vec!["--sort", "path", "--workers", workers, "--problems", &problems_arg];
        args.extend(more);
        args.extend(gone.iter().map(String::as_str));
        let done = program(&args, &target, tree.path(), &[]);
        assert_eq!(done.status.code(), Some(3), "{}", said(&done));
        (std::fs::read(&target).unwrap(), std::fs::read_to_string(&problems).unwrap())
    };
    for (ending, more) in [("csv", &[][..]), ("csv", &["--preset", "spreadsheet"]), ("jsonl", &[])] {
        let first = exported("1", ending, more);
        assert_eq!(first.0.iter().filter(|byte| **byte == b'\n').count(), 600 + usize::from(ending == "csv"));
        assert_eq!(first.1.lines().count(), 4, "three problems: {}", first.1);
        for workers in ["2", "8"] {
            assert!(exported(workers, ending, more) == first, "{workers} workers, {ending}");
        }
    }
    let paths: Vec<String> = csv::Reader::from_path(out.at("p.csv"))
        .unwrap()
        .records()
        .map(|line| line.unwrap()[1].to_owned())
        .collect();
    assert!(paths.is_sorted(), "{paths:?}");
}

#[cfg(target_os = "linux")]
#[test]
fn the_problems_are_a_file_of_their_own() {
    let (tree, out) = (Tree::new(), Tree::new());
    tree.file("a", 1);
    let gone = tree.at(crate::common::os(b"=gone\xFF"));
    let problems = out.at("p.csv");
    let ask = |target: &str, problems: &std::path::Path| {
        std::process::Command::new(env!("CARGO_BIN_EXE_foldersheet"))
            .args(["--out", target, "--problems"])
            .arg(problems)
            .args([tree.path(), &gone])
            .output()
            .unwrap()
    };
    let done = ask("-", &problems);
    assert_eq!(done.status.code(), Some(3), "{}", said(&done));
    assert!(said(&done).contains("wrote the problems to "), "{}", said(&done));
    let lines = records(&problems);
    assert_eq!(lines.len(), 1);
    let root = tree.path().to_str().unwrap();
    assert_eq!(lines[0]["operation"], "open picked folder");
    assert_eq!(lines[0]["path"], format!("{root}/=gone\\xFF"));
    let hex: String = format!("{root}/=gone").bytes().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(lines[0]["path_hex"], hex + "ff");
    assert_eq!((lines[0]["cause"].as_str(), lines[0]["code"].as_str()), ("No such file or directory", "2"));
    // As JSON Lines by its ending, whatever the sheet is.
    ask(out.at("s.csv").to_str().unwrap(), &out.at("p.jsonl"));
    let line: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(out.at("p.jsonl")).unwrap()).unwrap();
    assert_eq!((line["operation"].as_str(), line["code"].as_i64()), (Some("open picked folder"), Some(2)));
}

#[test]
fn no_problems_are_a_list_with_nothing_in_it() {
    let (tree, out) = (Tree::new(), Tree::new());
    tree.file("a", 1);
    let plan = Plan { problems: Some(out.at("p.csv")), ..programs() };
    let ExportStatus::Written { written, .. } =
        export_by(&mut read(&tree), &out.at("s.csv"), What::Shown, plan)
    else {
        panic!()
    };
    assert_eq!(written.problems, Some(out.at("p.csv")));
    assert_eq!(std::fs::read_to_string(out.at("p.csv")).unwrap(), "operation,path,path_hex,cause,code\r\n");
}
