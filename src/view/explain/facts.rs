//! What there is to say about the rows of a sheet when its sums are compared with another program's.

use crate::model::{Block, Cancel, Kind, LeftOut, OwnSizes, Volume};
use crate::store::Sheet;
use crate::view::pool;
use std::collections::HashMap;
use std::ops::AddAssign;
use std::sync::Arc;

/// Threads at most: more than a few only wait for the memory.
const THREADS: usize = 4;

/// Some of the rows, and bytes that belong to them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// How many.
    pub rows: u64,
    /// How many bytes.
    pub bytes: u128,
}

impl Part {
    fn add(&mut self, bytes: u64) {
        self.rows += 1;
        self.bytes += u128::from(bytes);
    }
}

impl AddAssign for Part {
    fn add_assign(&mut self, other: Part) {
        self.rows += other.rows;
        self.bytes += other.bytes;
    }
}

/// Of all rows of a sheet that are not folders, and of what was counted while it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// All of them, by their lengths; one of several names of a file counts like any other.
    pub names: Part,
    /// Those whose length the system didn't report: each sum is a lower bound then.
    pub without_length: u64,
    /// Those that take less space than they are long (sparse, compressed, or not on this disk), by the difference.
    pub smaller_on_disk: Part,
    /// Those that take more space than they are long, as space is given out in blocks, by the difference.
    pub larger_on_disk: Part,
    /// Those whose allocated size the system didn't report, by their lengths.
    pub without_allocated: Part,
    /// Symbolic links, by their own lengths.
    pub symlinks: Part,
    /// The second and further names of files that have several, by their lengths.
    pub repeats: Part,
    /// What the repeats take on the disk, in bytes.
    pub repeats_allocated: u128,
    /// Files that have more names than are in the sheet, each once, by their allocated sizes.
    pub names_elsewhere: Part,
    /// Folders that were read or met.
    pub folders: u64,
    /// What folders take themselves.
    pub own: OwnSizes,
    /// What the user left out.
    pub left_out: LeftOut,
    /// Folders that could not be read; what is in them is not known.
    pub unread_folders: u64,
    /// The file systems of the picked folders, each once.
    pub volumes: Vec<Volume>,
}

impl Facts {
    /// Those of a whole sheet, on these file systems; `None` if cancelled.
    pub fn of(sheet: &Sheet, volumes: Vec<Volume>, cancel: &Cancel) -> Option<Facts> {
        let blocks: Arc<[Arc<Block>]> = sheet.rows.blocks().map(|(_, block)| block.clone()).collect();
        let of_block = {
            let (blocks, cancel) = (blocks.clone(), cancel.clone());
            move |facts: &mut Facts, number: usize| {
                if !cancel.is_set() {
                    facts.add_block(&blocks[number]);
                }
            }
        };
        let mut facts = Facts { volumes, ..Facts::default() };
        pool::fold(blocks.len(), THREADS, of_block).iter().for_each(|part| facts.add_rows(part));
        facts.add_links(&blocks, cancel)?;
        facts.add_counted(sheet);
        (!cancel.is_set()).then_some(facts)
    }

    fn add_block(&mut self, block: &Block) {
        for index in 0..block.len() {
            let kind = block.kind(index);
            if kind == Kind::Folder {
                continue;
            }
            let length = block.size(index);
            self.without_length += u64::from(length.is_none());
            let length = length.unwrap_or(0);
            self.names.add(length);
            if kind == Kind::Symlink {
                self.symlinks.add(length);
            }
            match block.allocated(index) {
                None => self.without_allocated.add(length),
                Some(allocated) if allocated < length => self.smaller_on_disk.add(length - allocated),
                Some(allocated) if allocated > length => self.larger_on_disk.add(allocated - length),
                Some(_) => {}
            }
        }
    }

    /// Adds what another thread has counted of other rows.
    fn add_rows(&mut self, other: &Facts) {
        self.names += other.names;
        self.without_length += other.without_length;
        self.smaller_on_disk += other.smaller_on_disk;
        self.larger_on_disk += other.larger_on_disk;
        self.without_allocated += other.without_allocated;
        self.symlinks += other.symlinks;
    }

    /// Which of the names of a file is its first is arbitrary; all of them have the same size.
    fn add_links(&mut self, blocks: &[Arc<Block>], cancel: &Cancel) -> Option<()> {
        struct Linked {
            seen: u32,
            names: u32,
            allocated: u64,
        }
        let mut files: HashMap<(u64, u64), Linked> = HashMap::new();
        for block in blocks {
            if cancel.is_set() {
                return None;
            }
            for (index, links) in block.all_links() {
                let (length, allocated) =
                    (block.size(index).unwrap_or(0), block.allocated(index).unwrap_or(0));
                let new = Linked { seen: 0, names: links.count, allocated };
                let file = files.entry((links.device, links.inode)).or_insert(new);
                if file.seen > 0 {
                    self.repeats.add(length);
                    self.repeats_allocated += u128::from(allocated);
                }
                file.seen += 1;
            }
        }
        let elsewhere = files.values().filter(|file| file.names > file.seen);
        elsewhere.for_each(|file| self.names_elsewhere.add(file.allocated));
        Some(())
    }

    fn add_counted(&mut self, sheet: &Sheet) {
        let counts = sheet.totals;
        self.folders = counts.folders;
        self.own = counts.picked_folder;
        self.own += counts.inner_folders;
        self.own.bytes = self.own.bytes.saturating_sub(counts.picked_themselves.bytes);
        self.own.allocated = self.own.allocated.saturating_sub(counts.picked_themselves.allocated);
        self.left_out = counts.left_out;
        self.unread_folders = sheet.problems.unread_folders();
    }
}
