//! Cells of a CSV to values, by what its plan says of them.

use super::Result;
use super::plan::{Plan, Sizes};
use crate::import::about::quoted;
use crate::import::dates::Stamp;
use crate::import::maker::Maker;
use crate::import::terms::DateOrder;
use crate::import::{sizes, values};
use crate::model::{Kind, ListMistake, SourceKind};
use crate::text::ClockReader;

/// What a word for the kind of an entry says, in any program's words.
pub(super) fn kind_of_word(word: &[u8]) -> Kind {
    let is = |words: &[&str]| words.iter().any(|known| word.eq_ignore_ascii_case(known.as_bytes()));
    if is(&["file", "f", "-", "container"]) {
        Kind::File
    } else if is(&["folder", "directory", "dir", "d", "true"]) {
        Kind::Folder
    } else if is(&["symlink", "link", "l", "junction"]) {
        Kind::Symlink
    } else {
        Kind::ALL.into_iter().find(|kind| kind.as_str().as_bytes() == word).unwrap_or(Kind::File)
    }
}

/// A size in bytes; `None` if the cell says that it is not known. What is not a number is a fault of this line.
#[inline]
pub(super) fn size(plan: &Plan, cell: &[u8], line: u64, maker: &mut Maker<'_>) -> Result<Option<u64>> {
    if cell.is_empty() {
        return Ok(None);
    }
    let size = match plan.sizes {
        Sizes::Numbers { times, has_units } => {
            let has_unit = cell.iter().any(u8::is_ascii_alphabetic);
            if has_unit && !has_units { None } else { sizes::size(cell, times, plan.decimal) }
        }
        _ if cell.iter().all(u8::is_ascii_digit) => values::number(cell),
        Sizes::Digits => None,
        Sizes::Grouped => values::grouped(cell),
    };
    // Some write it so where they don't know.
    if size.is_none() && cell != b"-1" {
        maker.fault(line, ListMistake::NotANumber(quoted(cell)), None)?;
    }
    Ok(size)
}

/// A whole number; `None` if the cell is empty. What is not a number is a fault of this line.
pub(super) fn count(cell: &[u8], line: u64, maker: &mut Maker<'_>) -> Result<Option<u64>> {
    let number = values::number(cell);
    if number.is_none() && !cell.is_empty() {
        maker.fault(line, ListMistake::NotANumber(quoted(cell)), None)?;
    }
    Ok(number)
}

/// A moment in seconds since 1970; `None` if the cell says that it is not known. What is not a time is a fault of this line.
#[inline]
pub(super) fn time(
    plan: &Plan,
    clock: &mut ClockReader,
    cell: &[u8],
    line: u64,
    maker: &mut Maker<'_>,
) -> Result<Option<i64>> {
    if cell.is_empty() {
        return Ok(None);
    }
    let moment = if cell.iter().all(u8::is_ascii_digit) {
        match (plan.kind, values::number(cell)) {
            (SourceKind::Everything, Some(0 | u64::MAX)) => return Ok(None),
            (SourceKind::Everything, Some(ticks)) => values::file_time(ticks),
            (SourceKind::OtherCsv, Some(seconds)) if cell.len() <= 11 => i64::try_from(seconds).ok(),
            _ => None,
        }
    } else if let Some(seconds) = cell.strip_prefix(b"@").filter(|_| plan.kind == SourceKind::OwnCsv) {
        values::signed(seconds)
    } else {
        let order = plan.dates.unwrap_or(DateOrder::YearMonthDay);
        Stamp::read(cell, order).and_then(|stamp| match plan.ahead {
            Some(ahead) => stamp.ahead_by(ahead),
            None => stamp.moment(clock),
        })
    };
    if moment.is_none() {
        maker.fault(line, ListMistake::NotATime(quoted(cell)), None)?;
    }
    Ok(moment)
}

/// The path of a `file:` address.
pub(super) fn push_uri(uri: &[u8], out: &mut Vec<u8>) {
    let path = uri.strip_prefix(b"file:").unwrap_or_default();
    let path = path.strip_prefix(b"//").filter(|path| path.starts_with(b"/")).unwrap_or(path);
    crate::import::escapes::push_percent(path, out);
}
