//! Folders that never end: what is found is shown, others are read, Stop stops, and the memory set aside is the end at the latest.

use crate::common::{Run, Tree};
use crate::drive::{Drive, Forever};
use crate::mounted::Mounted;
use foldersheet::model::{RootPhase, ScanOptions, Shortfall};
use foldersheet::session::{Command, Phase};
use foldersheet::words;
use std::time::Instant;

fn endless(forever: Forever) -> Option<Mounted> {
    Drive::new().file("first").folder("f").edit("f", |node| node.forever = Some(forever)).mount()
}

/// Reads it until `memory` bytes are full.
fn run_full(drive: &Mounted, memory: u64) -> Run {
    let run = drive.read_with(ScanOptions { memory: Some(memory), ..ScanOptions::default() });
    let status = run.session.status();
    let phase = &status.roots[0].phase;
    assert!(matches!(phase, RootPhase::Incomplete(Shortfall::Memory { .. })), "{phase:?}");
    assert!(status.incomplete.is_some_and(|why| words::incomplete(why).starts_with("memory")));
    assert_eq!(run.session.shown().len(), status.totals.files, "rows are kept");
    run
}

#[test]
fn an_endless_folder_holds_up_nobody_and_can_be_stopped() {
    let Some(drive) = endless(Forever::Files) else { return };
    let good = Tree::new();
    good.file("a/x", 1).file("y", 1);
    let mut run = Run::new(ScanOptions { workers: 2, ..ScanOptions::default() });
    run.pick(&[drive.path(), good.path()]);
    run.until("the other folder is done", |session| session.status().roots[1].phase == RootPhase::Done);
    run.until("rows come", |session| session.status().roots[0].counts.files > 1000);
    assert_eq!(run.session.status().roots[0].phase, RootPhase::Reading);
    let pressed = Instant::now();
    run.apply(Command::Stop).finish();
    assert!(pressed.elapsed() < crate::STOPPED, "{:?}", pressed.elapsed());
    assert_eq!(run.session.status().phase, Phase::Stopped);
    assert!(run.session.status().given_up.is_empty(), "it answers: {:?}", run.session.status().given_up);
    assert_eq!(run.session.shown().len(), run.session.status().totals.files);
    let is_served = |name: &&String| {
        *name == "first" || name.strip_prefix("f/").is_some_and(|at| at.parse::<u64>().is_ok())
    };
    let served = run.names(drive.path()).iter().filter(is_served).count();
    assert_eq!(served as u64, run.session.status().roots[0].counts.files, "each once, and nothing else");
}

#[test]
fn an_endless_folder_ends_when_the_memory_is_full() {
    let Some(drive) = endless(Forever::Files) else { return };
    let run = run_full(&drive, 100_000);
    assert!(run.session.status().memory < 5_000_000, "{}", run.session.status().memory);
}

#[test]
fn a_folder_that_begins_again_and_again_ends_when_the_memory_is_full() {
    let Some(drive) = endless(Forever::OneFile) else { return };
    let run = run_full(&drive, 100_000);
    let again = drive.path().join("f/again");
    let again = foldersheet::model::name::path_bytes(&again);
    let others = run.shown().into_iter().filter(|(path, _)| path != again).count();
    assert_eq!(others, 1, "the file beside the folder");
}

#[test]
fn folders_in_folders_without_end_end_when_the_memory_is_full() {
    let Some(drive) = endless(Forever::Depth) else { return };
    let run = run_full(&drive, 100_000);
    assert_eq!(run.names(drive.path()), ["first"]);
    assert!(run.session.status().totals.folders > 100);
}

#[test]
fn a_folder_of_dots_without_end_can_be_stopped() {
    let Some(drive) = endless(Forever::Dots) else { return };
    let mut run = Run::new(ScanOptions { workers: 2, ..ScanOptions::default() });
    run.pick(&[drive.path()]).until("what is beside it is shown", |session| session.shown().len() == 1);
    let pressed = Instant::now();
    run.apply(Command::Stop).finish();
    assert!(pressed.elapsed() < crate::STOPPED, "{:?}", pressed.elapsed());
    assert_eq!(run.session.status().phase, Phase::Stopped);
    assert!(run.session.status().given_up.is_empty(), "it answers: {:?}", run.session.status().given_up);
    assert_eq!(run.names(drive.path()), ["first"]);
}
