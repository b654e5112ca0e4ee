//! Makes a view of a snapshot, from nothing or from the view before.

use super::cancel::Cancel;
use super::filter::{Bits, Matcher, Rows};
use super::folded::FoldedNames;
use super::found::Found;
use super::live::Live;
use super::settled::Settled;
use super::shown::{Index, Spec, Ties, View};
use crate::model::RowSet;
use crate::store::{Snapshot, Store};
use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};
use std::sync::Arc;

/// Makes views of one sheet, one after another, and keeps what the next one can use again.
pub struct Maker {
    kept: Kept,
    threads: Option<ThreadPool>,
}

#[derive(Default)]
struct Kept {
    folded: FoldedNames,
    live: Option<Live>,
    settled: Settled,
}

impl Default for Maker {
    fn default() -> Maker {
        let own = ThreadPoolBuilder::new().thread_name(|i| format!("view-{}", i + 1)).build();
        // Where no more threads start it works on the caller's, which then counts as a pool of one for good, also for the
        // next maker. Outside of a pool rayon would try to start one for the whole program, and panic.
        let threads = own.or_else(|_| ThreadPoolBuilder::new().num_threads(1).use_current_thread().build());
        Maker { kept: Kept::default(), threads: threads.ok() }
    }
}

impl Maker {
    /// The view of `store` that `spec` asks for; none if cancelled.
    ///
    /// `before` is an earlier view of the same sheet; what it has in common with the new one is not made again.
    pub fn make(
        &mut self,
        store: &Snapshot,
        spec: &Spec,
        ties: Ties,
        before: Option<&View>,
        cancel: &Cancel,
    ) -> Option<View> {
        let before = before.filter(|view| view.covers <= store.rows.len());
        let kept = &mut self.kept;
        let job = Job { store, spec, ties, before, cancel };
        in_pool(self.threads.as_ref(), move || job.make(kept))
    }

    /// Does beforehand what the first order of a sheet needs, once it has stopped growing. None if cancelled.
    pub fn prepare(&mut self, store: &Snapshot, cancel: &Cancel) -> Option<()> {
        let settled = &mut self.kept.settled;
        in_pool(self.threads.as_ref(), move || settled.prepare(store, cancel))
    }

    /// Forgets everything of the sheet: the next one is another.
    pub fn forget(&mut self) {
        self.kept = Kept::default();
    }
}

fn in_pool<T: Send>(threads: Option<&ThreadPool>, work: impl FnOnce() -> T + Send) -> T {
    match threads {
        Some(threads) => threads.install(work),
        None => work(),
    }
}

/// One view to be made.
struct Job<'a> {
    store: &'a Store,
    spec: &'a Spec,
    ties: Ties,
    before: Option<&'a View>,
    cancel: &'a Cancel,
}

/// The first row of a block, which of its rows the filter wants, and which of those are in the folder.
type InBlock = (u32, Bits, Bits);

/// What the filter wants, and what of it is in the folder. None is all.
type Sets = (Option<Arc<RowSet>>, Option<Arc<RowSet>>);

impl Job<'_> {
    fn make(&self, kept: &mut Kept) -> Option<View> {
        let (matched, shown) = self.sets(&mut kept.folded)?;
        let index = match (&shown, self.ties) {
            (None, _) if self.spec.order.is_as_found() => Index::All,
            (Some(shown), _) if self.spec.order.is_as_found() => Index::Found(Found::new(shown.clone())),
            (_, Ties::Found) => {
                kept.settled = Settled::default();
                Index::Sorted(self.live(&mut kept.live, shown.as_deref())?)
            }
            (_, Ties::Path) => {
                kept.live = None;
                Index::Sorted(kept.settled.sorted(
                    self.spec.order,
                    shown.as_deref(),
                    self.store,
                    self.cancel,
                )?)
            }
        };
        let covers = self.store.rows.len();
        Some(View { spec: self.spec.clone(), ties: self.ties, covers, index, matched, shown })
    }

    fn sets(&self, folded: &mut FoldedNames) -> Option<Sets> {
        if self.spec.shows_all() {
            return Some((None, None));
        }
        let before = self
            .before
            .filter(|view| view.spec.filter == self.spec.filter && view.spec.within == self.spec.within);
        let from = before.map_or(0, |view| view.covers);
        if let Some(view) = before.filter(|_| from == self.store.rows.len()) {
            return Some((view.matched.clone(), view.shown.clone()));
        }
        folded.update(self.store);
        let matcher = Matcher::new(&self.spec.filter, self.spec.within, folded);
        let blocks: Vec<_> = self.store.rows.blocks().enumerate().collect();
        let first = blocks.partition_point(|(_, (start, block))| start + block.len() as u32 <= from);
        let found: Vec<InBlock> = blocks[first..]
            .par_iter()
            .map(|(place, (start, block))| {
                if self.cancel.is_set() {
                    return None;
                }
                let rows = Rows { block, folded: folded.block(*place), folders: &self.store.folders };
                let matched = matcher.matched(&rows);
                Some((*start, matched, matcher.narrowed(&rows, &matched)))
            })
            .collect::<Option<_>>()?;
        let joined = |old: Option<&Arc<RowSet>>, bits: fn(&InBlock) -> &Bits| {
            Arc::new(joined(
                old.map(Arc::as_ref),
                found.iter().map(|one| (one.0, bits(one))),
                self.store.rows.len(),
            ))
        };
        let matched = (!self.spec.filter.is_empty())
            .then(|| joined(before.and_then(|view| view.matched.as_ref()), |one| &one.1));
        let shown = match self.spec.within {
            None => matched.clone(),
            Some(_) => Some(joined(before.and_then(|view| view.shown.as_ref()), |one| &one.2)),
        };
        Some((matched, shown))
    }

    /// Extends the order that is there, if it is of this view's rows before; else begins one.
    fn live(&self, live: &mut Option<Live>, shown: Option<&RowSet>) -> Option<Arc<Vec<u32>>> {
        let rows = self.store.rows.len();
        let numbers = |from: u32| -> Vec<u32> {
            match shown {
                None => (from..rows).collect(),
                Some(shown) => shown.iter_from(from).collect(),
            }
        };
        let before = self.before.filter(|view| view.spec == *self.spec && view.ties == Ties::Found);
        let extended =
            before.zip(live.as_mut()).filter(|(view, live)| live.is_of(self.spec.order, view.len()));
        match extended {
            Some((view, live)) => live.extend(numbers(view.covers), self.store, self.cancel)?,
            None => *live = Some(Live::new(numbers(0), self.spec.order, self.store, self.cancel)?),
        }
        live.as_ref().map(|live| Arc::new(live.rows().to_vec()))
    }
}

/// A set with the rows of more blocks put in, each given by its first row. Rows that are in `old` may come again.
fn joined<'a>(old: Option<&RowSet>, blocks: impl Iterator<Item = (u32, &'a Bits)>, rows: u32) -> RowSet {
    let mut words = old.map(|old| old.words().to_vec()).unwrap_or_default();
    words.resize((rows as usize).div_ceil(64), 0);
    for (start, bits) in blocks {
        let (first, shift) = ((start / 64) as usize, start % 64);
        for (at, &word) in bits.words().iter().enumerate().filter(|(_, word)| **word != 0) {
            words[first + at] |= word << shift;
            let over = word.checked_shr(64 - shift).unwrap_or(0);
            if over != 0 {
                words[first + at + 1] |= over;
            }
        }
    }
    RowSet::from_words(words)
}
