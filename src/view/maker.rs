//! Makes a view of a snapshot, from nothing or from the view before.

use super::filter::{Bits, BlockRows, RowMatcher};
use super::folded::FoldedNames;
use super::found::{Found, those_in};
use super::live::Live;
use super::order::Ties;
use super::pool;
use super::settled::Settled;
use super::shown::{Index, Spec, View};
use crate::model::{Cancel, Checked, RowSet, is_same_check};
use crate::store::Sheet;
use rayon::prelude::*;
use std::sync::Arc;

/// Makes views of one sheet, one after another, and keeps what the next one can use again.
#[derive(Default)]
pub struct Maker {
    cache: MakerCache,
}

#[derive(Default)]
struct MakerCache {
    folded: FoldedNames,
    /// All rows of a sheet that grows, in the order that was asked for last without a filter.
    whole: Option<Live>,
    /// Those that the last spec wanted, in its order, if `whole` is in another one.
    some: Option<(Spec, Live)>,
    settled: Settled,
    /// How many accounts had been looked up for the view before, if that depends on their names.
    accounts: u32,
    /// The check that an order was made by, if one asked for it.
    checked: Option<Arc<dyn Checked>>,
}

impl Maker {
    /// The view of `sheet` that `spec` asks for; `None` if cancelled.
    ///
    /// `before` is an earlier view of the same sheet; what it has in common with the new one is not made again.
    pub fn make(
        &mut self,
        sheet: &Sheet,
        spec: &Spec,
        ties: Ties,
        before: Option<&View>,
        cancel: &Cancel,
    ) -> Option<View> {
        let mut before = before.filter(|view| view.covers <= sheet.rows.len());
        let cache = &mut self.cache;
        let accounts = sheet.accounts.looked_up();
        let checked = sheet.checked.clone().filter(|_| spec.asks_for_check());
        let is_renamed = spec.asks_for_accounts() && cache.accounts != accounts;
        let is_checked_anew = !is_same_check(cache.checked.as_ref(), checked.as_ref());
        let orders_by_check = spec.order.keys().any(|key| key.column.is_checked());
        // Other rows match or come first, now that names are known, or what is wrong with them.
        if is_renamed || is_checked_anew && orders_by_check {
            (cache.whole, cache.settled) = (None, Settled::default());
        }
        // What matched may match no more, as the last of a file's names has come in.
        let looks_around = spec.filter.asks_for_other_rows();
        if is_renamed || is_checked_anew || looks_around {
            (cache.some, cache.accounts) = (None, accounts);
        }
        let is_of_this = |view: &&View| is_same_check(view.checked.as_ref(), checked.as_ref());
        before = before.filter(|_| !is_renamed && !looks_around).filter(is_of_this);
        cache.checked = checked;
        let job = ViewJob { sheet, spec, ties, before, cancel };
        pool::run(move || job.make(cache))
    }

    /// Does beforehand what the first order of a sheet needs, once it has stopped growing; `natural` is as in [`super::Order`]. `None` if
    /// cancelled.
    pub fn prepare(&mut self, sheet: &Sheet, natural: bool, cancel: &Cancel) -> Option<()> {
        let settled = &mut self.cache.settled;
        pool::run(move || settled.prepare(sheet, natural, cancel))
    }

    /// Forgets everything of the sheet: the next one is another.
    pub fn forget(&mut self) {
        self.cache = MakerCache::default();
    }
}

/// One view to be made.
struct ViewJob<'a> {
    sheet: &'a Sheet,
    spec: &'a Spec,
    ties: Ties,
    before: Option<&'a View>,
    cancel: &'a Cancel,
}

/// The first row of a block, which of its rows match the filter, and which of those are in the folder.
type InBlock = (u32, Bits, Bits);

/// The rows that match the filter, and those of them that are in the folder; `None` stands for all rows.
type Sets = (Option<Arc<RowSet>>, Option<Arc<RowSet>>);

