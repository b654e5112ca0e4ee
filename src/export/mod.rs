//! The sheet to a file: formats, the atomic file, progress and cancel.
//!
//! The session runs [`to_file`] on a thread of its own, the windowless form [`to_writer`] for standard output. An export
//! works on a snapshot: rows that come later are not in it. Knows nothing of the window.
//!
//! - `chosen`: which rows, by position. `cells`: what is in each column of a row.
//! - `csv`, `json`, `xlsx`: the formats; `guard` is what a spreadsheet would run; `problems` the list of problems in each of them.
//! - `pieces`: text is formatted by several threads, and put down in order. `pack`: compressed text.
//! - `targets`: all that an export writes to, and what is refused before it begins. `file`: files that appear whole or not at all, and what
//!   is no file. `parts`: several, where one would be too long. `earlier`: what an earlier export left beside them.
//! - `named`: the name and format of a file whose name the user typed.
//! - `note`: what a user is to know about an export that succeeded. `error`: why one didn't.
//! - `clipboard`: rows as text to paste. `terminal`: rows that a terminal doesn't obey.

mod cells;
mod chosen;
mod clipboard;
mod earlier;
mod error;
mod field;
mod file;
mod formats;
mod guard;
mod named;
mod note;
mod output;
mod pack;
mod parts;
mod pieces;
mod problems;
mod region;
mod targets;

pub use clipboard::{Copied, to_text};
pub use error::ExportError;
pub use field::Field;
pub use formats::quiet_panics;
pub use formats::{Format, Plan, Separator, path_beside};
pub use named::settled;
pub use note::Note;
pub use output::{close_output, standard_output};
pub use pack::Packing;
pub use region::separator;
pub use targets::{check_target, would_replace};

use crate::model::{Row, RowSet};
use crate::store::Sheet;
use crate::text::Zone;
use crate::view::View;
use chosen::Chosen;
use error::WriteError;
use file::Search;
use formats::csv::{Csv, Dialect};
use formats::json::Json;
use formats::lines::Lines;
use pack::gzip::{Deflater, HEADER};
use pieces::{Encoder, Out, Text};
use std::io::{self, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use targets::Targets;

/// What is written.
#[derive(Debug, Clone)]
pub struct Job {
    /// Where they come from.
    pub sheet: Sheet,
    /// Which rows and in which order.
    pub view: Arc<View>,
    /// Of those only these, if not all.
    pub only: Option<Arc<RowSet>>,
    /// What becomes of them.
    pub plan: Plan,
}

/// How far an export is, and the wish to end it. Clones are the same.
#[derive(Debug, Clone, Default)]
pub struct Progress(Arc<State>);

#[derive(Debug, Default)]
struct State {
    written: AtomicU64,
    finishing: AtomicBool,
    cancelled: AtomicBool,
}

impl Progress {
    /// Rows written so far.
    pub fn written(&self) -> u64 {
        self.0.written.load(Ordering::Relaxed)
    }

    /// Whether all rows are written, and the file is being brought to its end and to the disk.
    pub fn is_finishing(&self) -> bool {
        self.0.finishing.load(Ordering::Relaxed)
    }

    /// Asks for the end; the target stays as it was.
    pub fn cancel(&self) {
        self.0.cancelled.store(true, Ordering::Relaxed);
    }

    /// Whether the end was asked for.
    pub fn is_cancelled(&self) -> bool {
        self.0.cancelled.load(Ordering::Relaxed)
    }

    fn add(&self, rows: u64) {
        self.0.written.fetch_add(rows, Ordering::Relaxed);
    }

    fn finish(&self) {
        self.0.finishing.store(true, Ordering::Relaxed);
    }
}

/// What an export has written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Written {
    /// The files of the sheet, in the order of its rows: one, unless it was split.
    pub files: Vec<PathBuf>,
    /// The rows in all of them.
    pub rows: u64,
    /// The file of the problems, if one was wanted.
    pub problems: Option<PathBuf>,
    /// The zone of the times in the sheet, by name; `None` where they are universal.
    pub zone: Option<String>,
    /// What the user is to know besides.
    pub notes: Vec<Note>,
}

