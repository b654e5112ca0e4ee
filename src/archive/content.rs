//! The parts of a saved sheet, unpacked and checked each by itself.

use super::folders::{self, FolderPart};
use super::json::Object;
use super::names::Known;
use super::problems;
use super::rows::{self, RowPart};
use super::zip::RawPart;
use crate::model::{Cause, Problem};

/// What comes next in the file.
pub(super) enum Fetched {
    Part(RawPart),
    /// No further part begins here.
    End(u64),
    Failed(Cause),
}

impl Fetched {
    pub(super) fn parsed(self) -> Parsed {
        match self {
            Fetched::Failed(cause) => Parsed::Failed(cause),
            Fetched::End(at) => Parsed::Damage(at),
            Fetched::Part(part) => match Content::of(&part) {
                Some(content) => Parsed::Part { at: part.at, name: part.name, crc: part.crc, content },
                None => Parsed::Damage(part.at),
            },
        }
    }
}

/// What a thread made of it.
pub(super) enum Parsed {
    /// A part that is sound by itself.
    Part {
        at: u64,
        name: Vec<u8>,
        crc: u32,
        content: Content,
    },
    /// What stands here is not sound, or nothing does.
    Damage(u64),
    Failed(Cause),
}

/// What is in a part.
pub(super) enum Content {
    Accounts(Object),
    Problems(u32, Vec<Problem>),
    Folders(u32, FolderPart),
    Rows(u32, RowPart),
    Index(Object),
}

impl Content {
    fn of(part: &RawPart) -> Option<Content> {
        let known = Known::named(&part.name)?;
        let bytes = part.unpack()?;
        Some(match known {
            // There is one, and it came first.
            Known::About => return None,
            Known::Accounts => Content::Accounts(serde_json::from_slice(&bytes).ok()?),
            Known::Problems(number) => Content::Problems(number, problems::decode(&bytes)?),
            Known::Folders(number) => Content::Folders(number, folders::decode(&bytes)?),
            Known::Rows(number) => Content::Rows(number, rows::decode(&bytes)?),
            Known::Index => Content::Index(serde_json::from_slice(&bytes).ok()?),
        })
    }
}
