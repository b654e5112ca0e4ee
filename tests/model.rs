//! Random trees with random faults, mounts and picks on the scripted disk, against a model that needs no walk: every name is accounted for,
//! once: as a row, as vanished, as left out, or behind a problem.
//!
//! On Unix: the model knows its paths, hidden names and error numbers.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, reason = "a test")]

mod common;

use common::Run;
use common::random::Random;
use common::scripted::{Act, Fake};
use crossbeam_channel::{Sender, bounded};
use foldersheet::model::{Operation, ScanOptions};
use std::collections::BTreeSet;
use std::convert::Infallible;
use std::path::Path;

const EACCES: i32 = 13;
const EIO: i32 = 5;
const ENOENT: i32 = 2;

/// What is wrong with an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    None,
    /// Refused: to open a folder, to look at a file.
    Refused,
    /// Gone after the look at a folder, or at a file before it.
    Vanishes,
    /// Listed, and not there when a folder is opened or a file looked at.
    Unfindable,
    /// A folder that can't be read.
    Unreadable,
}

#[derive(Debug)]
struct Entry {
    path: String,
    is_hidden: bool,
    fault: Fault,
    /// Of a folder: the mount that begins here.
    mount: Option<u64>,
    /// None of a file.
    entries: Option<Vec<Entry>>,
}

impl Entry {
    /// Whether it can be picked.
    fn opens(&self) -> bool {
        match self.entries {
            Some(_) => matches!(self.fault, Fault::None | Fault::Unreadable),
            None => self.fault == Fault::None,
        }
    }

    fn all(&self) -> Vec<&Entry> {
        let below = self.entries.iter().flatten().flat_map(Entry::all);
        std::iter::once(self).chain(below).collect()
    }

    /// The disk with this on it; `held` isn't read to its end.
    fn make(&self, disk: Fake, held: Option<(&str, Act)>) -> Fake {
        let disk = if self.entries.is_some() { disk.folder(&self.path) } else { disk.file(&self.path, 1) };
        let disk = match self.mount {
            Some(number) => disk.mount(&self.path, number),
            None => disk,
        };
        let act = match (self.fault, &self.entries) {
            (Fault::None, _) => None,
            (Fault::Refused, Some(_)) => Some(Act::RefuseOpen(EACCES)),
            (Fault::Refused, None) => Some(Act::RefuseStat(EACCES)),
            (Fault::Vanishes, Some(_)) => Some(Act::VanishesLooked),
            (Fault::Vanishes, None) => Some(Act::Vanishes),
            (Fault::Unfindable, Some(_)) => Some(Act::RefuseOpen(ENOENT)),
            (Fault::Unfindable, None) => Some(Act::RefuseStat(ENOENT)),
            (Fault::Unreadable, _) => Some(Act::RefuseRead(0, EIO)),
        };
        let act = held.clone().filter(|(path, _)| *path == self.path).map(|(_, act)| act).or(act);
        let disk = act.into_iter().fold(disk, |disk, act| disk.act(&self.path, act));
        self.entries.iter().flatten().fold(disk, |disk, entry| entry.make(disk, held.clone()))
    }
}

fn random_tree(random: &mut Random, path: String, depth: u64) -> Entry {
    let count = random.below(if depth == 0 { 12 } else { 9 });
    let entries = (0..count).map(|number| {
        let is_hidden = random.below(12) == 0;
        let path = format!("{path}/{}{number}", if is_hidden { "." } else { "e" });
        let is_folder = depth < 5 && random.below(3) == 0;
        let fault = match random.below(12) {
            0 => Fault::Refused,
            1 => Fault::Vanishes,
            2 => Fault::Unfindable,
            3 if is_folder => Fault::Unreadable,
            _ => Fault::None,
        };
        if !is_folder {
            return Entry { path, is_hidden, fault, mount: None, entries: None };
        }
        let mount = (random.below(8) == 0).then(|| 2 + random.below(1_000_000));
        Entry { is_hidden, fault, mount, ..random_tree(random, path, depth + 1) }
    });
    let entries = entries.collect();
    Entry { path, is_hidden: false, fault: Fault::None, mount: None, entries: Some(entries) }
}

