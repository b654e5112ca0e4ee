//! The rules of some destinations, ready to be asked of ten million names.

use super::prefix::{Length, Prefix};
use super::rules::{Rule, Test};
use crate::model::{CheckWish, Destination, Faults, Kind, short_extension};
use crate::text;
use std::ops::RangeInclusive;

/// What is looked at besides a name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Named<'a> {
    pub name: &'a [u8],
    pub kind: Kind,
    pub size: Option<u64>,
    /// How long what stands before the name in the destination is.
    pub before: Length,
    /// Whether it lies in the destination itself.
    pub is_top: bool,
}

/// Texts that a whole name or its stem may not be, in small letters.
#[derive(Debug, Default)]
struct Words {
    /// Those of up to eight bytes, as [`short_extension`] has them, in order.
    short: Vec<(u64, Faults)>,
    long: Vec<(Vec<u8>, Faults)>,
}

impl Words {
    fn add(&mut self, word: &str, faults: Faults) {
        match short_extension(word.as_bytes()) {
            Some(key) => self.short.push((key, faults)),
            None => self.long.push((word.as_bytes().to_vec(), faults)),
        }
    }

    /// One entry a word.
    fn settle(&mut self) {
        self.short.sort_unstable_by_key(|(key, _)| *key);
        self.short.dedup_by(|next, kept| {
            let is_same = next.0 == kept.0;
            if is_same {
                kept.1 = kept.1.or(next.1);
            }
            is_same
        });
    }

    #[inline]
    fn of(&self, text: &[u8]) -> Faults {
        match short_extension(text) {
            Some(key) => match self.short.binary_search_by_key(&key, |(key, _)| *key) {
                Ok(at) => self.short[at].1,
                Err(_) => Faults::NONE,
            },
            None => {
                let same = self.long.iter().filter(|(word, _)| word.eq_ignore_ascii_case(text));
                same.map(|(_, faults)| *faults).collect()
            }
        }
    }
}

/// It may begin a word.
const IS_WORD: u8 = 1;
/// It may begin a name wrongly.
const BEGINS: u8 = 2;
/// It may end a name wrongly.
const ENDS: u8 = 4;

/// A path that may not be longer.
#[derive(Clone, Copy, Debug)]
struct PathLimit {
    most: u32,
    only_folders: bool,
    faults: Faults,
}

/// The rules of the destinations that were asked for.
#[derive(Debug)]
pub(super) struct Examiner {
    /// What each ASCII character is wrong for.
    ascii: Box<[Faults; 128]>,
    /// The same of characters beyond.
    others: Vec<(RangeInclusive<char>, Faults)>,
    /// What a name may have to do with a byte that it begins with, ends with or holds: nearly every one has nothing, and is not looked at
    /// further.
    hints: Box<[u8; 256]>,
    named: Words,
    stems: Words,
    top_folders: Words,
    /// In small letters.
    holds: Vec<(Vec<u8>, Faults)>,
    begins: Vec<(Vec<u8>, Faults)>,
    folder_begins: Vec<(Vec<u8>, Faults)>,
    ends: Vec<(Vec<u8>, Faults)>,
    units: Vec<(u32, Faults)>,
    bytes: Vec<(u32, Faults)>,
    paths: Vec<PathLimit>,
    path_bytes: Vec<(u32, Faults)>,
    sizes: Vec<(u64, Faults)>,
    not_unicode: Faults,
    kinds: [Faults; Kind::ALL.len()],
    /// Of destinations that know nothing of Unicode's forms.
    pub(super) case_alone: Faults,
    /// Of those that do.
    pub(super) case_beside_form: Faults,
    pub(super) form: Faults,
}

impl Examiner {
    pub(super) fn new(rules: &[Rule], wish: &CheckWish, prefix: &Prefix) -> Examiner {
        let mut examiner = Examiner {
            ascii: Box::new([Faults::NONE; 128]),
            others: Vec::new(),
            hints: Box::new([0; 256]),
            named: Words::default(),
            stems: Words::default(),
            top_folders: Words::default(),
            holds: Vec::new(),
            begins: Vec::new(),
            folder_begins: Vec::new(),
            ends: Vec::new(),
            units: Vec::new(),
            bytes: Vec::new(),
            paths: Vec::new(),
            path_bytes: Vec::new(),
            sizes: Vec::new(),
            not_unicode: Faults::NONE,
            kinds: [Faults::NONE; Kind::ALL.len()],
            case_alone: Faults::NONE,
            case_beside_form: Faults::NONE,
            form: Faults::NONE,
        };
        let has_form = |destination: Destination| {
            rules.iter().any(|rule| rule.destination == destination && rule.test == Test::SameButForm)
        };
        let is_synced = |destination: Destination| {
            prefix.is_local
                && rules
                    .iter()
                    .any(|rule| rule.destination == destination && matches!(rule.test, Test::SyncedPath(_)))
        };
        for rule in rules.iter().filter(|rule| wish.destinations.contains(&rule.destination)) {
            let faults = Faults::one(rule.destination, rule.fault);
            match (&rule.test, wish.limit) {
                (Test::SameButCase, _) if has_form(rule.destination) => {
                    examiner.case_beside_form = examiner.case_beside_form.or(faults);
                }
                (Test::SameButCase, _) => examiner.case_alone = examiner.case_alone.or(faults),
                (Test::Path(most), None) => {
                    // With a folder of the computer before them, paths are counted from the library on.
                    let most = if is_synced(rule.destination) { most + prefix.length.units } else { *most };
                    examiner.paths.push(PathLimit { most, only_folders: false, faults });
                }
                (Test::SyncedPath(most), None) if prefix.is_local => {
                    examiner.paths.push(PathLimit { most: *most, only_folders: false, faults });
                }
                (Test::PathBytes(most), None) => examiner.path_bytes.push((*most, faults)),
                (Test::FolderPath(most), None) => {
                    examiner.paths.push(PathLimit { most: *most, only_folders: true, faults });
                }
                (test, _) => examiner.add(test, faults),
            }
        }
        if let Some(most) = wish.limit {
            let faults = wish.destinations.iter();
            let faults = faults.map(|&to| Faults::one(to, crate::model::NameFault::PathLength)).collect();
            examiner.paths.push(PathLimit { most, only_folders: false, faults });
        }
        examiner.hint();
        for words in [&mut examiner.named, &mut examiner.stems, &mut examiner.top_folders] {
            words.settle();
        }
        examiner
    }

