//! A file of bytes that are there already, such as a picture or a chart.

use super::file::{Folders, Search};
use super::targets::Sink;
use super::{Progress, Written};
use crate::model::export::ExportError;
use std::path::Path;

/// Whether a file could be written to `target`; see [`super::check_target`].
///
/// # Errors
/// As the export itself has them.
pub fn check_file(target: &Path) -> Result<(), ExportError> {
    Sink::create(Folders::default().target(target)?).map(drop)
}

/// Writes `bytes` to `target`, which holds either all of them or what it held before.
///
/// # Errors
/// As [`super::to_file`].
pub fn bytes_to_file(bytes: &[u8], target: &Path, progress: &Progress) -> Result<Written, ExportError> {
    let mut folders = Folders::default();
    let sink = Sink::create(folders.target(target)?)?;
    let searches = folders.clean();
    sink.write(progress, |mut out, _| Ok(out.put(bytes)?))?;
    progress.finish();
    let notes = sink.commit(progress)?;
    searches.into_iter().for_each(Search::finish);
    let bytes = Some(bytes.len() as u64);
    Ok(Written { files: vec![target.to_owned()], notes, bytes, ..Written::default() })
}
