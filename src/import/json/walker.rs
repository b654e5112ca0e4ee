//! Walks through JSON piece by piece, however deep it nests, in memory that doesn't grow with it but for a byte a level. Strings are bytes:
//! ncdu writes names that are not valid UTF-8 as they are.

use crate::import::input::push_code;
use crate::import::lines::Lines;
use crate::import::values::hex_digit;
use crate::model::SourceError;

/// The longest string or number, in bytes.
const LONGEST: usize = 1 << 20;

/// A piece of JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::import) enum Token {
    /// `{`.
    Object,
    /// `}`.
    ObjectEnd,
    /// `[`.
    Array,
    /// `]`.
    ArrayEnd,
    /// The name of what comes next in an object; it is in [`Walker::text`].
    Key,
    /// A string; it is in [`Walker::text`].
    Text,
    /// A number; it is in [`Walker::text`].
    Number,
    /// `true` or `false`.
    Truth(bool),
    /// `null`.
    Null,
    /// Nothing more, and everything was closed.
    End,
    /// This isn't JSON, or it ends too early.
    Broken,
}

/// Where in JSON the reader is.
pub(in crate::import) struct Walker<'r> {
    lines: Lines<'r>,
    /// What was opened and not closed: whether each is an object.
    open: Vec<bool>,
    /// In an object: whether a name comes next.
    wants_key: bool,
    text: Vec<u8>,
    is_broken: bool,
}

impl<'r> Walker<'r> {
    /// From the beginning.
    pub(in crate::import) fn new(lines: Lines<'r>) -> Walker<'r> {
        Walker { lines, open: Vec::new(), wants_key: false, text: Vec::new(), is_broken: false }
    }

    /// The last key, string or number.
    pub(in crate::import) fn text(&self) -> &[u8] {
        &self.text
    }

    /// How many objects and arrays are open.
    pub(in crate::import) fn depth(&self) -> usize {
        self.open.len()
    }

    /// The line where the reader is, from 1.
    pub(in crate::import) fn line(&self) -> u64 {
        self.lines.line()
    }

    /// Bytes that were passed.
    pub(in crate::import) fn position(&self) -> u64 {
        self.lines.position()
    }

    fn peek(&mut self) -> Result<Option<u8>, SourceError> {
        loop {
            if let Some(byte) = self.lines.rest().first() {
                return Ok(Some(*byte));
            }
            if !self.lines.fill()? || self.lines.is_at_end() && self.lines.rest().is_empty() {
                return Ok(None);
            }
        }
    }

    /// The next piece. Behind one that is broken nothing comes.
    ///
    /// # Errors
    /// Those of reading.
    pub(in crate::import) fn next(&mut self) -> Result<Token, SourceError> {
        let token = if self.is_broken { Token::Broken } else { self.token()? };
        self.is_broken = token == Token::Broken;
        Ok(token)
    }

    fn token(&mut self) -> Result<Token, SourceError> {
        loop {
            let Some(byte) = self.peek()? else {
                return Ok(if self.open.is_empty() { Token::End } else { Token::Broken });
            };
            match byte {
                b'\n' => self.lines.pass(1, 1),
                b' ' | b'\t' | b'\r' | b':' => self.lines.pass(1, 0),
                b',' => {
                    self.wants_key = self.open.last() == Some(&true);
                    self.lines.pass(1, 0);
                }
                b'{' | b'[' => {
                    self.lines.pass(1, 0);
                    self.open.push(byte == b'{');
                    self.wants_key = byte == b'{';
                    return Ok(if byte == b'{' { Token::Object } else { Token::Array });
                }
                b'}' | b']' => {
                    self.lines.pass(1, 0);
                    if self.open.pop() != Some(byte == b'}') {
                        return Ok(Token::Broken);
                    }
                    self.wants_key = false;
                    return Ok(if byte == b'}' { Token::ObjectEnd } else { Token::ArrayEnd });
                }
                b'"' => {
                    self.lines.pass(1, 0);
                    if !self.string()? {
                        return Ok(Token::Broken);
                    }
                    let is_key = std::mem::take(&mut self.wants_key);
                    return Ok(if is_key { Token::Key } else { Token::Text });
                }
                b'-' | b'0'..=b'9' | b't' | b'f' | b'n' => return self.word(),
                _ => return Ok(Token::Broken),
            }
        }
    }

    /// A number, `true`, `false` or `null`.
    fn word(&mut self) -> Result<Token, SourceError> {
        self.text.clear();
        while let Some(byte) = self.peek()? {
            if !(byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'+' | b'.')) {
                break;
            }
            if self.text.len() == 64 {
                return Ok(Token::Broken);
            }
            self.text.push(byte);
            self.lines.pass(1, 0);
        }
        Ok(match self.text.as_slice() {
            b"true" => Token::Truth(true),
            b"false" => Token::Truth(false),
            b"null" => Token::Null,
            [b'-' | b'0'..=b'9', ..] => Token::Number,
            _ => Token::Broken,
        })
    }

