//! How long a name is as people count.

/// Characters of a name or path. What is not valid UTF-8 counts as the signs that stand for it, as in [`super::utf16_units`].
pub fn characters(bytes: &[u8]) -> usize {
    if bytes.is_ascii() {
        return bytes.len();
    }
    let count = |chunk: std::str::Utf8Chunk<'_>| {
        chunk.valid().chars().count() + usize::from(!chunk.invalid().is_empty())
    };
    bytes.utf8_chunks().map(count).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_is_what_people_count() {
        for (name, count) in
            [("", 0), ("plain.txt", 9), ("Übung", 5), ("e\u{301}", 2), ("😀.png", 5), ("写真", 2)]
        {
            assert_eq!(characters(name.as_bytes()), count, "{name}");
        }
        assert_eq!(characters(b"a\xFF\xC3b"), 4);
    }
}
