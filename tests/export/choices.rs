//! Which rows and columns are written, and in which order.

use crate::common::{Run, Tree, read};
use crate::readers::{FORMATS, PROGRAMS, export, foldersheet, ran, records, with_columns};
use foldersheet::export::{Format, Plan};
use foldersheet::model::{Column, RowSet, ScanOptions};
use foldersheet::session::{Command, ExportStatus, RowScope};
use foldersheet::view::{Filter, Order, SortKey};
use std::path::Path;
use std::sync::Arc;

/// The names in a written sheet, in its order.
fn names(run: &mut Run, scope: RowScope, plan: Plan) -> Vec<String> {
    let out = Tree::new();
    let format = plan.format;
    let status = export(run, &out.at("sheet"), scope, plan);
    let ExportStatus::Written { written, .. } = status else { panic!("{status:?}") };
    let names: Vec<_> =
        records(&out.at("sheet"), format).into_iter().map(|record| record["name"].clone()).collect();
    assert_eq!(written.rows, names.len() as u64);
    names
}

fn tree() -> Tree {
    let tree = Tree::new();
    tree.file("one.txt", 1).file("two.txt", 2).file("three.md", 3).file("d/four.txt", 4);
    tree
}

/// The rows with these names.
fn rows(run: &Run, names: &[&str]) -> Arc<RowSet> {
    let sheet = run.session.shown();
    let is_one = |number: &u32| names.iter().any(|name| sheet.row(*number).name == name.as_bytes());
    Arc::new((0..4).filter(is_one).collect())
}

#[test]
fn shown_is_the_filters_matches_and_everything_is_everything() {
    let tree = tree();
    let mut run = read(&tree);
    run.apply(Command::SetFilter(".TXT".to_owned()));
    run.apply(Command::SetOrder(Order::by(SortKey::down(Column::Size)))).finish();
    for format in FORMATS {
        let shown = names(&mut run, RowScope::Shown, Plan::new(format));
        assert_eq!(shown, ["four.txt", "two.txt", "one.txt"], "{format:?}");
        let mut all = names(&mut run, RowScope::Everything, Plan::new(format));
        all.sort();
        assert_eq!(all, ["four.txt", "one.txt", "three.md", "two.txt"], "{format:?}");
    }
}

/// Nothing is taken in between the commands, so the rows that are asked for can't be shown yet.
#[test]
fn an_export_that_is_quicker_than_the_table_has_the_rows_that_were_asked_for() {
    let tree = tree();
    let mut run = read(&tree);
    run.apply(Command::UseFilter(Filter::parse(".txt").unwrap()));
    run.apply(Command::SetOrder(Order::by(SortKey::down(Column::Size))));
    let written = names(&mut run, RowScope::Shown, Plan::new(PROGRAMS));
    assert_eq!(written, ["four.txt", "two.txt", "one.txt"]);
}

#[test]
fn selected_is_what_is_selected_and_shown_in_the_shown_order() {
    let tree = tree();
    let mut run = read(&tree);
    let selected = rows(&run, &["one.txt", "three.md", "two.txt"]);
    run.apply(Command::SetFilter(".txt".to_owned()));
    run.apply(Command::SetOrder(Order::by(SortKey::down(Column::Size)))).finish();
    for format in FORMATS {
        let written = names(&mut run, RowScope::Selected(selected.clone()), Plan::new(format));
        assert_eq!(written, ["two.txt", "one.txt"], "{format:?}");
    }
    let none = names(&mut run, RowScope::Selected(Arc::default()), Plan::new(PROGRAMS));
    assert!(none.is_empty());
}

#[test]
fn columns_stand_in_the_order_that_was_asked_for() {
    let tree = tree();
    let out = Tree::new();
    let mut run = read(&tree);
    let fields = [Column::Size, Column::Kind, Column::Name];
    for format in FORMATS {
        export(&mut run, &out.at("sheet"), RowScope::Shown, with_columns(format, &fields));
        let titles = titles(&out.at("sheet"), format);
        let expected = match format {
            Format::Spreadsheet(_) | Format::Xlsx => ["Size (bytes)", "Kind", "Name"],
            _ => ["size", "kind", "name"],
        };
        assert_eq!(titles, expected, "{format:?}");
        let records = records(&out.at("sheet"), format);
        let four = records.iter().find(|record| record["name"] == "four.txt").unwrap();
        assert_eq!(
            (four["size"].as_str(), four["kind"].as_str(), four.len()),
            ("4", "file", 3),
            "{format:?}"
        );
    }
}

