//! Removing picked folders, reading them again, and taking that back: the sheet is then the one that a fresh reading of the others gives.
//!
//! On Unix: picked folders are asked for by the paths of a scripted disk.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, reason = "a test")]

mod common;
#[path = "sources/undone.rs"]
mod undone;

use common::scripted::{Act, Fake};
use common::{Run, Tree};
use foldersheet::export::{Format, Plan, Progress};
use foldersheet::model::{Column, Incomplete, Operation, RootId, RootPhase, RowSet, ScanOptions};
use foldersheet::session::{Command, Phase, ReplacedBy, Session};
use foldersheet::view::{CountLinks, Filter, Order, SortKey};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

fn options(workers: usize) -> ScanOptions {
    ScanOptions { workers, ..ScanOptions::default() }
}

/// The lines of what an export of everything shown writes.
fn lines(run: &Run) -> Vec<String> {
    let mut out = Vec::new();
    let plan = Plan::new(Format::named("csv").unwrap());
    run.session.write_shown(plan, &mut out, &Progress::default()).unwrap();
    String::from_utf8(out).unwrap().lines().map(str::to_owned).collect()
}

fn set(run: &Run) -> BTreeSet<String> {
    let lines = lines(run);
    let set: BTreeSet<String> = lines.iter().cloned().collect();
    assert_eq!(set.len(), lines.len(), "a line is there twice");
    set
}

/// The number of the picked folder at this path.
fn id(run: &Run, path: impl AsRef<Path>) -> RootId {
    let status = run.session.status();
    status.roots.iter().find(|root| *root.path == *path.as_ref()).expect("a picked folder").id
}

fn has_gone(path: &Path) -> impl Fn(&Session) -> bool {
    move |session| {
        let status = session.status();
        status.roots.iter().all(|root| *root.path != *path) && !status.view_busy
    }
}

fn remove(run: &mut Run, path: impl AsRef<Path>) {
    let path = path.as_ref();
    let id = id(run, path);
    run.apply(Command::Remove(vec![id])).until("it is gone", has_gone(path));
}

/// Everything that a status counts, besides times.
fn numbers(run: &Run) -> (u64, u64, String, Vec<(Operation, String)>, Option<Incomplete>) {
    let status = run.session.status();
    (
        status.found,
        status.shown,
        format!("{:?}", status.totals),
        run.problems(Path::new("/")),
        status.incomplete,
    )
}

/// Folders `a`, `b` and `c` with some files each, the tens in folders of their own.
fn three(sizes: [u8; 3]) -> Fake {
    let mut disk = Fake::new();
    for (name, files) in ["a", "b", "c"].iter().zip(sizes) {
        disk = disk.folder(&format!("/r/{name}"));
        for file in 0..files {
            disk = disk.file(&format!("/r/{name}/in-{}/{file}.txt", file / 10), u64::from(file) + 1);
        }
    }
    disk
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(24) })]
    #[test]
    fn without_one_it_is_the_sheet_of_the_others(
        sizes in prop::array::uniform3(0u8..60),
        which in 0usize..3,
        workers in 1usize..4,
        filter in prop::sample::select(vec!["", "name:1", "size:>20"]),
        by_size in any::<bool>(),
    ) {
        let paths = ["/r/a", "/r/b", "/r/c"];
        let others: Vec<&str> = (0..3).filter(|&at| at != which).map(|at| paths[at]).collect();
        let spec = |run: &mut Run| {
            run.apply(Command::UseFilter(Filter::parse(filter).unwrap()));
            if by_size {
                run.apply(Command::SetOrder(Order::by(SortKey::down(Column::Size))));
            }
            run.finish();
        };
        let mut run = Run::on(options(workers), move || three(sizes));
        run.pick(&paths).finish();
        spec(&mut run);
        let before = set(&run);
        remove(&mut run, paths[which]);
        let mut fresh = Run::on(options(workers), move || three(sizes));
        fresh.pick(&others).finish();
        spec(&mut fresh);
        if by_size {
            // The order stays, too; rows that it doesn't tell apart are by path in both.
            prop_assert_eq!(lines(&run), lines(&fresh));
        }
        prop_assert_eq!(set(&run), set(&fresh));
        prop_assert_eq!(numbers(&run), numbers(&fresh));
        // Another order afterwards is worked out of the new rows.
        for run in [&mut run, &mut fresh] {
            run.apply(Command::SetOrder(Order::by(SortKey::up(Column::Name)))).finish();
        }
        prop_assert_eq!(lines(&run), lines(&fresh));
        run.apply(Command::Undo).until("it is back", |session| session.status().roots.len() == 3).finish();
        prop_assert_eq!(set(&run), before);
        let now: Vec<String> =
            run.session.status().roots.iter().map(|root| root.path.display().to_string()).collect();
        prop_assert_eq!(now, paths);
    }
}

