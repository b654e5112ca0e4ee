//! The attributes of an entry, whichever system reports them.

/// Attributes that an entry has, each in or out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Attributes(u16);

/// Each attribute's bit, and its word in the sheet and in a filter.
const WORDS: [(Attributes, &str); 13] = [
    (Attributes::READ_ONLY, "readonly"),
    (Attributes::HIDDEN, "hidden"),
    (Attributes::SYSTEM, "system"),
    (Attributes::ARCHIVE, "archive"),
    (Attributes::COMPRESSED, "compressed"),
    (Attributes::ENCRYPTED, "encrypted"),
    (Attributes::OFFLINE, "offline"),
    (Attributes::RECALL, "recall"),
    (Attributes::IMMUTABLE, "immutable"),
    (Attributes::APPEND, "append"),
    (Attributes::NO_DUMP, "nodump"),
    (Attributes::DATALESS, "dataless"),
    (Attributes::VERITY, "verity"),
];

impl Attributes {
    /// Windows: it may not be written.
    pub const READ_ONLY: Attributes = Attributes(1);
    /// Marked as hidden; on Unix its name begins with a dot.
    pub const HIDDEN: Attributes = Attributes(1 << 1);
    /// Windows: a part of the system.
    pub const SYSTEM: Attributes = Attributes(1 << 2);
    /// Windows: changed since the last backup.
    pub const ARCHIVE: Attributes = Attributes(1 << 3);
    /// The file system compresses it.
    pub const COMPRESSED: Attributes = Attributes(1 << 4);
    /// The file system encrypts it.
    pub const ENCRYPTED: Attributes = Attributes(1 << 5);
    /// Windows: its contents are on other storage.
    pub const OFFLINE: Attributes = Attributes(1 << 6);
    /// Windows: reading it fetches it from a cloud.
    pub const RECALL: Attributes = Attributes(1 << 7);
    /// It can't be changed, renamed or removed.
    pub const IMMUTABLE: Attributes = Attributes(1 << 8);
    /// It can only be written at its end.
    pub const APPEND: Attributes = Attributes(1 << 9);
    /// Backups by `dump` leave it out.
    pub const NO_DUMP: Attributes = Attributes(1 << 10);
    /// macOS: its contents are in a cloud and not on this disk.
    pub const DATALESS: Attributes = Attributes(1 << 11);
    /// Any of those that say that a file is in a cloud, or on other storage, and not on this disk.
    pub const ELSEWHERE: Attributes =
        Attributes(Attributes::OFFLINE.0 | Attributes::RECALL.0 | Attributes::DATALESS.0);
    /// Linux: fs-verity guards its contents.
    pub const VERITY: Attributes = Attributes(1 << 12);

    /// Every attribute by its word, in the order of [`Attributes::words`].
    pub fn named() -> impl Iterator<Item = (Attributes, &'static str)> {
        WORDS.into_iter()
    }

    /// Those with these numbers.
    pub const fn from_bits(bits: u16) -> Attributes {
        Attributes(bits)
    }

    /// As a number: one bit each.
    pub const fn bits(self) -> u16 {
        self.0
    }

    /// It with others put in, if `is_so`.
    #[must_use]
    pub const fn with(self, other: Attributes, is_so: bool) -> Attributes {
        if is_so { Attributes(self.0 | other.0) } else { self }
    }

    /// Whether any of these is in.
    pub const fn meets(self, other: Attributes) -> bool {
        self.0 & other.0 != 0
    }

    /// The words of those that are in, with blanks between them.
    pub fn words(self) -> String {
        let words = WORDS.iter().filter(|(one, _)| self.0 & one.0 != 0).map(|(_, word)| *word);
        words.collect::<Vec<_>>().join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_has_a_bit_and_a_word_of_its_own() {
        let all = WORDS.iter().fold(Attributes::default(), |all, (one, _)| {
            assert_eq!((one.bits().count_ones(), all.bits() & one.bits()), (1, 0));
            all.with(*one, true)
        });
        assert_eq!(all.words().split(' ').count(), WORDS.len());
        assert_eq!(Attributes::default().words(), "");
        let two = Attributes::APPEND.with(Attributes::HIDDEN, true).with(Attributes::SYSTEM, false);
        assert_eq!(two.words(), "hidden append");
    }
}
