//! Names and messages made safe and readable.
//!
//! A name may hold any byte but NUL and the separator: control characters that drive a terminal, characters that turn the direction
//! of what follows (CVE-2021-42574, "Trojan Source") or that are invisible. On screen, in a log and on a terminal those are written
//! out; in the sheet only what is not Unicode is.
//!
//! | shown | what it is |
//! |---|---|
//! | `\u{200B}` | a character that can't be seen as what it is (`visible`), by its number in hexadecimal |
//! | `\xFF` | a byte that belongs to no character |
//! | `␣` | a space at an end of a name or beside another space, where it can't be seen or counted |
//!
//! Two different names are never shown as the same text: a sign that would be read as one of these is written out itself. That is
//! `␣`, and a backslash where the rest of such an escape follows, so that a path of Windows and nearly every other backslash stays.

use super::visible::{Reader, unseen};
use crate::model::name;
use std::borrow::Cow;
use std::fmt::Write;

const VISIBLE_BLANK: char = '␣';

/// Whether single bytes are written out: where the separator is a backslash `C:\x86` is a path, and names are generalised UTF-8, in
/// which nothing but lone surrogates is not a character.
const HAS_BYTES: bool = name::SEPARATOR != b'\\';

/// A name or path for the screen, a log or a terminal: what can't be seen or would do something is written out. Another name is
/// another text.
pub fn shown(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) if is_plain(bytes) => Cow::Borrowed(text),
        _ => Cow::Owned(written_out(bytes)),
    }
}

/// A message for the screen, a log or a terminal, which may quote what a user typed, a library said, or a name that is shown already:
/// what can't be seen or would do something is written out, a line end too.
pub fn printable(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    let mut done = 0;
    for (at, c) in unseen(text) {
        out.push_str(&text[done..at]);
        push_escape(&mut out, c.into());
        done = at + c.len_utf8();
    }
    out.push_str(&text[done..]);
    Cow::Owned(out)
}

/// A name or path for the sheet: as it is, with `\xHH` for each byte that belongs to no character.
pub fn decoded(bytes: &[u8]) -> Cow<'_, str> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(bytes.len() + 16);
    for chunk in bytes.utf8_chunks() {
        out.push_str(chunk.valid());
        push_invalid(&mut out, chunk.invalid());
    }
    Cow::Owned(out)
}

/// Bytes as lower-case hexadecimal digits, two each.
pub fn hex(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        let _ = write!(out, "{byte:02x}");
    }
    out
}

/// Whether this is shown as it is for sure: most names are, and every row in sight asks in every frame.
fn is_plain(bytes: &[u8]) -> bool {
    // To the end in any case: a loop that may end early is slower.
    let is_ascii = bytes.iter().fold(true, |plain, byte| plain & matches!(byte, b' '..=b'~'));
    is_ascii
        && !matches!(bytes, [b' ', ..] | [.., b' '])
        && !bytes.windows(2).any(|pair| match pair {
            [b' ', next] => *next == b' ' || is_separator(*next),
            [before, b' '] => is_separator(*before),
            [b'\\', next] => matches!(next, b'u' | b'x'),
            _ => false,
        })
}

fn written_out(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len() + 16);
    let mut reader = Reader::default();
    let mut start = 0;
    while let Some(chunk) = bytes[start..].utf8_chunks().next() {
        let text = chunk.valid();
        for (at, c) in text.char_indices() {
            let (before, after) = bytes.split_at(start + at);
            let after = &after[c.len_utf8()..];
            let is_seen = reader.sees(c, &text[at + c.len_utf8()..]);
            if c == ' ' && (is_end(before.last()) || is_end(after.first())) {
                out.push(VISIBLE_BLANK);
            } else if is_seen && c != VISIBLE_BLANK && !(c == '\\' && ends_an_escape(after)) {
                out.push(c);
            } else {
                push_escape(&mut out, c.into());
                reader.forget();
            }
        }
        start += text.len();
        if chunk.invalid().is_empty() {
            continue;
        }
        reader.forget();
        // A lone surrogate is three bytes that belong together.
        if let [0xED, second @ 0xA0..=0xBF, third @ 0x80..=0xBF, ..] = bytes[start..] {
            push_escape(&mut out, 0xD000 | u32::from(second & 0x3F) << 6 | u32::from(third & 0x3F));
            start += 3;
        } else {
            push_invalid(&mut out, chunk.invalid());
            start += chunk.invalid().len();
        }
    }
    out
}

