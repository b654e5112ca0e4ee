//! What one thread counts of the rows that it is given.
//!
//! Columns are unpacked a batch of rows at a time, and each row is then added to one slot of each chart: to the sums of what is shown, or
//! to those of the rest ([`side`]). What is shown of all, and all, is made of these when the threads are done.

use super::axis::{Axis, Cell, side};
use super::calendar::Calendar;
use super::extensions::Extensions;
use super::folders::{FolderSums, Run};
use super::sizes::{BINS, FINE, UNKNOWN, bin_of, fine_bin_of};
use super::tally::Tally;
use crate::model::{Block, Categories, Column, Kind, name};

/// Rows whose columns are unpacked at a time: they stay in the nearest cache.
const BATCH: usize = 1024;

/// Numbers of bytes from this on are added by themselves, so that the sums of 64 bits are full only after a batch or more.
const LARGE: u64 = 1 << 48;

/// What a row is counted by.
pub(super) struct Calendars {
    pub modified: Calendar,
    pub created: Calendar,
}

/// Columns of a batch.
#[derive(Debug)]
struct Batch {
    sizes: [u64; BATCH],
    allocated: [u64; BATCH],
    modified: [u64; BATCH],
    created: [u64; BATCH],
    folders: [u64; BATCH],
    ends: [u64; BATCH],
    sides: [u8; BATCH],
    bins: [u8; BATCH],
}

/// All counts of some rows.
#[derive(Debug)]
pub(super) struct Counters {
    pub extensions: Extensions,
    pub modified: Axis,
    pub created: Axis,
    pub sizes: Axis,
    /// Shown files by size, fine enough for percentiles.
    pub fine: Vec<u64>,
    /// What can be added at least before a sum of 64 bits is full.
    room: u64,
    batch: Box<Batch>,
}

impl Counters {
    pub(super) fn new(calendars: &Calendars, categories: &Categories) -> Counters {
        let batch = Batch {
            sizes: [0; BATCH],
            allocated: [0; BATCH],
            modified: [0; BATCH],
            created: [0; BATCH],
            folders: [0; BATCH],
            ends: [0; BATCH],
            sides: [0; BATCH],
            bins: [0; BATCH],
        };
        Counters {
            extensions: Extensions::new(categories),
            modified: Axis::new(calendars.modified.slots()),
            created: Axis::new(calendars.created.slots()),
            sizes: Axis::new(BINS),
            fine: vec![0; FINE],
            room: u64::MAX,
            batch: Box::new(batch),
        }
    }

    /// Adds the first `rows` of a block, but for folders. `side_of` says of a row's place whether it is shown.
    pub(super) fn add_block(
        &mut self,
        block: &Block,
        rows: usize,
        side_of: impl Fn(usize) -> u8,
        calendars: &Calendars,
        folders: &FolderSums,
        run: &mut Run,
    ) {
        let highest = |bounds: Option<(u64, u64)>| bounds.map_or(0, |(_, high)| high);
        let highest = highest(block.size_bounds()).max(highest(block.allocated_bounds()));
        for from in (0..rows).step_by(BATCH) {
            let len = BATCH.min(rows - from);
            let most = highest.min(LARGE) * len as u64;
            if most > self.room {
                self.widen();
            }
            self.room -= most;
            self.unpack(block, from, len, &side_of, calendars);
            let end_before = if from == 0 { 0 } else { block.name_end(from - 1) };
            self.add_batch(block, end_before, len, highest >= LARGE);
            self.add_to_folders(len, folders, run);
        }
    }

