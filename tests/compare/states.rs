//! Each state by itself, and what must never be called removed.

use super::sheets::{Content, Entry, Making, changes, compared, file};
use foldersheet::model::{
    Cancel, Cause, Change, CompareWish, Compared, FolderId, HardLinks, Kind, Location, Meta, Operation,
    Origin, RootId, RootPhase, SourceKind, SystemError, TimesOfSource,
};
use foldersheet::store::Sheet;
use foldersheet::view::compare::compare;
use std::collections::BTreeMap;

fn found(old: &Sheet, new: &Sheet) -> BTreeMap<String, Change> {
    changes(&compared(old, new, &CompareWish::default()))
}

fn expected(changes: &[(&str, Change)]) -> BTreeMap<String, Change> {
    changes.iter().map(|(path, change)| ((*path).to_owned(), *change)).collect()
}

fn plain(content: &Content) -> Sheet {
    content.sheet(|_| 0)
}

#[test]
fn a_pair_differs_by_kind_size_time_or_attributes() {
    let link = Entry { kind: Kind::Symlink, ..file(1, 100) };
    let old =
        Content::of(&[("a", file(1, 100)), ("b", file(1, 100)), ("c", file(1, 100)), ("d", file(1, 100))]);
    let new = Content::of(&[("a", link), ("b", file(2, 100)), ("c", file(1, 103)), ("d", file(1, 102))]);
    let all = [("a", Change::OtherKind), ("b", Change::Resized), ("c", Change::Touched), ("d", Change::Same)];
    assert_eq!(found(&plain(&old), &plain(&new)), expected(&all));
    let of_mode = |mode| {
        let mut making = Making::new("/picked");
        let mut meta = Meta { size: Some(1), modified: Some(7), ..Meta::unknown(Kind::File) };
        meta.facts.mode = Some(mode);
        making.row(FolderId(0), b"x", meta);
        making.done()
    };
    let (old, new) = (of_mode(0o644), of_mode(0o600));
    assert_eq!(found(&old, &new), expected(&[("x", Change::Attributes)]));
    let wish = CompareWish { ignores_attributes: true, ..CompareWish::default() };
    assert_eq!(changes(&compared(&old, &new, &wish)), expected(&[("x", Change::Same)]));
}

#[test]
fn an_hour_is_counted_and_left_out_on_request() {
    let all = |by: i64| {
        let files = (0..30).map(|number| (format!("f{number:02}"), file(1, 1000 + by)));
        let mut content = Content::default();
        files.for_each(|(path, entry)| content.put(&path, entry));
        content
    };
    let (old, new) = (plain(&all(0)), plain(&all(3601)));
    let result = compared(&old, &new, &CompareWish::default());
    assert_eq!((result.comparison.totals.touched.files, result.comparison.totals.by_one_hour), (30, 30));
    let wish = CompareWish { ignores_hour: true, ..CompareWish::default() };
    let result = compared(&old, &new, &wish);
    assert_eq!((result.comparison.totals.touched.files, result.comparison.totals.same.files), (0, 30));
    assert_eq!(result.comparison.before(0).unwrap().modified, Some(1000), "what it was stays known");
}

#[test]
fn names_are_the_same_without_case_and_form_on_request() {
    let old = Content::of(&[
        ("\u{c4}/x", file(1, 1)),
        ("READ.me", file(2, 2)),
        ("a", file(3, 3)),
        ("A", file(4, 4)),
    ]);
    let new = Content::of(&[("a\u{308}/x", file(1, 1)), ("read.ME", file(2, 2)), ("a", file(3, 3))]);
    let wish = CompareWish { without_case: Some(true), without_form: Some(true), ..CompareWish::default() };
    let result = compared(&plain(&old), &plain(&new), &wish);
    let all = [
        ("a\u{308}/x", Change::Same),
        ("read.ME", Change::Spelled),
        ("a", Change::Same),
        ("A", Change::Removed),
    ];
    assert_eq!(changes(&result), expected(&all));
    let totals = result.comparison.totals;
    assert_eq!(
        (totals.spelled, totals.merged, totals.folders_added),
        (2, 1, 0),
        "a folder and a file; `A` beside `a`"
    );
    assert_eq!(compared(&plain(&old), &plain(&new), &CompareWish::default()).comparison.totals.spelled, 0);
    // By itself where one sheet is of another kind of system.
    let windows = Origin {
        file: "x.csv".into(),
        kind: SourceKind::WizTree,
        program: None,
        machine: None,
        as_of: None,
        times: TimesOfSource::Exact,
        filter: None,
        separator: if cfg!(any(windows, target_os = "macos")) { b'/' } else { b'\\' },
    };
    let old = Sheet { origin: Some(windows.into()), ..plain(&old) };
    let across = compare(&old, &plain(&new), &CompareWish::default(), &Cancel::default()).unwrap();
    assert_eq!((across.comparison.totals.spelled, across.comparison.folded), (2, (true, true)));
}

