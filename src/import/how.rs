//! How a list is to be read: as it looks, as what the user says it is, or by the columns that the user names.

use super::encoding::Encoding;
use super::mapping::Mapping;
use crate::model::SourceKind;

/// As what a list is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum As {
    /// What it looks like.
    #[default]
    Guessed,
    /// This.
    Kind(SourceKind),
    /// A CSV with these columns.
    Mapped(Mapping),
}

/// How a list is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct How {
    /// As what.
    pub read_as: As,
    /// Whether its folders become rows too.
    pub folders: bool,
}

impl How {
    /// The encoding that the user names.
    pub(super) fn encoding(&self) -> Option<Encoding> {
        match &self.read_as {
            As::Mapped(mapping) => mapping.encoding,
            As::Guessed | As::Kind(_) => None,
        }
    }
}
