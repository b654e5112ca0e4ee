//! A set of columns.

use super::Column;

/// Columns, each in or out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct ColumnSet(u64);

impl ColumnSet {
    /// No column.
    pub const NONE: ColumnSet = ColumnSet(0);

    /// Whether a column is in it.
    #[inline]
    pub const fn contains(self, column: Column) -> bool {
        self.0 >> column as u8 & 1 == 1
    }

    /// It with a column put in.
    #[must_use]
    pub const fn with(self, column: Column) -> ColumnSet {
        ColumnSet(self.0 | 1 << column as u8)
    }

    /// What is in it or in the other.
    #[must_use]
    pub const fn union(self, other: ColumnSet) -> ColumnSet {
        ColumnSet(self.0 | other.0)
    }

    /// What is in it and not in the other.
    #[must_use]
    pub const fn without(self, other: ColumnSet) -> ColumnSet {
        ColumnSet(self.0 & !other.0)
    }

    /// Whether none is in it.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether everything in it is in `other` too.
    pub const fn is_subset(self, other: ColumnSet) -> bool {
        self.0 & !other.0 == 0
    }

    /// As a number, for [`ColumnSet::from_bits`].
    pub(super) const fn bits(self) -> u64 {
        self.0
    }

    /// The set that [`ColumnSet::bits`] made a number of.
    pub(super) const fn from_bits(bits: u64) -> ColumnSet {
        ColumnSet(bits)
    }
}

impl FromIterator<Column> for ColumnSet {
    fn from_iter<I: IntoIterator<Item = Column>>(columns: I) -> ColumnSet {
        columns.into_iter().fold(ColumnSet::default(), ColumnSet::with)
    }
}

const _: () = assert!(Column::ALL.len() <= u64::BITS as usize);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_a_set() {
        let set: ColumnSet = [Column::Path, Column::Inode].into_iter().collect();
        for column in Column::ALL {
            assert_eq!(set.contains(column), matches!(column, Column::Path | Column::Inode), "{column:?}");
        }
        assert!(set.is_subset(set.with(Column::Mode)) && !set.with(Column::Mode).is_subset(set));
        assert_eq!(set.with(Column::Mode).without(set), ColumnSet::NONE.with(Column::Mode));
        assert!(ColumnSet::default().is_empty() && !set.is_empty());
        assert_eq!(ColumnSet::from_bits(set.bits()), set);
    }
}
