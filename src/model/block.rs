//! Rows in packed columns: what a worker fills and the store keeps without copying.
//!
//! Names lie one behind another, each closed by a NUL byte (which no file name contains), so that one search
//! over the whole arena finds every name that holds a word and never matches across two names.

mod bounds;
mod numbered;
mod stored;

use super::column::{ordered, unordered};
use super::facts::{FactColumns, GatheredFacts};
use super::links::LinkColumn;
use super::packed::{Collected, Optional, Packed};
use super::targets::{TargetColumn, Targets};
use super::{Column, Facts, FolderId, HardLinks, Kind, Meta, Row, RowValues};
use std::sync::Arc;

/// Space is given out in blocks of 2 to the power of this many bytes and more; where a system reports an odd remainder, the
/// column counts in bytes.
const SECTOR_BITS: u32 = 9;

/// Rows while they are being found, column by column. One a worker, filled and emptied again and again.
#[derive(Debug, Default)]
pub struct BlockBuilder {
    names: Vec<u8>,
    ends: Vec<u32>,
    folders: Vec<u32>,
    kinds: Vec<u8>,
    sizes: Collected,
    allocated: Collected,
    /// Whether some allocated size is not a multiple of a sector.
    is_odd: bool,
    modified: Collected,
    created: Collected,
    links: Vec<(u16, HardLinks)>,
    targets: Targets,
    facts: GatheredFacts,
    /// Whether the rows are gone.
    are_gone: bool,
}

impl BlockBuilder {
    /// Rows that a block holds at most.
    pub const ROWS: usize = 4096;

    /// One for rows that are gone, and so have no sizes and times now: a sum without them is still complete.
    pub fn of_gone() -> BlockBuilder {
        BlockBuilder { are_gone: true, ..BlockBuilder::default() }
    }

    /// Adds a row; the name is without a NUL byte, as every file name is.
    #[inline]
    pub fn push(&mut self, row: Row<'_>) {
        let meta = row.meta;
        self.names.extend_from_slice(row.name);
        self.names.push(0);
        self.ends.push(self.names.len() as u32);
        self.folders.push(row.folder.0);
        self.kinds.push(meta.kind as u8);
        self.sizes.push(meta.size);
        self.allocated.push(meta.allocated);
        self.is_odd |= meta.allocated.is_some_and(|allocated| allocated.trailing_zeros() < SECTOR_BITS);
        self.modified.push(meta.modified.map(ordered));
        self.created.push(meta.created.map(ordered));
        self.facts.push(meta.facts);
        if let Some(links) = meta.links {
            self.links.push(((self.len() - 1) as u16, links));
        }
        if let Some(target) = row.target {
            self.targets.push((self.len() - 1) as u16, target);
        }
    }

    /// Rows so far.
    #[inline]
    pub fn len(&self) -> usize {
        self.kinds.len()
    }

    /// Whether it holds no row yet.
    pub fn is_empty(&self) -> bool {
        self.kinds.is_empty()
    }

    /// Whether the rows must be taken before another is pushed.
    #[inline]
    pub fn is_full(&self) -> bool {
        self.len() >= Self::ROWS
    }

    /// Packs the rows into a block and starts again with none.
    pub fn take(&mut self) -> Block {
        let unit_bits = if std::mem::take(&mut self.is_odd) { 0 } else { SECTOR_BITS };
        let block = Block {
            rows: self.len() as u32,
            names: self.names.as_slice().into(),
            ends: Packed::new(self.ends.iter().map(|&end| end.into())),
            folders: Packed::new(self.folders.iter().map(|&folder| folder.into())),
            kinds: Packed::new(self.kinds.iter().map(|&kind| kind.into())),
            sizes: self.sizes.take(0),
            unit_bits,
            allocated: self.allocated.take(unit_bits),
            modified: self.modified.take(0),
            created: self.created.take(0),
            links: LinkColumn::pack(&self.links),
            targets: self.targets.take(),
            facts: FactColumns::pack(&self.facts),
            are_gone: self.are_gone,
        };
        self.facts.clear();
        self.links.clear();
        self.names.clear();
        self.ends.clear();
        self.folders.clear();
        self.kinds.clear();
        block
    }
}

