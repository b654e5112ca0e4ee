//! The sheet to a file: formats, the atomic file, progress and cancel.
//!
//! The session runs [`to_file`] on a thread of its own, the windowless form [`to_writer`] for standard output. An export
//! works on a snapshot: rows that come later are not in it. Knows nothing of the window.
//!
//! - `chosen`: which rows, by position. `cells`: what is in each column of a row.
//! - `csv`, `json`, `xlsx`: the formats; `guard` is what a spreadsheet would run; `problems` the list of problems in each of them.
//! - `pieces`: text is formatted by several threads, and put down in order.
//! - `file`: files that appear whole or not at all. `parts`: several, where one would be too long.
//! - `clipboard`: rows as text to paste. `terminal`: rows that a terminal doesn't obey.

mod about;
mod cells;
mod chosen;
mod clipboard;
mod csv;
mod error;
mod field;
mod file;
mod format;
mod guard;
mod json;
mod output;
mod parts;
mod pieces;
mod problems;
mod region;
mod terminal;
mod xlsx;

pub use about::{About, AboutRoot, Problems};
pub use clipboard::{Copied, to_text};
pub use error::ExportError;
pub use field::Field;
pub use format::{Format, Plan, Separator};
pub use output::{close_output, standard_output};
pub use region::separator;
pub use xlsx::quiet_panics;

use crate::model::{Row, RowSet};
use crate::store::Snapshot;
use crate::text::Zone;
use crate::view::View;
use chosen::Chosen;
use csv::{Csv, Dialect};
use error::WriteError;
use file::{AtomicFile, Folders, Place, Search};
use json::Json;
use pieces::{Encoder, Out, Text};
use std::io::{self, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use terminal::Lines;

/// What is written.
#[derive(Debug, Clone)]
pub struct Job {
    /// The rows and folders.
    pub store: Snapshot,
    /// Which rows and in which order.
    pub view: Arc<View>,
    /// Of those only these, if not all.
    pub only: Option<Arc<RowSet>>,
    /// The picked paths by their number.
    pub roots: Arc<[PathBuf]>,
    /// What becomes of them.
    pub plan: Plan,
    /// Where they come from.
    pub about: About,
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The files of the sheet, in the order of its rows: one, unless it was split.
    pub files: Vec<PathBuf>,
    /// The rows in all of them.
    pub rows: u64,
    /// The file of the problems, if one was wanted.
    pub problems: Option<PathBuf>,
    /// The zone of the times in the sheet, by name; `None` where they are universal.
    pub zone: Option<String>,
}

/// Writes the sheet to `target`, which holds either all of it or what it held before; where it is split, the numbered files beside it do,
/// and `target` stays as it is. All files are whole before the first one gets its name.
///
/// # Errors
/// With what was tried, why it failed and what a person can do; [`ExportError::Cancelled`] when asked to end.
pub fn to_file(job: &Job, target: &Path, progress: &Progress) -> Result<Written, ExportError> {
    let rows = Chosen::of(job);
    let parts = parts::of(target, rows.len(), job.plan.split)?;
    let mut folders = Folders::default();
    let places = parts.iter().map(|(path, _)| folders.place(path)).collect::<Result<Vec<_>, _>>()?;
    let list = List::of(job, Some(target), &mut folders)?;
    if let Some(list) = &list {
        list.is_another(&places)?;
    }
    if !job.plan.replace_others {
        let others = places.iter().filter(|place| place.path() != target);
        not_there(others.chain(list.as_ref().map(|list| &list.place)))?;
    }
    let searches = folders.clean();
    // All that can be refused is, before one row is written.
    let mut files = places.into_iter().map(AtomicFile::create).collect::<Result<Vec<_>, _>>()?;
    let list = list.map(List::create).transpose()?;
    for ((path, positions), file) in parts.into_iter().zip(&files) {
        write_rows(job, &rows, positions, file, progress).map_err(|error| error.at(&path))?;
    }
    progress.finish();
    let written: Vec<PathBuf> = files.iter().map(|file| file.target().to_owned()).collect();
    let problems = list.as_ref().map(|(file, _)| file.target().to_owned());
    if let Some((file, format)) = list {
        write_problems(job, format, &file, progress)?;
        files.push(file);
    }
    put(files, searches, progress)?;
    let zone = job.plan.format.zone().map(Zone::name);
    Ok(Written { files: written, rows: rows.len(), problems, zone })
}

/// Brings whole files to the disk and to their names.
fn put(files: Vec<AtomicFile>, searches: Vec<Search>, progress: &Progress) -> Result<(), ExportError> {
    for file in &files {
        file.sync()?;
    }
    if progress.is_cancelled() {
        return Err(ExportError::Cancelled);
    }
    file::commit_all(files)?;
    searches.into_iter().for_each(Search::finish);
    Ok(())
}

/// Writes the sheet to `out`, such as standard output. Gives the number of rows. A workbook can't go there.
///
/// # Errors
/// If writing fails.
pub fn to_writer(job: &Job, out: &mut (dyn Write + Send), progress: &Progress) -> Result<u64, ExportError> {
    let rows = Chosen::of(job);
    let written = match Head::of(job) {
        Some(head) => out
            .write_all(&head.0)
            .map_err(WriteError::from)
            .and_then(|()| write_text(job, &rows, 0..rows.len(), Out::Stream(out), progress)),
        None => Err(io::Error::from(io::ErrorKind::Unsupported).into()),
    };
    written.map_err(|error| error.at(Path::new("standard output")))?;
    out.flush().map_err(|error| WriteError::from(error).at(Path::new("standard output")))?;
    Ok(rows.len())
}

/// Writes the list of problems alone to the plan's file for it, if there is one.
///
/// # Errors
/// As [`to_file`].
pub fn problems_to_file(job: &Job, progress: &Progress) -> Result<(), ExportError> {
    let mut folders = Folders::default();
    let Some(list) = List::of(job, None, &mut folders)? else { return Ok(()) };
    let searches = folders.clean();
    let (file, format) = list.create()?;
    write_problems(job, format, &file, progress)?;
    put(vec![file], searches, progress)
}

/// Whoever named the target alone did not say that other files may be replaced.
fn not_there<'a>(mut places: impl Iterator<Item = &'a Place>) -> Result<(), ExportError> {
    match places.find(|place| place.is_taken()) {
        Some(place) => Err(ExportError::Exists { path: place.path().to_owned() }),
        None => Ok(()),
    }
}

