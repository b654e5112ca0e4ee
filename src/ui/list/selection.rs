//! Which rows are selected, by their stable numbers, so that sorting and streaming rows don't change it. A row that isn't shown
//! is never in it. The list changes it, and the owner of the list takes it from there. Knows no egui.

use super::mark::Mark;
use super::numbered::Numbered;
use crate::model::{Renumbered, RowSet};
use std::ops::Range;
use std::sync::Arc;

/// The selected rows, and the range among them that Shift or a drag changes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Selection {
    rows: Arc<RowSet>,
    len: u64,
    /// Where a range begins.
    anchor: Option<Mark>,
    /// What is selected besides the range, where one is added.
    base: Option<Arc<RowSet>>,
    /// The positions of the range, as long as no row moves.
    range: Option<Range<u64>>,
    /// Counts the changes.
    changes: u64,
}

impl Selection {
    /// Whether a row is in it.
    pub(crate) fn contains(&self, number: u32) -> bool {
        self.rows.contains(number)
    }

    /// How many rows are in it.
    pub(crate) fn len(&self) -> u64 {
        self.len
    }

    /// Whether none is.
    pub(crate) fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The rows.
    pub(crate) fn rows(&self) -> &Arc<RowSet> {
        &self.rows
    }

    /// Another number after each change.
    pub(crate) fn changes(&self) -> u64 {
        self.changes
    }

    /// Takes every row out.
    pub(crate) fn clear(&mut self) {
        self.set(RowSet::default());
    }

    /// Forgets where a range begins too: rows get other numbers.
    pub(crate) fn forget(&mut self) {
        self.clear();
        self.anchor = None;
    }

    /// Rows went, and the others have other numbers.
    pub(crate) fn renumber(&mut self, by: &Renumbered) {
        self.set(by.set(&self.rows));
        self.anchor = None;
    }

    /// Puts in all rows that are shown now.
    pub(crate) fn all(&mut self, of: &impl Numbered) {
        self.set(of.all());
    }

    /// Of the rows that are shown, puts in those that are out and takes out those that are in.
    pub(crate) fn invert(&mut self, of: &impl Numbered) {
        let mut rows = of.all();
        rows.flip(&self.rows);
        self.set(rows);
    }

    /// Puts in this row alone.
    pub(crate) fn only(&mut self, of: &impl Numbered, mark: Mark) {
        (self.anchor, self.base, self.range) = (Some(mark), None, None);
        self.put(of, mark.position..mark.position + 1);
    }

    /// Puts a row in or takes it out.
    pub(crate) fn toggle(&mut self, mark: Mark) {
        Arc::make_mut(&mut self.rows).toggle(mark.number);
        self.anchor = Some(mark);
        (self.base, self.range) = (None, None);
        self.changed();
    }

    /// Lets a range begin at a row, besides what is in already.
    pub(crate) fn begin_adding(&mut self, mark: Mark) {
        (self.anchor, self.base, self.range) = (Some(mark), None, None);
    }

    /// Makes the range go from where it begins to a position. What was selected besides it stays where it is `added`. Costs what
    /// it changes of the range before, as long as no row has moved.
    pub(crate) fn extend(&mut self, of: &impl Numbered, position: u64, added: bool) {
        let Some(end) = Mark::at(of, position) else { return };
        let anchor = self.anchor.and_then(|anchor| anchor.found(of)).unwrap_or(end);
        self.anchor = Some(anchor);
        let range = anchor.position.min(position)..anchor.position.max(position) + 1;
        if added != self.base.is_some() {
            self.base = added.then(|| self.rows.clone());
            self.range = None;
        }
        self.put(of, range);
    }

    /// Leaves only what is shown. To be called whenever rows have come, gone or moved.
    pub(crate) fn keep_shown(&mut self, of: &impl Numbered) {
        self.range = None;
        let Some(shown) = of.row_set() else { return };
        if let Some(base) = self.base.as_mut().filter(|base| !base.is_subset(shown)) {
            Arc::make_mut(base).intersect(shown);
        }
        if !self.rows.is_subset(shown) {
            Arc::make_mut(&mut self.rows).intersect(shown);
            self.changed();
        }
    }

    /// Makes the range the one at these positions.
    fn put(&mut self, of: &impl Numbered, to: Range<u64>) {
        let nothing = Arc::default();
        let base = self.base.clone();
        let keep: &RowSet = base.as_ref().unwrap_or(&nothing);
        let whole = self.whole_cost(of, &to);
        match self.range.take() {
            Some(from) if cost(&from, &to) <= whole => {
                let rows = Arc::make_mut(&mut self.rows);
                outside(&from, &to).into_iter().for_each(|out| of.remove(out, rows, keep));
                outside(&to, &from).into_iter().for_each(|more| of.insert(more, rows));
            }
            _ if whole < size(&to) => {
                let mut rows = of.all();
                for out in outside(&(0..of.len()), &to) {
                    of.remove(out, &mut rows, keep);
                }
                self.rows = Arc::new(rows);
            }
            _ => {
                let mut rows = base.as_deref().cloned().unwrap_or_default();
                of.insert(to.clone(), &mut rows);
                self.rows = Arc::new(rows);
            }
        }
        self.range = Some(to);
        self.changed();
    }

    /// The least number of rows to touch for making it anew: those in the range, or with nothing besides it those around it.
    fn whole_cost(&self, of: &impl Numbered, to: &Range<u64>) -> u64 {
        if self.base.is_some() { size(to) } else { size(to).min(of.len().saturating_sub(size(to))) }
    }

    fn set(&mut self, rows: RowSet) {
        self.rows = Arc::new(rows);
        (self.base, self.range) = (None, None);
        self.changed();
    }

    fn changed(&mut self) {
        self.len = self.rows.len();
        self.changes += 1;
    }
}

fn size(range: &Range<u64>) -> u64 {
    range.end.saturating_sub(range.start)
}

fn cost(from: &Range<u64>, to: &Range<u64>) -> u64 {
    [outside(from, to), outside(to, from)].iter().flatten().map(size).sum()
}

/// What of `range` is before `other`, and what behind it.
fn outside(range: &Range<u64>, other: &Range<u64>) -> [Range<u64>; 2] {
    let before = range.start..range.end.min(other.start.max(range.start));
    let behind = range.start.max(other.end).max(before.end)..range.end;
    [before, behind]
}

#[cfg(test)]
mod tests;
