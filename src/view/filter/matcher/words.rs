//! Words in names and paths.
//!
//! A word without a separator is either in the name, which one search over a block's whole arena of names finds, or in
//! the folder's path, which is worked out once a folder and not once a row. Only a word with a separator can lie across
//! both; then the search continues in the name from the state in which the folder's path left it.

use super::BlockRows;
use super::automaton::Automaton;
use super::bits::Bits;
use super::folder_set::FolderSet;
use crate::model::name;
use crate::view::folded::{FoldedChunk, FoldedNames, NO_PARENT};
use memchr::memmem::Finder;

/// Where fewer rows than one in this many are asked for, each name is looked at by itself.
const FEW: usize = 32;
/// Names behind the last hit that are looked at one by one for the next.
const NEAR: usize = 4;

/// Names in which something is.
pub(super) struct InName {
    finder: Finder<'static>,
    /// Whether it is the name's beginning: the one before ends with a NUL byte.
    begins: bool,
    /// What is looked for: a word, and a NUL byte behind it if it is the name's end.
    len: usize,
    /// Whether a name that is nothing but this doesn't count.
    not_alone: bool,
}

impl InName {
    /// Names that hold a word.
    pub(super) fn holding(word: &[u8]) -> InName {
        InName::new(word, false, false)
    }

    /// Names that begin with a word.
    pub(super) fn beginning(word: &[u8]) -> InName {
        InName::new(word, true, false)
    }

    /// Names that end with a word.
    pub(super) fn ending(word: &[u8]) -> InName {
        InName::new(&[word, b"\0"].concat(), false, false)
    }

    /// Names that have an extension: a dot, which is not the name's first letter, and it behind.
    pub(super) fn with_extension(extension: &[u8]) -> InName {
        InName::new(&[b".", extension, b"\0"].concat(), false, true)
    }

    fn new(word: &[u8], begins: bool, not_alone: bool) -> InName {
        InName { finder: Finder::new(word).into_owned(), begins, len: word.len(), not_alone }
    }

    /// Which of `rows` it is in.
    pub(super) fn rows(&self, rows: &BlockRows<'_>, asked: &Bits) -> Bits {
        let (block, folded) = (rows.block, rows.folded);
        if asked.len() * FEW < block.len() {
            return asked.filter(|index| {
                self.is_in(&folded.names()[folded.start(block, index)..folded.end(block, index)])
            });
        }
        let mut found = Bits::NONE;
        self.places(folded.names(), |index| folded.end(block, index), |index| found.insert(index));
        found.and(asked)
    }

    /// The folders of a chunk whose name it is in.
    pub(super) fn folders(&self, chunk: &FoldedChunk) -> Vec<usize> {
        let mut found = Vec::new();
        let end = |place: usize| chunk.ends().get(place).map_or(usize::MAX, |&end| end as usize);
        self.places(chunk.names(), end, |place| found.push(place));
        found
    }

    /// Whether it is in this name, which has its NUL byte.
    fn is_in(&self, name: &[u8]) -> bool {
        if self.begins {
            return name.starts_with(self.finder.needle());
        }
        let at = if self.not_alone { name.len().checked_sub(self.len) } else { self.finder.find(name) };
        at.is_some_and(|at| (!self.not_alone || at > 0) && name[at..].starts_with(self.finder.needle()))
    }

    /// Calls `found` with each of the names that it is in. Names lie behind each other, each closed by a NUL byte; `end` is where
    /// one ends, behind that.
    fn places(&self, names: &[u8], end: impl Fn(usize) -> usize, mut found: impl FnMut(usize)) {
        // Names are found in their order, so the search for the name of a hit begins behind the last one.
        let (mut next, mut from) = (0, 0);
        while let Some(at) = self.finder.find(&names[from..]) {
            let at = from + at;
            let place = place_of(at, next, &end);
            let is_begin = at == 0 || names[at - 1] == 0;
            // A hit that doesn't count is the only one its name can have, but for a beginning, which then is none either.
            if (!self.begins || is_begin) && !(self.not_alone && is_begin) {
                found(place);
            }
            next = place + 1;
            from = end(place);
        }
    }
}

/// The name in which `at` lies, `low` or later: one of the next few, or else by steps that double and a search in the last one.
fn place_of(at: usize, low: usize, end: impl Fn(usize) -> usize) -> usize {
    if let Some(near) = (low..low + NEAR).find(|&place| end(place) > at) {
        return near;
    }
    let (mut low, mut step) = (low + NEAR, NEAR);
    while end(low + step) <= at {
        low += step;
        step *= 2;
    }
    let mut high = low + step;
    while low < high {
        let middle = low + (high - low) / 2;
        if end(middle) <= at { low = middle + 1 } else { high = middle }
    }
    low
}

/// Paths that hold a word without a separator.
pub(super) struct InPath {
    name: InName,
    folders: FolderSet,
}

impl InPath {
    /// Gets ready for the rows in these folders.
    pub(super) fn new(word: &[u8], names: &FoldedNames) -> InPath {
        let name = InName::holding(word);
        let folders = FolderSet::below(names, |_, chunk| name.folders(chunk));
        InPath { name, folders }
    }

    /// Which of `rows` hold it.
    pub(super) fn rows(&self, rows: &BlockRows<'_>, asked: &Bits) -> Bits {
        let above = rows.in_folders(&self.folders, asked);
        let rest = asked.without(&above);
        if rest.is_empty() { above } else { self.name.rows(rows, &rest).or(&above) }
    }
}

/// Paths that hold a word with a separator in it.
pub(super) struct AcrossPath {
    word: Vec<u8>,
    /// By folder: how much of the word its path ends with; the word's length where the path holds it.
    states: Vec<u32>,
}

impl AcrossPath {
    /// Gets ready for the rows in these folders.
    pub(super) fn new(word: &[u8], names: &FoldedNames) -> AcrossPath {
        let automaton = Automaton::new(word);
        let mut states: Vec<u32> = Vec::new();
        for chunk in names.chunks() {
            for (place, &parent) in chunk.parents().iter().enumerate() {
                // A parent is numbered before its sub-folders, so its state is there.
                let state = match parent {
                    NO_PARENT => 0,
                    parent => {
                        let state = states.get(parent as usize).copied().unwrap_or(0);
                        automaton.step(state, name::SEPARATOR)
                    }
                };
                states.push(automaton.run(state, chunk.name(place)));
            }
        }
        AcrossPath { word: word.to_vec(), states }
    }

    /// Which of `rows` hold it.
    pub(super) fn rows(&self, rows: &BlockRows<'_>, asked: &Bits) -> Bits {
        let automaton = Automaton::new(&self.word);
        asked.filter(|index| {
            let folder = rows.block.folder(index).0;
            let state = self.states.get(folder as usize).copied().unwrap_or(0);
            let state = automaton.step(state, name::SEPARATOR);
            // A separator is in the word and none in a name: what has not begun by now does not begin any more.
            state > 0 && automaton.is_whole(automaton.run(state, rows.folded.name(rows.block, index)))
        })
    }
}
