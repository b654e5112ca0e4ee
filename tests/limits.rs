//! Few handles, deep trees, many folders: every row all the same. Little memory, few threads: what fits, and it says so. The
//! real program, with the limit set by a shell or a control group.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, reason = "a test")]

mod common;

use common::group::Group;
use common::{Run, Tree, read};
use foldersheet::model::{RootPhase, ScanOptions};
use foldersheet::session::Command;
use rustix::fs::{AtFlags, Mode, OFlags, linkat, mkdirat, openat};
use std::os::fd::OwnedFd;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{self, Stdio};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;
use tempfile::TempDir;

/// So many levels below `path`, each with files and a folder beside the way down; made step by step, as the path gets too long.
fn deep(path: &Path, levels: usize, files: usize) {
    let folder = OFlags::RDONLY | OFlags::DIRECTORY;
    let mut at: OwnedFd = rustix::fs::open(path, folder, Mode::empty()).unwrap();
    for _ in 0..levels {
        for file in 0..files {
            openat(&at, format!("f{file}"), OFlags::CREATE | OFlags::WRONLY, Mode::RUSR).unwrap();
        }
        for name in ["beside", "down"] {
            mkdirat(&at, name, Mode::RWXU).unwrap();
        }
        at = openat(&at, "down", folder, Mode::empty()).unwrap();
    }
}

/// The rows that the program writes with this limit of open files, and what it says.
fn rows_with(limit: usize, workers: usize, tree: &Tree) -> (usize, String) {
    let script = format!("ulimit -n {limit} && exec \"$0\" --csv - --workers {workers} \"$1\"");
    let out =
        process::Command::new("sh").args(["-c", &script, common::PROGRAM]).arg(tree.path()).output().unwrap();
    let told = String::from_utf8_lossy(&out.stderr).into_owned();
    (csv::Reader::from_reader(&out.stdout[..]).records().count(), told)
}

#[test]
fn twenty_four_open_files_for_sixteen_workers_and_six_hundred_levels() {
    let tree = Tree::new();
    deep(tree.path(), 600, 20);
    for limit in [24, 32, 64, 256] {
        let (rows, told) = rows_with(limit, 16, &tree);
        assert_eq!(rows, 600 * 20, "{limit} open files: {told}");
        assert!(told.contains(" 0 problems "), "{limit} open files: {told}");
    }
}

#[test]
fn thousands_of_levels_take_no_recursion() {
    let tree = Tree::new();
    deep(tree.path(), 8000, 1);
    let run = read(&tree);
    assert_eq!(run.session.status().totals.files, 8000);
    assert_eq!(run.session.status().problems.problems(), 0);
    assert_eq!(run.session.shown().len(), 8000);
}

#[test]
fn one_folder_with_very_many_in_it() {
    let tree = Tree::new();
    for number in 0..20_000 {
        tree.folder(format!("{number}"));
    }
    tree.file("19999/last", 1);
    let (rows, told) = rows_with(40, 4, &tree);
    assert_eq!(rows, 1, "{told}");
    assert!(told.contains(" 0 problems "), "{told}");
}

/// Folders of names of 240 bytes, so that few rows take much memory: links to one file a folder, on a disk in memory where
/// there is one. 80 MB of rows in all.
struct Wide(TempDir);

const FOLDERS: usize = 10;

/// Names in each folder.
const NAMES: usize = 30_000;

/// Rows in all.
const ROWS: usize = FOLDERS * NAMES;

impl Wide {
    /// The one that another test uses now, if one does.
    fn shared() -> Arc<Wide> {
        static NOW: Mutex<Weak<Wide>> = Mutex::new(Weak::new());
        let mut now = NOW.lock().unwrap_or_else(PoisonError::into_inner);
        now.upgrade().unwrap_or_else(|| {
            let wide = Arc::new(Wide::new());
            *now = Arc::downgrade(&wide);
            wide
        })
    }

    fn new() -> Wide {
        let memory = tempfile::Builder::new().prefix("sheet-").tempdir_in("/dev/shm");
        let dir = memory.unwrap_or_else(|_| tempfile::Builder::new().prefix("sheet-").tempdir().unwrap());
        let wide = Wide(dir);
        for folder in 0..FOLDERS {
            let path = wide.at(folder);
            std::fs::create_dir(&path).unwrap();
            let at = rustix::fs::open(&path, OFlags::RDONLY | OFlags::DIRECTORY, Mode::empty()).unwrap();
            openat(&at, "first", OFlags::CREATE | OFlags::WRONLY, Mode::RUSR).unwrap();
            for name in 1..NAMES {
                linkat(&at, "first", &at, format!("{name:n<240}"), AtFlags::empty()).unwrap();
            }
        }
        wide
    }

