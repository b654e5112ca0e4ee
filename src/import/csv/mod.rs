//! Lists in rows of cells, whichever tool wrote them.

mod cells;
pub(super) mod kinds;
pub(super) mod plan;
pub(super) mod record;
pub(super) mod rows;
mod source;

use super::input::{Input, text};
use super::job::Job;
use super::lines::Lines;
use super::maker::Maker;
use super::tops::Tops;
use crate::model::{Cancel, ListMistake, SourceError};
use plan::{Plan, Top};
use record::Next;
use rows::{Record, Rows};
use source::Source;

type Result<T = ()> = std::result::Result<T, SourceError>;

/// Reads a list by a plan.
pub(super) fn read(plan: &Plan, job: Job<'_>) -> Result {
    let tops = match plan.top {
        Top::Common => tops(plan, job.input, job.sink.cancel())?,
        Top::FirstFolder if !begins_with_folder(plan, job.input, job.sink.cancel())? => {
            tops(plan, job.input, job.sink.cancel())?
        }
        Top::Here => vec![Box::from(*b".")],
        Top::FirstFolder | Top::Column => Vec::new(),
    };
    let mut source = rows_of(plan, job.input, job.sink.cancel())?;
    let mut maker = job.maker()?;
    for top in tops {
        maker.top(&top)?;
    }
    let mut rows = Rows::new(plan);
    let read = all(plan, &mut source, &mut rows, &mut maker);
    match read {
        Ok(true) => {
            rows.finish(&mut maker)?;
            maker.finish()
        }
        Ok(false) => maker.finish_damaged(source.position()),
        Err(error) => maker.finish_failed(error),
    }
}

/// Every row of a list; `false` if it ends in the middle of one.
fn all(plan: &Plan, source: &mut Source<'_>, rows: &mut Rows<'_>, maker: &mut Maker<'_>) -> Result<bool> {
    loop {
        let is_ended = match source.next()? {
            Next::Record { is_ended } => is_ended,
            Next::End => return Ok(true),
            Next::Cut => return Ok(false),
            Next::OpenQuote if source.is_at_end() => return Ok(false),
            Next::TooLong => {
                maker.fault(source.line(), ListMistake::TooLong, None)?;
                continue;
            }
            Next::OpenQuote => {
                maker.fault(source.line(), ListMistake::OpenQuote, None)?;
                continue;
            }
            Next::Broken => {
                maker.fault(source.line(), ListMistake::NotUnderstood, None)?;
                continue;
            }
        };
        let record = Record { cells: source.cells(), text: source.text(), line: source.line() };
        let found = record.cells.len();
        if found >= plan.needed {
            rows.row(record, maker)?;
            continue;
        }
        // An empty line is a line between two.
        if found == 1 && record.cells.get(0, record.text).trim_ascii().is_empty() {
            continue;
        }
        if !is_ended {
            return Ok(false);
        }
        maker.fault(source.line(), ListMistake::FewerCells { found, needed: plan.needed }, None)?;
    }
}

/// The rows of a list behind its titles.
fn rows_of<'i>(plan: &Plan, input: &'i (dyn Input + 'i), cancel: &Cancel) -> Result<Source<'i>> {
    let text = text(input).map_err(|error| SourceError::Io((&error).into()))?;
    Source::new(plan, Lines::new(text, cancel.clone()))
}

/// Whether the first row of a list that is a file or a folder is a folder.
fn begins_with_folder(plan: &Plan, input: &dyn Input, cancel: &Cancel) -> Result<bool> {
    let mut first = None;
    each_path(plan, input, cancel, |_, is_folder| {
        first = Some(is_folder);
        false
    })?;
    Ok(first.unwrap_or(false))
}

/// What all rows of a list have in common.
fn tops(plan: &Plan, input: &dyn Input, cancel: &Cancel) -> Result<Vec<Box<[u8]>>> {
    let mut tops = Tops::new(plan.path_separator);
    each_path(plan, input, cancel, |path, is_folder| tops.add(path, is_folder))?;
    Ok(tops.found())
}

/// Every path of a list, until one is enough.
fn each_path(
    plan: &Plan,
    input: &dyn Input,
    cancel: &Cancel,
    mut with: impl FnMut(&[u8], bool) -> bool,
) -> Result {
    let mut source = rows_of(plan, input, cancel)?;
    let mut rows = Rows::new(plan);
    loop {
        match source.next() {
            Ok(Next::Record { .. }) => {
                let record = Record { cells: source.cells(), text: source.text(), line: source.line() };
                if record.cells.len() >= plan.needed
                    && let Some((path, is_folder)) = rows.path(record)
                    && !with(path, is_folder)
                {
                    return Ok(());
                }
            }
            Ok(Next::TooLong | Next::OpenQuote | Next::Broken) => {}
            Err(SourceError::Cancelled) => return Err(SourceError::Cancelled),
            // What can't be read is said when its rows are.
            Ok(Next::End | Next::Cut) | Err(_) => return Ok(()),
        }
    }
}
