//! Paths of a list, by the separator that is the list's.

/// The name at the end of a path.
pub(super) fn last_part(path: &[u8], separator: u8) -> &[u8] {
    memchr::memrchr(separator, path).map_or(path, |at| &path[at + 1..])
}

/// A path without separators at its end, unless it is nothing but a root.
pub(super) fn without_end(path: &[u8], separator: u8) -> &[u8] {
    let root = anchor(path, separator).len();
    let mut end = path.len();
    while end > root && path[end - 1] == separator {
        end -= 1;
    }
    &path[..end]
}

/// Whether a path doesn't depend on a folder that the list is made in.
pub(super) fn is_absolute(path: &[u8], separator: u8) -> bool {
    !anchor(path, separator).is_empty()
}

/// The beginning of a path that no folder is above: `/`, `D:\`, `\\server\share`; empty if it is a relative one.
pub(super) fn anchor(path: &[u8], separator: u8) -> &[u8] {
    match path {
        [drive, b':', rest @ ..] if separator == b'\\' && drive.is_ascii_alphabetic() => {
            &path[..if rest.first() == Some(&separator) { 3 } else { 2 }]
        }
        [one, other, rest @ ..] if separator == b'\\' && *one == separator && *other == separator => {
            let server = memchr::memchr(separator, rest).unwrap_or(rest.len());
            let share = rest.get(server + 1..).unwrap_or_default();
            let share = memchr::memchr(separator, share).unwrap_or(share.len());
            &path[..(2 + server + 1 + share).min(path.len())]
        }
        [one, ..] if *one == separator => &path[..1],
        _ => &[],
    }
}
