//! What one thread counts of the rows that it is given.
//!
//! Columns are unpacked a batch of rows at a time, and each row is then added to one slot of each chart: to the sums of what is shown, or
//! to those of the rest ([`side`]). What is shown of all, and all, is made of these when the threads are done.

use super::axis::{Axis, Cell, side};
use super::calendar::Calendar;
use super::extensions::Extensions;
use super::folders::{FolderSums, Run};
use super::sizes::{BINS, FINE, UNKNOWN, bin_of, fine_bin_of};
use super::tally::{Tally, packed};
use crate::model::{Block, Categories, Column, Kind, name};

/// Rows whose columns are unpacked at a time: they stay in the nearest cache, with the sums.
const BATCH: usize = 256;

/// Numbers of bytes from this on are added by themselves, so that the sums of 64 bits are full only after a batch or more.
const LARGE: u64 = 1 << 48;

/// Columns of a batch, and where its rows belong in each chart.
#[derive(Debug)]
struct Batch {
    sizes: [u64; BATCH],
    allocated: [u64; BATCH],
    /// Which of both are unknown, [`packed`].
    unknown: [u64; BATCH],
    folders: [u64; BATCH],
    ends: [u64; BATCH],
    sides: [u8; BATCH],
    bins: [u8; BATCH],
    extensions: [u32; BATCH],
}

/// Sums by month of one column of times.
#[derive(Debug)]
pub(super) struct Months {
    pub sums: Axis,
    /// The batch's times, and then their slots.
    slots: Box<[u64; BATCH]>,
}

/// All counts of some rows.
#[derive(Debug)]
pub(super) struct Counters {
    pub extensions: Extensions,
    /// By calendar.
    pub months: Vec<Months>,
    pub sizes: Axis,
    /// Shown files by size, fine enough for percentiles.
    pub fine: Vec<u64>,
    /// What can be added at least before a sum of 64 bits is full.
    room: u64,
    batch: Box<Batch>,
}

