//! Patterns of what is left out as one text, with spaces between them: as they are typed, and as they are kept.

/// Text at its white space, but not where a backslash stands before it.
pub(super) fn words(text: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut is_escaped = false;
    for c in text.chars() {
        match words.last_mut() {
            Some(word) if is_escaped || !c.is_whitespace() => word.push(c),
            _ => words.push(String::new()),
        }
        is_escaped = c == '\\' && !is_escaped;
    }
    words.retain(|word| !word.is_empty());
    words
}

/// The text that [`words`] makes these patterns of.
pub(super) fn joined(patterns: &[String]) -> String {
    let mut out = String::new();
    for pattern in patterns {
        if !out.is_empty() {
            out.push(' ');
        }
        let mut is_escaped = false;
        for c in pattern.chars() {
            if c.is_whitespace() && !is_escaped {
                out.push('\\');
            }
            out.push(c);
            is_escaped = c == '\\' && !is_escaped;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{joined, words};

    #[test]
    fn a_space_ends_a_pattern_unless_a_backslash_keeps_it() {
        for (text, expected) in [
            ("", &[][..]),
            ("  \n ", &[]),
            ("node_modules *.tmp", &["node_modules", "*.tmp"]),
            ("a\n\tb\r\n", &["a", "b"]),
            ("My\\ Files/ x", &["My\\ Files/", "x"]),
            ("a\\\\ b", &["a\\\\", "b"]),
        ] {
            assert_eq!(words(text), expected, "{text:?}");
            assert_eq!(words(&joined(&words(text))), expected, "{text:?}");
        }
    }

    #[test]
    fn patterns_of_the_command_line_may_have_bare_spaces() {
        assert_eq!(joined(&["My Files".into(), "*.tmp".into()]), "My\\ Files *.tmp");
    }
}
