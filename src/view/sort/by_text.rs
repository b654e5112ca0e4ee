//! Rows by name or another text, without case.
//!
//! Texts are compared sixteen bytes at a time: the first sixteen of every row are put in order as one number, then the next of
//! those rows that have the first in common, and so on (Kärkkäinen and Rantala, "Engineering radix sort for strings", 2008, call these
//! superalphabets). So a name is looked at only as far as it has company, and rows that share a beginning are looked at together.

use super::texts::{BATCH, STEP, TextCell, Texts};
use crate::model::{Cancel, Column};
use crate::text::Collation;
use rayon::prelude::*;
use std::cmp::Ordering;
use std::ops::Range;

/// Cells after which the texts of a few rows are looked at as wholes: each cell of a text that isn't ASCII costs as much as all of it.
const DEEP: usize = 3;

/// A cell of a row's text, and the row's place among those that are put in order. The cell is in two halves, which saves eight bytes
/// of alignment.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Item {
    high: u64,
    low: u64,
    place: u32,
    row: u32,
}

impl Item {
    fn set(&mut self, cell: TextCell) {
        (self.high, self.low) = ((cell >> 64) as u64, cell as u64);
    }

    fn cell(self) -> TextCell {
        TextCell::from(self.high) << 64 | TextCell::from(self.low)
    }
}

/// Puts `rows` in the order of their texts; equal ones stay in their order. `None` if cancelled.
pub(super) fn sort(rows: &[u32], texts: Texts<'_>, descending: bool, cancel: &Cancel) -> Option<Vec<u32>> {
    let sorting = Sorting { texts, descending, cancel };
    let mut items = vec![Item::default(); rows.len()];
    items.par_chunks_mut(STEP).zip(rows.par_chunks(STEP)).enumerate().for_each(|(at, (items, rows))| {
        if cancel.is_set() {
            return;
        }
        let places = at * STEP..;
        for (item, (&row, place)) in items.iter_mut().zip(rows.iter().zip(places)) {
            *item = Item { place: place as u32, row, ..Item::default() };
        }
        sorting.fetch(items, 0);
    });
    if cancel.is_set() {
        return None;
    }
    // What has no text comes last, in its order.
    let mut none = Vec::new();
    if texts.column != Column::Name {
        let empty = sorting.turned(0);
        none.extend(items.iter().filter(|item| item.cell() == empty).map(|item| item.row));
        items.retain(|item| item.cell() != empty);
    }
    sorting.put_in_order(&mut items);
    sorting.refine(&mut items, 0);
    if cancel.is_set() {
        return None;
    }
    let mut out = Vec::new();
    items.into_par_iter().map(|item| item.row).collect_into_vec(&mut out);
    out.extend(none);
    Some(out)
}

#[derive(Clone, Copy)]
struct Sorting<'a> {
    texts: Texts<'a>,
    descending: bool,
    cancel: &'a Cancel,
}