/// Whether a blank beside this is at an end of a name, or one of several.
fn is_end(beside: Option<&u8>) -> bool {
    beside.is_none_or(|&byte| byte == b' ' || is_separator(byte))
}

fn is_separator(byte: u8) -> bool {
    std::path::is_separator(byte.into())
}

/// Whether a backslash with this behind it would be read as an escape.
fn ends_an_escape(after: &[u8]) -> bool {
    match after {
        [b'u', b'{', digits @ ..] => {
            let count = digits.iter().take_while(|byte| byte.is_ascii_hexdigit()).count();
            (1..=6).contains(&count) && digits.get(count) == Some(&b'}')
        }
        [b'x', b'8'..=b'9' | b'a'..=b'f' | b'A'..=b'F', second, ..] => {
            HAS_BYTES && second.is_ascii_hexdigit()
        }
        _ => false,
    }
}

fn push_escape(out: &mut String, code: u32) {
    // Writing to a String can't fail.
    let _ = write!(out, "\\u{{{code:X}}}");
}

fn push_invalid(out: &mut String, invalid: &[u8]) {
    for byte in invalid {
        let _ = write!(out, "\\x{byte:02X}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_a_terminal_would_obey_is_written_out() {
        assert_eq!(shown(b"a\x1b]0;x\x07b"), "a\\u{1B}]0;x\\u{7}b");
        assert_eq!(shown("c1\u{9b}31m".as_bytes()), "c1\\u{9B}31m");
        assert_eq!(shown(b"two\nlines\tand\r"), "two\\u{A}lines\\u{9}and\\u{D}");
        assert_eq!(printable("\x1b[2J said:\nno\u{202E}"), "\\u{1B}[2J said:\\u{A}no\\u{202E}");
    }

    #[test]
    fn what_would_mislead_the_eye_is_written_out() {
        assert_eq!(shown("invoice\u{202E}fdp.exe".as_bytes()), "invoice\\u{202E}fdp.exe");
        assert_eq!(shown("pay\u{200B}pal".as_bytes()), "pay\\u{200B}pal");
    }

    #[test]
    fn a_blank_that_nobody_would_count_is_visible() {
        for (name, text) in [
            ("   ", "␣␣␣"),
            (" x", "␣x"),
            ("x ", "x␣"),
            ("a b", "a b"),
            ("a  b c", "a␣␣b c"),
            ("/a /b c/ d", "/a␣/b c/␣d"),
            ("é ", "é␣"),
            ("a\u{A0}b", "a\\u{A0}b"),
            ("写真\u{3000}1", "写真\\u{3000}1"),
            ("a␣b", "a\\u{2423}b"),
        ] {
            assert_eq!(shown(name.as_bytes()), text);
        }
        assert_eq!(printable(" two  blanks ␣"), " two  blanks ␣");
    }

    #[test]
    fn a_backslash_stays_unless_an_escape_would_follow() {
        for name in
            [r"C:\new\users\text", r"\\host\share", r"\\?\C:\x", r"a\u{}", r"a\u{0000000}", r"dev\x2d"]
        {
            assert_eq!(shown(name.as_bytes()), name);
        }
        assert_eq!(shown(br"a\u{200B}b"), r"a\u{5C}u{200B}b");
        assert_eq!(shown(br"\\u{a}"), r"\\u{5C}u{a}");
        assert_eq!(shown(br"a\xFF"), if HAS_BYTES { r"a\u{5C}xFF" } else { r"a\xFF" });
        assert_eq!(printable(r"a\u{200B}b"), r"a\u{200B}b");
    }

    #[test]
    fn bytes_that_are_no_character_are_told_apart() {
        assert_eq!(shown(b"caf\xE9"), "caf\\xE9");
        assert_eq!(shown(b"a\xED\xA0\x80 "), "a\\u{D800}␣");
        assert_ne!(decoded(b"a\xFF"), decoded(b"a\xFE"));
        assert_eq!(hex(b"a\xFF"), "61ff");
    }

    /// The name that a text stands for, by the table at the head of this file.
    #[cfg(unix)]
    fn read_back(text: &str) -> Vec<u8> {
        let mut out = Vec::new();
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let escape = rest.strip_prefix("\\u{").and_then(|rest| rest.split_once('}'));
            if let Some((number, after)) = escape
                && let Ok(number) = u32::from_str_radix(number, 16)
                && number <= 0x10_FFFF
            {
                // Generalised UTF-8: a lone surrogate in three bytes.
                match char::from_u32(number) {
                    Some(c) => out.extend(c.to_string().bytes()),
                    None => {
                        out.extend([0xED, (number >> 6 & 0x3F | 0x80) as u8, (number & 0x3F | 0x80) as u8])
                    }
                }
                rest = after;
                continue;
            }
            if let Some(after) = rest.strip_prefix("\\x")
                && let Some(Ok(byte @ 0x80..)) = after.get(..2).map(|byte| u8::from_str_radix(byte, 16))
            {
                out.push(byte);
                rest = &after[2..];
                continue;
            }
            let c = if c == '␣' { ' ' } else { c };
            out.extend(c.to_string().bytes());
            rest = &rest[rest.chars().next().map_or(0, char::len_utf8)..];
        }
        out
    }

    /// Pieces that escapes are made of, and what they stand for.
    fn names() -> impl Strategy<Value = Vec<u8>> {
        let pieces = prop::sample::select(vec![
            &b"\\"[..],
            b"u{200B}",
            b"u",
            b"{",
            b"}",
            b"x",
            b"FF",
            b"xFF",
            b"x2d",
            b"A",
            b" ",
            b"/",
            b"\n",
            b"a",
            b"\xFF",
            b"\xC3",
            b"\xED\xA0\x80",
            b"\xED",
            b"\xA0",
            "\u{200B}".as_bytes(),
            "\u{200D}".as_bytes(),
            "␣".as_bytes(),
            "é".as_bytes(),
            "\u{301}".as_bytes(),
            "👩".as_bytes(),
            "\u{FE0F}".as_bytes(),
            "ب".as_bytes(),
        ]);
        prop_oneof![
            prop::collection::vec(pieces, 0..12).prop_map(|pieces| pieces.concat()),
            prop::collection::vec(any::<u8>(), 0..60),
            any::<String>().prop_map(String::into_bytes),
        ]
    }

    proptest! {
        #[cfg(unix)] // elsewhere not every sequence of bytes is a name
        #[test]
        fn no_two_names_are_shown_alike(name in names()) {
            let text = shown(&name);
            prop_assert!(read_back(&text) == name, "{name:?}: {text}");
        }

        #[test]
        fn nothing_shown_is_unseen(name in names()) {
            let text = shown(&name);
            prop_assert_eq!(unseen(&text).collect::<Vec<_>>(), [], "{}", text);
            prop_assert!(!text.chars().any(char::is_control));
        }

        #[test]
        fn what_is_plain_needs_no_care(name in "[ -~]{0,12}") {
            if is_plain(name.as_bytes()) {
                prop_assert_eq!(written_out(name.as_bytes()), name);
            }
        }

        #[test]
        fn a_message_is_printable_once_and_for_all(text in any::<String>()) {
            let once = printable(&text).into_owned();
            let twice = printable(&once).into_owned();
            prop_assert_eq!(twice, once.clone());
            prop_assert_eq!(unseen(&once).count(), 0);
        }

        #[test]
        fn unicode_is_decoded_as_it_is(name in any::<String>()) {
            prop_assert_eq!(decoded(name.as_bytes()), name.as_str());
        }
    }
}