#[test]
fn a_mistyped_path_goes_with_its_problem_and_the_sheet_is_whole() {
    let mut run = Run::on(options(2), || three([3, 3, 3]));
    run.pick(&["/r/a", "/r/mistyped"]).finish();
    let status = run.session.status();
    assert_eq!(status.incomplete, Some(Incomplete::Unread { folders: 1, all: 1 }));
    assert!(status.roots[1].failure.is_some());
    remove(&mut run, "/r/mistyped");
    let status = run.session.status();
    assert_eq!((status.incomplete, status.found, status.problems.len()), (None, 3, 0));
    assert_eq!(status.totals.problems, 0);
}

#[test]
fn one_that_failed_is_tried_again() {
    let tree = Tree::new();
    tree.file("a/x", 1);
    let mut run = Run::new(options(2));
    run.pick(&[tree.at("a"), tree.at("later")]).finish();
    assert_eq!(run.session.status().roots[1].phase, RootPhase::Failed);
    tree.file("later/y", 2);
    let failed = id(&run, tree.at("later"));
    run.apply(Command::ReadOnly(vec![failed]))
        .until("it is read", |session| {
            session.status().roots.iter().all(|root| root.phase == RootPhase::Done)
        })
        .finish();
    assert_eq!(run.names(tree.path()), ["a/x", "later/y"]);
    assert_eq!(run.session.status().incomplete, None);
}

#[test]
fn one_is_read_again_and_the_others_stay() {
    let tree = Tree::new();
    tree.file("a/old", 1).file("b/y", 1);
    let mut run = Run::new(options(2));
    run.pick(&[tree.at("a"), tree.at("b")]).finish();
    std::fs::remove_file(tree.at("a/old")).unwrap();
    tree.file("a/new", 2);
    // What is not read again is as it was when it was read.
    std::fs::remove_file(tree.at("b/y")).unwrap();
    let first = id(&run, tree.at("a"));
    run.apply(Command::ReadOnly(vec![first]))
        .until("it is read again", |session| {
            let status = session.status();
            status.roots.len() == 2 && status.roots[0].id != first && status.phase == Phase::Done
        })
        .finish();
    assert_eq!(run.names(tree.path()), ["a/new", "b/y"]);
    assert_eq!(*run.session.status().roots[0].path, *tree.at("a"), "it keeps its place");
    assert!(matches!(run.session.status().undoable.unwrap().by, ReplacedBy::SomeReadAgain { .. }));
    run.apply(Command::Undo).until("it is back", |session| session.status().undoable.is_none()).finish();
    run.until("as before", |session| session.status().roots[0].id == first).finish();
    assert_eq!(run.names(tree.path()), ["a/old", "b/y"]);
}

fn endless_and_others() -> Fake {
    three([20, 20, 20]).folder("/r/endless").act("/r/endless", Act::Endless)
}

#[test]
fn one_that_is_being_read_is_removed_and_the_others_go_on() {
    for workers in [1, 3] {
        let mut run = Run::on(options(workers), endless_and_others);
        run.pick(&["/r/endless"]).until("rows come", |session| session.status().found > 5000);
        run.pick(&["/r/a", "/r/b"]);
        let id = id(&run, "/r/endless");
        run.apply(Command::Remove(vec![id]));
        run.until("the others are read", |session| session.status().phase == Phase::Done).finish();
        let mut fresh = Run::on(options(workers), endless_and_others);
        fresh.pick(&["/r/a", "/r/b"]).finish();
        assert_eq!(set(&run), set(&fresh));
        assert_eq!(numbers(&run), numbers(&fresh));
        // As it was: rows, and that a part is missing.
        run.apply(Command::Undo).until("it is back", |session| session.status().roots.len() == 3).finish();
        assert_eq!(run.session.status().incomplete, Some(Incomplete::Stopped));
        assert!(run.session.status().found > 5000);
    }
}

