//! What the columns of a comparison have of a row, as numbers in their order.

use crate::model::{Change, Column, Compared, Kind, RowValues, ordered};

/// The number of a row in one of [`Column::COMPARED`], as [`Column::number`] has those of others; `None` where there is none, and for a path.
pub(in crate::view) fn number(
    compared: &dyn Compared,
    column: Column,
    row: u32,
    entry: &impl RowValues,
) -> Option<u64> {
    match column {
        Column::Change => Some(compared.change(row) as u64),
        Column::SizeBefore => before(compared, row, entry, |before| before.0),
        Column::ModifiedBefore => before(compared, row, entry, |before| before.1.map(ordered)),
        Column::Difference => difference(compared, row, entry).map(ordered),
        column => column.number(entry),
    }
}

/// Size and time of a row in the old sheet: the new one's own, unless the comparison has others.
fn before<T>(
    compared: &dyn Compared,
    row: u32,
    entry: &impl RowValues,
    of: impl Fn((Option<u64>, Option<i64>)) -> Option<T>,
) -> Option<T> {
    let is_file = entry.kind() != Kind::Folder;
    match compared.before(row) {
        Some(before) => of((before.size.filter(|_| is_file), before.modified)),
        None if matches!(compared.change(row), Change::Added | Change::Removed | Change::Unknown) => None,
        None => of((entry.size().filter(|_| is_file), entry.modified())),
    }
}

/// By how many bytes a row grew. What is in one sheet alone counts whole.
pub(in crate::view) fn difference(compared: &dyn Compared, row: u32, entry: &impl RowValues) -> Option<i64> {
    let of_size = |size: u64| i64::try_from(size).unwrap_or(i64::MAX);
    let after = || Column::SizeAfter.number(entry);
    let before = || before(compared, row, entry, |before| before.0);
    match compared.change(row) {
        Change::Added => after().map(of_size),
        Change::Removed => before().map(|size| -of_size(size)),
        Change::Unknown => None,
        _ => {
            let (after, before) = after().zip(before())?;
            let apart = of_size(after.abs_diff(before));
            Some(if after < before { -apart } else { apart })
        }
    }
}
