//! What a saved sheet says of itself, without reading its rows.

use super::about::{self, VERSION};
use super::names::ABOUT;
use super::zip::{Next, ZipReader};
use crate::model::{Cause, Counts, RootPhase, SourceError};
use std::fs::File;
use std::io::BufReader;
use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

/// What a saved sheet is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// The picked folders in their order, as they were called on the machine that saved it.
    pub roots: Vec<Arc<Path>>,
    /// The moment for which it stands; `None` if nothing was read.
    pub as_of: Option<SystemTime>,
    /// What was found, all together.
    pub counts: Counts,
    /// Whether every picked folder was read to its end, and every row is in it.
    pub is_whole: bool,
}

/// Reads the beginning of a saved sheet. Must not be called of a pipe, which would be waited for.
///
/// # Errors
/// [`SourceError::Io`], [`SourceError::NotRecognised`], [`SourceError::TooNew`], or [`SourceError::Damaged`].
pub fn summary(file: &Path) -> Result<Summary, SourceError> {
    let io = |error| SourceError::Io(Cause::from(&error));
    let mut zip = ZipReader::new(BufReader::new(File::open(file).map_err(io)?)).map_err(io)?;
    let Next::Part(part) = zip.next(|name| name == ABOUT.as_bytes()).map_err(io)? else {
        return Err(SourceError::NotRecognised);
    };
    let bytes = part.unpack().ok_or(SourceError::Damaged { byte: 0, rows: 0 })?;
    let about = about::decode(&bytes).ok_or(SourceError::NotRecognised)?;
    if about.version > VERSION {
        return Err(SourceError::TooNew { version: about.version });
    }
    let is_read = |phase: &RootPhase| matches!(phase, RootPhase::Done | RootPhase::ListedIn(_));
    let is_whole = about.filter.is_none() && about.roots.iter().all(|root| is_read(&root.phase));
    let mut counts = Counts::default();
    about.roots.iter().for_each(|root| counts += root.counts);
    let roots = about.roots.iter().map(|root| about::path(&root.path)).collect();
    Ok(Summary { roots, as_of: about.as_of, counts, is_whole })
}
