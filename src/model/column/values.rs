//! What kinds of values columns have, and their numbers.

use super::Column;
use crate::model::Kind;

/// The bit that turns the order of signed numbers into that of unsigned ones.
const SIGN: u64 = 1 << 63;

/// What kind of values a column has: how they are ordered, asked for in a filter, shown and written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ValueKind {
    /// A text of its own, such as the name or a part of it.
    Text,
    /// A text that is made of the names of folders.
    Path,
    /// One of [`crate::model::Kind`].
    Kind,
    /// One of [`crate::model::Category`].
    Category,
    /// What a check of the names says, in words.
    Checked,
    /// One of [`crate::model::Change`].
    Change,
    /// A number of bytes that may be below 0.
    Difference,
    /// A path in another sheet.
    Former,
    /// The permission bits of a Unix entry, see [`crate::model::mode`].
    Mode,
    /// Some of [`crate::model::Attributes`].
    Attributes,
    /// A user or group: its name, or its number where it has none.
    Account,
    /// A number of bytes.
    Bytes,
    /// A number of anything else.
    Count,
    /// A number that counts nothing, as an inode's.
    Code,
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
        matches!(self, ValueKind::Bytes | ValueKind::Difference | ValueKind::Count | ValueKind::Code)
    }

    /// Whether a filter asks for some of a few values, with commas between.
    pub const fn is_listed(self) -> bool {
        matches!(
            self,
            ValueKind::Kind
                | ValueKind::Category
                | ValueKind::Mode
                | ValueKind::Attributes
                | ValueKind::Account
                | ValueKind::Checked
                | ValueKind::Change
        )
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

/// What numbers are read from: a row by itself, or one in its block, of which only what is asked for is unpacked.
pub trait RowValues {
    /// As [`crate::model::Meta::kind`].
    fn kind(&self) -> Kind;
    /// As [`crate::model::Meta::size`].
    fn size(&self) -> Option<u64>;
    /// As [`crate::model::Meta::allocated`].
    fn allocated(&self) -> Option<u64>;
    /// As [`crate::model::Meta::modified`].
    fn modified(&self) -> Option<i64>;
    /// As [`crate::model::Meta::created`].
    fn created(&self) -> Option<i64>;
    /// As [`crate::model::Facts::number`].
    fn fact(&self, column: Column) -> Option<u64>;
}

/// A time as an unsigned number, in the order of times.
pub const fn ordered(time: i64) -> u64 {
    time as u64 ^ SIGN
}

/// The time that [`ordered`] made a number of.
pub const fn unordered(number: u64) -> i64 {
    (number ^ SIGN) as i64
}
