//! The words before a colon, and what a term with them asks about.

/// What a term asks about, by the word before its colon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Extension,
    Size,
    Modified,
    Created,
    Kind,
    Path,
    Name,
    Root,
}

impl Field {
    /// By the words that are written.
    pub(super) const WORDS: [(&'static str, Field); 10] = [
        ("ext", Field::Extension),
        ("extension", Field::Extension),
        ("size", Field::Size),
        ("modified", Field::Modified),
        ("created", Field::Created),
        ("kind", Field::Kind),
        ("type", Field::Kind),
        ("path", Field::Path),
        ("name", Field::Name),
        ("root", Field::Root),
    ];

    /// The field that a word stands for, in any case.
    pub(super) fn of(word: &str) -> Option<Field> {
        Field::WORDS.into_iter().find(|(known, _)| known.eq_ignore_ascii_case(word)).map(|(_, field)| field)
    }
}
