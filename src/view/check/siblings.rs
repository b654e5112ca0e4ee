//! The names of one folder beside each other: which are the same to a destination, and names that none of them has.

use super::examiner::Examiner;
use super::safe::Safe;
use crate::model::{Faults, Kind};
use crate::text;
use std::collections::HashMap;

/// An entry of a folder, and what is wrong with it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry<'a> {
    pub name: &'a [u8],
    pub kind: Kind,
    pub faults: Faults,
    /// Whether it is a row. A folder may be known without one.
    pub is_row: bool,
}

/// What is known of a name only beside the others of its folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Special {
    pub name: Box<[u8]>,
    pub faults: Faults,
    /// The number behind the suggested name; 0 if it takes none.
    pub number: u32,
}

/// Room for the names of one folder after the other.
#[derive(Default)]
pub(super) struct Room {
    hashes: Vec<u64>,
    /// Places in `hashes` and one more, by hash; 0 where none is.
    table: Vec<u32>,
    name: Vec<u8>,
}

/// How names are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sameness {
    /// Letter by letter, without case.
    Case,
    /// The same for every Unicode form of a text.
    CaseAndForm,
}

impl Sameness {
    fn key(self, name: &[u8]) -> Vec<u8> {
        let mut key = Vec::with_capacity(name.len());
        for chunk in name.utf8_chunks() {
            let folded = match self {
                Sameness::Case => text::case_folded(chunk.valid()),
                Sameness::CaseAndForm => text::simply_folded(chunk.valid()),
            };
            key.extend_from_slice(folded.as_bytes());
            key.extend_from_slice(chunk.invalid());
        }
        key
    }
}

