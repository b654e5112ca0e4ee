//! What one thread counts of the rows that it is given.
//!
//! A row is one of those that are shown, or one that isn't; both are counted with the same steps, into two sets of counters. What is
//! shown of all, and all, is made of these when the threads are done.

use super::calendar::{Calendar, Place};
use super::sizes::{BINS, FINE, SizeCounts, bin_of, fine_bin_of};
use super::tally::Tally;
use crate::model::{Block, Categories, Kind, name, short_extension};
use std::collections::HashMap;

/// Extensions that a thread tells apart at most. What comes then and is new is counted together.
const MOST: usize = 1 << 16;

/// A count by extension: of short ones by their number, of long ones by their bytes in lower case.
#[derive(Debug)]
pub(super) struct Extensions {
    /// By the hash of the key; key 0 with no files is an empty slot, and slot 0 is kept for what has no extension.
    slots: Vec<(u64, Tally)>,
    none: Tally,
    used: usize,
    pub long: HashMap<Box<[u8]>, Tally>,
    /// What is not told apart.
    pub rest: Tally,
}

impl Extensions {
    /// Those that have a category are there from the beginning, so that none of them is ever among the rest.
    fn new(categories: &Categories) -> Extensions {
        let mut extensions = Extensions {
            slots: vec![(0, Tally::default()); 1 << 11],
            none: Tally::default(),
            used: 0,
            long: HashMap::new(),
            rest: Tally::default(),
        };
        categories.extensions().for_each(|(extension, _)| *extensions.of(&extension) = Tally::default());
        extensions
    }

    /// The count of an extension.
    #[inline]
    pub(super) fn of(&mut self, extension: &[u8]) -> &mut Tally {
        match short_extension(extension) {
            Some(0) => &mut self.none,
            Some(key) => self.of_short(key),
            None => self.of_long(extension),
        }
    }

    #[inline]
    fn of_short(&mut self, key: u64) -> &mut Tally {
        let mut at = self.slot(key);
        if self.slots[at].0 == 0 {
            if self.used >= MOST {
                return &mut self.rest;
            }
            self.used += 1;
            if self.used * 4 > self.slots.len() {
                self.grow();
                at = self.slot(key);
            }
            self.slots[at].0 = key;
        }
        &mut self.slots[at].1
    }

    #[inline]
    fn slot(&self, key: u64) -> usize {
        let mask = self.slots.len() - 1;
        let shift = u64::BITS - self.slots.len().trailing_zeros();
        let mut at = (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> shift) as usize;
        while self.slots[at].0 != key && self.slots[at].0 != 0 {
            at = (at + 1) & mask;
        }
        at
    }

    #[cold]
    fn grow(&mut self) {
        let larger = vec![(0, Tally::default()); self.slots.len() * 4];
        for (key, tally) in std::mem::replace(&mut self.slots, larger) {
            if key != 0 {
                let at = self.slot(key);
                self.slots[at] = (key, tally);
            }
        }
    }

    #[cold]
    fn of_long(&mut self, extension: &[u8]) -> &mut Tally {
        let lower = extension.to_ascii_lowercase();
        if self.long.len() >= MOST && !self.long.contains_key(&*lower) {
            return &mut self.rest;
        }
        self.long.entry(lower.into()).or_default()
    }

    /// Each that was met, as bytes in lower case, with its count.
    pub(super) fn each(&self) -> impl Iterator<Item = (Vec<u8>, Tally)> + '_ {
        let bytes = |key: u64| key.to_le_bytes().into_iter().take_while(|byte| *byte != 0).collect();
        let short = self.slots.iter().filter(|(key, _)| *key != 0);
        let long = self.long.iter().map(|(extension, tally)| (extension.to_vec(), *tally));
        let none = [(Vec::new(), self.none)];
        short.map(move |(key, tally)| (bytes(*key), *tally)).chain(long).chain(none)
    }

    /// Adds what another thread has counted.
    pub(super) fn add(&mut self, other: &Extensions) {
        other.each().for_each(|(extension, tally)| *self.of(&extension) += tally);
        self.rest += other.rest;
    }
}

