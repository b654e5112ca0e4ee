//! The formats of a sheet's file, and the list of them.
//!
//! A format is one file here, which implements [`seam::SheetWriter`], a variant of [`Format`] and of [`FormatKind`], and a line in each list
//! of this file. What the export dialog says about it is in `ui/export/formats.rs`. Nothing else names a format, but for what it has
//! alone: the separators of a CSV, and for whom one is.

mod csv;
mod json;
mod lines;
mod saved;
pub(super) mod seam;
mod separator;
mod text;
mod xlsx;

pub use separator::Separator;
pub use xlsx::quiet_panics;

use super::error::WriteError;
use super::region::separator;
use super::{ExportJob, Progress};
use crate::model::export::{Archive, Fault};
use crate::text::Zone;
use seam::{Beginning, Outlet, Part, SheetWriter};

/// What kind of file a sheet becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// CSV that a spreadsheet opens by a double-click: a byte order mark, titles in words, local times, formulas guarded.
    Spreadsheet(Separator),
    /// CSV by RFC 4180 for programs: UTC, nothing guarded, nothing localised.
    Programs(Separator),
    /// An Excel workbook (ECMA-376), with a sheet about itself and one of problems.
    Xlsx,
    /// One JSON object a line (<https://jsonlines.org>), with the names that programs use.
    JsonLines,
    /// A saved sheet, for this program to open again.
    SavedSheet,
}

/// A format as a user chooses it: the separator of a CSV is a choice of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum FormatKind {
    /// [`Format::Spreadsheet`].
    #[default]
    Spreadsheet,
    /// [`Format::Xlsx`].
    Workbook,
    /// [`Format::Programs`].
    Programs,
    /// [`Format::JsonLines`].
    JsonLines,
    /// [`Format::SavedSheet`].
    SavedSheet,
}

impl FormatKind {
    /// Every one, in the order in which they are offered, with its word in the settings.
    pub const ALL: [(FormatKind, &'static str); 5] = [
        (FormatKind::Spreadsheet, "spreadsheet"),
        (FormatKind::Workbook, "xlsx"),
        (FormatKind::Programs, "programs"),
        (FormatKind::JsonLines, "jsonl"),
        (FormatKind::SavedSheet, "foldersheet"),
    ];

    /// The separator that is used unless the user chooses one; `None` where nothing is separated.
    pub fn usual_separator(self) -> Option<Separator> {
        match self {
            FormatKind::Spreadsheet => Some(separator()),
            FormatKind::Programs => Some(Separator::COMMA),
            _ => None,
        }
    }

    /// Whether its columns are a choice. A saved sheet keeps all that is known of its rows.
    pub fn has_choice_of_columns(self) -> bool {
        self != FormatKind::SavedSheet
    }

    /// The format, with this separator where something is separated.
    pub fn format(self, separator: Separator) -> Format {
        match self {
            FormatKind::Spreadsheet => Format::Spreadsheet(separator),
            FormatKind::Workbook => Format::Xlsx,
            FormatKind::Programs => Format::Programs(separator),
            FormatKind::JsonLines => Format::JsonLines,
            FormatKind::SavedSheet => Format::SavedSheet,
        }
    }
}

impl Format {
    /// The formats by their names on the command line; a CSV is for programs unless something else says for whom it is.
    pub const NAMED: [(&'static str, Format); 4] = [
        ("csv", Format::Programs(Separator::COMMA)),
        ("xlsx", Format::Xlsx),
        ("jsonl", Format::JsonLines),
        ("foldersheet", Format::SavedSheet),
    ];

    /// What the names of files end in, and the format that it asks for. A format's own extension comes before others that stand for it.
    pub(super) const EXTENSIONS: [(&'static str, Format); 6] = [
        ("csv", Format::Programs(Separator::COMMA)),
        ("tsv", Format::Programs(Separator::TAB)),
        ("xlsx", Format::Xlsx),
        ("jsonl", Format::JsonLines),
        ("ndjson", Format::JsonLines),
        ("foldersheet", Format::SavedSheet),
    ];

    /// Which of the choices it is.
    pub fn kind(self) -> FormatKind {
        match self {
            Format::Spreadsheet(_) => FormatKind::Spreadsheet,
            Format::Programs(_) => FormatKind::Programs,
            Format::Xlsx => FormatKind::Workbook,
            Format::JsonLines => FormatKind::JsonLines,
            Format::SavedSheet => FormatKind::SavedSheet,
        }
    }

    /// Calls `work` with the writer of this format.
    fn with<R>(self, work: impl FnOnce(&dyn SheetWriter) -> R) -> R {
        match self {
            Format::Spreadsheet(separator) => work(&csv::Csv { separator, for_people: true }),
            Format::Programs(separator) => work(&csv::Csv { separator, for_people: false }),
            Format::Xlsx => work(&xlsx::Xlsx),
            Format::JsonLines => work(&json::JsonLines),
            Format::SavedSheet => work(&saved::Saved),
        }
    }

    /// The format with this name on the command line; `None` if there is none.
    pub fn named(name: &str) -> Option<Format> {
        Format::NAMED.into_iter().find_map(|(own, format)| (own == name).then_some(format))
    }

    /// The separator between two cells; `None` if it isn't a CSV.
    pub const fn separator(self) -> Option<Separator> {
        match self {
            Format::Spreadsheet(separator) | Format::Programs(separator) => Some(separator),
            _ => None,
        }
    }

    /// What the names of its files end in, without the point.
    pub fn extension(self) -> &'static str {
        self.with(|writer| writer.extension())
    }

    /// The zone of the times in it; `None` where they are universal.
    pub fn zone(self) -> Option<&'static Zone> {
        self.with(|writer| writer.zone())
    }

