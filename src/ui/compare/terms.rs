//! The states of a comparison as filters: what a click on one makes of the filter's text. Pure.

use super::DIFFERING;
use crate::model::{Change, ChangedRows, Changes};
use crate::view::{has_term, toggle_term};

/// A state, or several that belong together, as a chip.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct State {
    /// What it is called.
    pub name: &'static str,
    /// The filter's term for it.
    pub term: &'static str,
    /// One of its changes, for its look.
    pub like: Option<Change>,
}

const fn state(name: &'static str, term: &'static str, like: Change) -> State {
    State { name, term, like: Some(like) }
}

/// All of them in the order of the chips. The first stands for all that is not the same.
pub(super) const STATES: [State; 9] = [
    State { name: "All but the same", term: DIFFERING, like: None },
    state("Added", "change:added", Change::Added),
    state("Removed", "change:removed", Change::Removed),
    state("Changed", "change:changed", Change::Resized),
    state("Moved or renamed", "change:moved", Change::MovedLikely),
    state("Renamed", "change:renamed", Change::RenamedPossible),
    state("Can't be compared", "change:unknown", Change::Unknown),
    state("Same", "change:same", Change::Same),
    state("Spelled differently", "change:spelled", Change::Spelled),
];

impl State {
    /// How many rows there are of it.
    pub(super) fn rows(&self, rows: &ChangedRows) -> u64 {
        let named = |word| Changes::named(word).unwrap_or_default();
        match self.term.strip_prefix("change:") {
            Some(word) => rows.of(named(word)),
            None => rows.of(Changes::differing().or(named("unknown"))),
        }
    }

    /// Whether it is offered where there are so many rows of it.
    pub(super) fn is_offered(&self, rows: u64) -> bool {
        rows > 0 || self.like.is_none()
    }

    /// Whether the filter asks for it.
    pub(super) fn is_on(&self, text: &str) -> bool {
        has_term(text, self.term)
    }

    /// The filter's text after a click on it. Without any state it asks for all that differs, until a click on that takes it out too.
    pub(super) fn clicked(&self, text: &str) -> String {
        if self.like.is_none() {
            let others = STATES.iter().filter(|state| state.like.is_some() && state.is_on(text));
            let without = others.fold(text.to_owned(), |text, state| toggle_term(&text, state.term));
            return toggle_term(&without, self.term);
        }
        let text = if STATES[0].is_on(text) { toggle_term(text, DIFFERING) } else { text.to_owned() };
        let toggled = toggle_term(&text, self.term);
        if STATES.iter().any(|state| state.is_on(&toggled)) {
            toggled
        } else {
            toggle_term(&toggled, DIFFERING)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::Filter;

    fn click(text: &str, name: &str) -> String {
        STATES.iter().find(|state| state.name == name).unwrap().clicked(text)
    }

    #[test]
    fn a_click_shows_a_state_and_the_next_one_takes_it_away() {
        for (text, name, expected) in [
            (DIFFERING, "Added", "change:added"),
            ("change:added", "Removed", "change:added,removed"),
            ("change:added,removed", "Added", "change:removed"),
            ("change:removed", "Removed", DIFFERING),
            ("*.jpg -change:same", "Added", "*.jpg change:added"),
            ("*.jpg change:added,unknown", "All but the same", "*.jpg -change:same"),
            ("*.jpg -change:same", "All but the same", "*.jpg"),
            ("", "Same", "change:same"),
        ] {
            assert_eq!(click(text, name), expected, "{text} {name}");
        }
    }

    #[test]
    fn each_is_understood_and_counts_its_rows() {
        let numbers: Vec<u8> = Change::ALL.iter().map(|change| *change as u8).collect();
        let rows = ChangedRows::count(&numbers);
        for state in STATES {
            assert!(Filter::parse(state.term).is_ok(), "{}", state.term);
            assert!(state.rows(&rows) > 0, "{}", state.name);
        }
        assert_eq!(STATES[0].rows(&rows), Change::ALL.len() as u64 - 2);
    }
}
