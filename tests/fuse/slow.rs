//! A drive that takes its time for every answer.

use crate::common::{Run, Tree};
use crate::drive::Drive;
use crate::mounted::Mounted;
use foldersheet::model::{RootPhase, ScanOptions};
use foldersheet::session::{Command, Phase, WorkerStatus};
use std::cell::Cell;
use std::time::{Duration, Instant};

/// So many folders of so many files, and how long the drive takes for each answer.
fn slow(folders: usize, files: usize, answer: Duration) -> Option<Mounted> {
    let places = (0..folders).flat_map(|folder| (0..files).map(move |file| (folder, file)));
    let drive = places.fold(Drive::new(), |drive, (folder, file)| drive.file(&format!("{folder}/{file:02}")));
    drive.slow(answer).mount()
}

fn run() -> Run {
    Run::new(ScanOptions { workers: 2, ..ScanOptions::default() })
}

#[test]
fn a_slow_drive_is_read_whole() {
    let Some(drive) = slow(6, 10, Duration::from_millis(20)) else { return };
    let mut run = run();
    run.pick(&[drive.path()]);
    run.until("rows come before the end", |session| !session.shown().is_empty());
    assert_eq!(run.session.status().phase, Phase::Reading);
    run.finish();
    let served = (0..6).flat_map(|folder| (0..10).map(move |file| format!("{folder}/{file:02}")));
    assert_eq!(run.names(drive.path()), served.collect::<Vec<_>>());
    assert_eq!(run.problems(drive.path()), []);
    assert_eq!(run.session.status().incomplete, None);
}

#[test]
fn stop_in_the_middle_of_a_slow_drive_keeps_what_was_found() {
    // One folder of it takes far longer than a stop may.
    let Some(drive) = slow(4, 500, Duration::from_millis(20)) else { return };
    let mut run = run();
    run.pick(&[drive.path()]).until("rows come", |session| session.shown().len() > 4);
    let before = run.names(drive.path());
    let pressed = Instant::now();
    run.apply(Command::Stop).finish();
    assert!(pressed.elapsed() < crate::STOPPED, "{:?}", pressed.elapsed());
    let status = run.session.status();
    assert_eq!((status.phase, &status.roots[0].phase), (Phase::Stopped, &RootPhase::Stopped));
    assert!(status.given_up.is_empty(), "a slow drive is not a dead one: {:?}", status.given_up);
    let after = run.names(drive.path());
    assert!(before.iter().all(|name| after.contains(name)), "{before:?} {after:?}");
    assert_eq!(after.len() as u64, status.totals.files);
}

#[test]
fn a_slow_drive_does_not_slow_another_down() {
    let Some(drive) = slow(40, 50, Duration::from_millis(20)) else { return };
    let good = Tree::new();
    for file in 0..100 {
        good.file(format!("{file}"), 0);
    }
    let mut run = run();
    run.pick(&[drive.path(), good.path()]);
    run.until("the other folder is done", |session| session.status().roots[1].phase == RootPhase::Done);
    let status = run.session.status();
    assert_eq!(status.roots[0].phase, RootPhase::Reading);
    assert_eq!(status.roots[1].counts.files, 100);
    run.apply(Command::Stop).finish();
}

#[test]
fn a_drive_that_answers_slowly_is_not_called_silent() {
    let Some(drive) = slow(1, 5, Duration::from_millis(300)) else { return };
    let mut run = Run::new(ScanOptions { workers: 1, ..ScanOptions::default() });
    let held = Cell::new(Duration::ZERO);
    run.pick(&[drive.path()]).until("it is read", |session| {
        let status = session.status();
        let since =
            status.workers.iter().filter_map(|worker| worker.folder.as_ref()).map(|(_, since)| *since);
        held.set(since.chain([held.get()]).max().unwrap());
        status.phase == Phase::Done
    });
    assert!(held.get() < WorkerStatus::PATIENCE, "an answer came every 0.3 s: {:?}", held.get());
}