/// What the walk must find.
#[derive(Debug, Default, PartialEq, Eq)]
struct Expected {
    rows: BTreeSet<String>,
    vanished: u64,
    left_out: u64,
    problems: BTreeSet<(Operation, String)>,
}

/// What was asked for, and how far it comes.
struct Asked<'a> {
    picked: &'a [&'a Entry],
    one_file_system: bool,
    /// What holds its worker, if something does.
    held: Option<&'a str>,
}

impl Asked<'_> {
    fn expected(&self) -> Expected {
        let mut expected = Expected::default();
        for entry in self.picked {
            match (entry.opens(), &entry.entries) {
                (false, _) => drop(expected.problems.insert((Operation::OpenPicked, entry.path.clone()))),
                (true, Some(_)) => self.walk(entry, &mut expected),
                (true, None) => drop(expected.rows.insert(entry.path.clone())),
            }
        }
        expected
    }

    fn is_claimed(&self, entry: &Entry) -> bool {
        entry.opens() && self.picked.iter().any(|picked| picked.path == entry.path)
    }

    fn walk(&self, folder: &Entry, expected: &mut Expected) {
        let mut problem = |operation, path: &str| {
            expected.problems.insert((operation, path.to_owned()));
        };
        if folder.fault == Fault::Unreadable {
            return problem(Operation::ReadFolder, &folder.path);
        }
        let entries = folder.entries.as_deref().unwrap_or_default();
        let seen = || entries.iter().filter(|entry| !entry.is_hidden);
        let files = |fault| seen().filter(move |entry| entry.entries.is_none() && entry.fault == fault);
        // One line a folder, however many of its entries.
        if files(Fault::Refused).next().is_some() {
            problem(Operation::LookAt, &folder.path);
        }
        if let Some(first) = files(Fault::Unfindable).next() {
            problem(Operation::LookAt, &first.path);
        }
        // These are looked for when all of the folder was looked at.
        let is_whole = entries.iter().all(|entry| entry.entries.is_some() || self.held != Some(&entry.path));
        expected.left_out += (entries.len() - seen().count()) as u64;
        for entry in seen().filter(|entry| self.held != Some(&entry.path)) {
            match (entry.fault, &entry.entries) {
                (_, Some(_)) => self.enter(entry, expected),
                (Fault::Vanishes, None) => expected.vanished += 1,
                (Fault::Unfindable, None) if !is_whole => {}
                (_, None) if self.is_claimed(entry) => {}
                (_, None) => drop(expected.rows.insert(entry.path.clone())),
            }
        }
    }

    fn enter(&self, folder: &Entry, expected: &mut Expected) {
        let path = || folder.path.clone();
        if self.is_claimed(folder) {
            expected.problems.insert((Operation::Overlap, path()));
        } else if self.one_file_system && folder.mount.is_some() {
            expected.left_out += 1;
        } else {
            match folder.fault {
                Fault::Refused | Fault::Unfindable => {
                    expected.problems.insert((Operation::OpenFolder, path()));
                }
                Fault::Vanishes => expected.vanished += 1,
                Fault::Unreadable | Fault::None => self.walk(folder, expected),
            }
        }
    }
}

fn found(run: &Run) -> Expected {
    let totals = run.session.status().totals;
    let problems = run.problems(Path::new(""));
    Expected {
        rows: run.names(Path::new("/")).into_iter().map(|name| format!("/{name}")).collect(),
        vanished: totals.vanished,
        left_out: totals.left_out.all(),
        problems: problems.into_iter().map(|(operation, path)| (operation, format!("/{path}"))).collect(),
    }
}

/// Some of these, in a random order.
fn some<'a>(random: &mut Random, of: &[&'a Entry], most: u64) -> Vec<&'a Entry> {
    let mut some: Vec<&Entry> = Vec::new();
    for _ in 0..if of.is_empty() { 0 } else { random.below(most + 1) } {
        let entry = of[random.below(of.len() as u64) as usize];
        if some.iter().all(|other| other.path != entry.path) {
            some.insert(random.below(some.len() as u64 + 1) as usize, entry);
        }
    }
    some
}

