//! The filter's text cut into its terms, before any of them is understood. Nothing is wrong here: [`super::language`]
//! says what makes no sense, and [`super::edit`] puts terms in and takes them out.

use super::spaced;
use crate::model::{Column, Mistake, MistakeKind};
use std::ops::Range;

/// A part of the filter's text, and where it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Part<'a> {
    pub text: &'a str,
    pub start: usize,
}

impl<'a> Part<'a> {
    /// Where it is, in bytes.
    pub(super) fn at(&self) -> Range<usize> {
        self.start..self.start + self.text.len()
    }

    /// That this is wrong with it.
    pub(super) fn mistaken(&self, kind: impl Into<MistakeKind>) -> Mistake {
        kind.into().at(self.at())
    }

    /// What follows the first `bytes` of it.
    pub(super) fn after(&self, bytes: usize) -> Part<'a> {
        Part { text: &self.text[bytes..], start: self.start + bytes }
    }

    /// The first `bytes` of it.
    pub(super) fn upto(&self, bytes: usize) -> Part<'a> {
        Part { text: &self.text[..bytes], start: self.start }
    }

    /// Without white space at its ends.
    pub(super) fn trimmed(&self) -> Part<'a> {
        let space = self.text.len() - self.text.trim_start().len();
        self.after(space).upto(self.text.trim().len())
    }

    /// The parts that commas are between.
    pub(super) fn items(&self) -> impl Iterator<Item = Part<'a>> {
        let start = self.text.as_ptr() as usize - self.start;
        self.text.split(',').map(move |text| Part { text, start: text.as_ptr() as usize - start }.trimmed())
    }
}

/// How a value is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Up to the next white space, but for what [`spaced`] knows to go on behind it.
    Bare,
    /// Between quotes; the last one may be missing.
    Quoted,
    /// Between slashes.
    Regex,
}

/// One term as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece<'a> {
    /// All of it.
    pub whole: Part<'a>,
    /// Whether a `-` stands before it.
    pub not: bool,
    /// What it asks about, by the word before its colon.
    pub field: Option<Column>,
    pub form: Form,
    /// What is asked for, without quotes or slashes.
    pub value: Part<'a>,
}

impl Piece<'_> {
    /// Whether it is the word between two alternatives.
    pub(super) fn is_or(&self) -> bool {
        self.whole.text == "OR"
    }

    /// Whether a quote was begun and not ended.
    pub(super) fn is_open(&self) -> bool {
        self.form == Form::Quoted && self.whole.at().end == self.value.at().end
    }
}

/// The columns in which a word is looked for, or what a glob or a regular expression matches.
pub(super) const SEARCHED: [Column; 3] = [Column::Name, Column::Path, Column::LinkTarget];

/// The terms of `text`, in their order.
pub(super) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = Part { text, start: 0 }.trimmed();
    while !rest.text.is_empty() {
        let piece = first(rest);
        rest = rest.after(piece.whole.text.len()).trimmed();
        pieces.push(piece);
    }
    pieces
}

