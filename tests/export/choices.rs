//! Which rows, which columns, how many files.

use super::{
    FORMATS, Tree, cells, column, ended, export, export_by, files, program, programs, read, records, said,
    target,
};
use crate::common::{Run, read_with};
use foldersheet::model::ScanOptions;
use foldersheet::session::{Command, ExportStatus, Field, Plan, What, Written};
use foldersheet::view::{Column, Order, SortKey};
use std::sync::Arc;

#[test]
fn what_is_read_back_equals_the_table() {
    let (tree, out) = (Tree::new(), Tree::new());
    tree.file("a,b.TXT", 3).file("new\nline \"quoted\"", 0).file("d/=1+1", 70_000).file("d/é.tar.gz", 1);
    let mut run = Run::new(ScanOptions::default());
    run.pick(&[tree.path()]);
    run.apply(Command::SetOrder(Order::by(SortKey::down(Column::Size)))).finish();
    let target = out.at("sheet.csv");
    let rows = run.session.sheet().len();
    let written = Written { files: vec![target.clone()], rows, problems: None };
    assert_eq!(export(&mut run, &target, What::Shown), ExportStatus::Written { written, incomplete: None });
    let records = records(&target);
    assert_eq!(records.len() as u64, rows);
    for ((path, meta), record) in run.shown().iter().zip(&records) {
        let number = |value: Option<u64>| value.map(|value| value.to_string()).unwrap_or_default();
        let sep = std::path::MAIN_SEPARATOR;
        assert_eq!(record["path"].as_bytes(), path);
        assert_eq!(record["path"], format!("{}{sep}{}", record["folder"], record["name"]));
        assert_eq!(record["kind"], meta.kind.as_str());
        assert_eq!(record["size"], number(meta.size));
        assert_eq!(record["allocated"], number(meta.allocated));
        assert_eq!(record["root"], tree.path().to_str().unwrap());
    }
    let extensions: Vec<_> = records.iter().map(|record| record["extension"].clone()).collect();
    assert_eq!(extensions, ["", "txt", "gz", ""]);
}

#[test]
fn shown_is_the_filters_matches_and_everything_is_everything() {
    let (tree, out) = (Tree::new(), Tree::new());
    tree.file("one.txt", 1).file("two.txt", 2).file("three.md", 3);
    let mut run = Run::new(ScanOptions::default());
    run.pick(&[tree.path()]).apply(Command::SetFilter(".TXT".to_owned())).finish();
    export(&mut run, &out.at("shown.csv"), What::Shown);
    export(&mut run, &out.at("all.csv"), What::Everything);
    assert_eq!(records(&out.at("shown.csv")).len(), 2);
    assert_eq!(records(&out.at("all.csv")).len(), 3);
}

#[test]
fn selected_rows_are_written_in_the_shown_order() {
    let (tree, out) = (Tree::new(), Tree::new());
    for (name, size) in [("a.txt", 1), ("b.txt", 2), ("c.md", 3), ("d.txt", 4)] {
        tree.file(name, size);
    }
    let mut run = Run::new(ScanOptions::default());
    run.pick(&[tree.path()]).apply(Command::SetFilter(".txt".to_owned()));
    run.apply(Command::SetOrder(Order::by(SortKey::down(Column::Size)))).finish();
    let sheet = run.session.sheet();
    let number = |name: &str| (0..4).find(|&row| sheet.row(row).name == name.as_bytes()).unwrap();
    // The third one is not shown.
    let rows = Arc::new(["a.txt", "d.txt", "c.md"].map(number).into_iter().collect());
    for (format, ending) in FORMATS {
        let target = target(&out, ending);
        export_by(&mut run, &target, What::Selected(Arc::clone(&rows)), Plan::new(format));
        assert_eq!(column(&cells(&target, format), ["Name", "name"]), ["d.txt", "a.txt"], "{format:?}");
    }
}

