//! What there is to say about the rows of a sheet when its sums are compared with another program's.

use crate::model::{
    Attributes, Block, Cancel, Column, Kind, LeftOut, OwnSizes, RowValues as _, Unknown, Volume,
};
use crate::store::Sheet;
use crate::view::linked::LinkedFiles;
use crate::view::pool;
use std::collections::HashSet;
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
    /// How many of them have no length, as the system didn't report it.
    pub without_length: u64,
    /// Those of them whose allocated size is known, by that.
    pub only_allocated: Part,
    /// Those that take less space than they are long (sparse or compressed), by the difference.
    pub smaller_on_disk: Part,
    /// Those that take less space as they are not on this disk, or not wholly, by the difference.
    pub cloud: Part,
    /// Those that are marked as not on this disk, whether their allocated size is known or not, by their lengths.
    pub marked_as_elsewhere: Part,
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
    /// Of how many it isn't known whether they are further names of others: neither how many names they have is known nor a number by which
    /// those are found, or that isn't searched yet, or says nothing.
    pub unknown_names: u64,
    /// Files that are known to have more names than are in the sheet, each once, by their allocated sizes.
    pub names_elsewhere: Part,
    /// Names on file systems that are none of `volumes`, by the allocated sizes of their files, each of which counts once.
    pub other_file_systems: Part,
    /// Rows that are folders, where the reading was asked for them.
    pub folder_rows: u64,
    /// Folders that were read or met.
    pub folders: u64,
    /// What folders take themselves.
    pub own: OwnSizes,
    /// The part of that on other file systems than the picked folder.
    pub own_elsewhere: OwnSizes,
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
        let blocks: Arc<[(u32, Arc<Block>)]> =
            sheet.rows.blocks().map(|(start, block)| (start, block.clone())).collect();
        let mut facts = Facts { volumes, ..Facts::default() };
        facts.add_counted(sheet);
        // A file may be on a device of its own without one, where a file system is made of several.
        let crosses = facts.own_elsewhere.folders > 0 && !facts.volumes.is_empty();
        let here: Vec<u64> = facts.volumes.iter().map(|volume| volume.id).collect();
        let are_names_found = sheet.are_same_files_known();
        let of_block = {
            let (blocks, cancel) = (blocks.clone(), cancel.clone());
            let here = crosses.then(|| here.clone());
            move |facts: &mut Facts, number: usize| {
                if !cancel.is_set() {
                    facts.add_block(&blocks[number].1, are_names_found, here.as_deref());
                }
            }
        };
        pool::fold(blocks.len(), THREADS, of_block).iter().for_each(|part| facts.add_rows(part));
        facts.add_links(&blocks, crosses.then_some(&here), cancel)?;
        facts.unknown_names += sheet.same_files.unsure();
        (!cancel.is_set()).then_some(facts)
    }

    fn add_block(&mut self, block: &Block, are_names_found: bool, here: Option<&[u64]>) {
        for index in 0..block.len() {
            let kind = block.kind(index);
            if kind == Kind::Folder {
                self.folder_rows += 1;
                continue;
            }
            let (known, allocated) = (block.size(index), block.allocated(index));
            let row = (block, index);
            self.without_length += u64::from(known.is_none());
            let length = known.unwrap_or(0);
            self.names.add(length);
            if kind == Kind::Symlink {
                self.symlinks.add(length);
            }
            let attributes = row.fact(Column::Attributes).unwrap_or(0) as u16;
            let is_marked = Attributes::from_bits(attributes).meets(Attributes::ELSEWHERE);
            if is_marked {
                self.marked_as_elsewhere.add(length);
            }
            match allocated {
                None => self.without_allocated.add(length),
                Some(allocated) if known.is_none() => self.only_allocated.add(allocated),
                Some(allocated) if allocated < length && is_marked => self.cloud.add(length - allocated),
                Some(allocated) if allocated < length => self.smaller_on_disk.add(length - allocated),
                Some(allocated) if allocated > length => self.larger_on_disk.add(allocated - length),
                Some(_) => {}
            }
            let tells_names = row.fact(Column::Links).is_some()
                || block.links(index).is_some()
                || are_names_found && block.uncounted(index).is_some();
            self.unknown_names += u64::from(!tells_names);
            if is_elsewhere(here, row) {
                self.other_file_systems.add(allocated.unwrap_or(0));
            }
        }
    }

    /// Adds what another thread has counted of other rows.
    fn add_rows(&mut self, other: &Facts) {
        self.names += other.names;
        self.without_length += other.without_length;
        self.only_allocated += other.only_allocated;
        self.smaller_on_disk += other.smaller_on_disk;
        self.cloud += other.cloud;
        self.marked_as_elsewhere += other.marked_as_elsewhere;
        self.larger_on_disk += other.larger_on_disk;
        self.without_allocated += other.without_allocated;
        self.symlinks += other.symlinks;
        self.unknown_names += other.unknown_names;
        self.other_file_systems += other.other_file_systems;
        self.folder_rows += other.folder_rows;
    }

    /// All names of a file have the same size.
    fn add_links(
        &mut self,
        blocks: &[(u32, Arc<Block>)],
        here: Option<&Vec<u64>>,
        cancel: &Cancel,
    ) -> Option<()> {
        let files = LinkedFiles::of(blocks.iter().map(|(start, block)| (*start, block)), cancel)?;
        let mut seen = HashSet::new();
        for (start, block) in blocks {
            if cancel.is_set() {
                return None;
            }
            for (index, links) in block.all_links() {
                let Some(file) = files.get(links) else { continue };
                let (length, allocated) =
                    (block.size(index).unwrap_or(0), block.allocated(index).unwrap_or(0));
                if file.first != start + index as u32 {
                    self.repeats.add(length);
                    self.repeats_allocated += u128::from(allocated);
                    if is_elsewhere(here.map(Vec::as_slice), (&**block, index)) {
                        self.other_file_systems.bytes -= u128::from(allocated);
                    }
                } else if file.has_others() && seen.insert(links.file()) {
                    self.names_elsewhere.add(allocated);
                }
            }
        }
        Some(())
    }

    fn add_counted(&mut self, sheet: &Sheet) {
        let counts = sheet.totals;
        self.folders = counts.folders;
        self.own = counts.picked_folder;
        self.own += counts.inner_folders;
        self.own -= counts.picked_themselves;
        self.own_elsewhere = counts.elsewhere;
        self.left_out = counts.left_out;
        self.unread_folders = sheet.problems.unread_folders();
    }

    /// How many folders have no such size of their own: the system, or the list that the sheet was made of, doesn't report it.
    pub fn folders_unknown(&self) -> Unknown {
        let untold = self.folders.saturating_sub(self.own.folders);
        Unknown { bytes: self.own.unknown.bytes + untold, allocated: self.own.unknown.allocated + untold }
    }

    /// Folders with a size of their own, known or not.
    pub fn folders_counted(&self) -> u64 {
        self.folders.max(self.own.folders)
    }
}

/// Whether a row is on none of these devices; one whose device isn't known is not.
fn is_elsewhere(here: Option<&[u64]>, row: (&Block, usize)) -> bool {
    let device = || row.fact(Column::Device);
    here.is_some_and(|here| device().is_some_and(|device| !here.contains(&device)))
}