    /// The rest of a string behind its first quote; whether it is one.
    fn string(&mut self) -> Result<bool, SourceError> {
        self.text.clear();
        loop {
            if self.peek()?.is_none() || self.text.len() > LONGEST {
                return Ok(false);
            }
            let rest = self.lines.rest();
            let plain = memchr::memchr3(b'"', b'\\', b'\n', rest).unwrap_or(rest.len());
            self.text.extend_from_slice(&rest[..plain]);
            let stop = rest.get(plain).copied();
            match stop {
                None => self.lines.pass(plain, 0),
                Some(b'"') => {
                    self.lines.pass(plain + 1, 0);
                    return Ok(true);
                }
                Some(b'\n') => {
                    self.text.push(b'\n');
                    self.lines.pass(plain + 1, 1);
                }
                Some(_) => {
                    self.lines.pass(plain + 1, 0);
                    if !self.escape()? {
                        return Ok(false);
                    }
                }
            }
        }
    }

    fn byte(&mut self) -> Result<Option<u8>, SourceError> {
        let byte = self.peek()?;
        self.lines.pass(1, 0);
        Ok(byte)
    }

    fn escape(&mut self) -> Result<bool, SourceError> {
        let byte = match self.byte()? {
            Some(sign @ (b'"' | b'\\' | b'/')) => sign,
            Some(b'b') => 8,
            Some(b'f') => 12,
            Some(b'n') => b'\n',
            Some(b'r') => b'\r',
            Some(b't') => b'\t',
            Some(b'u') => return self.unicode(),
            _ => return Ok(false),
        };
        self.text.push(byte);
        Ok(true)
    }

    /// A code point behind `\u`, in one unit of UTF-16 or two.
    fn unicode(&mut self) -> Result<bool, SourceError> {
        let Some(mut unit) = self.unit()? else { return Ok(false) };
        loop {
            if !(0xD800..0xDC00).contains(&unit) {
                push_code(unit, &mut self.text);
                return Ok(true);
            }
            // The other half comes next, or it is a lone one.
            if self.peek()? != Some(b'\\') {
                push_code(unit, &mut self.text);
                return Ok(true);
            }
            self.lines.pass(1, 0);
            if self.peek()? != Some(b'u') {
                push_code(unit, &mut self.text);
                return self.escape();
            }
            self.lines.pass(1, 0);
            let Some(low) = self.unit()? else { return Ok(false) };
            if (0xDC00..0xE000).contains(&low) {
                push_code(0x10000 + ((unit & 0x3FF) << 10 | low & 0x3FF), &mut self.text);
                return Ok(true);
            }
            push_code(unit, &mut self.text);
            unit = low;
        }
    }

    fn unit(&mut self) -> Result<Option<u32>, SourceError> {
        let mut unit = 0;
        for _ in 0..4 {
            let Some(digit) = self.byte()?.and_then(hex_digit) else { return Ok(None) };
            unit = unit << 4 | u32::from(digit);
        }
        Ok(Some(unit))
    }

