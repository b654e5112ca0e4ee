//! The sheet to a file: formats, the atomic file, progress and cancel.
//!
//! The session runs [`to_file`] on a thread of its own, the windowless form [`to_writer`] for standard output. An export
//! works on a snapshot: rows that come later are not in it. Knows nothing of the window.
//!
//! - `chosen`: which rows, by position. `cells`: the values of a row as they are written.
//! - `formats`: the formats, and the seam between them and the rest. `guard`: what a spreadsheet would run. `problems`: the list of problems.
//! - `pieces`: text is formatted by several threads, and put down in order. `pack`: compressed text.
//! - `targets`: all that an export writes to, and what is refused before it begins. `file`: files that appear whole or not at all, and
//!   targets that aren't files. `parts`: several, where one would be too long. `earlier`: what an earlier export left beside them.
//! - `plan`: what the user chooses. `extensions`: what the name of a file says of its format. `named`: the name and format of a file whose name the user typed.
//! - `error`: a failure before its place is known. What became of an export is data of [`crate::model::export`], which `words` says.
//! - `picture`: a map as a PNG file.
//! - `clipboard`: rows as text to paste. `output`: standard output by its handle. `region`: the separator that the user's region expects.

mod bytes;
mod cells;
mod chosen;
mod clipboard;
mod earlier;
mod error;
mod extensions;
mod file;
mod formats;
mod guard;
mod named;
mod output;
mod pack;
mod parts;
mod picture;
mod pieces;
mod plan;
mod problems;
mod region;
mod targets;

pub use bytes::{bytes_to_file, check_file};
pub use clipboard::{Copied, problems_to_text, to_text};
pub use extensions::path_beside;
pub use formats::quiet_panics;
pub use formats::{Format, FormatKind, Separator};
pub use named::settled;
pub use output::{close_output, standard_output};
pub use pack::Packing;
pub use picture::{map_size, map_to_file};
pub use plan::Plan;
pub use region::separator;
pub use targets::{check_target, would_replace};

use crate::model::export::{ExportError, Note, STANDARD_OUTPUT};
use crate::model::{Cancel, RowSet};
use crate::store::Sheet;
use crate::text::Zone;
use crate::view::View;
use chosen::Chosen;
use error::WriteError;
use file::Search;
use formats::seam::{Outlet, Part};
use pieces::Out;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use targets::Targets;

/// What is written.
#[derive(Debug, Clone)]
pub struct ExportJob {
    /// Where they come from.
    pub sheet: Sheet,
    /// Which rows and in which order.
    pub view: Arc<View>,
    /// Of those only these, if not all.
    pub only: Option<Arc<RowSet>>,
    /// What becomes of them.
    pub plan: Plan,
}

/// How far an export is, and whether it was cancelled. Clones share the same state.
#[derive(Debug, Clone, Default)]
pub struct Progress(Arc<ProgressState>);

#[derive(Debug, Default)]
struct ProgressState {
    written: AtomicU64,
    finishing: AtomicBool,
    cancelled: Cancel,
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

    /// Cancels the export; the target stays as it was.
    pub fn cancel(&self) {
        self.0.cancelled.set();
    }

    /// Whether it was cancelled.
    pub fn is_cancelled(&self) -> bool {
        self.0.cancelled.is_set()
    }

