//! Which texts a spreadsheet would run, and what makes it read them as texts: OWASP's "CSV Injection".
//!
//! A formula begins with `=`, `+`, `-` or `@`, or what Unicode calls compatible with one (NFKC), which East Asian spreadsheets take for
//! it; OWASP adds the tab and the line ends. Blanks and quotes before it don't help: some readers drop them. LibreOffice runs ` =1` where
//! it was told to trim, and splits at commas, semicolons and tabs alike unless it was told otherwise. So a formula is looked for
//! at the beginning of a text and behind each sign that some reader might take for the end of a cell.

use crate::text;
use std::borrow::Cow;

/// What makes a spreadsheet read the cell as text.
pub(super) const GUARD: u8 = b'\'';

/// What ends a cell or a line for some reader, whatever the file's own separator is.
pub(super) const ENDS: [u8; 6] = [b',', b';', b'\t', b'|', b'\r', b'\n'];

/// Whether a spreadsheet would take this text, in UTF-8, for a formula. A path from its root or drive on never is one.
#[inline]
pub(super) fn is_formula(text: &[u8]) -> bool {
    match text {
        []
        | [
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'.' | b'/' | b'\\' | b'_' | b'(' | b'[' | b'#' | b'~',
            ..,
        ] => false,
        _ => begins_one(&String::from_utf8_lossy(text)),
    }
}

fn begins_one(text: &str) -> bool {
    if text.starts_with(['\t', '\r', '\n']) {
        return true;
    }
    let first = text.chars().find(|&c| c != '"' && !text::is_unseen(c));
    first.is_some_and(|first| {
        matches!(first, '=' | '+' | '-' | '@')
            || matches!(first, '＝' | '＋' | '－' | '＠' | '﹦' | '﹢' | '﹣' | '﹫')
            || matches!(first, '⁼' | '⁺' | '⁻' | '₌' | '₊' | '₋' | '−' | '﬩')
    })
}

/// A text with each formula guarded that begins behind the end of a cell in it; the text's own beginning is the caller's to guard.
/// `separator` is the file's own, a sign in ASCII.
pub(super) fn inside(text: &str, separator: u8) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let mut out = String::new();
    let mut done = 0;
    for (at, &before) in (1..).zip(bytes) {
        let is_end = before == separator || ENDS.contains(&before);
        // Of several ends in a row the last one has the formula behind it.
        if is_end && bytes.get(at).is_some_and(|byte| !ENDS.contains(byte)) && begins_one(&text[at..]) {
            out.push_str(&text[done..at]);
            out.push(GUARD.into());
            done = at;
        }
    }
    if done == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(&text[done..]);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_a_spreadsheet_would_run_is_found() {
        for text in [
            "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠x", "-rf", "﹦1",
            "−1",
        ] {
            assert!(is_formula(text.as_bytes()), "{text:?}");
        }
        for before in [
            " ", "  ", "\u{A0}", "\u{3000}", "\u{200B}", "\u{FEFF}", "\u{B}", "\u{C}", "\u{1}", "\"", "\" \"",
        ] {
            assert!(is_formula(format!("{before}=1").as_bytes()), "{before:?}");
        }
        for text in [
            "",
            "/srv/=x",
            "C:\\=x",
            "\\\\host\\=x",
            "a=1",
            "'=1",
            "1-2",
            "(1)",
            "ー",
            "é-",
            " a",
            "\"a\"",
            " ",
        ] {
            assert!(!is_formula(text.as_bytes()), "{text:?}");
        }
    }

    #[test]
    fn what_another_separator_would_part_is_guarded() {
        for (text, guarded) in [
            ("x;=1+41", "x;'=1+41"),
            ("x,=1", "x,'=1"),
            ("x\t=1", "x\t'=1"),
            ("x|@y", "x|'@y"),
            ("x\n+1", "x\n'+1"),
            ("x\r\n-1", "x\r\n'-1"),
            ("x; =1", "x;' =1"),
            ("x;\"=1\"", "x;'\"=1\""),
            ("a\";=1+1", "a\";'=1+1"),
            ("x;,=1;=2", "x;,'=1;'=2"),
            ("x;\u{200B}=1", "x;'\u{200B}=1"),
            ("x;＝1", "x;'＝1"),
            ("/r/a;=b/c^=d", "/r/a;'=b/c^'=d"),
        ] {
            assert_eq!(inside(text, b'^'), guarded);
        }
        for text in ["", ";", "x;", "a;b,c", "=1", "both\r\nends", "x;'=1", "é;é", "x =1", "x~=1"] {
            assert_eq!(inside(text, b','), text);
        }
        assert_eq!(inside("x;=1", b'='), "x;'=1");
    }

    proptest! {
        /// With any of the signs for an end, and whether or not it knows quotes.
        #[test]
        fn no_part_of_a_guarded_text_is_a_formula(text in "[a=+@ ,;|\t\r\n\"'é\u{200B}＝-]{0,16}", end in 0..ENDS.len()) {
            let guarded = inside(&text, b',');
            for part in guarded.split(char::from(ENDS[end])).skip(1) {
                let seen = part.trim_start_matches(['"', ' ', '\t', '\r', '\n', '\u{200B}']);
                prop_assert!(!seen.starts_with(['=', '+', '-', '@', '＝']), "{guarded:?}");
            }
            prop_assert_eq!(guarded.replace('\'', ""), text.replace('\'', ""));
        }
    }
}
