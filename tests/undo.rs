//! What one command loses, another brings back: the sheet with its problems, its filter, order and folder.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, reason = "a test")]

#[path = "common/mod.rs"]
mod common;

use common::scripted::{Act, Fake};
use common::{Run, Tree};
use foldersheet::model::{Column, Incomplete, Operation, ScanOptions};
use foldersheet::session::{Command, Phase, ReplacedBy};
use foldersheet::view::{Order, SortKey};
use std::path::Path;

fn options() -> ScanOptions {
    ScanOptions { workers: 2, ..ScanOptions::default() }
}

/// A sheet of three files and a folder that could not be read.
fn read() -> Run {
    let disk = || {
        let disk = Fake::new().file("/r/a.txt", 3).file("/r/sub/b.txt", 2).file("/r/sub/c.bin", 1);
        disk.folder("/r/no").act("/r/no", Act::RefuseOpen(13))
    };
    let mut run = Run::on(options(), disk);
    run.pick(&["/r"]).finish();
    run
}

/// What is shown, in its order.
fn shown(run: &Run) -> Vec<String> {
    let shown = run.session.shown();
    let name =
        |position| String::from_utf8(shown.row(shown.number(position).unwrap()).name.to_vec()).unwrap();
    (0..shown.len()).map(name).collect()
}

#[test]
fn a_cleared_sheet_comes_back_as_it_was() {
    let mut run = read();
    run.apply(Command::SetFilter("*.txt".into()));
    run.apply(Command::SetOrder(Order::by(SortKey::up(Column::Size)))).finish();
    assert_eq!(shown(&run), ["b.txt", "a.txt"]);
    run.apply(Command::Clear);
    let undoable = run.session.status().undoable.unwrap();
    assert_eq!((undoable.by, undoable.rows), (&ReplacedBy::Clear, 3));
    run.apply(Command::SetFilter("zzz".into())).finish();
    assert_eq!((run.session.status().found, run.session.status().phase), (0, Phase::Empty));

    run.apply(Command::Undo);
    assert_eq!(shown(&run), ["b.txt", "a.txt"], "at once");
    run.finish();
    assert_eq!(shown(&run), ["b.txt", "a.txt"]);
    assert_eq!(run.session.filter(), "*.txt");
    assert_eq!(run.problems(Path::new("/")), [(Operation::OpenFolder, "r/no".to_owned())]);
    let status = run.session.status();
    assert_eq!((status.found, status.phase), (3, Phase::Done));
    assert!(status.undoable.is_none(), "an empty sheet is not worth keeping");
}

#[test]
fn of_a_reading_that_was_begun_anew_the_one_before_comes_back_and_goes_again() {
    let tree = Tree::new();
    tree.file("kept", 1);
    let mut run = Run::new(options());
    run.pick(&[tree.path()]).finish();
    tree.file("new", 1);
    run.apply(Command::ReadAgain).finish();
    assert_eq!(run.names(tree.path()), ["kept", "new"]);
    assert_eq!(run.session.status().undoable.unwrap().by, &ReplacedBy::ReadAgain);
    run.apply(Command::Undo).finish();
    assert_eq!(run.names(tree.path()), ["kept"]);
    assert_eq!(run.session.status().undoable.unwrap().by, &ReplacedBy::Undo);
    run.apply(Command::Undo).finish();
    assert_eq!(run.names(tree.path()), ["kept", "new"]);
    run.apply(Command::ForgetPrevious);
    assert!(run.session.status().undoable.is_none());
    run.apply(Command::Undo).finish();
    assert_eq!(run.names(tree.path()), ["kept", "new"], "there is nothing to bring back");
}

#[test]
fn the_whole_sheet_is_kept_however_often_reading_is_begun_anew() {
    let (holder, held) = crossbeam_channel::bounded(0);
    // The first reading finds everything; those that follow are held.
    let readings = std::sync::atomic::AtomicUsize::new(0);
    let disk = move || {
        let disk = Fake::new().file("/r/a", 1).file("/r/sub/b", 1);
        match readings.fetch_add(1, std::sync::atomic::Ordering::Relaxed) {
            0 => disk,
            _ => disk.act("/r/sub", Act::HoldOpen(held.clone())),
        }
    };
    let mut run = Run::on(options(), disk);
    run.pick(&["/r"]).finish();
    for _ in 0..3 {
        run.apply(Command::ReadAgain).until("a row comes", |session| session.status().found == 1);
    }
    run.apply(Command::Clear);
    assert_eq!(run.session.status().undoable.unwrap().rows, 2);
    drop(holder);
    run.apply(Command::Undo).finish();
    assert_eq!(run.names(Path::new("/r")), ["a", "sub/b"]);
    assert_eq!((run.session.status().phase, run.session.status().incomplete), (Phase::Done, None));
}

#[test]
fn what_was_cleared_while_it_was_read_comes_back_as_stopped_and_takes_more() {
    let (holder, held) = crossbeam_channel::bounded(0);
    let disk = move || {
        let disk = Fake::new().file("/r/a", 1).file("/r/sub/b", 1).file("/s/c", 1);
        disk.act("/r/sub", Act::HoldOpen(held.clone()))
    };
    let mut run = Run::on(options(), disk);
    run.pick(&["/r"]).until("a row comes", |session| session.status().found == 1);
    run.apply(Command::Clear).apply(Command::Undo);
    drop(holder);
    run.finish();
    let status = run.session.status();
    assert_eq!((status.phase, status.incomplete), (Phase::Stopped, Some(Incomplete::Stopped)));
    assert_eq!(run.names(Path::new("/")), ["r/a"]);
    run.pick(&["/s"]).finish();
    assert_eq!(run.names(Path::new("/")), ["r/a", "s/c"], "nothing of the reading before is mixed in");
}

#[test]
fn a_reading_that_needs_the_memory_gets_it() {
    let disk =
        || (0..9000).fold(Fake::new(), |disk, n| disk.file(&format!("/r/{n:04}{}", "x".repeat(200)), 1));
    for (percent, is_kept) in [(150, false), (250, true)] {
        let mut run = Run::on(options(), disk);
        run.pick(&["/r"]).finish();
        let memory = run.session.status().memory as u64 * percent / 100;
        run.apply(Command::SetOptions(ScanOptions { memory: Some(memory), ..options() }));
        run.apply(Command::ReadAgain).finish();
        let status = run.session.status();
        assert_eq!((status.found, status.incomplete), (9000, None), "{percent}");
        assert_eq!(status.undoable.is_some(), is_kept, "{percent}");
    }
}
