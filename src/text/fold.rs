//! Letters without their case, for searching and ordering names.
//!
//! Full Unicode lower-casing, letter by letter (the final sigma has no context here); bytes that are no character stay.

use std::cmp::Ordering;

/// Appends `bytes` in lower case.
pub fn fold(bytes: &[u8], out: &mut Vec<u8>) {
    if bytes.is_ascii() {
        let start = out.len();
        out.extend_from_slice(bytes);
        out[start..].make_ascii_lowercase();
        return;
    }
    let mut buffer = [0; 4];
    for chunk in bytes.utf8_chunks() {
        for c in chunk.valid().chars().flat_map(char::to_lowercase) {
            out.extend_from_slice(c.encode_utf8(&mut buffer).as_bytes());
        }
        out.extend_from_slice(chunk.invalid());
    }
}

/// `bytes` in lower case.
pub fn folded(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    fold(bytes, &mut out);
    out
}

/// The `N` bytes from `from` on of `text` in lower case, in the order of texts; zeros behind its end. `room` is used where letters have
/// to be looked at one by one.
pub fn folded_part<const N: usize>(text: &[u8], from: usize, room: &mut Vec<u8>) -> [u8; N] {
    if text.is_ascii() {
        let mut part = part(text, from);
        part.make_ascii_lowercase();
        return part;
    }
    room.clear();
    fold(text, room);
    part(room, from)
}

fn part<const N: usize>(text: &[u8], from: usize) -> [u8; N] {
    let rest = text.get(from..).unwrap_or_default();
    match rest.first_chunk() {
        Some(whole) => *whole,
        None => {
            let mut part = [0; N];
            part[..rest.len()].copy_from_slice(rest);
            part
        }
    }
}

/// Which of two texts comes first, in lower case.
pub fn compare_folded(a: &[u8], b: &[u8]) -> Ordering {
    if a.is_ascii() && b.is_ascii() {
        return a.iter().map(u8::to_ascii_lowercase).cmp(b.iter().map(u8::to_ascii_lowercase));
    }
    folded(a).cmp(&folded(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_any_script_lose_their_case() {
        assert_eq!(folded(b"ReadMe.TXT"), b"readme.txt");
        assert_eq!(folded("ÄÖÜ Ωmega Жук".as_bytes()), "äöü ωmega жук".as_bytes());
        assert_eq!(folded(b"A\xFFB"), b"a\xFFb");
    }

    #[test]
    fn parts_and_comparisons_are_of_the_folded_text() {
        let room = &mut Vec::new();
        for text in ["", "A", "ReadMe.TXT", "ÄÖ and more of it"] {
            let whole = folded(text.as_bytes());
            for from in [0, 4, 8, 40] {
                let expected: Vec<u8> =
                    (from..from + 4).map(|at| whole.get(at).copied().unwrap_or(0)).collect();
                assert_eq!(folded_part::<4>(text.as_bytes(), from, room).to_vec(), expected, "{text} {from}");
            }
        }
        for (a, b) in [("a", "B"), ("Zz", "äA"), ("ÄB", "äc"), ("x", "xY")] {
            assert!(compare_folded(a.as_bytes(), b.as_bytes()).is_lt(), "{a} {b}");
        }
        assert!(compare_folded("ÄB".as_bytes(), "äb".as_bytes()).is_eq());
    }
}
