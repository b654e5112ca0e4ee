//! The columns of a sheet, in one list: the table, the order, the filter, the clipboard, the command line, and every format take theirs
//! from it.
//!
//! Every word and number about a column is in [`Column::facts`], one line a column. The value that a row has in it is
//! made by `view::RowReader`, which has the folders' paths. Where it is a number, that is [`Column::number`], which the order and the filter
//! use too. Code that shows or writes a value goes by its [`ValueKind`] and doesn't have to know the column.
//!
//! # Where values are kept
//!
//! A value that nearly every row has lies in a packed column of [`super::Block`]. One that few rows have lies in a column of its block for
//! those rows alone, by their places, as hard links do (`links`), and costs nothing where it doesn't occur. A value that comes late, such as
//! a hash that is worked out long after its row was read, can't be put into a block, which never changes. It belongs in a side column
//! beside the rows, by row number, which never changes either: a sorted list while few are known, or packed in chunks. The reader and
//! [`Column::number`] are then given that column together with the row.

mod group;
mod lists;
mod values;

pub use group::ColumnGroup;
pub use values::{RowValues, ValueKind, Width, ordered, unordered};

/// What a row has a value for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Column {
    /// The whole path.
    Path,
    /// The path of the folder it is in. Ordered by it, rows of a folder follow by their names, and its sub-folders after them.
    Folder,
    /// The name. Ordered by it, letters count without their case first, then byte by byte.
    Name,
    /// What follows the last dot of the name, in lower case.
    Extension,
    /// The kind, in the order of [`super::Kind::ALL`].
    Kind,
    /// The apparent size: how far a reader could read.
    Size,
    /// The allocated size: what it takes on the disk.
    Allocated,
    /// The time of the last change of the contents.
    Modified,
    /// The time of birth.
    Created,
    /// The picked folder that it was found in.
    Root,
    /// The path's bytes in hexadecimal, where it is not valid UTF-8.
    PathHex,
    /// What a file is for, by its extension, in the order of [`super::Category::ALL`]. A folder has none.
    Category,
    /// The time of the last reading of the contents.
    Accessed,
    /// The time of the last change of the contents or of what is known about the entry.
    Changed,
    /// Days from the last change of the contents to the moment for which the sheet stands.
    Age,
    /// The permission bits of a Unix entry.
    Mode,
    /// The user to whom it belongs.
    Owner,
    /// The group to which it belongs.
    Group,
    /// What the file system marks it as: read-only, hidden, compressed.
    Attributes,
    /// How many names it has, in and out of what was picked.
    Links,
    /// Its number on its device.
    Inode,
    /// The number of the device that it is on.
    Device,
    /// How many folders it is below the picked one: 1 for what is in that itself.
    Depth,
    /// Characters of the path.
    PathLength,
    /// Characters of the name.
    NameLength,
    /// UTF-16 code units of the path, in which Windows counts.
    PathUtf16,
    /// The same of the name.
    NameUtf16,
    /// What a check of the names has found to be wrong.
    Problem,
    /// UTF-16 units of the path in the place that the names were checked for.
    DestinationLength,
    /// A name that this place would take.
    Suggestion,
    /// What a link points at, as it says itself.
    LinkTarget,
    /// The same in hexadecimal, where it is not valid UTF-8.
    LinkTargetHex,
    /// What became of the row since the sheet that it is compared with, in the order of [`super::Change::ALL`].
    Change,
    /// The apparent size in that sheet.
    SizeBefore,
    /// The apparent size in this one.
    SizeAfter,
    /// By how many bytes it grew; of what was added or removed how large it is, or was.
    Difference,
    /// The time of the last change in the sheet that it is compared with.
    ModifiedBefore,
    /// The same in this one.
    ModifiedAfter,
    /// The path in the sheet that it is compared with, where that was another one.
    WasAt,
}

/// All that is known of a column but its values.
struct ColumnFacts {
    name: &'static str,
    title: &'static str,
    values: ValueKind,
    width: Width,
    /// Words that the filter knows it by; empty if a filter can't ask for it.
    words: &'static [&'static str],
}

