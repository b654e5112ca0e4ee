//! Makes the charts of a snapshot: one pass over its rows.

use super::counters::{Calendars, Counters};
use super::folders::{FolderSums, Run};
use super::tally::Bar;
use super::{Charts, Sizes, Times, calendar::Calendar, kinds};
use crate::model::{Block, Cancel, Categories, HardLinks, RowSet};
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
}

impl ChartRows {
    /// What a view shows.
    pub fn by(view: &View, count: CountLinks) -> ChartRows {
        ChartRows { covers: view.covers, shown: view.row_set().cloned(), count }
    }
}

/// What a thread has counted: rows that are shown, and the others.
#[derive(Default)]
struct Part {
    shown: Option<Counters>,
    others: Option<Counters>,
    run: Run,
}

/// What all threads work with.
struct Work {
    blocks: Vec<(u32, Arc<Block>)>,
    rows: ChartRows,
    calendars: Calendars,
    categories: Arc<Categories>,
    folders: FolderSums,
    cancel: Cancel,
}

impl Charts {
    /// The charts of `sheet`, years and months being those of `now`'s clock; `None` if cancelled.
    pub fn make(sheet: &Sheet, rows: ChartRows, now: &Now, cancel: &Cancel) -> Option<Charts> {
        let blocks = sheet.rows.blocks().take_while(|(start, _)| *start < rows.covers);
        let blocks: Vec<_> = blocks.map(|(start, block)| (start, block.clone())).collect();
        let bounds = |of: fn(&Block) -> Option<(i64, i64)>| {
            let all = blocks.iter().filter_map(|(_, block)| of(block));
            all.reduce(|(low, high), (l, h)| (low.min(l), high.max(h)))
        };
        let calendars = Calendars {
            modified: Calendar::of(bounds(Block::modified_bounds), now),
            created: Calendar::of(bounds(Block::created_bounds), now),
        };
        let folders = FolderSums::new(sheet.folders.len() as usize);
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
        let new = || Counters::new(&work.calendars, &work.categories);
        let (mut shown, mut all) = (new(), new());
        for part in parts {
            part.shown.iter().for_each(|counted| shown.add(counted));
            part.others.iter().for_each(|counted| all.add(counted));
        }
        all.add(&shown);
        work.count_links_once(&mut shown, &mut all)?;
        work.charts(sheet, &shown, &all)
    }
}

impl Work {
    fn add_block(&self, part: &mut Part, number: usize) {
        if self.cancel.is_set() {
            return;
        }
        let (start, block) = &self.blocks[number];
        let len = (block.len() as u32).min(self.rows.covers - start) as usize;
        let Part { shown, others, run } = part;
        let new = || Counters::new(&self.calendars, &self.categories);
        let shown = shown.get_or_insert_with(new);
        match &self.rows.shown {
            None => (0..len).for_each(|at| {
                shown.add_row(block, at, &self.calendars);
                self.folders.add_row(run, block, at);
            }),
            Some(set) => {
                let others = others.get_or_insert_with(new);
                for at in 0..len {
                    if set.contains(start + at as u32) {
                        shown.add_row(block, at, &self.calendars);
                        self.folders.add_row(run, block, at);
                    } else {
                        others.add_row(block, at, &self.calendars);
                    }
                }
            }
        }
        // Another thread may take the folder up in the next block.
        self.folders.end(run);
    }

    /// Takes the further names of files out again, where a file counts once: as the sums of the status line do, the first of the names that
    /// are shown stays. Of a file without a shown name its first one stays in the count of all.
    fn count_links_once(&self, shown: &mut Counters, all: &mut Counters) -> Option<()> {
        if self.rows.count != CountLinks::Once {
            return Some(());
        }
        let mut seen = HashSet::new();
        for of_shown in [true, false] {
            for (start, block) in &self.blocks {
                if self.cancel.is_set() {
                    return None;
                }
                for (at, HardLinks { device, inode, .. }) in block.all_links() {
                    let row = start + at as u32;
                    let is_shown = self.rows.shown.as_ref().is_none_or(|set| set.contains(row));
                    if row >= self.rows.covers || is_shown != of_shown || seen.insert((device, inode)) {
                        continue;
                    }
                    all.take_row(block, at, &self.calendars);
                    if is_shown {
                        shown.take_row(block, at, &self.calendars);
                        self.folders.take_row(block, at);
                    }
                }
            }
        }
        Some(())
    }

    fn charts(&self, sheet: &Sheet, shown: &Counters, all: &Counters) -> Option<Charts> {
        let Calendars { modified, created } = &self.calendars;
        let charts = Charts {
            count: self.rows.count,
            is_part: self.rows.shown.is_some(),
            total: Bar { shown: shown.total, all: all.total },
            categories: kinds::by_category(&shown.extensions, &all.extensions, &sheet.categories),
            modified: Times::of(modified, &shown.modified, &all.modified),
            created: Times::of(created, &shown.created, &all.created),
            sizes: Sizes::of(&shown.sizes, &all.sizes),
            folders: self.folders.largest(&sheet.folders),
        };
        (!self.cancel.is_set()).then_some(charts)
    }
}
