//! What the system's one look at an entry returns besides what every sheet is made of: rights, owner, numbers, further times.
//!
//! A sheet always keeps those that are nearly the same in all rows of a block and then cost nothing. The others ([`Column::is_on_request`]) are kept
//! where the reading was asked for them: what wasn't read is not the same as what the system doesn't report.

mod columns;
mod gathered;
mod narrow;
mod stored;

pub(super) use columns::{FactColumns, is_real};
pub(super) use gathered::GatheredFacts;
pub(super) use stored::{StoredFacts, store};

use super::column::{ordered, unordered};
use super::{Attributes, Column, ColumnSet};

/// Facts of one entry. What the system didn't report, or the reading wasn't asked for, is `None`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Permission bits with set-user-ID, set-group-ID and the sticky bit: 0 to 0o7777.
    pub mode: Option<u16>,
    /// The owner's number.
    pub owner: Option<u32>,
    /// The group's number.
    pub group: Option<u32>,
    /// How many names it has, in and out of what was picked; of a folder whatever its file system counts.
    pub links: Option<u32>,
    /// The device that it is on, by the number that `stat --format %d` has for it.
    pub device: Option<u64>,
    /// Its attributes.
    pub attributes: Option<Attributes>,
    /// Its number on its device.
    pub inode: Option<u64>,
    /// Last reading of its contents, like [`super::Meta::modified`].
    pub accessed: Option<i64>,
    /// Last change of its contents or of what is known about it, like [`super::Meta::modified`].
    pub changed: Option<i64>,
    /// The columns on request that were read.
    pub read: ColumnSet,
}

impl Facts {
    /// Of an entry of which only the kind is known.
    pub const UNKNOWN: Facts = Facts {
        mode: None,
        owner: None,
        group: None,
        links: None,
        device: None,
        attributes: None,
        inode: None,
        accessed: None,
        changed: None,
        read: ColumnSet::NONE,
    };

    /// Of which columns the values are here.
    pub const COLUMNS: [Column; 9] = [
        Column::Mode,
        Column::Owner,
        Column::Group,
        Column::Links,
        Column::Device,
        Column::Attributes,
        Column::Inode,
        Column::Accessed,
        Column::Changed,
    ];

    /// Where a column is among [`Facts::COLUMNS`]; `None` if it isn't.
    #[inline]
    const fn place(column: Column) -> Option<usize> {
        Some(match column {
            Column::Mode => 0,
            Column::Owner => 1,
            Column::Group => 2,
            Column::Links => 3,
            Column::Device => 4,
            Column::Attributes => 5,
            Column::Inode => 6,
            Column::Accessed => 7,
            Column::Changed => 8,
            _ => return None,
        })
    }

    /// The number in a column, in the column's order; `None` if it is unknown, or not in a column of these.
    #[inline]
    pub fn number(&self, column: Column) -> Option<u64> {
        match column {
            Column::Mode => self.mode.map(u64::from),
            Column::Owner => self.owner.map(u64::from),
            Column::Group => self.group.map(u64::from),
            Column::Links => self.links.map(u64::from),
            Column::Device => self.device,
            Column::Attributes => self.attributes.map(|attributes| attributes.bits().into()),
            Column::Inode => self.inode,
            Column::Accessed => self.accessed.map(ordered),
            Column::Changed => self.changed.map(ordered),
            _ => None,
        }
    }

    /// The facts that have these numbers in the columns.
    fn from_numbers(number: impl Fn(Column) -> Option<u64>, read: ColumnSet) -> Facts {
        Facts {
            mode: number(Column::Mode).map(|mode| mode as u16),
            owner: number(Column::Owner).map(|owner| owner as u32),
            group: number(Column::Group).map(|group| group as u32),
            links: number(Column::Links).map(|links| links as u32),
            device: number(Column::Device),
            attributes: number(Column::Attributes).map(|bits| Attributes::from_bits(bits as u16)),
            inode: number(Column::Inode),
            accessed: number(Column::Accessed).map(unordered),
            changed: number(Column::Changed).map(unordered),
            read,
        }
    }

    /// What a sheet keeps of them when the reading was asked for these columns.
    #[inline]
    #[must_use]
    pub fn kept(mut self, asked: ColumnSet) -> Facts {
        self.inode = self.inode.filter(|_| asked.contains(Column::Inode));
        self.accessed = self.accessed.filter(|_| asked.contains(Column::Accessed));
        self.changed = self.changed.filter(|_| asked.contains(Column::Changed));
        self.read = asked;
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_column_has_its_place() {
        for (at, column) in Facts::COLUMNS.into_iter().enumerate() {
            assert_eq!(Facts::place(column), Some(at));
        }
        assert_eq!(Column::ALL.into_iter().filter(|column| Facts::place(*column).is_some()).count(), 9);
    }

    #[test]
    fn what_was_not_asked_for_is_not_kept() {
        let all = Facts::from_numbers(|_| Some(7), ColumnSet::NONE);
        let kept = all.kept(ColumnSet::NONE.with(Column::Accessed));
        assert_eq!((kept.mode, kept.inode, kept.changed), (Some(7), None, None));
        assert_eq!(kept.accessed, all.accessed);
        assert!(kept.read.contains(Column::Accessed) && !kept.read.contains(Column::Inode));
    }
}