impl Column {
    const fn facts(self) -> ColumnFacts {
        use ValueKind::{
            Account, Attributes, Bytes, Category, Change, Checked, Code, Count, Difference, Former, Kind,
            Mode, Path, Text, Time,
        };
        const fn fixed(points: u16, characters: u16) -> Width {
            Width { points, characters, grows: false }
        }
        const fn growing(points: u16, characters: u16) -> Width {
            Width { points, characters, grows: true }
        }
        let (name, title, values, width, words): (_, _, _, _, &[&str]) = match self {
            Column::Path => ("path", "Path", Path, growing(190, 70), &["path"]),
            Column::Folder => ("folder", "Folder", Path, growing(130, 50), &[]),
            Column::Name => ("name", "Name", Text, growing(160, 36), &["name"]),
            Column::Extension => ("extension", "Extension", Text, fixed(102, 11), &["ext", "extension"]),
            Column::Kind => ("kind", "Kind", Kind, fixed(80, 9), &["kind", "type"]),
            Column::Size => ("size", "Size", Bytes, fixed(92, 16), &["size"]),
            Column::Allocated => ("allocated", "Size on disk", Bytes, fixed(124, 22), &["allocated"]),
            Column::Modified => ("modified", "Modified", Time, fixed(154, 19), &["modified"]),
            Column::Created => ("created", "Created", Time, fixed(154, 19), &["created"]),
            Column::Root => ("root", "Picked folder", Path, growing(190, 50), &["root"]),
            Column::PathHex => ("path_hex", "Path (hex)", Path, fixed(84, 13), &[]),
            Column::Category => ("category", "Category", Category, fixed(102, 11), &["category"]),
            Column::Accessed => ("accessed", "Accessed", Time, fixed(154, 19), &["accessed"]),
            Column::Changed => ("changed", "Changed", Time, fixed(154, 19), &["changed"]),
            Column::Age => ("age", "Age (days)", Count, fixed(110, 11), &["age"]),
            Column::Mode => ("mode", "Permissions", Mode, fixed(122, 12), &["mode"]),
            Column::Owner => ("owner", "Owner", Account, fixed(102, 14), &["owner"]),
            Column::Group => ("group", "Group", Account, fixed(102, 14), &["group"]),
            Column::Attributes => {
                ("attributes", "Attributes", Attributes, fixed(130, 18), &["attr", "attributes"])
            }
            Column::Links => ("links", "Links", Count, fixed(84, 8), &["links"]),
            Column::Inode => ("inode", "Inode", Code, fixed(102, 12), &["inode"]),
            Column::Device => ("device", "Device", Code, fixed(92, 8), &["device"]),
            Column::Depth => ("depth", "Depth", Count, fixed(84, 8), &["depth"]),
            Column::PathLength => ("path_length", "Path length", Count, fixed(116, 12), &["pathlength"]),
            Column::NameLength => ("name_length", "Name length", Count, fixed(120, 12), &["namelength"]),
            Column::PathUtf16 => {
                ("path_utf16", "Path length (UTF-16)", Count, fixed(182, 20), &["pathutf16"])
            }
            Column::NameUtf16 => {
                ("name_utf16", "Name length (UTF-16)", Count, fixed(188, 20), &["nameutf16"])
            }
            Column::Problem => ("problem", "Problem", Checked, fixed(210, 36), &["problem"]),
            Column::DestinationLength => {
                ("destination_length", "Destination length", Count, fixed(154, 18), &["destinationlength"])
            }
            Column::Suggestion => ("suggestion", "Suggested name", Checked, growing(160, 36), &[]),
            Column::LinkTarget => ("link_target", "Link target", Text, growing(160, 36), &["target"]),
            Column::LinkTargetHex => ("link_target_hex", "Target (hex)", Text, fixed(84, 13), &[]),
            Column::Change => ("change", "Change", Change, fixed(160, 18), &["change"]),
            Column::SizeBefore => ("size_before", "Size before", Bytes, fixed(112, 16), &["sizebefore"]),
            Column::SizeAfter => ("size_after", "Size after", Bytes, fixed(104, 16), &[]),
            Column::Difference => {
                ("difference", "Difference", Difference, fixed(108, 16), &["grew", "shrank"])
            }
            Column::ModifiedBefore => {
                ("modified_before", "Modified before", Time, fixed(154, 19), &["modifiedbefore"])
            }
            Column::ModifiedAfter => ("modified_after", "Modified after", Time, fixed(154, 19), &[]),
            Column::WasAt => ("was_at", "Was at", Former, growing(190, 70), &[]),
        };
        ColumnFacts { name, title, values, width, words }
    }

