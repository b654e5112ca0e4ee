//! Rows by name or extension, without case.
//!
//! Texts are compared sixteen bytes at a time: the first sixteen of every row are put in order as one number, then the next of
//! those rows that have the first in common, and so on (Kärkkäinen and Rantala, "Engineering radix sort for strings", 2008, call these
//! superalphabets). So a name is looked at only as far as it has company, and rows that share a beginning are looked at together.

use crate::model::name;
use crate::store::{Rows, Store, Walk};
use crate::text;
use crate::view::{Cancel, Column};
use rayon::prelude::*;
use std::cmp::Ordering;

/// Rows that one step of the work takes.
const STEP: usize = 1 << 14;
/// Bytes that are compared at once.
const CELL: usize = 16;

/// Sixteen bytes of a row's text as a number.
type Cell = u128;

/// A cell, and the row's place among those that are put in order. In two halves, which saves eight bytes of alignment.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Item {
    high: u64,
    low: u64,
    place: u32,
}

impl Item {
    fn new(cell: Cell, place: u32) -> Item {
        Item { high: (cell >> 64) as u64, low: cell as u64, place }
    }

    fn cell(self) -> Cell {
        Cell::from(self.high) << 64 | Cell::from(self.low)
    }
}

/// The texts of a column.
#[derive(Clone, Copy)]
pub struct Texts<'a> {
    rows: &'a Rows,
    column: Column,
}

impl<'a> Texts<'a> {
    /// The names, or else the extensions.
    pub fn new(store: &'a Store, column: Column) -> Texts<'a> {
        Texts { rows: &store.rows, column }
    }

    fn of(&self, row: u32) -> &'a [u8] {
        let (block, index) = self.rows.locate(row);
        self.part(block.name(index))
    }

    fn walked(&self, walk: &mut Walk<'a>, row: u32) -> &'a [u8] {
        let (block, index) = walk.locate(row);
        self.part(block.name(index))
    }

    fn part(&self, name: &'a [u8]) -> &'a [u8] {
        if self.column == Column::Name { name } else { name::extension(name) }
    }

    /// Which of two rows' texts comes first. A row without an extension comes last either way.
    pub fn compare(&self, a: u32, b: u32, descending: bool) -> Ordering {
        let (a, b) = (self.of(a), self.of(b));
        let order = || compare_folded(a, b).then_with(|| self.compare_exactly(a, b));
        a.is_empty().cmp(&b.is_empty()).then_with(|| if descending { order().reverse() } else { order() })
    }

    /// Names that differ only in case are in the order of their bytes; extensions are the same then.
    fn compare_exactly(&self, a: &[u8], b: &[u8]) -> Ordering {
        if self.column == Column::Name { a.cmp(b) } else { Ordering::Equal }
    }

    /// The first 16 bytes of a row's text without case, as a number in the order of texts.
    pub fn prefix(&self, row: u32, descending: bool) -> Cell {
        let text = self.of(row);
        if text.is_empty() {
            return u128::MAX;
        }
        let mut folded = Vec::new();
        let prefix = cell(text, 0, &mut folded);
        if descending { !prefix } else { prefix }
    }
}

/// Puts `rows` in the order of their texts; equal ones stay in their order. None if cancelled.
pub fn sort(rows: &[u32], texts: Texts<'_>, descending: bool, cancel: &Cancel) -> Option<Vec<u32>> {
    let sorting = Sorting { rows, texts, descending, cancel };
    let mut items: Vec<Item> = Vec::with_capacity(rows.len());
    let mut none: Vec<u32> = Vec::new();
    let parts: Vec<(Vec<Item>, Vec<u32>)> =
        rows.par_chunks(STEP).enumerate().map(|(at, rows)| sorting.items(at * STEP, rows)).collect();
    for (with, without) in parts {
        items.extend(with);
        none.extend(without);
    }
    if cancel.is_set() {
        return None;
    }
    items.par_sort_unstable();
    sorting.refine(&mut items, 0);
    if cancel.is_set() {
        return None;
    }
    let mut out = Vec::with_capacity(rows.len());
    out.par_extend(items.into_par_iter().map(|item| rows[item.place as usize]));
    out.extend(none);
    Some(out)
}

struct Sorting<'a> {
    rows: &'a [u32],
    texts: Texts<'a>,
    descending: bool,
    cancel: &'a Cancel,
}

impl Sorting<'_> {
    /// The items of rows from a place on, and the rows without a text.
    fn items(&self, first: usize, rows: &[u32]) -> (Vec<Item>, Vec<u32>) {
        let mut items = Vec::with_capacity(rows.len());
        let mut none = Vec::new();
        let mut walk = self.texts.rows.walk();
        let mut folded = Vec::new();
        for (at, &row) in rows.iter().enumerate() {
            let text = self.texts.walked(&mut walk, row);
            if text.is_empty() {
                none.push(row);
            } else {
                let cell = self.turned(cell(text, 0, &mut folded));
                items.push(Item::new(cell, (first + at) as u32));
            }
        }
        (items, none)
    }