/// Writes the sheet to `target`, which holds either all of it or what it held before; where it is split, the numbered files beside it do,
/// and `target` stays as it is. All files are whole before the first one gets its name. A device, or a pipe, is written to as it is, once
/// nothing else can be refused any more. After a failure the same job can be written to another target.
///
/// # Errors
/// With what was tried, why it failed and what a user can do; [`ExportError::Cancelled`] when asked to end.
pub fn to_file(job: &Job, target: &Path, progress: &Progress) -> Result<Written, ExportError> {
    let rows = Chosen::of(job);
    let parts = parts::of(target, rows.len(), job.plan.split)?;
    let files: Vec<PathBuf> = parts.iter().map(|(path, _)| path.clone()).collect();
    let targets = Targets::open(&job.plan, Some(target), &files)?;
    let searches = targets.clean();
    let mut left = Vec::new();
    for ((_, positions), sink) in parts.into_iter().zip(&targets.sheet) {
        let folder = sink.folder();
        let is_whole = sink.write(progress, |out, is_terminal| {
            let packing = Packing::by_ending(sink.path());
            let sheet = Part { job, rows: &rows, positions, packing, is_terminal, folder: &folder };
            sheet.write(out, progress)
        })?;
        if !is_whole {
            left.push(Note::Left { path: sink.path().to_owned() });
        }
    }
    let rows = if left.is_empty() { rows.len() } else { progress.written() };
    progress.finish();
    let problems = write_list(job, &targets, &mut left, progress)?;
    let mut notes = targets.finish(progress)?;
    notes.extend(left);
    searches.into_iter().for_each(Search::finish);
    let zone = job.plan.format.zone().map(Zone::name);
    Ok(Written { files, rows, problems, zone, notes })
}

/// Writes the sheet to `out`, such as standard output, and the list of problems to the plan's file for it. That the reader of `out` stops
/// early, as `head` does, is no error.
///
/// # Errors
/// As [`to_file`].
pub fn to_writer(
    job: &Job,
    out: &mut (dyn Write + Send),
    progress: &Progress,
) -> Result<Written, ExportError> {
    let standard_output = Path::new("standard output");
    let targets = Targets::open(&job.plan, None, &[])?;
    let searches = targets.clean();
    let mut notes = Vec::new();
    // First: when the reader of `out` has had enough, this program often ends too.
    let problems = write_list(job, &targets, &mut notes, progress)?;
    notes.extend(targets.finish(progress)?);
    searches.into_iter().for_each(Search::finish);
    let rows = Chosen::of(job);
    let is_terminal = job.plan.for_terminal;
    let folder = std::env::temp_dir();
    let sheet =
        Part { job, rows: &rows, positions: 0..rows.len(), packing: None, is_terminal, folder: &folder };
    let written = sheet.write(Out::Stream(out), progress).and_then(|()| Ok(out.flush()?));
    let rows = match written {
        Ok(()) => rows.len(),
        Err(WriteError::Io(error)) if error.kind() == io::ErrorKind::BrokenPipe => progress.written(),
        Err(error) => return Err(error.at(standard_output)),
    };
    let zone = job.plan.format.zone().map(Zone::name);
    Ok(Written { files: Vec::new(), rows, problems, zone, notes })
}

/// The rows that go to one file, and how.
struct Part<'a> {
    job: &'a Job,
    rows: &'a Chosen,
    positions: Range<u64>,
    packing: Option<Packing>,
    is_terminal: bool,
    /// For temporary files.
    folder: &'a Path,
}

