//! Letters typed in a list: finds the next row whose name begins with them, in pieces, so that no frame waits.

use crate::text;
use std::time::{Duration, Instant};

/// Letters that come within this many seconds of each other belong to one name.
const TOGETHER: f64 = 1.0;
/// What a frame may spend on looking.
const BUDGET: Duration = Duration::from_millis(4);
/// Rows that are looked at between two looks at the clock.
const PIECE: u64 = 512;

/// What was typed, and how far the search for it came.
#[derive(Debug, Default)]
pub(crate) struct TypeAhead {
    /// Without its case.
    letters: Vec<u8>,
    /// When the last letter came, in seconds.
    at: f64,
    search: Option<Search>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Search {
    /// The position to look at next.
    next: u64,
    /// How many more to look at.
    left: u64,
}

impl TypeAhead {
    /// Takes up letters typed at a time in seconds, while the keyboard is on the row at `cursor` of `len`. A name's first letter
    /// looks from the row after it, later ones from that row itself.
    pub(crate) fn add(&mut self, letters: &str, time: f64, cursor: Option<u64>, len: u64) {
        let goes_on = !self.letters.is_empty() && time - self.at <= TOGETHER;
        let letters = if goes_on { letters } else { letters.trim_start() };
        if letters.is_empty() || len == 0 {
            return;
        }
        if !goes_on {
            self.stop();
        }
        text::fold(letters.as_bytes(), &mut self.letters);
        self.at = time;
        // A search that runs has passed no row that could begin with even more letters.
        if self.search.is_none() {
            let first = cursor.map_or(0, |cursor| cursor + u64::from(!goes_on));
            self.search = Some(Search { next: first % len, left: len });
        }
    }

    /// Forgets the letters.
    pub(crate) fn stop(&mut self) {
        self.letters.clear();
        self.search = None;
    }

    /// Whether [`TypeAhead::search`] has more to do.
    pub(crate) fn is_searching(&self) -> bool {
        self.search.is_some()
    }

    /// Looks on for a while, at `len` rows with these names by position; returns the position of the row, once it is found.
    pub(crate) fn search<'a>(&mut self, len: u64, name: impl Fn(u64) -> Option<&'a [u8]>) -> Option<u64> {
        let mut folded = Vec::new();
        let started = Instant::now();
        let letters = &self.letters;
        let begins = |position| {
            let Some(name) = name(position) else { return false };
            if differs_at_once(name, letters) {
                return false;
            }
            folded.clear();
            text::fold(name, &mut folded);
            folded.starts_with(letters)
        };
        let (found, rest) = look(self.search.take()?, len, begins, || started.elapsed() < BUDGET);
        self.search = rest;
        found
    }
}

/// Whether a look at the first letter is enough: most names begin with another one, and need no folding. What follows it must not be
/// a mark, with which it would be another letter.
fn differs_at_once(name: &[u8], letters: &[u8]) -> bool {
    match (name, letters.first()) {
        ([name, rest @ ..], Some(letter)) => {
            let is_plain = name.is_ascii() && rest.first().is_none_or(u8::is_ascii);
            is_plain && name.to_ascii_lowercase() != *letter
        }
        _ => false,
    }
}

/// The first position that `is` the one, or where to go on when there was no more time.
fn look(
    mut search: Search,
    len: u64,
    mut is: impl FnMut(u64) -> bool,
    mut has_time: impl FnMut() -> bool,
) -> (Option<u64>, Option<Search>) {
    let mut looked = 0;
    while search.left > 0 {
        if looked == PIECE {
            if !has_time() {
                return (None, Some(search));
            }
            looked = 0;
        }
        let at = if search.next < len { search.next } else { 0 };
        if is(at) {
            return (Some(at), None);
        }
        search = Search { next: at + 1, left: search.left - 1 };
        looked += 1;
    }
    (None, None)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_row_is_looked_at_once_from_the_start_on(len in 1u64..2000, next in 0u64..2000, to in 0u64..4000) {
            let mut search = Search { next: next % len, left: len };
            let mut seen = Vec::new();
            let found = loop {
                let is = |at| { seen.push(at); at == to };
                match look(search, len, is, || false) {
                    (None, Some(rest)) => search = rest,
                    (found, _) => break found,
                }
            };
            prop_assert_eq!(found, (to < len).then_some(to));
            let expected: Vec<u64> = (0..seen.len() as u64).map(|n| (next % len + n) % len).collect();
            prop_assert_eq!(&seen, &expected);
            prop_assert!(seen.len() as u64 <= len);
        }
    }

    #[test]
    fn letters_typed_together_are_one_name() {
        let mut typed = TypeAhead::default();
        typed.add("R", 10.0, Some(4), 9);
        assert_eq!(typed.search, Some(Search { next: 5, left: 9 }));
        typed.search = None; // Found at 7.
        typed.add("e", 10.5, Some(7), 9);
        assert_eq!((typed.letters.as_slice(), typed.search), (&b"re"[..], Some(Search { next: 7, left: 9 })));
        typed.add("x", 20.0, Some(8), 9);
        assert_eq!((typed.letters.as_slice(), typed.search), (&b"x"[..], Some(Search { next: 0, left: 9 })));
    }

    #[test]
    fn a_letter_with_its_mark_is_not_passed_over() {
        assert!(!differs_at_once("E\u{301}t\u{e9}".as_bytes(), &text::folded("é".as_bytes())));
        assert!(differs_at_once(b"Ete", &text::folded("é".as_bytes())));
    }

    proptest! {
        #[test]
        fn no_name_that_begins_so_is_passed_over(name in "\\PC{0,6}", letters in "\\PC{1,3}") {
            let (name, letters) = (name.as_bytes(), text::folded(letters.as_bytes()));
            prop_assert!(!(differs_at_once(name, &letters) && text::folded(name).starts_with(&letters)));
        }
    }

    #[test]
    fn a_space_begins_no_name() {
        let mut typed = TypeAhead::default();
        typed.add(" ", 1.0, None, 9);
        assert!(!typed.is_searching());
        typed.add("a", 1.1, None, 9);
        typed.add(" ", 1.2, None, 9);
        assert_eq!(typed.letters, b"a ");
    }
}
