//! Globs and regular expressions. Both mind no case and are made for bytes, as names need not be Unicode.

use super::expr::{Expr, Pattern, Place, Term};
use super::language::Mistake;
use super::pieces::Part;
use crate::text;
use regex::bytes::RegexBuilder;

/// How large a regular expression may get in memory: enough for anything a person types, and made within a frame or two.
const LARGEST: usize = 4 << 20;

/// Whether a bare word is a glob.
pub(super) fn is_glob(word: &str) -> bool {
    word.contains(['*', '?'])
}

/// Whether text holds what stands between the parts of a path. A person on Windows may write either.
pub(super) fn has_separator(text: &str) -> bool {
    text.contains(std::path::is_separator)
}

/// The word to look for, without its case and in the form in which paths have it.
pub(super) fn folded(word: &str, place: Place) -> Vec<u8> {
    match place {
        Place::Path => {
            text::folded(word.replace(std::path::is_separator, std::path::MAIN_SEPARATOR_STR).as_bytes())
        }
        Place::Name => text::folded(word.as_bytes()),
    }
}

/// A glob: `*` is any run of characters, `?` any one character, and all else is itself. It must match the whole name,
/// or the path from the beginning of a folder's name to its end.
pub(super) fn glob(glob: Part<'_>, place: Place) -> Result<Expr, Mistake> {
    if let Some(simple) = simple_glob(glob.text, place) {
        return Ok(simple);
    }
    let begins_a_name = place == Place::Path
        && !glob.text.starts_with('*')
        && !glob.text.starts_with(std::path::is_separator);
    let separator = regex::escape(std::path::MAIN_SEPARATOR_STR);
    let start = if begins_a_name { format!("(?:^|{separator})") } else { "^".to_owned() };
    let mut pattern = format!("(?is){start}");
    for (at, c) in glob.text.char_indices() {
        match c {
            '*' if glob.text[..at].ends_with('*') => {}
            // A run may hold bytes that are no character.
            '*' => pattern.push_str("(?-u:.)*"),
            '?' => pattern.push('.'),
            c if place == Place::Path && std::path::is_separator(c) => pattern.push_str(&separator),
            c => pattern.push_str(&regex::escape(c.encode_utf8(&mut [0; 4]))),
        }
    }
    pattern.push('$');
    let too_long = || Mistake { at: glob.at(), what: "This is too long".to_owned() };
    let pattern = RegexBuilder::new(&pattern).size_limit(LARGEST).build().map_err(|_| too_long())?;
    Ok(Expr::Term(Term::Pattern { place, pattern: Pattern(pattern) }))
}

/// The globs that need no regular expression.
fn simple_glob(glob: &str, place: Place) -> Option<Expr> {
    let word = glob.trim_matches('*');
    if word.contains(['*', '?']) {
        return None;
    }
    if word.is_empty() {
        return Some(Expr::All(Vec::new()));
    }
    let folded = folded(word, place);
    let term = match (glob.starts_with('*'), glob.ends_with('*'), place) {
        (true, true, place) => Term::Word { place, word: folded },
        (true, false, Place::Name) => Term::Ends(folded),
        (false, true, Place::Name) => Term::Begins(folded),
        _ => return None,
    };
    Some(Expr::Term(term))
}

/// A regular expression, which matches anywhere unless it is anchored.
pub(super) fn regex(regex: Part<'_>, place: Place) -> Result<Expr, Mistake> {
    let mistake = |at: std::ops::Range<usize>, what: &str| Mistake {
        at: at.start + regex.start..at.end + regex.start,
        what: format!("Regular expression: {what}"),
    };
    // This one knows where a mistake is, and the other one tells that only as a drawing.
    let parsed = regex_syntax::ParserBuilder::new().utf8(false).build().parse(regex.text);
    match parsed {
        Ok(_) => {}
        Err(regex_syntax::Error::Parse(error)) => {
            return Err(mistake(visible(regex.text, error.span()), &error.kind().to_string()));
        }
        Err(regex_syntax::Error::Translate(error)) => {
            return Err(mistake(visible(regex.text, error.span()), &error.kind().to_string()));
        }
        Err(_) => return Err(mistake(0..regex.text.len(), "it is not understood")),
    }
    let made = RegexBuilder::new(&format!("(?i){}", regex.text)).size_limit(LARGEST).build();
    let pattern = made.map_err(|_| mistake(0..regex.text.len(), "it is too large"))?;
    Ok(Expr::Term(Term::Pattern { place, pattern: Pattern(pattern) }))
}

/// A span with a character in it at least, where there is one.
fn visible(text: &str, span: &regex_syntax::ast::Span) -> std::ops::Range<usize> {
    let (start, end) = (span.start.offset.min(text.len()), span.end.offset.min(text.len()));
    if start < end {
        return start..end;
    }
    match (text[start..].chars().next(), text[..start].chars().next_back()) {
        (Some(next), _) => start..start + next.len_utf8(),
        (None, Some(last)) => start - last.len_utf8()..start,
        (None, None) => start..start,
    }
}
