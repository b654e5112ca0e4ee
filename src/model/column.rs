//! The columns of a sheet, in one list: the table, the order, the filter, the clipboard, the command line, and every format take theirs
//! from it.
//!
//! Everything about a column that is a word or a number stands in [`Column::facts`], one line a column. The value that a row has in it is
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

use super::Kind;

/// The bit that turns the order of signed numbers into that of unsigned ones.
const SIGN: u64 = 1 << 63;

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
}

/// What kind of values a column has: how they are ordered, asked for in a filter, shown and written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ValueKind {
    /// A text that is a part of the name.
    Text,
    /// A text that is made of the names of folders.
    Path,
    /// One of [`super::Kind`].
    Kind,
    /// One of [`super::Category`].
    Category,
    /// A number of bytes.
    Bytes,
    /// A number of anything else.
    Count,
    /// A moment, in seconds since 1970-01-01T00:00:00Z.
    Time,
}

impl ValueKind {
    /// Whether values are texts.
    pub const fn is_text(self) -> bool {
        matches!(self, ValueKind::Text | ValueKind::Path)
    }

    /// Whether values are numbers that stand at the right, digit under digit.
    pub const fn is_number(self) -> bool {
        matches!(self, ValueKind::Bytes | ValueKind::Count)
    }

    /// Whether a filter can ask for values from one to another.
    pub const fn is_compared(self) -> bool {
        self.is_number() || matches!(self, ValueKind::Time)
    }
}

/// How wide a column is before the user says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Width {
    /// In the table, in points.
    pub points: u16,
    /// In a workbook, in characters of its standard font.
    pub characters: u16,
    /// Whether it takes its share of what the table has left.
    pub grows: bool,
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
    /// Every column, in the order of a written sheet. A program may find columns by their position, so a new one comes last.
    pub const ALL: [Column; 12] = [
        Column::Path,
        Column::Folder,
        Column::Name,
        Column::Extension,
        Column::Kind,
        Column::Size,
        Column::Allocated,
        Column::Modified,
        Column::Created,
        Column::Root,
        Column::PathHex,
        Column::Category,
    ];

    /// Those that are written unless others are chosen. A program may count on them, so that a new one is not among them.
    pub const USUAL: [Column; 11] = [
        Column::Path,
        Column::Folder,
        Column::Name,
        Column::Extension,
        Column::Kind,
        Column::Size,
        Column::Allocated,
        Column::Modified,
        Column::Created,
        Column::Root,
        Column::PathHex,
    ];

    /// Those that the table shows and that rows can be ordered by, in the table's order. The others only repeat what these say.
    pub const TABLE: [Column; 9] = [
        Column::Name,
        Column::Folder,
        Column::Extension,
        Column::Kind,
        Column::Size,
        Column::Allocated,
        Column::Modified,
        Column::Created,
        Column::Category,
    ];

    const fn facts(self) -> ColumnFacts {
        use ValueKind::{Bytes, Category, Kind, Path, Text, Time};
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
        let unit = if self.values() == ValueKind::Bytes { " (bytes)" } else { "" };
        format!("{}{unit}", self.title())
    }

    /// What kind of values it has.
    pub const fn values(self) -> ValueKind {
        self.facts().values
    }

    /// How wide it is before the user says so.
    pub const fn width(self) -> Width {
        self.facts().width
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

    /// The number that an entry has in this column, in the column's order: a time by [`ordered`], a kind by its place. `None` if the
    /// system doesn't report it, for a column of texts, and for the category, which is not of an entry alone: see [`super::Categories`].
    #[inline]
    pub fn number(self, entry: &impl RowValues) -> Option<u64> {
        match self {
            Column::Kind => Some(entry.kind() as u64),
            Column::Size => entry.size(),
            Column::Allocated => entry.allocated(),
            Column::Modified => entry.modified().map(ordered),
            Column::Created => entry.created().map(ordered),
            Column::Path
            | Column::Folder
            | Column::Name
            | Column::Extension
            | Column::Root
            | Column::PathHex
            | Column::Category => None,
        }
    }
}

/// What numbers are read from: a row by itself, or one in its block, of which only what is asked for is unpacked.
pub trait RowValues {
    /// As [`super::Meta::kind`].
    fn kind(&self) -> Kind;
    /// As [`super::Meta::size`].
    fn size(&self) -> Option<u64>;
    /// As [`super::Meta::allocated`].
    fn allocated(&self) -> Option<u64>;
    /// As [`super::Meta::modified`].
    fn modified(&self) -> Option<i64>;
    /// As [`super::Meta::created`].
    fn created(&self) -> Option<i64>;
}

/// A time as an unsigned number, in the order of times.
pub const fn ordered(time: i64) -> u64 {
    time as u64 ^ SIGN
}

/// The time that [`ordered`] made a number of.
pub const fn unordered(number: u64) -> i64 {
    (number ^ SIGN) as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_programs_and_settings_go_by_stays() {
        let usual = "path,folder,name,extension,kind,size,allocated,modified,created,root,path_hex";
        assert_eq!(Column::USUAL.map(Column::as_str).join(","), usual);
        assert!(Column::ALL.starts_with(&Column::USUAL), "a new one comes last");
        let kept: Vec<String> = Column::TABLE.iter().map(|column| format!("{column:?}")).collect();
        for name in ["Name", "Folder", "Extension", "Kind", "Size", "Allocated", "Modified", "Created"] {
            assert!(kept.iter().any(|kept| kept == name), "{name}");
        }
    }

    #[test]
    fn no_name_title_or_word_means_two_columns() {
        for (at, one) in Column::ALL.into_iter().enumerate() {
            assert_eq!(Column::named(one.as_str()), Some(one));
            for word in one.filter_words() {
                assert_eq!(Column::of_filter_word(&word.to_uppercase()), Some(one), "{word}");
            }
            for other in Column::ALL.into_iter().skip(at + 1) {
                assert_ne!(one.as_str(), other.as_str());
                assert_ne!(one.title_with_unit(), other.title_with_unit());
                assert!(one.filter_words().iter().all(|word| !other.filter_words().contains(word)));
            }
        }
        assert!(Column::TABLE.iter().all(|column| Column::ALL.contains(column)));
    }
}
