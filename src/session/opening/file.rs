//! Which reader a file is for.

use crate::archive;
use crate::import::{self, How};
use crate::model::{SourceError, SourceSink};
use std::path::Path;
use std::sync::Arc;

/// Reads a file and puts what it finds on a sink. May wait for the disk.
pub type ReadFile = Arc<dyn Fn(&Path, &mut dyn SourceSink) -> Result<(), SourceError> + Send + Sync>;

/// Reads a file that this program can open.
pub(in crate::session) fn read_file(file: &Path, sink: &mut dyn SourceSink) -> Result<(), SourceError> {
    match archive::read(file, sink) {
        // Nothing was sent.
        Err(SourceError::NotRecognised) => import::read(file, &How::default(), sink),
        read => read,
    }
}
