//! The first rows of a list, to be looked at before it is read.

use super::csv::kinds;
use super::head::Head;
use super::how::{As, How};
use super::input::Input;
use super::mapping::Mapping;
use super::suggest::suggest;
use super::terms::Holds;
use super::understood::{First, Understood, of_records};
use super::{other, reading, recognise};
use crate::model::{OtherFile, SourceKind};
use crate::text;
use std::path::Path;

/// The first rows of a list, cell by cell, and what would become of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// What it is taken for; `None` if it is not known.
    pub kind: Option<SourceKind>,
    /// What else it could be, the likeliest first.
    pub others: Vec<SourceKind>,
    /// What it looks like if it is not known.
    pub other: Option<OtherFile>,
    /// Whether it has cells: not one that is nested, as JSON is.
    pub has_cells: bool,
    /// What stands between its cells.
    pub separator: u8,
    /// The titles of its columns; empty if it has none.
    pub titles: Vec<String>,
    /// What each column is taken for.
    pub columns: Vec<Option<Holds>>,
    /// The cells of its first rows; rows may have more or fewer of them than there are titles.
    pub rows: Vec<Vec<String>>,
    /// What becomes of these rows, or of the first ones where it has no cells.
    pub understood: Vec<Understood>,
    /// The columns as they could be read if the user named them.
    pub suggested: Mapping,
}

/// Rows that are shown.
const ROWS: usize = 20;
/// Columns that are shown.
const COLUMNS: usize = 256;
/// Bytes of a cell that are shown.
const CELL: usize = 400;

pub(super) fn preview(input: &dyn Input, head: Head<'_>, how: &How) -> Preview {
    let suggested = suggest(head);
    let guesses = recognise::all(head);
    let mut found = match &how.read_as {
        As::Guessed => guesses.first().cloned(),
        named => recognise::by(named, head),
    };
    let kind = found.as_ref().map(|spec| spec.kind);
    if found.is_none() && how.read_as == As::Guessed {
        found = recognise::by(&As::Mapped(suggested.clone()), head);
    }
    let others = guesses.iter().map(|spec| spec.kind).filter(|other| Some(*other) != kind).collect();
    let mut preview = Preview {
        kind,
        others,
        other: kind.is_none().then(|| other::look(input, head)),
        has_cells: false,
        separator: suggested.separator.unwrap_or(b','),
        titles: Vec::new(),
        columns: Vec::new(),
        rows: Vec::new(),
        understood: Vec::new(),
        suggested,
    };
    let is_nested =
        |kind| [SourceKind::Rclone, SourceKind::WinDirStatJson, SourceKind::OwnJsonLines].contains(&kind);
    match found {
        Some(spec) if spec.plan.is_none() || is_nested(spec.kind) => {
            let mut first = First::new(ROWS);
            // It ends early, as it is the beginning only.
            let _ = reading::read(&spec, &head.text, Path::new(""), true, &mut first);
            preview.understood = first.understood();
        }
        Some(spec) => {
            let origin = reading::origin(&spec, Path::new(""));
            let Some(plan) = spec.plan else { return preview };
            let records = head.records(plan.separator);
            let rows: Vec<_> = records.into_iter().skip(plan.skip).take(ROWS).collect();
            preview.understood = of_records(&plan, &origin, &rows);
            preview.titles = shown(&plan.titles);
            preview.put_rows(plan.separator, &rows);
            for (holds, at) in plan.columns.all() {
                if let Some(column) = preview.columns.get_mut(at) {
                    *column = Some(holds);
                }
            }
        }
        None => {
            let separator = match &how.read_as {
                As::Mapped(mapping) => mapping.separator.unwrap_or(preview.separator),
                _ => preview.separator,
            };
            let records = head.records(separator);
            let start = kinds::body(&records);
            // Of a list that is not known the first line is taken for the titles, as in most.
            preview.titles = records.get(start).map(|titles| shown(titles)).unwrap_or_default();
            let rows: Vec<_> = records.into_iter().skip(start + 1).take(ROWS).collect();
            preview.put_rows(separator, &rows);
        }
    }
    preview
}

impl Preview {
    fn put_rows(&mut self, separator: u8, rows: &[Vec<Vec<u8>>]) {
        self.has_cells = true;
        self.separator = separator;
        self.rows = rows.iter().map(|row| shown(row)).collect();
        let many = self.rows.iter().map(Vec::len).chain([self.titles.len()]).max().unwrap_or(0);
        self.columns = vec![None; many];
    }
}

/// Cells as text; a long one without its end.
fn shown(record: &[Vec<u8>]) -> Vec<String> {
    let cell = |cell: &Vec<u8>| {
        let mut shown = text::decoded(&cell[..cell.len().min(CELL)]).into_owned();
        if cell.len() > CELL {
            shown.push('…');
        }
        shown
    };
    record.iter().take(COLUMNS).map(cell).collect()
}