    /// Begins anew with the next line, whatever was open; `false` if there is none.
    ///
    /// # Errors
    /// Those of reading.
    pub(in crate::import) fn begin_line(&mut self) -> Result<bool, SourceError> {
        self.open.clear();
        self.is_broken = false;
        self.wants_key = false;
        loop {
            if let Some(at) = memchr::memchr(b'\n', self.lines.rest()) {
                self.lines.pass(at + 1, 1);
                return Ok(self.peek()?.is_some());
            }
            self.lines.pass(self.lines.rest().len(), 0);
            if self.peek()?.is_none() {
                return Ok(false);
            }
        }
    }

    /// Passes over what comes next, whatever it holds; `false` if that is broken.
    ///
    /// # Errors
    /// Those of reading.
    pub(in crate::import) fn skip(&mut self) -> Result<bool, SourceError> {
        let depth = self.depth();
        loop {
            match self.next()? {
                Token::Broken | Token::End => return Ok(false),
                _ if self.depth() <= depth => return Ok(true),
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Cancel;
    use proptest::prelude::*;

    fn walker(text: &[u8]) -> Walker<'_> {
        Walker::new(Lines::new(Box::new(text), Cancel::default()))
    }

    /// The value that comes next, as serde has it.
    fn value(walker: &mut Walker<'_>, token: Token) -> serde_json::Value {
        let text = |walker: &Walker<'_>| String::from_utf8(walker.text().to_vec()).unwrap();
        match token {
            Token::Object => {
                let mut object = serde_json::Map::new();
                while let Token::Key = walker.next().unwrap() {
                    let key = text(walker);
                    let token = walker.next().unwrap();
                    object.insert(key, value(walker, token));
                }
                object.into()
            }
            Token::Array => {
                let mut array = Vec::new();
                loop {
                    match walker.next().unwrap() {
                        Token::ArrayEnd => return array.into(),
                        token => array.push(value(walker, token)),
                    }
                }
            }
            Token::Text => text(walker).into(),
            Token::Number => serde_json::from_str(&text(walker)).unwrap(),
            Token::Truth(truth) => truth.into(),
            Token::Null => serde_json::Value::Null,
            other => panic!("{other:?}"),
        }
    }

    fn json() -> impl Strategy<Value = serde_json::Value> {
        let leaf = prop_oneof![
            Just(serde_json::Value::Null),
            any::<bool>().prop_map(Into::into),
            any::<i64>().prop_map(Into::into),
            ".{0,6}".prop_map(Into::into),
        ];
        leaf.prop_recursive(4, 40, 5, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..5).prop_map(Into::into),
                prop::collection::btree_map(".{0,3}", inner, 0..5)
                    .prop_map(|map| map.into_iter().collect::<serde_json::Map<_, _>>().into()),
            ]
        })
    }

    proptest! {
        #[test]
        fn what_serde_writes_is_walked_through(json in json(), pretty: bool) {
            let text = if pretty { serde_json::to_string_pretty(&json) } else { serde_json::to_string(&json) }.unwrap();
            let mut walker = walker(text.as_bytes());
            let token = walker.next().unwrap();
            prop_assert_eq!(value(&mut walker, token), json);
            prop_assert_eq!(walker.next().unwrap(), Token::End);
        }

        #[test]
        fn any_bytes_come_to_an_end(text in prop::collection::vec(prop::sample::select(&b"[]{}\",:\\u0d8n1 \xFF"[..]), 0..60)) {
            let mut walker = walker(&text);
            while !matches!(walker.next().unwrap(), Token::End | Token::Broken) {}
        }
    }

    #[test]
    fn bytes_and_lone_surrogates_stay() {
        let mut walker = walker(b"\"a\xFF\\ud800\\n\\ud83d\\ude00\\ud800\\u0041\"");
        assert_eq!(walker.next().unwrap(), Token::Text);
        assert_eq!(walker.text(), b"a\xFF\xED\xA0\x80\n\xF0\x9F\x98\x80\xED\xA0\x80A");
    }

    #[test]
    fn a_million_levels_are_walked_through() {
        let text = [vec![b'['; 1_000_000], vec![b']'; 1_000_000]].concat();
        let mut walker = walker(&text);
        assert!(walker.skip().unwrap());
        assert_eq!(walker.next().unwrap(), Token::End);
    }
}
