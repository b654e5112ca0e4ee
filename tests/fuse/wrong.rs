//! A drive that says what can't be: every name it serves is a row, a problem, or counted as vanished.

use crate::common::meta_kinds;
use crate::drive::Drive;
use foldersheet::model::{Kind, Operation};
use fuser::FileType;
use std::time::{Duration, UNIX_EPOCH};

#[test]
fn what_a_look_tells_counts_and_not_what_the_read_of_the_folder_told() {
    let drive = Drive::new().file("folder/x").file("file").file("odd");
    let drive = drive.edit("folder", |node| node.read_as = FileType::RegularFile);
    let drive = drive.edit("file", |node| node.read_as = FileType::Directory);
    let drive = drive.edit("odd", |node| node.read_as = FileType::Socket);
    let Some(drive) = drive.mount() else { return };
    let run = drive.read_folders();
    let expected =
        [("file", Kind::File), ("folder", Kind::Folder), ("folder/x", Kind::File), ("odd", Kind::File)];
    let rows = meta_kinds(&run.rows(drive.path()));
    assert_eq!(rows, expected.map(|(name, kind)| (name.to_owned(), kind)));
    assert_eq!(run.problems(drive.path()), []);
}

#[test]
fn what_changes_its_kind_between_two_looks_is_a_row_and_a_problem() {
    let drive = Drive::new().file("a/was-file").folder("b/was-folder").file("c");
    let drive = drive.edit("a/was-file", |node| node.attr.kind = FileType::Directory);
    let drive = drive.edit("b/was-folder", |node| node.attr.kind = FileType::RegularFile);
    let Some(drive) = drive.mount() else { return };
    let run = drive.read_folders();
    assert_eq!(run.names(drive.path()), ["a", "a/was-file", "b", "b/was-folder", "c"]);
    let changed = |name: &str| (Operation::LookAt, name.to_owned());
    assert_eq!(run.problems(drive.path()), ["a/was-file", "b/was-folder"].map(changed));
}

#[test]
fn a_name_that_is_there_twice_is_two_rows() {
    let drive = Drive::new().file("x").file("y").name("", "x", "x").file("f/in").name("", "f", "f");
    let Some(drive) = drive.mount() else { return };
    let run = drive.read();
    let mut names: Vec<_> = run
        .shown()
        .into_iter()
        .map(|(path, _)| path[drive.path().as_os_str().len() + 1..].to_owned())
        .collect();
    names.sort();
    assert_eq!(names, [&b"f/in"[..], b"f/in", b"x", b"x", b"y"]);
    assert_eq!(run.session.status().totals.files, 5);
}

#[test]
fn sizes_at_the_end_of_their_range() {
    let drive = Drive::new().file("huge").file("huger").file("impossible");
    let drive = drive.edit_all(|node| node.attr.blocks = u64::MAX);
    let drive = drive.edit("huge", |node| node.attr.size = i64::MAX as u64);
    let drive = drive.edit("huger", |node| node.attr.size = i64::MAX as u64);
    let Some(drive) = drive.edit("impossible", |node| node.attr.size = u64::MAX).mount() else { return };
    let run = drive.read();
    let sizes: Vec<_> = run.rows(drive.path()).values().map(|meta| (meta.size, meta.allocated)).collect();
    let huge = (Some(i64::MAX as u64), Some(u64::MAX));
    // The system itself takes no size beyond.
    assert_eq!(sizes, [huge, huge, (None, None)]);
    assert_eq!(run.problems(drive.path()), [(Operation::LookAt, "impossible".to_owned())]);
    assert_eq!(run.session.status().totals.bytes, 2 * i64::MAX as u128);
    assert_eq!(run.session.status().totals.allocated, 2 * u128::from(u64::MAX));
}

#[test]
fn times_at_the_end_of_their_range_and_no_links() {
    let first = UNIX_EPOCH - Duration::from_secs(1 << 63);
    let last = UNIX_EPOCH + Duration::from_secs(i64::MAX as u64);
    let drive =
        Drive::new().file("first").file("last").folder("unlinked").edit_all(|node| node.attr.nlink = 0);
    let drive = drive.edit("first", |node| node.attr.mtime = first);
    let Some(drive) = drive.edit("last", |node| node.attr.mtime = last).mount() else { return };
    let run = drive.read();
    let times: Vec<_> = run.rows(drive.path()).values().map(|meta| meta.modified).collect();
    assert_eq!(times, [Some(i64::MIN), Some(i64::MAX)]);
    assert_eq!(run.problems(drive.path()), []);
    assert_eq!(run.session.status().totals.folders, 2);
}

#[test]
fn names_that_no_disk_takes() {
    let long = "n".repeat(1000);
    let drive = Drive::new()
        .file("a/x")
        .name("a", &long, "a/x")
        .name("a", ".", "a")
        .name("a", "..", "")
        .name("a", "y", "a/x");
    let Some(drive) = drive.file("b/x").name("b", "in/side", "b/x").name("b", "y", "b/x").mount() else {
        return;
    };
    let run = drive.read();
    assert_eq!(
        run.names(drive.path()),
        [format!("a/{long}"), "a/x".to_owned(), "a/y".to_owned(), "b/x".to_owned()]
    );
    // A separator in a name is where the system itself gives the folder up.
    assert_eq!(run.problems(drive.path()), [(Operation::ReadFolder, "b".to_owned())]);
}
