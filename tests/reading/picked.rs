//! What can be picked: folders, links to them, files, what isn't there, and the same thing twice.

use crate::common::{Run, Tree};
use foldersheet::model::{Operation, RootId, ScanOptions};
use foldersheet::session::RootPhase;

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
    assert!(run.session.sheet().len() > 5, "picked itself it is listed");
}