/// Counts by month, and of what is in none.
#[derive(Clone, Debug, Default)]
pub(super) struct Months {
    pub months: Vec<Tally>,
    pub before: Tally,
    pub behind: Tally,
    pub undated: Tally,
}

impl Months {
    #[inline]
    fn of(&mut self, time: Option<i64>, calendar: &Calendar) -> &mut Tally {
        match time.map(|time| calendar.place(time)) {
            Some(Place::Month(month)) => &mut self.months[month as usize],
            Some(Place::Before) => &mut self.before,
            Some(Place::Behind) => &mut self.behind,
            None => &mut self.undated,
        }
    }

    fn add(&mut self, other: &Months) {
        self.months.resize(self.months.len().max(other.months.len()), Tally::default());
        self.months.iter_mut().zip(&other.months).for_each(|(sum, more)| *sum += *more);
        self.before += other.before;
        self.behind += other.behind;
        self.undated += other.undated;
    }
}

/// What a row is counted by.
pub(super) struct Calendars {
    pub modified: Calendar,
    pub created: Calendar,
}

/// All counts of some rows.
#[derive(Debug)]
pub(super) struct Counters {
    pub total: Tally,
    pub extensions: Extensions,
    pub modified: Months,
    pub created: Months,
    pub sizes: SizeCounts,
}

impl Counters {
    pub(super) fn new(calendars: &Calendars, categories: &Categories) -> Counters {
        let months = |calendar: &Calendar| Months {
            months: vec![Tally::default(); calendar.months()],
            ..Months::default()
        };
        Counters {
            total: Tally::default(),
            extensions: Extensions::new(categories),
            modified: months(&calendars.modified),
            created: months(&calendars.created),
            sizes: SizeCounts {
                bins: [Tally::default(); BINS],
                unknown: Tally::default(),
                fine: vec![0; FINE],
            },
        }
    }

    /// Adds a row of a block; folders are not counted.
    #[inline]
    pub(super) fn add_row(&mut self, block: &Block, at: usize, calendars: &Calendars) {
        if block.kind(at) == Kind::Folder {
            return;
        }
        let size = block.size(at);
        let tally = Tally::of(size, block.allocated(at));
        self.each(block, at, calendars, |sum| *sum += tally);
        if let Some(size) = size {
            self.sizes.fine[fine_bin_of(size)] += 1;
        }
    }

    /// Takes a row out again that was added.
    pub(super) fn take_row(&mut self, block: &Block, at: usize, calendars: &Calendars) {
        if block.kind(at) == Kind::Folder {
            return;
        }
        let size = block.size(at);
        let tally = Tally::of(size, block.allocated(at));
        self.each(block, at, calendars, |sum| *sum -= tally);
        if let Some(size) = size {
            self.sizes.fine[fine_bin_of(size)] -= 1;
        }
    }

    #[inline]
    fn each(&mut self, block: &Block, at: usize, calendars: &Calendars, mut with: impl FnMut(&mut Tally)) {
        with(&mut self.total);
        with(self.extensions.of(name::extension(block.name(at))));
        with(self.modified.of(block.modified(at), &calendars.modified));
        with(self.created.of(block.created(at), &calendars.created));
        with(match block.size(at) {
            Some(size) => &mut self.sizes.bins[bin_of(size)],
            None => &mut self.sizes.unknown,
        });
    }

    /// Adds what another thread has counted.
    pub(super) fn add(&mut self, other: &Counters) {
        self.total += other.total;
        self.extensions.add(&other.extensions);
        self.modified.add(&other.modified);
        self.created.add(&other.created);
        self.sizes.bins.iter_mut().zip(&other.sizes.bins).for_each(|(sum, more)| *sum += *more);
        self.sizes.unknown += other.sizes.unknown;
        self.sizes.fine.iter_mut().zip(&other.sizes.fine).for_each(|(sum, more)| *sum += more);
    }
}
