//! The numbers that other programs report of the same folders, and why they differ.

use super::Volume;

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

    /// Its name for programs.
    pub const fn as_str(self) -> &'static str {
        match self {
            Number::Length => "length",
            Number::Explorer => "explorer",
            Number::OnDisk => "on_disk",
            Number::DuEachName => "du_each_name",
            Number::Du => "du",
            Number::DuApparent => "du_apparent",
            Number::DuApparentBefore => "du_apparent_before_9_2",
            Number::DfUsed => "df_used",
        }
    }
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
    /// Files with holes and compressed files.
    SmallerOnDisk,
    /// Files that are in a cloud and not on this disk, or not all of them.
    Cloud,
    /// The system reported what they take, but not how long they are.
    WithoutLength,
    /// The system didn't report what they take.
    NotReported,
    /// Folders take space themselves.
    Folders,
    /// A file with several names counts once.
    Repeats,
    /// Files on file systems that are mounted inside the picked folders, and not in the books of those that these are on.
    OtherFileSystems,
    /// What the folders there take themselves.
    OtherFolders,
    /// What the file systems hold beside: not in these folders, or not to be seen as files.
    Rest,
}

impl LineKind {
    /// Its name for programs.
    pub const fn as_str(self) -> &'static str {
        match self {
            LineKind::Lengths => "lengths",
            LineKind::Symlinks => "links",
            LineKind::RoundedUp => "rounded_up",
            LineKind::SmallerOnDisk => "smaller_on_disk",
            LineKind::Cloud => "cloud",
            LineKind::WithoutLength => "without_length",
            LineKind::NotReported => "space_not_reported",
            LineKind::Folders => "folders",
            LineKind::Repeats => "further_names",
            LineKind::OtherFileSystems => "other_file_systems",
            LineKind::OtherFolders => "other_file_systems_folders",
            LineKind::Rest => "not_explained",
        }
    }
}

/// What the true number is, beside one that was made of what is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Bound {
    /// The same.
    #[default]
    Exact,
    /// That or more: some of its parts are not known.
    AtLeast,
    /// That or less: something may be in it twice, such as blocks that files share, or names of one file, which isn't reported.
    AtMost,
    /// Both may be.
    About,
}

impl Bound {
    /// By what may be missing in the number, and what may be in it twice.
    pub const fn of(may_lack: bool, may_share: bool) -> Bound {
        match (may_lack, may_share) {
            (false, false) => Bound::Exact,
            (true, false) => Bound::AtLeast,
            (false, true) => Bound::AtMost,
            (true, true) => Bound::About,
        }
    }

    /// Its name for programs.
    pub const fn as_str(self) -> &'static str {
        match self {
            Bound::Exact => "exact",
            Bound::AtLeast => "at_least",
            Bound::AtMost => "at_most",
            Bound::About => "about",
        }
    }
}

/// What is said below the numbers: what is in none of them, or makes them doubtful.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Note {
    /// Hidden entries that were left out.
    Hidden(u64),
    /// Entries that match a pattern and were left out.
    Excluded(u64),
    /// Folders on other file systems that were left out.
    OtherFileSystems(u64),
    /// Folders that could not be read.
    UnreadFolders(u64),
    /// Files whose length the system doesn't report.
    WithoutLength(u64),
    /// Files whose allocated size the system doesn't report, though it does of others.
    WithoutSpace(u64),
    /// Folders whose own length the system doesn't report.
    FoldersWithoutLength(u64),
    /// Folders whose own allocated size the system doesn't report.
    FoldersWithoutSpace(u64),
    /// Files of which it isn't known whether they have further names.
    UnknownNames(u64),
    /// Files that are in a cloud and not on this disk, by their lengths in bytes.
    Cloud(u64, u128),
    /// Files with further names that are not in the sheet, by their allocated sizes in bytes.
    NamesElsewhere(u64, u128),
    /// What a file system reports of itself.
    Volume(Volume),
    /// A file system that can keep what several files have in common once.
    Shares(&'static str),
}
