//! What stands in a cell, and what its tooltip adds. The table calls it for the rows in sight only.

use crate::model::{Row, name};
use crate::session::Sheet;
use crate::text;
use crate::view::Column;

/// The text of a cell; empty where the system said nothing.
pub(super) fn shown(sheet: &Sheet<'_>, row: &Row<'_>, column: Column) -> String {
    match column {
        Column::Name => text::shown(row.name).into_owned(),
        Column::Folder => text::shown(&sheet.folder_path(row)).into_owned(),
        Column::Extension => text::shown(&text::lowered(name::extension(row.name))).into_owned(),
        Column::Kind => row.meta.kind.as_str().to_owned(),
        Column::Size => row.meta.size.map(text::size).unwrap_or_default(),
        Column::Allocated => row.meta.allocated.map(text::size).unwrap_or_default(),
        Column::Modified => row.meta.modified.map(text::local).unwrap_or_default(),
        Column::Created => row.meta.created.map(text::local).unwrap_or_default(),
    }
}

/// What the tooltip of a cell says; none where it would only repeat it.
pub(super) fn more(sheet: &Sheet<'_>, row: &Row<'_>, column: Column) -> Option<String> {
    match column {
        Column::Name => Some(text::shown(&sheet.path(row)).into_owned()),
        Column::Size => row.meta.size.map(bytes),
        Column::Allocated => row.meta.allocated.map(|size| format!("{} on the disk", bytes(size))),
        Column::Modified => row.meta.modified.map(text::utc),
        Column::Created => row.meta.created.map(text::utc),
        Column::Folder | Column::Extension | Column::Kind => None,
    }
}

/// A row in one line, as a screen reader says it.
pub(super) fn spoken(sheet: &Sheet<'_>, row: &Row<'_>, columns: impl Iterator<Item = Column>) -> String {
    let cells = columns.map(|column| shown(sheet, row, column)).filter(|cell| !cell.is_empty());
    cells.collect::<Vec<_>>().join(", ")
}

fn bytes(size: u64) -> String {
    super::super::words::count(size, "byte")
}
