//! A drive that never answers: named, left out, given up at a stop, and the program goes on and ends as ever.

use crate::common::{BOUND, Run, Tree};
use crate::drive::{Call, Drive};
use crate::mounted::Mounted;
use crossbeam_channel::{Receiver, RecvTimeoutError, unbounded};
use foldersheet::model::{Operation, RootPhase, ScanOptions, name};
use foldersheet::session::{self, Phase};
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How long a frame may take of a session that waits for nobody, on a machine that is busy.
const FRAME: Duration = Duration::from_secs(1);

/// A file beside `dead/x`; after so many answers to `call` about `path` the drive answers no more.
fn silent_after(call: Call, times: usize, path: &str) -> Option<Mounted> {
    Drive::new().file("before").file("dead/x").edit(path, |node| node.last = Some((call, times))).mount()
}

/// Silent when `dead` is opened: the second read of the folder around it only says that there is no more.
fn silent_at_open() -> Option<Mounted> {
    silent_after(Call::ReadDir, 2, "")
}

/// Silent before its own folder is read: the worker that reads the drive waits, whatever else comes.
fn silent_at_once() -> Option<Mounted> {
    silent_after(Call::GetAttr, 1, "")
}

fn good() -> Tree {
    let good = Tree::new();
    good.file("a/x", 1).file("y", 1);
    good
}

/// Reads the drive's folder `dead` until it holds a worker at `place`, stops, and reads another.
fn is_given_up(drive: &Mounted, place: &str) {
    let good = good();
    let mut run = Run::new(ScanOptions { workers: 2, ..ScanOptions::default() });
    run.pick(&[drive.path(), good.path()]);
    run.until("the other folder is done", |session| session.status().roots[1].phase == RootPhase::Done);
    run.until("what was found before is shown", |session| session.shown().len() == 3);
    let dead = name::path_bytes(&drive.path().join(place)).to_owned();
    run.until("the waiting path is named", |session| {
        let workers = session.status().workers;
        let mut held = workers.iter().filter(|worker| worker.is_held());
        held.any(|worker| worker.folder.as_ref().is_some_and(|(path, _)| *path == dead))
    });
    let frame = Instant::now();
    run.session.tick(Duration::from_millis(20));
    assert!(frame.elapsed() < FRAME, "{:?}", frame.elapsed());
    let pressed = Instant::now();
    run.apply(session::Command::Stop).finish();
    assert!(pressed.elapsed() < crate::STOPPED, "{:?}", pressed.elapsed());
    let status = run.session.status();
    assert_eq!(status.phase, Phase::Stopped);
    // What the first one had left was tried by another.
    let given_up: Vec<_> = status.given_up.iter().map(|worker| &worker.folder.as_ref().unwrap().0).collect();
    assert!(given_up.contains(&&dead), "{given_up:?}");
    let problems = run.problems(drive.path());
    assert_eq!(problems.len(), given_up.len());
    assert!(problems.contains(&(Operation::NoAnswer, place.to_owned())), "{problems:?}");
    let is_there = |(what, path): &(_, String)| *what == Operation::NoAnswer && path.starts_with("dead");
    assert!(problems.iter().all(is_there), "{problems:?}");
    assert_eq!(run.session.shown().len(), 3);
    run.apply(session::Command::Clear).pick(&[good.path()]).finish();
    assert_eq!(run.session.status().phase, Phase::Done);
    assert_eq!(run.names(good.path()), ["a/x", "y"]);
}

#[test]
fn no_answer_to_opening_a_folder() {
    let Some(drive) = silent_at_open() else { return };
    is_given_up(&drive, "dead");
}

#[test]
fn no_answer_to_reading_a_folder() {
    let Some(drive) = silent_after(Call::OpenDir, 1, "dead") else { return };
    is_given_up(&drive, "dead");
}

#[test]
fn no_answer_to_looking_up_a_name() {
    let Some(drive) = silent_after(Call::ReadDir, 1, "dead") else { return };
    is_given_up(&drive, "dead/x");
}

#[test]
fn no_answer_to_looking_at_a_file() {
    let Some(drive) = silent_after(Call::Lookup, 1, "dead/x") else { return };
    is_given_up(&drive, "dead/x");
}

#[test]
fn nobody_has_to_press_stop_before_the_next_reading() {
    let Some(drive) = silent_at_open() else { return };
    let good = good();
    let mut run = Run::new(ScanOptions { workers: 1, ..ScanOptions::default() });
    run.pick(&[drive.path()]).until("it waits", |session| session.shown().len() == 1);
    run.apply(session::Command::Clear).pick(&[good.path()]).finish();
    assert_eq!(run.session.status().phase, Phase::Done);
    assert_eq!(run.names(good.path()), ["a/x", "y"]);
}

