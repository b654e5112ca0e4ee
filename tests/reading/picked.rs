//! What can be picked: folders, links to them, files, what isn't there, and the same thing twice.
#![cfg_attr(not(unix), allow(unused_imports, reason = "some are of tests that need Unix"))]

use crate::common::scripted::{Act, Fake};
use crate::common::{Run, Tree};
use foldersheet::model::{Kind, Operation, RootId, RootPhase, ScanOptions};
use foldersheet::session::{Command, Phase};
use std::path::Path;

fn pick(paths: &[std::path::PathBuf]) -> Run {
    let mut run = Run::new(ScanOptions { workers: 4, ..ScanOptions::default() });
    run.pick(paths).finish();
    run
}

fn phases(run: &Run) -> Vec<RootPhase> {
    run.session.status().roots.iter().map(|root| root.phase.clone()).collect()
}

#[test]
fn what_is_not_there_is_a_problem_and_the_others_go_on() {
    let tree = Tree::new();
    tree.file("a/x", 1).file("b/y", 1);
    let run = pick(&[tree.at("a"), tree.at("gone"), tree.at("b")]);
    assert_eq!(run.names(tree.path()), ["a/x", "b/y"]);
    assert_eq!(run.problems(tree.path()), [(Operation::OpenPicked, "gone".to_owned())]);
    assert_eq!(phases(&run), [RootPhase::Done, RootPhase::Failed, RootPhase::Done]);
}

#[test]
fn a_folder_inside_a_picked_one_is_listed_once_and_said() {
    let tree = Tree::new();
    tree.file("a/b/x", 1).file("a/y", 1);
    let mut run = pick(&[tree.at("a")]);
    run.pick(&[tree.at("a/b")]).finish();
    assert_eq!(run.names(tree.path()), ["a/b/x", "a/y"]);
    assert_eq!(phases(&run), [RootPhase::Done, RootPhase::ListedIn(RootId(0))]);
    assert_eq!(run.problems(tree.path()), [(Operation::Overlap, "a/b".to_owned())]);
    assert_eq!(run.session.status().problems.problems(), 0, "it only tells");
}

#[test]
fn a_folder_around_a_picked_one_leaves_that_out_and_says_so() {
    let tree = Tree::new();
    tree.file("a/b/x", 1).file("a/y", 1);
    let mut run = pick(&[tree.at("a/b")]);
    run.pick(&[tree.at("a")]).finish();
    assert_eq!(run.names(tree.path()), ["a/b/x", "a/y"]);
    assert_eq!(run.problems(tree.path()), [(Operation::Overlap, "a/b".to_owned())]);
    let counts: Vec<u64> = run.session.status().roots.iter().map(|root| root.counts.files).collect();
    assert_eq!(counts, [1, 1]);
}

#[test]
fn however_they_overlap_each_file_is_there_once() {
    let tree = Tree::new();
    tree.file("a/b/c/x", 1).file("a/b/y", 1).file("a/z", 1).file("ab/w", 1);
    for _ in 0..50 {
        let run = pick(&[tree.at("a/b"), tree.at("a"), tree.at("a/b/c"), tree.at("a"), tree.at("ab")]);
        assert_eq!(run.names(tree.path()), ["a/b/c/x", "a/b/y", "a/z", "ab/w"]);
    }
}

#[test]
fn a_file_is_one_row() {
    let tree = Tree::new();
    tree.file("a/x.txt", 5).file("a/y", 1);
    let mut run = pick(&[tree.at("a/x.txt")]);
    assert_eq!(run.names(tree.path()), ["a/x.txt"]);
    assert_eq!(run.session.status().totals.files, 1);
    run.pick(&[tree.at("a")]).finish();
    assert_eq!(run.names(tree.path()), ["a/x.txt", "a/y"]);
}

#[cfg(unix)]
#[test]
fn a_file_and_its_folder_picked_through_a_link() {
    let tree = Tree::new();
    tree.file("a/x.txt", 5).file("a/in/y", 1).link("l", "a");
    let mut run = pick(&[tree.at("l/x.txt"), tree.at("a/in/y")]);
    run.pick(&[tree.at("l")]).finish();
    assert_eq!(run.names(tree.path()), ["a/in/y", "l/x.txt"]);
}

