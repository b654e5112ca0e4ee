//! Finds the names of one file by its ID, where the source reports no link counts.
//!
//! Two rows are names of one file if they are on one device, have one number there, and came to be at the same time. The device and the
//! number alone would do on any sound file system, but a server may show several as one volume and pass their numbers on as they are: then
//! each low number stands for a file of each. Sizes and times of a change would tell those apart too, but NTFS brings a folder's copy of
//! these up to date for the one name that was written through, so names of one file differ in them. The birth is copied when a name is made,
//! and hardly ever changes behind that: a program may set it, and a name may take over that of one which was deleted a moment before. Such
//! names count each, as if nothing were known, and are reported as uncertain.
//!
//! Most rows share their number with no other one, and are to cost next to nothing. A first pass marks two bits of a table by a hash
//! of each row's number: one for the first row there, one for any further. A second pass gathers the rows where both are set: those
//! with a further name, and one in seven of the others. Only these are looked at one by one, about so many at a time that memory is bounded,
//! in a pass for each lot: 1 to 2 bytes a row for the table, and 24 bytes twice for each of [`AT_ONCE`] rows.

use super::pool;
use crate::model::{Block, Cancel, HardLinks};
use crate::store::{FoundSameFiles, LinkedBlock, Sheet};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Threads at most: more than a few only wait for the memory.
const THREADS: usize = 4;

/// Places of the table for a row; twice as many at most.
const PLACES: usize = 4;

/// Rows that are looked at together, or a few more.
const AT_ONCE: usize = 1 << 21;

/// The rows of a sheet that are names of files with several names, as far as that can be told by numbers; `None` if cancelled.
pub fn find_same_files(sheet: &Sheet, cancel: &Cancel) -> Option<FoundSameFiles> {
    Search::of(sheet, cancel, AT_ONCE)?.found(sheet)
}

/// A row by its number on a device. In the order in which names of one file are one behind the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Numbered {
    inode: u64,
    device: u64,
    row: u32,
}

/// One of the rows that have a number in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Name {
    born: Option<i64>,
    row: u32,
}

struct Search<'a> {
    /// Each with its first row. Of files whose names are counted the names with several: others may be in blocks where they aren't.
    blocks: Arc<[(u32, Arc<Block>)]>,
    table: Arc<Table>,
    at_once: usize,
    cancel: &'a Cancel,
}

impl Search<'_> {
    /// One that has marked all rows; `None` if cancelled.
    fn of<'a>(sheet: &Sheet, cancel: &'a Cancel, at_once: usize) -> Option<Search<'a>> {
        let blocks = sheet.rows.blocks().filter(|(_, block)| !block.are_gone());
        let blocks: Arc<[_]> = blocks.map(|(start, block)| (start, block.clone())).collect();
        let rows: usize =
            blocks.iter().filter(|(_, block)| block.may_have_uncounted()).map(|(_, block)| block.len()).sum();
        let table = Arc::new(Table::for_rows(rows));
        let search = Search { blocks, table, at_once, cancel };
        if rows > 0 {
            let table = search.table.clone();
            search.fold(move |(): &mut (), numbered| table.mark(numbered.hash()))?;
        }
        Some(search)
    }

    /// Calls `each` with every row that has a number, in no order; `None` if cancelled.
    fn fold<A: Default + Send + 'static>(
        &self,
        each: impl Fn(&mut A, Numbered) + Send + Sync + 'static,
    ) -> Option<Vec<A>> {
        let (blocks, cancel) = (self.blocks.clone(), self.cancel.clone());
        let parts = pool::fold(self.blocks.len(), THREADS, move |part: &mut A, number| {
            let (start, block) = &blocks[number];
            if cancel.is_set() {
                return;
            }
            block.each_uncounted(|at, device, inode| {
                each(part, Numbered { inode, device, row: start + at as u32 });
            });
            for (at, links) in block.all_links() {
                // A system may have another number for a device beside the one that is a column.
                let (device, inode) = block.number(at).unwrap_or((links.device, links.inode));
                each(part, Numbered { inode, device, row: start + at as u32 });
            }
        });
        (!self.cancel.is_set()).then_some(parts)
    }

    fn found(self, sheet: &Sheet) -> Option<FoundSameFiles> {
        let mut found = FoundSameFiles { rows: sheet.rows.len(), ..FoundSameFiles::default() };
        let parts = (2 * self.table.repeated()).div_ceil(self.at_once) as u64;
        let mut names = Vec::new();
        for part in 0..parts {
            let table = self.table.clone();
            let some = self.fold(move |some: &mut Vec<Numbered>, numbered| {
                let hash = numbered.hash();
                // The table goes by the highest bits, and this by the lowest.
                let own_part = (u64::from(hash as u32) * parts) >> 32;
                if own_part == part && table.is_repeated(hash) {
                    some.push(numbered);
                }
            })?;
            let mut some = some.concat();
            some.sort_unstable();
            // Where a row has counted names and stands for itself, too.
            some.dedup();
            let is_same = |a: &Numbered, b: &Numbered| (a.inode, a.device) == (b.inode, b.device);
            for same in some.chunk_by(is_same).filter(|same| same.len() > 1) {
                found.unsure += told_apart(sheet, same, &mut names);
            }
            if self.cancel.is_set() {
                return None;
            }
        }
        names.sort_unstable_by_key(|(row, _)| *row);
        found.blocks = linked_blocks(sheet, &names);
        Some(found)
    }
}

