//! A word looked for in bytes that come piece by piece: a folder's path, then the name.

/// Finds a word in bytes that come piece by piece: Knuth, Morris and Pratt, "Fast pattern matching in strings", 1977.
pub(super) struct Automaton<'a> {
    word: &'a [u8],
    /// By matched length: the longest shorter beginning of the word that also ends there.
    shorter: Vec<u32>,
}

impl<'a> Automaton<'a> {
    /// Knows where to go on when a byte doesn't fit.
    pub(super) fn new(word: &'a [u8]) -> Automaton<'a> {
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

    /// Whether the word has been found.
    pub(super) fn is_whole(&self, state: u32) -> bool {
        state as usize == self.word.len()
    }

    /// The state after one more byte; once whole it stays whole.
    pub(super) fn step(&self, state: u32, byte: u8) -> u32 {
        if self.is_whole(state) {
            return state;
        }
        let mut state = state as usize;
        while state > 0 && self.word[state] != byte {
            state = self.shorter[state] as usize;
        }
        if self.word[state] == byte { state as u32 + 1 } else { 0 }
    }

    /// The state after more bytes.
    pub(super) fn run(&self, state: u32, bytes: &[u8]) -> u32 {
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
