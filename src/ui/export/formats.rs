//! The formats in words: in the export dialog, and in the system's dialog.

use crate::export::{Format, FormatKind};
use crate::model::{Column, Incomplete};
use crate::words;

/// A format's name, and what it is for in one line.
pub(super) const fn described(kind: FormatKind) -> (&'static str, &'static str) {
    match kind {
        FormatKind::Spreadsheet => {
            ("CSV for a spreadsheet", "For Excel, Numbers, Calc. Local times, formulas harmless.")
        }
        FormatKind::Workbook => {
            ("Excel workbook (.xlsx)", "For Excel, Numbers, Calc. Dates are dates, 00123 stays 00123.")
        }
        FormatKind::Programs => ("CSV for programs", "For scripts and databases: RFC 4180, times in UTC."),
        FormatKind::JsonLines => ("JSON Lines", "For scripts: one object on each line, times in UTC."),
        FormatKind::SavedSheet => {
            ("Saved sheet (.foldersheet)", "To open again here, with all that is known of each file.")
        }
    }
}

/// What files of a format are called.
pub(super) fn label(format: Format) -> &'static str {
    match format.kind() {
        FormatKind::Spreadsheet | FormatKind::Programs if format.extension() == "tsv" => "Tab-separated text",
        FormatKind::Spreadsheet | FormatKind::Programs => "CSV",
        FormatKind::Workbook => "Excel workbook",
        FormatKind::JsonLines => "JSON Lines",
        FormatKind::SavedSheet => "Foldersheet",
    }
}

/// Columns that are named; the others are counted.
const NAMED: usize = 4;

/// Which columns have nothing in them because they were not read, or are not in the file that was opened; not empty.
pub(super) fn not_read(columns: &[Column], is_opened: bool) -> String {
    let mut titles: Vec<String> = columns.iter().map(|column| column.title().to_owned()).collect();
    if titles.len() > NAMED + 1 {
        let more = titles.split_off(NAMED).len();
        titles.push(format!("{more} more"));
    }
    let (are, is) = if is_opened {
        ("are not in the opened file", "is not in the opened file")
    } else {
        ("were not read", "was not read")
    };
    match &titles[..] {
        [most @ .., last] if !most.is_empty() => {
            format!("{} and {last} {are}: these columns will be empty.", most.join(", "))
        }
        titles => format!("{} {is}: this column will be empty.", titles.concat()),
    }
}

/// Why a file lacks something, and whether a reader of it will know.
pub(super) fn incomplete(why: Incomplete, format: Format) -> String {
    let why = words::incomplete(why);
    if format.holds_problems() {
        format!("The sheet is incomplete: {why}. The file says so too.")
    } else {
        format!("The sheet is incomplete: {why}. This format has no place to say so in the file.")
    }
}
