//! Values as a format writes them: texts that are valid UTF-8.

use crate::model::mode;
use crate::text;
use crate::view::Value;
use std::borrow::Cow;

/// What is in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Cell<'a> {
    /// Nothing is known.
    Empty,
    /// A text, as it is but for bytes that are not valid UTF-8.
    Text(Cow<'a, str>),
    /// A number of bytes, or a code.
    Number(i128),
    /// A moment, in seconds since 1970-01-01T00:00:00Z.
    Time(i64),
}

impl<'a> From<Value<'a>> for Cell<'a> {
    fn from(value: Value<'a>) -> Cell<'a> {
        match value {
            Value::Empty => Cell::Empty,
            Value::Text(Cow::Borrowed(bytes)) => Cell::Text(text::decoded(bytes)),
            Value::Text(Cow::Owned(bytes)) => Cell::Text(match String::from_utf8(bytes) {
                Ok(text) => text.into(),
                Err(error) => text::decoded(error.as_bytes()).into_owned().into(),
            }),
            Value::Word(word) => Cell::Text(word),
            Value::Number(number) => Cell::Number(number.into()),
            Value::Signed(number) => Cell::Number(number.into()),
            Value::Mode(bits) => Cell::Text(mode::octal(bits).into()),
            Value::Time(seconds) => Cell::Time(seconds),
        }
    }
}
