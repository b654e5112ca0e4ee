//! What the user is asked to name: folders or a file, and what for.

/// What is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Wanted {
    /// Folders to list.
    #[default]
    Folders,
    /// A saved sheet or another tool's list.
    Sheet,
    /// A list, of which the user says how it is read.
    List,
    /// A saved sheet or a list, to compare the sheet with it.
    OtherSheet,
    /// Folders to compare the sheet with.
    OtherFolders,
}