#[test]
fn picked_drives_that_are_silent_at_once_are_all_given_up_by_name() {
    let (Some(one), Some(two)) = (silent_at_once(), silent_at_once()) else { return };
    let good = good();
    let mut run = Run::new(ScanOptions { workers: 2, ..ScanOptions::default() });
    run.pick(&[one.path(), two.path()]);
    run.until("both wait", |session| session.status().workers.iter().all(|worker| worker.folder.is_some()));
    let pressed = Instant::now();
    run.apply(session::Command::Stop).pick(&[good.path()]);
    run.until("what was picked meanwhile is read", |session| {
        session.status().roots[2].phase == RootPhase::Done
    });
    assert!(pressed.elapsed() < crate::STOPPED, "{:?}", pressed.elapsed());
    let named = |drive: &Mounted| (Operation::NoAnswer, drive.path().display().to_string().split_off(1));
    let mut expected = [named(&one), named(&two)];
    expected.sort();
    assert_eq!(run.problems(Path::new("/")), expected);
}

#[test]
fn as_many_silent_drives_as_workers_hold_up_nobody_else() {
    let (Some(one), Some(two)) = (silent_at_open(), silent_at_open()) else { return };
    let good = good();
    let mut run = Run::new(ScanOptions { workers: 2, ..ScanOptions::default() });
    run.pick(&[one.path(), two.path(), good.path()]);
    run.until("the other folder is done", |session| session.status().roots[2].phase == RootPhase::Done);
}

/// The program, killed at the end whatever happens, and what it tells line by line.
struct Program {
    child: Child,
    told: Receiver<String>,
    sheet: Receiver<String>,
}

impl Program {
    fn start(picked: &[&Path]) -> Program {
        let mut command = Command::new(crate::common::PROGRAM);
        command.args(["--csv", "-", "--workers", "2"]).args(picked);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let told = lines(child.stderr.take().unwrap());
        let sheet = lines(child.stdout.take().unwrap());
        Program { child, told, sheet }
    }

    fn until_told(&self, what: &str) {
        while !self.told.recv_timeout(BOUND).expect("it says more").contains(what) {}
    }

    /// The sheet's first column, in order; fails if its pipe isn't closed after all.
    fn paths(&self) -> Vec<String> {
        let mut paths = Vec::new();
        loop {
            match self.sheet.recv_timeout(crate::STOPPED) {
                Ok(line) => paths.push(line.split(',').next().unwrap().to_owned()),
                Err(RecvTimeoutError::Disconnected) => break,
                Err(RecvTimeoutError::Timeout) => panic!("the pipe stays open after {paths:?}"),
            }
        }
        paths.sort();
        paths
    }

    fn interrupt(&self) {
        let pid = rustix::process::Pid::from_child(&self.child);
        rustix::process::kill_process(pid, rustix::process::Signal::INT).unwrap();
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        // Not for ever: a drive that keeps a question keeps who asked it, and the drive is taken away after this.
        let start = Instant::now();
        while matches!(self.child.try_wait(), Ok(None)) && start.elapsed() < crate::STOPPED {
            std::thread::park_timeout(Duration::from_millis(1));
        }
    }
}

/// What comes out of a pipe, read by a thread that ends with it.
fn lines(pipe: impl Read + Send + 'static) -> Receiver<String> {
    let (send, lines) = unbounded();
    let read =
        move || BufReader::new(pipe).lines().map_while(Result::ok).for_each(|line| drop(send.send(line)));
    std::thread::Builder::new().name("lines".to_owned()).spawn(read).unwrap();
    lines
}

/// Picks the drive and a good folder, presses Ctrl+C when that is done, and compares the sheet.
fn interrupted(drive: &Mounted) -> Program {
    let good = good();
    let program = Program::start(&[drive.path(), good.path()]);
    program.until_told(&format!("2 files, 0 problems in {}", good.path().display()));
    program.interrupt();
    program.until_told(&format!("no answer from the drive: {}", drive.path().display()));
    program.until_told("the sheet is incomplete: the reading was stopped");
    let paths = [good.at("a/x"), good.at("y")].map(|path| path.display().to_string());
    assert_eq!(program.paths(), [&["\"path\"".to_owned()], &paths[..]].concat());
    program
}

#[test]
fn ctrl_c_ends_the_program_though_a_drive_is_silent() {
    let Some(drive) = silent_at_once() else { return };
    let start = Instant::now();
    let mut program = interrupted(&drive);
    assert_eq!(program.child.wait().unwrap().code(), Some(130));
    assert!(start.elapsed() < crate::STOPPED, "{:?}", start.elapsed());
}

#[test]
fn ctrl_c_ends_the_sheet_though_a_drive_keeps_a_question() {
    let drive = Drive::new().edit("", |node| node.keeps = Some(Call::OpenDir));
    let Some(drive) = drive.mount() else { return };
    let mut program = interrupted(&drive);
    // No process ends before the drive lets go of it.
    drop(drive);
    assert_eq!(program.child.wait().unwrap().code(), Some(130));
}
