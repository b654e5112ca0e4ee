//! Saved sheets: what is written comes back, whatever is in it, and a damaged or hostile file does no harm.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, reason = "a test")]

#[path = "saved/by_hand.rs"]
mod by_hand;
mod common;
#[path = "saved/damaged.rs"]
mod damaged;
#[path = "saved/hostile.rs"]
mod hostile;
#[path = "saved/sheets.rs"]
mod sheets;

use foldersheet::archive;
use foldersheet::model::{Column, Facts, FolderId, RowSet, ScanOptions, SourceKind};
use foldersheet::store::{ProblemList, Sheet};
use peak_alloc::PeakAlloc;
use proptest::prelude::*;
use sheets::{assert_same, odd, opened, row, saved};
use std::io::{Cursor, Read};
use std::time::Duration;

/// What all tests of this file take is counted.
#[global_allocator]
static COUNTED: PeakAlloc = PeakAlloc;

fn options() -> ScanOptions {
    let exclude = vec!["*.tmp".to_owned()];
    let columns = [Column::Inode].into_iter().collect();
    ScanOptions { folders: true, skip_hidden: true, exclude, columns, ..ScanOptions::default() }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn a_sheet_comes_back_as_it_was(seed in any::<u64>(), rows in 0u64..6000) {
        let mut sheet = odd(seed, rows);
        sheet.elapsed = Duration::from_millis(2500);
        sheet.options = Some(options().into());
        let file = saved(&sheet, None, None);
        prop_assert!(archive::recognises(&file[..archive::FIRST_BYTES]));
        let (filled, read) = opened(&file);
        prop_assert_eq!(read, Ok(()));
        assert_same(&sheet, &filled);
        let origin = filled.sheet.origin.unwrap();
        prop_assert_eq!((origin.kind, origin.filter.as_deref()), (SourceKind::SavedSheet, None));
        prop_assert_eq!(filled.sheet.options, sheet.options);
    }

    #[test]
    fn chosen_rows_come_back_with_the_folders_that_they_need(seed in any::<u64>(), rows in 1u64..3000, every in 1u32..200) {
        let sheet = odd(seed, rows);
        let mut only = RowSet::default();
        (0..sheet.rows.len()).filter(|number| number % every == 0).for_each(|number| only.insert(number));
        let file = saved(&sheet, Some(&only), Some("ext:tmp"));
        let (filled, read) = opened(&file);
        prop_assert_eq!(read, Ok(()));
        prop_assert_eq!(u64::from(filled.sheet.rows.len()), only.len());
        for (number, own) in (0..).zip(only.iter()) {
            prop_assert_eq!(row(&filled.sheet, number), row(&sheet, own));
        }
        prop_assert_eq!(filled.sheet.totals.files, filled.sheet.roots.iter().map(|root| root.counts.files).sum::<u64>());
        let paths = |sheet: &Sheet| sheet.problems.iter().map(|problem| sheet.problem_path(problem)).collect::<Vec<_>>();
        prop_assert_eq!(paths(&filled.sheet), paths(&sheet));
        let origin = filled.sheet.origin.unwrap();
        prop_assert_eq!(origin.filter.as_deref(), Some("ext:tmp"));
    }
}

#[test]
fn numbers_of_removed_folders_cost_nothing() {
    use foldersheet::model::{Batch, FolderRecord, RootId, WorkerId};
    let mut sheet = odd(3, 100);
    let (far, below) = (FolderId(50_000), FolderId(49_999));
    let mut batch = Batch::default();
    let record = |id, parent, name| FolderRecord { id, parent: Some(parent), root: RootId(0), name };
    // And one that has a smaller number than the folder it is in.
    batch.folders.push(record(far, FolderId(0), &b"far"[..]));
    batch.folders.push(record(below, far, &b"below"[..]));
    sheet.add(WorkerId(0), batch);
    let (filled, read) = opened(&saved(&sheet, None, None));
    assert_eq!(read, Ok(()));
    let folders = &filled.sheet.folders;
    assert!(folders.len() < 2000 && folders.known() == sheet.folders.known());
    assert!((0..folders.len()).any(|id| folders.path(FolderId(id)) == sheet.folders.path(below)));
    for number in 0..sheet.rows.len() {
        assert_eq!(row(&filled.sheet, number), row(&sheet, number));
    }
}

