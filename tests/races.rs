//! A tree that changes while it is read: nothing from outside of a picked folder is ever listed.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, reason = "a test")]

mod common;

use common::{Run, Tree};
use foldersheet::model::{Operation, ScanOptions};
use foldersheet::session::Command;
use rustix::fs::{CWD, RenameFlags, renameat_with};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// `picked/parent` is a folder with many in it; `outside/parent` a link, with the same names in what it leads to.
struct Trap {
    tree: Tree,
}

impl Trap {
    fn new() -> Trap {
        let tree = Tree::new();
        for folder in 0..30 {
            tree.file(format!("picked/parent/{folder}/inside"), 0);
            tree.file(format!("secret/{folder}/outside"), 0);
        }
        tree.link("spare", tree.at("secret"));
        Trap { tree }
    }

    /// Puts the link in the folder's place, or back.
    fn flip(&self) {
        let (parent, spare) = (self.tree.at("picked/parent"), self.tree.at("spare"));
        renameat_with(CWD, parent, CWD, spare, RenameFlags::EXCHANGE).unwrap();
    }
}

#[test]
fn a_parent_that_is_swapped_for_a_link_again_and_again_leads_nowhere() {
    let trap = Arc::new(Trap::new());
    let ended = Arc::new(AtomicBool::new(false));
    let flipping = {
        let (trap, ended) = (trap.clone(), ended.clone());
        std::thread::Builder::new().name("flip".to_owned()).spawn(move || {
            let mut flips = 0u64;
            while !ended.load(Ordering::Relaxed) {
                trap.flip();
                flips += 1;
            }
            flips
        })
    };
    let picked = trap.tree.at("picked");
    let mut run = Run::new(ScanOptions { workers: 3, ..ScanOptions::default() });
    let (start, mut rounds, mut entered, mut refused) = (Instant::now(), 0, 0, 0);
    while start.elapsed() < Duration::from_secs(3) {
        run.apply(Command::Clear).pick(&[&picked]).finish();
        rounds += 1;
        let names = run.names(&picked);
        assert!(!names.iter().any(|name| name.ends_with("outside")), "{names:?}");
        entered += usize::from(names.iter().any(|name| name.ends_with("inside")));
        refused += usize::from(run.problems(&picked).iter().any(|(what, _)| *what == Operation::Changed));
    }
    ended.store(true, Ordering::Relaxed);
    let flips = flipping.unwrap().join().unwrap();
    println!("{rounds} rounds, {flips} flips: entered {entered} times, changed {refused} times");
    assert!(entered > 0 && flips > 100, "the race was on");
}

/// The same trap with the flip at the worst moment, for a walk by full paths: it does list what is outside.
#[test]
fn a_walk_by_full_paths_falls_into_the_trap() {
    let trap = Trap::new();
    let parent = trap.tree.at("picked/parent");
    let names = |folder: &Path| -> Vec<PathBuf> {
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect()
    };
    let folders = names(&parent);
    trap.flip();
    assert!(names(&folders[0])[0].ends_with("outside"), "so the trap is one");
}

#[test]
fn a_folder_that_is_moved_away_is_read_where_it_went() {
    let tree = Tree::new();
    for file in 0..5000 {
        tree.file(format!("picked/moved/deep/{file}"), 0);
    }
    tree.folder("elsewhere");
    let mut run = Run::new(ScanOptions { workers: 2, ..ScanOptions::default() });
    run.pick(&[tree.at("picked")]);
    std::fs::rename(tree.at("picked/moved"), tree.at("elsewhere/moved")).unwrap();
    run.finish();
    let rows = run.rows(&tree.at("picked")).len();
    assert!(rows == 0 || rows == 5000, "all of it or, gone before it was seen, nothing: {rows}");
}

#[test]
fn files_that_come_and_go_are_no_problem() {
    let tree = Tree::new();
    for file in 0..2000 {
        tree.file(format!("stays/{file:04}"), 0);
    }
    let ended = Arc::new(AtomicBool::new(false));
    let churning = {
        let (folder, ended) = (tree.at("stays"), ended.clone());
        std::thread::Builder::new().name("churn".to_owned()).spawn(move || {
            let mut number = 0u64;
            while !ended.load(Ordering::Relaxed) {
                let path = folder.join(format!("comes-and-goes-{}", number % 500));
                let _ = std::fs::write(&path, "");
                let _ = std::fs::remove_file(folder.join(format!("comes-and-goes-{}", (number + 250) % 500)));
                number += 1;
            }
        })
    };
    let mut run = Run::new(ScanOptions { workers: 2, ..ScanOptions::default() });
    for _ in 0..40 {
        run.apply(Command::Clear).pick(&[tree.path()]).finish();
        let stays = run
            .names(tree.path())
            .iter()
            .filter(|name| name.starts_with("stays/0") || name.starts_with("stays/1"))
            .count();
        assert_eq!(stays, 2000);
        assert_eq!(run.problems(tree.path()), []);
    }
    ended.store(true, Ordering::Relaxed);
    churning.unwrap().join().unwrap();
}

#[test]
fn folders_that_come_and_go_are_no_problem() {
    let tree = Tree::new();
    tree.file("stays/x", 0);
    let ended = Arc::new(AtomicBool::new(false));
    let churning = {
        let (top, ended) = (tree.path().to_owned(), ended.clone());
        std::thread::Builder::new().name("churn".to_owned()).spawn(move || {
            while !ended.load(Ordering::Relaxed) {
                for folder in 0..3 {
                    let folder = top.join(format!("goes-{folder}"));
                    let _ = std::fs::create_dir(&folder);
                    (0..300).for_each(|file| drop(std::fs::write(folder.join(file.to_string()), "")));
                    let _ = std::fs::remove_dir_all(&folder);
                }
            }
        })
    };
    for round in 0..300 {
        let mut run = Run::new(ScanOptions { workers: 1 + round % 3, ..ScanOptions::default() });
        run.pick(&[tree.path()]).finish();
        assert!(run.names(tree.path()).contains(&"stays/x".to_owned()));
        assert_eq!(run.problems(tree.path()), []);
    }
    ended.store(true, Ordering::Relaxed);
    churning.unwrap().join().unwrap();
}
