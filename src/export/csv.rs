//! CSV for programs: RFC 4180 by the `csv` crate, UTF-8, comma, nothing guarded.

use super::error::WriteError;
use super::record::{HEADER, Records};
use super::{Job, Progress};
use std::io::Write;
use std::sync::atomic::Ordering;

/// Rows between two looks at the wish to cancel.
const STEP: u64 = 1024;

/// Writes the header and every row of the view; gives the number of rows.
pub(super) fn write(job: &Job, out: impl Write, progress: &Progress) -> Result<u64, WriteError> {
    let mut out = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    out.write_record(HEADER)?;
    let mut records = Records::new(&job.store, &job.roots);
    let rows = job.view.len();
    for position in 0..rows {
        if position % STEP == 0 {
            progress.written.store(position, Ordering::Relaxed);
            if progress.is_cancelled() {
                return Err(WriteError::Cancelled);
            }
        }
        let Some(number) = job.view.get(position) else { break };
        records.write(&job.store.row(number), |field| out.write_field(field))?;
        out.write_record(None::<&[u8]>)?;
    }
    progress.written.store(rows, Ordering::Relaxed);
    out.flush()?;
    Ok(rows)
}
