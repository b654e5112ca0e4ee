//! Random trees and random edits, the truth kept by what makes the edits.

use super::sheets::{Content, Entry, below, changes, compared, file};
use foldersheet::model::{Change, CompareWish, Compared, Kind};
use proptest::prelude::*;
use std::collections::{BTreeMap, HashMap};

/// Numbers that follow from a seed (SplitMix64).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        (mixed(self.0) % end as u64) as usize
    }
}

fn mixed(number: u64) -> u64 {
    let a = (number ^ number >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let b = (a ^ a >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
    b ^ b >> 31
}

/// Two states of a tree, and what became of each path.
struct Edited {
    numbers: Numbers,
    old: Content,
    new: Content,
    truth: BTreeMap<String, Change>,
    was: BTreeMap<String, String>,
    next: u64,
}

impl Edited {
    fn of(seed: u64) -> Edited {
        let mut numbers = Numbers(seed);
        let mut content = Content::default();
        let mut folders = vec![String::new()];
        for number in 0..numbers.below(40) {
            let parent = folders[numbers.below(folders.len())].clone();
            let path = if parent.is_empty() { format!("d{number}") } else { format!("{parent}/d{number}") };
            content.folder(&path);
            folders.push(path);
        }
        let mut next = 5_000;
        for number in 0..numbers.below(300) {
            let parent = &folders[numbers.below(folders.len())];
            let path = if parent.is_empty() { format!("f{number}") } else { format!("{parent}/f{number}") };
            next += 7;
            content.put(&path, file(next, next as i64));
        }
        let truth = content.files.keys().map(|path| (path.clone(), Change::Same)).collect();
        let (old, new) = (content.clone(), content);
        Edited { numbers, old, new, truth, was: BTreeMap::new(), next }
    }

    /// A file that was not edited yet.
    fn untouched(&mut self) -> Option<String> {
        let left: Vec<&String> =
            self.truth.iter().filter(|(_, change)| **change == Change::Same).map(|(path, _)| path).collect();
        (!left.is_empty()).then(|| left[self.numbers.below(left.len())].clone())
    }

    /// A folder that is in both.
    fn shared(&mut self) -> String {
        let mut shared: Vec<String> = self.old.folders.intersection(&self.new.folders).cloned().collect();
        shared.push(String::new());
        shared[self.numbers.below(shared.len())].clone()
    }

    fn anew(&mut self) -> (String, Entry) {
        self.next += 7;
        (format!("new{}", self.next), file(self.next, self.next as i64))
    }

    fn edit(&mut self) {
        let join = |folder: &str, name: &str| {
            if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
        };
        match self.numbers.below(8) {
            0 => {
                let (name, entry) = self.anew();
                let path = join(&self.shared(), &name);
                self.new.put(&path, entry);
                self.truth.insert(path, Change::Added);
            }
            1 => {
                let Some(path) = self.untouched() else { return };
                self.new.files.remove(&path);
                self.truth.insert(path, Change::Removed);
            }
            2 => {
                let Some(path) = self.untouched() else { return };
                self.next += 7;
                let size = Some(self.next);
                if let Some(entry) = self.new.files.get_mut(&path) {
                    entry.size = size;
                }
                self.truth.insert(path, Change::Resized);
            }
            3 => {
                let Some(path) = self.untouched() else { return };
                if let Some(entry) = self.new.files.get_mut(&path) {
                    entry.modified = entry.modified.map(|time| time + 3);
                }
                self.truth.insert(path, Change::Touched);
            }
            4 => {
                let Some(path) = self.untouched() else { return };
                let (folder, name) = path.rsplit_once('/').unwrap_or(("", &path));
                let target = self.shared();
                let to = join(&target, name);
                if target != folder && !self.truth.contains_key(&to) {
                    self.relocate(&path, to, Change::MovedLikely);
                }
            }
            5 => {
                let Some(path) = self.untouched() else { return };
                let (folder, _) = path.rsplit_once('/').unwrap_or(("", &path));
                let to = join(folder, &self.anew().0);
                self.relocate(&path, to, Change::RenamedPossible);
            }
            6 => {
                let (name, _) = self.anew();
                let folder = join(&self.shared(), &name);
                self.new.folder(&folder);
                for _ in 0..self.numbers.below(4) {
                    let (name, entry) = self.anew();
                    self.new.put(&format!("{folder}/{name}"), entry);
                    self.truth.insert(format!("{folder}/{name}"), Change::Added);
                }
            }
            _ => {
                // A folder of files that were not edited goes elsewhere, as a whole.
                let shared = self.shared();
                let (name, _) = self.anew();
                let inside: Vec<String> = self
                    .new
                    .files
                    .keys()
                    .filter(|path| path.starts_with(&format!("{shared}/")))
                    .cloned()
                    .collect();
                let is_plain = inside.iter().all(|path| self.truth.get(path) == Some(&Change::Same));
                let olds =
                    self.old.files.keys().filter(|path| path.starts_with(&format!("{shared}/"))).count();
                if shared.is_empty() || inside.is_empty() || !is_plain || olds != inside.len() {
                    return;
                }
                for path in inside {
                    let to = format!("{name}{}", &path[shared.len()..]);
                    self.relocate(&path, to, Change::MovedLikely);
                }
                let folders = self.new.folders.clone();
                for folder in
                    folders.iter().filter(|one| **one == shared || one.starts_with(&format!("{shared}/")))
                {
                    self.new.folders.remove(folder);
                    self.new.folder(&format!("{name}{}", &folder[shared.len()..]));
                }
            }
        }
    }

    fn relocate(&mut self, path: &str, to: String, change: Change) {
        if let Some(entry) = self.new.files.remove(path) {
            self.new.put(&to, entry);
            self.truth.remove(path);
            self.was.insert(to.clone(), path.to_owned());
            self.truth.insert(to, change);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn what_the_edits_did_is_what_is_found(seed in any::<u64>(), edits in 0usize..60) {
        let mut edited = Edited::of(seed);
        (0..edits).for_each(|_| edited.edit());
        // One sheet in the order of paths, the other in any.
        let old = edited.old.sheet(|_| 0);
        let is_scattered = seed % 2 == 0;
        let new = edited.new.sheet(|path| {
            let turn = path.bytes().fold(seed, |turn, byte| mixed(turn ^ u64::from(byte)));
            if is_scattered { turn } else { 0 }
        });
        let found = compared(&old, &new, &CompareWish::default());
        prop_assert_eq!(&changes(&found), &edited.truth);
        let sheet = &found.sheet;
        for number in 0..sheet.rows.len() {
            let path = below(&sheet.path(&sheet.row(number)));
            let was = found.comparison.was_at(number).map(|path| below(&path));
            prop_assert_eq!(was.as_ref(), edited.was.get(&path), "{}", path);
        }
        let totals = found.comparison.totals;
        prop_assert_eq!(totals.differs(), edited.old.files != edited.new.files || edited.old.folders != edited.new.folders);
        prop_assert!(!totals.is_in_part());
        let sum = |content: &Content| content.files.values().filter_map(|entry| entry.size).map(u128::from).sum::<u128>();
        let (came, went) = totals.net();
        prop_assert_eq!(sum(&edited.new) + went, sum(&edited.old) + came);
    }

    /// All files in one hash map, by their paths: what many do.
    #[test]
    fn it_agrees_with_a_naive_comparison(
        olds in prop::collection::btree_map("[ab]{1,2}(/[abc]{1,2}){0,2}", (0u64..3, 0i64..5), 0..40),
        news in prop::collection::btree_map("[ab]{1,2}(/[abc]{1,2}){0,2}", (0u64..3, 0i64..5), 0..40),
    ) {
        let content = |files: &BTreeMap<String, (u64, i64)>| {
            let mut content = Content::default();
            // A path is a file, or a folder where another one goes on behind it.
            let is_folder = |path: &str| files.keys().any(|other| other.starts_with(&format!("{path}/")));
            for (path, (size, time)) in files.iter().filter(|(path, _)| !is_folder(path)) {
                content.put(path, Entry { kind: Kind::File, size: Some(*size), modified: Some(*time) });
            }
            content
        };
        let (old, new) = (content(&olds), content(&news));
        let before: HashMap<&String, &Entry> = old.files.iter().collect();
        let mut naive: BTreeMap<String, Change> = new
            .files
            .iter()
            .map(|(path, entry)| {
                let change = match before.get(path) {
                    None => Change::Added,
                    Some(before) if before.size != entry.size => Change::Resized,
                    Some(before) if before.modified.unwrap().abs_diff(entry.modified.unwrap()) > 2 => Change::Touched,
                    Some(_) => Change::Same,
                };
                (path.clone(), change)
            })
            .collect();
        naive.extend(old.files.keys().filter(|path| !new.files.contains_key(*path)).map(|path| (path.clone(), Change::Removed)));
        let found = compared(&old.sheet(|_| 0), &new.sheet(|path| path.len() as u64), &CompareWish::default());
        // What is the only one of its like may be known as moved.
        for (path, change) in changes(&found) {
            let row = (0..found.sheet.rows.len()).find(|row| below(&found.sheet.path(&found.sheet.row(*row))) == path).unwrap();
            match found.comparison.was_at(row) {
                None => prop_assert_eq!(naive.remove(&path), Some(change), "{}", path),
                Some(was) => {
                    prop_assert_eq!(naive.remove(&path), Some(Change::Added));
                    prop_assert_eq!(naive.remove(&below(&was)), Some(Change::Removed));
                }
            }
        }
        prop_assert!(naive.is_empty(), "{:?}", naive);
    }
}
