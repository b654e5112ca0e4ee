//! Letters without their case, for searching and ordering names.
//!
//! Full Unicode lower-casing, letter by letter (the final sigma has no context here); bytes that are no character stay.

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

#[cfg(test)]
mod tests {
    use super::folded;

    #[test]
    fn letters_of_any_script_lose_their_case() {
        assert_eq!(folded(b"ReadMe.TXT"), b"readme.txt");
        assert_eq!(folded("ÄÖÜ Ωmega Жук".as_bytes()), "äöü ωmega жук".as_bytes());
        assert_eq!(folded(b"A\xFFB"), b"a\xFFb");
    }
}