    /// Rows, the titles left out, that fit into a file of this format for those who read it; `None` where there is no bound. A workbook goes
    /// on in a new sheet.
    pub fn most_rows(self) -> Option<u64> {
        self.with(|writer| writer.most_rows())
    }

    /// Whether the file of a sheet has a place for the list of problems.
    pub fn holds_problems(self) -> bool {
        self.with(|writer| writer.holds_problems())
    }

    /// What kind of file it is, if it isn't text: such a file has its own compression and can't go to a terminal.
    pub(super) fn archive(self) -> Option<Archive> {
        self.with(|writer| writer.archive())
    }

    /// Whether it is a text.
    pub(super) fn is_text(self) -> bool {
        self.archive().is_none()
    }

    /// Writes rows. This dispatches once for all of them: within a format the encoder of a row is known at compile time.
    ///
    /// # Errors
    /// If that fails, was cancelled, or the outlet is a terminal and this isn't plain text.
    pub(super) fn write_sheet(
        self,
        part: &Part<'_>,
        to: Outlet<'_>,
        progress: &Progress,
    ) -> Result<(), WriteError> {
        self.suits(&to)?;
        self.with(|writer| writer.sheet(part, to, progress))
    }

    /// Writes the list of problems.
    ///
    /// # Errors
    /// As [`Format::write_sheet`].
    pub(super) fn write_problems(
        self,
        job: &ExportJob,
        to: Outlet<'_>,
        progress: &Progress,
    ) -> Result<(), WriteError> {
        self.suits(&to)?;
        self.with(|writer| writer.problems(job, to, progress))
    }

    /// Refuses a terminal for anything but plain text. Whether a device is one may be known only once it is open.
    fn suits(self, to: &Outlet<'_>) -> Result<(), WriteError> {
        if to.is_terminal && (!self.is_text() || to.packing.is_some()) {
            return Err(Fault::Terminal.into());
        }
        Ok(())
    }

    /// Whether what begins so is certainly a sheet that this program wrote, in any format.
    pub(super) fn wrote(file: &Beginning<'_>) -> bool {
        FormatKind::ALL
            .iter()
            .any(|(kind, _)| kind.format(Separator::COMMA).with(|writer| writer.wrote(file)))
    }
}

/// Rows of a spreadsheet's sheet, the titles' one among them (Excel 2007 and later, LibreOffice).
pub(super) const SHEET_ROWS: u64 = 1 << 20;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_is_in_every_list() {
        for (kind, word) in FormatKind::ALL {
            for separator in [Separator::COMMA, Separator::TAB] {
                let format = kind.format(separator);
                assert_eq!(format.kind(), kind, "{word}");
                assert_eq!(format.separator().is_some(), kind.usual_separator().is_some(), "{word}");
                let of_extension =
                    Format::EXTENSIONS.into_iter().find(|(extension, _)| *extension == format.extension());
                assert_eq!(of_extension.map(|(_, own)| own.extension()), Some(format.extension()), "{word}");
            }
            let extension = kind.format(Separator::COMMA).extension();
            assert!(Format::NAMED.iter().any(|(_, format)| format.extension() == extension), "{word}");
            assert_eq!(FormatKind::ALL.iter().filter(|(_, other)| *other == word).count(), 1, "{word}");
        }
    }
}