fn with_problem(mut sheet: Sheet, operation: Operation, at: Location) -> Sheet {
    let cause = Cause::System(SystemError { text: "no way".into(), code: None });
    sheet.add_problem(Some(RootId(0)), operation, at, cause);
    sheet
}

#[test]
fn what_could_not_be_read_is_not_removed() {
    let old = plain(&Content::of(&[("d/e/x", file(1, 1)), ("d/y", file(2, 2)), ("z", file(3, 3))]));
    // The folder `d` could not be opened: nothing of it is in the sheet.
    let new = plain(&Content::of(&[("z", file(3, 3))]));
    let unread = with_problem(new.clone(), Operation::OpenFolder, Location::in_folder(FolderId(0), b"d"));
    let unknown = [("d/e/x", Change::Unknown), ("d/y", Change::Unknown), ("z", Change::Same)];
    assert_eq!(found(&old, &unread), expected(&unknown));
    let result = compared(&old, &unread, &CompareWish::default());
    let totals = result.comparison.totals;
    assert_eq!((totals.folders_unknown, totals.unknown.files, totals.removed.files), (1, 2, 0));
    assert!(totals.is_in_part() && !totals.differs());
    // Without that problem it is gone.
    let gone = [("d/e/x", Change::Removed), ("d/y", Change::Removed), ("z", Change::Same)];
    assert_eq!(found(&old, &new), expected(&gone));
    // The same the other way round: what the old sheet doesn't know was not added.
    assert_eq!(found(&unread, &old), expected(&unknown));
    assert!(found(&new, &old).values().filter(|change| **change == Change::Added).count() == 2);
}

#[test]
fn a_folder_that_was_read_in_part_hides_what_it_lacks() {
    let old = plain(&Content::of(&[("d/x", file(1, 1)), ("d/y", file(2, 2))]));
    let new = plain(&Content::of(&[("d/x", file(1, 1)), ("d/w", file(3, 3))]));
    let new = with_problem(new, Operation::ReadFolder, Location::in_folder(FolderId(0), b"d"));
    let all = [("d/x", Change::Same), ("d/y", Change::Unknown), ("d/w", Change::Added)];
    assert_eq!(found(&old, &new), expected(&all));
    assert_eq!(compared(&old, &new, &CompareWish::default()).comparison.totals.folders_unknown, 1);
}

#[test]
fn a_sheet_that_was_stopped_or_saved_under_a_filter_removes_nothing() {
    let old = plain(&Content::of(&[("d/x", file(1, 1)), ("y", file(2, 2))]));
    let mut making = Making::new("/picked");
    making.entry(FolderId(0), "w", file(9, 9));
    let mut stopped = Sheet { ..making.done() };
    let mut roots = stopped.roots.anew();
    roots.stopped(&[RootId(0)], &RootPhase::Stopped);
    stopped.roots = roots;
    let ended = found(&old, &stopped);
    // All that is in a folder read to its end is known, however the rest ended.
    assert_eq!(ended, expected(&[("d/x", Change::Removed), ("y", Change::Removed), ("w", Change::Added)]));
    let mut unended = Making::new("/picked").sheet;
    unended.roots.stopped(&[RootId(0)], &RootPhase::Stopped);
    assert_eq!(found(&old, &unended), expected(&[("d/x", Change::Unknown), ("y", Change::Unknown)]));
    let filtered = Origin {
        file: "x.foldersheet".into(),
        kind: SourceKind::SavedSheet,
        program: None,
        machine: None,
        as_of: None,
        times: TimesOfSource::Exact,
        filter: Some("w".into()),
        separator: b'/',
    };
    let side = Sheet { origin: Some(filtered.into()), ..plain(&Content::of(&[("w", file(9, 9))])) };
    let result = compare(&old, &side, &CompareWish::default(), &Cancel::default()).unwrap();
    let all = [("d/x", Change::Unknown), ("y", Change::Unknown), ("w", Change::Added)];
    assert_eq!(changes(&result), expected(&all));
}

#[test]
fn a_file_with_several_names_is_never_guessed() {
    let of = |name: &str| {
        let mut making = Making::new("/picked");
        let links = Some(HardLinks::counted(2, 1, 7));
        let meta = Meta { size: Some(9000), modified: Some(7), links, ..Meta::unknown(Kind::File) };
        making.row(FolderId(0), name.as_bytes(), meta);
        making.done()
    };
    let changes = found(&of("a"), &of("b"));
    assert_eq!(changes, expected(&[("a", Change::Removed), ("b", Change::Added)]));
}

