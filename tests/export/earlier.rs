//! A sheet that is split again into fewer files: what is read as `name-*.csv` is the new sheet, and what isn't ours stays.

use crate::common::{Run, Tree};
use crate::readers::{PROGRAMS, ended, export, foldersheet, listed, ran, records};
use foldersheet::export::{Format, Plan, Separator};
use foldersheet::model::Column;
use foldersheet::model::export::Note;
use foldersheet::session::{Command, ExportStatus, RowScope};

fn tree(files: usize) -> Tree {
    let tree = Tree::new();
    (0..files).for_each(|number| _ = tree.file(format!("{number:03}"), number));
    tree
}

fn split(format: Format) -> Plan {
    Plan { split: Some(2), ..Plan::new(format) }
}

fn read(files: usize) -> Run {
    crate::common::read(&tree(files))
}

fn written(status: ExportStatus) -> Vec<Note> {
    let ExportStatus::Written { written, .. } = status else { panic!("{status:?}") };
    written.notes
}

/// Nine rows in five parts.
fn five(run: &mut Run, out: &Tree, name: &str, plan: Plan) {
    assert_eq!(written(export(run, &out.at(name), RowScope::Shown, plan)), []);
    assert_eq!(listed(out.path()).len(), 5);
}

#[test]
fn the_last_parts_go_with_the_sheet_that_is_replaced() {
    let (mut many, mut few, mut one) = (read(9), read(5), read(2));
    for (name, format) in [
        ("s.csv", PROGRAMS),
        ("s.tsv", Format::Programs(Separator::TAB)),
        ("s.csv", Format::Spreadsheet(Separator::SEMICOLON)),
        ("s.jsonl", Format::JsonLines),
        ("s.xlsx", Format::Xlsx),
        ("s.csv.gz", PROGRAMS),
        ("s.jsonl.zst", Format::JsonLines),
    ] {
        let out = Tree::new();
        let part = |number: u32| out.at(name.replacen('.', &format!("-{number}."), 1));
        let old = |number: u32| out.at(name.replacen('.', &format!("-{number}."), 1) + ".old");
        five(&mut many, &out, name, split(format));
        let last = [4, 5].map(|number| std::fs::read(part(number)).unwrap());
        let notes = written(export(&mut few, &out.at(name), RowScope::Shown, split(format)));
        assert_eq!(notes, [Note::SetAside { files: vec![old(4), old(5)] }], "{name}");
        assert_eq!([4, 5].map(|number| std::fs::read(old(number)).unwrap()), last, "nothing is lost");
        assert!(!part(4).exists() && !part(5).exists() && part(3).exists(), "{name}");
        // All of them, when the sheet needs no number any more.
        let notes = written(export(&mut one, &out.at(name), RowScope::Shown, split(format)));
        assert_eq!(notes, [Note::SetAside { files: (1..=3).map(old).collect() }], "{name}");
        let names = listed(out.path());
        let sheets: Vec<&String> = names.iter().filter(|name| !name.contains(".old")).collect();
        assert_eq!(sheets, [name]);
    }
}

#[test]
fn what_is_not_certainly_a_part_stays_and_ends_the_row() {
    let out = Tree::new();
    five(&mut read(9), &out, "s.csv", split(PROGRAMS));
    out.file("s-4.csv", 7).file("s-05.csv", 7).file("s-6.txt", 7).file("s-7.csv", 7);
    assert_eq!(written(export(&mut read(5), &out.at("s.csv"), RowScope::Shown, split(PROGRAMS))), []);
    let names = ["s-05.csv", "s-1.csv", "s-2.csv", "s-3.csv", "s-4.csv", "s-5.csv", "s-6.txt", "s-7.csv"];
    assert_eq!(listed(out.path()), names);
    assert_eq!(std::fs::read(out.at("s-4.csv")).unwrap(), b"xxxxxxx");
}

/// A link, a folder and a part that may not be written to are not files that this export could replace.
#[cfg(unix)]
#[test]
fn what_could_not_be_replaced_is_not_removed() {
    let out = Tree::new();
    five(&mut read(9), &out, "s.csv", split(PROGRAMS));
    out.file("keep/s", 0);
    std::fs::rename(out.at("s-5.csv"), out.at("keep/s-5.csv")).unwrap();
    out.link("s-5.csv", "keep/s-5.csv").mode("s-4.csv", 0o444);
    #[cfg(target_os = "linux")]
    crate::common::drop_override();
    let notes = written(export(&mut read(5), &out.at("s.csv"), RowScope::Shown, split(PROGRAMS)));
    assert_eq!(notes, [Note::Beside { files: vec![out.at("s-4.csv")] }]);
    assert!(out.at("s-5.csv").is_symlink() && records(&out.at("keep/s-5.csv"), PROGRAMS).len() == 1);
}

