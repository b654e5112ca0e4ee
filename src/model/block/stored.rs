//! A block as the bytes of a [`Table`], column by column as it lies in memory.

use super::{Block, BlockBuilder, SECTOR_BITS};
use crate::model::facts::FactColumns;
use crate::model::links::LinkColumn;
use crate::model::stored::{Form, Table, TableWriter};
use crate::model::targets::TargetColumn;
use crate::model::{Column, Optional, Packed};

// Columns of `Column` have its names for programs, and the others these.
const NAMES: &str = "name";
const FOLDERS: &str = "folder";
const LINKS: &str = "hard_links";
/// Allocated sizes in units of so many bytes.
const SECTORS: &str = "allocated_512";

impl Block {
    /// Appends it as a table. Where a name ends is not in it: its NUL byte says so.
    pub fn store(&self, out: &mut Vec<u8>) {
        let rows = self.len();
        let mut table = TableWriter::new(self.rows, out);
        table.column(NAMES, Form::Texts, |out| out.extend_from_slice(&self.names));
        table.numbers(FOLDERS, &self.folders, rows);
        table.numbers(Column::Kind.as_str(), &self.kinds, rows);
        let allocated = if self.unit_bits == 0 { Column::Allocated.as_str() } else { SECTORS };
        for (name, column) in [
            (Column::Size.as_str(), &self.sizes),
            (allocated, &self.allocated),
            (Column::Modified.as_str(), &self.modified),
            (Column::Created.as_str(), &self.created),
        ] {
            table.column(name, Form::Optional, |out| column.store(rows, out));
        }
        if let Some(links) = &self.links {
            table.column(LINKS, Form::Links, |out| links.store(out));
        }
        if let Some(targets) = &self.targets {
            table.column(Column::LinkTarget.as_str(), Form::SomeTexts, |out| targets.store(out));
        }
        if let Some(facts) = &self.facts {
            facts.store(&mut table, rows);
        }
    }

    /// The largest number of a folder in it, exactly; 0 if it is empty.
    pub fn highest_folder(&self) -> u32 {
        self.folders.most(self.len()) as u32
    }

    /// A block of a table. `None` unless it is sound: every row has a name and a folder, whose number may be any. A column that is not there
    /// is one in which nothing is known.
    pub fn restore(table: &Table<'_>) -> Option<Block> {
        let rows = table.rows();
        if rows > BlockBuilder::ROWS {
            return None;
        }
        let (names, ends) = table.texts(NAMES)?;
        let folders = table.numbers(FOLDERS)?;
        let kinds = table.numbers(Column::Kind.as_str())?;
        let column = |name: &str| match table.column(name, Form::Optional) {
            Some(bytes) => Optional::restore(rows, bytes),
            None => Some(Optional::missing(rows)),
        };
        let unit_bits = if table.has(SECTORS) { SECTOR_BITS } else { 0 };
        let allocated = column(if unit_bits == 0 { Column::Allocated.as_str() } else { SECTORS })?;
        let links = match table.column(LINKS, Form::Links) {
            Some(bytes) => Some(LinkColumn::restore(rows, bytes)?),
            None => None,
        };
        let targets = match table.column(Column::LinkTarget.as_str(), Form::SomeTexts) {
            Some(bytes) => Some(TargetColumn::restore(rows, bytes)?),
            None => None,
        };
        let is_sound = folders.most(rows) <= u32::MAX.into()
            && kinds.most(rows) <= u8::MAX.into()
            && allocated.most(rows) <= u64::MAX >> unit_bits;
        is_sound.then_some(())?;
        Some(Block {
            rows: rows as u32,
            names: names.into(),
            ends: Packed::new(ends.into_iter().map(u64::from)),
            folders,
            kinds,
            sizes: column(Column::Size.as_str())?,
            unit_bits,
            allocated,
            modified: column(Column::Modified.as_str())?,
            created: column(Column::Created.as_str())?,
            links,
            targets,
            facts: FactColumns::restore(table)?,
        })
    }
}
