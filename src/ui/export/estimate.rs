//! About how large a file the export will be, from a few rows of the sheet. Pure.

use super::choices::Choices;
use crate::export::FormatKind;
use crate::model::Column;
use crate::session::Shown;

/// The mean lengths of a few rows' texts, in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Lengths {
    path: f64,
    name: f64,
    root: f64,
}

/// So many rows are looked at.
const LOOKED_AT: u64 = 64;
/// What a workbook is of the same cells as text. Measured: 0.24 to 0.33 of a CSV with all columns, because it is compressed.
const PACKED: f64 = 0.28;
/// What a row of a saved sheet takes, in bytes, with its share of the folders.
const SAVED: f64 = 12.0;

impl Lengths {
    /// Those of some of the rows that are shown; `None` if none is.
    pub(crate) fn of(sheet: &Shown<'_>) -> Option<Lengths> {
        let count = sheet.len().min(LOOKED_AT);
        let mut sum = Lengths::default();
        for at in 0..count {
            // Spread over all of them: neighbours are alike.
            let row = sheet.row(sheet.number(sheet.len() / count * at)?);
            let path = sheet.path(&row);
            sum.path += path.len() as f64;
            sum.name += row.name.len() as f64;
            let root =
                sheet.roots().iter().find(|root| path.starts_with(root.path.as_os_str().as_encoded_bytes()));
            sum.root += root.map_or(0, |root| root.path.as_os_str().len()) as f64;
        }
        let mean = |sum: f64| sum / count as f64;
        (count > 0).then(|| Lengths { path: mean(sum.path), name: mean(sum.name), root: mean(sum.root) })
    }

    /// About how many bytes `rows` rows take with these choices.
    pub(crate) fn bytes(&self, choices: &Choices, rows: u64) -> u64 {
        let columns = || Column::ALL.into_iter().filter(|column| choices.has(*column));
        let cells: f64 = columns().map(|column| self.cell(column)).sum();
        let separators = columns().count() as f64 + 1.0;
        // Quotes around texts in a CSV; those and the keys in JSON.
        let texts = columns().filter(|column| is_quoted(*column)).count() as f64;
        let keys: f64 = columns().map(|column| column.as_str().len() as f64 + 3.0).sum();
        let row = match choices.kind {
            FormatKind::Spreadsheet | FormatKind::Programs => cells + separators + 2.0 * texts,
            FormatKind::JsonLines => cells + separators + 2.0 * texts + keys + 2.0,
            FormatKind::Workbook => (cells + separators) * PACKED,
            FormatKind::SavedSheet => SAVED,
        };
        (row * rows as f64) as u64
    }

    fn cell(&self, column: Column) -> f64 {
        match column {
            Column::Path => self.path,
            Column::Folder => (self.path - self.name - 1.0).max(1.0),
            Column::Name => self.name,
            Column::Root => self.root,
            Column::Extension | Column::Kind => 4.0,
            Column::Category => 6.0,
            Column::Size | Column::Allocated => 5.0,
            Column::Modified | Column::Created | Column::Accessed | Column::Changed => 20.0,
            Column::Age | Column::Mode | Column::Device | Column::Attributes => 4.0,
            Column::Owner | Column::Group => 5.0,
            Column::Inode => 8.0,
            Column::Links | Column::Depth => 1.0,
            Column::PathLength | Column::PathUtf16 | Column::NameLength | Column::NameUtf16 => 2.0,
            Column::DestinationLength => 3.0,
            // Few rows have any.
            Column::Problem | Column::Suggestion | Column::LinkTarget => 1.0,
            Column::Change => 4.0,
            Column::SizeBefore | Column::SizeAfter => 5.0,
            Column::ModifiedBefore | Column::ModifiedAfter => 20.0,
            // Few rows have another one.
            Column::Difference | Column::WasAt => 1.0,
            // Only names that are not valid UTF-8 have it.
            Column::PathHex | Column::LinkTargetHex => 0.0,
        }
    }
}

fn is_quoted(column: Column) -> bool {
    !column.values().is_number()
}