impl Sorting<'_> {
    fn turned(&self, cell: TextCell) -> TextCell {
        if self.descending { !cell } else { cell }
    }

    /// Sets each item to the cell of its text at `depth`.
    fn fetch(&self, items: &mut [Item], depth: usize) {
        let mut cells = self.texts.cells(self.descending);
        for batch in items.chunks_mut(BATCH) {
            let fetched = cells.fetch(batch.iter().map(|item| item.row), depth);
            batch.iter_mut().zip(fetched).for_each(|(item, cell)| item.set(*cell));
        }
    }

    /// Puts many items in the order of their cells, equal ones by their places. Of millions that takes a while: once it is cancelled, none is
    /// before another, and the sort soon comes to an end, in whichever order.
    fn put_in_order(&self, items: &mut [Item]) {
        items.par_sort_unstable_by(|a, b| {
            // No `&&`: a branch for each comparison would take half as long again.
            if (a < b) & !self.cancel.is_set() { Ordering::Less } else { Ordering::Greater }
        });
    }

    /// Puts in order what items with the same cell, the one at `depth`, have behind it. They are in the order of their cells.
    fn refine(&self, items: &mut [Item], depth: usize) {
        // Behind a cancelled sort they are in no order.
        if self.cancel.is_set() {
            return;
        }
        if items.len() <= STEP {
            self.refine_few(items, depth);
            return;
        }
        // Cut around the run in the middle, which one task takes.
        let cell = items[items.len() / 2].cell();
        let from = items.partition_point(|item| item.cell() < cell);
        let to = items.partition_point(|item| item.cell() <= cell);
        let (rest, right) = items.split_at_mut(to);
        let (left, run) = rest.split_at_mut(from);
        rayon::join(
            || self.run(run, depth),
            || rayon::join(|| self.refine(left, depth), || self.refine(right, depth)),
        );
    }

    /// The same for one run of items with the same cell.
    fn run(&self, run: &mut [Item], depth: usize) {
        if run.len() <= STEP {
            self.refine_few(run, depth);
        } else if self.is_end(run[0]) {
            self.exactly(run);
        } else if !self.cancel.is_set() {
            run.par_chunks_mut(STEP).filter(|_| !self.cancel.is_set()).for_each(|items| {
                self.fetch(items, depth + 1);
            });
            self.put_in_order(run);
            self.refine(run, depth + 1);
        }
    }

    /// The same for items that one task looks at: the next cells of all that have company are fetched together.
    fn refine_few(&self, items: &mut [Item], depth: usize) {
        let mut depth = depth;
        let mut runs: Vec<Range<usize>> = std::iter::once(0..items.len()).collect();
        let mut tied: Vec<Item> = Vec::new();
        while !runs.is_empty() && !self.cancel.is_set() {
            depth += 1;
            tied.clear();
            let mut next = Vec::new();
            for run in runs {
                let mut start = run.start;
                for part in items[run].chunk_by_mut(|a, b| a.cell() == b.cell()) {
                    let end = start + part.len();
                    if part.len() > 1 && self.is_end(part[0]) {
                        self.exactly(part);
                    } else if part.len() > 1 {
                        tied.extend_from_slice(part);
                        next.push(start..end);
                    }
                    start = end;
                }
            }
            if depth >= DEEP {
                for run in next {
                    self.by_whole_texts(&mut items[run]);
                }
                return;
            }
            self.fetch(&mut tied, depth);
            let mut rest = &tied[..];
            for run in &next {
                let (fetched, behind) = rest.split_at(run.len());
                rest = behind;
                items[run.clone()].copy_from_slice(fetched);
                items[run.clone()].sort_unstable();
            }
            runs = next;
        }
    }

    /// Puts items in order whose texts have a long beginning in common.
    fn by_whole_texts(&self, run: &mut [Item]) {
        if self.cancel.is_set() {
            return;
        }
        let key = |item: &Item| self.texts.collation.key(self.texts.of(item.row));
        let mut keyed: Vec<(Vec<u8>, Item)> = run.iter().map(|item| (key(item), *item)).collect();
        let compare = |a: &[u8], b: &[u8]| if self.descending { b.cmp(a) } else { a.cmp(b) };
        keyed.sort_unstable_by(|a, b| compare(&a.0, &b.0).then(a.1.place.cmp(&b.1.place)));
        run.iter_mut().zip(&keyed).for_each(|(item, (_, sorted))| *item = *sorted);
        let mut rest = run;
        for same in keyed.chunk_by(|a, b| a.0 == b.0) {
            let (part, behind) = rest.split_at_mut(same.len());
            rest = behind;
            if part.len() > 1 {
                self.exactly(part);
            }
        }
    }

    /// Whether the text ends in this cell. No name holds a NUL byte: one in the cell fills up the end.
    fn is_end(&self, item: Item) -> bool {
        self.turned(item.cell()) & 0xFF == 0
    }

    /// Puts items in order whose texts differ in case, form and leading zeros at most.
    fn exactly(&self, run: &mut [Item]) {
        let (is_exact, collation) = (self.texts.is_exact(), self.texts.collation);
        if !is_exact && collation == Collation::Folded {
            return;
        }
        let mut texts: Vec<(&[u8], Item)> = run.iter().map(|&item| (self.texts.of(item.row), item)).collect();
        let first = texts[0].0;
        if texts.iter().all(|(text, _)| *text == first) {
            return;
        }
        let compare = |a: &[u8], b: &[u8]| {
            let zeros = if collation == Collation::Natural {
                Collation::Folded.compare(a, b)
            } else {
                Ordering::Equal
            };
            let order = zeros.then_with(|| if is_exact { a.cmp(b) } else { Ordering::Equal });
            if self.descending { order.reverse() } else { order }
        };
        texts.sort_unstable_by(|a, b| compare(a.0, b.0).then(a.1.place.cmp(&b.1.place)));
        run.iter_mut().zip(texts).for_each(|(item, (_, sorted))| *item = sorted);
    }
}