/// Up to [`BlockBuilder::ROWS`] rows that never change again. What is known of them later makes another block of them, which shares all else
/// with this one.
#[derive(Clone, Debug, Default)]
pub struct Block {
    rows: u32,
    names: Arc<[u8]>,
    ends: Packed,
    folders: Packed,
    kinds: Packed,
    sizes: Optional,
    /// `allocated` counts in 2 to the power of this many bytes.
    unit_bits: u32,
    allocated: Optional,
    modified: Optional,
    created: Optional,
    links: Option<Arc<LinkColumn>>,
    targets: Option<Arc<TargetColumn>>,
    facts: Option<Arc<FactColumns>>,
    are_gone: bool,
}

impl Block {
    /// Number of rows.
    pub fn len(&self) -> usize {
        self.rows as usize
    }

    /// Whether its rows are gone: those of a comparison's old sheet alone. They have no sizes, and sums don't lack them.
    #[inline]
    pub fn are_gone(&self) -> bool {
        self.are_gone
    }

    /// Whether it holds no row.
    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// The row at `index`, which must be below [`Block::len`].
    pub fn row(&self, index: usize) -> Row<'_> {
        let mut row = self.base_row(index);
        row.meta.facts = self.facts(index);
        row.target = self.target(index);
        row
    }

    /// The same without its facts and its target, which take as long to unpack as all the rest. For who goes through many rows and needs
    /// none of them.
    #[inline]
    pub fn base_row(&self, index: usize) -> Row<'_> {
        let (folder, name) = (self.folder(index), self.name(index));
        Row { folder, name, meta: self.base_meta(index), target: None }
    }

    /// The name at `index`.
    #[inline]
    pub fn name(&self, index: usize) -> &[u8] {
        let start = if index == 0 { 0 } else { self.name_end(index - 1) };
        &self.names[start..self.name_end(index) - 1]
    }

    /// Where the name at `index` ends in [`Block::names`], behind its NUL byte.
    #[inline]
    pub fn name_end(&self, index: usize) -> usize {
        self.ends.get(index) as usize
    }

    /// All names in order, each followed by a NUL byte.
    pub fn names(&self) -> &[u8] {
        &self.names
    }

    /// The folder at `index`.
    #[inline]
    pub fn folder(&self, index: usize) -> FolderId {
        FolderId(self.folders.get(index) as u32)
    }

    /// No folder is below the first or above the second.
    pub fn folder_bounds(&self) -> (FolderId, FolderId) {
        let (low, high) = self.folders.bounds();
        (FolderId(low as u32), FolderId(high.try_into().unwrap_or(u32::MAX)))
    }

    /// The kind at `index`.
    #[inline]
    pub fn kind(&self, index: usize) -> Kind {
        Kind::from_number(self.kinds.get(index) as u8)
    }

    /// The apparent size at `index`, in bytes.
    #[inline]
    pub fn size(&self, index: usize) -> Option<u64> {
        self.sizes.get(index)
    }

    /// The allocated size at `index`, in bytes.
    #[inline]
    pub fn allocated(&self, index: usize) -> Option<u64> {
        self.allocated.get(index).map(|a| a << self.unit_bits)
    }

    /// The time of the last change at `index`, in seconds since 1970.
    #[inline]
    pub fn modified(&self, index: usize) -> Option<i64> {
        self.modified.get(index).map(unordered)
    }

    /// The time of birth at `index`, in seconds since 1970.
    #[inline]
    pub fn created(&self, index: usize) -> Option<i64> {
        self.created.get(index).map(unordered)
    }

    /// The numbers of a column from `index` on, put into `numbers` as [`Column::number`] has them, in far less time than one by one: any
    /// where a row has none, which [`Block::has`] tells. `false` if the column is not kept in such a way.
    pub fn unpack(&self, column: Column, index: usize, numbers: &mut [u64]) -> bool {
        let Some((kept, unit_bits)) = self.kept(column) else { return false };
        kept.unpack(index, numbers);
        if unit_bits > 0 {
            numbers.iter_mut().for_each(|number| *number <<= unit_bits);
        }
        true
    }

    /// Whether the row at `index` has a number in a column that [`Block::unpack`] unpacks.
    #[inline]
    pub fn has(&self, column: Column, index: usize) -> bool {
        self.kept(column).is_some_and(|(kept, _)| kept.has(index))
    }

    /// Whether all rows have a number in such a column.
    pub fn has_all(&self, column: Column) -> bool {
        self.kept(column).is_some_and(|(kept, _)| kept.is_whole())
    }

    /// A column of numbers, and the bits that each is to be shifted by.
    fn kept(&self, column: Column) -> Option<(&Optional, u32)> {
        match column {
            Column::Size => Some((&self.sizes, 0)),
            Column::Allocated => Some((&self.allocated, self.unit_bits)),
            Column::Modified => Some((&self.modified, 0)),
            Column::Created => Some((&self.created, 0)),
            _ => None,
        }
    }

    /// The folders from `index` on, put into `folders` by their numbers.
    pub fn unpack_folders(&self, index: usize, folders: &mut [u64]) {
        self.folders.unpack(index, folders);
    }

    /// What [`Block::name_end`] has from `index` on, put into `ends`.
    pub fn unpack_name_ends(&self, index: usize, ends: &mut [u64]) {
        self.ends.unpack(index, ends);
    }

    /// Whether some rows may be folders.
    pub fn may_have_folders(&self) -> bool {
        let (low, high) = self.kinds.bounds();
        (low..=high).contains(&(Kind::Folder as u64))
    }

    /// The hard links at `index`.
    pub fn links(&self, index: usize) -> Option<HardLinks> {
        self.links.as_ref()?.get(index, |place| self.created(place))
    }

    /// The hard links of all rows that have any, each with its row's index in the block.
    pub fn all_links(&self) -> impl Iterator<Item = (usize, HardLinks)> {
        self.links.iter().flat_map(|links| links.iter(|place| self.created(place)))
    }

    /// What the row at `index` points at, if it is a link whose target was read.
    #[inline]
    pub fn target(&self, index: usize) -> Option<&[u8]> {
        self.targets.as_ref()?.get(index)
    }

    /// Whether any row has a target.
    pub fn has_targets(&self) -> bool {
        self.targets.is_some()
    }

    /// The facts at `index`.
    pub fn facts(&self, index: usize) -> Facts {
        self.facts.as_ref().map_or(Facts::UNKNOWN, |facts| facts.row(index))
    }

    /// Calls `with` for each number in one of [`Facts::COLUMNS`], some of them more than once.
    pub fn each_fact(&self, column: Column, with: impl FnMut(u64)) {
        if let Some(facts) = &self.facts {
            facts.each(column, self.len(), with);
        }
    }

    /// All that is known at `index` besides name, folder and facts.
    #[inline]
    fn base_meta(&self, index: usize) -> Meta {
        Meta {
            kind: self.kind(index),
            size: self.size(index),
            allocated: self.allocated(index),
            modified: self.modified(index),
            created: self.created(index),
            links: self.links(index),
            facts: Facts::UNKNOWN,
        }
    }

    /// Bytes it takes in memory.
    pub fn heap_bytes(&self) -> usize {
        size_of::<Block>()
            + self.names.len()
            + [&self.ends, &self.folders, &self.kinds].map(Packed::heap_bytes).iter().sum::<usize>()
            + [&self.sizes, &self.allocated, &self.modified, &self.created]
                .map(Optional::heap_bytes)
                .iter()
                .sum::<usize>()
            + self.links.as_ref().map_or(0, |links| links.heap_bytes())
            + self.targets.as_ref().map_or(0, |targets| targets.heap_bytes())
            + self.facts.as_ref().map_or(0, |facts| facts.heap_bytes())
    }
}

/// The row of a block at an index below its length.
impl RowValues for (&Block, usize) {
    #[inline]
    fn kind(&self) -> Kind {
        self.0.kind(self.1)
    }

    #[inline]
    fn size(&self) -> Option<u64> {
        self.0.size(self.1)
    }

    #[inline]
    fn allocated(&self) -> Option<u64> {
        self.0.allocated(self.1)
    }

    #[inline]
    fn modified(&self) -> Option<i64> {
        self.0.modified(self.1)
    }

    #[inline]
    fn created(&self) -> Option<i64> {
        self.0.created(self.1)
    }

    #[inline]
    fn fact(&self, column: Column) -> Option<u64> {
        self.0.facts.as_ref()?.number(column, self.1)
    }
}

#[cfg(test)]
mod tests;
