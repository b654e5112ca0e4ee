//! Which reader a file is for.

use crate::archive;
use crate::import::{self, As, How};
use crate::model::{SourceError, SourceSink};
use crate::scan::handed;
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
    // A pipe would be waited for, and a folder is none of them.
    match handed::is_file(file) {
        Ok(true) => {}
        Ok(false) => return Err(SourceError::NotRecognised),
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
