//! Files by extension, of which each that is met has a slot.

use super::axis::Axis;
use super::tally::Bar;
use crate::model::{Block, Categories, name, short_extension, short_extension_at};
use std::collections::HashMap;
use std::ops::Range;

/// Extensions that a thread tells apart at most. What comes then and is new is counted together.
const MOST: usize = 1 << 16;

/// Where files without an extension are.
const NONE: usize = 0;
/// Where those are whose extension is not told apart.
const REST: usize = 1;

/// Sums by extension: of short ones by their number, of long ones by their bytes in lower case.
#[derive(Debug)]
pub(super) struct Extensions {
    /// By the hash of an extension as [`short_extension`] has it, that and its slot; 0 is an empty place.
    places: Vec<(u64, u32)>,
    short: usize,
    long: HashMap<Box<[u8]>, u32>,
    slots: usize,
    pub sums: Axis,
}

impl Extensions {
    /// Those that have a category are there from the beginning, so that none of them is ever among the rest.
    pub(super) fn new(categories: &Categories) -> Extensions {
        let mut extensions = Extensions {
            places: vec![(0, 0); 1 << 12],
            short: 0,
            long: HashMap::new(),
            slots: REST + 1,
            sums: Axis::new(REST + 1),
        };
        categories.extensions().for_each(|(extension, _)| {
            extensions.slot(&extension);
        });
        extensions
    }

    /// The slot of an extension.
    pub(super) fn slot(&mut self, extension: &[u8]) -> usize {
        match short_extension(extension) {
            Some(key) => self.slot_of_short(key),
            None => self.slot_of_long(extension),
        }
    }

    /// That of the name that lies there in a block.
    #[inline]
    pub(super) fn slot_at(&mut self, block: &Block, name: Range<usize>) -> usize {
        match short_extension_at(block.names(), name.clone()) {
            Some(key) => self.slot_of_short(key),
            None => self.slot_of_long(name::extension(&block.names()[name])),
        }
    }

    #[inline]
    fn slot_of_short(&mut self, key: u64) -> usize {
        let (found, slot) = self.places[self.place(key)];
        if found == key { if key == 0 { NONE } else { slot as usize } } else { self.new_short(key) }
    }

    /// Where a key is, or would be put. At least three of four places are empty, so there is an end.
    #[inline]
    fn place(&self, key: u64) -> usize {
        let mask = self.places.len() - 1;
        let shift = u64::BITS - self.places.len().trailing_zeros();
        let mut at = (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> shift) as usize;
        while self.places[at & mask].0 != key && self.places[at & mask].0 != 0 {
            at += 1;
        }
        at & mask
    }

    #[cold]
    fn new_short(&mut self, key: u64) -> usize {
        if self.short >= MOST {
            return REST;
        }
        self.short += 1;
        if self.short * 4 > self.places.len() {
            let larger = vec![(0, 0); self.places.len() * 4];
            for (key, slot) in std::mem::replace(&mut self.places, larger) {
                if key != 0 {
                    let at = self.place(key);
                    self.places[at] = (key, slot);
                }
            }
        }
        let (at, slot) = (self.place(key), self.new_slot());
        self.places[at] = (key, slot);
        slot as usize
    }

    #[cold]
    fn slot_of_long(&mut self, extension: &[u8]) -> usize {
        let lower = extension.to_ascii_lowercase();
        if let Some(slot) = self.long.get(&*lower) {
            return *slot as usize;
        }
        if self.long.len() >= MOST {
            return REST;
        }
        let slot = self.new_slot();
        self.long.insert(lower.into(), slot);
        slot as usize
    }

    fn new_slot(&mut self) -> u32 {
        self.slots += 1;
        self.sums.grow(self.slots.next_power_of_two());
        self.slots as u32 - 1
    }

    /// Each that was met, as bytes in lower case, with its slot.
    fn each(&self) -> impl Iterator<Item = (Vec<u8>, usize)> + '_ {
        let bytes = |key: u64| key.to_le_bytes().into_iter().take_while(|byte| *byte != 0).collect();
        let short = self.places.iter().filter(|(key, _)| *key != 0);
        let short = short.map(move |(key, slot)| (bytes(*key), *slot as usize));
        let long = self.long.iter().map(|(extension, slot)| (extension.to_vec(), *slot as usize));
        short.chain(long).chain([(Vec::new(), NONE)])
    }

    /// The same with what is in it.
    pub(super) fn bars(&self) -> impl Iterator<Item = (Vec<u8>, Bar)> + '_ {
        self.each().map(|(extension, slot)| (extension, self.sums.bar(slot)))
    }

    /// What is not told apart.
    pub(super) fn rest(&self) -> Bar {
        self.sums.bar(REST)
    }

    /// Adds what another thread has counted.
    pub(super) fn add_all(&mut self, other: &Extensions) {
        for (extension, of) in other.each() {
            let slot = self.slot(&extension);
            self.sums.add_slot(slot, &other.sums, of);
        }
        self.sums.add_slot(REST, &other.sums, REST);
    }
}