#[test]
fn columns_are_those_asked_for_in_their_order() {
    let (tree, out) = (Tree::new(), Tree::new());
    tree.file("x", 7);
    let mut run = read(&tree);
    for (format, ending) in FORMATS {
        let target = target(&out, ending);
        export_by(
            &mut run,
            &target,
            What::Shown,
            Plan { fields: vec![Field::Kind, Field::Name, Field::Size], ..Plan::new(format) },
        );
        // Members of an object have no order for the one that reads them here: the names' happens to be the same.
        assert_eq!(cells(&target, format)[1], ["file", "x", "7"], "{format:?}");
    }
    let done = program(&["--columns", "size, name"], &out.at("c.csv"), tree.path(), &[]);
    assert_eq!(std::fs::read_to_string(out.at("c.csv")).unwrap(), "size,name\r\n7,x\r\n", "{}", said(&done));
}

#[test]
fn folders_are_rows_or_not() {
    let (tree, out) = (Tree::new(), Tree::new());
    tree.file("d/e/x", 1);
    let mut run = read_with(&tree, ScanOptions { folders: true, ..ScanOptions::default() });
    for (folders, expected) in [(true, 3), (false, 1)] {
        let status = export_by(&mut run, &out.at("s.csv"), What::Everything, Plan { folders, ..programs() });
        let ExportStatus::Written { written, .. } = status else { panic!() };
        assert_eq!((written.rows, records(&out.at("s.csv")).len()), (expected, expected as usize));
    }
}

#[test]
fn a_long_sheet_is_split_and_each_file_has_the_titles() {
    let (tree, out) = (Tree::new(), Tree::new());
    for number in 100..125 {
        tree.file(number.to_string(), 0);
    }
    for (format, ending) in FORMATS {
        let folder = Tree::new();
        let more = if matches!(ending, "csv") && format != FORMATS[1].0 {
            &["--preset", "spreadsheet", "--separator", ";"][..]
        } else {
            &[]
        };
        let args: Vec<&str> = ["--split", "10", "--sort", "name"].iter().chain(more).copied().collect();
        let done = program(&args, &target(&folder, ending), tree.path(), &[]);
        assert!(said(&done).contains("wrote 25 rows to 3 files, "), "{}", said(&done));
        assert_eq!(files(folder.path()), [1, 2, 3].map(|part| format!("sheet-{part}.{ending}")));
        let names = |part: u32| {
            column(&cells(&folder.at(format!("sheet-{part}.{ending}")), format), ["Name", "name"])
        };
        let all: Vec<String> = (1..=3).flat_map(names).collect();
        assert!(
            all.iter().map(String::as_str).eq((100..125).map(|n| n.to_string()).collect::<Vec<_>>()),
            "{all:?}"
        );
        assert_eq!(names(3).len(), 5);
    }
    program(&["--split", "25"], &out.at("s.csv"), tree.path(), &[]);
    assert_eq!(files(out.path()), ["s.csv"], "all of them fit");
}

#[test]
fn files_beside_the_target_are_replaced_only_when_a_person_says_so() {
    let (tree, out) = (Tree::new(), Tree::new());
    for number in 0..5 {
        tree.file(number.to_string(), 0);
    }
    std::fs::write(out.at("s-2.csv"), "old").unwrap();
    let mut run = read(&tree);
    let plan = || Plan { split: Some(2), replace_others: false, ..programs() };
    let exists = ExportStatus::Exists { target: out.at("s.csv"), file: out.at("s-2.csv") };
    assert_eq!(export_by(&mut run, &out.at("s.csv"), What::Shown, plan()), exists);
    assert_eq!(files(out.path()), ["s-2.csv"]);
    run.apply(Command::CancelExport);
    assert_eq!(*run.session.status().export, ExportStatus::Cancelled { target: out.at("s.csv") });
    assert_eq!(export_by(&mut run, &out.at("s.csv"), What::Shown, plan()), exists);
    run.apply(Command::ReplaceFiles);
    assert!(matches!(ended(&mut run), ExportStatus::Written { written: Written { rows: 5, .. }, .. }));
    assert_eq!(files(out.path()), ["s-1.csv", "s-2.csv", "s-3.csv"]);
    assert_eq!(records(&out.at("s-2.csv")).len(), 2);
    // The list of problems is nobody's choice of a name either.
    let plan = Plan { problems: Some(out.at("s-1.csv")), replace_others: false, ..programs() };
    let exists = ExportStatus::Exists { target: out.at("t.csv"), file: out.at("s-1.csv") };
    assert_eq!(export_by(&mut run, &out.at("t.csv"), What::Shown, plan), exists);
}
