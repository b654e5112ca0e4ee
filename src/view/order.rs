//! The order of rows, by one column or two.

use crate::model::Column;
use crate::text::Collation;

/// A column that rows are ordered by, and which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct SortKey {
    /// The column, one of [`Column::TABLE`].
    pub column: Column,
    /// Largest, latest or last first. Rows without a value come last either way.
    pub descending: bool,
}

impl SortKey {
    /// Smallest, earliest or first first.
    pub const fn up(column: Column) -> SortKey {
        SortKey { column, descending: false }
    }

    /// The other way round.
    pub const fn down(column: Column) -> SortKey {
        SortKey { column, descending: true }
    }
}

/// How rows are ordered.
///
/// Rows that the keys don't tell apart are in the order of their paths once a folder is read to its end, so that a sheet is the
/// same from run to run; rows that come in while folders are read stand behind their equals, so that none moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Order {
    /// By this; by nothing in the order in which rows were found.
    pub first: Option<SortKey>,
    /// Then by this; of no meaning without a first.
    pub second: Option<SortKey>,
    /// Whether numbers in names, extensions and paths are ordered by their value: `file2` before `file10`. Paths are then in the order of
    /// their folders' names without case, as names are.
    pub natural: bool,
}

impl Order {
    /// By one key.
    pub const fn by(key: SortKey) -> Order {
        Order { first: Some(key), second: None, natural: false }
    }

    /// By path: folder by folder, and in each folder by name, which is what follows where the folder is the key.
    pub const fn by_path(natural: bool) -> Order {
        Order { natural, ..Order::by(SortKey::up(Column::Folder)) }
    }

    /// The same without what only a comparison with another sheet says.
    #[must_use]
    pub fn without_comparison(self) -> Order {
        let mut keys = self.keys().filter(|key| !key.column.is_compared());
        Order { first: keys.next(), second: keys.next(), natural: self.natural }
    }

    /// Whether rows are in the order of their paths.
    pub fn is_by_path(self) -> bool {
        self == Order::by_path(self.natural)
    }

    /// The keys, the first one first.
    pub fn keys(&self) -> impl Iterator<Item = SortKey> {
        self.first.into_iter().chain(self.second.filter(|_| self.first.is_some()))
    }

    /// Whether a column is one of the keys.
    pub fn has(&self, column: Column) -> bool {
        self.keys().any(|key| key.column == column)
    }

    /// How texts are ordered.
    pub(super) fn collation(self) -> Collation {
        if self.natural { Collation::Natural } else { Collation::Folded }
    }

    /// Whether rows stay as they were found.
    pub fn is_as_found(self) -> bool {
        self.first.is_none()
    }
}

/// How rows that the order doesn't tell apart are ordered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Ties {
    /// As they were found: for a sheet that grows, where the next row then stands behind its equals.
    #[default]
    Found,
    /// By their paths: the same from run to run.
    Path,
}
