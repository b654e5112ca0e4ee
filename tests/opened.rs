//! A file that becomes the sheet: what comes of it, what goes wrong, and what is done with the sheet afterwards.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, reason = "a test")]

mod common;

use common::listed::{Sent, Step, list, origin, reader};
use common::scripted::Fake;
use common::{Run, Tree};
use foldersheet::model::{
    Failure, Incomplete, Message, NotOpened, Operation, RootPhase, ScanOptions, Shortfall, SourceError,
};
use foldersheet::session::{Command, Phase, ReplacedBy};
use std::path::{Path, PathBuf};
use std::time::Duration;

const FILE: &str = "/lists/x.csv";

fn opened(steps: Vec<Step>) -> Run {
    opened_with(ScanOptions::default(), steps)
}

/// A session that knows one file, with a small disk.
fn opened_with(options: ScanOptions, steps: Vec<Step>) -> Run {
    let disk = || Fake::new().file("/d/new", 1).file("/srv/old.txt", 9);
    Run::with_files(options, disk, reader(vec![(PathBuf::from(FILE), steps)]))
}

fn open(run: &mut Run) -> &mut Run {
    run.apply(Command::Open(FILE.into()));
    run.until("it is known", |session| session.status().origin.is_some()).finish()
}

fn plain() -> Vec<Step> {
    list(Path::new(FILE), "/srv", &[("a.txt", 3), ("b.bin", 4)])
}

/// A list without its end.
fn cut(end: Step) -> Vec<Step> {
    let mut steps = plain();
    steps.pop();
    steps.push(end);
    steps
}

#[test]
fn a_file_becomes_the_sheet() {
    let mut run = opened(plain());
    open(&mut run);
    assert_eq!(run.names(Path::new("/")), ["srv/a.txt", "srv/b.bin"]);
    let status = run.session.status();
    assert_eq!((status.phase, status.incomplete, status.opening), (Phase::Done, None, None));
    assert_eq!(status.origin, Some(&origin(Path::new(FILE))));
    assert_eq!((status.as_of, status.elapsed), (origin(Path::new(FILE)).as_of, Duration::from_secs(7)));
    assert_eq!((status.totals.files, status.totals.bytes), (2, 7));
    assert_eq!((status.roots[0].path.to_str(), &status.roots[0].phase), (Some("/srv"), &RootPhase::Done));
    run.apply(Command::SetFilter("size:>3b".into())).finish();
    assert_eq!(run.names(Path::new("/")), ["srv/b.bin"]);
}

#[test]
fn an_undo_brings_the_sheet_before_back() {
    let mut run = opened(plain());
    run.pick(&["/d"]).finish();
    let before = run.session.sheets();
    open(&mut run);
    assert_ne!(run.session.sheets(), before);
    let undoable = run.session.status().undoable.unwrap();
    assert_eq!((undoable.by, undoable.rows), (&ReplacedBy::Open, 1));
    run.apply(Command::Undo).finish();
    assert_eq!(run.names(Path::new("/")), ["d/new"]);
    assert_eq!(run.session.status().origin, None);
    run.apply(Command::Undo).finish();
    assert_eq!(run.names(Path::new("/")), ["srv/a.txt", "srv/b.bin"]);
    assert!(run.session.status().origin.is_some());
}

#[test]
fn what_cannot_be_opened_replaces_nothing() {
    let mut run = opened(vec![Step::Fail(SourceError::TooNew { version: 9 })]);
    run.pick(&["/d"]).finish();
    for (file, why) in [
        ("/lists/other", NotOpened::Refused(SourceError::NotRecognised)),
        (FILE, NotOpened::Refused(SourceError::TooNew { version: 9 })),
    ] {
        run.apply(Command::Open(file.into()));
        run.until("it is reported", |session| session.status().message.is_some());
        let message = Message::NotOpened { file: file.into(), why };
        assert_eq!(run.session.status().message, Some(&message));
        run.apply(Command::DismissMessage);
    }
    assert_eq!(run.names(Path::new("/")), ["d/new"]);
    assert!(run.session.status().undoable.is_none());
}

#[test]
fn a_reader_that_panics_is_told_of() {
    let mut run = opened(vec![Step::Panic]);
    run.apply(Command::Open(FILE.into()));
    run.until("it is reported", |session| session.status().message.is_some());
    let why = NotOpened::Failed(Failure::Panicked);
    assert_eq!(run.session.status().message, Some(&Message::NotOpened { file: FILE.into(), why }));

    let mut run = opened(cut(Step::Panic));
    open(&mut run);
    assert_eq!(run.names(Path::new("/")), ["srv/a.txt", "srv/b.bin"], "what came stays");
    let status = run.session.status();
    assert_eq!(status.incomplete, Some(Incomplete::Short(Shortfall::WorkerPanicked)));
}