fn write_rows(
    job: &Job,
    rows: &Chosen,
    positions: Range<u64>,
    to: &AtomicFile,
    progress: &Progress,
) -> Result<(), WriteError> {
    let mut file = to.file();
    match Head::of(job) {
        Some(head) => {
            file.write_all(&head.0)?;
            let out = Out::File(file, head.0.len() as u64);
            write_text(job, rows, positions, out, progress)
        }
        None => xlsx::write(job, rows, positions, file, &to.folder(), progress),
    }
}

/// What a text begins with; a workbook is none.
struct Head(Vec<u8>);

impl Head {
    fn of(job: &Job) -> Option<Head> {
        let mut head = Vec::new();
        match dialect(job.plan.format, job.plan.fields.len()) {
            Some(dialect) => Csv::new(job, dialect).head(&mut head),
            None if job.plan.format == Format::JsonLines => {}
            None => return None,
        }
        Some(Head(head))
    }
}

fn write_text(
    job: &Job,
    rows: &Chosen,
    positions: Range<u64>,
    out: Out<'_>,
    progress: &Progress,
) -> Result<(), WriteError> {
    let text = Text { store: &job.store, rows, positions };
    match dialect(job.plan.format, job.plan.fields.len()) {
        dialect if job.plan.for_terminal => pieces::write(&text, out, || Lines::new(job, dialect), progress),
        Some(dialect) => pieces::write(&text, out, || Csv::new(job, dialect), progress),
        None => pieces::write(&text, out, || Json::new(job), progress),
    }
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

/// Where the list of problems goes, and how.
struct List {
    place: Place,
    format: Format,
}

impl List {
    /// The plan's; `None` if it wants none.
    fn of(job: &Job, sheet: Option<&Path>, folders: &mut Folders) -> Result<Option<List>, ExportError> {
        let Some(path) = &job.plan.problems else { return Ok(None) };
        let format =
            Format::of_list(path, job.plan.format, sheet).map_err(|why| ExportError::Format { why })?;
        Ok(Some(List { place: folders.place(path)?, format }))
    }

    fn is_another(&self, sheet: &[Place]) -> Result<(), ExportError> {
        if sheet.iter().any(|place| place.is_same(&self.place)) {
            let what = "the file of the sheet itself";
            return Err(ExportError::Target { path: self.place.path().to_owned(), what });
        }
        Ok(())
    }

    fn create(self) -> Result<(AtomicFile, Format), ExportError> {
        Ok((AtomicFile::create(self.place)?, self.format))
    }
}

fn write_problems(
    job: &Job,
    format: Format,
    to: &AtomicFile,
    progress: &Progress,
) -> Result<(), ExportError> {
    let (problems, folders) = (&job.about.problems, &job.store.folders);
    let written = match dialect(format, problems::COLUMNS.len()) {
        Some(dialect) => problems::write_csv(problems, folders, dialect, to.file()).map_err(WriteError::from),
        None if format == Format::Xlsx => xlsx::write_problems(job, to.file(), &to.folder(), progress),
        None => problems::write_json(problems, folders, to.file()).map_err(WriteError::from),
    };
    written.map_err(|error| error.at(to.target()))
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
