//! Names and paths as bytes: the system's own on Unix, generalised UTF-8 (WTF-8) on Windows, so that every name
//! that can exist has exactly one form here and comes back unchanged.
//!
//! WTF-8 is described in Simon Sapin's "The WTF-8 encoding"; it is also what `OsStr::as_encoded_bytes` returns on
//! Windows, which has no safe way back.

use std::borrow::Cow;
use std::ffi::OsStr;
use std::path::Path;

/// What stands between the parts of a path.
pub const SEPARATOR: u8 = std::path::MAIN_SEPARATOR as u8;

/// The bytes of a name.
pub fn bytes(name: &OsStr) -> &[u8] {
    name.as_encoded_bytes()
}

/// The bytes of a path.
pub fn path_bytes(path: &Path) -> &[u8] {
    path.as_os_str().as_encoded_bytes()
}

/// The system's form of a name that [`bytes`] returned.
#[cfg(unix)]
pub fn to_os(bytes: &[u8]) -> Cow<'_, OsStr> {
    use std::os::unix::ffi::OsStrExt;
    Cow::Borrowed(OsStr::from_bytes(bytes))
}

/// The system's form of a name that [`bytes`] returned.
#[cfg(windows)]
pub fn to_os(bytes: &[u8]) -> Cow<'_, OsStr> {
    use std::os::windows::ffi::OsStringExt;
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(OsStr::new(text)),
        Err(_) => Cow::Owned(std::ffi::OsString::from_wide(&to_wide(bytes))),
    }
}

/// UTF-16 of generalised UTF-8; a byte that belongs to no character becomes U+FFFD.
#[cfg(any(windows, test))]
fn to_wide(bytes: &[u8]) -> Vec<u16> {
    let mut wide = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while !rest.is_empty() {
        // A lone surrogate is three bytes, ED A0..BF 80..BF, the one thing that UTF-8 does not have.
        if let [0xED, second @ 0xA0..=0xBF, third @ 0x80..=0xBF, ..] = *rest {
            wide.push(0xD000 | u16::from(second & 0x3F) << 6 | u16::from(third & 0x3F));
            rest = &rest[3..];
            continue;
        }
        let (text, used) = match std::str::from_utf8(rest) {
            Ok(text) => (text, rest.len()),
            Err(error) => {
                let valid = error.valid_up_to();
                (std::str::from_utf8(&rest[..valid]).unwrap_or_default(), valid)
            }
        };
        wide.extend(text.encode_utf16());
        rest = &rest[used..];
        if used == 0 {
            wide.push(0xFFFD);
            rest = &rest[1..];
        }
    }
    wide
}

/// Appends a part to a path, with one separator between.
pub fn push_part(path: &mut Vec<u8>, part: &[u8]) {
    push_part_by(path, part, SEPARATOR);
}

/// The same of a path of a system that may be another, with this between the parts of its paths.
pub fn push_part_by(path: &mut Vec<u8>, part: &[u8], separator: u8) {
    if !path.is_empty() && path.last() != Some(&separator) {
        path.push(separator);
    }
    path.extend_from_slice(part);
}

/// The last part of a path; all of it where there is none, as of a drive.
pub fn last_part(path: &[u8]) -> &[u8] {
    let is_between = |byte: &u8| *byte == b'/' || *byte == SEPARATOR;
    let end = path.iter().rposition(|byte| !is_between(byte)).map_or(0, |at| at + 1);
    let start = path[..end].iter().rposition(is_between).map_or(0, |at| at + 1);
    if start == end { path } else { &path[start..end] }
}

/// The extension: what follows the last dot, unless the dot begins or ends the name. Empty if there is none.
pub fn extension(name: &[u8]) -> &[u8] {
    match name.iter().rposition(|&byte| byte == b'.') {
        Some(dot) if dot > 0 => &name[dot + 1..],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_part_of_a_path_is_what_a_picked_folder_is_called() {
        for (path, part) in
            [("/home/me/Data", "Data"), ("/home/me/Data/", "Data"), ("/", "/"), ("x", "x"), ("", "")]
        {
            assert_eq!(last_part(path.as_bytes()), part.as_bytes());
        }
    }

    #[test]
    fn the_extension_is_what_follows_the_last_dot() {
        for (name, expected) in [
            ("report.PDF", "PDF"),
            ("a.tar.gz", "gz"),
            (".bashrc", ""),
            ("README", ""),
            ("trailing.", ""),
            ("..x", "x"),
            ("", ""),
        ] {
            assert_eq!(extension(name.as_bytes()), expected.as_bytes(), "{name}");
        }
    }

    #[test]
    fn lone_surrogates_become_utf16_again() {
        assert_eq!(to_wide(b"a\xED\xA0\x80\xC3\xA9"), [0x61, 0xD800, 0xE9]);
        assert_eq!(to_wide("😀".as_bytes()), [0xD83D, 0xDE00]);
        assert_eq!(to_wide(b"\xFFx"), [0xFFFD, 0x78]);
    }

    #[test]
    fn a_root_takes_no_second_separator() {
        let mut path = vec![SEPARATOR];
        push_part(&mut path, b"usr");
        push_part(&mut path, b"lib");
        let sep = std::path::MAIN_SEPARATOR;
        assert_eq!(path, format!("{sep}usr{sep}lib").into_bytes());
    }
}
