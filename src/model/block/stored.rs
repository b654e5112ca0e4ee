//! Blocks as the columns of a [`Table`]: those of several blocks one behind the other.

use super::{Block, BlockBuilder, SECTOR_BITS};
use crate::model::facts::{self, FactColumns, StoredFacts};
use crate::model::links::LinkColumn;
use crate::model::packed::{Optional, Packed};
use crate::model::stored::{Coding, Numbers, Table, TableWriter};
use crate::model::targets::Targets;
use crate::model::{Column, HardLinks};
use std::ops::Range;

// Columns of `Column` have its names for programs, and the others these.
const NAMES: &str = "name";
const FOLDERS: &str = "folder";
/// The link count of a file with several names, missing where the source reports none; its device; its inode number.
const LINKS: [&str; 3] = ["hard_links", "hard_links_device", "hard_links_inode"];

impl Block {
    /// Appends the rows of some blocks as one table, which has at most [`Table::ROWS`]. Where a name ends is not in it: its NUL byte says so.
    pub fn store<'a>(blocks: impl Iterator<Item = &'a Block> + Clone, out: &mut Vec<u8>) {
        let rows: usize = blocks.clone().map(Block::len).sum();
        debug_assert!(rows <= Table::ROWS);
        let mut table = TableWriter::new(rows as u32, out);
        table.texts(NAMES, |out| blocks.clone().for_each(|block| out.extend_from_slice(&block.names)));
        let all = |of: fn(&Block) -> &Packed| {
            let mut numbers = Numbers::default();
            blocks.clone().for_each(|block| numbers.push_all(block.len(), |all| of(block).unpack(0, all)));
            numbers
        };
        let some = |column| {
            let mut numbers = Numbers::default();
            for block in blocks.clone() {
                match block.has_all(column) {
                    true => numbers.push_all(block.len(), |all| {
                        block.unpack(column, 0, all);
                    }),
                    false => (0..block.len()).for_each(|at| numbers.push(column.number(&(block, at)))),
                }
            }
            numbers
        };
        table.numbers(FOLDERS, &all(|block| &block.folders), &[Coding::Distance, Coding::Before]);
        table.numbers(Column::Kind.as_str(), &all(|block| &block.kinds), &[Coding::Distance]);
        let (size, size_name) = (some(Column::Size), Column::Size.as_str());
        table.numbers(size_name, &size, &[Coding::Distance]);
        let beside_size = [Coding::BesideRounded(size_name, &size), Coding::Distance, Coding::Before];
        let ways = if size.is_unknown() { &beside_size[1..] } else { &beside_size };
        table.numbers(Column::Allocated.as_str(), &some(Column::Allocated), ways);
        let (modified, modified_name) = (some(Column::Modified), Column::Modified.as_str());
        table.numbers(modified_name, &modified, &[Coding::Distance, Coding::Before]);
        let beside_modified = [Coding::Beside(modified_name, &modified), Coding::Distance, Coding::Before];
        let ways = if modified.is_unknown() { &beside_modified[1..] } else { &beside_modified };
        table.numbers(Column::Created.as_str(), &some(Column::Created), ways);
        store_links(blocks.clone(), &mut table);
        let (mut lengths, mut targets) = (Numbers::default(), Vec::new());
        for block in blocks.clone() {
            let mut done = 0;
            for (at, target) in block.targets.iter().flat_map(|targets| targets.iter()) {
                lengths.push_unknown(at - done);
                lengths.push(Some(target.len() as u64));
                targets.extend_from_slice(target);
                done = at + 1;
            }
            lengths.push_unknown(block.len() - done);
        }
        table.some_texts(Column::LinkTarget.as_str(), &lengths, &targets);
        facts::store(blocks, (modified_name, &modified), &mut table);
    }

    /// The facts of its rows; `None` where nothing is known of any.
    pub(in crate::model) fn fact_columns(&self) -> Option<&FactColumns> {
        self.facts.as_deref()
    }

    /// Blocks of a table's rows, each with the largest number of a folder in it. `None` unless the table is sound: every row has a name and a
    /// folder, whose number may be any. A column that is not there is one in which nothing is known.
    pub fn restore(table: &Table<'_>) -> Option<Vec<(Block, u32)>> {
        let rows = table.rows();
        let (names, ends) = table.texts(NAMES)?;
        let stored = Stored {
            names,
            ends,
            folders: table.all_numbers(FOLDERS).filter(|folders| folders.most() <= u32::MAX.into())?,
            kinds: table.all_numbers(Column::Kind.as_str()).filter(|kinds| kinds.most() <= u8::MAX.into())?,
            sizes: table.numbers(Column::Size.as_str())?,
            allocated: table.numbers(Column::Allocated.as_str())?,
            modified: table.numbers(Column::Modified.as_str())?,
            created: table.numbers(Column::Created.as_str())?,
            links: links(table)?,
            targets: table.some_texts(Column::LinkTarget.as_str())?,
            facts: StoredFacts::of(table)?,
        };
        let (mut blocks, mut targets) = (Vec::new(), 0);
        for start in (0..rows).step_by(BlockBuilder::ROWS) {
            blocks.push(stored.block(start..rows.min(start + BlockBuilder::ROWS), &mut targets));
        }
        Some(blocks)
    }
}

