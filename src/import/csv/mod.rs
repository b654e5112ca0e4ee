//! Lists in rows of cells, whichever tool wrote them.

pub(super) mod kinds;
pub(super) mod plan;
pub(super) mod record;
mod rows;

use super::input::{Input, text};
use super::job::Job;
use super::lines::Lines;
use super::maker::Maker;
use super::tops::Tops;
use crate::model::{ListMistake, SourceError};
use plan::{Plan, Top};
use record::{Next, Records, Syntax};
use rows::{Record, Rows};

type Result<T = ()> = std::result::Result<T, SourceError>;

/// Reads a list by a plan.
pub(super) fn read(plan: &Plan, job: Job<'_>) -> Result {
    let tops = match plan.top {
        Top::Common => tops(plan, job.input, job.sink.cancel())?,
        Top::FirstFolder if !begins_with_folder(plan, job.input, job.sink.cancel())? => {
            tops(plan, job.input, job.sink.cancel())?
        }
        Top::FirstFolder | Top::Column => Vec::new(),
    };
    let mut records = records(plan, job.input, job.sink.cancel())?;
    let mut maker = job.maker()?;
    for top in tops {
        maker.top(&top)?;
    }
    let mut rows = Rows::new(plan);
    let read = all(plan, &mut records, &mut rows, &mut maker);
    match read {
        Ok(true) => {
            rows.finish(&mut maker)?;
            maker.finish()
        }
        Ok(false) => maker.finish_damaged(records.lines.position()),
        Err(error) => maker.finish_failed(error),
    }
}

/// Every row of a list; `false` if it ends in the middle of one.
fn all(plan: &Plan, records: &mut Records<'_>, rows: &mut Rows<'_>, maker: &mut Maker<'_>) -> Result<bool> {
    loop {
        match records.next()? {
            Next::Record { is_ended } => {
                let found = records.cells.len();
                if found < plan.needed {
                    // An empty line is a line between two.
                    let is_empty = found == 1 && records.cells.get(0, records.text()).trim_ascii().is_empty();
                    if is_empty {
                        continue;
                    }
                    if !is_ended {
                        return Ok(false);
                    }
                    maker.fault(
                        records.line,
                        ListMistake::FewerCells { found, needed: plan.needed },
                        None,
                    )?;
                    continue;
                }
                let record = Record { cells: &records.cells, text: records.text(), line: records.line };
                rows.row(record, maker)?;
            }
            Next::TooLong => maker.fault(records.line, ListMistake::TooLong, None)?,
            Next::OpenQuote if records.lines.rest().is_empty() && records.lines.is_at_end() => {
                return Ok(false);
            }
            Next::OpenQuote => maker.fault(records.line, ListMistake::OpenQuote, None)?,
            Next::End => return Ok(true),
        }
    }
}

/// The records of a list behind its titles.
fn records<'i>(
    plan: &Plan,
    input: &'i (dyn Input + 'i),
    cancel: &crate::model::Cancel,
) -> Result<Records<'i>> {
    let text = text(input).map_err(|error| SourceError::Io((&error).into()))?;
    let syntax = Syntax { separator: plan.separator, has_lines_in_quotes: plan.path_separator != b'\\' };
    let mut records = Records::new(Lines::new(text, cancel.clone()), syntax);
    for _ in 0..plan.skip {
        records.next()?;
    }
    Ok(records)
}

/// Whether the first row of a list that is a file or a folder is a folder.
fn begins_with_folder(plan: &Plan, input: &dyn Input, cancel: &crate::model::Cancel) -> Result<bool> {
    let mut first = None;
    each_path(plan, input, cancel, |_, is_folder| {
        first = Some(is_folder);
        false
    })?;
    Ok(first.unwrap_or(false))
}

/// What all rows of a list have in common.
fn tops(plan: &Plan, input: &dyn Input, cancel: &crate::model::Cancel) -> Result<Vec<Box<[u8]>>> {
    let mut tops = Tops::new(plan.path_separator);
    each_path(plan, input, cancel, |path, is_folder| tops.add(path, is_folder))?;
    Ok(tops.found())
}

/// Every path of a list, until one is enough.
fn each_path(
    plan: &Plan,
    input: &dyn Input,
    cancel: &crate::model::Cancel,
    mut with: impl FnMut(&[u8], bool) -> bool,
) -> Result {
    let mut records = records(plan, input, cancel)?;
    let mut rows = Rows::new(plan);
    loop {
        match records.next() {
            Ok(Next::Record { .. }) if records.cells.len() >= plan.needed => {
                let record = Record { cells: &records.cells, text: records.text(), line: records.line };
                if let Some((path, is_folder)) = rows.path(record)
                    && !with(path, is_folder)
                {
                    return Ok(());
                }
            }
            Ok(Next::Record { .. } | Next::TooLong | Next::OpenQuote) => {}
            Err(SourceError::Cancelled) => return Err(SourceError::Cancelled),
            // What can't be read is said when its rows are.
            Ok(Next::End) | Err(_) => return Ok(()),
        }
    }
}
