//! Terms that ask for exactly what a row has, whatever characters that is made of: for clicks, which quote nothing by hand.
//!
//! A name may hold quotes, stars, spaces, line ends and bytes that aren't part of a character. Where the plain form of a term could be read as
//! something else, it is a regular expression in which each of those is written out.

use regex::escape;
use std::fmt::Write;

/// A term for an extension, which is in small letters; an empty one asks for names without one.
pub fn extension(extension: &[u8]) -> String {
    match std::str::from_utf8(extension) {
        Ok("") => "ext:\"\"".to_owned(),
        Ok(text) if text.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '+' | '~')) => {
            format!("ext:{text}")
        }
        _ => format!("name:/{}$/", escaped(&[b".", extension].concat())),
    }
}

/// A term for names that are this one, in any case.
pub fn name(name: &[u8]) -> String {
    format!("name:/^{}$/", escaped(name))
}

/// A term for all that is in the folder with this path, and below it; `separator` stands between the parts of its paths.
pub fn folder(path: &[u8], separator: u8) -> String {
    let mut path = path.to_vec();
    crate::model::name::push_part_by(&mut path, b"", separator);
    format!("path:/^{}/", escaped(&path))
}

/// A regular expression that matches these bytes and nothing else, but for case.
fn escaped(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len() + 16);
    for chunk in bytes.utf8_chunks() {
        for c in chunk.valid().chars() {
            match c {
                // It would end the expression.
                '/' => out.push_str(r"\/"),
                // These mean something only within a class.
                '-' | '&' | '~' | '#' | ' ' => out.push(c),
                c if c.is_control() || c.is_whitespace() => push_code(&mut out, c),
                c => out.push_str(&escape(c.encode_utf8(&mut [0; 4]))),
            }
        }
        for byte in chunk.invalid() {
            // Writing to a String can't fail.
            let _ = write!(out, r"(?-u:\x{byte:02X})");
        }
    }
    out
}

fn push_code(out: &mut String, c: char) {
    let _ = write!(out, r"\x{{{:X}}}", u32::from(c));
}

#[cfg(test)]
mod tests {
    use super::super::{Expr, Filter, Haystack, Term};
    use proptest::prelude::*;

    fn expr(term: &str) -> Expr {
        Filter::parse(term).unwrap_or_else(|mistake| panic!("{term}: {mistake:?}")).expr().clone()
    }

    /// Whether a term's expression, the only one of its filter, wants a text.
    fn wants(term: &str, haystack: Haystack, text: &[u8]) -> bool {
        match expr(term) {
            Expr::All(all) => match &all[..] {
                [Expr::Term(Term::Pattern { haystack: at, pattern })] => {
                    *at == haystack && pattern.is_match(text)
                }
                other => panic!("{term}: {other:?}"),
            },
            other => panic!("{term}: {other:?}"),
        }
    }

    const ODD: [&[u8]; 18] = [
        b"plain.txt",
        b"two words.txt",
        b" blank at both ends ",
        b"say \"yes\"",
        b"a*b?.txt",
        b"-dash",
        b"--",
        b"OR",
        b"line\nend\tand\r",
        b"caf\xE9.txt",
        b"\xFF\xFE",
        b"[x](y){1}^$.|\\+",
        b"\\u{41}",
        b"name:x",
        "Größe\u{a0}写真".as_bytes(),
        "U\u{308}ber".as_bytes(),
        // Letters that have a composed form, beside a byte that isn't part of one.
        b"\xCD\xBE\x80",
        b"U\xCC\x88ber\xFF",
    ];

    #[test]
    fn a_name_comes_back_from_its_term_and_no_other_does() {
        for name in ODD {
            let term = super::name(name);
            assert!(wants(&term, Haystack::Name, name), "{term}");
            for other in ODD.iter().filter(|other| **other != name) {
                assert!(!wants(&term, Haystack::Name, other), "{term} is not for {other:?}");
            }
            let longer = [name, b"x"].concat();
            assert!(!wants(&term, Haystack::Name, &longer), "{term}");
        }
    }

    #[test]
    fn a_folder_is_what_is_in_it() {
        let path = |parts: &[&[u8]]| {
            let mut path = Vec::new();
            parts.iter().for_each(|part| crate::model::name::push_part(&mut path, part));
            path
        };
        let top = if cfg!(windows) { &b"C:"[..] } else { b"/srv" };
        for name in ODD {
            let folder = path(&[top, name]);
            let term = super::folder(&folder, crate::model::name::SEPARATOR);
            assert!(wants(&term, Haystack::Path, &path(&[&folder, b"x"])), "{term}");
            assert!(!wants(&term, Haystack::Path, &path(&[&[&folder[..], b"2"].concat(), b"x"])), "{term}");
            assert!(!wants(&term, Haystack::Path, &path(&[b"backup", &folder, b"x"])), "{term}");
        }
    }

    #[test]
    fn an_extension_is_a_short_term_where_it_can_be() {
        for (extension, term) in [(&b"pdf"[..], "ext:pdf"), (b"", "ext:\"\""), (b"tar~", "ext:tar~")] {
            assert_eq!(super::extension(extension), term);
            expr(term);
        }
        for odd in [&b"b,c"[..], b"a b", b"*", b"\xFF", b"x\"y", b"-x"] {
            let term = super::extension(odd);
            assert!(wants(&term, Haystack::Name, &[b"name.", odd].concat()), "{term}");
            assert!(!wants(&term, Haystack::Name, odd), "{term}");
        }
    }

    proptest! {
        #[test]
        fn any_name_comes_back(name in prop::collection::vec(1u8.., 1..20)) {
            let name: Vec<u8> = name.into_iter().filter(|byte| *byte != b'/' && *byte != b'\\').collect();
            prop_assume!(!name.is_empty());
            prop_assert!(wants(&super::name(&name), Haystack::Name, &name), "{}", super::name(&name));
        }
    }
}
