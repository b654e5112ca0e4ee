//! Facts as columns of a [`Table`].

use super::columns::FactColumns;
use super::narrow::Narrow;
use crate::model::stored::{Coding, Numbers, Table, TableWriter};
use crate::model::{Block, Column, ColumnSet, Facts};
use std::ops::Range;
use std::sync::Arc;

/// In a file: which columns on request were read, a bit each in this order. A new one comes last.
const READ: &str = "read";
const ON_REQUEST: [Column; 4] = [Column::Inode, Column::Accessed, Column::Changed, Column::LinkTarget];

fn read_to_file(bits: u64) -> u64 {
    let set = ColumnSet::from_bits(bits);
    (0..).zip(ON_REQUEST).map(|(bit, column)| u64::from(set.contains(column)) << bit).sum()
}

fn read_of_file(bits: u64) -> u64 {
    let columns = (0..).zip(ON_REQUEST).filter(|(bit, _)| bits >> bit & 1 == 1);
    columns.map(|(_, column)| column).collect::<ColumnSet>().bits()
}

/// The largest number that a column can have.
const fn most(column: Column) -> u64 {
    match column {
        Column::Mode | Column::Attributes => u16::MAX as u64,
        Column::Owner | Column::Group | Column::Links => u32::MAX as u64,
        _ => u64::MAX,
    }
}

/// Adds the facts of all rows of these blocks: a column for each that is known of any, by its name for programs. `modified` is a column that
/// stands before them.
pub(in crate::model) fn store<'a>(
    blocks: impl Iterator<Item = &'a Block> + Clone,
    modified: (&str, &Numbers),
    table: &mut TableWriter<'_>,
) {
    let facts = || blocks.clone().map(|block| (block.len(), block.fact_columns()));
    if facts().all(|(_, facts)| facts.is_none()) {
        return;
    }
    for (place, column) in Facts::COLUMNS.into_iter().enumerate() {
        let mut numbers = Numbers::default();
        for (len, facts) in facts() {
            match facts {
                Some(facts) => facts.columns[place].unpack(len, |number| number, &mut numbers),
                None => numbers.push_unknown(len),
            }
        }
        let beside = Coding::Beside(modified.0, modified.1);
        let ways = [Coding::Distance, Coding::Before, beside];
        let is_time = matches!(column, Column::Accessed | Column::Changed);
        let is_beside = is_time && !modified.1.is_unknown();
        table.numbers(column.as_str(), &numbers, if is_beside { &ways } else { &ways[..2] });
    }
    let mut read = Numbers::default();
    for (len, facts) in facts() {
        match facts {
            Some(facts) => facts.read.unpack(len, read_to_file, &mut read),
            None => read.push_all(len, |all| all.fill(0)),
        }
    }
    table.numbers(READ, &read, &[Coding::Distance]);
}

/// The facts of a table's rows.
#[derive(Debug)]
pub(in crate::model) struct StoredFacts {
    /// In the order of [`Facts::COLUMNS`].
    columns: Vec<StoredFact>,
    read: StoredFact,
}

#[derive(Debug)]
enum StoredFact {
    /// All rows have the same, or none has any.
    Same(Option<u64>),
    Different(Numbers),
}

impl StoredFact {
    fn of(numbers: Numbers) -> StoredFact {
        match numbers.same() {
            _ if numbers.is_unknown() => StoredFact::Same(None),
            Some(number) => StoredFact::Same(Some(number)),
            None => StoredFact::Different(numbers),
        }
    }

    fn pack(&self, rows: Range<usize>, change: fn(u64) -> u64) -> Narrow {
        match self {
            StoredFact::Same(number) => Narrow::Same(number.map(change)),
            StoredFact::Different(numbers) => Narrow::new(rows.map(|row| numbers.get(row).map(change))),
        }
    }
}

impl StoredFacts {
    /// `None` for a table that is not sound.
    pub(in crate::model) fn of(table: &Table<'_>) -> Option<StoredFacts> {
        let column =
            |column: Column| table.numbers(column.as_str()).filter(|numbers| numbers.most() <= most(column));
        let columns = Facts::COLUMNS.into_iter().map(|one| column(one).map(StoredFact::of));
        let columns = columns.collect::<Option<_>>()?;
        Some(StoredFacts { columns, read: StoredFact::of(table.numbers(READ)?) })
    }

    /// Those of some rows; `None` where nothing is known of any of them.
    pub(in crate::model) fn pack(&self, rows: Range<usize>) -> Option<Arc<FactColumns>> {
        let read = match self.read.pack(rows.clone(), read_of_file) {
            Narrow::Same(None) => Narrow::Same(Some(0)),
            read => read,
        };
        let mut columns = self.columns.iter().map(|column| column.pack(rows.clone(), |number| number));
        let columns = std::array::from_fn(|_| columns.next().unwrap_or(Narrow::Same(None)));
        let is_known = !matches!(read, Narrow::Same(Some(0)))
            || columns.iter().any(|column| !matches!(column, Narrow::Same(None)));
        is_known.then(|| Arc::new(FactColumns { columns, read }))
    }
}
