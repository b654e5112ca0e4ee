//! What stands in a cell, and what its tooltip adds. The table calls it for the rows in sight only.

use crate::model::{Column, Row, ValueKind};
use crate::session::Shown;
use crate::text;
use crate::view::Value;

/// The text of a cell; empty where the system said nothing.
pub(super) fn shown(sheet: &Shown<'_>, row: &Row<'_>, column: Column) -> String {
    match sheet.reader(row, column).value(row, column) {
        Value::Empty => String::new(),
        Value::Text(bytes) => text::shown(&bytes).into_owned(),
        Value::Word(word) => word.into_owned(),
        Value::Number(number) if column.values() == ValueKind::Bytes => text::size(number),
        Value::Number(number) => text::number(number),
        Value::Time(seconds) => text::local(seconds),
    }
}

/// What the tooltip of a cell says; `None` where it would only repeat it.
pub(super) fn more(sheet: &Shown<'_>, row: &Row<'_>, column: Column) -> Option<String> {
    match (column, sheet.reader(row, column).value(row, column)) {
        (Column::Name, _) => Some(text::shown(&sheet.path(row)).into_owned()),
        (Column::Allocated, Value::Number(size)) => Some(format!("{} on the disk", bytes(size))),
        (_, Value::Number(number)) if column.values() == ValueKind::Bytes => Some(bytes(number)),
        (_, Value::Time(seconds)) => Some(text::utc(seconds)),
        _ => None,
    }
}

/// A row in one line, as a screen reader says it.
pub(super) fn spoken(sheet: &Shown<'_>, row: &Row<'_>, columns: impl Iterator<Item = Column>) -> String {
    let cells = columns.map(|column| shown(sheet, row, column)).filter(|cell| !cell.is_empty());
    cells.collect::<Vec<_>>().join(", ")
}

fn bytes(size: u64) -> String {
    super::super::words::count(size, "byte")
}
