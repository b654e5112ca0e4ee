//! Stop: keeps what was found, joins every thread, and the next reading has nothing of the one before.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, reason = "a test")]

mod common;

use common::{Run, Tree};
use foldersheet::model::{RootPhase, ScanOptions};
use foldersheet::session::{Command, Phase};
use foldersheet::view::{Tree as FolderTree, TreeProgress};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Threads are counted over the whole process, so one test at a time.
fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::new(());
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Names of this process's threads that are workers.
#[cfg(target_os = "linux")]
fn workers() -> Vec<String> {
    let tasks = std::fs::read_dir("/proc/self/task").unwrap();
    let name = |task: std::fs::DirEntry| std::fs::read_to_string(task.path().join("comm")).ok();
    let names = tasks.filter_map(|task| name(task.unwrap())).map(|name| name.trim().to_owned());
    names.filter(|name| name.starts_with("worker-")).collect()
}

#[cfg(not(target_os = "linux"))]
fn workers() -> Vec<String> {
    Vec::new()
}

/// A thread that was joined may stand in the list for a moment longer.
fn no_worker_is_left() {
    let start = Instant::now();
    while !workers().is_empty() {
        assert!(start.elapsed() < common::BOUND, "{:?}", workers());
        std::thread::yield_now();
    }
}

fn tree(folders: usize, files: usize) -> Tree {
    let tree = Tree::new();
    for folder in 0..folders {
        for file in 0..files {
            tree.file(format!("{folder:03}/{file:03}"), 0);
        }
    }
    tree
}

fn options(workers: usize) -> ScanOptions {
    ScanOptions { workers, ..ScanOptions::default() }
}

#[cfg(target_os = "linux")]
#[test]
fn stop_in_the_middle_keeps_rows_and_joins_every_thread() {
    let _alone = alone();
    let disk = || {
        use crate::common::scripted::{Act, Fake};
        let folders = ["/r/a/x", "/r/b/x", "/s/c/x", "/s/d/x"];
        let disk = folders.iter().fold(Fake::new(), |disk, path| disk.file(path, 1));
        ["/r/a", "/r/b", "/s/c", "/s/d"].iter().fold(disk, |disk, path| disk.act(path, Act::Endless))
    };
    let mut run = Run::on(options(4), disk);
    run.pick(&["/r", "/s"]).until("rows come", |session| session.status().found > 500);
    // A thread has its name once it runs, which a busy machine may put off.
    run.until("all four run", |_| workers().len() == 4);
    let before = run.session.status().found;
    run.apply(Command::Stop);
    assert_eq!(run.session.status().phase, Phase::Stopping);
    run.finish();
    no_worker_is_left();
    let status = run.session.status();
    assert_eq!(status.phase, Phase::Stopped);
    assert!(status.found >= before);
    assert_eq!(status.found, status.totals.files, "each row is counted once");
    assert!(status.roots.iter().any(|root| root.phase == RootPhase::Stopped));
    assert!(status.incomplete.is_some());
    assert_eq!(run.session.shown().len(), run.session.status().found);
}

#[test]
fn what_was_found_can_be_sorted_and_filtered_after_a_stop() {
    let _alone = alone();
    let tree = tree(40, 40);
    let mut run = Run::new(options(2));
    run.pick(&[tree.path()]).until("rows come", |session| session.status().found > 0);
    run.apply(Command::Stop).finish();
    run.apply(Command::SetFilter("/00".to_owned())).finish();
    let in_front = format!("{}00", std::path::MAIN_SEPARATOR);
    assert!(run.shown().iter().all(|(path, _)| String::from_utf8_lossy(path).contains(&in_front)));
}

#[test]
fn two_hundred_rounds_of_start_and_stop() {
    let _alone = alone();
    let tree = tree(30, 30);
    let other = Tree::new();
    other.file("only", 1);
    let mut run = Run::new(options(3));
    for round in 0..200u64 {
        run.pick(&[tree.path()]);
        let wanted = round * 7 % 900;
        run.until("enough is found", |session| {
            session.status().found >= wanted || session.status().phase == Phase::Done
        });
        run.apply(Command::Stop).finish();
        assert!(run.rows(tree.path()).len() <= 900);
        // The next reading has no row of this one.
        run.apply(Command::Clear).pick(&[other.path()]).finish();
        assert_eq!(run.names(other.path()), ["only"]);
        assert_eq!(run.session.status().phase, Phase::Done);
        run.apply(Command::Clear);
    }
    run.until("the last pool is joined", |_| workers().is_empty());
}

