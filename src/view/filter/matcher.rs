//! The filter: words that a row's path must hold.
//!
//! A word without a separator is either in the name, which one search over a block's whole arena of names finds, or in
//! the folder's path, which is worked out once a folder and not once a row. Only a word with a separator can lie across
//! both; then the search goes on in the name from the state in which the folder's path left it.

use super::{Expr, Filter, Term};
use crate::model::{Block, name};
use crate::store::Folders;
use crate::text;
use crate::view::folded::Folded;
use memchr::memmem;

impl Filter {
    /// Gets ready for the rows in these folders.
    pub fn matcher<'a>(&'a self, folders: &Folders) -> Matcher<'a> {
        let Expr::All(terms) = self.expr() else { return Matcher { words: Vec::new() } };
        let word = |expr: &'a Expr| match expr {
            Expr::Term(Term::Word { word, .. }) => Some(Word::new(word, folders)),
            _ => None,
        };
        Matcher { words: terms.iter().filter_map(word).collect() }
    }
}

/// A filter with what it knows of the folders.
pub struct Matcher<'a> {
    words: Vec<Word<'a>>,
}

impl Matcher<'_> {
    /// Which rows of a block match, in their order.
    pub fn rows(&self, block: &Block, folded: &Folded) -> Vec<usize> {
        let mut matches = vec![true; block.len()];
        let mut hits = vec![false; block.len()];
        for word in &self.words {
            hits.fill(false);
            word.mark(block, folded, &mut hits);
            for (all, hit) in matches.iter_mut().zip(&hits) {
                *all &= hit;
            }
        }
        (0..block.len()).filter(|&index| matches[index]).collect()
    }
}

/// One word, with how far it had come at the end of each folder's path.
struct Word<'a> {
    automaton: Automaton<'a>,
    finder: memmem::Finder<'a>,
    /// By folder; the word's length where the folder's path holds the word.
    states: Vec<u32>,
}

impl<'a> Word<'a> {
    fn new(word: &'a [u8], folders: &Folders) -> Word<'a> {
        let automaton = Automaton::new(word);
        let mut states: Vec<u32> = Vec::with_capacity(folders.len() as usize);
        let mut folded = Vec::new();
        for id in 0..folders.len() {
            let folder = folders.get(crate::model::FolderId(id));
            // A parent is numbered before its sub-folders, so its state is there.
            let state = match folder.parent {
                None => 0,
                Some(parent) => {
                    let state = states.get(parent.0 as usize).copied().unwrap_or(0);
                    automaton.step(state, name::SEPARATOR)
                }
            };
            folded.clear();
            text::fold(folder.name, &mut folded);
            states.push(automaton.run(state, &folded));
        }
        Word { automaton, finder: memmem::Finder::new(word), states }
    }

    fn mark(&self, block: &Block, folded: &Folded, hits: &mut [bool]) {
        let across = self.automaton.word.contains(&name::SEPARATOR);
        for (index, hit) in hits.iter_mut().enumerate() {
            let state = self.states.get(block.folder(index).0 as usize).copied().unwrap_or(0);
            *hit = self.automaton.is_whole(state)
                || (across && {
                    let state = self.automaton.step(state, name::SEPARATOR);
                    self.automaton.is_whole(self.automaton.run(state, folded.name(block, index)))
                });
        }
        if across {
            return;
        }
        let names = folded.names();
        let mut from = 0;
        // Rows are found in their order, so the search for the row of a hit begins at the last one's.
        let mut low = 0;
        while let Some(at) = self.finder.find(&names[from..]) {
            let at = from + at;
            let index = last_start(block, folded, low, at);
            hits[index] = true;
            low = index + 1;
            if low >= block.len() {
                break;
            }
            from = folded.start(block, low);
        }
    }
}

/// The row in whose name `at` lies, at `low` or later.
fn last_start(block: &Block, folded: &Folded, low: usize, at: usize) -> usize {
    let (mut low, mut high) = (low, block.len());
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        if folded.start(block, middle) <= at { low = middle } else { high = middle }
    }
    low
}

/// Finds a word in bytes that come piece by piece: Knuth, Morris and Pratt, "Fast pattern matching in strings", 1977.
struct Automaton<'a> {
    word: &'a [u8],
    /// By matched length: the longest shorter beginning of the word that also ends there.
    shorter: Vec<u32>,
}

impl<'a> Automaton<'a> {
    fn new(word: &'a [u8]) -> Automaton<'a> {
        let mut shorter = vec![0; word.len() + 1];
        let mut state = 0usize;
        for at in 1..word.len() {
            while state > 0 && word[state] != word[at] {
                state = shorter[state] as usize;
            }
            if word[state] == word[at] {
                state += 1;
            }
            shorter[at + 1] = state as u32;
        }
        Automaton { word, shorter }
    }

    fn is_whole(&self, state: u32) -> bool {
        state as usize == self.word.len()
    }

    /// The state after one more byte; once whole it stays whole.
    fn step(&self, state: u32, byte: u8) -> u32 {
        if self.is_whole(state) {
            return state;
        }
        let mut state = state as usize;
        while state > 0 && self.word[state] != byte {
            state = self.shorter[state] as usize;
        }
        if self.word[state] == byte { state as u32 + 1 } else { 0 }
    }

    fn run(&self, state: u32, bytes: &[u8]) -> u32 {
        bytes.iter().fold(state, |state, &byte| self.step(state, byte))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_automaton_finds_what_a_plain_search_finds(word in "[ab]{1,4}", pieces in prop::collection::vec("[ab]{0,6}", 0..5)) {
            let automaton = Automaton::new(word.as_bytes());
            let state = pieces.iter().fold(0, |state, piece| automaton.run(state, piece.as_bytes()));
            prop_assert_eq!(automaton.is_whole(state), pieces.concat().contains(&word));
        }
    }
}
