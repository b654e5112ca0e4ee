//! A saved sheet, which this program opens again: the rows that are written, with everything that is known of them, whatever the columns.

use super::seam::{Beginning, Outlet, Part, SheetWriter};
use crate::archive::{self, SaveError, Saving};
use crate::export::error::WriteError;
use crate::export::{ExportJob, Progress};
use crate::model::RowSet;
use crate::model::export::{Archive, Fault};
use crate::words::table;
use std::borrow::Cow;
use std::io::{self, BufWriter, Write};
use std::ops::Range;

/// Positions that are gone through at once.
const STEP: u64 = 1 << 16;

/// See the module.
#[derive(Clone, Copy, Debug)]
pub(super) struct Saved;

impl SheetWriter for Saved {
    fn extension(&self) -> &'static str {
        "foldersheet"
    }

    fn archive(&self) -> Option<Archive> {
        Some(Archive::SavedSheet)
    }

    fn holds_problems(&self) -> bool {
        true
    }

    /// Where every row of the sheet is written, it is saved as it is, in the sheet's own order.
    fn sheet(&self, part: &Part<'_>, to: Outlet<'_>, progress: &Progress) -> Result<(), WriteError> {
        let sheet = &part.job.sheet;
        let Range { start, end } = part.positions;
        if end - start == u64::from(sheet.rows.len()) {
            return save(part.job, None, to, progress);
        }
        let (mut only, mut numbers) = (RowSet::default(), Vec::new());
        for from in (start..end).step_by(STEP as usize) {
            numbers.clear();
            part.rows.numbers(from..end.min(from + STEP), &mut numbers);
            numbers.iter().for_each(|&number| only.insert(number));
        }
        save(part.job, Some(&only), to, progress)
    }

    /// A sheet with the problems and no row.
    fn problems(&self, job: &ExportJob, to: Outlet<'_>, progress: &Progress) -> Result<(), WriteError> {
        save(job, Some(&RowSet::default()), to, progress)
    }

    fn wrote(&self, file: &Beginning<'_>) -> bool {
        archive::recognises(file.bytes)
    }
}

fn save(
    job: &ExportJob,
    only: Option<&RowSet>,
    mut to: Outlet<'_>,
    progress: &Progress,
) -> Result<(), WriteError> {
    // A text of the user's, or why else there are not all rows.
    let filter = only.map(|_| match job.view.spec.filter.text() {
        "" => Cow::Borrowed(table::A_PART),
        text => Cow::Borrowed(text),
    });
    let mut out = BufWriter::with_capacity(1 << 18, to.out.stream());
    let saving = Saving { sheet: &job.sheet, only, filter: filter.as_deref() };
    let mut before = 0;
    let written = archive::write(&saving, &mut out, progress.cancelling(), |rows| {
        progress.add(rows - before);
        before = rows;
    });
    match written {
        Ok(_) => Ok(out.flush()?),
        Err(SaveError::Cancelled) => Err(WriteError::Cancelled),
        // A part of one is of little use, and says so when it is opened.
        Err(SaveError::Io(error)) if error.kind() == io::ErrorKind::BrokenPipe => {
            Err(Fault::ReaderLeft.into())
        }
        Err(SaveError::Io(error)) => Err(error.into()),
    }
}
