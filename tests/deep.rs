//! Thirty thousand levels: every row, and a cost that grows with the levels and not with their square.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, reason = "a test")]

mod common;

use common::Run;
use common::watched::Watched;
use foldersheet::model::ScanOptions;
use rustix::fs::{Mode, OFlags, mkdirat, openat};
use std::path::{Path, PathBuf};
use std::process::Command;

/// A folder with so many levels below it, each with a file and a folder beside the way down. `rm` takes it away, as what
/// removes a tree by recursion can't.
struct Deep(PathBuf);

impl Deep {
    fn new(levels: usize) -> Deep {
        // In memory where that is to be had: so many folders take a disk half a minute.
        let base = Some(Path::new("/dev/shm")).filter(|memory| memory.is_dir());
        let base = base.map_or_else(std::env::temp_dir, Path::to_owned);
        let path = tempfile::Builder::new().prefix("sheet-deep-").tempdir_in(base).unwrap().keep();
        let folder = OFlags::RDONLY | OFlags::DIRECTORY;
        let mut at = rustix::fs::open(&path, folder, Mode::empty()).unwrap();
        for _ in 0..levels {
            openat(&at, "file", OFlags::CREATE | OFlags::WRONLY, Mode::RUSR).unwrap();
            mkdirat(&at, "beside", Mode::RWXU).unwrap();
            mkdirat(&at, "down", Mode::RWXU).unwrap();
            at = openat(&at, "down", folder, Mode::empty()).unwrap();
        }
        openat(&at, "deepest", OFlags::CREATE | OFlags::WRONLY, Mode::RUSR).unwrap();
        Deep(path)
    }
}

impl Drop for Deep {
    fn drop(&mut self) {
        let _ = Command::new("rm").arg("-rf").arg(&self.0).status();
    }
}

/// How often the disk was asked for all of it.
fn asked(levels: usize, workers: usize) -> u64 {
    let deep = Deep::new(levels);
    let disk = Watched::default();
    let counted = disk.clone();
    let mut run = Run::on(ScanOptions { workers, ..ScanOptions::default() }, move || disk.clone());
    run.pick(&[&deep.0]).finish();
    let status = run.session.status();
    assert_eq!(status.totals.files, levels as u64 + 1);
    assert_eq!(status.totals.folders, 2 * levels as u64 + 1);
    assert_eq!(status.problems.problems(), 0);
    let sheet = run.session.shown();
    let mut rows = (0..sheet.len()).map(|position| sheet.row(sheet.number(position).unwrap()));
    let deepest = rows.find(|row| row.name == b"deepest").unwrap();
    // 5 bytes a level, far more than a path in a system call may have.
    assert_eq!(sheet.path(&deepest).len(), deep.0.as_os_str().len() + 5 * levels + "/deepest".len());
    counted.calls()
}

#[test]
fn thirty_thousand_levels_cost_thirty_times_a_thousand() {
    for workers in [1, 4] {
        let (few, many) = (asked(1_000, workers), asked(30_000, workers));
        assert!(many < few * 36, "{workers} workers: {few} calls for 1,000 levels, {many} for 30,000");
    }
}
