//! The order in which the pieces of a text are drawn, by the Unicode Bidirectional Algorithm (UAX #9). Pure.
//!
//! - The parts of a path run from left to right, whatever is in them, and so do a name and its extensions: each is an isolate of its own,
//!   whose direction is that of its first letter. So what stands at the right end after the last dot is the extension.
//! - In a sentence of the program, from left to right too, only what is right-to-left is an isolate: nothing behind it moves.
//! - An escape stands for one character of no direction, and is itself never turned.

use super::pieces::{Drawable, TextPiece, pieces};
use icu_properties::CodePointMapData;
use icu_properties::props::BidiClass;
use std::borrow::Cow;
use std::ops::Range;
use unicode_bidi::{BidiInfo, Level};

const ISOLATE: char = '\u{2068}';
const ISOLATE_LEFT_TO_RIGHT: char = '\u{2066}';
const END: char = '\u{2069}';
/// A character of no direction, in the place of an escape.
const NEUTRAL: char = '\u{FFFC}';

/// What a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Reading {
    /// A name or a path.
    Path,
    /// A sentence that may quote some.
    Prose,
}

pub(super) fn class(c: char) -> BidiClass {
    CodePointMapData::<BidiClass>::new().get(c)
}

/// Whether a character is one of a script that is written from right to left.
pub(super) fn is_rightward(c: char) -> bool {
    matches!(class(c), BidiClass::RightToLeft | BidiClass::ArabicLetter)
}

/// Whether a text has letters or digits of such a script.
fn turns(text: &str) -> bool {
    !text.is_ascii() && text.chars().any(|c| is_rightward(c) || class(c) == BidiClass::ArabicNumber)
}

/// The embedding level of each piece: odd where it runs from right to left.
pub(super) fn levels(pieces: &[TextPiece<'_>], reading: Reading) -> Vec<Level> {
    if !pieces.iter().any(|piece| !piece.is_escape && turns(&piece.text)) {
        return vec![Level::ltr(); pieces.len()];
    }
    let mut marked = Marked { pieces, text: String::new(), at: vec![0; pieces.len()] };
    match reading {
        Reading::Path => marked.path(),
        Reading::Prose => marked.prose(),
    }
    let info = BidiInfo::new_with_data_source(
        &CodePointMapData::<BidiClass>::new(),
        &marked.text,
        Some(Level::ltr()),
    );
    marked.at.iter().map(|&at| info.levels.get(at).copied().unwrap_or(Level::ltr())).collect()
}

/// A name or a path between marks that keep it in the order in which it is drawn here, for others to draw: in the title of a window. What
/// turns nothing is returned as it is, since not every window manager knows the marks.
pub(crate) fn isolated(text: &str) -> Cow<'_, str> {
    if !turns(text) {
        return Cow::Borrowed(text);
    }
    let pieces = pieces(text, |_| Drawable::All);
    let mut marked = Marked { pieces: &pieces, text: String::new(), at: vec![0; pieces.len()] };
    marked.path();
    Cow::Owned(marked.written())
}

/// The pieces with marks around what is isolated.
struct Marked<'a> {
    pieces: &'a [TextPiece<'a>],
    text: String,
    /// Where each piece is in it.
    at: Vec<usize>,
}

impl Marked<'_> {
    fn push(&mut self, pieces: Range<usize>) {
        for number in pieces {
            self.at[number] = self.text.len();
            match &self.pieces[number] {
                TextPiece { is_escape: true, .. } => self.text.push(NEUTRAL),
                piece => self.text.push_str(&piece.text),
            }
        }
    }

    /// The text with its marks, and what was an escape between marks that keep it whole.
    fn written(self) -> String {
        let mut escapes = self.pieces.iter().filter(|piece| piece.is_escape);
        let mut out = String::with_capacity(self.text.len() + 6);
        out.push(ISOLATE_LEFT_TO_RIGHT);
        for c in self.text.chars() {
            match if c == NEUTRAL { escapes.next() } else { None } {
                Some(escape) => {
                    out.push(ISOLATE_LEFT_TO_RIGHT);
                    out.push_str(&escape.text);
                    out.push(END);
                }
                None => out.push(c),
            }
        }
        out.push(END);
        out
    }

    fn isolate(&mut self, pieces: Range<usize>) {
        if pieces.is_empty() {
            return;
        }
        self.text.push(ISOLATE);
        self.push(pieces);
        self.text.push(END);
    }

    fn is(&self, number: usize, what: impl Fn(char) -> bool) -> bool {
        let piece = &self.pieces[number];
        !piece.is_escape && what(piece.first())
    }

    fn path(&mut self) {
        let mut start = 0;
        for number in 0..=self.pieces.len() {
            if number < self.pieces.len() && !self.is(number, std::path::is_separator) {
                continue;
            }
            self.name(start..number);
            self.push(number..(number + 1).min(self.pieces.len()));
            start = number + 1;
        }
    }

    /// A name: the dots that it begins with, what is before its extensions, and each of these.
    fn name(&mut self, name: Range<usize>) {
        let leading = name.clone().take_while(|&number| self.is(number, |c| c == '.')).count();
        let start = name.start + leading;
        self.push(name.start..start);
        let name = start..name.end;
        let mut dots = Vec::new();
        let mut end = name.end;
        for dot in (name.start..name.end).rev().filter(|&dot| self.is(dot, |c| c == '.')) {
            // Behind the last dot is the extension; before it more of them, as in `.tar.gz`.
            if dot == name.start || !(dots.is_empty() || self.is_extension(dot + 1..end)) {
                break;
            }
            dots.push(dot);
            end = dot;
        }
        self.isolate(name.start..end);
        for (after, &dot) in dots.iter().enumerate().rev() {
            let end = if after == 0 { name.end } else { dots[after - 1] };
            let blanks = (dot + 1..end).take_while(|&number| self.is(number, |c| c == ' ')).count();
            self.push(dot..dot + 1 + blanks);
            self.isolate(dot + 1 + blanks..end);
        }
    }

    fn is_extension(&self, pieces: Range<usize>) -> bool {
        pieces.clone().all(|number| self.is(number, |c| c.is_ascii_alphanumeric()))
            && pieces.clone().any(|number| self.is(number, |c| c.is_ascii_alphabetic()))
    }

    fn prose(&mut self) {
        let mut start = 0;
        while start < self.pieces.len() {
            if !self.is(start, is_rightward) {
                self.push(start..start + 1);
                start += 1;
                continue;
            }
            let mut end = start + 1;
            for number in start + 1..self.pieces.len() {
                let ends = |c: char| {
                    matches!(c, '/' | '\\' | '“' | '”' | ',' | ':' | ';' | '\n')
                        || class(c) == BidiClass::LeftToRight
                };
                if self.is(number, ends) {
                    break;
                }
                if self.is(number, is_rightward) {
                    end = number + 1;
                }
            }
            self.isolate(start..end);
            start = end;
        }
    }
}
