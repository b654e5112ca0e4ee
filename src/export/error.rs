//! Why an export failed, in words that say what to do.

use crate::text;
use rust_xlsxwriter::XlsxError;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// An export that did not become a file. Every target is as it was, but for those that [`ExportError::Mixed`] names.
#[derive(Debug)]
pub enum ExportError {
    /// The user ended it.
    Cancelled,
    /// The target is something that must not be replaced.
    Target {
        /// The target.
        path: PathBuf,
        /// What it is.
        what: &'static str,
    },
    /// A file beside the target is there already, and nobody said that it may be replaced.
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// The sheet would be split into more files than can be written at once.
    TooManyFiles {
        /// How many it would be.
        count: u64,
        /// How many can be.
        most: u64,
    },
    /// A device or pipe can't be several files.
    NotSplit {
        /// The device or pipe.
        path: PathBuf,
    },
    /// A file's name asks for what can't be written.
    Format {
        /// Why, with the path in it.
        why: String,
    },
    /// A file was whole and could not take its name.
    NotPut {
        /// The target.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Some of several targets are new, because a later one failed and they could not be put back.
    Mixed {
        /// What failed first.
        why: Box<ExportError>,
        /// The targets that could not be put back. All others are as they were.
        changed: Vec<Changed>,
    },
    /// The export's own work failed, by a fault of the program's.
    BrokeDown,
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

/// A target that was replaced and could not be put back.
#[derive(Debug)]
pub struct Changed {
    /// The target.
    pub path: PathBuf,
    /// Whether the new file is there. If not, another program did something to it meanwhile, or nothing is there.
    pub is_new: bool,
    /// Where is what it held before; `None` if it held nothing.
    pub old: Option<PathBuf>,
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

impl From<XlsxError> for WriteError {
    fn from(error: XlsxError) -> WriteError {
        match error {
            XlsxError::IoError(error) | XlsxError::TempFileError(_, error) => WriteError::Io(error),
            other => WriteError::Io(io::Error::other(other.to_string())),
        }
    }
}

impl ExportError {
    pub(super) fn io(doing: &'static str, path: &Path, source: io::Error) -> ExportError {
        ExportError::Io { doing, path: path.to_owned(), source }
    }

    /// Whether the same sheet may well be written somewhere else: it is the place that was refused or failed.
    pub fn is_of_the_place(&self) -> bool {
        match self {
            ExportError::Target { .. }
            | ExportError::Exists { .. }
            | ExportError::NotSplit { .. }
            | ExportError::NotPut { .. }
            | ExportError::Mixed { .. }
            | ExportError::Io { .. } => true,
            ExportError::Cancelled
            | ExportError::TooManyFiles { .. }
            | ExportError::Format { .. }
            | ExportError::BrokeDown => false,
        }
    }

    /// What the user can do about it.
    fn advice(&self) -> &'static str {
        let (ExportError::Io { source, .. } | ExportError::NotPut { source, .. }) = self else {
            return "Choose another file";
        };
        match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                "Free some space, or choose a file on another disk"
            }
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                "Choose a folder that you may write to"
            }
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => "Choose a folder that exists",
            // `EFBIG`: of the process (`ulimit -f`) or of the file system.
            io::ErrorKind::FileTooLarge => {
                "A file may not be that large here: split the sheet, raise the limit (ulimit -f), or choose another disk"
            }
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
            ExportError::Format { why } => f.write_str(why),
            ExportError::NotSplit { path } => {
                write!(f, "{} is a device or pipe, and a sheet that goes there can't be split.", shown(path))
            }
            ExportError::NotPut { path, source } => {
                let advice = self.advice();
                let path = shown(path);
                write!(
                    f,
                    "could not put the finished file at {path}: {source}. Every file is as it was. {advice}."
                )
            }
            ExportError::Mixed { why, changed } => {
                match why.as_ref() {
                    ExportError::NotPut { path, source } => {
                        write!(f, "could not put the finished file at {}: {source}.", shown(path))?;
                    }
                    why => write!(f, "{why}")?,
                }
                f.write_str(" What was done before could not be undone:")?;
                for Changed { path, is_new, old } in changed {
                    let state = if *is_new { "is the new file" } else { "is not as it was" };
                    write!(f, " {} {state}", shown(path))?;
                    match old {
                        Some(old) => write!(f, ", and what it held before is {};", shown(old))?,
                        None => f.write_str(", and was not there before;")?,
                    }
                }
                f.write_str(" every other file is as it was.")
            }
            ExportError::BrokeDown => f.write_str("the export broke down. Please report it."),
            ExportError::Exists { path } => {
                write!(f, "{} is there already and was not replaced. {}.", shown(path), self.advice())
            }
            ExportError::TooManyFiles { count, most } => {
                write!(
                    f,
                    "the sheet would be {count} files, and {most} is the most. Split it into longer ones."
                )
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
            ExportError::Io { source, .. } | ExportError::NotPut { source, .. } => Some(source),
            ExportError::Mixed { why, .. } => Some(why.as_ref()),
            _ => None,
        }
    }
}
