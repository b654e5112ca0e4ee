//! What the formats have in common that are texts: the way of the rows through threads and compression, and the list of problems.

use super::lines::RecordLines;
use super::seam::{Head, Outlet, Part, Records, TextFormat};
use crate::export::error::WriteError;
use crate::export::pack::gzip::{Checksum, Deflater, HEADER};
use crate::export::pack::{self, Packing};
use crate::export::pieces::{self, Out, PieceSource};
use crate::export::{ExportJob, Progress, problems};
use crate::model::{Column, Facts};
use crate::words::table;
use std::io::{BufWriter, Write};

/// Writes rows as a text.
///
/// # Errors
/// If that fails, or was cancelled.
pub(super) fn sheet<F: TextFormat>(
    format: &F,
    part: &Part<'_>,
    to: Outlet<'_>,
    progress: &Progress,
) -> Result<(), WriteError> {
    let Outlet { mut out, packing, is_terminal, .. } = to;
    let mut head = Vec::new();
    format.records(columns(part.job), is_terminal).head(&mut head);
    let rows = TextRows { format, part, is_gzip: packing == Some(Packing::Gzip), is_terminal };
    match packing {
        None => {
            out.put(&head)?;
            rows.write(&mut out, progress)?;
        }
        Some(Packing::Gzip) => {
            let mut begin = HEADER.to_vec();
            let mut sum = Deflater::new().pack(&head, &mut begin)?;
            out.put(&begin)?;
            sum.add(&rows.write(&mut out, progress)?);
            out.put(&sum.trailer())?;
        }
        Some(Packing::Zstd) => pack::packed(packing, out.stream(), |text| {
            text.write_all(&head)?;
            rows.write(&mut Out::Stream(text), progress).map(drop)
        })?,
    }
    Ok(())
}

/// The columns of a sheet.
pub(super) fn columns(job: &ExportJob) -> Vec<Head> {
    let head = |column: &Column| Head { name: column.as_str(), title: column.title_with_unit().into() };
    job.plan.columns.iter().map(head).collect()
}

/// Whether a column's values are not in a base row.
fn is_beside_base(column: &Column) -> bool {
    Facts::COLUMNS.contains(column) || column.is_on_request()
}

struct TextRows<'a, F> {
    format: &'a F,
    part: &'a Part<'a>,
    is_gzip: bool,
    is_terminal: bool,
}

impl<F: TextFormat> TextRows<'_, F> {
    /// Which encoder it is, is settled here, once for all rows.
    fn write(&self, out: &mut Out<'_>, progress: &Progress) -> Result<Checksum, WriteError> {
        let Part { job, rows, positions } = self.part;
        let text = PieceSource {
            store: &job.sheet,
            rows,
            positions: positions.clone(),
            is_whole_row: job.plan.columns.iter().any(is_beside_base),
            is_gzip: self.is_gzip,
        };
        if self.is_terminal {
            let lines = || RecordLines::new(job, self.format.records(columns(job), true));
            pieces::write(&text, out, lines, progress)
        } else {
            pieces::write(&text, out, || self.format.rows(job), progress)
        }
    }
}

/// Writes the list of problems as a text.
///
/// # Errors
/// If that fails.
pub(super) fn problems<F: TextFormat>(format: &F, job: &ExportJob, to: Outlet<'_>) -> Result<(), WriteError> {
    let Outlet { mut out, packing, is_terminal, .. } = to;
    pack::packed(packing, out.stream(), |text| {
        let mut out = BufWriter::new(text);
        let heads = problems::COLUMNS.into_iter().zip(table::PROBLEM_TITLES);
        let columns = heads.map(|(name, title)| Head { name, title: title.into() }).collect();
        let mut records = format.records(columns, is_terminal);
        let mut text = Vec::new();
        records.head(&mut text);
        // A sheet for people has no other place for the zone of its times: every line of it is a row.
        let zone = format.zone().map(problems::zone_line);
        for line in problems::lines(&job.sheet.problems, &job.sheet.folders).chain(zone) {
            records.record(line.into_iter(), &mut text);
            out.write_all(&text)?;
            text.clear();
        }
        out.write_all(&text)?;
        Ok(out.flush()?)
    })
}
