//! The filter's language: text to [`Expr`].

use super::expr::{Expr, Place, Term};
use crate::text;
use jiff::Zoned;
use std::ops::Range;

/// The moment from which ages are counted, and the time zone of dates.
#[derive(Debug, Clone)]
pub struct Now(pub Zoned);

impl Now {
    /// This moment, in the machine's time zone.
    pub fn here() -> Now {
        Now(Zoned::now())
    }
}

/// Why a filter makes no sense.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// Where in the text, in bytes; both ends are between characters.
    pub at: Range<usize>,
    /// What is wrong there, and what was expected.
    pub what: String,
}

/// Understands `text`.
pub fn parse(text: &str, _now: &Now) -> Result<Expr, Mistake> {
    let mut words = Vec::new();
    for (i, part) in text.split('"').enumerate() {
        let quoted = i % 2 == 1;
        if quoted {
            words.push(part);
        } else {
            words.extend(part.split_whitespace());
        }
    }
    let words = words.into_iter().filter(|word| !word.is_empty());
    let term = |word: &str| Term::Word { place: Place::Path, word: text::folded(word.as_bytes()) };
    Ok(Expr::All(words.map(|word| Expr::Term(term(word))).collect()))
}
