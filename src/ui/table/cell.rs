//! The contents of a cell, and what its tooltip adds. Called for visible rows only.

use super::inside::InsideCell;
use super::place::RowPlace;
use crate::model::{Change, Column, Faults, Kind, Row, ValueKind, faults_named, mode};
use crate::session::Shown;
use crate::text;
use crate::ui::list::delegate::SpokenCell;
use crate::view::Value;
use crate::words;

/// Shown in a column that was not read.
const NOT_READ: &str = "not read";

/// The text of a cell; empty where there is nothing to say.
pub(super) fn shown(sheet: &Shown<'_>, number: u32, row: &Row<'_>, column: Column) -> String {
    if column == Column::Folder {
        return RowPlace::of(sheet, row).text();
    }
    if let Some(inside) = InsideCell::of(sheet, row, column) {
        return inside.shown();
    }
    if is_unread(row, column) {
        return NOT_READ.to_owned();
    }
    match sheet.reader(number, row, column).value(row, column) {
        Value::Empty => String::new(),
        Value::Text(bytes) => text::shown(&bytes).into_owned(),
        Value::Word(word) if column == Column::Change => changed(&word, words::change).to_owned(),
        Value::Word(word) => text::printable(&word).into_owned(),
        Value::Number(number) if column.values() == ValueKind::Bytes => text::size(number),
        // What is the same has nothing to show among what isn't.
        Value::Signed(0) if column.values() == ValueKind::Difference => String::new(),
        Value::Signed(number) if column.values() == ValueKind::Difference => difference(number),
        Value::Number(number) if column.values() == ValueKind::Code => number.to_string(),
        Value::Number(number) => text::number(number),
        Value::Signed(number) if number < 0 => format!("-{}", text::number(number.unsigned_abs())),
        Value::Signed(number) => text::number(number.unsigned_abs()),
        Value::Mode(bits) => mode::letters(bits),
        Value::Time(seconds) => text::local_minute(seconds),
    }
}

/// Whether the reading was not asked for what stands there.
fn is_unread(row: &Row<'_>, column: Column) -> bool {
    let has_none = column == Column::LinkTarget && row.meta.kind != Kind::Symlink;
    column.is_on_request() && !row.meta.facts.read.contains(column) && !has_none
}

/// What the tooltip of a cell says; `None` where it would only repeat it.
pub(super) fn more(sheet: &Shown<'_>, number: u32, column: Column) -> Option<String> {
    let row = &sheet.row(number);
    if let Some(inside) = InsideCell::of(sheet, row, column) {
        return Some(inside.more());
    }
    if is_unread(row, column) {
        return Some("“Read again” reads this column too".to_owned());
    }
    match (column, sheet.reader(number, row, column).value(row, column)) {
        (Column::Name, _) => Some(text::shown(&sheet.path(row)).into_owned()),
        (Column::Folder, _) => Some(text::shown(&sheet.folder_path(row)).into_owned()),
        (Column::Problem, Value::Word(found)) => Some(problems(&found)),
        (Column::Change, Value::Word(word)) => changed(&word, words::about_change).map(str::to_owned),
        (Column::WasAt, Value::Text(path)) => Some(text::shown(&path).into_owned()),
        (_, Value::Signed(number)) if column.values() == ValueKind::Difference => {
            Some(difference_in_bytes(number))
        }
        (Column::Suggestion, Value::Word(name)) => Some(text::shown(name.as_bytes()).into_owned()),
        (Column::Allocated, Value::Number(size)) => Some(format!("{} on the disk", bytes(size))),
        (_, Value::Mode(bits)) => Some(mode::octal(bits)),
        (_, Value::Number(number)) if column.values() == ValueKind::Bytes => Some(bytes(number)),
        (_, Value::Time(seconds)) => Some(format!("{}\n{}", text::local(seconds), text::utc(seconds))),
        _ => None,
    }
}

/// A row in one line, as a screen reader says it: its first cell, then each with its title.
pub(super) fn spoken(sheet: &Shown<'_>, number: u32, columns: impl Iterator<Item = Column>) -> String {
    let row = sheet.row(number);
    let cells = columns.enumerate().map(|(at, column)| {
        let value = said(sheet, number, &row, column);
        if at == 0 { value } else { SpokenCell::words(column.title(), &value) }
    });
    cells.collect::<Vec<_>>().join(", ")
}

/// The text of a cell for a screen reader: with what the icon says to others.
pub(super) fn said(sheet: &Shown<'_>, number: u32, row: &Row<'_>, column: Column) -> String {
    if let Some(inside) = InsideCell::of(sheet, row, column) {
        return inside.said();
    }
    let shown = shown(sheet, number, row, column);
    match (column, row.meta.kind) {
        (Column::Name, kind) if kind != Kind::File => format!("{shown}, {}", kind.as_str()),
        _ => shown,
    }
}

/// What a check has found, in words, a line for each.
fn problems(found: &str) -> String {
    let faults: Faults = found.split(' ').filter_map(faults_named).collect();
    let line =
        |(destination, fault)| format!("{} ({})", words::name_fault(fault), words::destination(destination));
    faults.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// What is said of a change that is known by its name.
fn changed<T>(name: &str, said: impl Fn(Change) -> T) -> T {
    let change = Change::ALL.into_iter().find(|change| change.as_str() == name);
    said(change.unwrap_or(Change::Unknown))
}

fn difference(bytes: i64) -> String {
    let size = u128::from(bytes.unsigned_abs());
    if bytes < 0 { words::difference(0, size) } else { words::difference(size, 0) }
}

fn difference_in_bytes(by: i64) -> String {
    let sign = if by < 0 { "-" } else { "+" };
    format!("{sign}{}", bytes(by.unsigned_abs()))
}

fn bytes(size: u64) -> String {
    super::super::words::count(size, "byte")
}
