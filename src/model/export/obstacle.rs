//! What prevents writing to a target.

/// Why a target must not be replaced or written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Obstacle {
    /// The path has no name at its end, such as `/` or `..`.
    NoName,
    /// The path ends in a separator, which other programs take for a folder.
    FolderPath,
    /// A folder is there.
    Folder,
    /// A link is there: what it points at was not chosen.
    Link,
    /// A device or pipe is there where a file was looked at before.
    Stream,
    /// A block device, a socket or anything else that is not a file is there.
    Special,
    /// The file is immutable or append-only.
    Protected,
    /// Something is mounted on the file.
    Mounted,
    /// The user has no right to write to the file.
    UnwritableFile,
    /// The user has no right to write to the device or pipe.
    UnwritableStream,
    /// Another user's file in a sticky folder.
    AnothersFile,
    /// Another user's pipe in a folder that others write to.
    AnothersPipe,
    /// The list of problems would have a name that a part of the sheet may need.
    PartOfSheet,
    /// The list of problems would go where the sheet goes.
    SheetItself,
    /// Two files of one export turned out to be the same.
    SameExport,
}
