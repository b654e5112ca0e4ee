//! What a workbook is besides its cells: sheets, types, and what a person sees on opening it.

use crate::common::scripted::Fake;
use crate::common::{Run, Tree, read};
use crate::random::{Line, job};
use crate::readers::{cells, export, plain, with_columns};
use calamine::{Data, DataType, Reader};
use foldersheet::export::{Format, Plan, Progress, to_file};
use foldersheet::model::{Column, Kind, ScanOptions};
use foldersheet::session::{Command, RowScope};
use std::path::Path;

#[test]
fn it_has_the_sheets_about_files_and_problems() {
    let (tree, out) = (Tree::new(), Tree::new());
    tree.file("a", 5).file("b.txt", 7);
    let mut run = read(&tree);
    run.apply(Command::SetFilter("ext:txt".to_owned())).finish();
    export(&mut run, &out.at("s.xlsx"), RowScope::Shown, Plan::new(Format::Xlsx));
    let book: calamine::Xlsx<_> = calamine::open_workbook(out.at("s.xlsx")).unwrap();
    assert_eq!(book.sheet_names(), ["About", "Files", "Problems"]);
    let about = cells(&out.at("s.xlsx"), "About");
    let said = |label: &str| about.iter().find(|row| row[0] == *label).unwrap()[1].to_string();
    assert_eq!(said("State"), "complete");
    assert_eq!(said("Made by"), concat!("Foldersheet ", env!("CARGO_PKG_VERSION")));
    assert_eq!([said("Rows in this file"), said("Rows found"), said("Filter")], ["1", "2", "ext:txt"]);
    assert_eq!([said("Files found"), said("Size of the files (bytes)"), said("Problems")], ["2", "12", "0"]);
    let folder: Vec<String> = about.last().unwrap().iter().map(ToString::to_string).collect();
    assert_eq!(folder, ["1", tree.path().to_str().unwrap(), "done", "2", "12", "0"]);
}

#[test]
fn a_sum_with_unknown_parts_is_no_number() {
    let out = Tree::new();
    for (with_known, on_disk) in [(true, "at least 512"), (false, "unknown")] {
        let mut run = Run::on(ScanOptions::default(), move || {
            let disk = Fake::new().unallocated("/r/b", 7);
            if with_known { disk.file("/r/a", 512) } else { disk }
        });
        run.pick(&["/r"]).finish();
        export(&mut run, &out.at("s.xlsx"), RowScope::Shown, Plan::new(Format::Xlsx));
        let about = cells(&out.at("s.xlsx"), "About");
        let said = |label: &str| about.iter().find(|row| row[0] == *label).unwrap()[1].clone();
        assert_eq!(said("Size on disk (bytes)"), Data::String(on_disk.to_owned()));
        assert!(said("Size of the files (bytes)").is_float());
    }
}

#[test]
fn numbers_are_numbers_and_dates_are_dates() {
    let (tree, out) = (Tree::new(), Tree::new());
    tree.file("00123", 5).file("TRUE", 0).file("1e5", 1).file("2024-01-01", 1);
    let mut run = read(&tree);
    export(&mut run, &out.at("s.xlsx"), RowScope::Shown, Plan::new(Format::Xlsx));
    let rows = cells(&out.at("s.xlsx"), "Files");
    let titles: Vec<_> = rows[0].iter().map(ToString::to_string).collect();
    let at = |title: &str| titles.iter().position(|own| own == title).unwrap();
    for row in &rows[1..] {
        assert!(matches!(row[at("Name")], Data::String(_)), "{row:?}");
        assert!(row[at("Size (bytes)")].is_float() && row[at("Size on disk (bytes)")].is_float(), "{row:?}");
        assert!(row[at("Modified")].is_datetime(), "{row:?}");
    }
    let as_of = cells(&out.at("s.xlsx"), "About").into_iter().find(|row| row[0] == "As of");
    assert!(as_of.unwrap()[1].is_datetime());
}