#[test]
fn parts_beside_a_whole_sheet_and_a_whole_one_beside_parts_are_told() {
    let mut run = read(5);
    let out = Tree::new();
    written(export(&mut run, &out.at("s.csv"), RowScope::Shown, split(PROGRAMS)));
    let notes = written(export(&mut run, &out.at("s.csv"), RowScope::Shown, Plan::new(PROGRAMS)));
    let parts = (1..=3).map(|number| out.at(format!("s-{number}.csv"))).collect();
    assert_eq!(notes, [Note::Beside { files: parts }]);
    let notes = written(export(&mut run, &out.at("s.csv"), RowScope::Shown, split(PROGRAMS)));
    assert_eq!(notes, [Note::Beside { files: vec![out.at("s.csv")] }]);
    assert_eq!(listed(out.path()), ["s-1.csv", "s-2.csv", "s-3.csv", "s.csv"]);
}

#[test]
fn an_export_that_fails_leaves_them() {
    let out = Tree::new();
    five(&mut read(9), &out, "s.csv", split(PROGRAMS));
    std::fs::remove_file(out.at("s-2.csv")).unwrap();
    out.folder("s-2.csv");
    let status = export(&mut read(5), &out.at("s.csv"), RowScope::Shown, split(PROGRAMS));
    assert!(matches!(status, ExportStatus::Failed { .. }), "{status:?}");
    assert_eq!(listed(out.path()).len(), 5);
    assert_eq!(records(&out.at("s-4.csv"), PROGRAMS).len(), 2);
}

#[test]
fn in_the_window_they_go_when_that_is_said() {
    let out = Tree::new();
    five(&mut read(9), &out, "s.csv", split(PROGRAMS));
    (1..=3).for_each(|number| std::fs::remove_file(out.at(format!("s-{number}.csv"))).unwrap());
    let plan = Plan { replace_others: false, ..split(PROGRAMS) };
    let mut run = read(5);
    let status = export(&mut run, &out.at("s.csv"), RowScope::Shown, plan);
    assert_eq!(status, ExportStatus::Exists { target: out.at("s.csv"), file: out.at("s-4.csv") });
    assert_eq!(listed(out.path()), ["s-4.csv", "s-5.csv"]);
    run.apply(Command::ReplaceFiles);
    assert_eq!(written(ended(&mut run)).len(), 1);
    let names = ["s-1.csv", "s-2.csv", "s-3.csv", "s-4.csv.old", "s-5.csv.old"];
    assert_eq!(listed(out.path()), names);
}

/// The user did not name it, and it is not a sheet.
#[test]
fn another_file_with_the_name_of_a_part_is_kept() {
    let out = Tree::new();
    out.file("s-2.csv", 7).file("s-1.csv.old", 3);
    let notes = written(export(&mut read(3), &out.at("s.csv"), RowScope::Shown, split(PROGRAMS)));
    assert_eq!(notes, [Note::SetAside { files: vec![out.at("s-2.csv.old")] }]);
    assert_eq!(std::fs::read(out.at("s-2.csv.old")).unwrap(), b"xxxxxxx");
    assert_eq!(listed(out.path()), ["s-1.csv", "s-1.csv.old", "s-2.csv", "s-2.csv.old"]);
    assert_eq!(records(&out.at("s-2.csv"), PROGRAMS).len(), 1);
}

#[test]
fn what_was_set_aside_before_stays() {
    let out = Tree::new();
    let (mut many, mut few) = (read(5), read(3));
    for old in ["s-3.csv.old", "s-3.csv.old-2", "s-3.csv.old-3"] {
        written(export(&mut many, &out.at("s.csv"), RowScope::Shown, split(PROGRAMS)));
        let notes = written(export(&mut few, &out.at("s.csv"), RowScope::Shown, split(PROGRAMS)));
        assert_eq!(notes, [Note::SetAside { files: vec![out.at(old)] }]);
    }
    assert_eq!(listed(out.path()).len(), 5);
}

#[test]
fn the_list_of_problems_may_be_called_like_a_part() {
    let out = Tree::new();
    five(&mut read(9), &out, "s.csv", split(PROGRAMS));
    let plan = Plan { problems: Some(out.at("s-4.csv")), ..split(PROGRAMS) };
    let notes = written(export(&mut read(5), &out.at("s.csv"), RowScope::Shown, plan));
    assert_eq!(notes, [Note::SetAside { files: vec![out.at("s-5.csv.old")] }]);
    let list = std::fs::read_to_string(out.at("s-4.csv")).unwrap();
    assert!(list.starts_with("\"operation\","), "{list}");
}

#[test]
fn the_program_says_what_it_set_aside() {
    let out = Tree::new();
    let write = |files: usize| {
        let mut program = foldersheet();
        let columns = Column::Name.as_str();
        program.args(["--columns", columns, "--split", "2", "--csv"]).arg(out.at("s.csv"));
        ran(program.arg(tree(files).path()))
    };
    assert_eq!(write(9).0, 0);
    let (code, told) = write(5);
    assert_eq!(code, 0);
    let (first, last) = (out.at("s-4.csv.old"), out.at("s-5.csv.old"));
    let line =
        format!("set aside: {} to {}, 2 files that were there before", first.display(), last.display());
    assert!(told.contains(&line), "{told}");
}