impl ViewJob<'_> {
    fn make(&self, cache: &mut MakerCache) -> Option<View> {
        let covers = self.covers(cache);
        let (matched, shown) = self.sets(covers, &mut cache.folded)?;
        let index = match (&shown, self.ties) {
            (None, _) if self.spec.order.is_as_found() => Index::All,
            (Some(shown), _) if self.spec.order.is_as_found() => Index::Found(Found::new(shown.clone())),
            (_, Ties::Found) => {
                cache.settled = Settled::default();
                Index::Sorted(self.live(cache, covers, shown.as_deref())?)
            }
            (_, Ties::Path) => {
                (cache.whole, cache.some) = (None, None);
                Index::Sorted(cache.settled.sorted(
                    self.spec.order,
                    shown.as_deref(),
                    self.sheet,
                    self.cancel,
                )?)
            }
        };
        let checked = cache.checked.clone();
        Some(View { spec: self.spec.clone(), ties: self.ties, covers, index, matched, shown, checked })
    }

    /// How many rows the view covers, from the first on: all of them, unless the filter has changed while the sheet grows. Then only as many
    /// as are in order already are filtered, so that the user who types doesn't wait until the newest rows are put in order; the next
    /// view of the same filter adds those. Never fewer than the view before covered, or rows would disappear for a moment.
    fn covers(&self, cache: &MakerCache) -> u32 {
        let is_new = self.before.filter(|view| view.spec != *self.spec && self.ties == Ties::Found);
        let whole = cache.whole.as_ref().filter(|whole| whole.is_of(self.spec.order));
        let ordered = whole.map(|whole| whole.rows().len() as u32);
        match ordered.zip(is_new) {
            Some((ordered, before)) if before.covers <= ordered => ordered.min(self.sheet.rows.len()),
            _ => self.sheet.rows.len(),
        }
    }

    fn sets(&self, covers: u32, folded: &mut FoldedNames) -> Option<Sets> {
        if self.spec.shows_all() {
            return Some((None, None));
        }
        let before = self
            .before
            .filter(|view| view.spec.filter == self.spec.filter && view.spec.within == self.spec.within);
        // Rows never change, so only blocks that reach behind the view before are searched. The first of them may have been partly searched
        // then: a small block takes in later rows. Rows in both are put in twice, which a set doesn't mind.
        let from = before.map_or(0, |view| view.covers);
        if let Some(view) = before.filter(|_| from == covers) {
            return Some((view.matched.clone(), view.shown.clone()));
        }
        folded.update(self.sheet, self.cancel)?;
        let matcher = RowMatcher::new(&self.spec.filter, self.spec.within, self.sheet, folded, self.cancel)?;
        let blocks = self.sheet.rows.blocks().take_while(|(start, _)| *start < covers);
        let blocks: Vec<_> = blocks.enumerate().collect();
        let first = blocks.partition_point(|(_, (start, block))| start + block.len() as u32 <= from);
        let found: Vec<InBlock> = blocks[first..]
            .par_iter()
            .map(|(place, (start, block))| {
                let rows = BlockRows {
                    block,
                    folded: folded.block(*place),
                    folders: &self.sheet.folders,
                    categories: &self.sheet.categories,
                    accounts: &self.sheet.accounts,
                    checked: self.sheet.checked.as_deref(),
                    compared: self.sheet.compared.as_deref(),
                    first: *start,
                    cancel: self.cancel,
                };
                let matched = matcher.matched(&rows);
                let found = (*start, matched, matcher.narrowed(&rows, &matched));
                // Cancelled meanwhile, it has not looked at all rows.
                (!self.cancel.is_set()).then_some(found)
            })
            .collect::<Option<_>>()?;
        let joined = |old: Option<&Arc<RowSet>>, bits: fn(&InBlock) -> &Bits| {
            Arc::new(joined(old.map(Arc::as_ref), found.iter().map(|one| (one.0, bits(one))), covers))
        };
        let matched = (!self.spec.filter.is_empty())
            .then(|| joined(before.and_then(|view| view.matched.as_ref()), |one| &one.1));
        let shown = match self.spec.within {
            None => matched.clone(),
            Some(_) => Some(joined(before.and_then(|view| view.shown.as_ref()), |one| &one.2)),
        };
        Some((matched, shown))
    }

    /// The order of a sheet that grows: extends what is kept, if it is in this order, or begins it.
    ///
    /// Two orders can be kept. `whole` has all rows, made when an order is asked for without a filter; every later filter in that order
    /// only leaves rows out of it, which takes no comparison. `some` has the rows of one filter, made when the order is asked for while a
    /// filter is in use: ordering all ten million rows for the few that match would make the user wait.
    fn live(&self, cache: &mut MakerCache, covers: u32, shown: Option<&RowSet>) -> Option<Arc<Vec<u32>>> {
        let order = self.spec.order;
        if let Some(set) = shown
            && !cache.whole.as_ref().is_some_and(|whole| whole.is_of(order))
        {
            let before = self.before.filter(|view| view.spec == *self.spec && view.ties == Ties::Found);
            // Behind a job that was cancelled `some` may have more rows than the view before, or those of another spec. Then it is made anew.
            let extended = before.zip(cache.some.as_mut());
            let extended = extended
                .filter(|(view, (spec, some))| *spec == *self.spec && some.rows().len() as u64 == view.len());
            match extended {
                Some((view, (_, some))) => {
                    let new: Vec<u32> = set.iter_from(view.covers).collect();
                    some.extend(&new, self.sheet, self.cancel)?;
                }
                None => {
                    let some = Live::new(set.iter().collect(), order, self.sheet, self.cancel)?;
                    cache.some = Some((self.spec.clone(), some));
                }
            }
            return cache.some.as_ref().map(|(_, some)| Arc::new(some.rows().to_vec()));
        }
        // All rows were put in this order before: the next filter only has to leave some out.
        cache.some = None;
        match cache.whole.as_mut().filter(|whole| whole.is_of(order) && whole.rows().len() <= covers as usize)
        {
            Some(whole) => {
                // Rows are put in by number, so after a cancelled extension too it holds the first `len` rows, and continues there.
                let new: Vec<u32> = (whole.rows().len() as u32..covers).collect();
                whole.extend(&new, self.sheet, self.cancel)?;
            }
            None => cache.whole = Some(Live::new((0..covers).collect(), order, self.sheet, self.cancel)?),
        }
        let whole = cache.whole.as_ref()?.rows();
        Some(Arc::new(shown.map_or_else(|| whole.to_vec(), |set| those_in(set, whole))))
    }
}

/// A set with the rows of more blocks put in, each given by its first row, of the first `rows`. Rows that are in `old` may come again.
fn joined<'a>(old: Option<&RowSet>, blocks: impl Iterator<Item = (u32, &'a Bits)>, rows: u32) -> RowSet {
    let mut words = old.map(|old| old.words().to_vec()).unwrap_or_default();
    words.resize((rows as usize).div_ceil(64), 0);
    for (start, bits) in blocks {
        let (first, shift) = ((start / 64) as usize, start % 64);
        for (at, &word) in bits.words().iter().enumerate().filter(|(_, word)| **word != 0) {
            let over = word.checked_shr(64 - shift).unwrap_or(0);
            // The last block may go on behind the end.
            for (words, part) in words.iter_mut().skip(first + at).zip([word << shift, over]) {
                *words |= part;
            }
        }
    }
    if let Some(last) = words.last_mut().filter(|_| !rows.is_multiple_of(64)) {
        *last &= (1 << (rows % 64)) - 1;
    }
    RowSet::from_words(words)
}