/// A row, and another one of the same file of which it is known how many names that has, if there is one.
type Linked = (u32, Option<u32>);

/// Adds those of the rows with one number that are names of one file, unless they are known as that. Returns how many have a number that
/// stands for several files.
fn told_apart(sheet: &Sheet, same: &[Numbered], names: &mut Vec<Linked>) -> u64 {
    let name = |numbered: &Numbered| {
        let (block, at) = sheet.rows.locate(numbered.row);
        Name { born: block.created(at), row: numbered.row }
    };
    let mut same: Vec<Name> = same.iter().map(name).collect();
    same.sort_unstable();
    let files = || same.chunk_by(|a, b| a.born == b.born);
    for file in files().filter(|file| file.len() > 1) {
        let is_counted = |row: &u32| links(sheet, *row).is_some_and(|links| links.count.is_some());
        let counted = file.iter().map(|name| name.row).find(is_counted);
        let new = file.iter().map(|name| (name.row, counted)).filter(|(row, counted)| {
            let linked = links_of(sheet, (*row, *counted));
            !is_counted(row) && linked.is_some() && linked != links(sheet, *row)
        });
        names.extend(new);
    }
    let is_uncounted = |name: &&Name| {
        let (block, at) = sheet.rows.locate(name.row);
        block.uncounted(at).is_some()
    };
    if files().nth(1).is_some() { same.iter().filter(is_uncounted).count() as u64 } else { 0 }
}

fn links(sheet: &Sheet, row: u32) -> Option<HardLinks> {
    let (block, at) = sheet.rows.locate(row);
    block.links(at)
}

/// What is now known of a row's hard links.
fn links_of(sheet: &Sheet, (row, counted): Linked) -> Option<HardLinks> {
    let (block, at) = sheet.rows.locate(row);
    let (device, inode) = block.uncounted(at)?;
    let own = HardLinks::uncounted(device, inode, block.created(at));
    counted.map_or(Some(own), |counted| links(sheet, counted))
}

/// The blocks that these rows are in, each of which knows then that its rows are names of files with several.
fn linked_blocks(sheet: &Sheet, mut names: &[Linked]) -> Vec<LinkedBlock> {
    let mut blocks = Vec::new();
    for (number, (start, old)) in sheet.rows.blocks().enumerate() {
        let end = start + old.len() as u32;
        let own = names.partition_point(|(row, _)| *row < end);
        let (own, rest) = names.split_at(own);
        names = rest;
        if !own.is_empty() {
            let links = |name: &Linked| Some(((name.0 - start) as u16, links_of(sheet, *name)?));
            let links: Vec<_> = own.iter().filter_map(links).collect();
            blocks.push(LinkedBlock { number, old: old.clone(), new: Arc::new(old.with_links(&links)) });
        }
    }
    blocks
}

impl Numbered {
    /// All bits depend on all of both numbers, which are mostly one behind the other.
    #[inline]
    fn hash(self) -> u64 {
        let mixed = (self.inode ^ self.device.rotate_left(32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mixed = (mixed ^ mixed >> 32).wrapping_mul(0xd6e8_feb8_6659_fd93);
        mixed ^ mixed >> 32
    }
}

/// Two bits for each place: whether a row came there, and whether a further one did.
#[derive(Debug)]
struct Table {
    words: Box<[AtomicU64]>,
    /// Bits of a hash that are not the number of a place.
    shift: u32,
}

impl Table {
    fn for_rows(rows: usize) -> Table {
        let places = (rows * PLACES).next_power_of_two().max(64);
        let words = (0..places / 32).map(|_| AtomicU64::new(0)).collect();
        Table { words, shift: 64 - places.trailing_zeros() }
    }

    #[inline]
    fn place(&self, hash: u64) -> (&AtomicU64, u64) {
        let place = hash >> self.shift;
        (&self.words[(place / 32) as usize], place % 32 * 2)
    }

    // Relaxed: each bit is set once and stands for itself, and the passes wait for one another.
    #[inline]
    fn mark(&self, hash: u64) {
        let (word, bit) = self.place(hash);
        if word.fetch_or(1 << bit, Ordering::Relaxed) >> bit & 1 == 1 {
            word.fetch_or(2 << bit, Ordering::Relaxed);
        }
    }

    /// How many places two rows came to, or more.
    fn repeated(&self) -> usize {
        const FURTHER: u64 = 0xAAAA_AAAA_AAAA_AAAA;
        let words = self.words.iter().map(|word| word.load(Ordering::Relaxed) & FURTHER);
        words.map(|word| word.count_ones() as usize).sum()
    }

    #[inline]
    fn is_repeated(&self, hash: u64) -> bool {
        let (word, bit) = self.place(hash);
        word.load(Ordering::Relaxed) >> bit & 2 == 2
    }
}

#[cfg(test)]
mod tests;