fn store_links<'a>(blocks: impl Iterator<Item = &'a Block>, table: &mut TableWriter<'_>) {
    let mut columns = LINKS.map(|_| Numbers::default());
    for block in blocks {
        let mut done = 0;
        for (at, links) in block.all_links() {
            let numbers = [links.count.map(u64::from), Some(links.device), Some(links.inode)];
            for (column, number) in columns.iter_mut().zip(numbers) {
                column.push_unknown(at - done);
                column.push(number);
            }
            done = at + 1;
        }
        columns.iter_mut().for_each(|column| column.push_unknown(block.len() - done));
    }
    for (name, column) in LINKS.into_iter().zip(&columns) {
        table.numbers(name, column, &[Coding::Distance, Coding::Before]);
    }
}

/// The hard links of a table's rows, each with its row's place. `None` unless they are sound.
fn links(table: &Table<'_>) -> Option<Vec<(usize, HardLinks)>> {
    let [counts, devices, inodes] = LINKS.map(|name| table.numbers(name));
    let (counts, devices, inodes) = (counts?, devices?, inodes?);
    if counts.is_unknown() && devices.is_unknown() && inodes.is_unknown() {
        return Some(Vec::new());
    }
    let of = |at: usize| match (counts.get(at), devices.get(at), inodes.get(at)) {
        (None, None, None) => None,
        (count, Some(device), Some(inode)) => Some(match count.map(u32::try_from) {
            None => Some((at, HardLinks::uncounted(device, inode, None))),
            Some(Ok(count @ 2..)) => Some((at, HardLinks::counted(count, device, inode))),
            Some(_) => None,
        }),
        _ => Some(None),
    };
    (0..table.rows()).filter_map(of).collect()
}

/// The columns of a table.
struct Stored<'a> {
    names: &'a [u8],
    ends: Vec<u32>,
    folders: Numbers,
    kinds: Numbers,
    sizes: Numbers,
    allocated: Numbers,
    modified: Numbers,
    created: Numbers,
    links: Vec<(usize, HardLinks)>,
    targets: (Numbers, &'a [u8]),
    facts: StoredFacts,
}

impl Stored<'_> {
    /// Some rows, the first of which is a multiple of 64, with the largest number of a folder. `targets` is where their targets begin, and then
    /// where they end.
    fn block(&self, rows: Range<usize>, targets: &mut usize) -> (Block, u32) {
        let from = rows.start.checked_sub(1).map_or(0, |before| self.ends[before]);
        let ends = &self.ends[rows.clone()];
        let folders = &self.folders.values()[rows.clone()];
        let column = |numbers: &Numbers, shift| {
            let words = numbers.present().get(rows.start / 64..rows.end.div_ceil(64)).unwrap_or_default();
            Optional::of(&numbers.values()[rows.clone()], words, shift)
        };
        let all = self.allocated.values()[rows.clone()].iter().fold(0, |all, bytes| all | bytes);
        let unit_bits = if all.trailing_zeros() < SECTOR_BITS { 0 } else { SECTOR_BITS };
        let first = self.links.partition_point(|(at, _)| *at < rows.start);
        let links: Vec<(u16, HardLinks)> = self.links[first..]
            .iter()
            .take_while(|(at, _)| *at < rows.end)
            .map(|(at, links)| ((at - rows.start) as u16, *links))
            .collect();
        let mut own = Targets::default();
        if !self.targets.0.is_unknown() {
            for row in rows.clone() {
                let Some(len) = self.targets.0.get(row) else { continue };
                let start = std::mem::replace(targets, *targets + len as usize);
                own.push((row - rows.start) as u16, &self.targets.1[start..*targets]);
            }
        }
        let block = Block {
            rows: rows.len() as u32,
            names: self.names[from as usize..ends.last().map_or(0, |end| *end as usize)].into(),
            ends: Packed::new(ends.iter().map(|end| (end - from).into())),
            folders: Packed::new(folders.iter().copied()),
            kinds: Packed::new(self.kinds.values()[rows.clone()].iter().copied()),
            sizes: column(&self.sizes, 0),
            unit_bits,
            allocated: column(&self.allocated, unit_bits),
            modified: column(&self.modified, 0),
            created: column(&self.created, 0),
            links: LinkColumn::pack(&links),
            targets: own.take(),
            facts: self.facts.pack(rows),
            are_gone: false,
        };
        (block, folders.iter().max().map_or(0, |highest| *highest as u32))
    }
}
