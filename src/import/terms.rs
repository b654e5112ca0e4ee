//! What can be said of the columns of a list, and of how their values are written.

/// What a column of a list holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Holds {
    /// The whole path.
    Path,
    /// The path of the folder that it is in.
    Folder,
    /// The name.
    Name,
    /// The path's bytes in hexadecimal; where it has any, they are the path.
    PathHex,
    /// The size in bytes, of a file.
    Size,
    /// What it takes on the disk, in bytes.
    Allocated,
    /// Time of the last change of the contents.
    Modified,
    /// Time of birth.
    Created,
    /// Time of the last reading.
    Accessed,
    /// Time of the last change of the entry.
    Changed,
    /// Attributes: a number as Windows has them, letters, or words.
    Attributes,
    /// Permissions in octal.
    Mode,
    /// The owner's name or number.
    Owner,
    /// The group's name or number.
    Group,
    /// How many names it has.
    Links,
    /// Its number on its device.
    Inode,
    /// The device's number.
    Device,
    /// What it points at, of a link.
    LinkTarget,
    /// The bytes of that in hexadecimal; where it has any, they are what it points at.
    LinkTargetHex,
    /// Whether it is a folder, in a word.
    Kind,
    /// The picked folder.
    Root,
}

impl Holds {
    /// Each with the word for it.
    pub const NAMED: [(Holds, &'static str); 21] = [
        (Holds::Path, "path"),
        (Holds::Folder, "folder"),
        (Holds::Name, "name"),
        (Holds::PathHex, "path_hex"),
        (Holds::Size, "size"),
        (Holds::Allocated, "allocated"),
        (Holds::Modified, "modified"),
        (Holds::Created, "created"),
        (Holds::Accessed, "accessed"),
        (Holds::Changed, "changed"),
        (Holds::Attributes, "attributes"),
        (Holds::Mode, "mode"),
        (Holds::Owner, "owner"),
        (Holds::Group, "group"),
        (Holds::Links, "links"),
        (Holds::Inode, "inode"),
        (Holds::Device, "device"),
        (Holds::LinkTarget, "link_target"),
        (Holds::LinkTargetHex, "link_target_hex"),
        (Holds::Kind, "kind"),
        (Holds::Root, "root"),
    ];

    /// The word for it.
    pub fn as_str(self) -> &'static str {
        Holds::NAMED.into_iter().find_map(|(holds, word)| (holds == self).then_some(word)).unwrap_or_default()
    }

    /// What a word stands for.
    pub fn named(word: &str) -> Option<Holds> {
        Holds::NAMED.into_iter().find_map(|(holds, name)| name.eq_ignore_ascii_case(word).then_some(holds))
    }
}

/// Where a column is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// By its title, in any case of letters.
    Title(Box<str>),
    /// By its number, from 1; the list may have no titles.
    Number(usize),
}

/// Which of a date's numbers comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateOrder {
    /// 2026-09-22.
    YearMonthDay,
    /// 22.09.2026.
    DayMonthYear,
    /// 09/22/2026.
    MonthDayYear,
}

/// What stands before the fraction of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecimalMark {
    /// As in 1.5.
    Point,
    /// As in 1,5.
    Comma,
}

impl DecimalMark {
    /// Itself.
    pub fn as_char(self) -> char {
        match self {
            DecimalMark::Point => '.',
            DecimalMark::Comma => ',',
        }
    }
}

/// What the numbers in a column of sizes count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SizeUnit {
    /// Bytes; a size with a unit, which is rounded, is a problem.
    #[default]
    Bytes,
    /// What stands behind each, as in `1.5 MB`; bytes where nothing does.
    Written,
    /// So many bytes.
    Times(u64),
}

impl SizeUnit {
    /// Each with its word.
    pub const NAMED: [(SizeUnit, &'static str); 8] = [
        (SizeUnit::Bytes, "bytes"),
        (SizeUnit::Written, "units"),
        (SizeUnit::Times(1 << 10), "kib"),
        (SizeUnit::Times(1 << 20), "mib"),
        (SizeUnit::Times(1 << 30), "gib"),
        (SizeUnit::Times(1000), "kb"),
        (SizeUnit::Times(1_000_000), "mb"),
        (SizeUnit::Times(1_000_000_000), "gb"),
    ];
}

/// What the times of a list that name no time zone are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ListZone {
    /// This machine's local time.
    #[default]
    Local,
    /// So many minutes ahead of universal time.
    Ahead(i16),
}

impl ListZone {
    /// Universal time.
    pub const UTC: ListZone = ListZone::Ahead(0);
    /// The largest difference from universal time that any zone has, in minutes.
    pub const MOST: i16 = 14 * 60;
}
