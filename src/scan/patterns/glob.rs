//! One glob of .gitignore, from slash to slash, put into the syntax of the library that matches it.
//!
//! What git understands is written down in gitignore(5) and fnmatch(3), and decided by its wildmatch.c: `*`, `?`, classes in brackets with
//! ranges and POSIX names, and a backslash before what is meant as it is. Braces are ordinary characters there. The library has alternatives in
//! braces, and in its classes neither names nor backslashes, so everything is written anew.

use crate::model::PatternFault;
use std::iter::Peekable;
use std::str::Chars;

/// What one name of a path has to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Glob {
    /// In the library's syntax.
    pub text: String,
    /// The one name that it matches; `None` if there may be several.
    pub literal: Option<String>,
}

/// What a line has between two slashes.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum GlobPart {
    /// `**`: any number of names, also none.
    Any,
    /// A name that this matches.
    Name(Glob),
    /// What no name is: nothing between two slashes, `.`, `..`, or only a slash in brackets.
    Nothing,
}

/// The parts of a line.
///
/// # Errors
/// What is wrong in it.
pub(super) fn parts(line: &str) -> Result<Vec<GlobPart>, PatternFault> {
    let mut parts = Vec::new();
    let mut rest = line.chars().peekable();
    loop {
        let (part, is_last) = part(&mut rest)?;
        parts.push(part);
        if is_last {
            return Ok(parts);
        }
    }
}

/// The next part, and whether it is the last one.
fn part(rest: &mut Peekable<Chars<'_>>) -> Result<(GlobPart, bool), PatternFault> {
    let mut glob = Glob { text: String::new(), literal: Some(String::new()) };
    let (mut characters, mut stars, mut matches_nothing) = (0, 0, false);
    let mut before = None;
    let is_last = loop {
        let Some(c) = rest.next() else { break true };
        // `a\/b` is `a/b`.
        if c == '/' || c == '\\' && rest.next_if_eq(&'/').is_some() {
            break false;
        }
        characters += 1;
        match c {
            '*' => {
                stars += 1;
                // In a name `**` is `*`, and the library would take it for folders.
                if before != Some('*') {
                    glob.wildcard("*");
                }
            }
            '?' => glob.wildcard("?"),
            '[' => match class(rest)? {
                None => glob.push('['),
                Some(class) if class.is_empty() && !class.negated => matches_nothing = true,
                Some(class) if class.is_empty() => glob.wildcard("?"),
                Some(class) => glob.wildcard(&class.in_the_librarys_syntax()),
            },
            '\\' => match rest.next() {
                Some(c) => glob.push(c),
                None => return Err(PatternFault::LastBackslash),
            },
            c => glob.push(c),
        }
        before = Some(c);
    };
    let part = if characters == 0 || matches_nothing || matches!(glob.literal.as_deref(), Some("." | "..")) {
        GlobPart::Nothing
    } else if characters == 2 && stars == 2 {
        GlobPart::Any
    } else {
        GlobPart::Name(glob)
    };
    Ok((part, is_last))
}

impl Glob {
    fn wildcard(&mut self, text: &str) {
        self.text += text;
        self.literal = None;
    }

    fn push(&mut self, c: char) {
        push_escaped(&mut self.text, c);
        if let Some(literal) = &mut self.literal {
            literal.push(c);
        }
    }
}

fn push_escaped(text: &mut String, c: char) {
    if matches!(c, '*' | '?' | '[' | ']' | '{' | '}' | ',' | '!' | '^' | '\\') {
        text.push('\\');
    }
    text.push(c);
}

/// What stands in brackets.
#[derive(Debug, Default)]
struct CharClass {
    negated: bool,
    ranges: Vec<(char, char)>,
}

