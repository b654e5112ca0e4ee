//! Rows by number, in blocks that came from the workers as they are.

use crate::model::{Block, BlockBuilder};
use std::sync::Arc;

/// Rows between two entries of the index.
const STRIDE: u32 = 1024;

/// A block smaller than this takes in the next ones, so that a slow disk's many small batches don't cost a block each.
const SMALL: usize = BlockBuilder::ROWS / 8;

/// Every row, numbered from 0 in the order in which they came.
#[derive(Debug, Clone, Default)]
pub struct Rows {
    blocks: Vec<Arc<Block>>,
    /// The number of each block's first row.
    starts: Vec<u32>,
    /// The block in which row `i * STRIDE` is.
    index: Vec<u32>,
    rows: u32,
    bytes: usize,
}

impl Rows {
    /// Number of rows.
    pub fn len(&self) -> u32 {
        self.rows
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// How many more rows can be numbered.
    pub fn room(&self) -> u32 {
        u32::MAX - self.rows
    }

    /// Adds the rows of a block behind the others. At most [`Rows::room`] may come.
    pub fn push(&mut self, block: Block) {
        if block.is_empty() {
            return;
        }
        match self.blocks.last() {
            Some(last)
                if last.len() < SMALL
                    && last.len() + block.len() <= BlockBuilder::ROWS
                    && last.are_gone() == block.are_gone() =>
            {
                let merged = merge(last, &block);
                self.pop();
                self.append(merged);
            }
            _ => self.append(block),
        }
    }

    /// The same block again and again: for tests with more rows than a machine's memory could hold.
    #[cfg(test)]
    pub fn repeated(block: Block, times: u32) -> Rows {
        let each = block.len() as u32;
        let block = Arc::new(block);
        let rows = each * times;
        let index = (0..rows.div_ceil(STRIDE)).map(|at| at * STRIDE / each).collect();
        let blocks = (0..times).map(|_| block.clone()).collect();
        let starts = (0..times).map(|at| at * each).collect();
        Rows { blocks, starts, index, rows, ..Rows::default() }
    }

    fn pop(&mut self) {
        if let (Some(block), Some(start)) = (self.blocks.pop(), self.starts.pop()) {
            self.bytes -= block.heap_bytes();
            self.rows = start;
            self.index.truncate(start.div_ceil(STRIDE) as usize);
        }
    }

    /// Adds the rows of a block that others share, as it is.
    pub(super) fn push_shared(&mut self, block: Arc<Block>) {
        let number = self.blocks.len() as u32;
        self.starts.push(self.rows);
        self.rows += block.len() as u32;
        self.index.resize(self.rows.div_ceil(STRIDE) as usize, number);
        self.bytes += block.heap_bytes();
        self.blocks.push(block);
    }

    /// Puts a block of as many rows in the place of one.
    pub(super) fn replace(&mut self, number: usize, block: Arc<Block>) {
        debug_assert_eq!(self.blocks[number].len(), block.len());
        self.bytes += block.heap_bytes();
        self.bytes -= std::mem::replace(&mut self.blocks[number], block).heap_bytes();
    }

    /// The block with this number, if there are so many.
    pub(super) fn block(&self, number: usize) -> Option<&Arc<Block>> {
        self.blocks.get(number)
    }

    fn append(&mut self, block: Block) {
        self.push_shared(Arc::new(block));
    }

    /// The block that holds row `number` (below [`Rows::len`]), and where in it.
    #[inline]
    pub fn locate(&self, number: u32) -> (&Block, usize) {
        let at = self.block_of(number);
        (&self.blocks[at], (number - self.starts[at]) as usize)
    }

    #[inline]
    fn block_of(&self, number: u32) -> usize {
        let mut at = self.index[(number / STRIDE) as usize] as usize;
        while self.starts.get(at + 1).is_some_and(|&start| start <= number) {
            at += 1;
        }
        at
    }

    /// A way through the rows that is quick where one row follows the other.
    pub fn walk(&self) -> Walk<'_> {
        Walk { rows: self, first: 0, end: 0, at: 0 }
    }

    /// The blocks in order, each with its first row's number.
    pub fn blocks(&self) -> impl DoubleEndedIterator<Item = (u32, &Arc<Block>)> + Clone {
        self.starts.iter().copied().zip(&self.blocks)
    }

    /// Bytes it takes in memory.
    pub fn heap_bytes(&self) -> usize {
        self.bytes + self.blocks.capacity() * 8 + self.starts.capacity() * 4 + self.index.capacity() * 4
    }
}

/// Locates rows, and knows the block of the last one.
#[derive(Debug)]
pub struct Walk<'a> {
    rows: &'a Rows,
    /// The numbers of the last block's rows.
    first: u32,
    end: u32,
    at: usize,
}

impl<'a> Walk<'a> {
    /// As [`Rows::locate`].
    #[inline]
    pub fn locate(&mut self, number: u32) -> (&'a Block, usize) {
        if number < self.first || number >= self.end {
            self.at = self.rows.block_of(number);
            self.first = self.rows.starts[self.at];
            self.end = self.first + self.rows.blocks[self.at].len() as u32;
        }
        (&self.rows.blocks[self.at], (number - self.first) as usize)
    }
}

fn merge(first: &Block, second: &Block) -> Block {
    let mut builder = if first.are_gone() { BlockBuilder::of_gone() } else { BlockBuilder::default() };
    for block in [first, second] {
        for index in 0..block.len() {
            builder.push(block.row(index));
        }
    }
    builder.take()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{FolderId, Kind, Meta, Row};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_row_is_found_by_its_number(sizes in prop::collection::vec(0usize..4096, 0..12)) {
            let mut rows = Rows::default();
            let mut builder = BlockBuilder::default();
            let mut next = 0u32;
            for size in sizes {
                for _ in 0..size {
                    let name = next.to_string();
                    let meta = Meta::unknown(Kind::File);
                    builder.push(Row { folder: FolderId(next / 7), name: name.as_bytes(), meta, target: None });
                    next += 1;
                }
                rows.push(builder.take());
            }
            prop_assert_eq!(rows.len(), next);
            for number in 0..next {
                let (block, index) = rows.locate(number);
                let name = number.to_string();
                prop_assert_eq!(block.name(index), name.as_bytes());
                prop_assert_eq!(block.folder(index), FolderId(number / 7));
            }
        }
    }

    #[test]
    fn small_batches_do_not_cost_a_block_each() {
        let mut rows = Rows::default();
        let mut builder = BlockBuilder::default();
        for _ in 0..10_000 {
            builder.push(Row {
                folder: FolderId(0),
                name: b"a",
                meta: Meta::unknown(Kind::File),
                target: None,
            });
            rows.push(builder.take());
        }
        assert!(rows.blocks.len() <= 10_000 / SMALL + 1, "{}", rows.blocks.len());
    }
}