    fn turned(&self, cell: Cell) -> Cell {
        if self.descending { !cell } else { cell }
    }

    /// Puts in order what items with the same cell, the one at `depth`, have behind it. They are in the order of their cells.
    fn refine(&self, items: &mut [Item], depth: usize) {
        if items.len() <= STEP {
            items
                .chunk_by_mut(|a, b| (a.high, a.low) == (b.high, b.low))
                .for_each(|run| self.run(run, depth));
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

    /// Puts items with the same cell in order.
    fn run(&self, run: &mut [Item], depth: usize) {
        let Some(first) = run.first().filter(|_| run.len() > 1 && !self.cancel.is_set()) else { return };
        // No name holds a NUL byte: one in the cell fills up the end of a text.
        if self.turned(first.cell()) & 0xFF == 0 {
            self.exactly(run);
        } else {
            let next = |items: &mut [Item]| {
                let mut walk = self.texts.rows.walk();
                let mut folded = Vec::new();
                for item in items.iter_mut() {
                    let text = self.texts.walked(&mut walk, self.rows[item.place as usize]);
                    *item = Item::new(self.turned(cell(text, depth + 1, &mut folded)), item.place);
                }
            };
            if run.len() > STEP {
                run.par_chunks_mut(STEP).for_each(next);
                run.par_sort_unstable();
            } else {
                next(run);
                run.sort_unstable();
            }
            self.refine(run, depth + 1);
        }
    }

    /// Puts items whose texts differ in case at most in order.
    fn exactly(&self, run: &mut [Item]) {
        let text = |item: &Item| self.texts.of(self.rows[item.place as usize]);
        let first = text(&run[0]);
        if run.iter().all(|item| self.texts.compare_exactly(first, text(item)).is_eq()) {
            return;
        }
        run.sort_unstable_by(|a, b| {
            let order = self.texts.compare_exactly(text(a), text(b));
            let order = if self.descending { order.reverse() } else { order };
            order.then(a.place.cmp(&b.place))
        });
    }
}

/// Sixteen bytes of a text without case, as a number in the order of texts; zeros behind its end.
fn cell(text: &[u8], depth: usize, folded: &mut Vec<u8>) -> Cell {
    let mut bytes = [0; CELL];
    let from = depth * CELL;
    if text.is_ascii() {
        fill(&mut bytes, text, from);
        bytes.make_ascii_lowercase();
    } else {
        folded.clear();
        text::fold(text, folded);
        fill(&mut bytes, folded, from);
    }
    Cell::from_be_bytes(bytes)
}

fn fill(bytes: &mut [u8; CELL], text: &[u8], from: usize) {
    let rest = text.get(from..).unwrap_or_default();
    match rest.first_chunk() {
        Some(whole) => *bytes = *whole,
        None => bytes[..rest.len()].copy_from_slice(rest),
    }
}

fn compare_folded(a: &[u8], b: &[u8]) -> Ordering {
    if a.is_ascii() && b.is_ascii() {
        return a.iter().map(u8::to_ascii_lowercase).cmp(b.iter().map(u8::to_ascii_lowercase));
    }
    text::folded(a).cmp(&text::folded(b))
}