    /// The same for a job that is done before anything is written.
    pub fn cancelling(&self) -> &Cancel {
        &self.0.cancelled
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
    /// How much the files of the sheet hold, in bytes; `None` if that is not known, as of a device.
    pub bytes: Option<u64>,
}

/// Writes the sheet to `target`, which holds either all of it or what it held before; where it is split, the numbered files beside it do,
/// and `target` stays as it is. All files are whole before the first one gets its name. A device, or a pipe, is written to as it is, once
/// nothing else can be refused any more. After a failure the same job can be written to another target.
///
/// # Errors
/// With what was tried, why it failed and what a user can do; [`ExportError::Cancelled`] when asked to end.
pub fn to_file(job: &ExportJob, target: &Path, progress: &Progress) -> Result<Written, ExportError> {
    let rows = Chosen::of(job);
    let parts = parts::of(target, rows.len(), job.plan.split)?;
    let files: Vec<PathBuf> = parts.iter().map(|(path, _)| path.clone()).collect();
    let targets = Targets::open(&job.plan, Some(target), &files)?;
    let searches = targets.clean();
    let mut left = Vec::new();
    for ((_, positions), sink) in parts.into_iter().zip(&targets.sheet) {
        let is_whole = sink.write(progress, |out, is_terminal| {
            let packing = Packing::by_extension(sink.path());
            let to = Outlet { out, packing, is_terminal, folder: sink.folder() };
            job.plan.format.write_sheet(&Part { job, rows: &rows, positions }, to, progress)
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
    let bytes = held_by(&files);
    Ok(Written { files, rows, problems, zone, notes, bytes })
}

/// Writes the list of problems to the plan's file for it, and nothing else. The file holds either all of it or what it held before.
///
/// # Errors
/// As [`to_file`].
pub fn problems_to_file(job: &ExportJob, progress: &Progress) -> Result<Written, ExportError> {
    progress.finish();
    let (problems, notes) = write_list_alone(job, progress)?;
    let bytes = held_by(problems.as_slice());
    Ok(Written { files: Vec::new(), rows: 0, problems, zone: None, notes, bytes })
}

/// What these files hold, in bytes.
fn held_by(files: &[PathBuf]) -> Option<u64> {
    let held = files.iter().map(|file| {
        let found = std::fs::metadata(file).ok()?;
        found.is_file().then_some(found.len())
    });
    held.sum()
}

/// Writes the sheet to `out`, such as standard output, and the list of problems to the plan's file for it. That the reader of `out` stops
/// early, as `head` does, is not an error.
///
/// # Errors
/// As [`to_file`].
pub fn to_writer(
    job: &ExportJob,
    out: &mut (dyn Write + Send),
    progress: &Progress,
) -> Result<Written, ExportError> {
    // First: when the reader of `out` has had enough, this program often ends too.
    let (problems, notes) = write_list_alone(job, progress)?;
    let rows = Chosen::of(job);
    let part = Part { job, rows: &rows, positions: 0..rows.len() };
    let is_terminal = job.plan.for_terminal;
    let to = Outlet { out: Out::Stream(out), packing: None, is_terminal, folder: std::env::temp_dir() };
    let written = job.plan.format.write_sheet(&part, to, progress).and_then(|()| Ok(out.flush()?));
    let rows = match written {
        Ok(()) => rows.len(),
        Err(WriteError::Io(error)) if error.kind() == io::ErrorKind::BrokenPipe => progress.written(),
        Err(error) => return Err(error.at(Path::new(STANDARD_OUTPUT))),
    };
    let zone = job.plan.format.zone().map(Zone::name);
    Ok(Written { files: Vec::new(), rows, problems, zone, notes, bytes: None })
}

/// Writes the list of problems, if there is one, as the only file, and gives it its name. Returns where it is, and what the user is to know.
fn write_list_alone(
    job: &ExportJob,
    progress: &Progress,
) -> Result<(Option<PathBuf>, Vec<Note>), ExportError> {
    let targets = Targets::open(&job.plan, None, &[])?;
    let searches = targets.clean();
    let mut notes = Vec::new();
    let problems = write_list(job, &targets, &mut notes, progress)?;
    notes.extend(targets.finish(progress)?);
    searches.into_iter().for_each(Search::finish);
    Ok((problems, notes))
}

/// Writes the list of problems, if there is one. Returns where it is.
fn write_list(
    job: &ExportJob,
    targets: &Targets,
    notes: &mut Vec<Note>,
    progress: &Progress,
) -> Result<Option<PathBuf>, ExportError> {
    let Some((sink, format)) = &targets.list else { return Ok(None) };
    let path = sink.path();
    let is_whole = sink.write(progress, |out, is_terminal| {
        let to = Outlet { out, packing: Packing::by_extension(path), is_terminal, folder: sink.folder() };
        format.write_problems(job, to, progress)
    })?;
    if !is_whole {
        notes.push(Note::Left { path: path.to_owned() });
    }
    Ok(Some(path.to_owned()))
}
