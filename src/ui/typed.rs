//! What a person types or pastes as folders: one path a line, as other programs write them. Pure; the path field calls it.

use crate::model::name;
use std::path::{Path, PathBuf};

/// The paths in `text`. Understands quotes around a path, `~` for `home`, and `file://` addresses as file managers copy them.
pub fn paths(text: &str, home: Option<&Path>) -> Vec<PathBuf> {
    text.lines().filter_map(|line| path(line.trim(), home)).collect()
}

fn path(line: &str, home: Option<&Path>) -> Option<PathBuf> {
    let line = unquoted(line);
    if line.is_empty() {
        return None;
    }
    if let Some(address) = line.strip_prefix("file://") {
        // A host's name may stand before the path; the machine itself is all that can be meant.
        let slash = address.find('/')?;
        return Some(PathBuf::from(name::to_os(&decoded(local(&address[slash..]))).into_owned()));
    }
    if let Some(home) = home {
        if line == "~" {
            return Some(home.to_path_buf());
        }
        if let Some(rest) = line.strip_prefix("~/").or_else(|| line.strip_prefix("~\\")) {
            return Some(home.join(rest));
        }
    }
    Some(PathBuf::from(line))
}

fn unquoted(line: &str) -> &str {
    for quote in ['"', '\''] {
        if let Some(inner) = line.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote)) {
            return inner;
        }
    }
    line
}

/// `/C:/x` of an address is the path `C:/x` on Windows.
fn local(path: &str) -> &str {
    match path.as_bytes() {
        [b'/', drive, b':', ..] if cfg!(windows) && drive.is_ascii_alphabetic() => &path[1..],
        _ => path,
    }
}

/// Bytes with each `%HH` put back.
fn decoded(text: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [byte, after @ ..] = rest {
        rest = after;
        if *byte == b'%'
            && let [high, low, later @ ..] = after
            && let (Some(high), Some(low)) = (digit(*high), digit(*low))
        {
            out.push(high << 4 | low);
            rest = later;
        } else {
            out.push(*byte);
        }
    }
    out
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|d| u8::try_from(d).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_line_is_a_path() {
        let home = Path::new("/home/ada");
        for (text, expected) in [
            ("", &[][..]),
            ("  \n ", &[]),
            ("/srv/a b", &["/srv/a b"]),
            ("/a\n/b\r\n\n/c", &["/a", "/b", "/c"]),
            ("~", &["/home/ada"]),
            ("~/x y", &["/home/ada/x y"]),
            ("~other", &["~other"]),
            ("\"/with quotes\"", &["/with quotes"]),
            ("'/single'", &["/single"]),
            ("\"", &["\""]),
            ("relative/x", &["relative/x"]),
        ] {
            let expected: Vec<_> = expected.iter().map(PathBuf::from).collect();
            assert_eq!(paths(text, Some(home)), expected, "{text:?}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn an_address_is_a_path() {
        assert_eq!(paths("file:///srv/a%20b%25%2", None), [PathBuf::from("/srv/a b%%2")]);
        assert_eq!(paths("file://localhost/x", None), [PathBuf::from("/x")]);
        assert!(paths("file://nowhere", None).is_empty());
        let bytes = paths("file:///%FF", None);
        assert_eq!(name::path_bytes(&bytes[0]), b"/\xFF");
    }
}
