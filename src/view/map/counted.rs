//! Which rows a map counts, and what each of them counts.

use super::spec::Measure;
use crate::model::{Block, Cancel, Kind, RowSet};
use crate::store::Sheet;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

/// The rows that a map counts.
#[derive(Debug, Default)]
pub(super) struct Counted {
    /// Those numbered below this,
    pub covers: u32,
    /// which are in this, or all,
    pub only: Option<Arc<RowSet>>,
    /// but no further name of a file that was counted.
    pub again: Option<RowSet>,
}

impl Counted {
    /// Finds the further names of files: those behind the first that is counted. `None` if cancelled.
    pub(super) fn once(mut self, sheet: &Sheet, cancel: &Cancel) -> Option<Counted> {
        let (mut seen, mut again) = (HashSet::new(), RowSet::default());
        for (start, block) in sheet.rows.blocks().take_while(|(start, _)| *start < self.covers) {
            if cancel.is_set() {
                return None;
            }
            for (at, links) in block.all_links() {
                let row = start + at as u32;
                if self.counts(row) && !seen.insert(links.file()) {
                    again.insert(row);
                }
            }
        }
        self.again = Some(again).filter(|again| !again.is_empty());
        Some(self)
    }

    /// Whether a row counts; folders don't, which it does not look at.
    #[inline]
    fn counts(&self, row: u32) -> bool {
        row < self.covers
            && self.only.as_ref().is_none_or(|only| only.contains(row))
            && self.again.as_ref().is_none_or(|again| !again.contains(row))
    }

    /// Calls `each` with the index in its block of each file of a block that counts; the block's first row has the number `start`.
    #[inline]
    pub(super) fn each_in(&self, start: u32, block: &Block, mut each: impl FnMut(usize)) {
        let rows = start..self.covers.min(start + block.len() as u32);
        let mut file = |at: usize| {
            if block.kind(at) != Kind::Folder {
                each(at);
            }
        };
        if self.only.is_none() && self.again.is_none() {
            return (0..rows.len()).for_each(file);
        }
        words(&rows).for_each(|(at, mask)| {
            let only = self.only.as_ref().map_or(u64::MAX, |only| only.word(at));
            let again = self.again.as_ref().map_or(0, |again| again.word(at));
            let mut word = mask & only & !again;
            while word != 0 {
                file((at as u32 * 64 + word.trailing_zeros() - start) as usize);
                word &= word - 1;
            }
        });
    }
}

/// The words of a set that a range touches, each with the bits of it that are in the range.
fn words(rows: &Range<u32>) -> impl Iterator<Item = (usize, u64)> + use<> {
    let Range { start, end } = *rows;
    let range = if start < end { start / 64..end.div_ceil(64) } else { 0..0 };
    range.map(move |at| {
        let first = if at == start / 64 { u64::MAX << (start % 64) } else { u64::MAX };
        let last = if at == end / 64 { (1 << (end % 64)) - 1 } else { u64::MAX };
        (at as usize, first & last)
    })
}

/// What a file of a block counts; `None` if that is unknown.
#[inline]
pub(super) fn amount(block: &Block, at: usize, measure: Measure) -> Option<u64> {
    match measure {
        Measure::Length => block.size(at),
        Measure::Allocated => block.allocated(at),
        Measure::Files => Some(1),
    }
}

/// No file of a block counts more.
pub(super) fn most(block: &Block, measure: Measure) -> u64 {
    let bounds = match measure {
        Measure::Length => block.size_bounds(),
        Measure::Allocated => block.allocated_bounds(),
        Measure::Files => Some((1, 1)),
    };
    bounds.map_or(0, |(_, high)| high)
}
