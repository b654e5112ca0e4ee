//! What a user chooses about an export.

use super::Format;
use crate::model::Column;
use std::path::PathBuf;

/// What becomes of the chosen rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// What the file is written as; its extension must fit ([`Format::fits`]).
    pub format: Format,
    /// The columns, from left to right; at least one.
    pub columns: Vec<Column>,
    /// Whether folders are rows, where the sheet has any.
    pub folders: bool,
    /// Where there are more rows than this, they go into several files of so many each: `name-1.csv` and so on.
    pub split: Option<u64>,
    /// Where the list of problems goes, if it is wanted as a file of its own.
    pub problems: Option<PathBuf>,
    /// Whether files beside the target may be replaced: numbered ones, and the list of problems.
    pub replace_others: bool,
    /// Whether the target itself may be replaced: not where the user wasn't asked about that very name.
    pub replace_target: bool,
    /// Whether it goes to a terminal: control and invisible characters are escaped there. A workbook can't go there.
    pub for_terminal: bool,
}

impl Plan {
    /// The usual columns and every row, in one file.
    pub fn new(format: Format) -> Plan {
        Plan {
            format,
            columns: Column::USUAL.to_vec(),
            folders: true,
            split: None,
            problems: None,
            replace_others: true,
            replace_target: true,
            for_terminal: false,
        }
    }
}
