//! Ctrl+C in each phase of the windowless form behind the reading: it is heard, and no wrong sheet is written.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, reason = "a test")]

mod common;

use common::{BOUND, Tree};
use rustix::process::{Pid, Signal, kill_process};
use std::io::{BufRead, BufReader, Read};
use std::process::{Child, ChildStderr, Command, Stdio};
use std::time::Instant;

/// Files whose names keep the filter below busy for minutes.
const FILES: u32 = 8_000;

fn tree() -> Tree {
    let tree = Tree::new();
    let mut state = 1u64;
    for number in 0..FILES {
        let mut name = format!("{number:05}");
        for _ in 0..240 {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            name.push(char::from(b"abc"[(state >> 33) as usize % 3]));
        }
        tree.file(name, 0);
    }
    tree
}

/// A name is looked at for milliseconds by each of these.
fn slow_filter() -> String {
    ["/(a|b|.{0,30}c){25}z/"; 8].join(" OR ")
}

/// The program, started by a shell with signals ignored.
fn start_ignoring(signals: &str, args: &[&str], tree: &Tree, stdout: Stdio) -> Child {
    let mut shell = Command::new("/bin/sh");
    let script = format!("trap '' {signals}; exec \"$0\" \"$@\"");
    shell.args(["-c", &script, common::PROGRAM]);
    shell.args(args).arg(tree.path()).stdin(Stdio::null()).stdout(stdout).stderr(Stdio::piped());
    shell.spawn().unwrap()
}

fn start(args: &[&str], tree: &Tree, stdout: Stdio) -> Child {
    let mut program = Command::new(common::PROGRAM);
    program.args(args).arg(tree.path()).stdin(Stdio::null()).stdout(stdout).stderr(Stdio::piped());
    program.spawn().unwrap()
}

/// Waits for the line that says that the folder was read to its end.
fn is_read(child: &mut Child) -> BufReader<ChildStderr> {
    let mut told = BufReader::new(child.stderr.take().unwrap());
    let mut line = String::new();
    told.read_line(&mut line).unwrap();
    assert!(line.contains(&format!("{} files", "8,000")), "{line}");
    told
}

/// Presses Ctrl+C and gives the exit code and what was told after it.
fn interrupted(mut child: Child, mut told: BufReader<ChildStderr>) -> (Option<i32>, String) {
    kill_process(Pid::from_child(&child), Signal::INT).unwrap();
    let since = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        if since.elapsed() > BOUND {
            child.kill().unwrap();
            panic!("Ctrl+C was not heard");
        }
        std::thread::park_timeout(std::time::Duration::from_millis(5));
    };
    let mut rest = String::new();
    told.read_to_string(&mut rest).unwrap();
    (status.code(), rest)
}

#[test]
fn while_the_filter_is_worked_out_nothing_is_written() {
    let (tree, out) = (tree(), Tree::new());
    let target = out.at("sheet.csv");
    std::fs::write(&target, "old").unwrap();
    let filter = format!("--filter={}", slow_filter());
    for order in [&[][..], &["--sort", "-size,name"]] {
        let args = [&["--csv", target.to_str().unwrap(), &filter], order].concat();
        let mut child = start(&args, &tree, Stdio::null());
        let told = is_read(&mut child);
        let (code, told) = interrupted(child, told);
        assert_eq!(code, Some(130), "{told}");
        assert!(told.contains("stopped while the filter and the order were being worked out"), "{told}");
        assert_eq!(std::fs::read_to_string(&target).unwrap(), "old");
        assert_eq!(std::fs::read_dir(out.path()).unwrap().count(), 1, "nothing is left beside it");
    }
}

#[test]
fn while_nobody_takes_the_sheet_from_a_pipe() {
    let tree = tree();
    let mut child = start(&["--csv", "-"], &tree, Stdio::piped());
    let told = is_read(&mut child);
    // More than a pipe holds, and nobody reads.
    let (code, told) = interrupted(child, told);
    assert_eq!(code, Some(130), "{told}");
    assert!(told.contains("stopped") || told.contains("cancelled"), "{told}");
}

#[test]
fn a_signal_that_was_ignored_at_the_start_stays_ignored() {
    let tree = tree();
    // As `nohup` does it, a script's background, and both.
    for (ignored, sent) in [("HUP", Signal::HUP), ("INT", Signal::INT), ("INT HUP", Signal::INT)] {
        let mut child = start_ignoring(ignored, &["--csv", "-"], &tree, Stdio::piped());
        let mut said = is_read(&mut child);
        // It waits for a reader of the pipe now, so it is there to hear the signal.
        kill_process(Pid::from_child(&child), sent).unwrap();
        let mut sheet = String::new();
        child.stdout.take().unwrap().read_to_string(&mut sheet).unwrap();
        let mut rest = String::new();
        said.read_to_string(&mut rest).unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(0), "{ignored}: {rest}");
        assert_eq!(sheet.lines().count() as u32, FILES + 1, "{ignored}");
    }
}

#[test]
fn a_signal_that_was_not_ignored_is_heard_beside_one_that_was() {
    let tree = tree();
    let mut child = start_ignoring("HUP", &["--csv", "-"], &tree, Stdio::piped());
    let said = is_read(&mut child);
    let (code, said) = interrupted(child, said);
    assert_eq!(code, Some(130), "{said}");
}