#[test]
fn an_outer_one_says_what_it_lacks_when_an_inner_one_is_removed() {
    for (inner, lacking) in [("/r/b", "r/b"), ("/r/b/in-0/3.txt", "r/b/in-0/3.txt")] {
        let mut run = Run::on(options(2), || three([5, 5, 5]));
        run.pick(&["/r", inner]).finish();
        assert_eq!(run.session.status().incomplete, None);
        let before = set(&run);
        remove(&mut run, inner);
        assert_eq!(
            run.session.status().incomplete,
            Some(Incomplete::Unread { folders: 1, all: 1 }),
            "{inner}"
        );
        let problems = run.problems(Path::new("/"));
        assert_eq!(problems, [(Operation::LeftUnread, lacking.to_owned())]);
        assert_eq!(run.session.status().roots[0].counts.problems, 1);
        // Undone, it lacks nothing.
        run.apply(Command::Undo).until("it is back", |session| session.status().roots.len() == 2).finish();
        assert_eq!((set(&run), run.session.status().incomplete), (before, None));
        assert_eq!(run.session.status().totals.problems, 0);
        // Read again, it has all by itself.
        remove(&mut run, inner);
        let outer = id(&run, "/r");
        run.apply(Command::ReadOnly(vec![outer]))
            .until("it is read", |session| {
                let status = session.status();
                status.roots.len() == 1 && status.roots[0].id != outer && status.phase == Phase::Done
            })
            .finish();
        let mut fresh = Run::on(options(2), || three([5, 5, 5]));
        fresh.pick(&["/r"]).finish();
        assert_eq!(set(&run), set(&fresh));
        assert_eq!(numbers(&run), numbers(&fresh));
    }
}

#[test]
fn an_outer_one_lacks_nothing_when_an_inner_one_is_read_again() {
    for inner in ["/r/b", "/r/b/in-0/3.txt"] {
        let mut run = Run::on(options(2), || three([5, 5, 5]));
        run.pick(&["/r", inner]).finish();
        let (before, notes) = (set(&run), run.problems(Path::new("/")));
        let of_inner = id(&run, inner);
        let is_gone = |session: &Session| session.status().roots.iter().all(|root| root.id != of_inner);
        let is_whole = |run: &Run| {
            let status = run.session.status();
            assert_eq!((status.totals.problems, status.incomplete), (0, None), "{inner}");
            assert_eq!(status.roots[0].counts.problems, 0, "{inner}");
            assert_eq!((set(run), run.problems(Path::new("/"))), (before.clone(), notes.clone()), "{inner}");
        };
        run.apply(Command::ReadOnly(vec![of_inner])).until("it is taken out", is_gone).finish();
        is_whole(&run);
        run.apply(Command::Undo).until("it is back", |session| !is_gone(session)).finish();
        is_whole(&run);
        // It is still known what is left to which.
        run.apply(Command::ReadOnly(vec![of_inner])).until("it is taken out", is_gone).finish();
        remove(&mut run, inner);
        assert_eq!(run.session.status().roots[0].counts.problems, 1, "{inner}");
    }
}

#[test]
fn what_was_listed_in_a_removed_one_is_read_by_itself() {
    for second in ["/r/b", "/r"] {
        let mut run = Run::on(options(2), || three([5, 5, 5]));
        run.pick(&["/r"]).finish();
        run.pick(&[second]).finish();
        assert!(matches!(run.session.status().roots[1].phase, RootPhase::ListedIn(_)));
        let outer = run.session.status().roots[0].id;
        run.apply(Command::Remove(vec![outer]))
            .until("the other is read", |session| {
                let status = session.status();
                status.roots.len() == 1 && status.roots[0].phase == RootPhase::Done
            })
            .finish();
        let mut fresh = Run::on(options(2), || three([5, 5, 5]));
        fresh.pick(&[second]).finish();
        assert_eq!(set(&run), set(&fresh), "{second}");
        assert_eq!(numbers(&run), numbers(&fresh), "{second}");
        run.apply(Command::Undo).until("it is back", |session| session.status().roots.len() == 2).finish();
        let mut both = Run::on(options(2), || three([5, 5, 5]));
        both.pick(&["/r"]).finish();
        assert_eq!(set(&run), set(&both));
    }
}

