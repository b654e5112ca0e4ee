//! Rows for a terminal: a terminal obeys what names may hold, and its reader sees no difference between some of them. So what can't be
//! seen as what it is, is written out: in JSON by JSON's own escapes, so that every name still comes back, and in a CSV as on screen.

use super::csv::{self, Dialect};
use super::json;
use crate::export::Job;
use crate::export::cells::{Cell, Cells};
use crate::export::pieces::Encoder;
use crate::model::Row;
use crate::text;
use std::borrow::Cow;

/// Writes rows one cell after the other: nobody reads a terminal as fast as that.
pub(in crate::export) struct Lines<'a> {
    job: &'a Job,
    cells: Cells<'a>,
    syntax: Syntax,
}

enum Syntax {
    Csv(Box<csv::Syntax>),
    Json(json::Syntax),
}

impl<'a> Lines<'a> {
    /// As CSV in this dialect, or as JSON Lines.
    pub(super) fn new(job: &'a Job, dialect: Option<Dialect>) -> Lines<'a> {
        let syntax = match dialect {
            Some(dialect) => Syntax::Csv(Box::new(csv::Syntax::new(dialect))),
            None => Syntax::Json(json::Syntax::for_terminal()),
        };
        Lines { job, cells: Cells::new(&job.sheet), syntax }
    }
}

impl Encoder for Lines<'_> {
    fn row(&mut self, row: &Row<'_>, out: &mut Vec<u8>) {
        self.cells.enter(row.folder);
        let fields = self.job.plan.fields.iter();
        let cells = fields.map(|&field| (field, self.cells.cell(row, field)));
        match &mut self.syntax {
            Syntax::Csv(syntax) => syntax.record(cells.map(|(_, cell)| printable(cell)), out),
            Syntax::Json(syntax) => syntax.object(cells.map(|(field, cell)| (field.as_str(), cell)), out),
        }
    }
}

/// The cell as a terminal may have it.
pub(in crate::export) fn printable(cell: Cell<'_>) -> Cell<'_> {
    match cell {
        Cell::Text(Cow::Borrowed(text)) => Cell::Text(text::printable(text)),
        Cell::Text(Cow::Owned(text)) => Cell::Text(text::printable(&text).into_owned().into()),
        other => other,
    }
}
