//! Parts of rows: the number of the first one (8 bytes), and a table of them.

use crate::model::stored::Table;
use crate::model::{Block, BlockBuilder, Counts, FolderId, Row, RowSet};
use crate::store::Rows;
use std::sync::Arc;

/// Rows of a part at most. A damaged part loses as many, and the first ones are waited for; more of them would not compress better.
pub(super) const ROWS: usize = 1 << 15;
/// Bytes that its rows take in memory, from which on a part takes no more of them.
const BYTES: usize = 4 << 20;

/// Blocks of which some rows become a part.
#[derive(Debug, Default)]
pub(super) struct Group {
    /// Each with the number of its first row.
    pub blocks: Vec<(u32, Arc<Block>)>,
    /// How many rows are saved.
    pub rows: usize,
}

/// The blocks of a sheet in the groups that become parts: those of all rows, or of some.
pub(super) fn groups(rows: &Rows, only: Option<&RowSet>) -> impl Iterator<Item = Group> {
    let saved = move |first: u32, block: &Block| match only {
        Some(only) => only.iter_in(first..first + block.len() as u32).count(),
        None => block.len(),
    };
    let mut blocks = rows
        .blocks()
        .map(move |(first, block)| (first, block, saved(first, block)))
        .filter(|(_, _, saved)| *saved > 0)
        .peekable();
    std::iter::from_fn(move || {
        let (mut group, mut bytes) = (Group::default(), 0);
        while let Some((_, block, saved)) = blocks.peek() {
            let own = (block.heap_bytes() * saved).div_ceil(block.len());
            if !group.blocks.is_empty() && (group.rows + saved > ROWS || bytes + own > BYTES) {
                break;
            }
            group.rows += saved;
            bytes += own;
            group.blocks.extend(blocks.next().map(|(first, block, _)| (first, block.clone())));
        }
        (!group.blocks.is_empty()).then_some(group)
    })
}

/// The bytes of a part.
pub(super) fn encode<'a>(first: u64, blocks: impl Iterator<Item = &'a Block> + Clone) -> Vec<u8> {
    let mut out = Vec::with_capacity(64 + 2 * blocks.clone().map(Block::heap_bytes).sum::<usize>());
    out.extend_from_slice(&first.to_le_bytes());
    Block::store(blocks, &mut out);
    out
}

/// Blocks made of some rows of others, in folders with other numbers.
pub(super) fn rewritten<'a>(
    rows: impl Iterator<Item = Row<'a>>,
    folder: impl Fn(FolderId) -> FolderId,
) -> Vec<Block> {
    let (mut builder, mut blocks) = (BlockBuilder::default(), Vec::new());
    for row in rows {
        builder.push(Row { folder: folder(row.folder), ..row });
        if builder.is_full() {
            blocks.push(builder.take());
        }
    }
    if !builder.is_empty() {
        blocks.push(builder.take());
    }
    blocks
}

/// What is in a part.
#[derive(Debug)]
pub(super) struct RowPart {
    /// The number of the first row.
    pub first: u64,
    pub blocks: Vec<RowBlock>,
}

/// A block of a part.
#[derive(Debug)]
pub(super) struct RowBlock {
    pub rows: Block,
    /// The largest number of a folder in it.
    pub highest: u32,
    /// What its rows add up to.
    pub counts: Counts,
}

/// `None` unless these are the bytes of such a part.
pub(super) fn decode(mut bytes: &[u8]) -> Option<RowPart> {
    let first = u64::from_le_bytes(*bytes.split_off(..8)?.as_array()?);
    let blocks = Block::restore(&Table::read(&mut bytes)?)?;
    let counted = |(rows, highest): (Block, u32)| {
        let mut counts = Counts::default();
        (0..rows.len()).for_each(|index| counts.add_row(&rows.base_row(index)));
        RowBlock { rows, highest, counts }
    };
    bytes.is_empty().then(|| RowPart { first, blocks: blocks.into_iter().map(counted).collect() })
}
