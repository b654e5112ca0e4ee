//! The texts of a column, without case, as numbers in the order of texts: their beginnings, or sixteen bytes of them at a time.

use crate::model::{Block, Column, name};
use crate::store::{Rows, Sheet};
use crate::text::Collation;
use rayon::prelude::*;
use std::cmp::Ordering;

/// Rows that one step of the work takes.
pub(super) const STEP: usize = 1 << 14;
/// Bytes that are compared at once.
const CELL: usize = 16;
/// Rows whose texts are fetched together.
pub(super) const BATCH: usize = 64;

/// Where at least one row in so many of a range is asked for, all of the range are fetched.
const DENSE: usize = 2;

/// Bytes of a [`Prefix`]: most names are no longer.
const PREFIX: usize = 24;
/// The beginning of a text as numbers, zeros behind its end.
pub(crate) type Prefix = (u64, u64, u64);
/// Instead of the prefix of a row without a text, which comes last either way.
const NO_TEXT: Prefix = (u64::MAX, u64::MAX, u64::MAX);

/// Sixteen bytes of a row's text as a number.
pub(super) type TextCell = u128;

/// The texts of a column.
#[derive(Clone, Copy)]
pub(crate) struct Texts<'a> {
    rows: &'a Rows,
    pub(super) column: Column,
    pub(super) collation: Collation,
}

impl<'a> Texts<'a> {
    /// The names, the extensions, or what links point at.
    pub(crate) fn new(sheet: &'a Sheet, column: Column, collation: Collation) -> Texts<'a> {
        Texts { rows: &sheet.rows, column, collation }
    }

    pub(super) fn of(&self, row: u32) -> &'a [u8] {
        let (block, index) = self.rows.locate(row);
        self.at(block, index)
    }

    fn at(&self, block: &'a Block, index: usize) -> &'a [u8] {
        match self.column {
            Column::LinkTarget => block.target(index).unwrap_or_default(),
            Column::Extension => name::extension(block.name(index)),
            _ => block.name(index),
        }
    }

    /// Whether texts that differ only in case are in the order of their bytes; extensions are the same then.
    pub(super) fn is_exact(&self) -> bool {
        self.column != Column::Extension
    }

    /// Which of two rows' texts comes first. A row without a text comes last either way.
    pub(crate) fn compare(&self, a: u32, b: u32, descending: bool) -> Ordering {
        let (a, b) = (self.of(a), self.of(b));
        let exactly = || if self.is_exact() { a.cmp(b) } else { Ordering::Equal };
        let order = || self.collation.compare(a, b).then_with(exactly);
        a.is_empty().cmp(&b.is_empty()).then_with(|| if descending { order().reverse() } else { order() })
    }

    /// The beginning of each row's text without case, in the order of texts that is wanted.
    pub(crate) fn prefixes(self, rows: &[u32], descending: bool) -> Vec<Prefix> {
        let first = rows.par_iter().copied().min().unwrap_or(0);
        let behind = rows.par_iter().max().map_or(0, |last| last + 1);
        if (behind - first) as usize / DENSE > rows.len() {
            return self.fetch(rows.len(), |at| rows[at], descending);
        }
        // Many steps through all of memory are slower than one way through it, and one step for each.
        let lying = self.fetch((behind - first) as usize, |at| first + at as u32, descending);
        rows.par_iter().map(|row| lying[(row - first) as usize]).collect()
    }

    fn fetch(self, count: usize, row: impl Fn(usize) -> u32 + Sync, descending: bool) -> Vec<Prefix> {
        let mut prefixes = vec![NO_TEXT; count];
        prefixes.par_chunks_mut(STEP).enumerate().for_each(|(step, prefixes)| {
            let (mut many, mut folded) = (self.many(), Vec::new());
            for (batch, prefixes) in prefixes.chunks_mut(BATCH).enumerate() {
                let from = step * STEP + batch * BATCH;
                let texts = many.fetch((from..from + prefixes.len()).map(&row));
                for (prefix, text) in prefixes.iter_mut().zip(texts) {
                    *prefix = self.beginning(text, descending, &mut folded);
                }
            }
        });
        prefixes
    }

    fn beginning(self, text: &[u8], descending: bool, folded: &mut Vec<u8>) -> Prefix {
        if text.is_empty() {
            return NO_TEXT;
        }
        let bytes = self.collation.part::<PREFIX>(text, 0, folded);
        let number = |from: usize| {
            let part = u64::from_be_bytes(std::array::from_fn(|at| bytes[from + at]));
            if descending { !part } else { part }
        };
        (number(0), number(8), number(16))
    }

    /// Ready to fetch cells.
    pub(crate) fn cells(self, descending: bool) -> TextCells<'a> {
        TextCells { texts: self, many: self.many(), descending, cells: Vec::new(), folded: Vec::new() }
    }

    fn many(self) -> Many<'a> {
        Many { of: self, places: Vec::new(), texts: Vec::new() }
    }
}

/// Texts that are fetched together: each is several steps of memory away, and steps of many rows overlap where one row's can't.
struct Many<'a> {
    of: Texts<'a>,
    places: Vec<(&'a Block, usize)>,
    texts: Vec<&'a [u8]>,
}

impl<'a> Many<'a> {
    fn fetch(&mut self, rows: impl Iterator<Item = u32>) -> &[&'a [u8]] {
        self.places.clear();
        self.places.extend(rows.map(|row| self.of.rows.locate(row)));
        self.texts.clear();
        self.texts.extend(self.places.iter().map(|(block, index)| self.of.at(block, *index)));
        &self.texts
    }
}

/// Cells of many rows.
pub(crate) struct TextCells<'a> {
    texts: Texts<'a>,
    many: Many<'a>,
    descending: bool,
    cells: Vec<TextCell>,
    folded: Vec<u8>,
}

impl TextCells<'_> {
    /// The cell of each row's text at `depth`, in the order of texts that is wanted. A row without a text has the cell of an empty one.
    pub(crate) fn fetch(&mut self, rows: impl Iterator<Item = u32>, depth: usize) -> &[TextCell] {
        let texts = self.many.fetch(rows);
        self.cells.clear();
        self.cells.extend(texts.iter().map(|text| {
            let part = self.texts.collation.part(text, depth * CELL, &mut self.folded);
            let cell = TextCell::from_be_bytes(part);
            if self.descending { !cell } else { cell }
        }));
        &self.cells
    }
}