#[test]
fn a_move_is_sure_by_its_inode_and_not_guessed_among_equals() {
    let of = |path: (&str, &str), inode, created| {
        let mut making = Making::new("/picked");
        let folders = ["one", "two"].map(|name| (name, making.folder(FolderId(0), name)));
        let folder = folders.iter().find(|(name, _)| *name == path.0).unwrap().1;
        let mut meta =
            Meta { size: Some(3), modified: Some(7), created: Some(created), ..Meta::unknown(Kind::File) };
        (meta.facts.device, meta.facts.inode) = (Some(1), Some(inode));
        making.row(folder, path.1.as_bytes(), meta);
        making.done()
    };
    let old = of(("one", "a"), 5, 1);
    assert_eq!(found(&old, &of(("two", "b"), 5, 1)), expected(&[("two/b", Change::MovedSure)]));
    assert_eq!(found(&old, &of(("one", "b"), 5, 1)), expected(&[("one/b", Change::RenamedSure)]));
    // An inode is used again, for another file.
    let reused = [("one/a", Change::Removed), ("two/b", Change::Added)];
    assert_eq!(found(&old, &of(("two", "b"), 5, 2)), expected(&reused));
    let twice = Content::of(&[("a/x", file(9000, 1)), ("b/x", file(9000, 1)), ("c/y", file(1, 1))]);
    let once = Content::of(&[("c/x", file(9000, 1)), ("c/y", file(1, 1))]);
    let all =
        [("a/x", Change::Removed), ("b/x", Change::Removed), ("c/x", Change::Added), ("c/y", Change::Same)];
    assert_eq!(found(&plain(&twice), &plain(&once)), expected(&all));
}

#[test]
fn folders_that_came_went_or_moved_are_one_line_each() {
    let mut old = Content::of(&[("gone/a/x", file(10, 1)), ("gone/y", file(20, 2)), ("stays", file(1, 1))]);
    let mut new = Content::of(&[("came/deep/z", file(40, 4)), ("stays", file(1, 1))]);
    for number in 0..10 {
        // Nine of ten are the only ones of their like; the last is empty, as any may be.
        let size = if number == 9 { 0 } else { 5000 + number };
        old.put(&format!("here/m/f{number}"), file(size, 50));
        new.put(&format!("there/m/f{number}"), file(size, 50));
    }
    let result = compared(&plain(&old), &plain(&new), &CompareWish::default());
    let lines: Vec<(String, Change, u64, u128)> = result
        .comparison
        .whole
        .iter()
        .map(|one| {
            let path = super::sheets::below(&result.sheet.folders.path(one.folder));
            (path, one.change, one.sum.files, one.sum.bytes)
        })
        .collect();
    let line = |path: &str, change, files, bytes| (path.to_owned(), change, files, bytes);
    let bytes = (0..9).map(|number| 5000 + number).sum();
    assert_eq!(
        lines,
        [
            line("there", Change::MovedLikely, 10, bytes),
            line("came", Change::Added, 1, 40),
            line("gone", Change::Removed, 2, 30)
        ]
    );
    let totals = result.comparison.totals;
    assert_eq!((totals.moved.files, totals.added.files, totals.removed.files), (10, 1, 2));
    assert_eq!((totals.folders_moved, totals.folders_added, totals.folders_removed), (1, 2, 2));
}

#[test]
fn folders_that_are_rows_in_one_sheet_only_are_no_difference() {
    let folder = Entry { kind: Kind::Folder, size: Some(4096), modified: Some(1) };
    let mut with_rows = Content::of(&[("d/x", file(1, 1)), ("d", folder), ("e", folder)]);
    with_rows.folder("e");
    let mut without = Content::of(&[("d/x", file(1, 1))]);
    without.folder("e");
    for (old, new) in [(&with_rows, &without), (&without, &with_rows)] {
        let result = compared(&plain(old), &plain(new), &CompareWish::default());
        assert!(changes(&result).values().all(|change| *change == Change::Same), "{:?}", changes(&result));
        assert!(!result.comparison.totals.differs());
    }
    // A folder's own size and time are not a difference either.
    let other = Entry { size: Some(9), modified: Some(999), ..folder };
    let mut later = with_rows.clone();
    later.files.insert("d".to_owned(), other);
    assert!(
        !compared(&plain(&with_rows), &plain(&later), &CompareWish::default()).comparison.totals.differs()
    );
}

#[test]
fn a_cancelled_comparison_is_none() {
    let sheet = plain(&Content::of(&[("a", file(1, 1))]));
    let cancel = Cancel::default();
    cancel.set();
    assert!(compare(&sheet, &sheet, &CompareWish::default(), &cancel).is_none());
}
