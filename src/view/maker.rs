//! Makes a view of a snapshot, from nothing or from the view before.

use super::cancel::Cancel;
use super::filter::Filter;
use super::folded::FoldedNames;
use super::order::{Order, SortKey};
use super::ranks::ranks;
use super::sort::Sorter;
use crate::model::{FolderId, RowSet};
use crate::store::{Snapshot, Store};
use rayon::{ThreadPool, ThreadPoolBuilder};
use std::sync::Arc;

/// Which rows, in which order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Spec {
    /// Which rows.
    pub filter: Filter,
    /// In which order.
    pub order: Order,
    /// Of those only the rows in this folder and below it.
    pub within: Option<FolderId>,
}

/// What is shown of a sheet: row numbers by position.
#[derive(Debug, Clone, Default)]
pub struct View {
    /// What was asked for.
    pub spec: Spec,
    /// Rows of the sheet that were looked at: those numbered below this.
    pub covers: u32,
    /// None where every row is shown as found, position by position.
    index: Option<Vec<u32>>,
    /// The rows that the filter wants; none where it wants all.
    matched: Option<Arc<RowSet>>,
    /// Those of them that are in the folder; none where all rows are shown.
    shown: Option<Arc<RowSet>>,
}

impl View {
    /// Every row of the first `rows`, as found.
    pub fn everything(rows: u32) -> View {
        View { covers: rows, ..View::default() }
    }

    /// No row yet, of a sheet to be shown like this.
    pub fn nothing(spec: Spec) -> View {
        let index = (spec != Spec::default()).then(Vec::new);
        View { spec, index, ..View::default() }
    }

    /// Rows shown.
    pub fn len(&self) -> u64 {
        self.index.as_ref().map_or(self.covers.into(), |index| index.len() as u64)
    }

    /// Whether none is.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The rows that the filter wants, wherever they are; none where it wants all of those covered.
    pub fn matched(&self) -> Option<&Arc<RowSet>> {
        self.matched.as_ref()
    }

    /// The rows that are shown; none where all that are covered are.
    pub fn shown(&self) -> Option<&Arc<RowSet>> {
        self.shown.as_ref()
    }

    /// Where the row with this number is shown; none where it isn't.
    pub fn position(&self, _store: &Store, number: u32) -> Option<u64> {
        match &self.index {
            None => (number < self.covers).then_some(number.into()),
            Some(index) => index.iter().position(|&row| row == number).map(|at| at as u64),
        }
    }

    /// The number of the row at `position`; none behind the last.
    pub fn get(&self, position: u64) -> Option<u32> {
        match &self.index {
            None => u32::try_from(position).ok().filter(|&row| row < self.covers),
            Some(index) => index.get(usize::try_from(position).ok()?).copied(),
        }
    }
}

/// Makes views, one after another, and keeps what the next one can use again.
pub struct Maker {
    folded: FoldedNames,
    threads: Option<ThreadPool>,
}

impl Default for Maker {
    fn default() -> Maker {
        let own = ThreadPoolBuilder::new().thread_name(|i| format!("view-{}", i + 1)).build();
        // Where no more threads start it works on the caller's, which then counts as a pool of one for good, also for the
        // next maker. Outside of a pool rayon would try to start one for the whole program, and panic.
        let threads = own.or_else(|_| ThreadPoolBuilder::new().num_threads(1).use_current_thread().build());
        Maker { folded: FoldedNames::default(), threads: threads.ok() }
    }
}

impl Maker {
    /// The view of `store` that `spec` asks for; none if cancelled.
    ///
    /// `before` is an earlier view of the same sheet; it serves if it was made for the same `spec`.
    pub fn make(
        &mut self,
        store: &Snapshot,
        spec: &Spec,
        before: Option<&View>,
        cancel: &Cancel,
    ) -> Option<View> {
        let before = before.filter(|view| view.spec == *spec && view.covers <= store.rows.len());
        let folded = &mut self.folded;
        folded.forget_from(store.rows.blocks().count());
        let mut make = || make(folded, store, spec, before, cancel);
        match &self.threads {
            Some(threads) => threads.install(make),
            None => make(),
        }
    }
}

fn make(
    folded: &mut FoldedNames,
    store: &Store,
    spec: &Spec,
    before: Option<&View>,
    cancel: &Cancel,
) -> Option<View> {
    let covers = store.rows.len();
    if spec.filter.is_empty() && spec.order.is_as_found() {
        return Some(View { spec: spec.clone(), covers, ..View::default() });
    }
    let from = before.map_or(0, |view| view.covers);
    let found = filtered(folded, store, &spec.filter, from, cancel)?;
    let old = before.and_then(|view| view.index.as_deref()).unwrap_or_default();
    let index = match spec.order.first {
        None => [old, &found].concat(),
        Some(_) if found.is_empty() => old.to_vec(),
        Some(SortKey { column, descending }) => {
            let ranks = ranks(&store.folders);
            let sorter = Sorter { store, column, descending, ranks: &ranks };
            let found = sorter.sort(found, cancel)?;
            if old.is_empty() { found } else { sorter.merge(old, &found, cancel)? }
        }
    };
    Some(View { spec: spec.clone(), covers, index: Some(index), ..View::default() })
}

/// The rows from number `from` on that match, as found.
fn filtered(
    folded: &mut FoldedNames,
    store: &Store,
    filter: &Filter,
    from: u32,
    cancel: &Cancel,
) -> Option<Vec<u32>> {
    if filter.is_empty() {
        return Some((from..store.rows.len()).collect());
    }
    let matcher = filter.matcher(&store.folders);
    let mut found = Vec::new();
    for (place, (start, block)) in store.rows.blocks().enumerate() {
        if start + block.len() as u32 <= from {
            continue;
        }
        if cancel.is_set() {
            return None;
        }
        let names = folded.get(place, block);
        let rows = matcher.rows(block, &names).into_iter().map(|index| start + index as u32);
        found.extend(rows.filter(|&row| row >= from));
    }
    Some(found)
}