    /// Its name for programs, on the command line and in the settings, which find columns by it: it never changes.
    pub const fn as_str(self) -> &'static str {
        self.facts().name
    }

    /// The column that programs call so.
    pub fn named(name: &str) -> Option<Column> {
        Column::ALL.into_iter().find(|column| column.as_str() == name)
    }

    /// Its title on screen.
    pub const fn title(self) -> &'static str {
        self.facts().title
    }

    /// Its title in a file for people to read, where a number stands without its unit.
    pub fn title_with_unit(self) -> String {
        let unit =
            if matches!(self.values(), ValueKind::Bytes | ValueKind::Difference) { " (bytes)" } else { "" };
        format!("{}{unit}", self.title())
    }

    /// Which of the columns it stands with where they are offered.
    pub const fn group(self) -> ColumnGroup {
        ColumnGroup::of(self)
    }

    /// The column that a reading has to be asked for before this one has values: they would take room in every sheet, or time. `None` if
    /// they are always read.
    pub const fn requested_as(self) -> Option<Column> {
        match self {
            Column::Inode | Column::Accessed | Column::Changed | Column::LinkTarget => Some(self),
            Column::LinkTargetHex => Some(Column::LinkTarget),
            _ => None,
        }
    }

    /// Whether its values are read only where that is asked for before the reading.
    pub const fn is_on_request(self) -> bool {
        self.requested_as().is_some()
    }

    /// Whether a value is made of the path of the folder that the row is in.
    pub const fn needs_folder(self) -> bool {
        matches!(self.values(), ValueKind::Path) || matches!(self, Column::PathLength | Column::PathUtf16)
    }

    /// Whether its values are numbers that are made of the lengths or the number of the folders above a row.
    pub const fn is_of_place(self) -> bool {
        matches!(
            self,
            Column::Depth | Column::PathLength | Column::NameLength | Column::PathUtf16 | Column::NameUtf16
        )
    }

    /// What kind of values it has.
    pub const fn values(self) -> ValueKind {
        self.facts().values
    }

    /// How wide it is before the user says so.
    pub const fn width(self) -> Width {
        self.facts().width
    }

    /// Whether it is empty for what is read on Windows. What lists a folder there returns none of these, and to ask for the owner each file
    /// has to be opened, which takes many times as long as all the rest.
    pub const fn is_empty_on_windows(self) -> bool {
        matches!(self, Column::Mode | Column::Owner | Column::Group | Column::Links)
    }

    /// Whether a check of the names fills it.
    pub fn is_checked(self) -> bool {
        Column::CHECKED.contains(&self)
    }

    /// Whether a comparison with another sheet fills it.
    pub fn is_compared(self) -> bool {
        Column::COMPARED.contains(&self)
    }

    /// Whether only a check of the names or a comparison fills it, so that it is offered while one stands.
    pub fn is_found(self) -> bool {
        self.is_checked() || self.is_compared()
    }

    /// Whether it is written unless others are chosen.
    pub fn is_usual(self) -> bool {
        Column::USUAL.contains(&self)
    }

    /// Whether the table shows it, and rows can be ordered by it.
    pub fn is_in_table(self) -> bool {
        Column::TABLE.contains(&self)
    }

    /// The words by which a filter asks for it, the usual one first; empty if it can't.
    pub const fn filter_words(self) -> &'static [&'static str] {
        self.facts().words
    }

    /// Every word that a filter knows a column by.
    pub fn all_filter_words() -> impl Iterator<Item = (&'static str, Column)> {
        Column::ALL
            .into_iter()
            .flat_map(|column| column.filter_words().iter().map(move |word| (*word, column)))
    }

    /// The column that a filter means by a word, in any case of letters.
    pub fn of_filter_word(word: &str) -> Option<Column> {
        Column::all_filter_words()
            .find_map(|(known, column)| known.eq_ignore_ascii_case(word).then_some(column))
    }

    /// The number that an entry has in this column, in the column's order: a time by [`ordered`], a kind by its place, an age by the time
    /// before which it is counted, an owner by its number. `None` if the system doesn't report it, and for a column whose values are not of
    /// an entry alone: texts, the category ([`super::Categories`]), lengths and depths ([`Column::is_of_place`]).
    #[inline]
    pub fn number(self, entry: &impl RowValues) -> Option<u64> {
        match self {
            Column::Kind => Some(entry.kind() as u64),
            Column::Size => entry.size(),
            Column::Allocated => entry.allocated(),
            Column::Modified => entry.modified().map(ordered),
            Column::Created => entry.created().map(ordered),
            Column::Age => entry.modified().map(|modified| !ordered(modified)),
            Column::Accessed
            | Column::Changed
            | Column::Mode
            | Column::Owner
            | Column::Group
            | Column::Attributes
            | Column::Links
            | Column::Inode
            | Column::Device => entry.fact(self),
            Column::Depth
            | Column::PathLength
            | Column::NameLength
            | Column::PathUtf16
            | Column::NameUtf16
            | Column::Path
            | Column::Folder
            | Column::Name
            | Column::Extension
            | Column::Root
            | Column::PathHex
            | Column::Category
            | Column::Problem
            | Column::DestinationLength
            | Column::Suggestion
            | Column::LinkTarget
            | Column::LinkTargetHex
            | Column::Change
            | Column::SizeBefore
            | Column::Difference
            | Column::ModifiedBefore
            | Column::WasAt => None,
            Column::SizeAfter => entry.size().filter(|_| entry.kind() != super::Kind::Folder),
            Column::ModifiedAfter => entry.modified().map(ordered),
        }
    }
}

#[cfg(test)]
mod tests;
