//! Why an export failed, in words that say what to do.

use crate::text;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// An export that did not become a file. The target is as it was.
#[derive(Debug)]
pub enum ExportError {
    /// A person ended it.
    Cancelled,
    /// The target is something that must not be replaced.
    Target {
        /// The target.
        path: PathBuf,
        /// What it is.
        what: &'static str,
    },
    /// The system refused.
    Io {
        /// What was tried.
        doing: &'static str,
        /// Where.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

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
            WriteError::Io(source) => ExportError::Io { doing: "write", path: path.to_owned(), source },
        }
    }
}

impl From<io::Error> for WriteError {
    fn from(error: io::Error) -> WriteError {
        WriteError::Io(error)
    }
}

impl From<csv::Error> for WriteError {
    fn from(error: csv::Error) -> WriteError {
        match error.into_kind() {
            csv::ErrorKind::Io(error) => WriteError::Io(error),
            other => WriteError::Io(io::Error::other(format!("{other:?}"))),
        }
    }
}

impl ExportError {
    pub(super) fn io(doing: &'static str, path: &Path, source: io::Error) -> ExportError {
        ExportError::Io { doing, path: path.to_owned(), source }
    }

    /// What a person can do about it.
    fn advice(&self) -> &'static str {
        let ExportError::Io { source, .. } = self else { return "Choose another file" };
        match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                "Free some space, or choose a file on another disk"
            }
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                "Choose a folder that you may write to"
            }
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => "Choose a folder that exists",
            _ => "Try again, or choose another file",
        }
    }
}

impl fmt::Display for ExportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = |path: &Path| text::shown(path.as_os_str().as_encoded_bytes()).into_owned();
        match self {
            ExportError::Cancelled => f.write_str("the export was cancelled; the file is as it was"),
            ExportError::Target { path, what } => {
                write!(f, "{} is {what} and was not replaced. {}.", shown(path), self.advice())
            }
            ExportError::Io { doing, path, source } => {
                write!(f, "could not {doing} {}: {source}. {}.", shown(path), self.advice())
            }
        }
    }
}

impl std::error::Error for ExportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            ExportError::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}
