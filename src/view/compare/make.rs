//! A comparison from its beginning to its end.

use super::Comparison;
use super::both::Both;
use super::entries::EntryRule;
use super::folders::{Fate, FolderPairs};
use super::grouped::Grouped;
use super::listed::ListedFolders;
use super::moves::{self, Certainty, Move};
use super::names::NameRule;
use super::result::Appender;
use super::rows::{Found, RowJob};
use super::side::{Known, folds, is_one_machine, paired_roots};
use super::whole::{self, FolderMoves, MovedFolders, WholeFolder};
use crate::model::{
    Cancel, Change, ChangeSum, ChangedRows, CompareTotals, CompareWish, Compared, FolderId, Kind, RowSet,
};
use crate::store::Sheet;
use crate::view::pool;
use rayon::prelude::*;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering::Relaxed};

/// Rows whose changes are counted at once.
const COUNTED: usize = 1 << 16;

/// The sheet that results, with the comparison that says what became of its rows.
#[derive(Debug)]
pub struct ComparedSheet {
    /// All rows of the new sheet under their numbers, and behind them those that only the old one has.
    pub sheet: Sheet,
    /// What became of them.
    pub comparison: Arc<Comparison>,
}

/// Compares two sheets; `None` if cancelled.
pub fn compare(old: &Sheet, new: &Sheet, wish: &CompareWish, cancel: &Cancel) -> Option<ComparedSheet> {
    pool::run(|| make(old, new, wish, cancel))
}

fn make(old_sheet: &Sheet, new_sheet: &Sheet, wish: &CompareWish, cancel: &Cancel) -> Option<ComparedSheet> {
    let old = &Known::of(old_sheet, wish.leaves_out_alike, cancel)?;
    let new = &Known::of(new_sheet, wish.leaves_out_alike, cancel)?;
    // Systems of one kind keep names as they are given; between two kinds they are changed on the way.
    let is_across = folds(old_sheet) != folds(new_sheet);
    let names = NameRule {
        without_case: wish.without_case.unwrap_or(is_across),
        without_form: wish.without_form.unwrap_or(is_across),
    };
    let roots = wish.roots.clone().unwrap_or_else(|| paired_roots(old.sheet, new.sheet, &[]));
    let pairs = &FolderPairs::of(old, new, &roots, names, cancel)?;
    let (old_rows, new_rows) = (&Grouped::of(old.sheet, cancel)?, &Grouped::of(new.sheet, cancel)?);
    let states: Vec<AtomicU8> =
        (0..new.sheet.rows.len()).map(|_| AtomicU8::new(Change::Same as u8)).collect();
    let listed = &ListedFolders::of(old, new);
    let entries = EntryRule::new(wish, old, new, is_across);
    let both = &Both { old, new, old_rows, new_rows, pairs };
    let job = RowJob { both, listed, names, entries, states: &states };
    let found = job.run(cancel)?;
    let is_one = is_one_machine(old_sheet, new_sheet);
    let mut all = moves::pair((old, &found.removed), (new, &found.added), is_one);
    let finder = FolderMoves { both };
    let moved = finder.find(&mut all);
    if cancel.is_set() {
        return None;
    }
    let ending = Ending { both, moved, states: &states };
    let ended = ending.end(found, &all)?;
    let states: Vec<u8> = states.into_iter().map(AtomicU8::into_inner).collect();
    let counted = states.par_chunks(COUNTED).map(ChangedRows::count);
    let rows = counted.reduce(ChangedRows::default, ChangedRows::plus);
    let behind = ended.behind.len() as u32;
    let rows = rows.and(Change::Removed, ended.removed).and(Change::Unknown, behind - ended.removed);
    let comparison = Arc::new(Comparison {
        wish: wish.clone(),
        old: old.sheet.clone(),
        states,
        rows,
        pairs: ended.pairs,
        behind: ended.behind,
        removed: ended.removed,
        totals: ended.totals,
        whole_changes: ended.whole.iter().map(|one| (one.folder, one.change)).collect(),
        whole: ended.whole,
        roots,
        folded: (names.without_case, names.without_form),
    });
    let compared: Arc<dyn Compared> = comparison.clone();
    let sheet = Sheet { compared: Some(compared), ..ended.sheet };
    Some(ComparedSheet { sheet, comparison })
}

/// What is left to do once all pairs are known.
struct Ending<'a> {
    both: &'a Both<'a>,
    moved: MovedFolders,
    states: &'a [AtomicU8],
}

struct Ended {
    sheet: Sheet,
    pairs: Vec<(u32, u32)>,
    behind: Vec<u32>,
    removed: u32,
    totals: CompareTotals,
    whole: Vec<WholeFolder>,
}

