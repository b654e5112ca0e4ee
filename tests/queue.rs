//! The result queue of a scan, message by message: what may come before what.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, reason = "a test")]

#[path = "common/scripted.rs"]
mod scripted;

use foldersheet::model::{Event, FolderId, Outcome, Request, RootId, ScanId, ScanOptions};
use foldersheet::scan::{Config, Roots, Scan};
use scripted::Fake;
use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

/// A tree in which work is given away often: wide at the top, with folders of many names further down.
fn disk() -> Fake {
    let mut disk = Fake::new();
    for a in 0..12 {
        for b in 0..6 {
            for c in 0..(a * b) % 7 {
                disk = disk.file(&format!("/r/{a}/{b}/{c}/x"), 1).file(&format!("/s/{a}/{b}/y{c}"), 2);
            }
        }
    }
    disk
}

fn config(workers: usize) -> Config {
    Config {
        id: ScanId(7),
        options: ScanOptions { workers, ..ScanOptions::default() },
        first_folder: FolderId(100),
        roots: Roots::default(),
        wake: Arc::new(|| ()),
    }
}

#[test]
fn a_folder_comes_before_what_is_in_it_and_the_end_after_everything() {
    for round in 0..60 {
        let mut scan = Scan::start(disk(), config(2 + round % 4)).unwrap();
        let requests = [(0, "/r"), (1, "/s")];
        scan.add(requests.map(|(root, path)| Request { root: RootId(root), path: path.into() }).into());
        let (mut folders, mut started, mut finished) = (HashSet::new(), HashSet::new(), HashSet::new());
        let mut files = [0u64; 2];
        while finished.len() < 2 {
            let event = scan.results().recv_timeout(Duration::from_secs(30)).expect("the scan goes on");
            assert_eq!(event.scan(), ScanId(7));
            match event {
                Event::Started { root, .. } => assert!(started.insert(root)),
                Event::Finished { root, outcome, .. } => {
                    assert_eq!(outcome, Outcome::Complete);
                    assert!(started.contains(&root) && finished.insert(root));
                }
                Event::Found { batch, .. } => {
                    for folder in batch.folders.iter() {
                        assert!(folder.id.0 >= 100 && folders.insert(folder.id), "numbered once");
                        assert!(
                            folder.parent.is_none_or(|parent| folders.contains(&parent)),
                            "parents first"
                        );
                    }
                    for row in 0..batch.rows.len() {
                        assert!(folders.contains(&batch.rows.folder(row)), "folders before rows");
                    }
                    for (root, counts) in &batch.counts {
                        assert!(!finished.contains(root), "nothing after the end");
                        files[root.0 as usize] += counts.files;
                    }
                }
            }
        }
        let sum: u64 = (0..12u64).flat_map(|a| (0..6).map(move |b| (a * b) % 7)).sum();
        assert_eq!(files, [sum, sum]);
        assert!(scan.results().is_empty());
        scan.stop();
    }
}

#[test]
fn dropping_a_scan_stops_it() {
    use scripted::Act;
    let endless = Fake::new().file("/r/f/x", 1).act("/r/f", Act::Endless);
    let mut scan = Scan::start(endless, config(2)).unwrap();
    scan.add(vec![Request { root: RootId(0), path: "/r".into() }]);
    let results = scan.results().clone();
    results.recv_timeout(Duration::from_secs(30)).unwrap();
    drop(scan);
    // When the last worker is gone its end of the queue is closed.
    let start = std::time::Instant::now();
    while !matches!(results.recv_timeout(Duration::from_secs(1)), Err(e) if e.is_disconnected()) {
        assert!(start.elapsed() < Duration::from_secs(30));
    }
}
