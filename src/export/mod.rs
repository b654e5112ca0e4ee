//! The sheet to a file: records, the atomic file, progress and cancel.
//!
//! The session runs [`to_file`] on a thread of its own, the windowless form [`to_writer`] for standard output. An export
//! works on a snapshot: rows that come later are not in it. Knows nothing of the window.

mod atomic;
mod clipboard;
mod csv;
mod error;
mod output;
mod record;

pub use clipboard::{Copied, to_text};
pub use error::ExportError;
pub use output::close_output;
pub use record::HEADER;

use crate::store::Snapshot;
use crate::view::View;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// What is written.
#[derive(Debug, Clone)]
pub struct Job {
    /// The rows and folders.
    pub store: Snapshot,
    /// Which rows and in which order.
    pub view: Arc<View>,
    /// The picked paths by their number.
    pub roots: Arc<[PathBuf]>,
}

/// How far an export is, and the wish to end it. Clones are the same.
#[derive(Debug, Clone, Default)]
pub struct Progress {
    written: Arc<AtomicU64>,
    cancelled: Arc<AtomicBool>,
}

impl Progress {
    /// Rows written so far.
    pub fn written(&self) -> u64 {
        self.written.load(Ordering::Relaxed)
    }

    /// Asks for the end; the target stays as it was.
    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }

    /// Whether the end was asked for.
    pub fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }
}

/// Writes the sheet to `target`, which holds either all of it or what it held before. Gives the number of rows.
///
/// # Errors
/// With what was tried, why it failed and what a person can do; [`ExportError::Cancelled`] when asked to end.
pub fn to_file(job: &Job, target: &Path, progress: &Progress) -> Result<u64, ExportError> {
    let mut file = atomic::AtomicFile::create(target)?;
    let rows = csv::write(job, &mut file, progress).map_err(|error| error.at(target))?;
    file.commit()?;
    Ok(rows)
}

/// Writes the sheet to `out`, such as standard output. Gives the number of rows.
///
/// # Errors
/// If writing fails.
pub fn to_writer(job: &Job, out: impl Write, progress: &Progress) -> Result<u64, ExportError> {
    csv::write(job, out, progress).map_err(|error| error.at(Path::new("standard output")))
}