    /// Fills the batch with the `len` rows from `from` on: times by their slots, what is missing as 0.
    fn unpack(
        &mut self,
        block: &Block,
        from: usize,
        len: usize,
        side_of: impl Fn(usize) -> u8,
        calendars: &Calendars,
    ) {
        let batch = &mut *self.batch;
        let may_have_folders = block.may_have_folders();
        for (side, at) in batch.sides[..len].iter_mut().zip(from..) {
            let is_folder = may_have_folders && block.kind(at) == Kind::Folder;
            *side = if is_folder { side::NONE } else { side_of(at) };
        }
        block.unpack_folders(from, &mut batch.folders[..len]);
        block.unpack_name_ends(from, &mut batch.ends[..len]);
        for (column, numbers) in [
            (Column::Size, &mut batch.sizes),
            (Column::Allocated, &mut batch.allocated),
            (Column::Modified, &mut batch.modified),
            (Column::Created, &mut batch.created),
        ] {
            block.unpack(column, from, &mut numbers[..len]);
        }
        let each = |column: Column| (0..len).filter(move |at| !block.has(column, from + at));
        let missing = |column: Column| (!block.has_all(column)).then(|| each(column)).into_iter().flatten();
        for at in 0..len {
            let size = batch.sizes[at];
            batch.bins[at] = bin_of(size) as u8;
            self.fine[fine_bin_of(size)] += u64::from(batch.sides[at] == side::SHOWN);
        }
        for at in missing(Column::Size) {
            self.fine[fine_bin_of(batch.sizes[at])] -= u64::from(batch.sides[at] == side::SHOWN);
            batch.sizes[at] = 0;
            batch.bins[at] = UNKNOWN as u8;
        }
        missing(Column::Allocated).for_each(|at| batch.allocated[at] = 0);
        for (column, times, calendar) in [
            (Column::Modified, &mut batch.modified, &calendars.modified),
            (Column::Created, &mut batch.created, &calendars.created),
        ] {
            times[..len].iter_mut().for_each(|time| *time = calendar.slot(*time) as u64);
            missing(column).for_each(|at| times[at] = calendar.undated() as u64);
        }
    }

    /// Adds the batch's rows, the first name of which begins at `end_before`.
    fn add_batch(&mut self, block: &Block, mut end_before: usize, len: usize, has_large: bool) {
        for at in 0..len {
            let batch = &*self.batch;
            let side = batch.sides[at];
            let (mut size, mut allocated) = (batch.sizes[at], batch.allocated[at]);
            let (modified, created) = (batch.modified[at] as usize, batch.created[at] as usize);
            let bin = usize::from(batch.bins[at]);
            let end = batch.ends[at] as usize;
            let extension = self.extensions.slot_at(block, end_before..end - 1);
            end_before = end;
            if has_large && size.max(allocated) >= LARGE {
                let more = Tally { files: 0, bytes: size.into(), allocated: allocated.into() };
                self.extensions.sums.add_wide(extension, side, more);
                self.modified.add_wide(modified, side, more);
                self.created.add_wide(created, side, more);
                self.sizes.add_wide(bin, side, more);
                (size, allocated) = (0, 0);
            }
            let file = Cell::of(size, allocated);
            self.extensions.add(extension, side, file);
            self.modified.add(modified, side, file);
            self.created.add(created, side, file);
            self.sizes.add(bin, side, file);
        }
    }

    fn add_to_folders(&self, len: usize, folders: &FolderSums, run: &mut Run) {
        let batch = &*self.batch;
        for at in 0..len {
            folders.add(run, batch.folders[at] as u32, batch.sides[at], batch.sizes[at], batch.allocated[at]);
        }
    }

    /// Takes a row out again that was added on this side. Sums are wide.
    pub(super) fn take_row(&mut self, block: &Block, at: usize, side: u8, calendars: &Calendars) {
        if block.kind(at) == Kind::Folder {
            return;
        }
        let size = block.size(at);
        let tally = Tally::of(size, block.allocated(at));
        let extension = self.extensions.slot(name::extension(block.name(at)));
        self.extensions.sums.take(extension, side, tally);
        self.modified.take(calendars.modified.slot_of(block.modified(at)), side, tally);
        self.created.take(calendars.created.slot_of(block.created(at)), side, tally);
        self.sizes.take(size.map_or(UNKNOWN, bin_of), side, tally);
        if let Some(size) = size.filter(|_| side == side::SHOWN) {
            self.fine[fine_bin_of(size)] -= 1;
        }
    }

    /// Empties the narrow sums, after which the wide ones can be read.
    pub(super) fn widen(&mut self) {
        for sums in [&mut self.extensions.sums, &mut self.modified, &mut self.created, &mut self.sizes] {
            sums.widen();
        }
        self.room = u64::MAX;
    }

    /// Adds what another thread has counted. Both are wide.
    pub(super) fn add(&mut self, other: &Counters) {
        self.extensions.add_all(&other.extensions);
        self.modified.add_all(&other.modified);
        self.created.add_all(&other.created);
        self.sizes.add_all(&other.sizes);
        self.fine.iter_mut().zip(&other.fine).for_each(|(sum, more)| *sum += more);
    }
}
