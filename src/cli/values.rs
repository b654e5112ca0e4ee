//! The values of arguments: a mistake in one is reported with the argument's name, in a few lines, and with nothing in them that
//! a terminal would obey. clap alone puts the whole value there, as it is.

use crate::model::{Mistake, name};
use crate::{text, words};
use clap::builder::{PossibleValue, TypedValueParser};
use clap::error::ErrorKind;
use clap::{Arg, Command};
use std::borrow::Cow;
use std::error::Error;
use std::ffi::{OsStr, OsString};

/// Characters of a value that are shown.
const SHOWN: usize = 60;
/// Characters of a line of clap's own, which may hold an argument of any length.
const LINE: usize = 500;

/// Reads a text by `read`. `instead` is what a user can do whose value is not Unicode.
pub(super) fn text<T>(read: fn(&str) -> Result<T, String>, instead: &'static str) -> TextParser<T> {
    TextParser { read, instead }
}

/// A value that one of clap's own parsers reads.
pub(super) fn plain<P: TypedValueParser>(parser: P) -> PlainParser<P> {
    PlainParser(parser)
}

/// See [`text()`].
#[derive(Clone)]
pub(super) struct TextParser<T> {
    read: fn(&str) -> Result<T, String>,
    instead: &'static str,
}

impl<T: Clone + Send + Sync + 'static> TypedValueParser for TextParser<T> {
    type Value = T;

    fn parse_ref(&self, _: &Command, arg: Option<&Arg>, value: &OsStr) -> Result<T, clap::Error> {
        let text = value.to_str().ok_or_else(|| not_unicode(arg, value, self.instead))?;
        (self.read)(text).map_err(|why| wrong_value(ErrorKind::ValueValidation, arg, value, &why))
    }
}

/// See [`plain`].
#[derive(Clone)]
pub(super) struct PlainParser<P>(P);

impl<P: TypedValueParser> TypedValueParser for PlainParser<P> {
    type Value = P::Value;

    fn parse_ref(
        &self,
        command: &Command,
        arg: Option<&Arg>,
        value: &OsStr,
    ) -> Result<P::Value, clap::Error> {
        if value.to_str().is_none() {
            return Err(not_unicode(arg, value, ""));
        }
        self.0.parse_ref(command, arg, value).map_err(|error| {
            if is_fit(value, SHOWN) {
                return error;
            }
            let names: Vec<String> =
                self.possible_values().into_iter().flatten().map(|one| one.get_name().to_owned()).collect();
            let why = match error.source() {
                Some(why) => why.to_string(),
                None => format!("it must be one of {}", names.join(", ")),
            };
            wrong_value(error.kind(), arg, value, &why)
        })
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        self.0.possible_values()
    }
}

fn not_unicode(arg: Option<&Arg>, value: &OsStr, instead: &str) -> clap::Error {
    let needed = if cfg!(windows) { "Unicode" } else { "valid UTF-8" };
    wrong_value(ErrorKind::InvalidUtf8, arg, value, &format!("it must be {needed}{instead}"))
}

fn wrong_value(kind: ErrorKind, arg: Option<&Arg>, value: &OsStr, why: &str) -> clap::Error {
    let arg = arg.map(Arg::to_string).unwrap_or_default();
    let value = elided(&text::shown(name::bytes(value)), SHOWN).into_owned();
    let words = format!("invalid value '{value}' for '{arg}': {}", fit(why));
    clap::Error::raw(kind, format!("{words}\n\nFor more information, try '--help'.\n"))
}

/// What clap says, once it is fit for a terminal. `parse` returns what clap says of other arguments.
pub(super) fn refused(
    error: clap::Error,
    parse: impl FnOnce(Vec<OsString>) -> Option<clap::Error>,
) -> clap::Error {
    if !error.use_stderr() || std::env::args_os().all(|arg| is_fit(&arg, LINE)) {
        return error;
    }
    // A mistake in a value is reported here already. Anything else is the same mistake made with arguments that hold nothing but what can
    // be seen: clap takes escapes out of its own words, and with them what they were in.
    let is_ours =
        matches!(error.kind(), ErrorKind::InvalidValue | ErrorKind::InvalidUtf8 | ErrorKind::ValueValidation);
    let visible = |arg: OsString| text::printable(&text::decoded(name::bytes(&arg))).into_owned();
    let again = || parse(std::env::args_os().map(|arg| visible(arg).into()).collect());
    let again = (!is_ours).then(again).flatten().filter(|again| again.kind() == error.kind());
    let words = again.as_ref().unwrap_or(&error).render().to_string();
    clap::Error::raw(error.kind(), fit(words.strip_prefix("error: ").unwrap_or(&words)))
}

/// Whether an argument can be shown as it is.
fn is_fit(arg: &OsStr, bytes: usize) -> bool {
    arg.len() <= bytes && matches!(text::shown(name::bytes(arg)), Cow::Borrowed(_))
}

/// Lines that are fit for a terminal. Those that part others stay empty.
fn fit(lines: &str) -> String {
    let line = |line: &str| match line.trim().is_empty() {
        true => String::new(),
        false => elided(&text::printable(line), LINE).into_owned(),
    };
    lines.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

/// What is wrong, and below it the text with a line under the wrong part, as far as it fits on a line.
pub(super) fn pointed_at(text: &str, mistake: &Mistake) -> String {
    let shown = |part: Option<&str>| text::printable(part.unwrap_or_default()).into_owned();
    let before = shown(text.get(..mistake.at.start).map(|before| elided_before(before, 30)).as_deref());
    let part = shown(text.get(mistake.at.clone()).map(|part| elided(part, 30)).as_deref());
    let after = shown(text.get(mistake.at.end..).map(|after| elided(after, 15)).as_deref());
    let carets = "^".repeat(part.chars().count().max(1));
    let indent = " ".repeat(before.chars().count());
    format!("{}\n\n  {before}{part}{after}\n  {indent}{carets}", shown(Some(&words::mistake(&mistake.kind))))
}

/// The first characters of a text, and a sign where there were more.
fn elided(text: &str, characters: usize) -> Cow<'_, str> {
    match text.char_indices().nth(characters) {
        None => text.into(),
        Some((end, _)) => format!("{}…", &text[..end]).into(),
    }
}

/// The last characters of a text, and a sign where there were more.
fn elided_before(text: &str, characters: usize) -> Cow<'_, str> {
    match text.char_indices().rev().nth(characters.saturating_sub(1)) {
        Some((start, _)) if start > 0 => format!("…{}", &text[start..]).into(),
        _ => text.into(),
    }
}