#[test]
fn read_again_reads_everything_again_at_once() {
    let _alone = alone();
    let tree = tree(20, 20);
    let mut run = Run::new(options(2));
    run.pick(&[tree.path()]).until("rows come", |session| session.status().found > 0);
    run.apply(Command::ReadAgain).finish();
    assert_eq!(run.rows(tree.path()).len(), 400);
    assert_eq!(run.session.status().phase, Phase::Done);
    run.apply(Command::ReadAgain).apply(Command::ReadAgain).finish();
    assert_eq!(run.rows(tree.path()).len(), 400);
}

#[test]
fn folders_picked_while_stopping_are_read_after_it() {
    let _alone = alone();
    let (tree, other) = (tree(40, 40), Tree::new());
    other.file("only", 1);
    let mut run = Run::new(options(2));
    run.pick(&[tree.path()]).until("rows come", |session| session.status().found > 0);
    run.apply(Command::Stop).pick(&[other.path()]);
    run.until("it is read", |session| session.status().roots[1].phase == RootPhase::Done);
    run.finish();
    let only = foldersheet::model::name::path_bytes(&other.at("only")).to_vec();
    assert!(run.shown().iter().any(|(path, _)| *path == only));
}

#[test]
fn workers_leave_though_nobody_drains_the_result_queue() {
    let _alone = alone();
    let disk = || {
        use crate::common::scripted::{Act, Fake};
        Fake::new().file("/r/f/x", 1).act("/r/f", Act::Endless)
    };
    let mut run = Run::on(options(2), disk);
    run.pick(&["/r"]);
    // No tick: the queue of some 250,000 rows fills and the workers wait for room.
    run.session.tick(Duration::ZERO);
    run.apply(Command::Stop);
    run.finish();
    no_worker_is_left();
    assert_eq!(run.session.status().phase, Phase::Stopped);
}

#[cfg(target_os = "linux")]
#[test]
fn waiting_workers_use_no_cpu() {
    let _alone = alone();
    let tree = Tree::new();
    tree.file("a", 1);
    let mut run = Run::new(options(4));
    run.pick(&[tree.path()]).finish();
    let cpu = || {
        let clock = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
        Duration::new(clock.tv_sec as u64, clock.tv_nsec as u32)
    };
    let (before, start) = (cpu(), Instant::now());
    std::thread::park_timeout(Duration::from_millis(300));
    let (used, passed) = (cpu() - before, start.elapsed());
    assert!(used * 20 < passed, "{used:?} of CPU in {passed:?}");
    run.until("all four wait for more", |_| workers().len() == 4);
}

#[test]
fn a_folder_that_counts_as_read_to_its_end_has_all_its_files() {
    const FILES: u32 = 400;
    let _alone = alone();
    let tree = Tree::new();
    for folder in 0..12 {
        for file in 0..FILES / 2 {
            tree.file(format!("{folder}/a/{file}"), 1).file(format!("{folder}/b/{file}"), 1);
        }
        tree.folder(format!("{folder}/none"));
    }
    let mut run = Run::new(options(4));
    run.apply(Command::ShowTree(true));
    let mut ended = 0;
    for round in 0..15 {
        run.pick(&[tree.path()]).until("enough is found", |session| {
            session.status().found >= round * 320 || session.status().phase == Phase::Done
        });
        run.apply(Command::Stop).finish();
        run.until("the tree", |session| {
            let all = |tree: &FolderTree| {
                tree.roots().iter().map(|root| u64::from(tree.sums(*root).files)).sum::<u64>()
            };
            session.tree().is_some_and(|tree| all(tree) == session.status().found)
        });
        let made = run.session.tree().unwrap();
        let mut left = made.roots().to_vec();
        while let Some(folder) = left.pop() {
            left.extend(made.children(folder));
            if made.progress(folder) != TreeProgress::Ended {
                continue;
            }
            ended += 1;
            let expected = match run.session.folder_name(folder) {
                b"a" | b"b" => FILES / 2,
                b"none" => 0,
                name if name.len() < 3 => FILES,
                _ => 12 * FILES,
            };
            assert_eq!(made.sums(folder).files, expected, "{:?}", run.session.folder_name(folder));
        }
        run.apply(Command::Clear);
    }
    assert!(ended > 15, "{ended} ended");
}
