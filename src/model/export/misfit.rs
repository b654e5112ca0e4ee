//! File names that ask for what can't be written.

use std::path::PathBuf;

/// What does not fit the format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Misfit {
    /// The name asks to compress a format that is already compressed.
    Compressed {
        /// The path that was given.
        path: PathBuf,
        /// What kind of file it would be.
        archive: Archive,
        /// The extension that fits, without the point.
        extension: &'static str,
    },
    /// The name asks for a compression that this program doesn't have.
    Compression {
        /// The path that was given.
        path: PathBuf,
        /// The extension, in lower case and without the point.
        extension: String,
    },
    /// The name of the list of problems asks for a format or compression that it can't have.
    List {
        /// The path that was given.
        path: PathBuf,
        /// The extensions that fit, without the point; at least one.
        extensions: Vec<&'static str>,
    },
    /// Such a file can't go to a terminal.
    Terminal {
        /// What kind of file it would be.
        archive: Archive,
    },
}

/// A kind of file that isn't text and has its own compression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Archive {
    /// An Excel workbook.
    Workbook,
    /// A saved sheet.
    SavedSheet,
}
