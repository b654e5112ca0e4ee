//! The seam between an export and its formats: what the export asks of a format, and what it gives it to write.
//!
//! A format implements [`SheetWriter`]. One that is a text, record after record, implements [`TextFormat`] too and has the rest from
//! [`super::text`]: threads, compression, terminals, the list of problems.

use crate::export::cells::Cell;
use crate::export::chosen::Chosen;
use crate::export::error::WriteError;
use crate::export::pack::Packing;
use crate::export::pieces::{Encoder, Out};
use crate::export::{ExportJob, Progress};
use crate::model::export::Archive;
use crate::text::Zone;
use std::borrow::Cow;
use std::fs::File;
use std::ops::Range;
use std::path::PathBuf;

/// The rows that go to one file.
pub(in crate::export) struct Part<'a> {
    pub job: &'a ExportJob,
    pub rows: &'a Chosen,
    /// Which of the rows, by position.
    pub positions: Range<u64>,
}

/// Where one text or archive goes.
pub(in crate::export) struct Outlet<'a> {
    pub out: Out<'a>,
    /// How it is compressed, if it is.
    pub packing: Option<Packing>,
    /// Whether it is a terminal: control and invisible characters are escaped there.
    pub is_terminal: bool,
    /// For temporary files.
    pub folder: PathBuf,
}

/// What a file begins with that may be an earlier sheet.
pub(in crate::export) struct Beginning<'a> {
    /// Its first bytes, uncompressed if its name says that it is compressed.
    pub bytes: &'a [u8],
    /// The file itself.
    pub file: Option<&'a File>,
    /// Whether these are the names or the titles of a sheet's columns.
    pub are_columns: &'a dyn Fn(&mut dyn Iterator<Item = &str>) -> bool,
}

impl<'a> Beginning<'a> {
    /// The first line of a text, without what ends it; `None` if it has no end or is not valid UTF-8.
    pub(super) fn line(&self) -> Option<&'a str> {
        let end = self.bytes.iter().position(|&byte| byte == b'\n')?;
        Some(std::str::from_utf8(&self.bytes[..end]).ok()?.trim_end_matches('\r'))
    }
}

/// A format, ready to write.
pub(in crate::export) trait SheetWriter {
    /// What the names of its files end in, in lower case and without the point.
    fn extension(&self) -> &'static str;

    /// The zone of the times in it; `None` where they are universal.
    fn zone(&self) -> Option<&'static Zone> {
        None
    }

    /// The most rows, without the titles, that its readers accept in a file; `None` if unlimited.
    fn most_rows(&self) -> Option<u64> {
        None
    }

    /// What kind of file it is, if it isn't text: such a file has its own compression and can't go to a terminal.
    fn archive(&self) -> Option<Archive> {
        None
    }

    /// Whether the file of a sheet has a place for the list of problems, and says if the sheet is incomplete.
    fn holds_problems(&self) -> bool {
        false
    }

    /// Writes rows, with all that a file of them begins and ends with.
    ///
    /// # Errors
    /// If that fails, or was cancelled.
    fn sheet(&self, part: &Part<'_>, to: Outlet<'_>, progress: &Progress) -> Result<(), WriteError>;

    /// Writes the list of problems as a file of its own.
    ///
    /// # Errors
    /// As [`SheetWriter::sheet`].
    fn problems(&self, job: &ExportJob, to: Outlet<'_>, progress: &Progress) -> Result<(), WriteError>;

    /// Whether what begins so is certainly a sheet that this program wrote in this format.
    fn wrote(&self, file: &Beginning<'_>) -> bool;
}

/// A column of a table as a text has it.
#[derive(Debug, Clone)]
pub(in crate::export) struct Head {
    /// Its name for programs.
    pub name: &'static str,
    /// Its title for people.
    pub title: Cow<'static, str>,
}

/// A format that is a text.
pub(in crate::export) trait TextFormat: SheetWriter + Sync {
    /// Writes records one by one.
    type Records: Records;

    /// Writes rows, as fast as it can: one for each thread. [`super::lines::RecordLines`] makes one of `Records`.
    type Rows<'a>: Encoder;

    /// For a table with these columns. For a terminal it writes out what can't be seen as what it is.
    fn records(&self, columns: Vec<Head>, for_terminal: bool) -> Self::Records;

    /// For the rows of a job, if they don't go to a terminal.
    fn rows<'a>(&self, job: &'a ExportJob) -> Self::Rows<'a>;
}

/// A table as a text, whatever its columns.
pub(in crate::export) trait Records {
    /// Appends what the text begins with.
    fn head(&self, out: &mut Vec<u8>);

    /// Appends one record: a cell for each column.
    fn record<'c>(&mut self, cells: impl Iterator<Item = Cell<'c>>, out: &mut Vec<u8>);
}
