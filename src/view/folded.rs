//! A copy of the names without their case, made when a filter is first used and kept beside the store's blocks.

use crate::model::{Block, Packed};
use crate::text;
use std::sync::Arc;

/// The names of one block in lower case, each followed by a NUL byte.
#[derive(Debug)]
pub struct Folded {
    names: Box<[u8]>,
    /// Where each name ends, behind its NUL byte; none where the block's own ends serve, as with ASCII names.
    ends: Option<Packed>,
}

impl Folded {
    fn new(block: &Block) -> Folded {
        let mut names = Vec::with_capacity(block.names().len());
        if block.names().is_ascii() {
            text::fold(block.names(), &mut names);
            return Folded { names: names.into(), ends: None };
        }
        let mut ends = Vec::with_capacity(block.len());
        for index in 0..block.len() {
            text::fold(block.name(index), &mut names);
            names.push(0);
            ends.push(names.len() as u64);
        }
        Folded { names: names.into(), ends: Some(Packed::new(ends.iter().copied())) }
    }

    /// All names in order, each followed by a NUL byte.
    pub fn names(&self) -> &[u8] {
        &self.names
    }

    /// Where the name at `index` of `block` begins.
    pub fn start(&self, block: &Block, index: usize) -> usize {
        match &self.ends {
            None => block.name_start(index),
            Some(_) if index == 0 => 0,
            Some(ends) => ends.get(index - 1) as usize,
        }
    }

    /// The name at `index` of `block`.
    pub fn name(&self, block: &Block, index: usize) -> &[u8] {
        let start = self.start(block, index);
        let end = if index + 1 == block.len() { self.names.len() } else { self.start(block, index + 1) };
        &self.names[start..end - 1]
    }
}

/// The folded names of every block that was asked for.
#[derive(Debug, Default)]
pub struct FoldedNames {
    /// By the block's place in the store, with the block it was made of: the store's last one may be replaced.
    blocks: Vec<Option<(Arc<Block>, Arc<Folded>)>>,
}

impl FoldedNames {
    /// The folded names of the block at `place`.
    pub fn get(&mut self, place: usize, block: &Arc<Block>) -> Arc<Folded> {
        if self.blocks.len() <= place {
            self.blocks.resize_with(place + 1, || None);
        }
        match &self.blocks[place] {
            Some((of, folded)) if Arc::ptr_eq(of, block) => folded.clone(),
            _ => {
                let folded = Arc::new(Folded::new(block));
                self.blocks[place] = Some((block.clone(), folded.clone()));
                folded
            }
        }
    }

    /// Forgets the blocks from this place on: the sheet has become shorter, as a new one is.
    pub fn forget_from(&mut self, place: usize) {
        self.blocks.truncate(place);
    }
}
