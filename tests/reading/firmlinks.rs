//! Folders with two paths, as the firmlinks of macOS make them: `/Users` is `/System/Volumes/Data/Users`, and neither is a link to be seen.
//! Each file in them is in the sheet once, whatever was picked.

use crate::common::Run;
use crate::common::scripted::Fake;
use foldersheet::model::{Operation, ScanOptions};
use foldersheet::session::{Command, Session};
use foldersheet::words;
use std::collections::BTreeSet;
use std::path::Path;

const DATA: &str = "/System/Volumes/Data";

/// Files by their main paths, those behind firmlinks first.
const FILES: [&str; 7] = [
    "/Users/ana/a",
    "/usr/local/b",
    "/Users/ben/c",
    "/bin/sh",
    "/usr/bin/d",
    "/System/Volumes/Data/only here",
    "/System/Volumes/Data/Users 2/e",
];

/// Both volumes have one device number, as on macOS, or numbers of their own.
fn disk(number: u64) -> Fake {
    let disk = FILES.iter().fold(Fake::new().mount(DATA, number), |disk, file| disk.file(file, 1));
    let disk = FILES[..3].iter().fold(disk, |disk, file| disk.file(&format!("{DATA}{file}"), 1));
    let twin = |disk: Fake, at: &str| disk.twin(DATA, &format!("{DATA}{at}"), at);
    ["/Users", "/usr/local"].into_iter().fold(disk, twin)
}

/// The main path of what is at a path.
fn main_path(path: &str) -> &str {
    path.strip_prefix(DATA)
        .filter(|main| FILES[..3].iter().any(|file| file.starts_with(main)))
        .unwrap_or(path)
}

/// The files that a walk of these comes to, by their main paths.
fn wanted<'a>(picked: &[&str]) -> BTreeSet<&'a str> {
    let is_in = |file: &str, by_volume: String| {
        let paths = [Path::new(file), Path::new(&by_volume)];
        picked.iter().any(|picked| paths.iter().any(|path| path.starts_with(picked)))
    };
    let paths = FILES.iter().enumerate().map(|(at, file)| match at {
        0..3 => (*file, format!("{DATA}{file}")),
        _ => (*file, (*file).to_owned()),
    });
    paths.filter(|(file, by_volume)| is_in(file, by_volume.clone())).map(|(file, _)| file).collect()
}

fn read(rounds: &[&[&str]], number: u64, options: ScanOptions) -> Run {
    let mut run = Run::on(options, move || disk(number));
    rounds.iter().for_each(|picked| _ = run.pick(picked).finish());
    run
}

fn each_file_once(rounds: &[&[&str]], number: u64, workers: usize) {
    let mut run = read(rounds, number, ScanOptions { workers, folders: false, ..ScanOptions::default() });
    each_is_shown_once(&run, rounds);
    assert_eq!(run.session.status().problems.problems(), 0, "nothing is missing of {rounds:?}");
    // Each by itself, then all of them: what was listed at one path may be listed at the other one now.
    let roots: Vec<_> = run.session.status().roots.iter().map(|root| root.id).collect();
    for root in roots {
        let is_gone = |session: &Session| session.status().roots.iter().all(|other| other.id != root);
        run.apply(Command::ReadOnly(vec![root])).until("it is taken out", is_gone).finish();
        each_is_shown_once(&run, rounds);
        assert_eq!(
            run.session.status().problems.problems(),
            0,
            "nothing is missing of {rounds:?}, read again"
        );
        assert_eq!(run.session.status().totals.problems, 0);
    }
    run.apply(Command::ReadAgain).finish();
    each_is_shown_once(&run, rounds);
}

fn each_is_shown_once(run: &Run, rounds: &[&[&str]]) {
    let shown = run.shown().into_iter().map(|(path, _)| String::from_utf8(path).unwrap());
    let shown: Vec<String> = shown.collect();
    let files: BTreeSet<&str> = shown.iter().map(|path| main_path(path)).collect();
    assert_eq!(files.len(), shown.len(), "twice, of {rounds:?}: {shown:?}");
    assert_eq!(files, wanted(&rounds.concat()), "of {rounds:?}");
}

const PICKED: [&str; 8] = [
    "/",
    "/System",
    DATA,
    "/Users",
    "/System/Volumes/Data/Users",
    "/usr",
    "/System/Volumes/Data/usr/local",
    "/System/Volumes/Data/Users/ana/a",
];

