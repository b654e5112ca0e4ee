//! What is wrong in another tool's list, and what such a list says of its own gaps.

/// Something in a list that could not be taken as it stands. `words` says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListFault {
    /// The line of the list, from 1; 0 if it is about no line.
    pub line: u64,
    /// What is the matter.
    pub what: ListMistake,
}

/// What is the matter with a line or a folder of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListMistake {
    /// The line is longer than any path makes it.
    TooLong,
    /// It has fewer cells than it needs.
    FewerCells {
        /// How many it has.
        found: usize,
        /// How many it needs.
        needed: usize,
    },
    /// A quote that is opened in it is not closed.
    OpenQuote,
    /// It has no name of a file.
    NoName,
    /// No file can have this name: it holds a NUL byte or a separator, or is too long.
    NotAName,
    /// It isn't what a line of such a list is.
    NotUnderstood,
    /// A value is not a number; the row is without it.
    NotANumber(Box<str>),
    /// A value is not a date, or could be two; the row is without it.
    NotATime(Box<str>),
    /// The list has more tops than it could be made of.
    TooManyTops,
    /// The list says so of the entry, in these words.
    Says(Box<str>),
    /// The list says that the folder could not be read.
    Unread,
    /// The list says that the entry was left out when it was made.
    LeftOut,
    /// So many entries are inside archives and no files of the disk.
    InArchives(u64),
    /// The sum that the list has for a folder is not that of its rows.
    OtherSum {
        /// Bytes by the list.
        listed: u64,
        /// Bytes of the rows in it.
        rows: u128,
    },
}

impl ListMistake {
    /// Bytes that it takes beside itself.
    pub(super) fn heap_bytes(&self) -> usize {
        match self {
            ListMistake::NotANumber(text) | ListMistake::NotATime(text) | ListMistake::Says(text) => {
                text.len()
            }
            _ => 0,
        }
    }
}