/// The term that `rest` begins with; it begins with no space and is not empty.
fn first(rest: Part<'_>) -> Piece<'_> {
    let mut value = rest;
    let not = value.text.starts_with('-') && value.text[1..].starts_with(|c: char| !c.is_whitespace());
    if not {
        value = value.after(1);
    }
    // Not any colon that follows: a search through all of the rest for each term would be quadratic.
    let colon = value.text.find(|c: char| !c.is_ascii_alphanumeric());
    let colon = colon.filter(|&at| value.text[at..].starts_with(':'));
    let field = colon.and_then(|colon| Some((Column::of_filter_word(&value.text[..colon])?, colon)));
    if let Some((_, colon)) = field {
        value = value.after(colon + 1);
    }
    let field = field.map(|(field, _)| field);
    let takes_regex = field.is_none_or(|field| SEARCHED.contains(&field));
    let (form, value, end) = if value.text.starts_with('"') {
        let value = value.after(1);
        let end = value.text.find('"');
        let value = value.upto(end.unwrap_or(value.text.len()));
        (Form::Quoted, value, value.at().end + usize::from(end.is_some()))
    } else if let Some(end) = regex_end(value.text).filter(|_| takes_regex) {
        let value = value.upto(end).after(1);
        (Form::Regex, value, value.at().end + 1)
    } else {
        let value = value.upto(spaced::end(value.text, field));
        (Form::Bare, value, value.at().end)
    };
    Piece { whole: rest.upto(end - rest.start), not, field, form, value }
}

/// Where the slash is that ends a regular expression, if `text` begins with one. The slash must end the term: `/usr/` is
/// one and `/usr/lib` is a path. A slash within is written `\/`.
fn regex_end(text: &str) -> Option<usize> {
    let inner = text.strip_prefix('/')?;
    let mut is_escaped = false;
    for (at, c) in inner.char_indices() {
        if c == '/' && !is_escaped {
            let ends = inner[at + 1..].chars().next().is_none_or(char::is_whitespace);
            return (ends && at > 0).then_some(at + 1);
        }
        is_escaped = c == '\\' && !is_escaped;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each term's `-`, field, form and value.
    fn read(text: &str) -> Vec<(bool, Option<Column>, Form, &str)> {
        pieces(text).into_iter().map(|piece| (piece.not, piece.field, piece.form, piece.value.text)).collect()
    }

    #[test]
    fn a_text_falls_into_its_terms() {
        use Form::{Bare, Quoted, Regex};
        for (text, expected) in [
            ("", vec![]),
            (" \t ", vec![]),
            ("a  b", vec![(false, None, Bare, "a"), (false, None, Bare, "b")]),
            ("\"a b\"c", vec![(false, None, Quoted, "a b"), (false, None, Bare, "c")]),
            ("\"a b", vec![(false, None, Quoted, "a b")]),
            ("19\" rack", vec![(false, None, Bare, "19\""), (false, None, Bare, "rack")]),
            ("-a - -", vec![(true, None, Bare, "a"), (false, None, Bare, "-"), (false, None, Bare, "-")]),
            ("--csv", vec![(true, None, Bare, "-csv")]),
            ("-\"a b\"", vec![(true, None, Quoted, "a b")]),
            ("EXT:pdf", vec![(false, Some(Column::Extension), Bare, "pdf")]),
            ("-size:>1mb", vec![(true, Some(Column::Size), Bare, ">1mb")]),
            ("size:\"> 1 mb\"", vec![(false, Some(Column::Size), Quoted, "> 1 mb")]),
            ("ext: x", vec![(false, Some(Column::Extension), Bare, ""), (false, None, Bare, "x")]),
            ("foo:bar", vec![(false, None, Bare, "foo:bar")]),
            ("/a b/ c", vec![(false, None, Regex, "a b"), (false, None, Bare, "c")]),
            (r"/a\/b/", vec![(false, None, Regex, r"a\/b")]),
            ("-name:/^x/", vec![(true, Some(Column::Name), Regex, "^x")]),
            ("/usr/lib", vec![(false, None, Bare, "/usr/lib")]),
            ("/usr/lib/", vec![(false, None, Bare, "/usr/lib/")]),
            ("/usr", vec![(false, None, Bare, "/usr")]),
            ("//", vec![(false, None, Bare, "//")]),
            ("root:/mnt/", vec![(false, Some(Column::Root), Bare, "/mnt/")]),
            ("(a)", vec![(false, None, Bare, "(a)")]),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn every_piece_knows_where_it_is() {
        let text = "  é -path:\"a b\" size:1..2  /x/";
        let found: Vec<_> = pieces(text).iter().map(|p| (&text[p.whole.at()], &text[p.value.at()])).collect();
        let expected = [("é", "é"), ("-path:\"a b\"", "a b"), ("size:1..2", "1..2"), ("/x/", "x")];
        assert_eq!(found, expected);
    }
}