#[test]
fn of_a_damaged_file_what_came_is_shown_and_called_incomplete() {
    let damaged = SourceError::Damaged { byte: 900, rows: 2 };
    let mut run = opened(cut(Step::Fail(damaged.clone())));
    open(&mut run);
    assert_eq!(run.names(Path::new("/")), ["srv/a.txt", "srv/b.bin"]);
    let shortfall = Shortfall::DamagedFile { rows: 2 };
    assert_eq!(run.session.status().incomplete, Some(Incomplete::Short(shortfall)));
    assert_eq!(run.session.status().roots[0].phase, RootPhase::Incomplete(shortfall));
    assert_eq!(run.problems(Path::new("/")), [(Operation::ReadFile, "lists/x.csv".to_owned())]);

    // Behind the end of its last folder.
    let mut steps = plain();
    steps.push(Step::Fail(damaged));
    let mut run = opened(steps);
    open(&mut run);
    assert_eq!(run.session.status().incomplete, Some(Incomplete::Unread { folders: 0, all: 1 }));
}

#[test]
fn a_stop_keeps_what_came() {
    let (_holder, held) = crossbeam_channel::bounded(0);
    let mut run = opened(cut(Step::Hold(held)));
    run.apply(Command::Open(FILE.into())).until("rows come", |session| session.status().found == 2);
    let status = run.session.status();
    assert_eq!((status.phase, status.incomplete), (Phase::Reading, Some(Incomplete::Reading)));
    run.apply(Command::Stop).finish();
    let status = run.session.status();
    assert_eq!((status.phase, status.incomplete), (Phase::Stopped, Some(Incomplete::Stopped)));
    assert_eq!(run.names(Path::new("/")), ["srv/a.txt", "srv/b.bin"]);
}

#[test]
fn a_stop_does_not_wait_for_a_drive_that_does_not_answer() {
    let (holder, held) = crossbeam_channel::bounded(0);
    let mut run = opened(cut(Step::Hang(held)));
    run.apply(Command::Open(FILE.into())).until("rows come", |session| session.status().found == 2);
    run.apply(Command::Stop).finish();
    assert_eq!(run.session.status().phase, Phase::Stopped);
    drop(holder);
}

#[test]
fn folders_that_are_added_meanwhile_wait_for_its_end() {
    let (holder, held) = crossbeam_channel::bounded(0);
    let mut steps = cut(Step::Hold(held));
    steps.push(Step::Send(Sent::Ended(0, RootPhase::Done)));
    let mut run = opened(steps);
    run.apply(Command::Open(FILE.into())).until("rows come", |session| session.status().found == 2);
    run.pick(&["/d"]);
    run.until("time passes", |session| session.status().elapsed > Duration::from_millis(30));
    assert_eq!(run.session.status().roots.len(), 1);
    drop(holder);
    run.until("the folder is read", |session| session.status().roots.len() == 2).finish();
    assert_eq!(run.names(Path::new("/")), ["d/new", "srv/a.txt", "srv/b.bin"]);
    let status = run.session.status();
    assert!(status.origin.is_some());
    assert_eq!(status.phase, Phase::Done);
    // Each row is in its own folder, so the numbers of folders go on where the file's end.
    run.apply(Command::Remove(vec![run.session.status().roots[0].id])).finish();
    run.until("it is gone", |session| session.status().roots.len() == 1).finish();
    assert_eq!(run.names(Path::new("/")), ["d/new"]);
    assert!(run.session.status().origin.is_none(), "nothing of it is left");
    run.apply(Command::Undo);
    run.until("it is back", |session| session.status().roots.len() == 2).finish();
    assert!(run.session.status().origin.is_some());
}

#[cfg(unix)] // the file lists paths as Unix has them
#[test]
fn what_the_file_lists_is_not_listed_again_when_it_is_picked_beside() {
    let mut run = opened(plain());
    open(&mut run);
    run.pick(&["/srv"]).finish();
    run.pick(&["/srv/a.txt"]).finish();
    assert_eq!(run.names(Path::new("/")), ["srv/a.txt", "srv/b.bin"]);
    let status = run.session.status();
    let top = status.roots[0].id;
    for root in &status.roots[1..] {
        assert_eq!(root.phase, RootPhase::ListedIn(top));
    }
    assert_eq!(
        run.problems(Path::new("/")),
        [(Operation::Overlap, "srv".to_owned()), (Operation::Overlap, "srv/a.txt".to_owned())]
    );
    // What it doesn't list is read.
    run.pick(&["/srv/old.txt"]).finish();
    assert_eq!(run.names(Path::new("/")), ["srv/a.txt", "srv/b.bin", "srv/old.txt"]);
}