/// One tree, read with these picks.
struct Case {
    tree: &'static Entry,
    picked: Vec<&'static Entry>,
    options: ScanOptions,
    random: Random,
}

impl Case {
    fn new(seed: u64) -> Case {
        let mut random = Random(seed);
        // Each scan makes the disk anew, so the tree lives as long as the test.
        let tree: &'static Entry = Box::leak(Box::new(random_tree(&mut random, "/r".to_owned(), 0)));
        let all = tree.all();
        let mut picked = some(&mut random, &all[1..], 5);
        picked.insert(random.below(picked.len() as u64 + 1) as usize, tree);
        let options = ScanOptions {
            workers: 1 + (seed % 4) as usize,
            skip_hidden: true,
            one_file_system: random.below(2) == 0,
            ..ScanOptions::default()
        };
        Case { tree, picked, options, random }
    }

    fn asked<'a>(&'a self, held: Option<&'a str>) -> Asked<'a> {
        Asked { picked: &self.picked, one_file_system: self.options.one_file_system, held }
    }

    fn paths(&self) -> Vec<&'static str> {
        self.picked.iter().map(|entry| entry.path.as_str()).collect()
    }

    fn run(&self, held: Option<(&'static str, Act)>) -> Run {
        let tree = self.tree;
        Run::on(self.options.clone(), move || tree.make(Fake::new().folder("/r"), held.clone()))
    }
}

/// Reads a random tree, everything picked at once; gives the number of its names.
fn check(seed: u64) -> u64 {
    let case = Case::new(seed);
    let expected = case.asked(None).expected();
    let mut run = case.run(None);
    run.pick(&case.paths()).finish();
    assert_eq!(found(&run), expected, "seed {seed}, picked {:?}, {:?}", case.paths(), case.options);
    let totals = run.session.status().totals;
    assert_eq!(totals.files, expected.rows.len() as u64, "seed {seed}");
    let problems = expected.problems.iter().filter(|(operation, _)| !operation.is_note());
    assert_eq!(totals.problems, problems.count() as u64, "seed {seed}");
    case.tree.all().len() as u64
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

/// One after the other, while others are read or after them: the same rows, each once.
#[test]
fn whenever_it_was_picked_every_name_is_there_once() {
    for seed in 1..400 {
        let mut case = Case::new(seed);
        let expected = case.asked(None).expected();
        let mut run = case.run(None);
        for path in case.paths() {
            run.pick(&[path]);
            if case.random.below(2) == 0 {
                run.finish();
            }
        }
        run.finish();
        assert_eq!(
            found(&run).rows,
            expected.rows,
            "seed {seed}, picked {:?}, {:?}",
            case.paths(),
            case.options
        );
    }
}

/// A drive holds a worker somewhere: all that has nothing to do with it is there meanwhile, and the rest when it answers.
#[test]
fn what_a_held_worker_had_left_is_there() {
    let mut held_up = 0;
    for seed in 1.. {
        let mut case = Case::new(seed);
        let all = case.tree.all();
        let candidates: Vec<_> = all[1..]
            .iter()
            .copied()
            .filter(|entry| {
                entry.fault == Fault::None
                    && !entry.is_hidden
                    && case.picked.iter().all(|picked| picked.path != entry.path)
            })
            .collect();
        let Some(entry) = some(&mut case.random, &candidates, 1).pop() else { continue };
        let expected = case.asked(None).expected();
        let without = case.asked(Some(&entry.path)).expected();
        if expected.rows.len() < without.rows.len() + 1 || without.rows.len() < 20 {
            continue;
        }
        let (answer, held): (Sender<Infallible>, _) = bounded(0);
        let act = if entry.entries.is_some() { Act::HoldOpen(held) } else { Act::HoldStat(held) };
        let mut run = case.run(Some((&entry.path, act)));
        run.pick(&case.paths());
        run.until("all others are there", |session| session.status().found >= without.rows.len() as u64);
        assert_eq!(found(&run).rows, without.rows, "seed {seed}, held at {}", entry.path);
        drop(answer);
        run.finish();
        assert_eq!(found(&run), expected, "seed {seed}, held at {}", entry.path);
        held_up += 1;
        if held_up == 10 {
            break;
        }
    }
}