    fn at(&self, folder: usize) -> PathBuf {
        self.0.path().join(folder.to_string())
    }
}

/// How the program ended.
#[derive(Debug)]
struct Ran {
    rows: usize,
    told: String,
    /// None if a signal ended it.
    code: Option<i32>,
    signal: Option<i32>,
}

impl Ran {
    /// The rows that fit are written, and why there are no more is told.
    fn is_full(&self) -> bool {
        self.ended_early() && self.rows > 0
    }

    fn ended_early(&self) -> bool {
        self.code == Some(3) && self.told.contains("the sheet is incomplete: memory: ")
    }
}

/// Runs the program on `path` after `bound`, shell commands. No name there holds a newline.
fn run_within(bound: &str, options: &str, path: &Path) -> Ran {
    let script = format!("ulimit -c 0; {bound} && exec \"$0\" --csv - {options} \"$1\"");
    let mut program = process::Command::new("timeout")
        // A hang is a failure that says so.
        .args(["--kill-after=1", "100", "sh", "-c", &script, common::PROGRAM])
        .arg(path)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = process::Command::new("wc").arg("-l").stdin(program.stdout.take().unwrap()).output().unwrap();
    let out = program.wait_with_output().unwrap();
    // A shell says by its exit code that a signal ended what it ran.
    let said = out.status.code().filter(|code| *code > 128).map(|code| code - 128);
    let signal = out.status.signal().or(said);
    let code = out.status.code().filter(|_| signal.is_none());
    assert_ne!(code, Some(124), "it hangs");
    let lines: usize = String::from_utf8_lossy(&lines.stdout).trim().parse().unwrap();
    let told = String::from_utf8_lossy(&out.stderr).into_owned();
    Ran { rows: lines.saturating_sub(1), told, code, signal }
}

#[test]
fn a_bound_that_is_asked_for() {
    let wide = Wide::shared();
    for mib in [0, 1, 20] {
        let ran = run_within("true", &format!("--memory {mib}"), wide.0.path());
        // With none at all the picked folder itself may be what is too much.
        let is_empty = mib == 0 && ran.rows == 0;
        assert!(ran.ended_early() && (ran.rows > 0 || is_empty) && ran.rows < ROWS, "{mib} MiB: {ran:?}");
    }
    let ran = run_within("true", "--memory 200", wide.0.path());
    assert_eq!((ran.code, ran.rows), (Some(0), ROWS), "{}", ran.told);
}

#[test]
fn a_bound_counts_what_waits_in_the_result_queue() {
    let wide = Wide::shared();
    let mut run = Run::new(ScanOptions { memory: Some(1 << 20), workers: 2, ..ScanOptions::default() });
    run.pick(&[wide.0.path()]);
    // A window that is busy for a while; the workers fill the queue meanwhile.
    std::thread::sleep(Duration::from_secs(3));
    let rows = run.finish().session.status().totals.files;
    assert!(rows * 250 < 10 << 20, "{rows} rows of 250 bytes in 1 MiB and a few blocks on their way");
}

#[test]
fn a_bound_counts_the_sheet_and_what_waits_together() {
    let wide = Wide::shared();
    let mut run = Run::new(ScanOptions { memory: Some(24 << 20), workers: 4, ..ScanOptions::default() });
    run.pick(&[wide.0.path()]);
    run.until("more than half of it is in the sheet", |session| session.status().totals.files >= 60_000);
    // A window that is busy for a while; the queue could hold as much again.
    std::thread::sleep(Duration::from_secs(3));
    let rows = run.finish().session.status().totals.files;
    assert!(rows * 250 < 30 << 20, "{rows} rows of 250 bytes in 24 MiB and a few blocks on their way");
}

#[test]
fn a_folder_picked_later_has_its_share_of_memory() {
    const NAME: &str = "a_folder_picked_later_has_its_share_of_memory";
    if std::env::var_os("SHEET_BOUNDED").is_none() {
        let script = format!("ulimit -d 120000 && exec \"$0\" --nocapture --exact {NAME}");
        let this = std::env::current_exe().unwrap();
        let ran =
            process::Command::new("sh").args(["-c", &script]).arg(this).env("SHEET_BOUNDED", "1").status();
        assert!(ran.unwrap().success());
        return;
    }
    let wide = Wide::shared();
    let mut run = Run::new(ScanOptions { workers: 1, ..ScanOptions::default() });
    // 43 to 50 MB of rows of the half of 120 that may be, and a stop, which ends that scan and its bound; then 7 MB more.
    run.pick(&(0..7).map(|folder| wide.at(folder)).collect::<Vec<_>>());
    run.until("six folders are read", |session| session.status().totals.files >= 6 * NAMES as u64);
    run.apply(Command::Stop).finish();
    run.pick(&[wide.at(9)]).finish();
    let phases: Vec<_> = run.session.status().roots.iter().map(|root| root.phase.clone()).collect();
    assert_eq!(phases[7], RootPhase::Done);
}