/// The class behind its `[`; `None` if that is not closed, and so an ordinary character.
fn class(rest: &mut Peekable<Chars<'_>>) -> Result<Option<CharClass>, PatternFault> {
    let mut ahead = rest.clone();
    let negated = ahead.next_if(|c| matches!(c, '!' | '^')).is_some();
    let mut class = CharClass { negated, ranges: Vec::new() };
    let mut is_first = true;
    loop {
        let Some(c) = ahead.next() else { return Ok(None) };
        if c == ']' && !is_first {
            *rest = ahead;
            return Ok(Some(class));
        }
        is_first = false;
        if c == '[' && ahead.next_if_eq(&':').is_some() {
            let Some(name) = class_name(&mut ahead) else { return Ok(None) };
            class.ranges.extend(named(&name)?);
            continue;
        }
        let Some(first) = (if c == '\\' { ahead.next() } else { Some(c) }) else { return Ok(None) };
        let mut behind = ahead.clone();
        behind.next();
        let is_range = ahead.peek() == Some(&'-') && behind.peek().is_some_and(|&c| c != ']');
        if !is_range {
            class.ranges.push((first, first));
            continue;
        }
        ahead.next();
        let last = match ahead.next() {
            Some('\\') => ahead.next(),
            last => last,
        };
        let Some(last) = last else { return Ok(None) };
        if last < first {
            return Err(PatternFault::BackwardRange(first, last));
        }
        class.ranges.push((first, last));
    }
}

/// The name of `[:name:]` behind its colon.
fn class_name(rest: &mut Peekable<Chars<'_>>) -> Option<String> {
    let mut name = String::new();
    loop {
        match rest.next()? {
            ':' if rest.next_if_eq(&']').is_some() => return Some(name),
            c => name.push(c),
        }
    }
}

/// The characters of a POSIX class, as git has them: ASCII alone.
fn named(name: &str) -> Result<Vec<(char, char)>, PatternFault> {
    Ok(match name {
        "alnum" => vec![('0', '9'), ('A', 'Z'), ('a', 'z')],
        "alpha" => vec![('A', 'Z'), ('a', 'z')],
        "blank" => vec![(' ', ' '), ('\t', '\t')],
        "cntrl" => vec![('\0', '\x1F'), ('\x7F', '\x7F')],
        "digit" => vec![('0', '9')],
        "graph" => vec![('!', '~')],
        "lower" => vec![('a', 'z')],
        "print" => vec![(' ', '~')],
        "punct" => vec![('!', '/'), (':', '@'), ('[', '`'), ('{', '~')],
        "space" => vec![('\t', '\r'), (' ', ' ')],
        "upper" => vec![('A', 'Z')],
        "xdigit" => vec![('0', '9'), ('A', 'F'), ('a', 'f')],
        other => return Err(PatternFault::NoSuchClass(other.to_owned())),
    })
}

impl CharClass {
    /// A name holds no slash, so a class of nothing else matches nothing.
    fn is_empty(&self) -> bool {
        self.ranges.iter().all(|&range| range == ('/', '/'))
    }

    /// In the library's classes `]` is a member as the first one only, `-` surely as the last one, and `!` and `^` as any but the first.
    /// So these two are taken out of the ranges, and what is first is `]`, or a slash, which is in no name.
    fn in_the_librarys_syntax(&self) -> String {
        let has = |sign: char| self.ranges.iter().any(|&(first, last)| first <= sign && sign <= last);
        let mut text = String::from(if self.negated { "[!" } else { "[" });
        text.push(if has(']') { ']' } else { '/' });
        let without_dash = self.ranges.iter().flat_map(|&range| without(range, '-'));
        for (first, last) in without_dash.flat_map(|range| without(range, ']')) {
            text.extend([first, '-', last]);
        }
        text += if has('-') { "-]" } else { "]" };
        text
    }
}

/// A range without one ASCII sign, in up to two pieces.
fn without((first, last): (char, char), sign: char) -> impl Iterator<Item = (char, char)> {
    let beside = |by: i8| char::from((sign as u8).wrapping_add_signed(by));
    let pieces = if (first..=last).contains(&sign) {
        [(first, beside(-1)), (beside(1), last)]
    } else {
        // The second one is none.
        [(first, last), ('b', 'a')]
    };
    pieces.into_iter().filter(|(first, last)| first <= last)
}
