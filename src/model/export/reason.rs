//! Why a step of an export failed.

use std::{error, fmt, io};

/// What the system or a library reported, or what this program found itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IoReason {
    /// Reported by the system or by a library.
    Reported {
        /// The kind of error, which decides on the advice.
        kind: io::ErrorKind,
        /// The reporter's own text, with the system's number in it.
        text: String,
    },
    /// Found by this program.
    Own(Fault),
}

impl IoReason {
    /// The kind of error; [`io::ErrorKind::Other`] where this program found it.
    pub fn kind(&self) -> io::ErrorKind {
        match self {
            IoReason::Reported { kind, .. } => *kind,
            IoReason::Own(_) => io::ErrorKind::Other,
        }
    }
}

/// Takes out a [`Fault`] that travelled in the error.
impl From<io::Error> for IoReason {
    fn from(error: io::Error) -> IoReason {
        match error.get_ref().and_then(|inner| inner.downcast_ref::<Fault>()) {
            Some(fault) => IoReason::Own(*fault),
            None => IoReason::Reported { kind: error.kind(), text: error.to_string() },
        }
    }
}

/// What this program finds wrong while it writes. It travels in an [`io::Error`] where an interface asks for one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The user cancelled the export.
    Cancelled,
    /// A handle was closed when the program started.
    Closed,
    /// A handle is open for reading only.
    ReadOnly,
    /// A workbook or a compressed text was to go to a terminal.
    Terminal,
    /// The target is another file than the one that was looked at.
    Changed,
    /// The same, after several tries.
    KeepsChanging,
    /// A pipe's reader closed it before a workbook was complete: part of a workbook can't be opened.
    ReaderLeft,
    /// One of the threads that format rows panicked.
    ThreadPanicked,
    /// The thread that compresses panicked.
    CompressorPanicked,
    /// The thread that compresses takes no more; its own error says why.
    CompressorEnded,
    /// The library that writes workbooks panicked.
    WorkbookPanicked,
}

/// For [`io::Error::other`]: no text of this reaches a user, since `words` says a [`IoReason`].
impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}

impl error::Error for Fault {}

impl From<Fault> for io::Error {
    fn from(fault: Fault) -> io::Error {
        io::Error::other(fault)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_comes_through_an_io_error_whole() {
        assert_eq!(IoReason::from(io::Error::from(Fault::Closed)), IoReason::Own(Fault::Closed));
        let full = IoReason::from(io::Error::from_raw_os_error(28));
        assert!(matches!(full, IoReason::Reported { text, .. } if text.contains("28")));
        let other = IoReason::from(io::Error::other("a library's text"));
        assert!(matches!(other, IoReason::Reported { text, .. } if text == "a library's text"));
    }
}