#[cfg(unix)] // the file lists paths as Unix has them
#[test]
fn read_again_reads_its_folders_from_the_disk() {
    let steps = [
        Sent::Origin(origin(Path::new(FILE))),
        Sent::Root("/srv"),
        Sent::Root("D:\\Photos"),
        Sent::Root("/gone"),
    ];
    let mut steps: Vec<Step> = steps.map(Step::Send).to_vec();
    for root in 0..3 {
        steps.push(Step::Send(Sent::Files(root, vec![("x".into(), 1)])));
        steps.push(Step::Send(Sent::Ended(root, RootPhase::Done)));
    }
    let mut run = opened(steps);
    open(&mut run);
    assert_eq!(run.session.status().found, 3);
    run.apply(Command::ReadAgain).finish();
    assert_eq!(run.names(Path::new("/")), ["srv/old.txt"]);
    let status = run.session.status();
    assert_eq!((status.origin, status.roots.len()), (None, 3));
    assert_eq!(
        status.roots.iter().map(|root| root.phase.clone()).collect::<Vec<_>>(),
        [RootPhase::Done, RootPhase::Failed, RootPhase::Failed]
    );
    assert_eq!(
        run.problems(Path::new("/")),
        [(Operation::OpenPicked, "D:\\Photos".to_owned()), (Operation::OpenPicked, "gone".to_owned())]
    );
    run.apply(Command::Undo).finish();
    assert_eq!(run.session.status().found, 3);
}

#[test]
fn a_path_that_is_no_such_file_is_picked() {
    let mut run = opened(plain());
    run.apply(Command::OpenOrAdd("/d".into()));
    run.until("it is read", |session| session.status().found == 1).finish();
    assert_eq!(run.names(Path::new("/")), ["d/new"]);
    run.apply(Command::OpenOrAdd(FILE.into()));
    run.until("it is opened", |session| session.status().origin.is_some()).finish();
    assert_eq!(run.names(Path::new("/")), ["srv/a.txt", "srv/b.bin"]);
    run.apply(Command::OpenOrAdd("/d".into())).apply(Command::OpenOrAdd("/srv".into()));
    run.until("both are picked", |session| session.status().roots.len() == 3).finish();
}

#[test]
fn a_sheet_larger_than_the_memory_set_aside_ends_early() {
    let many = (0..4096).map(|number| (format!("a rather long name {number}"), 1)).collect::<Vec<_>>();
    let mut steps = plain();
    steps.pop();
    steps.extend((0..40).map(|_| Step::Send(Sent::Files(0, many.clone()))));
    let mut run = opened_with(ScanOptions { memory: Some(300_000), ..ScanOptions::default() }, steps);
    open(&mut run);
    let status = run.session.status();
    assert!(matches!(status.incomplete, Some(Incomplete::Short(Shortfall::Memory { .. }))), "{status:?}");
    assert!((4096..40 * 4096).contains(&status.found), "{}", status.found);
}

#[test]
fn names_of_accounts_are_the_files_own() {
    use foldersheet::model::Column;
    let mut steps = plain();
    steps.insert(2, Step::Send(Sent::Account(Column::Owner, 0, Some("Ana of elsewhere"))));
    let mut run = opened(steps);
    open(&mut run);
    run.apply(Command::SetFilter("owner:root".into())).finish();
    assert_eq!(run.session.shown().len(), 0, "not this machine's name of number 0");
}

#[test]
fn a_second_file_takes_the_place_of_one_that_is_being_opened() {
    let (_holder, held) = crossbeam_channel::bounded(0);
    let tree = Tree::new();
    let other = tree.at("other");
    let files = vec![
        (PathBuf::from(FILE), cut(Step::Hold(held))),
        (other.clone(), list(&other, "/other", &[("c", 1)])),
    ];
    let mut run = Run::with_files(ScanOptions::default(), Fake::new, reader(files));
    run.apply(Command::Open(FILE.into())).until("rows come", |session| session.status().found == 2);
    run.apply(Command::Open(other)).until("it is there", |session| session.status().found == 1).finish();
    assert_eq!(run.names(Path::new("/")), ["other/c"]);
    run.apply(Command::Undo).finish();
    assert_eq!(run.session.status().incomplete, Some(Incomplete::Stopped));
    assert_eq!(run.names(Path::new("/")), ["srv/a.txt", "srv/b.bin"]);
}