#[test]
fn after_a_stop_only_what_was_not_read_is_read_again() {
    let mut run = Run::on(options(2), endless_and_others);
    run.pick(&["/r/a"]).finish();
    run.pick(&["/r/endless", "/r/b"]).until("rows come", |session| session.status().found > 5000);
    run.apply(Command::Stop).finish();
    let status = run.session.status();
    let done = status.roots[0].id;
    let stopped: Vec<RootId> =
        status.roots.iter().filter(|root| root.phase == RootPhase::Stopped).map(|root| root.id).collect();
    assert!(stopped.contains(&id(&run, "/r/endless")));
    run.apply(Command::ReadOnly(stopped)).until("it is read again", |session| {
        let status = session.status();
        status.phase == Phase::Reading && status.found > 5000
    });
    assert_eq!(run.session.status().roots[0].id, done, "what was read to its end is not read again");
    let rows = run.rows(Path::new("/r"));
    assert!(!rows.is_empty(), "no row is there twice");
    run.apply(Command::Stop).finish();
}

#[test]
fn the_selection_keeps_the_rows_that_are_left() {
    let mut run = Run::on(options(1), || three([5, 5, 5]));
    run.pick(&["/r/a"]).finish();
    run.pick(&["/r/b"]).finish();
    run.pick(&["/r/c"]).finish();
    // Rows 3 to 11: two of `a`, all of `b`, two of `c`.
    let selected: RowSet = (3..12).collect();
    run.apply(Command::Select(Arc::new(selected.clone()))).finish();
    let path = |run: &Run, row: u32| {
        let shown = run.session.shown();
        shown.path(&shown.row(row))
    };
    let before: BTreeSet<Vec<u8>> = selected.iter().map(|row| path(&run, row)).collect();
    remove(&mut run, "/r/b");
    let [renumbered] = &run.session.take_renumbered()[..] else { panic!("one removal") };
    let now: BTreeSet<Vec<u8>> = renumbered.set(&selected).iter().map(|row| path(&run, row)).collect();
    let expected: BTreeSet<Vec<u8>> = before.into_iter().filter(|path| !path.starts_with(b"/r/b")).collect();
    assert_eq!((now.len(), now), (4, expected));
    run.until("it is summed", |session| session.status().selected.is_some());
    assert_eq!(run.session.status().selected.unwrap().rows, 4);
}

#[cfg(unix)]
#[test]
fn hard_links_count_once_among_what_is_left() {
    let tree = Tree::new();
    tree.file("a/x", 1000).folder("b");
    std::fs::hard_link(tree.at("a/x"), tree.at("b/x")).unwrap();
    let mut run = Run::new(options(2));
    run.pick(&[tree.at("a"), tree.at("b")]).apply(Command::CountLinks(CountLinks::Once)).finish();
    let bytes = |run: &mut Run| {
        run.until("it is summed", |session| session.status().shown_totals.is_some());
        run.session.status().shown_totals.unwrap().bytes
    };
    assert_eq!(bytes(&mut run), 1000);
    remove(&mut run, tree.at("a"));
    assert_eq!(bytes(&mut run), 1000);
    assert_eq!(run.session.status().totals.bytes, 1000);
}

#[test]
fn narrowed_to_a_folder_it_stays_so_unless_that_goes() {
    let mut run = Run::on(options(1), || three([5, 5, 5]));
    run.pick(&["/r/a", "/r/b", "/r/c"]).apply(Command::ShowTree(true)).finish();
    run.until("there is a tree", |session| session.tree().is_some_and(|tree| tree.roots().len() == 3));
    let folder_of = |run: &Run, path: &str| {
        let roots = run.session.tree().unwrap().roots().to_vec();
        roots.into_iter().find(|&root| run.session.folder_name(root) == path.as_bytes()).unwrap()
    };
    let (b, c) = (folder_of(&run, "/r/b"), folder_of(&run, "/r/c"));
    run.apply(Command::Narrow(Some(c))).finish();
    remove(&mut run, "/r/a");
    assert_eq!((run.session.within(), run.session.status().shown), (Some(c), 5));
    run.until("there is a tree", |session| session.tree().is_some_and(|tree| tree.roots().len() == 2));
    run.apply(Command::Narrow(Some(b))).finish();
    remove(&mut run, "/r/b");
    run.finish();
    assert_eq!((run.session.within(), run.session.status().shown), (None, 5));
}

#[test]
fn removing_the_last_one_empties_the_sheet() {
    let mut run = Run::on(options(2), || three([5, 5, 5]));
    run.pick(&["/r/a"]).finish();
    remove(&mut run, "/r/a");
    assert_eq!((run.session.status().phase, run.session.status().found), (Phase::Empty, 0));
    run.pick(&["/r/a"]).finish();
    assert_eq!(run.session.status().found, 5);
    assert!(run.problems(Path::new("/r")).is_empty(), "nothing says that it was listed before");
}
