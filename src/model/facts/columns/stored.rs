//! Facts as columns of a [`Table`].

use super::{FactColumns, Narrow};
use crate::model::stored::{Form, Table, TableWriter};
use crate::model::{Column, ColumnSet, Facts};

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

impl FactColumns {
    /// Adds a column for each, by its name for programs.
    pub(in crate::model) fn store(&self, table: &mut TableWriter<'_>, rows: usize) {
        for (column, numbers) in Facts::COLUMNS.into_iter().zip(&self.columns) {
            if !matches!(numbers, Narrow::Same(None)) {
                table.column(column.as_str(), Form::Narrow, |out| numbers.store(rows, |number| number, out));
            }
        }
        table.column(READ, Form::Narrow, |out| match &self.read {
            Narrow::Same(_) | Narrow::Few(..) => self.read.store(rows, read_to_file, out),
            read => {
                let bits = (0..rows).map(|index| read.get(index).map(read_to_file));
                Narrow::new(bits).store(rows, |bits| bits, out);
            }
        });
    }

    /// Those of a table. The outer `None` is for a table that is not sound; the inner one for one without any.
    pub(in crate::model) fn restore(table: &Table<'_>) -> Option<Option<Box<FactColumns>>> {
        let rows = table.rows();
        let column = |name: &str, most, change: fn(u64) -> u64| match table.column(name, Form::Narrow) {
            Some(bytes) => Narrow::restore(rows, most, change, bytes),
            // In another form it is from a later version, and not known.
            None => Some(Narrow::Same(None)),
        };
        if Facts::COLUMNS.into_iter().all(|column| !table.has(column.as_str())) && !table.has(READ) {
            return Some(None);
        }
        let mut columns = [const { Narrow::Same(None) }; Facts::COLUMNS.len()];
        for (one, into) in Facts::COLUMNS.into_iter().zip(&mut columns) {
            *into = column(one.as_str(), most(one), |number| number)?;
        }
        let read = column(READ, u64::MAX, read_of_file)?;
        let read = match read {
            Narrow::Same(_) | Narrow::Few(..) => read,
            read => Narrow::new((0..rows).map(|index| read.get(index).map(read_of_file))),
        };
        Some(Some(Box::new(FactColumns { columns, read })))
    }
}