impl Ending<'_> {
    fn end(self, found: Found, moves: &[Move]) -> Option<Ended> {
        let Found { mut totals, mut pairs, added, mut removed, mut unknown } = found;
        for &row in &added {
            self.states[row as usize].store(Change::Added as u8, Relaxed);
        }
        let gone: RowSet = moves.iter().map(|one| one.old).collect();
        for one in moves {
            self.note_move(one, &mut totals);
            pairs.push((one.new, one.old));
        }
        pairs.sort_unstable();
        pairs.shrink_to_fit();
        removed.retain(|row| !gone.contains(*row));
        removed.sort_unstable();
        unknown.sort_unstable();
        let is_moved = |row: &u32| self.states[*row as usize].load(Relaxed) != Change::Added as u8;
        for &row in added.iter().filter(|row| !is_moved(row)) {
            totals.added += of_row(self.both.new, row);
        }
        for &row in &removed {
            totals.removed += of_row(self.both.old, row);
        }
        for &row in &unknown {
            totals.unknown += of_row(self.both.old, row);
        }
        let alone = |fates: &[Fate]| fates.iter().filter(|fate| **fate == Fate::Alone).count() as u64;
        totals.folders_added = alone(&self.both.pairs.new) - self.moved.from.len() as u64;
        totals.folders_removed = alone(&self.both.pairs.old) - self.moved.to.len() as u64;
        totals.folders_moved = self.moved.tops.len() as u64;
        totals.folders_unknown = self.both.pairs.unknown;
        totals.spelled += self.both.pairs.spelled;
        let mut appender = Appender::new(self.both.old, self.both.new.sheet, self.both.pairs, &self.moved);
        appender.rows(&removed);
        let first_unknown = appender.count();
        appender.rows(&unknown);
        let whole = self.whole(&mut appender);
        let (sheet, behind) = appender.done();
        Some(Ended { sheet, pairs, behind, removed: first_unknown, totals, whole })
    }

    fn note_move(&self, one: &Move, totals: &mut CompareTotals) {
        let (block, at) = self.both.new.sheet.rows.locate(one.new);
        let new = block.folder(at);
        let (old_block, old_at) = self.both.old.sheet.rows.locate(one.old);
        let old = old_block.folder(old_at);
        let is_renamed = moves::is_renamed(self.both.pairs, old, new);
        let change = match (is_renamed, one.certainty) {
            (false, Certainty::Sure) => Change::MovedSure,
            (false, Certainty::Likely) => Change::MovedLikely,
            (false, Certainty::Possible) => Change::MovedPossible,
            (true, Certainty::Sure) => Change::RenamedSure,
            (true, _) => Change::RenamedPossible,
        };
        self.states[one.new as usize].store(change as u8, Relaxed);
        if block.kind(at) == Kind::Folder {
            return;
        }
        let (size, before) = (block.size(at).unwrap_or(0), old_block.size(old_at).unwrap_or(0));
        // One that is known by its inode may have changed on the way.
        totals.other_grown += u128::from(size.saturating_sub(before));
        totals.other_shrunk += u128::from(before.saturating_sub(size));
        if is_renamed { totals.renamed.add(size) } else { totals.moved.add(size) }
    }

    /// The folders that came, went or moved as wholes.
    fn whole(&self, appender: &mut Appender<'_>) -> Vec<WholeFolder> {
        let (&Both { old, new, old_rows, new_rows, pairs }, moved) = (self.both, &self.moved);
        let added = whole::tops(new, &pairs.new, |id| moved.from.contains_key(&id));
        let removed = whole::tops(old, &pairs.old, |id| moved.to.contains_key(&id));
        let mut new_tops = added.clone();
        new_tops.extend(&moved.tops);
        let new_sums = whole::sums(new, new_rows, &pairs.new, &new_tops);
        let old_sums = whole::sums(old, old_rows, &pairs.old, &removed);
        let sum_new = |id: &FolderId| new_sums.get(id).copied().unwrap_or_default();
        let mut all = Vec::new();
        for folder in added {
            let sum = sum_new(&folder);
            all.push(WholeFolder { folder, change: Change::Added, was: None, sum });
        }
        for &folder in &moved.tops {
            let (was, sum) = (moved.from.get(&folder).copied(), sum_new(&folder));
            all.push(WholeFolder { folder, change: Change::MovedLikely, was, sum });
        }
        for old in removed {
            let sum = old_sums.get(&old).copied().unwrap_or_default();
            if let Some(folder) = appender.folder(old) {
                all.push(WholeFolder { folder, change: Change::Removed, was: Some(old), sum });
            }
        }
        all.sort_by_key(|one| std::cmp::Reverse((one.sum.bytes, one.sum.files)));
        all
    }
}

fn of_row(side: &Known<'_>, row: u32) -> ChangeSum {
    let (block, at) = side.sheet.rows.locate(row);
    let mut sum = ChangeSum::default();
    if block.kind(at) != Kind::Folder {
        sum.add(block.size(at).unwrap_or(0));
    }
    sum
}
