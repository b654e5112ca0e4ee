//! A drive that holds a worker: what lay before that worker is done by others, whatever it was at, and once.

use crate::common::Run;
use crate::common::scripted::{Act, Fake};
use crossbeam_channel::{Receiver, Sender, bounded};
use foldersheet::model::{RootId, RootPhase, ScanOptions};
use foldersheet::session::Phase;
use std::convert::Infallible;
use std::path::Path;

/// Folders around the dead one, with a file in each and one beside it.
const FOLDERS: usize = 150;

/// A drive that never answers, until the first is dropped.
fn dead() -> (Sender<Infallible>, Receiver<Infallible>) {
    bounded(0)
}

/// `/r` with many folders, of which `/r/d070` is to be dead; so many that one read doesn't give all.
fn many() -> Fake {
    (0..FOLDERS).fold(Fake::new(), |disk, n| {
        disk.file(&format!("/r/d{n:03}/in/x"), 1).file(&format!("/r/f{n:03}"), 1)
    })
}

/// Reads `/r` of a disk with so many workers: everything but what is below the dead folder comes while that holds a worker, which is named
/// with the very entry; after an answer all is there, once.
fn others_go_on(
    workers: usize,
    disk: impl Fn() -> Fake + Send + Sync + 'static,
    place: &str,
    answer: Sender<Infallible>,
) {
    let mut run = Run::on(ScanOptions { workers, ..ScanOptions::default() }, disk);
    run.pick(&["/r"]);
    let others = 2 * FOLDERS - 1;
    run.until("all but one are there", |session| session.status().found >= others as u64);
    run.until("the waiting path is named", |session| {
        let workers = session.status().workers;
        let mut held = workers.iter().filter(|worker| worker.is_held());
        held.any(|worker| worker.folder.as_ref().is_some_and(|(path, _)| path == place.as_bytes()))
    });
    assert_eq!(run.session.status().phase, Phase::Reading);
    assert_eq!(run.names(Path::new("/r")).len(), others);
    drop(answer);
    run.finish();
    assert_eq!(run.names(Path::new("/r")).len(), 2 * FOLDERS);
    assert_eq!(run.problems(Path::new("/r")), []);
    let status = run.session.status();
    assert_eq!(status.roots[0].phase, RootPhase::Done);
    assert_eq!(status.totals.files, 2 * FOLDERS as u64);
    assert_eq!(status.totals.folders, 2 * FOLDERS as u64 + 1);
}

#[test]
fn looking_at_an_entry() {
    for workers in [1, 2, 8] {
        let (answer, held) = dead();
        let disk = move || many().act("/r/d070", Act::HoldStat(held.clone()));
        others_go_on(workers, disk, "/r/d070", answer);
    }
}

#[test]
fn opening_a_folder() {
    for workers in [1, 2, 8] {
        let (answer, held) = dead();
        let disk = move || many().act("/r/d070", Act::HoldOpen(held.clone()));
        others_go_on(workers, disk, "/r/d070", answer);
    }
}

#[test]
fn reading_a_folder() {
    for workers in [1, 2, 8] {
        let (answer, held) = dead();
        let disk = move || many().act("/r/d070/in", Act::HoldRead(0, held.clone()));
        others_go_on(workers, disk, "/r/d070/in", answer);
    }
}

#[test]
fn several_dead_drives_in_one_folder() {
    let (answer, held) = dead();
    let disk = move || {
        let dead = ["d000", "d001", "d070", "d149"].map(|name| format!("/r/{name}"));
        dead.iter().fold(many(), |disk, path| disk.act(path, Act::HoldStat(held.clone())))
    };
    let mut run = Run::on(ScanOptions { workers: 1, ..ScanOptions::default() }, disk);
    run.pick(&["/r"]);
    run.until("all others are there", |session| session.status().found == 2 * FOLDERS as u64 - 4);
    drop(answer);
    run.finish();
    assert_eq!(run.names(Path::new("/r")).len(), 2 * FOLDERS);
}

#[test]
fn what_waits_for_the_end_of_a_folder_that_is_held_is_read_without_it() {
    for workers in [1, 3] {
        let (answer, held) = dead();
        let disk = move || {
            let disk = Fake::new().file("/r/dead/x", 1).file("/r/.hidden/in/y", 1);
            disk.file("/r/listed/z", 1).act("/r/dead", Act::HoldOpen(held.clone()))
        };
        let options = ScanOptions { workers, skip_hidden: true, ..ScanOptions::default() };
        let mut run = Run::on(options, disk);
        run.pick(&["/r"]).until("all others are there", |session| session.status().found == 1);
        run.pick(&["/r/.hidden", "/r/listed", "/r/dead"]);
        // Its end comes after its rows.
        run.until("what it has not come to is there", |session| {
            let status = session.status();
            status.found == 2 && !status.roots[1].phase.is_open()
        });
        let open: Vec<bool> = run.session.status().roots.iter().map(|root| root.phase.is_open()).collect();
        assert_eq!(open, [true, false, true, true]);
        drop(answer);
        run.finish();
        assert_eq!(run.names(Path::new("/r")), [".hidden/in/y", "dead/x", "listed/z"]);
        let phases: Vec<_> = run.session.status().roots.iter().map(|root| root.phase.clone()).collect();
        let listed = || RootPhase::ListedIn(RootId(0));
        assert_eq!(phases, [RootPhase::Done, RootPhase::Done, listed(), listed()]);
    }
}
