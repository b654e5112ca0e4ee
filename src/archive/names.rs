//! The names of a saved sheet's parts, and how large one may be.

/// What the file says of itself. It comes first.
pub(super) const ABOUT: &str = "about.json";
/// The same in words, for those who look in.
pub(super) const README: &str = "readme.txt";
/// The names of owners and groups.
pub(super) const ACCOUNTS: &str = "accounts.json";
/// The same as a table for people.
pub(super) const PROBLEM_TABLE: &str = "problems.csv";
/// All parts before it with their checksums. It comes last.
pub(super) const INDEX: &str = "index.json";

/// What a part may hold at most, uncompressed, in bytes.
const MOST: usize = 32 << 20;
/// The same of parts that hold everything of their kind.
const MOST_OF_ALL: usize = 256 << 20;

/// As many times as long as its bytes in the file a part of JSON may be: what is made of a text in memory takes several times its length.
const JSON_RATIO: usize = 100;
/// As many times as long as the compressed bytes can those be that deflate made them of (zlib's "technical details").
const RATIO: usize = 1032;

/// How long a part with so many bytes in the file may be, uncompressed.
pub(super) fn most(name: &[u8], packed: usize) -> usize {
    match Known::named(name) {
        Some(Known::Folders(_) | Known::Rows(_)) => MOST.min(packed.saturating_mul(RATIO)),
        Some(Known::Problems(_)) => MOST.min(packed.saturating_mul(JSON_RATIO)),
        Some(Known::About | Known::Accounts | Known::Index) => {
            MOST_OF_ALL.min(packed.saturating_mul(JSON_RATIO))
        }
        None => MOST_OF_ALL,
    }
}

/// Which part it is, by its name; `None` for one that is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Known {
    About,
    Accounts,
    /// Problems, with the number of the part.
    Problems(u32),
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
            INDEX => Known::Index,
            _ => match name.split_once('/')? {
                ("folders", number) => Known::Folders(number.parse().ok()?),
                ("problems", number) => Known::Problems(number.parse().ok()?),
                ("rows", number) => Known::Rows(number.parse().ok()?),
                _ => return None,
            },
        })
    }
}

/// The name of the part of problems with this number, from 0 on.
pub(super) fn problems(number: u32) -> String {
    format!("problems/{number:06}")
}

/// The name of the part of folders with this number, from 0 on.
pub(super) fn folders(number: u32) -> String {
    format!("folders/{number:06}")
}

/// The name of the part of rows with this number, from 0 on.
pub(super) fn rows(number: u32) -> String {
    format!("rows/{number:06}")
}