impl Counters {
    pub(super) fn new(calendars: &[Calendar], categories: &Categories) -> Counters {
        let months =
            |calendar: &Calendar| Months { sums: Axis::new(calendar.slots()), slots: Box::new([0; BATCH]) };
        let batch = Batch {
            sizes: [0; BATCH],
            allocated: [0; BATCH],
            unknown: [0; BATCH],
            folders: [0; BATCH],
            ends: [0; BATCH],
            sides: [0; BATCH],
            bins: [0; BATCH],
            extensions: [0; BATCH],
        };
        Counters {
            extensions: Extensions::new(categories),
            months: calendars.iter().map(months).collect(),
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
        calendars: &[Calendar],
        folders: &FolderSums,
        run: &mut Run,
    ) {
        // They have no place among what is there.
        if block.are_gone() {
            return;
        }
        let highest = |bounds: Option<(u64, u64)>| bounds.map_or(0, |(_, high)| high);
        let highest = highest(block.size_bounds()).max(highest(block.allocated_bounds()));
        for from in (0..rows).step_by(BATCH) {
            let len = BATCH.min(rows - from);
            let most = highest.min(LARGE) * len as u64;
            if most > self.room {
                self.widen();
            }
            self.room -= most;
            self.unpack(block, from, len, &side_of);
            self.find_months(block, from, len, calendars);
            self.find_extensions(block, from, len);
            self.add_to_folders(len, folders, run);
            if highest >= LARGE {
                self.add_large(len);
            }
            self.add_batch(len);
        }
    }

    /// Fills the batch with the `len` rows from `from` on; what is missing or not counted is 0.
    fn unpack(&mut self, block: &Block, from: usize, len: usize, side_of: impl Fn(usize) -> u8) {
        let batch = &mut *self.batch;
        for (side, at) in batch.sides[..len].iter_mut().zip(from..) {
            *side = side_of(at);
        }
        block.unpack_folders(from, &mut batch.folders[..len]);
        block.unpack_name_ends(from, &mut batch.ends[..len]);
        block.unpack(Column::Size, from, &mut batch.sizes[..len]);
        block.unpack(Column::Allocated, from, &mut batch.allocated[..len]);
        if block.may_have_folders() {
            for at in (0..len).filter(|at| block.kind(from + at) == Kind::Folder) {
                batch.sides[at] = side::NONE;
                (batch.sizes[at], batch.allocated[at]) = (0, 0);
            }
        }
        for at in 0..len {
            let size = batch.sizes[at];
            batch.bins[at] = bin_of(size) as u8;
            self.fine[fine_bin_of(size)] += u64::from(batch.sides[at] == side::SHOWN);
        }
        batch.unknown[..len].fill(0);
        let counts = |side: u8| u64::from(side != side::NONE);
        for at in missing(block, Column::Size, from, len) {
            batch.unknown[at] += packed::BYTES * counts(batch.sides[at]);
            self.fine[fine_bin_of(batch.sizes[at])] -= u64::from(batch.sides[at] == side::SHOWN);
            batch.sizes[at] = 0;
            batch.bins[at] = UNKNOWN as u8;
        }
        for at in missing(block, Column::Allocated, from, len) {
            batch.unknown[at] += packed::ALLOCATED * counts(batch.sides[at]);
            batch.allocated[at] = 0;
        }
    }

    fn find_months(&mut self, block: &Block, from: usize, len: usize, calendars: &[Calendar]) {
        for (months, calendar) in self.months.iter_mut().zip(calendars) {
            let times = &mut months.slots[..len];
            block.unpack(calendar.column, from, times);
            times.iter_mut().for_each(|time| *time = calendar.slot(*time) as u64);
            let undated = calendar.undated() as u64;
            missing(block, calendar.column, from, len).for_each(|at| times[at] = undated);
        }
    }

    fn find_extensions(&mut self, block: &Block, from: usize, len: usize) {
        let batch = &mut *self.batch;
        let mut start = if from == 0 { 0 } else { block.name_end(from - 1) };
        for (slot, end) in batch.extensions[..len].iter_mut().zip(&batch.ends) {
            let end = *end as usize;
            *slot = self.extensions.slot_at(block, start..end - 1) as u32;
            start = end;
        }
    }

    fn add_to_folders(&self, len: usize, folders: &FolderSums, run: &mut Run) {
        let batch = &*self.batch;
        for at in 0..len {
            let sums = [batch.sizes[at], batch.allocated[at], batch.unknown[at]];
            folders.add(run, batch.folders[at] as u32, batch.sides[at], sums);
        }
    }

    /// Adds what is large, to the wide sums, and leaves 0 of it in the batch.
    fn add_large(&mut self, len: usize) {
        let batch = &mut *self.batch;
        for at in 0..len {
            let (size, allocated) = (batch.sizes[at], batch.allocated[at]);
            if size.max(allocated) < LARGE {
                continue;
            }
            let (side, bytes, allocated) = (batch.sides[at], size.into(), allocated.into());
            let more = Tally { bytes, allocated, ..Tally::default() };
            self.extensions.sums.add_wide(batch.extensions[at] as usize, side, more);
            self.sizes.add_wide(batch.bins[at].into(), side, more);
            for months in &mut self.months {
                months.sums.add_wide(months.slots[at] as usize, side, more);
            }
            (batch.sizes[at], batch.allocated[at]) = (0, 0);
        }
    }

    fn add_batch(&mut self, len: usize) {
        let batch = &*self.batch;
        let row = |at: usize| {
            let side = batch.sides[at];
            (side, Cell::of(batch.sizes[at], batch.allocated[at], batch.unknown[at], side))
        };
        for at in 0..len {
            let (side, file) = row(at);
            self.extensions.sums.add(batch.extensions[at] as usize, side, file);
            self.sizes.add(batch.bins[at].into(), side, file);
        }
        for months in &mut self.months {
            for at in 0..len {
                let (side, file) = row(at);
                months.sums.add(months.slots[at] as usize, side, file);
            }
        }
    }

    /// Takes a row out again that was added on this side. Sums are wide.
    pub(super) fn take_row(&mut self, block: &Block, at: usize, side: u8, calendars: &[Calendar]) {
        if block.kind(at) == Kind::Folder {
            return;
        }
        let size = block.size(at);
        let tally = Tally::of(size, block.allocated(at));
        let extension = self.extensions.slot(name::extension(block.name(at)));
        self.extensions.sums.take(extension, side, tally);
        for (months, calendar) in self.months.iter_mut().zip(calendars) {
            months.sums.take(calendar.slot_of(calendar.column.number(&(block, at))), side, tally);
        }
        self.sizes.take(size.map_or(UNKNOWN, bin_of), side, tally);
        if let Some(size) = size.filter(|_| side == side::SHOWN) {
            self.fine[fine_bin_of(size)] -= 1;
        }
    }

    /// Empties the narrow sums, after which the wide ones can be read.
    pub(super) fn widen(&mut self) {
        self.extensions.sums.widen();
        self.sizes.widen();
        self.months.iter_mut().for_each(|months| months.sums.widen());
        self.room = u64::MAX;
    }

    /// Adds what another thread has counted. Both are wide.
    pub(super) fn add(&mut self, other: &Counters) {
        self.extensions.add_all(&other.extensions);
        for (months, other) in self.months.iter_mut().zip(&other.months) {
            months.sums.add_all(&other.sums);
        }
        self.sizes.add_all(&other.sizes);
        self.fine.iter_mut().zip(&other.fine).for_each(|(sum, more)| *sum += more);
    }
}

/// Which of the `len` rows from `from` on have no number in a column.
fn missing(block: &Block, column: Column, from: usize, len: usize) -> impl Iterator<Item = usize> + '_ {
    let len = if block.has_all(column) { 0 } else { len };
    (0..len).filter(move |at| !block.has(column, from + at))
}
