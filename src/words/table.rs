//! What the tables that an export writes say besides their rows: names of sheets, titles, labels.

use crate::model::Known;
use crate::text;

/// The sheet of a workbook that tells about itself.
pub const ABOUT: &str = "About";
/// The first line of that sheet.
pub const ABOUT_TITLE: &str = "A list of files";
/// The titles of the picked folders in it.
pub const ROOT_TITLES: [&str; 6] = ["Picked folder", "Path", "State", "Files", "Size (bytes)", "Problems"];
/// The sheet of problems.
pub const PROBLEMS: &str = "Problems";
/// Its titles: what was tried, the path, the path in hexadecimal, why, the number of the error.
pub const PROBLEM_TITLES: [&str; 5] =
    ["What was tried", "Where", "Where (hex)", "Why", "System's error number"];
/// Those of a list of problems where neither bytes nor numbers have a column of their own: on screen and on the clipboard.
pub const PROBLEM_SHORT_TITLES: [&str; 3] = [PROBLEM_TITLES[0], PROBLEM_TITLES[1], PROBLEM_TITLES[3]];

/// The name of a workbook's sheet of rows; `at` counts from 0.
pub fn rows_sheet(at: u64) -> String {
    if at == 0 { "Files".to_owned() } else { format!("Files {}", at + 1) }
}

/// What a workbook tells about itself, a line for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Label {
    /// Whether the sheet is complete, and why not.
    State,
    /// The moment of the rows.
    AsOf,
    /// The zone of the times.
    Zone,
    /// The program and its version.
    MadeBy,
    /// Rows in this file.
    RowsHere,
    /// Rows of the whole sheet.
    RowsFound,
    /// The filter's text.
    Filter,
    /// The folder that the rows are in, where only those of one were shown.
    Within,
    /// The order of the rows.
    Order,
    /// Files of the whole sheet.
    Files,
    /// Folders of the whole sheet.
    Folders,
    /// The sum of the sizes.
    Bytes,
    /// The sum of the sizes on disk.
    Allocated,
    /// Problems of the whole sheet.
    Problems,
    /// What was left out as asked.
    LeftOut,
    /// What was gone when it was looked at.
    Vanished,
    /// Cells that hold only the beginning of their text.
    Cut,
}

/// The label of a line about a workbook.
pub const fn label(label: Label) -> &'static str {
    match label {
        Label::State => "State",
        Label::AsOf => "As of",
        Label::Zone => "Times are local, in",
        Label::MadeBy => "Made by",
        Label::RowsHere => "Rows in this file",
        Label::RowsFound => "Rows found",
        Label::Filter => "Filter",
        Label::Within => "Only in the folder",
        Label::Order => "Order",
        Label::Files => "Files found",
        Label::Folders => "Folders read",
        Label::Bytes => "Size of the files (bytes)",
        Label::Allocated => "Size on disk (bytes)",
        Label::Problems => "Problems",
        Label::LeftOut => "Left out as asked",
        Label::Vanished => "Vanished while reading",
        Label::Cut => "Cells cut short",
    }
}

/// What stands in place of a sum of bytes of which not every part is known; `None` if it is a number like any other.
pub fn uncertain_sum(bytes: u128, known: Known) -> Option<String> {
    match known {
        Known::All => None,
        Known::Part => Some(format!("at least {bytes}")),
        Known::Nothing => Some("unknown".to_owned()),
    }
}

/// Where there is no filter.
pub const NO_FILTER: &str = "none";

/// In place of a filter, where rows were chosen in another way.
pub const A_PART: &str = "a part of the rows";

/// Behind [`Label::Cut`]: so many cells were cut at `longest` characters (UTF-16 units) and end in `end`.
pub fn cut_cells(cut: u64, longest: usize, end: char) -> String {
    format!("{cut}: a cell holds {longest} characters; these end in “{end}”")
}

/// The last line of a list of problems that is not whole; two cells: the operation and why.
pub fn more_problems(left_out: u64) -> [String; 2] {
    ["more".to_owned(), format!("{left_out} more, counted only")]
}

/// The line for the zone of the sheet's times; two cells as in [`more_problems`].
pub fn zone_line(zone: &text::Zone) -> [String; 2] {
    ["times".to_owned(), format!("local, in {}", zone.in_words())]
}
