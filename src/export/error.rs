//! A failure within an export, before it is known at which target.

use crate::model::export::{Attempt, ExportError, Fault};
use rust_xlsxwriter::XlsxError;
use std::io;
use std::path::Path;

/// A failure whose place is not known yet.
#[derive(Debug)]
pub(super) enum WriteError {
    Cancelled,
    Io(io::Error),
}

impl WriteError {
    pub(super) fn at(self, path: &Path) -> ExportError {
        match self {
            WriteError::Cancelled => ExportError::Cancelled,
            WriteError::Io(source) => ExportError::io(Attempt::Write, path, source),
        }
    }
}

impl From<io::Error> for WriteError {
    fn from(error: io::Error) -> WriteError {
        WriteError::Io(error)
    }
}

impl From<Fault> for WriteError {
    fn from(fault: Fault) -> WriteError {
        WriteError::Io(fault.into())
    }
}

impl From<XlsxError> for WriteError {
    fn from(error: XlsxError) -> WriteError {
        match error {
            XlsxError::IoError(error) | XlsxError::TempFileError(_, error) => WriteError::Io(error),
            other => WriteError::Io(io::Error::other(other.to_string())),
        }
    }
}
