//! How long a name is where names are counted in UTF-16.

/// UTF-16 units of a name, as Windows and its servers count. What is not valid UTF-8 counts as the signs that stand for it.
#[inline]
pub fn utf16_units(bytes: &[u8]) -> usize {
    if bytes.is_ascii() {
        return bytes.len();
    }
    let units = |text: &str| text.chars().map(char::len_utf16).sum::<usize>();
    bytes.utf8_chunks().map(|chunk| units(chunk.valid()) + usize::from(!chunk.invalid().is_empty())).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_those_of_utf_16() {
        for (bytes, units) in [
            (&b""[..], 0),
            (b"abc", 3),
            ("é".as_bytes(), 1),
            ("e\u{301}".as_bytes(), 2),
            ("写真".as_bytes(), 2),
            ("😀x".as_bytes(), 3),
            (b"a\xFFb", 3),
            (b"\xC3\xC3", 2),
        ] {
            assert_eq!(utf16_units(bytes), units, "{bytes:?}");
        }
    }
}
