//! The order of a sheet that doesn't grow: ties by path, and whole orders kept, so that another filter or column is quick.

use super::Order;
use super::found::those_in;
use super::order::Ties;
use super::sort::{self, Comparison, Paths};
use crate::model::{Cancel, RowSet};
use crate::store::Sheet;
use std::sync::Arc;

/// So few rows are compared one with another; more are ordered by way of the whole sheet's order.
const FEW: u64 = 1000;
/// Where the filter matches more than one row in this many, the whole sheet is put in order, which then serves the next filter.
const MANY: u64 = 4;

/// Orders of all rows of one state of a sheet.
#[derive(Debug, Default)]
pub(super) struct Settled {
    rows: u32,
    /// Whether paths are in the order of the values of numbers.
    natural: bool,
    paths: Paths,
    /// All rows by path.
    by_path: Arc<Vec<u32>>,
    /// All rows in the order that was asked for last.
    last: Option<(Order, Arc<Vec<u32>>)>,
}

impl Settled {
    /// Gets the order of paths ready that every order starts from, with numbers by their value or not. `None` if cancelled.
    pub(super) fn prepare(&mut self, sheet: &Sheet, natural: bool, cancel: &Cancel) -> Option<()> {
        let rows = sheet.rows.len();
        if self.rows != rows || self.natural != natural || self.by_path.len() != rows as usize {
            *self = Settled::default();
            let paths = Paths::new(&sheet.folders, natural);
            let all: Vec<u32> = (0..rows).collect();
            let by_path = paths.sort(&all, sheet, cancel)?;
            *self = Settled { rows, natural, paths, by_path: Arc::new(by_path), last: None };
        }
        Some(())
    }

    /// The rows of a set, or all, in an order. `None` if cancelled.
    pub(super) fn sorted(
        &mut self,
        order: Order,
        set: Option<&RowSet>,
        sheet: &Sheet,
        cancel: &Cancel,
    ) -> Option<Arc<Vec<u32>>> {
        let wanted = set.map_or(sheet.rows.len().into(), RowSet::len);
        if let Some(set) = set.filter(|_| wanted <= FEW) {
            let comparison = Comparison::new(sheet, order, Ties::Path);
            let mut rows: Vec<u32> = set.iter().collect();
            rows.sort_unstable_by(|&a, &b| comparison.compare(a, b));
            return Some(Arc::new(rows));
        }
        self.prepare(sheet, order.natural, cancel)?;
        let is_kept = self.last.as_ref().is_some_and(|(last, _)| *last == order);
        if !is_kept && wanted * MANY >= u64::from(self.rows) {
            let rows = sort::sort(self.by_path.clone(), order, sheet, &self.paths, cancel)?;
            self.last = Some((order, rows));
        }
        match (&self.last, set) {
            (Some((last, rows)), None) if *last == order => Some(rows.clone()),
            (Some((last, rows)), Some(set)) if *last == order => Some(Arc::new(those_in(set, rows))),
            (_, Some(set)) => {
                let rows = Arc::new(those_in(set, &self.by_path));
                sort::sort(rows, order, sheet, &self.paths, cancel)
            }
            (_, None) => None,
        }
    }
}