/// A link and its target are two names: neither stands for the other.
#[cfg(unix)]
#[test]
fn a_picked_link_to_a_file_takes_no_name_from_the_folder_around_it() {
    let tree = Tree::new();
    tree.file("a/target", 5).link("a/link", "target").link("a/again", "target");
    let paths = |picks: &[&str]| {
        let run = pick(&picks.iter().map(|path| tree.at(path)).collect::<Vec<_>>());
        let mut rows: Vec<_> = run
            .shown()
            .into_iter()
            .map(|(path, meta)| {
                let name = String::from_utf8_lossy(&path).into_owned();
                (name.rsplit('/').next().unwrap().to_owned(), meta.kind)
            })
            .collect();
        rows.sort();
        rows
    };
    let row = |name: &str, kind| (name.to_owned(), kind);
    let listed = [row("again", Kind::Symlink), row("link", Kind::Symlink), row("target", Kind::File)];
    for order in orders(&["a", "a/link"]) {
        let mut expected = [&listed[..], &[row("link", Kind::File)]].concat();
        expected.sort();
        assert_eq!(paths(&order), expected, "{order:?}");
    }
    for order in orders(&["a", "a/link", "a/target"]) {
        let mut expected = [&listed[..], &[row("link", Kind::File)]].concat();
        expected.sort();
        assert_eq!(paths(&order), expected, "{order:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_is_followed_once() {
    let tree = Tree::new();
    tree.file("real/x", 1).link("link", "real").link("real/again", ".");
    let run = pick(&[tree.at("link")]);
    assert_eq!(run.names(tree.path()), ["link/again", "link/x"]);
}

#[test]
fn twenty_folders_over_four_workers_each_name_their_workers() {
    let tree = Tree::new();
    let mut picked = Vec::new();
    for folder in 0..20 {
        for file in 0..=folder {
            tree.file(format!("{folder:02}/sub/{file}"), file);
        }
        picked.push(tree.at(format!("{folder:02}")));
    }
    let run = pick(&picked);
    let status = run.session.status();
    for (number, root) in status.roots.iter().enumerate() {
        assert_eq!(root.phase, RootPhase::Done);
        assert_eq!(root.counts.files, number as u64 + 1);
        assert_eq!(root.counts.folders, 2);
        assert!(!root.workers.is_empty() && root.workers.iter().all(|worker| worker.0 < 4));
    }
    assert_eq!(status.totals.files, (1..=20).sum::<u64>());
}

#[test]
fn folders_can_be_picked_while_others_are_read() {
    let tree = Tree::new();
    tree.file("a/x", 1).file("b/y", 1);
    let mut run = Run::new(ScanOptions::default());
    run.pick(&[tree.at("a")]);
    run.pick(&[tree.at("b")]).finish();
    assert_eq!(run.names(tree.path()), ["a/x", "b/y"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_kernel_file_system_is_read_only_where_it_is_picked() {
    let mut run = Run::new(ScanOptions::default());
    run.pick(&["/proc/self/net"]).finish();
    assert!(run.session.shown().len() > 5, "picked itself it is listed");
}

/// Every order of these.
fn orders<T: Clone>(of: &[T]) -> Vec<Vec<T>> {
    if of.is_empty() {
        return vec![Vec::new()];
    }
    let first = |at: usize| {
        let mut rest = of.to_vec();
        let first = rest.remove(at);
        orders(&rest).into_iter().map(move |order| [vec![first.clone()], order].concat())
    };
    (0..of.len()).flat_map(first).collect()
}

#[test]
fn what_an_outer_folder_leaves_out_is_there_where_it_was_picked() {
    let tree = Tree::new();
    tree.file(".hidden/in/a", 1).file("build/b", 1).file("vis/build/c", 1).file("vis/v", 1).file(".rc", 1);
    let options = |workers| ScanOptions {
        workers,
        skip_hidden: true,
        exclude: vec!["build".to_owned()],
        ..ScanOptions::default()
    };
    let picks = ["", ".hidden", "build", ".rc", "vis/build"].map(|path| tree.at(path));
    for (round, order) in orders(&picks).into_iter().enumerate() {
        let mut run = Run::new(options(1 + round % 4));
        run.pick(&order).finish();
        assert_eq!(
            run.names(tree.path()),
            [".hidden/in/a", ".rc", "build/b", "vis/build/c", "vis/v"],
            "{order:?}"
        );
        assert_eq!(run.session.status().phase, Phase::Done);
    }
    // One after the other, while the outer one is being read or after it.
    for wait in [false, true] {
        let mut run = Run::new(options(2));
        for pick in &picks {
            run.pick(&[pick]);
            if wait {
                run.finish();
            }
        }
        run.finish();
        assert_eq!(
            run.names(tree.path()),
            [".hidden/in/a", ".rc", "build/b", "vis/build/c", "vis/v"],
            "{wait}"
        );
        assert!(phases(&run).iter().all(|phase| *phase == RootPhase::Done), "{:?}", phases(&run));
    }
}

#[test]
fn what_is_picked_later_is_there_once_whatever_the_outer_folder_has_listed() {
    let tree = Tree::new();
    for file in 0..300 {
        tree.file(format!("{:02}/in/{file}", file % 20), 1);
    }
    for workers in 1..4 {
        let mut run = Run::new(ScanOptions { workers, ..ScanOptions::default() });
        run.pick(&[tree.path()]);
        for folder in 0..20 {
            run.session.tick(std::time::Duration::ZERO);
            run.pick(&[
                tree.at(format!("{folder:02}")),
                tree.at(format!("{folder:02}/in")),
                tree.at(format!("{folder:02}/in/{folder}")),
            ]);
        }
        run.finish();
        assert_eq!(run.rows(tree.path()).len(), 300);
        let listed = |phase: &RootPhase| matches!(phase, RootPhase::Done | RootPhase::ListedIn(_));
        assert!(phases(&run).iter().all(listed), "{:?}", phases(&run));
    }
}

/// A disk whose last folder never ends, so that one worker never comes to the first.
fn endless() -> Fake {
    Fake::new().file("/r/first/in/x", 1).file("/r/file", 1).file("/r/last/y", 1).act("/r/last", Act::Endless)
}

#[test]
fn a_folder_that_was_never_reached_before_a_stop_is_read_when_it_is_picked() {
    let mut run = Run::on(ScanOptions { workers: 1, ..ScanOptions::default() }, endless);
    run.pick(&["/r"]).until("rows come", |session| session.status().found > 1000);
    run.apply(Command::Stop).finish();
    assert!(!run.names(Path::new("/r")).contains(&"first/in/x".to_owned()), "it was not reached");
    run.pick(&["/r/first"]).finish();
    assert!(run.names(Path::new("/r")).contains(&"first/in/x".to_owned()));
    assert_eq!(phases(&run), [RootPhase::Stopped, RootPhase::Done]);
}

#[test]
fn what_was_stopped_claims_nothing_and_that_is_said() {
    let mut run = Run::on(ScanOptions { workers: 1, ..ScanOptions::default() }, endless);
    // One after the other: which of two that come together is read first is not said.
    run.pick(&["/r/first"]).finish();
    run.pick(&["/r"]).until("rows come", |session| session.status().found > 1000);
    run.apply(Command::Stop).finish();
    assert_eq!(phases(&run), [RootPhase::Done, RootPhase::Stopped]);
    // Read to its end before, so it is there.
    run.pick(&["/r/first/in"]).finish();
    assert_eq!(phases(&run)[2], RootPhase::ListedIn(RootId(0)));
    // Stopped, so it is read again, and some of it may be there twice.
    run.pick(&["/r"])
        .until("it is read again", |session| session.status().roots[3].phase == RootPhase::Reading);
    run.apply(Command::Stop).finish();
    let again = (Operation::Again, String::new());
    assert!(run.problems(Path::new("/r")).contains(&again), "{:?}", run.problems(Path::new("/r")));
}

#[test]
fn a_reading_with_other_choices_claims_nothing() {
    let tree = Tree::new();
    tree.file("a/.x", 1).file("a/y", 1);
    let hidden = ScanOptions { skip_hidden: true, ..ScanOptions::default() };
    let mut run = Run::new(hidden.clone());
    run.pick(&[tree.at("a")]).finish();
    assert_eq!(run.names(tree.path()), ["a/y"]);
    // Other choices come with the next pool.
    run.apply(Command::SetOptions(ScanOptions { skip_hidden: false, ..hidden }));
    run.apply(Command::ReadAgain).finish();
    assert_eq!(run.names(tree.path()), ["a/.x", "a/y"]);
}

#[test]
fn a_drive_that_is_silent_when_it_is_looked_at_holds_up_no_other_pick() {
    let (hold, held) = crossbeam_channel::bounded(0);
    let disk = move || {
        let disk = Fake::new().file("/dead/x", 1).file("/r/in/y", 1).file("/r/z", 1);
        disk.act("/dead", Act::HoldOpen(held.clone()))
    };
    for workers in [1, 3] {
        let mut run = Run::on(ScanOptions { workers, ..ScanOptions::default() }, disk.clone());
        run.pick(&["/dead", "/r", "/r/in"]);
        run.until("the others are done", |session| {
            session.status().roots[1..].iter().all(|root| !root.phase.is_open())
        });
        assert_eq!(run.names(Path::new("/r")), ["in/y", "z"]);
    }
    drop(hold);
}
