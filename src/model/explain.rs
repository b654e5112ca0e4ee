//! The numbers that other programs report of the same folders, and why they differ.

/// What some program reports of the same folders.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Number {
    /// The lengths of all names together.
    Length,
    /// What Explorer calls the size.
    Explorer,
    /// The allocated sizes of all names together.
    OnDisk,
    /// `du -l`.
    DuEachName,
    /// `du`.
    Du,
    /// `du --apparent-size`, since version 9.2.
    DuApparent,
    /// `du --apparent-size` before, with the lengths of folders.
    DuApparentBefore,
    /// What `df` calls used, on the file systems of the picked folders.
    DfUsed,
}

impl Number {
    /// All of them, each after those that it is explained by.
    pub const ALL: [Number; 8] = [
        Number::Length,
        Number::Explorer,
        Number::OnDisk,
        Number::DuEachName,
        Number::Du,
        Number::DuApparent,
        Number::DuApparentBefore,
        Number::DfUsed,
    ];
}

/// Why a number is larger or smaller than the lengths together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LineKind {
    /// The lengths of all names: what every number begins with.
    Lengths,
    /// Links are not followed, and some programs count nothing for them.
    Symlinks,
    /// Space is given out in whole blocks.
    RoundedUp,
    /// Files with holes, compressed files, and files that are not on this disk.
    SmallerOnDisk,
    /// The system didn't report what they take.
    NotReported,
    /// Folders take space themselves.
    Folders,
    /// A file with several names counts once.
    Repeats,
    /// What the file systems hold beside: not in these folders, or not to be seen as files.
    Rest,
}