    fn hint(&mut self) {
        let hints = &mut self.hints;
        for words in [&self.named, &self.stems, &self.top_folders] {
            let short = words.short.iter().map(|(key, _)| key.to_le_bytes()[0]);
            for first in short.chain(words.long.iter().filter_map(|(word, _)| word.first().copied())) {
                hints[usize::from(first)] |= IS_WORD;
                hints[usize::from(first.to_ascii_uppercase())] |= IS_WORD;
            }
        }
        for (text, _) in self.begins.iter().chain(&self.folder_begins) {
            text.first().into_iter().for_each(|first| hints[usize::from(*first)] |= BEGINS);
        }
        for (text, _) in &self.ends {
            text.last().into_iter().for_each(|last| hints[usize::from(*last)] |= ENDS);
        }
    }

    fn add(&mut self, test: &Test, faults: Faults) {
        let texts = |texts: &[String]| -> Vec<(Vec<u8>, Faults)> {
            texts.iter().map(|text| (text.as_bytes().to_vec(), faults)).collect()
        };
        match test {
            Test::AnyOf(ranges) => ranges.iter().for_each(|range| self.add_range(range, faults)),
            Test::Named(words) => words.iter().for_each(|word| self.named.add(word, faults)),
            Test::Stem(words) => words.iter().for_each(|word| self.stems.add(word, faults)),
            Test::TopFolder(words) => words.iter().for_each(|word| self.top_folders.add(word, faults)),
            Test::Holds(words) => self.holds.extend(texts(words)),
            Test::Begins(words) => self.begins.extend(texts(words)),
            Test::FolderBegins(words) => self.folder_begins.extend(texts(words)),
            Test::Ends(words) => self.ends.extend(texts(words)),
            Test::LongerUnits(most) => self.units.push((*most, faults)),
            Test::LongerBytes(most) => self.bytes.push((*most, faults)),
            Test::Larger(most) => self.sizes.push((*most, faults)),
            Test::NotUnicode => self.not_unicode = self.not_unicode.or(faults),
            Test::OfKind(kinds) => {
                for kind in kinds {
                    self.kinds[*kind as usize] = self.kinds[*kind as usize].or(faults);
                }
            }
            Test::SameButForm => self.form = self.form.or(faults),
            // Elsewhere, by what else was asked for.
            Test::SameButCase
            | Test::Path(_)
            | Test::PathBytes(_)
            | Test::FolderPath(_)
            | Test::SyncedPath(_) => {}
        }
    }

    fn add_range(&mut self, range: &RangeInclusive<char>, faults: Faults) {
        for (code, held) in self.ascii.iter_mut().enumerate() {
            if range.contains(&char::from(code as u8)) {
                *held = held.or(faults);
            }
        }
        if !range.end().is_ascii() {
            self.others.push((range.clone(), faults));
        }
    }

    /// What is wrong with a name by itself, and how many UTF-16 units its path has in the destination.
    #[inline]
    pub(super) fn examine(&self, named: &Named<'_>) -> (Faults, u32) {
        let (mut faults, units) = self.of_name(named.name, named.kind == Kind::Folder, named.is_top);
        faults = faults.or(self.kinds[named.kind as usize]);
        let length = named.before.units.saturating_add(units);
        for limit in &self.paths {
            if length > limit.most && (!limit.only_folders || named.kind == Kind::Folder) {
                faults = faults.or(limit.faults);
            }
        }
        for (most, fault) in &self.path_bytes {
            if u64::from(named.before.bytes) + named.name.len() as u64 > u64::from(*most) {
                faults = faults.or(*fault);
            }
        }
        for (most, fault) in &self.sizes {
            if named.kind == Kind::File && named.size.is_some_and(|size| size > *most) {
                faults = faults.or(*fault);
            }
        }
        (faults, length)
    }

