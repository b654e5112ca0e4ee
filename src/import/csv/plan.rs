//! What a CSV is made of: which column holds what, and what its values mean.

use crate::import::terms::{DateOrder, DecimalMark, Holds};
use crate::model::{Column, ColumnSet, SourceKind};

/// Where in a record the values are, by what they are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::import) struct Columns {
    places: Vec<(Holds, usize)>,
    /// How many files and folders are in a folder.
    pub inside: Option<(usize, usize)>,
    /// WinDirStat's number for what it is.
    pub item: Option<usize>,
    /// What DROID says of the file.
    pub status: Option<usize>,
    /// Its address by DROID, in which an archive shows.
    pub uri: Option<usize>,
}

impl Columns {
    /// A column more. Of two with the same it is the first.
    pub(in crate::import) fn put(&mut self, holds: Holds, at: usize) {
        if self.get(holds).is_none() {
            self.places.push((holds, at));
        }
    }

    /// With these.
    pub(in crate::import) fn of(places: &[(Holds, usize)]) -> Columns {
        let mut columns = Columns::default();
        places.iter().for_each(|&(holds, at)| columns.put(holds, at));
        columns
    }

    /// Where one is.
    pub(in crate::import) fn get(&self, holds: Holds) -> Option<usize> {
        self.places.iter().find_map(|&(known, at)| (known == holds).then_some(at))
    }

    /// All of them.
    pub(in crate::import) fn all(&self) -> impl Iterator<Item = (Holds, usize)> {
        self.places.iter().copied()
    }

    /// Whether a path can be made of them.
    pub(in crate::import) fn have_path(&self) -> bool {
        let has = |holds| self.get(holds).is_some();
        has(Holds::Path) || has(Holds::Name) || has(Holds::PathHex) || self.uri.is_some()
    }

    /// The columns on request that they fill.
    pub(in crate::import) fn read(&self) -> ColumnSet {
        let on_request = [
            (Holds::Accessed, Column::Accessed),
            (Holds::Changed, Column::Changed),
            (Holds::Inode, Column::Inode),
        ];
        let known = on_request.into_iter().filter(|(holds, _)| self.get(*holds).is_some());
        known.map(|(_, column)| column).collect()
    }
}

/// By what a folder is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::import) enum FolderBy {
    /// Its path ends in a separator.
    Separator,
    /// An attribute.
    Attribute,
    /// What is in it, and its number for what it is, which is the same as that of folders in which something is.
    Inside,
    /// A word for what it is.
    Word,
    /// It has no size.
    NoSize,
    /// There is none.
    Nothing,
}

/// What all of a list is in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::import) enum Top {
    /// The first row, if that is a folder; else what all rows have in common.
    FirstFolder,
    /// What all rows have in common.
    Common,
    /// A column says it.
    Column,
    /// The folder that its paths begin in, whichever that is.
    Here,
}

/// How a CSV is read.
#[derive(Clone, Debug)]
pub(in crate::import) struct Plan {
    /// What it is.
    pub kind: SourceKind,
    /// Between two cells.
    pub separator: u8,
    /// Between the parts of a path.
    pub path_separator: u8,
    /// Records before the first row.
    pub skip: usize,
    /// The titles of the columns; empty if there are none.
    pub titles: Vec<Vec<u8>>,
    /// What is where.
    pub columns: Columns,
    /// Cells that a row needs.
    pub needed: usize,
    /// By what folders are known.
    pub folder_by: FolderBy,
    /// Whether a folder's size is the sum of what is in it.
    pub has_sums: bool,
    /// Whether digits of sizes may be in groups, and whether they may have units.
    pub sizes: Sizes,
    /// How dates are written; `None` if they could be read in two ways.
    pub dates: Option<DateOrder>,
    /// What stands before the fractions of sizes; `None` if the rows don't show it.
    pub decimal: Option<DecimalMark>,
    /// How many seconds the clock is ahead of universal time that times without a zone are of; `None` for this machine's.
    pub ahead: Option<i64>,
    /// Whether any time is without a zone, by the first of them.
    pub has_local_times: bool,
    /// What all is in.
    pub top: Top,
    /// The program that wrote it, with its version.
    pub program: Option<String>,
    /// When, in seconds since 1970-01-01T00:00:00Z.
    pub as_of: Option<i64>,
}

/// How sizes are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::import) enum Sizes {
    /// In digits.
    Digits,
    /// In digits that may be in groups.
    Grouped,
    /// In numbers that count so many bytes each, but for those that have a unit behind them, if they may.
    Numbers {
        /// Bytes.
        times: u64,
        /// Whether they may have units.
        has_units: bool,
    },
}

impl Plan {
    /// One that the kinds are made from.
    pub(in crate::import) fn new(kind: SourceKind, separator: u8, columns: Columns) -> Plan {
        Plan {
            kind,
            separator,
            path_separator: b'\\',
            skip: 0,
            titles: Vec::new(),
            needed: columns.all().map(|(_, at)| at + 1).max().unwrap_or(1),
            columns,
            folder_by: FolderBy::Nothing,
            has_sums: false,
            sizes: Sizes::Digits,
            dates: Some(DateOrder::YearMonthDay),
            decimal: None,
            ahead: None,
            has_local_times: false,
            top: Top::Common,
            program: None,
            as_of: None,
        }
    }
}