#[test]
fn what_is_no_date_or_no_exact_number_there_is_a_text() {
    let out = Tree::new();
    let moments =
        [i64::MIN, -2_220_000_000, -2_203_900_000, -2_203_800_000, 253_402_000_000, 253_402_400_000];
    let sizes = [0, 999_999_999_999_999, 1_000_000_000_000_000, u64::MAX, 9_007_199_254_740_993, 1];
    let line = |(moment, size)| Line {
        name: "n".to_owned(),
        kind: Kind::File,
        size: Some(size),
        allocated: None,
        modified: Some(moment),
        created: None,
    };
    let lines: Vec<_> = moments.into_iter().zip(sizes).map(line).collect();
    let plan = with_columns(Format::Xlsx, &[Column::Modified, Column::Size]);
    to_file(&job("/r", &lines, plan), &out.at("s.xlsx"), &Progress::default()).unwrap();
    let rows = cells(&out.at("s.xlsx"), "Files");
    // Excel's calendar begins in 1900, and has a day too many before March.
    let is_date: Vec<_> = rows[1..].iter().map(|row| row[0].is_datetime()).collect();
    assert_eq!(is_date, [false, false, false, true, true, false]);
    let text = |at: usize| rows[at + 1].iter().map(plain).collect::<Vec<_>>();
    assert_eq!(text(0)[0], "@-9223372036854775808");
    assert!(text(1)[0].starts_with("1899-08-2") && text(3)[0].starts_with("1900-03-0"), "{rows:?}");
    let written: Vec<_> = rows[1..].iter().map(|row| row[1].to_string()).collect();
    assert_eq!(written, sizes.map(|size| size.to_string()));
    // Fifteen digits are what a spreadsheet keeps.
    let is_number: Vec<_> = rows[1..].iter().map(|row| row[1].is_float()).collect();
    assert_eq!(is_number, [true, true, false, false, false, true]);
}

#[test]
fn a_text_longer_than_a_cell_is_cut_and_that_is_said() {
    let path = format!("/r{}/end", format!("/{}", "é".repeat(120)).repeat(300));
    let own = path.clone();
    let mut run = Run::on(ScanOptions::default(), move || Fake::new().file(&own, 1));
    run.pick(&["/r"]).finish();
    let out = Tree::new();
    export(
        &mut run,
        &out.at("s.xlsx"),
        RowScope::Shown,
        with_columns(Format::Xlsx, &[Column::Path, Column::Name]),
    );
    let row = &cells(&out.at("s.xlsx"), "Files")[1];
    let cut = row[0].to_string();
    assert_eq!(cut.encode_utf16().count(), 32_767);
    // On Windows a drive stands before a scripted path.
    let begin = cut.strip_suffix('…').unwrap().replace('\\', "/");
    assert!(path.starts_with(if cfg!(windows) { &begin[2..] } else { &begin }));
    assert_eq!(row[1].to_string(), "end");
    let about = cells(&out.at("s.xlsx"), "About");
    assert!(about.iter().any(|row| row[0] == "Cells cut short" && row[1].to_string().starts_with("1:")));
}

/// A part of a workbook, by Python's own reader of archives; none where there is no Python.
fn part(book: &Path, name: &str) -> Option<String> {
    let script =
        "import sys, zipfile; sys.stdout.buffer.write(zipfile.ZipFile(sys.argv[1]).read(sys.argv[2]))";
    let out = std::process::Command::new("python3").args(["-c", script]).arg(book).arg(name).output().ok()?;
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    Some(String::from_utf8(out.stdout).unwrap())
}

#[test]
fn its_header_is_frozen_and_filters_and_no_name_is_a_link() {
    let (tree, out) = (Tree::new(), Tree::new());
    tree.file("http:__x.y", 1).file("mailto:a@b", 1).file("=1+1", 1);
    let mut run = read(&tree);
    export(&mut run, &out.at("s.xlsx"), RowScope::Shown, Plan::new(Format::Xlsx));
    let Some(files) = part(&out.at("s.xlsx"), "xl/worksheets/sheet2.xml") else {
        return println!("skipped: there is no python3");
    };
    assert!(files.contains("ySplit=\"1\"") && files.contains("state=\"frozen\""), "{files}");
    assert!(files.contains("<autoFilter ref=\"A1:K4\""), "{files}");
    assert!(files.contains("<cols>") && files.contains("customWidth=\"1\""), "{files}");
    assert!(!files.contains("hyperlink") && !files.contains("<f>"), "{files}");
    let problems = part(&out.at("s.xlsx"), "xl/worksheets/sheet3.xml").unwrap();
    assert!(problems.contains("state=\"frozen\"") && problems.contains("<autoFilter"), "{problems}");
}

#[test]
fn what_is_missing_is_read_before_the_rest() {
    let (tree, out) = (Tree::new(), Tree::new());
    tree.file("a", 1);
    let active = |run: &mut Run, name: &str| {
        export(run, &out.at(name), RowScope::Shown, Plan::new(Format::Xlsx));
        let book = part(&out.at(name), "xl/workbook.xml")?;
        Some(book.contains("activeTab=\"1\""))
    };
    let Some(whole) = active(&mut read(&tree), "whole.xlsx") else {
        return println!("skipped: there is no python3");
    };
    let mut run = Run::new(ScanOptions::default());
    run.pick(&[tree.path().to_owned(), tree.at("gone")]).finish();
    assert_eq!((whole, active(&mut run, "part.xlsx")), (true, Some(false)));
}
