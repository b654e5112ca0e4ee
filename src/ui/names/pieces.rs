//! A text in pieces that are drawn whole or not at all: what the eye takes for one letter, or an escape. What no font can draw becomes
//! an escape here, because boxes all look alike and a mark without a glyph would be left out in silence.

use crate::text;
use std::borrow::Cow;
use std::fmt::Write;
use unicode_segmentation::UnicodeSegmentation;

const VISIBLE_BLANK: char = '␣';

/// What of a letter the fonts can draw.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Drawable {
    All,
    /// Its first character, but not all that stands on it.
    Base,
    Nothing,
}

/// What is drawn whole or not at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TextPiece<'a> {
    pub text: Cow<'a, str>,
    pub is_escape: bool,
}

impl TextPiece<'_> {
    pub(super) fn first(&self) -> char {
        self.text.chars().next().unwrap_or(' ')
    }
}

/// The pieces of a text that is safe to show already: escapes in it are whole. `drawn` tells what of a letter can be drawn.
pub(super) fn pieces<'a>(text: &'a str, mut drawn: impl FnMut(&str) -> Drawable) -> Vec<TextPiece<'a>> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        if let Some(len) = escape(rest) {
            out.push(TextPiece { text: Cow::Borrowed(&rest[..len]), is_escape: true });
            rest = &rest[len..];
            continue;
        }
        let (letter, after) = rest.split_at(letter(rest));
        push_letter(&mut out, letter, &mut drawn);
        rest = after;
    }
    out
}

/// The pieces of a text that is being typed. An escape in it is so many characters, each of which can be taken out again, and what
/// can't be drawn is drawn as one, and counts as the character that it stands for. With each piece comes how many bytes of the text it is.
pub(super) fn typed_pieces<'a>(
    text: &'a str,
    mut drawn: impl FnMut(&str) -> Drawable,
) -> Vec<(TextPiece<'a>, usize)> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let (letter, after) = rest.split_at(letter(rest));
        let mut parts = Vec::new();
        push_letter(&mut parts, letter, &mut drawn);
        let mut chars = letter.chars();
        let of = |part: &TextPiece<'_>| match part.is_escape {
            true => chars.next().map_or(0, char::len_utf8),
            false => chars.by_ref().take(part.text.chars().count()).map(char::len_utf8).sum(),
        };
        let lengths: Vec<usize> = parts.iter().map(of).collect();
        out.extend(parts.into_iter().zip(lengths));
        rest = after;
    }
    out
}

/// How many bytes what the eye takes for one letter has, at the beginning of a text.
fn letter(text: &str) -> usize {
    text.graphemes(true).next().map_or(text.len(), str::len)
}

fn push_letter<'a>(out: &mut Vec<TextPiece<'a>>, letter: &'a str, drawn: &mut impl FnMut(&str) -> Drawable) {
    let base = letter.chars().next().map_or(0, char::len_utf8);
    let plain = |text: &'a str| TextPiece { text: Cow::Borrowed(text), is_escape: false };
    match if letter.bytes().all(|byte| matches!(byte, b' '..=b'~')) { Drawable::All } else { drawn(letter) } {
        Drawable::All => out.push(plain(letter)),
        Drawable::Base => {
            out.push(plain(&letter[..base]));
            out.extend(letter[base..].chars().map(escaped));
        }
        Drawable::Nothing => out.extend(letter.chars().map(escaped)),
    }
}

/// Whether there is an escape in a text.
pub(super) fn has_escape(text: &str) -> bool {
    text.match_indices(['\\', VISIBLE_BLANK]).any(|(at, _)| escape(&text[at..]).is_some())
}

/// How long the escape is with which a text begins: one of the table in `text::escape`.
fn escape(text: &str) -> Option<usize> {
    if text.starts_with(VISIBLE_BLANK) {
        return Some(VISIBLE_BLANK.len_utf8());
    }
    let is_hex = |text: &str| text.bytes().all(|byte| byte.is_ascii_hexdigit());
    if let Some(digits) = text.strip_prefix("\\u{") {
        let (digits, _) = digits.split_once('}')?;
        return ((1..=6).contains(&digits.len()) && is_hex(digits)).then_some(digits.len() + 4);
    }
    // Where the separator is a backslash `\x86` is a name, and there are no such bytes.
    let byte = text.strip_prefix("\\x")?.get(..2)?;
    (!std::path::is_separator('\\') && is_hex(byte) && byte >= "8").then_some(4)
}

fn escaped<'a>(c: char) -> TextPiece<'a> {
    let mut text = String::with_capacity(10);
    // Writing to a String can't fail.
    let _ = write!(text, "\\u{{{:X}}}", u32::from(c));
    TextPiece { text: text.into(), is_escape: true }
}

/// Whether a character does its work without a glyph of its own: a joiner or a selector, which `text` leaves where it does any.
pub(super) fn works_unseen(c: char) -> bool {
    matches!(c, '\u{200C}' | '\u{200D}' | '\u{180B}'..='\u{180F}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

/// Whether nothing may draw a character, whatever the fonts have: it has no look, or turns the direction of others.
pub(super) fn is_barred(c: char) -> bool {
    c != ' ' && text::is_unseen(c) && !works_unseen(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str, drawn: impl FnMut(&str) -> Drawable) -> Vec<(String, bool)> {
        pieces(text, drawn).into_iter().map(|piece| (piece.text.into_owned(), piece.is_escape)).collect()
    }

    #[test]
    fn escapes_are_whole() {
        let found = texts(r"a\u{A}\u{5C}u{A}b␣", |_| Drawable::All);
        let escapes: Vec<_> = found.iter().filter(|(_, is)| *is).map(|(text, _)| text.as_str()).collect();
        assert_eq!(escapes, [r"\u{A}", r"\u{5C}", "␣"]);
        assert!(!has_escape(r"a\u b\u{} \u{1234567} \x7F \new"));
        assert_eq!(has_escape(r"a\xFF"), cfg!(unix));
    }

    #[test]
    fn what_no_font_has_is_written_out() {
        let drawn = |letter: &str| match letter {
            "e\u{301}" => Drawable::Base,
            "\u{FDFA}" => Drawable::Nothing,
            _ => Drawable::All,
        };
        let all: String = texts("é\u{FDFA}e\u{301}x", drawn).into_iter().map(|(text, _)| text).collect();
        assert_eq!(all, r"é\u{FDFA}e\u{301}x");
    }
}
