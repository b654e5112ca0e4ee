//! A glob or regular expression, ready to be asked of names and paths.
//!
//! A text matches if one of two forms does: composed (NFC), or folded. The first is matched letter by letter, where `.` is one letter, a
//! class is the letters it names, and case is what the expression makes of it; a letter with its marks is never its base letter alone,
//! however the system has it. The folded form is for what that can't see, letters of which one is several: `strasse` and `straße`. For it
//! the expression's own letters are folded; classes are not, or `[à-ü]` would find every `ss`.

use crate::text;
use regex::bytes::Regex;
use std::borrow::Cow;

/// A regular expression over bytes, which matches somewhere in a text unless it is anchored. Two are equal if they are written alike.
#[derive(Debug, Clone)]
pub struct Pattern {
    letters: Regex,
    folded: ForFolded,
}

/// What the folded form of a text is matched against.
#[derive(Debug, Clone)]
pub(super) enum ForFolded {
    /// The same expression: folding its letters makes no difference.
    Same,
    /// One whose letters are folded.
    Other(Regex),
    /// Nothing: the expression minds case.
    Nothing,
    /// Nothing, and no letter is composed: the expression looks at bytes, as the system has them.
    Bytes,
}

impl Pattern {
    /// `letters` is for texts whose case is kept, and brings its own `(?i)` where case doesn't matter.
    pub(super) fn new(letters: Regex, folded: ForFolded) -> Pattern {
        Pattern { letters, folded }
    }

    /// Whether a text, as the system has it, matches.
    pub fn is_match(&self, text: &[u8]) -> bool {
        self.finds(text, || text::folded(text).into())
    }

    /// Where a text, as the system has it, first matches; `None` also where only another form of it does.
    pub(super) fn find(&self, text: &[u8]) -> Option<std::ops::Range<usize>> {
        let letters = text::composed(text);
        let is_same = letters == text || matches!(self.folded, ForFolded::Bytes);
        is_same.then(|| self.letters.find(text)).flatten().map(|found| found.range())
    }

    /// The same, where the folded text may be known.
    pub(super) fn finds<'a>(&self, text: &[u8], folded: impl FnOnce() -> Cow<'a, [u8]>) -> bool {
        if matches!(self.folded, ForFolded::Bytes) {
            return self.letters.is_match(text);
        }
        let letters = text::composed(text);
        if self.letters.is_match(&letters) {
            return true;
        }
        match &self.folded {
            ForFolded::Other(regex) => regex.is_match(&folded()),
            // All forms of an ASCII text are the same but for case.
            ForFolded::Same => !text.is_ascii() && self.letters.is_match(&folded()),
            ForFolded::Nothing | ForFolded::Bytes => false,
        }
    }
}

impl From<Regex> for Pattern {
    /// One that minds no case, and whose letters are folded to single ones.
    fn from(letters: Regex) -> Pattern {
        Pattern::new(letters, ForFolded::Same)
    }
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Pattern) -> bool {
        self.letters.as_str() == other.letters.as_str()
    }
}

impl Eq for Pattern {}