impl Part<'_> {
    fn write(self, mut out: Out<'_>, progress: &Progress) -> Result<(), WriteError> {
        let format = self.job.plan.format;
        if self.is_terminal && (format == Format::Xlsx || self.packing.is_some()) {
            return Err(io::Error::other("it is a terminal, which takes text only").into());
        }
        if format == Format::Xlsx {
            return formats::xlsx::write(
                self.job,
                self.rows,
                self.positions,
                out.stream(),
                self.folder,
                progress,
            );
        }
        match self.packing {
            None => {
                out.put(&self.head())?;
                self.pieces(&mut out, progress)?;
            }
            Some(Packing::Gzip) => {
                let mut begin = HEADER.to_vec();
                let mut sum = Deflater::new().pack(&self.head(), &mut begin)?;
                out.put(&begin)?;
                sum.add(&self.pieces(&mut out, progress)?);
                out.put(&sum.trailer())?;
            }
            Some(Packing::Zstd) => pack::packed(self.packing, out.stream(), |text| {
                text.write_all(&self.head())?;
                self.pieces(&mut Out::Stream(text), progress).map(drop)
            })?,
        }
        Ok(())
    }

    /// What a text begins with.
    fn head(&self) -> Vec<u8> {
        let mut head = Vec::new();
        if let Some(dialect) = dialect(self.job.plan.format, self.job.plan.fields.len()) {
            Csv::new(self.job, dialect).head(&mut head);
        }
        head
    }

    fn pieces(&self, out: &mut Out<'_>, progress: &Progress) -> Result<pack::gzip::Sum, WriteError> {
        let Part { job, rows, positions, packing, is_terminal, .. } = self;
        let is_gzip = *packing == Some(Packing::Gzip);
        let text = Text { store: &job.sheet, rows, positions: positions.clone(), is_gzip };
        match dialect(job.plan.format, job.plan.fields.len()) {
            dialect if *is_terminal => pieces::write(&text, out, || Lines::new(job, dialect), progress),
            Some(dialect) => pieces::write(&text, out, || Csv::new(job, dialect), progress),
            None => pieces::write(&text, out, || Json::new(job), progress),
        }
    }
}

/// Writes the list of problems, if there is one. Returns where it is.
fn write_list(
    job: &Job,
    targets: &Targets,
    notes: &mut Vec<Note>,
    progress: &Progress,
) -> Result<Option<PathBuf>, ExportError> {
    let Some((sink, format)) = &targets.list else { return Ok(None) };
    let (problems, folders) = (&job.sheet.problems, &job.sheet.folders);
    let (path, folder) = (sink.path(), sink.folder());
    let is_whole = sink.write(progress, |mut out, is_terminal| {
        let packing = Packing::by_ending(path);
        if is_terminal && (*format == Format::Xlsx || packing.is_some()) {
            return Err(io::Error::other("it is a terminal, which takes text only").into());
        }
        if *format == Format::Xlsx {
            return formats::xlsx::write_problems(job, out.stream(), &folder, progress);
        }
        pack::packed(packing, out.stream(), |text| {
            Ok(match dialect(*format, problems::COLUMNS.len()) {
                Some(dialect) => problems::write_csv(problems, folders, dialect, is_terminal, text),
                None => problems::write_json(problems, folders, is_terminal, text),
            }?)
        })
    })?;
    if !is_whole {
        notes.push(Note::Left { path: path.to_owned() });
    }
    Ok(Some(path.to_owned()))
}

/// How this format, with so many columns, separates and guards; `None` if it is no CSV.
fn dialect(format: Format, columns: usize) -> Option<Dialect> {
    let (separator, for_people) = match format {
        Format::Spreadsheet(separator) => (separator, true),
        Format::Programs(separator) => (separator, false),
        Format::Xlsx | Format::JsonLines => return None,
    };
    Some(Dialect { separator, for_people, is_one_column: columns == 1 })
}

impl Encoder for Csv<'_> {
    fn row(&mut self, row: &Row<'_>, out: &mut Vec<u8>) {
        self.row(row, out);
    }
}

impl Encoder for Json<'_> {
    fn row(&mut self, row: &Row<'_>, out: &mut Vec<u8>) {
        self.row(row, out);
    }
}
