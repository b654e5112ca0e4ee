//! Which rows are selected, by their stable numbers, so that sorting and streaming rows don't change it. A row that isn't shown
//! is never in it. The table changes it; the session is told of it, to sum it. Knows no egui.

use super::mark::Mark;
use crate::model::RowSet;
use crate::session::{Sheet, Version};
use std::ops::Range;
use std::sync::Arc;

/// The selected rows, and the range among them that Shift or a drag changes.
#[derive(Clone, Debug, Default)]
pub(super) struct Selection {
    rows: Arc<RowSet>,
    len: u64,
    /// Where a range begins.
    anchor: Option<Mark>,
    /// What is selected besides the range, where one is added.
    base: Option<Arc<RowSet>>,
    /// The positions of the range in one state of the sheet.
    range: Option<(Version, Range<u64>)>,
    /// Counts the changes.
    changes: u64,
}

impl Selection {
    /// Whether a row is in it.
    pub(super) fn contains(&self, number: u32) -> bool {
        self.rows.contains(number)
    }

    /// How many rows are in it.
    pub(super) fn len(&self) -> u64 {
        self.len
    }

    /// Whether none is.
    pub(super) fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The rows.
    pub(super) fn rows(&self) -> &Arc<RowSet> {
        &self.rows
    }

    /// Another number after each change.
    pub(super) fn changes(&self) -> u64 {
        self.changes
    }

    /// Takes every row out.
    pub(super) fn clear(&mut self) {
        self.set(RowSet::default());
    }

    /// Forgets where a range begins too: rows get other numbers.
    pub(super) fn forget(&mut self) {
        self.clear();
        self.anchor = None;
    }

    /// Puts in all rows that are shown now.
    pub(super) fn all(&mut self, sheet: &Sheet<'_>) {
        self.set(sheet.rows());
    }

    /// Of the rows that are shown, puts in those that are out and takes out those that are in.
    pub(super) fn invert(&mut self, sheet: &Sheet<'_>) {
        let mut rows = sheet.rows();
        rows.flip(&self.rows);
        self.set(rows);
    }

    /// Puts in this row alone.
    pub(super) fn only(&mut self, sheet: &Sheet<'_>, mark: Mark) {
        (self.anchor, self.base, self.range) = (Some(mark), None, None);
        self.put(sheet, mark.position..mark.position + 1);
    }

    /// Puts a row in or takes it out.
    pub(super) fn toggle(&mut self, mark: Mark) {
        Arc::make_mut(&mut self.rows).toggle(mark.number);
        self.anchor = Some(mark);
        (self.base, self.range) = (None, None);
        self.changed();
    }

    /// Lets a range begin at a row, besides what is in already.
    pub(super) fn begin_adding(&mut self, mark: Mark) {
        (self.anchor, self.base, self.range) = (Some(mark), None, None);
    }

    /// Makes the range go from where it begins to a position. What was selected besides it stays where it is `added`. Costs what
    /// it changes of the range before, as long as the sheet is the same.
    pub(super) fn extend(&mut self, sheet: &Sheet<'_>, position: u64, added: bool) {
        let Some(end) = Mark::at(sheet, position) else { return };
        let anchor = self.anchor.and_then(|anchor| anchor.found(sheet)).unwrap_or(end);
        self.anchor = Some(anchor);
        let range = anchor.position.min(position)..anchor.position.max(position) + 1;
        if added != self.base.is_some() {
            self.base = added.then(|| self.rows.clone());
            self.range = None;
        }
        self.put(sheet, range);
    }

    /// Leaves only what is shown, after a change of the sheet.
    pub(super) fn keep_shown(&mut self, sheet: &Sheet<'_>) {
        let Some(shown) = sheet.shown() else { return };
        if let Some(base) = self.base.as_mut().filter(|base| !base.is_subset(shown)) {
            Arc::make_mut(base).intersect(shown);
        }
        if !self.rows.is_subset(shown) {
            Arc::make_mut(&mut self.rows).intersect(shown);
            self.range = None;
            self.changed();
        }
    }

    /// Makes the range the one at these positions.
    fn put(&mut self, sheet: &Sheet<'_>, to: Range<u64>) {
        let version = sheet.version();
        let nothing = Arc::default();
        let base = self.base.clone();
        let keep: &RowSet = base.as_ref().unwrap_or(&nothing);
        let before = self.range.take().filter(|(of, _)| *of == version).map(|(_, range)| range);
        let whole = self.whole_cost(sheet, &to);
        match before {
            Some(from) if cost(&from, &to) <= whole => {
                let rows = Arc::make_mut(&mut self.rows);
                outside(&from, &to).into_iter().for_each(|out| sheet.remove(out, rows, keep));
                outside(&to, &from).into_iter().for_each(|more| sheet.insert(more, rows));
            }
            _ if whole < size(&to) => {
                let mut rows = sheet.rows();
                for out in outside(&(0..sheet.len()), &to) {
                    sheet.remove(out, &mut rows, keep);
                }
                self.rows = Arc::new(rows);
            }
            _ => {
                let mut rows = base.as_deref().cloned().unwrap_or_default();
                sheet.insert(to.clone(), &mut rows);
                self.rows = Arc::new(rows);
            }
        }
        self.range = Some((version, to));
        self.changed();
    }

    /// The least number of rows to touch for making it anew: those in the range, or with nothing besides it those around it.
    fn whole_cost(&self, sheet: &Sheet<'_>, to: &Range<u64>) -> u64 {
        if self.base.is_some() { size(to) } else { size(to).min(sheet.len().saturating_sub(size(to))) }
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
