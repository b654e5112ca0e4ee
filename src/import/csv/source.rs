//! Where rows in cells come from: the records of a CSV, or the objects of a JSON.

use super::plan::Plan;
use super::record::{Cells, Next, Records, Syntax};
use crate::import::json::flat::Objects;
use crate::import::lines::Lines;
use crate::model::{SourceError, SourceKind};

/// Rows in cells.
pub(super) enum Source<'r> {
    /// Of a CSV.
    Records(Records<'r>),
    /// Of a JSON.
    Objects(Box<Objects<'r>>),
}

impl<'r> Source<'r> {
    /// The rows of a list behind its titles.
    ///
    /// # Errors
    /// Those of reading.
    pub(super) fn new(plan: &Plan, lines: Lines<'r>) -> Result<Source<'r>, SourceError> {
        let in_json = [SourceKind::Rclone, SourceKind::WinDirStatJson, SourceKind::OwnJsonLines];
        if in_json.contains(&plan.kind) {
            return Ok(Source::Objects(Box::new(Objects::new(lines, plan))));
        }
        let syntax = Syntax { separator: plan.separator, has_lines_in_quotes: plan.path_separator != b'\\' };
        let mut records = Records::new(lines, syntax);
        for _ in 0..plan.skip {
            records.next()?;
        }
        Ok(Source::Records(records))
    }

    /// Goes on to the next row.
    ///
    /// # Errors
    /// Those of reading.
    #[inline]
    pub(super) fn next(&mut self) -> Result<Next, SourceError> {
        match self {
            Source::Records(records) => records.next(),
            Source::Objects(objects) => objects.next(),
        }
    }

    /// The cells of the row.
    #[inline]
    pub(super) fn cells(&self) -> &Cells {
        match self {
            Source::Records(records) => &records.cells,
            Source::Objects(objects) => &objects.cells,
        }
    }

    /// What they are in.
    #[inline]
    pub(super) fn text(&self) -> &[u8] {
        match self {
            Source::Records(records) => records.text(),
            Source::Objects(objects) => objects.text(),
        }
    }

    /// The line in which the row begins, from 1.
    #[inline]
    pub(super) fn line(&self) -> u64 {
        match self {
            Source::Records(records) => records.line,
            Source::Objects(objects) => objects.line,
        }
    }

    /// Bytes that were passed.
    pub(super) fn position(&self) -> u64 {
        match self {
            Source::Records(records) => records.lines.position(),
            Source::Objects(objects) => objects.position(),
        }
    }

    /// Whether nothing comes behind the row.
    pub(super) fn is_at_end(&self) -> bool {
        match self {
            Source::Records(records) => records.lines.rest().is_empty() && records.lines.is_at_end(),
            Source::Objects(_) => false,
        }
    }
}
