//! Why a path is not handed to another program, which is to open it. `words::not_handed` says it.

use std::io;

/// Why a path is not handed over.
#[derive(Debug)]
pub enum NotHanded {
    /// It can't be looked at.
    Io(io::Error),
    /// A folder is needed, and this is something else now.
    NotAFolder,
    /// A link stands where reading found a folder, or where a file was written.
    Link,
    /// A file is needed, and this is something else now.
    NotAFile,
    /// Opening it may start a program.
    Starts(StartRisk),
}

/// Why opening a file may start a program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StartRisk {
    /// By the extension of its name, in small letters.
    Extension(&'static str),
    /// By what it begins with, as programs and scripts do.
    Contents,
    /// By the right to execute it, where its name doesn't say that it is a document.
    Executable,
}
