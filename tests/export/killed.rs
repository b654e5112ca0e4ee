//! The program is killed at many moments of an export: what is there is the old file or the new one, whole.

use crate::common::{BOUND, Tree};
use crate::readers::{PROGRAMS, foldersheet, left_over, listed, ran, records};
use foldersheet::export::Format;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Instant;

/// A folder whose sheet takes a while: long paths make long rows.
fn tree() -> Tree {
    let tree = Tree::new();
    let folder = format!("{0}/{0}/{0}/{0}", "long".repeat(60));
    for number in 0..800 {
        tree.file(format!("{folder}/{number}"), 0);
    }
    tree
}

/// Bytes in the largest file that a process has open below a folder; none when the process has ended.
fn largest(child: &Child, folder: &Path) -> Option<u64> {
    let handles = std::fs::read_dir(format!("/proc/{}/fd", child.id())).ok()?;
    let mut any = false;
    let mut largest = 0;
    for handle in handles.flatten() {
        any = true;
        // One without a name is shown as `folder/#number (deleted)`. The folder itself is open too.
        if std::fs::read_link(handle.path()).is_ok_and(|to| to.starts_with(folder) && to != folder) {
            largest = largest.max(std::fs::metadata(handle.path()).map_or(0, |meta| meta.len()));
        }
    }
    any.then_some(largest)
}

/// Kills a program once it has written so many bytes. False if it ended before.
fn kill_at(mut child: Child, folder: &Path, bytes: u64) -> bool {
    let start = Instant::now();
    while let Some(largest) = largest(&child, folder) {
        if largest >= bytes && largest > 0 {
            break;
        }
        assert!(start.elapsed() < BOUND, "it writes nothing");
    }
    child.kill().unwrap();
    child.wait().unwrap().code().is_none()
}

fn target(out: &Tree, format: Format) -> PathBuf {
    out.at(format!("sheet.{}", format.extension()))
}

/// Kills it at every twentieth of the file, and looks at what is there. Gives how often it was killed in the middle.
fn kill_at_many_moments(format: Format, program: impl Fn() -> Command) -> usize {
    let (tree, out, whole) = (tree(), Tree::new(), Tree::new());
    let begin = |program: &mut Command, target: &Path| {
        program.arg("--out").arg(target).args(["--sort", "path"]).arg(tree.path());
    };
    let mut once = foldersheet();
    begin(&mut once, &target(&whole, format));
    assert_eq!(ran(&mut once).0, 0);
    let bytes = std::fs::read(target(&whole, format)).unwrap();
    let rows = records(&target(&whole, format), format);
    // A workbook tells when it was made.
    let is_whole = |path: &Path| {
        std::fs::read(path).unwrap() == bytes || format == Format::Xlsx && records(path, format) == rows
    };
    let mut killed = 0;
    for moment in 0..=20 {
        std::fs::write(target(&out, format), "old").unwrap();
        let mut command = program();
        begin(&mut command, &target(&out, format));
        let child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        killed += usize::from(kill_at(child, out.path(), bytes.len() as u64 * moment / 20));
        let is_old = std::fs::read(target(&out, format)).unwrap() == b"old";
        assert!(is_old || is_whole(&target(&out, format)), "half a sheet at {moment}/20");
    }
    // The next one cleans up, some hours later.
    left_over(out.path()).iter().for_each(|name| crate::readers::make_old(&out.at(name)));
    let mut last = foldersheet();
    begin(&mut last, &target(&out, format));
    assert_eq!(ran(&mut last).0, 0);
    assert!(is_whole(&target(&out, format)));
    assert_eq!(listed(out.path()), listed(whole.path()));
    killed
}

#[test]
fn a_kill_at_any_moment_leaves_the_old_sheet_or_the_new_one() {
    for format in [PROGRAMS, Format::JsonLines, Format::Xlsx] {
        let killed = kill_at_many_moments(format, foldersheet);
        assert!(killed >= 5, "only {killed} were killed before the end of {format:?}");
    }
}

/// The program where no file can do without a name, for that takes /proc: as on systems that have none.
fn with_names() -> Command {
    let mut command = Command::new("unshare");
    let script = "mount -t tmpfs none /proc && exec \"$0\" \"$@\"";
    command.args(["--mount", "--map-root-user", "sh", "-c", script, crate::common::PROGRAM]);
    command.stdin(Stdio::null());
    command
}

fn may_mount() -> bool {
    let (mut command, out) = (with_names(), Tree::new());
    let ended = command.arg("--csv").arg(out.at("s.csv")).arg(out.path()).output();
    let may = ended.is_ok_and(|ended| ended.status.success());
    if !may {
        println!("skipped: this user may not mount");
    }
    may
}

#[test]
fn a_kill_leaves_no_half_sheet_where_temporary_files_have_names() {
    if may_mount() {
        let killed = kill_at_many_moments(PROGRAMS, with_names);
        assert!(killed >= 5, "only {killed} were killed before the end");
    }
}

#[test]
fn what_a_kill_leaves_where_temporary_files_have_names_goes_with_the_next_export() {
    if !may_mount() {
        return;
    }
    let (tree, out) = (tree(), Tree::new());
    let mut command = with_names();
    command.arg("--csv").arg(out.at("s.csv")).arg(tree.path()).stdout(Stdio::null()).stderr(Stdio::null());
    let child = command.spawn().unwrap();
    if !kill_at(child, out.path(), 1) {
        return println!("skipped: it had ended before");
    }
    let left = left_over(out.path());
    assert!(
        left.len() == 1 && left[0].starts_with(".foldersheet-") && left[0].ends_with(".part"),
        "{left:?}"
    );
    assert!(!out.at("s.csv").exists());
    crate::readers::make_old(&out.at(&left[0]));
    assert_eq!(ran(foldersheet().arg("--csv").arg(out.at("other.csv")).arg(tree.path())).0, 0);
    assert_eq!(listed(out.path()), ["other.csv"]);
}

#[test]
fn ctrl_c_while_it_writes_leaves_the_old_sheet() {
    use rustix::process::{Pid, Signal, kill_process};
    let (tree, out) = (tree(), Tree::new());
    let mut stopped = 0;
    for format in [PROGRAMS, Format::JsonLines, Format::Xlsx] {
        let target = target(&out, format);
        for _ in 0..5 {
            std::fs::write(&target, "old").unwrap();
            let mut program = foldersheet();
            program.arg("--out").arg(&target).arg(tree.path()).stderr(Stdio::piped());
            let child = program.spawn().unwrap();
            // More than the old sheet, which is looked at first, has.
            while largest(&child, out.path()).is_some_and(|bytes| bytes <= 3) {}
            kill_process(Pid::from_child(&child), Signal::INT).unwrap();
            let ended = child.wait_with_output().unwrap();
            let told = String::from_utf8_lossy(&ended.stderr);
            match ended.status.code() {
                Some(130) if told.contains("the export was cancelled") => {
                    assert_eq!(std::fs::read_to_string(&target).unwrap(), "old");
                    stopped += 1;
                }
                // On a busy disk that takes its time to keep a file.
                Some(130) if told.contains("while the disk did not answer") => {
                    let is_old = std::fs::read(&target).unwrap() == b"old";
                    assert!(is_old || records(&target, format).len() == 800);
                }
                // It was at its end.
                Some(0) => assert_eq!(records(&target, format).len(), 800),
                other => panic!("{other:?}: {told}"),
            }
        }
    }
    assert!(stopped > 0, "each was at its end");
    assert_eq!(listed(out.path()).len(), 3);
}
