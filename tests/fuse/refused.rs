//! A drive that answers with errors: every name it serves is a row, a problem, or counted as vanished.

use crate::common::Run;
use crate::drive::{Call, Drive};
use foldersheet::model::{Operation, ScanOptions};
use foldersheet::session::Phase;
use fuser::Errno;
use std::time::Duration;

#[test]
fn an_error_in_the_middle_of_a_folder_keeps_what_was_read() {
    let names = (0..300).fold(Drive::new(), |drive, name| drive.file(&format!("bad/{name:03}")));
    let drive = names.file("good/x").edit("bad", |node| node.broken_at = Some(200));
    let Some(drive) = drive.mount() else { return };
    let run = drive.read();
    let served = (0..200).map(|name| format!("bad/{name:03}")).chain(["good/x".to_owned()]);
    assert_eq!(run.names(drive.path()), served.collect::<Vec<_>>());
    assert_eq!(run.problems(drive.path()), [(Operation::ReadFolder, "bad".to_owned())]);
}

#[test]
fn folders_that_cannot_be_opened_or_read_at_all() {
    let drive = Drive::new().file("open/x").file("read/x").file("gone/x").file("y");
    let drive = drive.edit("open", |node| node.refuse(Call::OpenDir, Errno::EIO));
    let drive = drive.edit("read", |node| node.refuse(Call::ReadDir, Errno::ENOTCONN));
    let drive = drive.edit("gone", |node| node.refuse(Call::OpenDir, Errno::ENOENT));
    let Some(drive) = drive.mount() else { return };
    let run = drive.read();
    assert_eq!(run.names(drive.path()), ["y"]);
    // A look finds the folder that isn't there when it is opened, each time.
    let open = |name: &str| (Operation::OpenFolder, name.to_owned());
    let problems = [open("gone"), open("open"), (Operation::ReadFolder, "read".to_owned())];
    assert_eq!(run.problems(drive.path()), problems);
    assert_eq!(run.session.status().totals.vanished, 0);
}

#[test]
fn every_name_that_cannot_be_looked_at_is_accounted_for() {
    let drive = Drive::new().file("f/fine").file("f/bad").file("f/worse").file("f/gone").file("f/lost");
    let drive = drive.edit("f/bad", |node| node.refuse(Call::GetAttr, Errno::EIO));
    let drive = drive.edit("f/worse", |node| node.refuse(Call::Lookup, Errno::EIO));
    let drive = drive.edit("f/gone", |node| node.refuse(Call::GetAttr, Errno::ENOENT));
    let drive = drive.edit("f/lost", |node| node.refuse(Call::Lookup, Errno::ENOENT));
    let Some(drive) = drive.mount() else { return };
    let run = drive.read();
    let known: Vec<_> = run.rows(drive.path()).values().map(|meta| meta.size.is_some()).collect();
    assert_eq!(run.names(drive.path()), ["f/bad", "f/fine", "f/gone", "f/lost", "f/worse"]);
    assert_eq!(known, [false, true, false, false, false]);
    // One for what fails, one for what is listed and never found.
    let problems = ["f/bad", "f/gone"].map(|name| (Operation::LookAt, name.to_owned()));
    assert_eq!(run.problems(drive.path()), problems);
    assert_eq!(run.session.status().totals.vanished, 0);
}

#[test]
fn folders_that_cannot_be_looked_up_are_each_a_problem() {
    let drive = Drive::new().file("loop/x").file("not/x").file("off/x").file("y/x");
    let drive = drive.edit("loop", |node| node.refuse(Call::Lookup, Errno::ELOOP));
    let drive = drive.edit("not", |node| node.refuse(Call::Lookup, Errno::ENOTDIR));
    let drive = drive.edit("off", |node| node.refuse(Call::Lookup, Errno::ENOTCONN));
    let Some(drive) = drive.mount() else { return };
    let run = drive.read_folders();
    assert_eq!(run.names(drive.path()), ["loop", "not", "off", "y", "y/x"]);
    let problems = [
        (Operation::OpenFolder, "off"),
        (Operation::LookAt, "loop"),
        (Operation::Changed, "loop"),
        (Operation::Changed, "not"),
    ];
    assert_eq!(run.problems(drive.path()), problems.map(|(what, path)| (what, path.to_owned())));
}

#[test]
fn a_drive_that_goes_away_in_the_middle_keeps_what_was_found() {
    let names = (0..2000).fold(Drive::new(), |drive, name| drive.file(&format!("{}/{name}", name % 40)));
    let Some(drive) = names.slow(Duration::from_millis(5)).mount() else { return };
    let mut run = Run::new(ScanOptions { workers: 2, ..ScanOptions::default() });
    run.pick(&[drive.path()]).until("rows come", |session| session.shown().len() > 10);
    let (path, before) = (drive.path().to_owned(), run.names(drive.path()));
    drop(drive);
    run.finish();
    let after = run.names(&path);
    assert!(before.iter().all(|name| after.contains(name)), "{before:?} {after:?}");
    let status = run.session.status();
    assert_eq!(status.phase, Phase::Done);
    assert!(after.len() < 2000 && status.problems.problems() > 0 && status.incomplete.is_some());
}
