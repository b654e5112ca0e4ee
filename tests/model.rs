//! Random trees with random faults on the scripted disk, against a model that needs no walk: every name is accounted for, as a row,
//! as vanished, as left out, or behind a problem.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, reason = "a test")]

mod common;

use common::Run;
use common::random::Random;
use foldersheet::model::{Operation, ScanOptions};
use foldersheet::scan::sys::fake::{Act, Fake};
use std::collections::BTreeSet;
use std::path::Path;

const EACCES: i32 = 13;
const EIO: i32 = 5;
const ENOENT: i32 = 2;

/// What the walk must find.
#[derive(Debug, Default, PartialEq, Eq)]
struct Expected {
    rows: BTreeSet<String>,
    vanished: u64,
    left_out: u64,
    problems: BTreeSet<(Operation, String)>,
}

/// Makes the disk and, from the same choices, what must be found on it.
struct Maker {
    random: Random,
    disk: Fake,
    expected: Expected,
    names: u64,
}

impl Maker {
    /// Fills the folder at `path`; `seen` says whether the walk gets here.
    fn folder(&mut self, path: &str, depth: u64, seen: bool) {
        let entries = self.random.below(if depth == 0 { 12 } else { 9 });
        let mut refused_look = false;
        for number in 0..entries {
            self.names += 1;
            let hidden = self.random.below(12) == 0;
            let entry = format!("{path}/{}{number}", if hidden { "." } else { "e" });
            self.expected.left_out += u64::from(seen && hidden);
            let seen = seen && !hidden;
            if depth < 5 && self.random.below(3) == 0 {
                self.sub_folder(&entry, depth, seen);
            } else {
                self.file(&entry, path, seen, &mut refused_look);
            }
        }
    }

    fn sub_folder(&mut self, entry: &str, depth: u64, seen: bool) {
        let disk = std::mem::take(&mut self.disk).folder(entry);
        let fault = self.random.below(10);
        let (disk, goes_on) = match fault {
            0 => (disk.act(entry, Act::RefuseOpen(EACCES)), false),
            1 => (disk.act(entry, Act::RefuseOpen(ENOENT)), false),
            2 => (disk.act(entry, Act::RefuseRead(0, EIO)), false),
            _ => (disk, true),
        };
        self.disk = disk;
        if seen {
            match fault {
                0 => drop(self.expected.problems.insert((Operation::OpenFolder, entry.to_owned()))),
                1 => self.expected.vanished += 1,
                2 => drop(self.expected.problems.insert((Operation::ReadFolder, entry.to_owned()))),
                _ => {}
            }
        }
        self.folder(entry, depth + 1, seen && goes_on);
    }

    fn file(&mut self, entry: &str, folder: &str, seen: bool, refused_look: &mut bool) {
        let disk = std::mem::take(&mut self.disk).file(entry, self.names);
        let fault = self.random.below(12);
        self.disk = match fault {
            0 => disk.act(entry, Act::RefuseStat(ENOENT)),
            1 => disk.act(entry, Act::RefuseStat(EACCES)),
            _ => disk,
        };
        if !seen {
            return;
        }
        match fault {
            0 => self.expected.vanished += 1,
            1 => {
                // One line a folder, however many of its entries.
                if !std::mem::replace(refused_look, true) {
                    self.expected.problems.insert((Operation::LookAt, folder.to_owned()));
                }
                self.expected.rows.insert(entry.to_owned());
            }
            _ => drop(self.expected.rows.insert(entry.to_owned())),
        }
    }
}

/// Builds the tree of a seed twice, as a disk is made by each scan, and reads it.
fn check(seed: u64) -> u64 {
    let make = move || {
        let disk = Fake::new().folder("/r");
        let mut maker = Maker { random: Random(seed), disk, expected: Expected::default(), names: 0 };
        maker.folder("/r", 0, true);
        maker
    };
    let made = make();
    let options =
        ScanOptions { workers: 1 + (seed % 4) as usize, skip_hidden: true, ..ScanOptions::default() };
    let mut run = Run::on(options, move || make().disk);
    run.pick(&["/r"]).finish();
    let totals = run.session.status().totals;
    let found = Expected {
        rows: run.names(Path::new("/")).into_iter().map(|name| format!("/{name}")).collect(),
        vanished: totals.vanished,
        left_out: totals.left_out,
        problems: run
            .problems(Path::new(""))
            .into_iter()
            .map(|(op, path)| (op, format!("/{path}")))
            .collect(),
    };
    assert_eq!(found, made.expected, "seed {seed}");
    assert_eq!(totals.files, made.expected.rows.len() as u64, "seed {seed}");
    assert_eq!(totals.problems, made.expected.problems.len() as u64, "seed {seed}");
    made.names
}

/// So many names that the walk has to account for; FOLDERSHEET_MODEL_NAMES sets another number.
#[test]
fn every_name_of_random_trees_with_random_faults_is_accounted_for() {
    let wanted = std::env::var("FOLDERSHEET_MODEL_NAMES").ok().and_then(|n| n.parse().ok()).unwrap_or(40_000);
    let (mut names, mut seed) = (0, 0);
    while names < wanted {
        seed += 1;
        names += check(seed);
    }
    println!("{names} names in {seed} trees");
}
