//! Makes the charts of a snapshot: one pass over its rows.

use super::axis::side;
use super::counters::Counters;
use super::folders::{FolderSums, Run};
use super::tally::Bar;
use super::{Charts, Sizes, Times, calendar::Calendar, kinds};
use crate::model::{Block, Cancel, Categories, Column, RowSet, unordered};
use crate::store::Sheet;
use crate::view::{CountLinks, Now, View, pool};
use std::collections::HashSet;
use std::sync::Arc;

/// Threads at most: more than a few only wait for the memory.
const THREADS: usize = 4;

/// Which rows are counted, and how.
#[derive(Debug, Clone)]
pub struct ChartRows {
    /// Those numbered below this.
    pub covers: u32,
    /// Of these the ones that are shown; `None` if all are.
    pub shown: Option<Arc<RowSet>>,
    /// How files with several names count.
    pub count: CountLinks,
    /// By which of [`TIMES`](super::TIMES).
    pub times: Vec<Column>,
}

impl ChartRows {
    /// What a view shows.
    pub fn by(view: &View, count: CountLinks, times: &[Column]) -> ChartRows {
        ChartRows { covers: view.covers, shown: view.row_set().cloned(), count, times: times.to_vec() }
    }
}

/// What a thread has counted.
#[derive(Default)]
struct Part {
    counters: Option<Counters>,
    run: Run,
}

/// What all threads work with.
struct Work {
    blocks: Vec<(u32, Arc<Block>)>,
    rows: ChartRows,
    /// One for each column of times.
    calendars: Vec<Calendar>,
    categories: Arc<Categories>,
    folders: FolderSums,
    cancel: Cancel,
}

impl Charts {
    /// The charts of `sheet`, years and months being those of `now`'s clock; `None` if cancelled.
    pub fn make(sheet: &Sheet, rows: ChartRows, now: &Now, cancel: &Cancel) -> Option<Charts> {
        let blocks = sheet.rows.blocks().take_while(|(start, _)| *start < rows.covers);
        let blocks: Vec<_> = blocks.map(|(start, block)| (start, block.clone())).collect();
        let calendar = |column: &Column| {
            let all = blocks.iter().filter_map(|(_, block)| block.bounds(*column));
            let bounds = all.reduce(|(low, high), (l, h)| (low.min(l), high.max(h)));
            Calendar::of(*column, bounds.map(|(low, high)| (unordered(low), unordered(high))), now)
        };
        let calendars = rows.times.iter().map(calendar).collect();
        let has_all = |block: &Block| block.has_all(Column::Size) && block.has_all(Column::Allocated);
        let lacks_some = !blocks.iter().all(|(_, block)| has_all(block));
        let folders = FolderSums::new(sheet.folders.len() as usize, rows.shown.is_some(), lacks_some);
        let categories = sheet.categories.clone();
        let work = Arc::new(Work { blocks, rows, calendars, categories, folders, cancel: cancel.clone() });
        let of_block = {
            let work = work.clone();
            move |part: &mut Part, number: usize| work.add_block(part, number)
        };
        let parts = pool::fold(work.blocks.len(), THREADS, of_block);
        if cancel.is_set() {
            return None;
        }
        let mut counted = parts.into_iter().filter_map(|part| part.counters).map(|mut counters| {
            counters.widen();
            counters
        });
        let mut counters = counted.next().unwrap_or_else(|| work.new_counters());
        counted.for_each(|more| counters.add(&more));
        work.count_links_once(&mut counters)?;
        work.charts(sheet, &counters)
    }
}

impl Work {
    fn new_counters(&self) -> Counters {
        Counters::new(&self.calendars, &self.categories)
    }

    fn side_of(&self, row: u32) -> u8 {
        let is_shown = self.rows.shown.as_ref().is_none_or(|set| set.contains(row));
        if is_shown { side::SHOWN } else { side::OTHER }
    }

    fn add_block(&self, part: &mut Part, number: usize) {
        if self.cancel.is_set() {
            return;
        }
        let (start, block) = &self.blocks[number];
        let len = (block.len() as u32).min(self.rows.covers - start) as usize;
        let Part { counters, run } = part;
        let counters = counters.get_or_insert_with(|| self.new_counters());
        let side_of = |at: usize| self.side_of(start + at as u32);
        counters.add_block(block, len, side_of, &self.calendars, &self.folders, run);
        // Another thread may take the folder up in the next block.
        self.folders.end(run);
    }

    /// Takes the further names of files out again, where a file counts once: as the sums of the status line do, the first of the names that
    /// are shown stays. Of a file without a shown name its first one stays in the count of all.
    fn count_links_once(&self, counters: &mut Counters) -> Option<()> {
        if self.rows.count != CountLinks::Once {
            return Some(());
        }
        let mut seen = HashSet::new();
        for of in [side::SHOWN, side::OTHER] {
            for (start, block) in &self.blocks {
                if self.cancel.is_set() {
                    return None;
                }
                for (at, links) in block.all_links() {
                    let row = start + at as u32;
                    let side = self.side_of(row);
                    if row < self.rows.covers && side == of && !seen.insert(links.file()) {
                        counters.take_row(block, at, side, &self.calendars);
                        self.folders.take_row(block, at, side);
                    }
                }
            }
        }
        Some(())
    }

    fn charts(&self, sheet: &Sheet, counters: &Counters) -> Option<Charts> {
        let mut total = Bar::default();
        counters.sizes.bars().for_each(|bar| total += bar);
        let charts = Charts {
            count: self.rows.count,
            is_part: self.rows.shown.is_some(),
            total,
            categories: kinds::by_category(&counters.extensions, &sheet.categories),
            times: (self.calendars.iter().zip(&counters.months))
                .map(|(calendar, months)| (calendar.column, Times::of(calendar, &months.sums)))
                .collect(),
            sizes: Sizes::of(&counters.sizes, &counters.fine),
            folders: self.folders.largest(&sheet.folders),
        };
        (!self.cancel.is_set()).then_some(charts)
    }
}
