//! Why an export failed.

use super::{IoReason, Misfit, Obstacle};
use std::io;
use std::path::{Path, PathBuf};

/// An export that did not become a file. Every target is as it was, except those that [`ExportError::Mixed`] names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExportError {
    /// The user cancelled it.
    Cancelled,
    /// What has the target's name must not be replaced or written to.
    Target {
        /// The path that was given.
        path: PathBuf,
        /// What is there.
        what: Obstacle,
    },
    /// A file beside the target exists, and the user was not asked whether it may be replaced.
    Exists {
        /// The first such file.
        path: PathBuf,
    },
    /// The sheet would be split into more files than can be written at once.
    TooManyFiles {
        /// How many it would be.
        count: u64,
        /// How many can be written.
        most: u64,
    },
    /// A device or pipe can't be several files.
    NotSplit {
        /// The device or pipe.
        path: PathBuf,
    },
    /// The name asks for a format or compression that can't be written.
    Format(Misfit),
    /// A file was complete and could not be renamed to its target.
    NotPut {
        /// The target, which has what it had before.
        path: PathBuf,
        /// What renaming the file failed with.
        reason: IoReason,
    },
    /// Some of several targets are new, because a later one failed and the old files could not be restored.
    Mixed {
        /// What failed first.
        why: Box<ExportError>,
        /// The targets that could not be put back. All others are as they were.
        changed: Vec<Changed>,
    },
    /// The thread of the export could not be started.
    NotStarted {
        /// What the system refused it with.
        reason: IoReason,
    },
    /// The thread of the export panicked.
    Panicked,
    /// A step failed.
    Io {
        /// The step.
        attempt: Attempt,
        /// The target that it was for, as it was given; [`super::STANDARD_OUTPUT`] is possible.
        path: PathBuf,
        /// What it failed with.
        reason: IoReason,
    },
}

/// A step of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attempt {
    /// Creating the temporary file in the target's folder.
    CreateBeside,
    /// Finding out what has the target's name.
    LookAt,
    /// Opening a device, a pipe or an inherited handle.
    Open,
    /// Writing rows, or bringing them to the disk.
    Write,
}

/// A target that was replaced and could not be put back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// The path that was given.
    pub path: PathBuf,
    /// Whether the new file is there. If not, another program changed it meanwhile, or nothing is there.
    pub is_new: bool,
    /// Where the file is now that was there before; `None` if there was none.
    pub old: Option<PathBuf>,
}

/// What the user can do about an [`ExportError`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Advice {
    /// Choose another file.
    OtherFile,
    /// Free some space, or choose another disk.
    FreeSpace,
    /// Choose a folder with the right to write.
    WritableFolder,
    /// Close the file in the program that has it open, or choose another one.
    CloseIt,
    /// Choose a folder that exists.
    ExistingFolder,
    /// Split the sheet, raise the process's limit, or choose another disk.
    SmallerFile,
    /// Try again, or choose another file.
    Retry,
}

impl ExportError {
    /// A step that failed with the system's error, or with a [`super::Fault`] in it.
    pub fn io(attempt: Attempt, path: &Path, source: io::Error) -> ExportError {
        ExportError::Io { attempt, path: path.to_owned(), reason: source.into() }
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
            | ExportError::Format(_)
            | ExportError::NotStarted { .. }
            | ExportError::Panicked => false,
        }
    }

    /// What the user can do, by what the system said.
    pub fn advice(&self) -> Advice {
        let (ExportError::Io { reason, .. } | ExportError::NotPut { reason, .. }) = self else {
            return Advice::OtherFile;
        };
        let is_put = matches!(self, ExportError::NotPut { .. });
        match reason.kind() {
            // Its folder took the finished file a moment ago. Windows replaces nothing that a program such as Excel has open.
            io::ErrorKind::PermissionDenied if is_put && cfg!(windows) => Advice::CloseIt,
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Advice::FreeSpace,
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Advice::WritableFolder,
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Advice::ExistingFolder,
            // `EFBIG`: the limit of the process (`ulimit -f`) or of the file system.
            io::ErrorKind::FileTooLarge => Advice::SmallerFile,
            _ => Advice::Retry,
        }
    }
}