#[test]
fn each_file_is_there_once_whatever_is_picked_together() {
    for set in 1..1u32 << PICKED.len() {
        let mut picked: Vec<&str> =
            PICKED.iter().enumerate().filter(|(at, _)| set >> at & 1 == 1).map(|(_, path)| *path).collect();
        if set.count_ones() % 2 == 0 {
            picked.reverse();
        }
        each_file_once(&[&picked], 1 + u64::from(set % 2), 1 + set as usize % 3);
    }
}

#[test]
fn each_file_is_there_once_whatever_is_picked_later() {
    for first in PICKED {
        for second in PICKED {
            each_file_once(&[&[first], &[second]], 1, 2);
            each_file_once(&[&[first], &[second], &["/"]], 2, 1);
        }
    }
}

fn notes(run: &Run) -> Vec<(String, String)> {
    let status = run.session.status();
    let said = status.problems.iter().map(|problem| {
        let path = String::from_utf8(status.problem_path(problem)).unwrap();
        (path, words::cause(&problem.cause))
    });
    let mut said: Vec<_> = said.collect();
    said.sort();
    said
}

fn same(path: &str, as_path: &str) -> (String, String) {
    (path.to_owned(), format!("it is the same folder as {as_path}, and is listed there"))
}

#[test]
fn where_it_is_listed_is_said() {
    let run = read(&[&["/"]], 1, ScanOptions::default());
    let whole =
        [same("/System/Volumes/Data/Users", "/Users"), same("/System/Volumes/Data/usr/local", "/usr/local")];
    assert_eq!(notes(&run), whole);

    // What lies in another picked folder is listed by itself, as anywhere.
    let run = read(&[&["/", DATA]], 1, ScanOptions::default());
    let itself = (DATA.to_owned(), "it was picked itself; its contents are listed there".to_owned());
    let [users, local] = ["/Users", "/usr/local"].map(|at| same(at, &format!("{DATA}{at}")));
    assert_eq!(notes(&run), [itself, users, local]);

    let run = read(&[&["/usr", DATA]], 1, ScanOptions::default());
    assert_eq!(notes(&run), [same("/System/Volumes/Data/usr/local", "/usr/local")]);
    assert!(read(&[&[DATA]], 1, ScanOptions::default()).session.status().problems.is_empty());
}

#[test]
fn what_was_left_to_another_source_is_lacking_once_that_is_removed() {
    let mut run = read(&[&["/", DATA]], 1, ScanOptions::default());
    let status = run.session.status();
    let data = status.roots.iter().find(|root| *root.path == *Path::new(DATA)).unwrap().id;
    run.apply(Command::Remove(vec![data]))
        .until("it is gone", |session| session.status().roots.len() == 1 && !session.status().view_busy);
    let status = run.session.status();
    let mut lacking: Vec<_> = status
        .problems
        .iter()
        .filter(|problem| problem.operation == Operation::LeftUnread)
        .map(|problem| String::from_utf8(status.problem_path(problem)).unwrap())
        .collect();
    lacking.sort();
    assert_eq!(lacking, [DATA, "/Users", "/usr/local"]);
}

/// macOS gives both volumes of the startup disk one device number, as they are one disk to a user. So a reading that stays on one file system
/// has both, each file once, and leaves out what else is mounted.
#[test]
fn the_startup_disk_is_one_file_system() {
    let options = ScanOptions { one_file_system: true, folders: false, ..ScanOptions::default() };
    let disk = || disk(1).mount("/Volumes/USB", 7).file("/Volumes/USB/x", 1);
    for (picked, left) in [(["/"].as_slice(), 1), (&["/", DATA], 1), (&[DATA], 0)] {
        let mut run = Run::on(options.clone(), disk);
        run.pick(picked).finish();
        let mut shown: Vec<_> =
            run.shown().into_iter().map(|(path, _)| String::from_utf8(path).unwrap()).collect();
        shown.sort();
        let files: BTreeSet<&str> = shown.iter().map(|path| main_path(path)).collect();
        assert_eq!((files.len(), files), (shown.len(), wanted(picked)), "{picked:?}");
        assert_eq!(run.session.status().totals.left_out.other_file_systems, left, "{picked:?}");
    }
}
