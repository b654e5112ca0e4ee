//! Globs and regular expressions. Both mind no case and are made for bytes, as names need not be Unicode.

use super::expr::{Expr, Pattern, Place, Term};
use super::language::Mistake;
use super::limits::{Budget, DEPTH};
use super::pieces::Part;
use crate::text;
use regex::bytes::{Regex, RegexBuilder};
use regex_syntax::ast;
use regex_syntax::hir::translate::TranslatorBuilder;
use std::ops::Range;

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
pub(super) fn glob(glob: Part<'_>, place: Place, budget: &Budget) -> Result<Expr, Mistake> {
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
    let pattern = built(&pattern, budget).ok_or_else(|| Mistake {
        at: glob.at(),
        what: "This glob is too large: write a shorter one, or fewer".to_owned(),
    })?;
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
pub(super) fn regex(regex: Part<'_>, place: Place, budget: &mut Budget) -> Result<Expr, Mistake> {
    let mistake = |at: Range<usize>, what: &str| Mistake {
        at: at.start + regex.start..at.end + regex.start,
        what: format!("Regular expression: {what}"),
    };
    let whole = 0..regex.text.len();
    // These know where a mistake is, and the one below tells that only as a drawing.
    let expression = ast::parse::ParserBuilder::new()
        .nest_limit(DEPTH)
        .build()
        .parse(regex.text)
        .map_err(|error| mistake(visible(regex.text, error.span()), &error.kind().to_string()))?;
    if !budget.takes(&expression) {
        let what = "too many large classes, such as \\w, \\pL and [\\W]: write fewer";
        return Err(mistake(whole, what));
    }
    TranslatorBuilder::new()
        .utf8(false)
        .build()
        .translate(regex.text, &expression)
        .map_err(|error| mistake(visible(regex.text, error.span()), &error.kind().to_string()))?;
    let pattern = built(&format!("(?i){}", regex.text), budget)
        .ok_or_else(|| mistake(whole, "it is too large: write fewer or smaller repetitions"))?;
    Ok(Expr::Term(Term::Pattern { place, pattern: Pattern(pattern) }))
}

/// A regular expression that is known to be one; none where it takes more memory than there is for it.
fn built(pattern: &str, budget: &Budget) -> Option<Regex> {
    RegexBuilder::new(pattern).size_limit(budget.bytes).dfa_size_limit(budget.cache).build().ok()
}

/// A span with a character in it at least, where there is one.
fn visible(text: &str, span: &ast::Span) -> Range<usize> {
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
