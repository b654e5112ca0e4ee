//! The plain algorithms that the views are measured against, over plain vectors made beforehand.

use foldersheet::store::Sheet;
use foldersheet::text;
use rayon::prelude::*;
use rdst::{RadixKey, RadixSort};

/// A value with its row.
#[derive(Clone, Copy)]
pub struct Pair {
    key: u64,
    row: u32,
}

impl RadixKey for Pair {
    const LEVELS: usize = 8;

    fn get_level(&self, level: usize) -> u8 {
        (self.key >> (level * 8)) as u8
    }
}

/// Pairs of a column.
pub fn pairs(store: &Sheet, value: impl Fn(u32) -> u64) -> Vec<Pair> {
    (0..store.rows.len()).map(|row| Pair { key: value(row), row }).collect()
}

/// A bare radix sort of pairs, on all threads.
pub fn radix(pairs: &mut [Pair]) -> u32 {
    pairs.radix_sort_unstable();
    pairs[0].row
}

/// All names one behind another, in lower case.
pub struct Names {
    bytes: Vec<u8>,
    ends: Vec<u32>,
}

impl Names {
    pub fn new(store: &Sheet) -> Names {
        let mut names = Names { bytes: Vec::new(), ends: Vec::new() };
        for row in 0..store.rows.len() {
            text::fold(store.row(row).name, &mut names.bytes);
            names.bytes.push(0);
            names.ends.push(names.bytes.len() as u32);
        }
        names
    }

    fn get(&self, row: u32) -> &[u8] {
        let start = if row == 0 { 0 } else { self.ends[row as usize - 1] as usize };
        &self.bytes[start..self.ends[row as usize] as usize - 1]
    }

    /// A parallel sort by the first 16 bytes, and by all where they are equal.
    pub fn sort(&self) -> u32 {
        let prefix = |row: u32| {
            let mut bytes = [0; 16];
            let name = self.get(row);
            let len = name.len().min(16);
            bytes[..len].copy_from_slice(&name[..len]);
            (u128::from_be_bytes(bytes), row)
        };
        let mut rows: Vec<(u128, u32)> = (0..self.ends.len() as u32).into_par_iter().map(prefix).collect();
        rows.par_sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| self.get(a.1).cmp(self.get(b.1))));
        rows[0].1
    }

    /// Reads every byte.
    pub fn read(&self) -> u64 {
        self.bytes.par_chunks(1 << 20).map(|part| part.iter().map(|&byte| u64::from(byte)).sum::<u64>()).sum()
    }

    /// One search for a word over all of them.
    pub fn search(&self, word: &[u8]) -> usize {
        let finder = memchr::memmem::Finder::new(word);
        self.bytes.par_chunks(1 << 20).map(|part| finder.find_iter(part).count()).sum()
    }
}