#[test]
fn another_program_opens_it_as_the_archive_that_it_is() {
    let sheet = odd(7, 5000);
    let file = saved(&sheet, None, None);
    let mut archive = zip::ZipArchive::new(Cursor::new(&file)).unwrap();
    let mut names = Vec::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        names.push(part.name().unwrap().into_owned());
        // It checks the checksum at the end.
        std::io::copy(&mut part, &mut std::io::sink()).unwrap();
    }
    let of = [
        "about.json",
        "readme.txt",
        "accounts.json",
        "problems/000000",
        "folders/000000",
        "rows/000000",
        "problems.csv",
        "index.json",
    ];
    assert_eq!(names, of);
    let mut about = String::new();
    archive.by_name("about.json").unwrap().read_to_string(&mut about).unwrap();
    let about: serde_json::Value = serde_json::from_str(&about).unwrap();
    assert_eq!(
        (&about["format"], &about["version"], &about["rows"]),
        (&"foldersheet".into(), &1.into(), &5000.into())
    );
    assert_eq!(about["roots"].as_array().unwrap().len(), sheet.roots.len());
}

#[test]
fn every_column_is_tried() {
    let sheet = odd(1, 2000);
    let (filled, _) = opened(&saved(&sheet, None, None));
    let rows = || (0..sheet.rows.len()).map(|number| row(&filled.sheet, number));
    for column in Facts::COLUMNS {
        assert!(rows().any(|(.., meta, _)| meta.facts.number(column).is_some()), "{column:?}");
        assert!(rows().any(|(.., meta, _)| meta.facts.number(column).is_none()), "{column:?}");
    }
    for column in [Column::Inode, Column::Accessed, Column::Changed, Column::LinkTarget] {
        assert!(rows().any(|(.., meta, _)| meta.facts.read.contains(column)), "{column:?}");
    }
    assert!(rows().any(|(.., target)| target.is_some()) && rows().any(|(.., meta, _)| meta.links.is_some()));
}

#[test]
fn problems_that_have_no_line_stay_counted() {
    use foldersheet::model::{Cause, Location, Operation, Reason, RootId};
    let mut sheet = odd(2, 10);
    let (lines, root) = (ProblemList::LINES - sheet.problems.len(), RootId(0));
    for number in 0..lines + 70 {
        let operation = if number % 7 == 0 { Operation::Automount } else { Operation::OpenFolder };
        let at = Location::in_folder(FolderId(0), number.to_string().as_bytes());
        sheet.add_problem((number % 3 > 0).then_some(root), operation, at, Cause::Own(Reason::InItself));
    }
    assert_eq!(sheet.problems.left_out(), 70);
    let file = saved(&sheet, None, None);
    let (filled, read) = opened(&file);
    assert_eq!(read, Ok(()));
    let (own, back) = (&sheet.problems, &filled.sheet.problems);
    assert!(own.iter().eq(back.iter()));
    assert_eq!(
        (own.left_out(), own.problems(), own.notes()),
        (back.left_out(), back.problems(), back.notes())
    );
    assert_eq!((own.unread_folders(), own.hidden()), (back.unread_folders(), back.hidden()));
    let mut archive = zip::ZipArchive::new(Cursor::new(&file)).unwrap();
    let about: serde_json::Value = serde_json::from_reader(archive.by_name("about.json").unwrap()).unwrap();
    let unlisted = about["unlisted_problems"].as_array().unwrap();
    assert_eq!(unlisted.iter().map(|of| of["lines"].as_u64().unwrap()).sum::<u64>(), 70);
}

/// For the target in `fuzz`.
#[test]
#[ignore = "writes the seeds for fuzzing"]
fn seeds_are_written() {
    let seeds = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds/archive");
    std::fs::create_dir_all(&seeds).unwrap();
    for seed in 0..8 {
        let file = saved(&odd(seed, 1 + 7 * seed), None, None);
        std::fs::write(seeds.join(format!("odd-{seed}.foldersheet")), file).unwrap();
    }
}

#[test]
fn an_empty_sheet_comes_back() {
    let sheet = Sheet::default();
    let (filled, read) = opened(&saved(&sheet, None, None));
    assert_eq!(read, Ok(()));
    assert_same(&sheet, &filled);
}
