//! The names of a saved sheet's parts, and how large one may be.

/// What the file says of itself. It comes first.
pub(super) const ABOUT: &str = "about.json";
/// The same in words, for those who look in.
pub(super) const README: &str = "readme.txt";
/// The names of owners and groups.
pub(super) const ACCOUNTS: &str = "accounts.json";
/// What went wrong, an object a line.
pub(super) const PROBLEMS: &str = "problems.jsonl";
/// The same as a table for people.
pub(super) const PROBLEM_TABLE: &str = "problems.csv";
/// All parts before it with their checksums. It comes last.
pub(super) const INDEX: &str = "index.json";

/// What a part may hold at most, uncompressed, in bytes.
pub(super) const MOST: usize = 256 << 20;

/// Which part it is, by its name; `None` for one that is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Known {
    About,
    Accounts,
    Problems,
    /// Folders, with the number of the part.
    Folders(u32),
    /// Rows, with the number of the part.
    Rows(u32),
    Index,
}

impl Known {
    /// The part with this name.
    pub(super) fn named(name: &[u8]) -> Option<Known> {
        let name = std::str::from_utf8(name).ok()?;
        Some(match name {
            ABOUT => Known::About,
            ACCOUNTS => Known::Accounts,
            PROBLEMS => Known::Problems,
            INDEX => Known::Index,
            _ => match name.split_once('/')? {
                ("folders", number) => Known::Folders(number.parse().ok()?),
                ("rows", number) => Known::Rows(number.parse().ok()?),
                _ => return None,
            },
        })
    }
}

/// The name of the part of folders with this number, from 0 on.
pub(super) fn folders(number: u32) -> String {
    format!("folders/{number:06}")
}

/// The name of the part of rows with this number, from 0 on.
pub(super) fn rows(number: u32) -> String {
    format!("rows/{number:06}")
}
