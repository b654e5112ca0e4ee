//! Rows as records, one cell after the other. For formats without a faster way, and for terminals, where speed doesn't matter.
//!
//! A terminal obeys what names may hold, and its reader sees no difference between some of them. So what can't be seen as what it is,
//! is written out: in JSON by JSON's own escapes, so that every name still comes back, and in a CSV as on screen.

use super::seam::Records;
use crate::export::ExportJob;
use crate::export::cells::Cell;
use crate::export::pieces::Encoder;
use crate::model::Row;
use crate::text;
use crate::view::RowReader;
use std::borrow::Cow;

/// See the module.
pub(super) struct RecordLines<'a, R> {
    job: &'a ExportJob,
    reader: RowReader<'a>,
    records: R,
}

impl<'a, R: Records> RecordLines<'a, R> {
    /// The rows of a job as these records.
    pub(super) fn new(job: &'a ExportJob, records: R) -> RecordLines<'a, R> {
        RecordLines { job, reader: RowReader::new(&job.sheet), records }
    }
}

impl<R: Records> Encoder for RecordLines<'_, R> {
    fn row(&mut self, number: u32, row: &Row<'_>, out: &mut Vec<u8>) {
        self.reader.at(number);
        self.reader.enter(row.folder);
        let columns = self.job.plan.columns.iter();
        self.records.record(columns.map(|&column| self.reader.value(row, column).into()), out);
    }
}

/// The cell as a terminal may have it, in a format that has no escapes of its own.
pub(super) fn printable(cell: Cell<'_>) -> Cell<'_> {
    match cell {
        Cell::Text(Cow::Borrowed(text)) => Cell::Text(text::printable(text)),
        Cell::Text(Cow::Owned(text)) => Cell::Text(text::printable(&text).into_owned().into()),
        other => other,
    }
}
