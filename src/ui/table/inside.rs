//! The contents of a folder's size cells: the sum of what is in it, with the words around it. Its own size is that of its list of names,
//! and would be taken for that sum.

use crate::model::{Column, Kind, Known, Row, RowValues, ValueKind};
use crate::session::Shown;
use crate::ui::words;
use crate::view::{FolderSums, Inside};
use crate::words::{exact_sum, sum, sum_cell};

/// The sum in one of the size columns of a folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct InsideCell {
    inside: Inside,
    column: Column,
    /// What the folder's own entry takes, in bytes, by which rows are sorted.
    own: Option<u64>,
}

impl InsideCell {
    /// Of a row in a column; `None` if that isn't the size of a folder.
    pub(super) fn of(sheet: &Shown<'_>, row: &Row<'_>, column: Column) -> Option<InsideCell> {
        if row.meta.kind != Kind::Folder || column.values() != ValueKind::Bytes {
            return None;
        }
        let own = if column == Column::Allocated { row.allocated() } else { row.size() };
        Some(InsideCell { inside: sheet.inside(row), column, own })
    }

    /// The sum in bytes, and how much of it is known; `None` where there is none.
    fn sum(&self) -> Option<(u64, Known)> {
        let (sums, is_least) = match self.inside {
            Inside::All(sums) => (sums, false),
            Inside::AtLeast(sums) => (sums, true),
            Inside::Pending | Inside::NotRead => return None,
        };
        let (sum, known) = match self.column {
            Column::Allocated => (sums.allocated, sums.allocated_known),
            _ => (sums.bytes, sums.bytes_known),
        };
        Some((sum, known.and_more(is_least || sum == u64::MAX)))
    }

    fn files(&self) -> Option<FolderSums> {
        match self.inside {
            Inside::All(sums) | Inside::AtLeast(sums) => Some(sums),
            Inside::Pending | Inside::NotRead => None,
        }
    }

    /// What stands there: a number and a unit, or words.
    pub(super) fn shown(&self) -> String {
        match (self.sum(), self.inside) {
            (Some((bytes, known)), _) => sum_cell(bytes, known),
            (None, Inside::Pending) => "…".to_owned(),
            (None, Inside::NotRead) => "not read".to_owned(),
            (None, _) => String::new(),
        }
    }

    /// Whether that is a number with its unit.
    pub(super) fn is_number(&self) -> bool {
        self.sum().is_some_and(|(_, known)| known != Known::Nothing)
    }

    /// What a screen reader says of it.
    pub(super) fn said(&self) -> String {
        match (self.sum(), self.inside) {
            (Some((_, Known::Nothing)), _) => self.shown(),
            (Some((bytes, known)), _) => format!("{} inside", sum(bytes, known)),
            (None, Inside::Pending) => "not added up yet".to_owned(),
            (None, _) => self.shown(),
        }
    }

    /// What the tooltip says: every digit, and what the number is not.
    pub(super) fn more(&self) -> String {
        let mut lines = Vec::new();
        match (self.sum(), self.files()) {
            (Some((bytes, known)), Some(FolderSums { files, .. })) => {
                let place = if self.column == Column::Allocated { " on the disk" } else { "" };
                let files = words::count(files.into(), "file");
                lines.push(match exact_sum(bytes, known) {
                    Some(bytes) => words::capitalized(&format!("{bytes}{place} in {files} inside")),
                    None => format!("The system doesn't report the size{place} of the {files} inside"),
                });
            }
            _ if self.inside == Inside::Pending => {
                lines.push("What is inside is still being added up".into())
            }
            _ if self.inside == Inside::NotRead => lines.push("What is inside was not read".into()),
            _ => {}
        }
        if let Some(own) = self.own {
            let own = words::count(own, "byte");
            lines.push(format!("Sorting, filters and exports use the folder's own entry: {own}"));
        }
        lines.join("\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SUMS: FolderSums = FolderSums {
        files: 3411,
        bytes: 1_200_000_000,
        allocated: 0,
        bytes_known: Known::All,
        allocated_known: Known::All,
        newest: None,
    };

    fn cell(inside: Inside, column: Column, own: Option<u64>) -> InsideCell {
        InsideCell { inside, column, own }
    }

    #[test]
    fn what_is_not_known_is_no_number() {
        for (inside, shown, said) in [
            (Inside::All(SUMS), "1.20 GB", "1.20 GB inside"),
            (Inside::AtLeast(SUMS), "≥ 1.20 GB", "at least 1.20 GB inside"),
            (Inside::All(FolderSums::default()), "0 B", "0 B inside"),
            (Inside::Pending, "…", "not added up yet"),
            (Inside::NotRead, "not read", "not read"),
        ] {
            let cell = cell(inside, Column::Size, Some(4096));
            assert_eq!((cell.shown().as_str(), cell.said().as_str()), (shown, said));
            assert!(cell.more().ends_with("the folder's own entry: 4,096 bytes"), "{}", cell.more());
        }
    }

    #[test]
    fn what_the_system_does_not_report_is_not_none() {
        let cell = |known| {
            let sums = FolderSums { allocated_known: known, ..SUMS };
            cell(Inside::All(sums), Column::Allocated, None)
        };
        assert_eq!(cell(Known::All).shown(), "0 B");
        assert_eq!((cell(Known::Part).shown(), cell(Known::Part).is_number()), ("≥ 0 B".to_owned(), true));
        let nothing = cell(Known::Nothing);
        assert_eq!((nothing.shown(), nothing.said()), ("unknown".to_owned(), "unknown".to_owned()));
        assert!(
            !nothing.is_number() && nothing.more().starts_with("The system doesn't report"),
            "{}",
            nothing.more()
        );
    }

    #[test]
    fn the_tooltip_has_every_digit() {
        let more = cell(Inside::All(SUMS), Column::Size, None).more();
        assert_eq!(more, "1,200,000,000 bytes in 3,411 files inside");
        let more = cell(Inside::AtLeast(SUMS), Column::Allocated, Some(4096)).more();
        assert!(more.starts_with("At least 0 bytes on the disk in 3,411 files inside\n"), "{more}");
    }
}
