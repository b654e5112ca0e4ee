//! Names made safe and readable.
//!
//! A name may hold any byte but NUL and the separator: control characters that drive a terminal, characters
//! that turn the direction of what follows (CVE-2021-42574, "Trojan Source") or that nobody sees. On screen, in a log and
//! on a terminal those are written out; in the sheet only what is no Unicode is.

use std::borrow::Cow;
use std::fmt::Write;

/// A name or path for the screen, a log or a terminal: what can't be seen or would do something is written out.
pub fn shown(bytes: &[u8]) -> Cow<'_, str> {
    if let Ok(text) = std::str::from_utf8(bytes)
        && !text.chars().any(is_hidden)
        && !is_blank(text)
    {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(bytes.len() + 16);
    let blank = std::str::from_utf8(bytes).is_ok_and(is_blank);
    for chunk in bytes.utf8_chunks() {
        for c in chunk.valid().chars() {
            match c {
                '\n' => out.push_str("\\n"),
                '\r' => out.push_str("\\r"),
                '\t' => out.push_str("\\t"),
                ' ' if blank => out.push('␣'),
                c if is_hidden(c) || (blank && c.is_whitespace()) => {
                    // Writing to a String can't fail.
                    let _ = write!(out, "\\u{{{:X}}}", c as u32);
                }
                c => out.push(c),
            }
        }
        push_invalid(&mut out, chunk.invalid());
    }
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

fn push_invalid(out: &mut String, invalid: &[u8]) {
    for byte in invalid {
        let _ = write!(out, "\\x{byte:02X}");
    }
}

/// A name of nothing but spaces looks like no name.
fn is_blank(text: &str) -> bool {
    !text.is_empty() && text.chars().all(char::is_whitespace)
}

/// Control characters, direction changes, and what has no width of its own. The joiners U+200C and U+200D and the
/// variation selectors stay: Persian, Indic scripts and emoji need them.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
            | '\u{180B}'..='\u{180F}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF9}'..='\u{FFFB}'
            | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E007F}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_a_terminal_would_obey_is_written_out() {
        assert_eq!(shown(b"a\x1b]0;x\x07b"), "a\\u{1B}]0;x\\u{7}b");
        assert_eq!(shown("c1\u{9b}31m".as_bytes()), "c1\\u{9B}31m");
        assert_eq!(shown(b"two\nlines\tand\r"), "two\\nlines\\tand\\r");
    }

    #[test]
    fn what_would_mislead_the_eye_is_written_out() {
        assert_eq!(shown("invoice\u{202E}fdp.exe".as_bytes()), "invoice\\u{202E}fdp.exe");
        assert_eq!(shown("pay\u{200B}pal".as_bytes()), "pay\\u{200B}pal");
        assert_eq!(shown(b"   "), "␣␣␣");
    }

    #[test]
    fn scripts_and_emoji_stay() {
        for name in ["日本語", "עברית", "می\u{200C}خواهم", "👩\u{200D}👧", "❤\u{FE0F}", "naïve 1.txt"]
        {
            assert_eq!(shown(name.as_bytes()), name);
        }
    }

    #[test]
    fn bytes_that_are_no_character_are_told_apart() {
        assert_eq!(shown(b"caf\xE9"), "caf\\xE9");
        assert_ne!(decoded(b"a\xFF"), decoded(b"a\xFE"));
        assert_eq!(hex(b"a\xFF"), "61ff");
    }

    proptest! {
        #[test]
        fn nothing_shown_is_a_control_character(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
            prop_assert!(!shown(&bytes).chars().any(char::is_control));
        }

        #[test]
        fn unicode_is_decoded_as_it_is(name in any::<String>()) {
            prop_assert_eq!(decoded(name.as_bytes()), name.as_str());
        }
    }
}