#[test]
fn a_bounded_address_space_is_a_full_sheet_and_no_abort() {
    let wide = Wide::shared();
    let mut full = None;
    for (kib, workers) in [(150_000, 16), (200_000, 1), (400_000, 16)] {
        let ran = run_within(&format!("ulimit -v {kib}"), &format!("--workers {workers}"), wide.0.path());
        let complete = ran.code == Some(0) && ran.rows == ROWS;
        assert!(complete || ran.is_full(), "{kib} KiB, {workers} workers: {ran:?}");
        full = full.or((!complete).then_some(kib));
    }
    // So that the bounds are known to be bounds.
    let kib = full.unwrap();
    let ran = run_within(&format!("ulimit -v {kib}"), "--workers 1 --memory 100000", wide.0.path());
    assert!(ran.signal.is_some(), "{kib} KiB are enough for everything: {ran:?}");
}

#[test]
fn a_bound_on_data_is_a_full_sheet_and_no_abort() {
    let wide = Wide::shared();
    let ran = run_within("ulimit -d 60000", "--workers 1", wide.0.path());
    assert!(ran.is_full(), "{ran:?}");
    let ran = run_within("ulimit -d 60000", "--workers 1 --memory 100000", wide.0.path());
    assert!(ran.signal.is_some(), "60,000 KiB are enough for everything: {ran:?}");
}

#[test]
fn a_container_with_little_memory_is_a_full_sheet_and_no_kill() {
    let bounds = [("memory.max", 64 << 20), ("memory.limit_in_bytes", 64 << 20)];
    let Some(group) = Group::new("memory", &bounds) else { return };
    let wide = Wide::shared();
    let within = |bound: String, options: &str| run_within(&bound, options, wide.0.path());

    let ran = within(group.enter(), "");
    assert!(ran.is_full(), "{ran:?}");
    let inner = group.inner();
    let in_inner = within(inner.enter(), "--sort path");
    assert!(in_inner.is_full(), "a bound of the group around: {in_inner:?}");

    // What reading leaves in caches fills the group, and gives way.
    let tree = Tree::new();
    let file = std::fs::File::create(tree.at("large")).unwrap();
    file.set_len(200 << 20).unwrap();
    let fill = format!("{} && cat '{}' >/dev/null", group.enter(), tree.at("large").display());
    let after_filling = within(fill, "");
    assert!(after_filling.is_full() && after_filling.rows > ran.rows / 2, "{after_filling:?} after {ran:?}");

    let ran = within(group.enter(), "--memory 100000");
    assert_eq!(ran.signal, Some(9), "64 MiB are enough for everything: {ran:?}");
}

#[test]
fn few_threads_are_fewer_workers_and_every_row() {
    let tree = Tree::new();
    for folder in 0..40 {
        for file in 0..20 {
            tree.file(format!("{folder}/{file}.one"), 1).file(format!("{folder}/{file}.two"), 2);
        }
    }
    let mut fewer = 0;
    for threads in [2, 3, 4, 5, 6, 8, 11, 30] {
        let Some(group) = Group::new("pids", &[("pids.max", threads)]) else { return };
        for (options, rows) in [("", 1600), ("--sort size", 1600), ("--sort name --filter .one", 800)] {
            let ran = run_within(&group.enter(), &format!("--workers 16 {options}"), tree.path());
            let complete = ran.code == Some(0) && ran.rows == rows;
            let refused =
                ran.code == Some(1) && ran.rows == 0 && ran.told.contains("problem: start workers: ");
            // The threads that sort may be there first, as many as the machine has cores.
            let may_be_refused = threads < 8 || !options.is_empty();
            assert!(complete || refused && may_be_refused, "{threads} threads, {options:?}: {ran:?}");
            if complete && threads < 16 {
                assert!(
                    ran.told.contains("note: fewer workers: "),
                    "{threads} threads, {options:?}: {ran:?}"
                );
                fewer += 1;
            }
        }
    }
    assert!(fewer > 0, "none of these is few");
}
