//! What is shown of a sheet: rows by position.

use super::filter::Filter;
use super::found::Found;
use super::order::{Order, Ties};
use super::sort::Comparison;
use crate::model::{Checked, Column, FolderId, Renumbered, RowSet};
use crate::store::{Accounts, Sheet};
use std::ops::Range;
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

impl Spec {
    /// Whether it shows the same rows as another one, in whichever order.
    pub fn shows_rows_of(&self, other: &Spec) -> bool {
        self.filter == other.filter && self.within == other.within
    }

    /// Whether it depends on the names of owners and groups, which may come after their rows.
    pub fn asks_for_accounts(&self) -> bool {
        let is_ordered = |column: &Column| self.order.has(*column);
        Accounts::COLUMNS.iter().any(is_ordered) || self.filter.expr().asks_for_accounts()
    }

    /// Whether a comparison with another sheet decides what it shows, or in which order.
    pub fn asks_for_comparison(&self) -> bool {
        self.filter.asks_for_comparison() || self.order.keys().any(|key| key.column.is_compared())
    }

    /// Whether a check of the names decides what it shows, or in which order.
    pub fn asks_for_check(&self) -> bool {
        self.filter.asks_for_check() || self.order.keys().any(|key| key.column.is_checked())
    }

    /// Whether it shows all rows.
    pub fn shows_all(&self) -> bool {
        self.filter.is_empty() && self.within.is_none()
    }
}

/// Row numbers by position.
#[derive(Debug, Clone)]
pub(super) enum Index {
    /// Every row as found, position by position.
    All,
    /// Some, as found.
    Found(Found),
    /// In an order.
    Sorted(Arc<Vec<u32>>),
}

/// What is shown of a sheet. Cloning it is cheap.
#[derive(Debug, Clone)]
pub struct View {
    /// What was asked for.
    pub spec: Spec,
    /// How ties are ordered; of no meaning where rows are as found.
    pub ties: Ties,
    /// Rows of the sheet that were looked at: those numbered below this.
    pub covers: u32,
    pub(super) index: Index,
    /// The rows that match the filter; `None` if all do.
    pub(super) matched: Option<Arc<RowSet>>,
    /// Those of them that are in the folder; `None` if all rows are shown.
    pub(super) shown: Option<Arc<RowSet>>,
    /// The check that it was made by, if it asks for one.
    pub(super) checked: Option<Arc<dyn Checked>>,
}

impl Default for View {
    fn default() -> View {
        View::everything(0)
    }
}

impl View {
    /// Every row of the first `rows`, as found.
    pub fn everything(rows: u32) -> View {
        let (spec, ties) = (Spec::default(), Ties::Found);
        View { spec, ties, covers: rows, index: Index::All, matched: None, shown: None, checked: None }
    }

    /// No row yet, of a sheet to be shown like this.
    pub fn nothing(spec: Spec) -> View {
        let none = || Some(Arc::default());
        let matched = if spec.filter.is_empty() { None } else { none() };
        let shown = if spec.shows_all() { None } else { none() };
        let index = if spec.order.is_as_found() {
            Index::Found(Found::default())
        } else {
            Index::Sorted(Arc::default())
        };
        View { spec, ties: Ties::Found, covers: 0, index, matched, shown, checked: None }
    }

    /// The same rows in the same order after some were taken out of the sheet: no row has to be looked at, nor put in order again.
    #[must_use]
    pub fn renumbered(&self, by: &Renumbered) -> View {
        let set = |rows: &Option<Arc<RowSet>>| rows.as_ref().map(|rows| Arc::new(by.set(rows)));
        let (matched, shown) = (set(&self.matched), set(&self.shown));
        let index = match (&self.index, &shown) {
            (Index::Sorted(rows), _) => {
                Index::Sorted(Arc::new(rows.iter().filter_map(|&row| by.number(row)).collect()))
            }
            (Index::Found(_), Some(shown)) => Index::Found(Found::new(shown.clone())),
            (Index::All | Index::Found(_), _) => Index::All,
        };
        let (spec, covers) = (self.spec.clone(), by.left_below(self.covers.min(by.rows())));
        View { spec, ties: self.ties, covers, index, matched, shown, checked: None }
    }

    /// Rows shown.
    pub fn len(&self) -> u64 {
        match &self.index {
            Index::All => self.covers.into(),
            Index::Found(found) => found.len(),
            Index::Sorted(rows) => rows.len() as u64,
        }
    }

    /// Whether none is.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The number of the row at `position`; `None` behind the last.
    pub fn get(&self, position: u64) -> Option<u32> {
        match &self.index {
            Index::All => u32::try_from(position).ok().filter(|&row| row < self.covers),
            Index::Found(found) => found.get(position),
            Index::Sorted(rows) => rows.get(usize::try_from(position).ok()?).copied(),
        }
    }

    /// Puts the numbers of the rows at these positions, which must be below [`View::len`], behind those in `out`.
    pub fn numbers(&self, positions: Range<u64>, out: &mut Vec<u32>) {
        match &self.index {
            Index::All => out.extend(positions.start as u32..positions.end as u32),
            Index::Found(found) => out.extend(found.between(positions)),
            Index::Sorted(rows) => {
                out.extend_from_slice(&rows[positions.start as usize..positions.end as usize]);
            }
        }
    }

    /// The rows that match the filter, in whichever folder they are; `None` if all of those covered do.
    pub fn matched(&self) -> Option<&Arc<RowSet>> {
        self.matched.as_ref()
    }

    /// The rows that are shown; `None` if all that are covered are.
    pub fn row_set(&self) -> Option<&Arc<RowSet>> {
        self.shown.as_ref()
    }

    /// Where the row with this number is shown; `None` if it isn't. `sheet` is what the view was made of, or a later state of it.
    pub fn position(&self, sheet: &Sheet, number: u32) -> Option<u64> {
        if number >= self.covers || self.shown.as_ref().is_some_and(|shown| !shown.contains(number)) {
            return None;
        }
        match &self.index {
            Index::All => Some(number.into()),
            Index::Found(found) => found.position(number),
            Index::Sorted(rows) => {
                let comparison = Comparison::new(sheet, self.spec.order, self.ties);
                rows.binary_search_by(|&row| comparison.compare(row, number)).ok().map(|at| at as u64)
            }
        }
    }
}
