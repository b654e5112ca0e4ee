//! What a user should know about an export that succeeded.

use std::path::PathBuf;

/// Something that is not as one might expect, though everything was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// Properties of the replaced file are lost, because the system doesn't let this user keep them.
    NotKept {
        /// The target, as it was given.
        path: PathBuf,
        /// Which; at least one.
        what: Vec<Property>,
    },
    /// Properties of the replaced file were not taken over, because another user may have put that file there in order to choose them.
    NotTaken {
        /// The target, as it was given.
        path: PathBuf,
        /// Which; at least one.
        what: Vec<Property>,
    },
    /// Files were renamed: numbered ones of an earlier export that followed the new ones, or others that had a part's name.
    SetAside {
        /// Where they are now; at least one.
        files: Vec<PathBuf>,
    },
    /// Files of an earlier export still stand beside this one.
    Beside {
        /// Which; at least one.
        files: Vec<PathBuf>,
    },
    /// The reader of a pipe closed it before the last row, as `head` does.
    Left {
        /// The pipe, as it was given.
        path: PathBuf,
    },
}

/// A property of a file besides its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Property {
    /// The user that owns it.
    Owner,
    /// The group that owns it.
    Group,
    /// The bits of the mode.
    Mode,
    /// The access list (`acl(5)`).
    AccessList,
    /// An extended attribute (`xattr(7)`) by its name.
    Attribute(String),
}
