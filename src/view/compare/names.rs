//! When two names are the same.

use crate::text;
use std::borrow::Cow;

/// What names may differ in and still be the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct NameRule {
    /// In case.
    pub without_case: bool,
    /// In Unicode form.
    pub without_form: bool,
}

impl NameRule {
    /// Whether only equal bytes are the same name.
    pub(super) fn is_exact(self) -> bool {
        !self.without_case && !self.without_form
    }

    /// Equal for names that are the same. Bytes that are not valid UTF-8 stay.
    pub(super) fn key(self, name: &[u8]) -> Cow<'_, [u8]> {
        match (self.without_case, self.without_form) {
            (false, false) => name.into(),
            (false, true) => text::composed(name),
            (true, _) if name.is_ascii() => name.to_ascii_lowercase().into(),
            (true, true) => text::folded(name).into(),
            (true, false) => {
                let mut key = Vec::with_capacity(name.len());
                for chunk in name.utf8_chunks() {
                    key.extend_from_slice(text::case_folded(chunk.valid()).as_bytes());
                    key.extend_from_slice(chunk.invalid());
                }
                key.into()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_the_same_by_what_the_rule_leaves_out() {
        let same = |without_case, without_form, a: &str, b: &str| {
            let rule = NameRule { without_case, without_form };
            rule.key(a.as_bytes()) == rule.key(b.as_bytes())
        };
        let (composed, decomposed) = ("\u{e9}", "e\u{301}");
        assert!(!same(false, false, "A", "a") && !same(false, false, composed, decomposed));
        assert!(same(true, false, "A", "a") && !same(true, false, composed, decomposed));
        assert!(!same(false, true, "A", "a") && same(false, true, composed, decomposed));
        assert!(same(true, true, "E\u{301}", composed) && !same(true, true, "a", "b"));
        let rule = NameRule { without_case: true, without_form: false };
        assert_eq!(&*rule.key(b"\xFFA\xC3\x84"), b"\xFFa\xC3\xA4");
    }
}