/// The columns of a file, from left to right.
fn titles(path: &Path, format: Format) -> Vec<String> {
    if format == Format::Xlsx {
        return crate::readers::cells(path, "Files")[0].iter().map(ToString::to_string).collect();
    }
    let text = std::fs::read_to_string(path).unwrap();
    let line = text.trim_start_matches('\u{feff}').lines().next().unwrap().to_owned();
    if format == Format::JsonLines {
        // By their place in the line, for a map has an order of its own.
        let mut places: Vec<_> =
            ["name", "kind", "size"].iter().map(|name| (line.find(&format!("\"{name}\":")), *name)).collect();
        places.sort_unstable();
        return places.into_iter().map(|(_, name)| name.to_owned()).collect();
    }
    line.split([',', ';', '\t']).map(|title| title.trim_matches('"').to_owned()).collect()
}

#[test]
fn the_program_takes_columns_by_name() {
    let (tree, out) = (tree(), Tree::new());
    for (name, format) in [("s.csv", PROGRAMS), ("s.jsonl", Format::JsonLines), ("s.xlsx", Format::Xlsx)] {
        let mut program = foldersheet();
        program.args(["--columns", "size,name", "--sort", "-size", "--out"]).arg(out.at(name));
        assert_eq!(ran(program.arg(tree.path())).0, 0);
        let records = records(&out.at(name), format);
        let found: Vec<_> =
            records.iter().map(|record| (record["size"].as_str(), record["name"].as_str())).collect();
        assert_eq!(
            found,
            [("4", "four.txt"), ("3", "three.md"), ("2", "two.txt"), ("1", "one.txt")],
            "{name}"
        );
        assert!(records.iter().all(|record| record.len() == 2), "{name}");
    }
}

#[test]
fn folders_are_rows_only_where_they_are_wanted() {
    let tree = tree();
    let mut run = Run::new(ScanOptions { folders: true, ..ScanOptions::default() });
    run.pick(&[tree.path()]).apply(Command::SetOrder(Order::by(SortKey::up(Column::Name)))).finish();
    for format in FORMATS {
        let with = names(&mut run, RowScope::Shown, Plan::new(format));
        assert!(with.contains(&"d".to_owned()), "{format:?}");
        let without = Plan { folders: false, ..Plan::new(format) };
        for scope in [RowScope::Shown, RowScope::Everything] {
            let mut files = names(&mut run, scope, without.clone());
            files.sort();
            assert_eq!(files, ["four.txt", "one.txt", "three.md", "two.txt"], "{format:?}");
        }
        let selected = RowScope::Selected(Arc::new(RowSet::all(5)));
        assert_eq!(names(&mut run, selected, without), ["four.txt", "one.txt", "three.md", "two.txt"]);
    }
}

#[test]
fn an_empty_sheet_is_its_titles() {
    let (tree, out) = (Tree::new(), Tree::new());
    let mut run = read(&tree);
    for format in FORMATS {
        export(&mut run, &out.at("sheet"), RowScope::Shown, Plan::new(format));
        assert!(records(&out.at("sheet"), format).is_empty(), "{format:?}");
        if !matches!(format, Format::JsonLines) {
            assert_eq!(titles(&out.at("sheet"), format).len(), 11, "{format:?}");
        }
    }
}

#[test]
fn the_sheets_own_file_is_no_row_of_it() {
    let tree = tree();
    for name in ["s.csv", "s.xlsx"] {
        let mut program = foldersheet();
        let (code, told) = ran(program.arg("--out").arg(tree.at(name)).arg(tree.path()));
        assert!(code == 0 && told.contains("0 problems"), "{told}");
        assert!(tree.at(name).is_file());
        std::fs::remove_file(tree.at(name)).unwrap();
    }
    ran(foldersheet().arg("--csv").arg(tree.at("s.csv")).arg(tree.path()));
    assert_eq!(records(&tree.at("s.csv"), PROGRAMS).len(), 4);
}
