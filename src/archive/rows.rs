//! Parts of rows: the number of the first one (8 bytes) and of the blocks (4), and each block as a table.

use crate::model::stored::Table;
use crate::model::{Block, BlockBuilder, FolderId, Row};
use crate::store::Rows;

/// Blocks of a part at most, as many as a full one of them takes.
pub(super) const BLOCKS: usize = 64;
/// Bytes that its blocks take in memory, from which on a part takes no more of them.
const BYTES: usize = 12 << 20;

/// The blocks of a sheet in the groups that become parts: each with the number of its first row, and where its blocks are.
pub(super) fn groups(rows: &Rows) -> impl Iterator<Item = Vec<(u32, std::sync::Arc<Block>)>> {
    let mut blocks = rows.blocks().peekable();
    std::iter::from_fn(move || {
        let (mut group, mut count, mut bytes) = (Vec::new(), 0, 0);
        while let Some((_, block)) = blocks.peek() {
            if !group.is_empty()
                && (count + block.len() > BLOCKS * BlockBuilder::ROWS || bytes + block.heap_bytes() > BYTES)
            {
                break;
            }
            count += block.len();
            bytes += block.heap_bytes();
            group.extend(blocks.next().map(|(first, block)| (first, block.clone())));
        }
        (!group.is_empty()).then_some(group)
    })
}

/// The bytes of a part.
pub(super) fn encode<'a>(first: u64, blocks: impl ExactSizeIterator<Item = &'a Block>) -> Vec<u8> {
    let mut out = Vec::new();
    out.extend_from_slice(&first.to_le_bytes());
    out.extend_from_slice(&(blocks.len() as u32).to_le_bytes());
    for block in blocks {
        out.reserve(block.heap_bytes());
        block.store(&mut out);
    }
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
    /// The blocks, each with the largest number of a folder in it.
    pub blocks: Vec<(Block, u32)>,
}

/// `None` unless these are the bytes of such a part.
pub(super) fn decode(mut bytes: &[u8]) -> Option<RowPart> {
    let first = u64::from_le_bytes(*bytes.split_off(..8)?.as_array()?);
    let count = u32::from_le_bytes(*bytes.split_off(..4)?.as_array()?);
    let mut blocks = Vec::new();
    for _ in 0..count {
        let block = Block::restore(&Table::read(&mut bytes)?)?;
        let highest = block.highest_folder();
        blocks.push((block, highest));
    }
    bytes.is_empty().then_some(RowPart { first, blocks })
}
