//! Globs and regular expressions, understood. Both mind no case and are made for bytes, as names need not be Unicode.

use super::expr::{Expr, Haystack, Term};
use super::limits::{DEPTH, RegexBudget};
use super::literals::{self, Folding};
use super::pattern::{ForFolded, Pattern};
use super::pieces::Part;
use crate::model::{Mistake, MistakeKind, RegexMistake};
use crate::text;
use regex::bytes::{Regex, RegexBuilder};
use regex_syntax::ast;
use regex_syntax::hir::translate::TranslatorBuilder;
use std::ops::Range;

/// Whether a bare word is a glob.
pub(super) fn is_glob(word: &str) -> bool {
    word.contains(['*', '?'])
}

/// Whether text holds what stands between the parts of a path. On Windows users may write either.
pub(super) fn has_separator(text: &str) -> bool {
    text.contains(std::path::is_separator)
}

/// The word to look for, without its case and in the form in which paths have it.
pub(super) fn folded(word: &str, haystack: Haystack) -> Vec<u8> {
    match haystack {
        Haystack::Path | Haystack::Target => {
            text::folded(word.replace(std::path::is_separator, std::path::MAIN_SEPARATOR_STR).as_bytes())
        }
        Haystack::Name => text::folded(word.as_bytes()),
    }
}

/// Any one letter, with marks behind it for which there is no composed one: those of the blocks of combining marks and variation
/// selectors, in which no letter stands.
const ANY_LETTER: &str = r"(?:.(?-i:[\x{300}-\x{36F}\x{1AB0}-\x{1AFF}\x{1DC0}-\x{1DFF}\x{20D0}-\x{20FF}\x{3099}\x{309A}\x{FE00}-\x{FE0F}\x{FE20}-\x{FE2F}]*))";

/// A glob: `*` is any run of characters, `?` any one letter, and all else is itself. It must match the whole name,
/// or the path or target from the beginning of a folder's name to its end.
pub(super) fn glob(glob: Part<'_>, haystack: Haystack, budget: &RegexBudget) -> Result<Expr, Mistake> {
    if let Some(simple) = simple_glob(glob.text, haystack) {
        return Ok(simple);
    }
    let begins_a_name = haystack != Haystack::Name
        && !glob.text.starts_with('*')
        && !glob.text.starts_with(std::path::is_separator);
    let separator = regex::escape(std::path::MAIN_SEPARATOR_STR);
    let start = if begins_a_name { format!("(?:^|{separator})") } else { "^".to_owned() };
    let written = |literal: fn(&str) -> String| {
        let mut pattern = format!("(?is){start}");
        let is_sign =
            |c: char| matches!(c, '*' | '?') || haystack != Haystack::Name && std::path::is_separator(c);
        for part in glob.text.split_inclusive(is_sign) {
            let end = part.trim_end_matches(is_sign).len();
            pattern.push_str(&regex::escape(&literal(&part[..end])));
            match part[end..].chars().next() {
                None => {}
                // A run may hold bytes that aren't part of a character.
                Some('*') if pattern.ends_with(ANY_RUN) => {}
                Some('*') => pattern.push_str(ANY_RUN),
                Some('?') => pattern.push_str(ANY_LETTER),
                Some(_) => pattern.push_str(&separator),
            }
        }
        pattern + "$"
    };
    let (letters, folded) = (written(text::simply_folded), written(literals::folded));
    let too_large = || glob.mistaken(MistakeKind::GlobTooLarge);
    let folded = match letters == folded {
        true => ForFolded::Same,
        false => ForFolded::Other(built(&folded, budget).ok_or_else(too_large)?),
    };
    let letters = built(&letters, budget).ok_or_else(too_large)?;
    Ok(Expr::Term(Term::Pattern { haystack, pattern: Pattern::new(letters, folded) }))
}

/// Any run of bytes.
const ANY_RUN: &str = "(?-u:.)*";

/// The globs that need no regular expression.
fn simple_glob(glob: &str, haystack: Haystack) -> Option<Expr> {
    let word = glob.trim_matches('*');
    if word.contains(['*', '?']) {
        return None;
    }
    // Every row has a name, and few have a target.
    if word.is_empty() {
        return (haystack != Haystack::Target).then(|| Expr::All(Vec::new()));
    }
    let folded = folded(word, haystack);
    let term = match (glob.starts_with('*'), glob.ends_with('*'), haystack) {
        (true, true, haystack) => Term::Word { haystack, word: folded },
        (true, false, Haystack::Name) => Term::Ends(folded),
        (false, true, Haystack::Name) => Term::Begins(folded),
        _ => return None,
    };
    Some(Expr::Term(term))
}

/// A regular expression, which matches anywhere unless it is anchored.
pub(super) fn regex(regex: Part<'_>, haystack: Haystack, budget: &mut RegexBudget) -> Result<Expr, Mistake> {
    let syntax = |span: &ast::Span, why: String| {
        let at = visible(regex.text, span);
        MistakeKind::from(RegexMistake::Syntax(why)).at(at.start + regex.start..at.end + regex.start)
    };
    // These know where a mistake is, and the one below tells that only as a drawing.
    let expression = parsed(regex.text).map_err(|error| syntax(error.span(), error.kind().to_string()))?;
    if !budget.takes(&expression) {
        return Err(regex.mistaken(RegexMistake::TooManyClasses));
    }
    TranslatorBuilder::new()
        .utf8(false)
        .build()
        .translate(regex.text, &expression)
        .map_err(|error| syntax(error.span(), error.kind().to_string()))?;
    let made = |source: &str, budget: &RegexBudget| {
        built(&format!("(?i){source}"), budget).ok_or_else(|| regex.mistaken(RegexMistake::TooLarge))
    };
    // A letter that is typed in parts is one: `[é]`, `é?`.
    let source = literals::composed(regex.text);
    let expression = if source == regex.text { expression } else { parsed(&source).unwrap_or(expression) };
    let (source, expression) = match literals::composing(&source, &expression) {
        Some(composed) => {
            let expression = parsed(&composed).unwrap_or(expression);
            (composed, expression)
        }
        None => (source, expression),
    };
    let folding = literals::folding(&source, &expression);
    // Where bytes are asked for no text is composed, so the expression isn't either.
    let letters = made(if matches!(folding, Folding::OfBytes) { regex.text } else { &source }, budget)?;
    let folded = match folding {
        Folding::Same => ForFolded::Same,
        Folding::Impossible => ForFolded::Nothing,
        Folding::OfBytes => ForFolded::Bytes,
        Folding::To(folded) => {
            if !budget.takes(&expression) {
                return Err(regex.mistaken(RegexMistake::TooManyClasses));
            }
            ForFolded::Other(made(&folded, budget)?)
        }
    };
    Ok(Expr::Term(Term::Pattern { haystack, pattern: Pattern::new(letters, folded) }))
}

fn parsed(source: &str) -> Result<ast::Ast, Box<ast::Error>> {
    ast::parse::ParserBuilder::new().nest_limit(DEPTH).build().parse(source).map_err(Box::new)
}

/// A regular expression that is known to be valid; `None` if it takes more memory than the budget allows.
fn built(pattern: &str, budget: &RegexBudget) -> Option<Regex> {
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
