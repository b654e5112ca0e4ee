//! A drive whose inode numbers tell nothing. Only a true ancestor is a loop, and only the same folder is listed once.

use crate::common::Run;
use crate::drive::Drive;
use foldersheet::model::{Operation, ScanOptions};
use fuser::INodeNo;
use std::process::Command;

#[test]
fn one_inode_number_for_everything_hides_nothing() {
    let drive = Drive::new().file("a/b/c/x").file("a/b/y").file("a/z").file("d/x").file("w");
    let drive = drive.edit_all(|node| node.attr.ino = INodeNo(7));
    let Some(drive) = drive.mount() else { return };
    let run = drive.read();
    assert_eq!(run.names(drive.path()), ["a/b/c/x", "a/b/y", "a/z", "d/x", "w"]);
    assert_eq!(run.problems(drive.path()), []);
}

#[test]
fn two_picked_folders_with_one_inode_number_are_both_read() {
    let drive = Drive::new().file("a/x").file("b/y").edit_all(|node| node.attr.ino = INodeNo(7));
    let Some(drive) = drive.mount() else { return };
    let mut run = Run::new(ScanOptions::default());
    run.pick(&[drive.path().join("a"), drive.path().join("b")]).finish();
    assert_eq!(run.names(drive.path()), ["a/x", "b/y"], "{:?}", run.problems(drive.path()));
}

#[test]
fn a_folder_in_one_with_the_inode_number_of_a_picked_one_is_read() {
    let drive = Drive::new().file("a/in/x").file("b/y");
    let drive = drive.edit("a/in", |node| node.attr.ino = INodeNo(7));
    let Some(drive) = drive.edit("b", |node| node.attr.ino = INodeNo(7)).mount() else { return };
    let mut run = Run::new(ScanOptions { workers: 1, ..ScanOptions::default() });
    run.pick(&[drive.path().join("b")]).finish();
    run.pick(&[drive.path().join("a")]).finish();
    assert_eq!(run.names(drive.path()), ["a/in/x", "b/y"], "{:?}", run.problems(drive.path()));
}

#[test]
fn another_inode_number_at_every_look_hides_nothing() {
    let drive = Drive::new().file("a/b/c/x").file("a/b/y").file("d/x").file("w");
    let Some(drive) = drive.renumbers().mount() else { return };
    let run = drive.read();
    assert_eq!(run.names(drive.path()), ["a/b/c/x", "a/b/y", "d/x", "w"]);
    assert_eq!(run.problems(drive.path()), []);
}

#[test]
fn a_folder_that_is_its_own_ancestor_is_not_entered() {
    let Some(drive) = Drive::new().file("a/b/x").name("a/b", "again", "a").mount() else { return };
    let run = drive.read_folders();
    assert_eq!(run.names(drive.path()), ["a", "a/b", "a/b/again", "a/b/x"]);
    let again = |operation| (operation, "a/b/again".to_owned());
    assert_eq!(run.problems(drive.path()), [again(Operation::LookAt), again(Operation::Changed)]);
}

/// So many levels with a file each and a folder beside the way down.
fn deep(levels: usize) -> Drive {
    let level = |drive: Drive, level: usize| {
        let way = "down/".repeat(level);
        drive.file(&format!("{way}file")).folder(&format!("{way}beside"))
    };
    (0..levels).fold(Drive::new(), level)
}

/// The rows of the program with few open files, so that folders are opened again and again, and what it tells.
fn few_handles(drive: Drive) -> Option<(usize, String)> {
    let drive = drive.mount()?;
    let script = "ulimit -n 24 && exec \"$0\" --csv - --workers 4 \"$1\"";
    let mut command = Command::new("sh");
    command.args(["-c", script, crate::common::PROGRAM]).arg(drive.path());
    let out = command.output().unwrap();
    let told = String::from_utf8_lossy(&out.stderr).into_owned();
    Some((csv::Reader::from_reader(&out.stdout[..]).records().count(), told))
}

#[test]
fn one_inode_number_for_everything_and_few_handles() {
    let Some((rows, told)) = few_handles(deep(60).edit_all(|node| node.attr.ino = INodeNo(7))) else {
        return;
    };
    assert_eq!(rows, 60, "{told}");
    assert!(told.contains(" 0 problems "), "{told}");
}

#[test]
fn another_inode_number_at_every_look_and_few_handles() {
    let Some((rows, told)) = few_handles(deep(60).renumbers()) else { return };
    assert!(rows == 60 || told.contains("problem: changed while reading: "), "{rows}: {told}");
}