impl Room {
    /// Marks the entries of a folder that are the same as another one. `None` of them has the same bytes as another.
    pub(super) fn find_same(&mut self, entries: &mut [Entry<'_>], examiner: &Examiner) {
        let Examiner { case_alone, case_beside_form, form, .. } = examiner;
        if entries.len() < 2 {
            return;
        }
        let is_ascii = entries.iter().all(|entry| entry.name.is_ascii());
        if is_ascii {
            let case = case_alone.or(*case_beside_form);
            self.mark(entries, Sameness::Case, case, Faults::NONE);
            return;
        }
        self.mark(entries, Sameness::Case, *case_alone, Faults::NONE);
        self.mark(entries, Sameness::CaseAndForm, *case_beside_form, *form);
    }

    fn mark(&mut self, entries: &mut [Entry<'_>], by: Sameness, case: Faults, form: Faults) {
        if case.is_empty() && form.is_empty() {
            return;
        }
        let suspects = self.suspects(entries, by);
        if suspects.is_empty() {
            return;
        }
        let mut groups: HashMap<Vec<u8>, Vec<usize>> = HashMap::new();
        for at in suspects {
            groups.entry(by.key(entries[at].name)).or_default().push(at);
        }
        for group in groups.into_values().filter(|group| group.len() > 1) {
            let composed: Vec<_> = group.iter().map(|&at| text::composed(entries[at].name)).collect();
            let found: Vec<Faults> = (0..group.len())
                .map(|one| {
                    let others = || (0..group.len()).filter(|other| *other != one);
                    let differ = |other: &usize| entries[group[one]].name != entries[group[*other]].name;
                    let is_same_form = |other: usize| composed[other] == composed[one];
                    let by_case = by == Sameness::Case && others().any(|other| differ(&other))
                        || by == Sameness::CaseAndForm && others().any(|other| !is_same_form(other));
                    let by_form = others().any(|other| is_same_form(other) && differ(&other));
                    let none = Faults::NONE;
                    (if by_case { case } else { none }).or(if by_form { form } else { none })
                })
                .collect();
            for (at, faults) in group.into_iter().zip(found) {
                entries[at].faults = entries[at].faults.or(faults);
            }
        }
    }

    /// Those whose keys have a hash that another one's has, too: nearly none.
    fn suspects(&mut self, entries: &[Entry<'_>], by: Sameness) -> Vec<usize> {
        self.hashes.clear();
        for entry in entries {
            let hash = if entry.name.is_ascii() {
                self.name.clear();
                self.name.extend_from_slice(entry.name);
                self.name.make_ascii_lowercase();
                hash(&self.name)
            } else {
                hash(&by.key(entry.name))
            };
            self.hashes.push(hash);
        }
        let slots = (entries.len() * 2).next_power_of_two();
        self.table.clear();
        self.table.resize(slots, 0);
        let mut suspects = Vec::new();
        for (at, &hash) in self.hashes.iter().enumerate() {
            let mut slot = hash as usize & (slots - 1);
            loop {
                match self.table[slot] {
                    0 => {
                        self.table[slot] = at as u32 + 1;
                        break;
                    }
                    other if self.hashes[other as usize - 1] == hash => {
                        suspects.extend([other as usize - 1, at]);
                        break;
                    }
                    _ => slot = (slot + 1) & (slots - 1),
                }
            }
        }
        suspects.sort_unstable();
        suspects.dedup();
        suspects
    }
}

/// Numbers for the suggested names of a folder's entries, by their places: none of the names is another's, nor that of an entry that keeps
/// its own. Of entries that are the same to a destination the first by its bytes keeps its name.
pub(super) fn numbers(entries: &[Entry<'_>], examiner: &Examiner, is_top: bool) -> Vec<(usize, u32)> {
    let wanted = Faults::of_names();
    let key = |name: &[u8]| hash(&text::folded(name));
    // How often a name was given: the next one begins to look behind that number.
    let mut taken: HashMap<u64, u32> = HashMap::new();
    let mut renamed: Vec<usize> = Vec::new();
    for (at, entry) in entries.iter().enumerate() {
        if entry.faults.meets(wanted) {
            renamed.push(at);
        } else {
            taken.insert(key(entry.name), 1);
        }
    }
    let safe = |entry: &Entry<'_>| {
        let is_folder = entry.kind == Kind::Folder;
        Safe { examiner, is_folder, is_top }
    };
    let mut renamed: Vec<(bool, usize, String)> = renamed
        .into_iter()
        .map(|at| {
            let name = safe(&entries[at]).name(entries[at].name);
            (name.as_bytes() != entries[at].name, at, name)
        })
        .collect();
    renamed.sort_by_key(|(is_changed, at, _)| (*is_changed, entries[*at].name));
    let mut numbers = Vec::new();
    renamed.retain(|(is_changed, at, name)| {
        let keeps = !is_changed && taken.insert(key(name.as_bytes()), 1).is_none();
        if keeps {
            numbers.push((*at, 0));
        }
        !keeps
    });
    for (_, at, name) in renamed {
        let safe = safe(&entries[at]);
        let own = key(name.as_bytes());
        let mut number = taken.get(&own).map_or(0, |last| last + 1);
        if number > 0 {
            while taken.contains_key(&key(safe.numbered(&name, number).as_bytes())) {
                number += 1;
            }
            taken.insert(key(safe.numbered(&name, number).as_bytes()), 1);
        }
        taken.insert(own, number.max(1));
        numbers.push((at, number));
    }
    numbers
}

/// A hash of some bytes, as rustc's FxHasher makes it.
fn hash(bytes: &[u8]) -> u64 {
    const K: u64 = 0x517C_C1B7_2722_0A95;
    let mix = |hash: u64, word: u64| (hash.rotate_left(5) ^ word).wrapping_mul(K);
    let (words, rest) = bytes.as_chunks::<8>();
    let mut hash = words.iter().fold(bytes.len() as u64, |hash, word| mix(hash, u64::from_le_bytes(*word)));
    if !rest.is_empty() {
        let mut last = [0; 8];
        last[..rest.len()].copy_from_slice(rest);
        hash = mix(hash, u64::from_le_bytes(last));
    }
    // The low bits of a product know little of the word's high ones.
    hash ^ hash >> 32
}
