//! Which reader a file is for.

use crate::archive;
use crate::import::{self, As, How};
use crate::model::{Kind, SourceError, SourceSink};
use crate::scan::{allow_fetching_of, handed};
use std::path::Path;
use std::sync::Arc;

/// Reads a file, as what it looks like or as the user says, and puts what it finds on a sink. May wait for the disk.
pub type ReadFile = Arc<dyn Fn(&Path, &How, &mut dyn SourceSink) -> Result<(), SourceError> + Send + Sync>;

/// Reads a file that this program can open.
pub(in crate::session) fn read_file(
    file: &Path,
    how: &How,
    sink: &mut dyn SourceSink,
) -> Result<(), SourceError> {
    match handed::file_or_folder(file) {
        Ok(Some(Kind::File)) => allow_fetching_of(file),
        Ok(Some(_)) => return Err(SourceError::NotRecognised),
        // A reader goes through the file more than once, or reads it from its end.
        Ok(None) => return Err(SourceError::NotAFile),
        Err(error) => return Err(SourceError::Io((&error).into())),
    }
    if how.read_as != As::Guessed {
        return import::read(file, how, sink);
    }
    match archive::read(file, sink) {
        // Nothing was sent.
        Err(SourceError::NotRecognised) => import::read(file, how, sink),
        read => read,
    }
}