    /// What is wrong with a name, whatever it is the name of; and its UTF-16 units.
    #[inline]
    pub(super) fn of_name(&self, name: &[u8], is_folder: bool, is_top: bool) -> (Faults, u32) {
        let mut faults = Faults::NONE;
        let mut highest = 0;
        for &byte in name {
            highest |= byte;
            faults = faults.or(self.ascii[usize::from(byte & 0x7F)]);
        }
        let mut units = name.len() as u32;
        if highest >= 0x80 {
            units = text::utf16_units(name) as u32;
            faults = self.of_characters(name);
        }
        let first = name.first().map_or(0, |first| self.hints[usize::from(*first)]);
        let last = name.last().map_or(0, |last| self.hints[usize::from(*last)]);
        if first & IS_WORD != 0 {
            let dot = memchr::memchr(b'.', name).unwrap_or(name.len());
            faults = faults.or(self.named.of(name)).or(self.stems.of(&name[..dot]));
            if is_folder && is_top {
                faults = faults.or(self.top_folders.of(name));
            }
        }
        if first & BEGINS != 0 {
            let of_folders = self.folder_begins.iter().filter(|_| is_folder);
            let wrong = self.begins.iter().chain(of_folders).filter(|(text, _)| name.starts_with(text));
            faults = wrong.fold(faults, |faults, (_, fault)| faults.or(*fault));
        }
        if last & ENDS != 0 {
            let wrong = self.ends.iter().filter(|(text, _)| name.ends_with(text));
            faults = wrong.fold(faults, |faults, (_, fault)| faults.or(*fault));
        }
        for (text, fault) in &self.holds {
            if holds(name, text) {
                faults = faults.or(*fault);
            }
        }
        for (most, fault) in &self.units {
            if units > *most {
                faults = faults.or(*fault);
            }
        }
        for (most, fault) in &self.bytes {
            if name.len() as u64 > u64::from(*most) {
                faults = faults.or(*fault);
            }
        }
        (faults, units)
    }

    #[cold]
    fn of_characters(&self, name: &[u8]) -> Faults {
        let mut faults = Faults::NONE;
        for chunk in name.utf8_chunks() {
            for c in chunk.valid().chars() {
                faults = faults.or(self.of_char(c));
            }
            if !chunk.invalid().is_empty() {
                faults = faults.or(self.not_unicode);
            }
        }
        faults
    }

    /// What a character is wrong for.
    pub(super) fn of_char(&self, c: char) -> Faults {
        match self.ascii.get(c as usize) {
            Some(faults) => *faults,
            None => {
                let found = self.others.iter().filter(|(range, _)| range.contains(&c));
                found.map(|(_, faults)| *faults).collect()
            }
        }
    }

    /// Whether nothing but ASCII is wanted.
    pub(super) fn wants_ascii(&self) -> bool {
        !self.of_char('\u{E9}').is_empty()
    }

    /// UTF-16 units and bytes that a name may have.
    pub(super) fn longest_name(&self) -> (usize, usize) {
        let least = |limits: &[(u32, Faults)]| {
            limits.iter().map(|(most, _)| *most as usize).min().unwrap_or(usize::MAX)
        };
        (least(&self.units), least(&self.bytes))
    }

    /// Texts that a name may not begin with.
    pub(super) fn wrong_beginnings(&self, is_folder: bool) -> impl Iterator<Item = &[u8]> {
        let of_folders = self.folder_begins.iter().filter(move |_| is_folder);
        self.begins.iter().chain(of_folders).map(|(text, _)| text.as_slice())
    }

    /// Texts that a name may not end with.
    pub(super) fn wrong_ends(&self) -> impl Iterator<Item = &[u8]> {
        self.ends.iter().map(|(text, _)| text.as_slice())
    }

    /// Texts that a name may not hold, in small letters.
    pub(super) fn wrong_parts(&self) -> impl Iterator<Item = &[u8]> {
        self.holds.iter().map(|(text, _)| text.as_slice())
    }

    /// How many UTF-16 units a path of such a length has too many, in the strictest of the destinations. Of bytes each counts like one: as
    /// many characters less are enough, and fewer where some have several bytes.
    pub(super) fn excess(&self, length: Length, is_folder: bool) -> u32 {
        let limits = self.paths.iter().filter(|limit| is_folder || !limit.only_folders);
        let units = limits.map(|limit| length.units.saturating_sub(limit.most));
        let bytes = self.path_bytes.iter().map(|(most, _)| length.bytes.saturating_sub(*most));
        units.chain(bytes).max().unwrap_or(0)
    }
}

/// Whether a name holds a text, which is in small letters, in any case of ASCII letters.
fn holds(name: &[u8], text: &[u8]) -> bool {
    let Some(&first) = text.first() else { return false };
    let here = |at: usize| name.get(at..at + text.len()).is_some_and(|part| part.eq_ignore_ascii_case(text));
    memchr::memchr2_iter(first, first.to_ascii_uppercase(), name).any(here)
}
