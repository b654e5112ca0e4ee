//! Growth: whether the cost of a reading grows in proportion to what is read, picked and left out.
//!
//! `cargo bench --bench growth` reads each shape at a size and at four times that size, and prints the medians and what the larger one took,
//! divided by four times the smaller one: 1.0 is proportion, 4.0 a square.
#![cfg_attr(not(unix), allow(dead_code, unused_imports))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a benchmark"
)]

use clap::Parser;
use foldersheet::model::ScanOptions;
use foldersheet::session::{Command, Config, Phase, Session};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// What a reading costs at a size and at four times that
#[derive(Parser)]
struct Args {
    /// Turns; medians are printed
    #[arg(long, default_value_t = 5)]
    turns: usize,
    /// Worker threads
    #[arg(long, default_value_t = 2)]
    threads: usize,
    /// Where the trees are made; a disk in memory is best
    #[arg(long, default_value_os_t = std::env::temp_dir())]
    dir: PathBuf,
    /// What cargo passes to every benchmark
    #[arg(long, hide = true)]
    bench: bool,
}

/// What is read: a tree, the picked paths in it, and what is left out.
struct Case {
    _tree: TempDir,
    picked: Vec<PathBuf>,
    exclude: Vec<String>,
}

/// Its name, the smaller size, and how it is made.
type Shape<'a> = (&'a str, usize, &'a dyn Fn(usize) -> Case);

#[cfg(unix)]
fn main() {
    use rustix::fs::{Mode, OFlags, mkdirat, openat};
    let args = Args::parse();
    let new = || tempfile::Builder::new().prefix("sheet-growth-").tempdir_in(&args.dir).unwrap();
    let files = |folder: &Path, count: usize| {
        std::fs::create_dir_all(folder).unwrap();
        (0..count)
            .map(|file| folder.join(file.to_string()))
            .inspect(|file| std::fs::write(file, "").unwrap())
            .collect()
    };
    // Names of 100 bytes, made step by step, as the path gets too long.
    let chain = |top: &Path, levels: usize| {
        let folder = OFlags::RDONLY | OFlags::DIRECTORY;
        let mut at = rustix::fs::open(top, folder, Mode::empty()).unwrap();
        let name = "x".repeat(100);
        for _ in 0..levels {
            for file in ["a", "b"] {
                openat(&at, file, OFlags::CREATE | OFlags::WRONLY, Mode::RUSR).unwrap();
            }
            mkdirat(&at, &*name, Mode::RWXU).unwrap();
            at = openat(&at, &*name, folder, Mode::empty()).unwrap();
        }
    };
    let patterns = |count: usize| (0..count).map(|n| format!("**/a{n}/*/b")).collect::<Vec<_>>();
    let picked_folders = |count: usize| {
        let tree = new();
        let picked: Vec<PathBuf> = (0..count).map(|folder| tree.path().join(folder.to_string())).collect();
        picked.iter().for_each(|folder| std::fs::create_dir(folder).unwrap());
        Case { _tree: tree, picked, exclude: Vec::new() }
    };
    let picked_files = |count: usize| {
        let tree = new();
        let mut picked: Vec<PathBuf> = files(&tree.path().join("flat"), count);
        // As many again that are not picked, in the same folder and around it.
        let _: Vec<PathBuf> = files(&tree.path().join("flat/more"), count);
        picked.push(tree.path().to_owned());
        Case { _tree: tree, picked, exclude: Vec::new() }
    };
    let nested = |count: usize| {
        let tree = new();
        let mut at = tree.path().to_owned();
        let mut picked = Vec::new();
        for _ in 0..count {
            at.push("d");
            std::fs::create_dir(&at).unwrap();
            std::fs::write(at.join("f"), "").unwrap();
            picked.push(at.clone());
        }
        Case { _tree: tree, picked, exclude: Vec::new() }
    };
    let levels = |count: usize| {
        let tree = new();
        chain(tree.path(), count);
        Case {
            picked: vec![tree.path().to_owned()],
            _tree: tree,
            exclude: vec!["*.tmp".into(), "**/a/*/b".into()],
        }
    };
    let beside = |count: usize| {
        let tree = new();
        std::fs::create_dir(tree.path().join("deep")).unwrap();
        chain(&tree.path().join("deep"), count);
        std::fs::write(tree.path().join("a"), "").unwrap();
        Case {
            picked: vec![tree.path().join("deep"), tree.path().join("a")],
            _tree: tree,
            exclude: Vec::new(),
        }
    };
    let many_patterns = |count: usize| {
        let tree = new();
        for folder in 0..100 {
            let _: Vec<PathBuf> = files(&tree.path().join(format!("{folder}/in")), 100);
        }
        Case { picked: vec![tree.path().to_owned()], _tree: tree, exclude: patterns(count) }
    };
    let shapes: [Shape<'_>; 6] = [
        ("picked folders", 4_000, &picked_folders),
        ("picked files in a picked folder", 4_000, &picked_files),
        ("picked folders in each other, paths as long as they lie deep", 200, &nested),
        ("levels, two patterns", 2_500, &levels),
        ("levels beside a picked file", 2_500, &beside),
        ("patterns of four parts", 100, &many_patterns),
    ];
    println!("shape: size, median ms; four times that; larger ÷ 4 × smaller");
    for (name, size, make) in shapes {
        let (small, large) = (make(size), make(4 * size));
        let (mut smalls, mut larges) = (Vec::new(), Vec::new());
        for _ in 0..args.turns {
            smalls.push(read(&small, args.threads));
            larges.push(read(&large, args.threads));
        }
        let (smaller, larger) = (median(smalls), median(larges));
        println!(
            "  {name}: {size}, {:.1}; {:.1}; {:.2}",
            smaller * 1e3,
            larger * 1e3,
            larger / (4.0 * smaller)
        );
    }
}

#[cfg(not(unix))]
fn main() {}

/// Seconds from picking to the end.
fn read(case: &Case, threads: usize) -> f64 {
    let (ring, bell) = crossbeam_channel::bounded(1);
    let wake = Arc::new(move || {
        let _ = ring.try_send(());
    });
    let options = ScanOptions { workers: threads, exclude: case.exclude.clone(), ..ScanOptions::default() };
    let mut session = Session::new(Config {
        options,
        categories: foldersheet::model::Categories::standard(),
        wake,
        at_once: None,
    });
    let start = Instant::now();
    session.apply(Command::AddFolders(case.picked.clone()));
    loop {
        let wait = session.tick(Duration::from_millis(20));
        if session.status().phase == Phase::Done {
            assert_eq!(session.status().problems.problems(), 0);
            return start.elapsed().as_secs_f64();
        }
        let _ = bell.recv_timeout(wait.unwrap_or(Duration::from_millis(50)));
    }
}

fn median(mut seconds: Vec<f64>) -> f64 {
    seconds.sort_by(f64::total_cmp);
    seconds[seconds.len() / 2]
}
