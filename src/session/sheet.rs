//! What is shown, for whoever draws it.

use crate::model::{Row, RowSet};
use crate::store::Store;
use crate::view::View;

/// The shown rows, by position from 0.
#[derive(Clone, Copy)]
pub struct Sheet<'a> {
    store: &'a Store,
    view: &'a View,
}

impl<'a> Sheet<'a> {
    pub(super) fn new(store: &'a Store, view: &'a View) -> Sheet<'a> {
        Sheet { store, view }
    }

    /// Rows shown.
    pub fn len(&self) -> u64 {
        self.view.len()
    }

    /// Whether none is.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The number of the row at a position: the same row keeps it while the sheet lives.
    pub fn number(&self, position: u64) -> Option<u32> {
        self.view.get(position)
    }

    /// Where the row with this number is shown; none where it isn't.
    pub fn position(&self, number: u32) -> Option<u64> {
        self.view.position(self.store, number)
    }

    /// The rows that are shown, as a set.
    pub fn rows(&self) -> RowSet {
        self.view.shown().map_or_else(|| RowSet::all(self.view.covers), |rows| RowSet::clone(rows))
    }

    /// The row with a number that [`Sheet::number`] gave.
    pub fn row(&self, number: u32) -> Row<'a> {
        self.store.row(number)
    }

    /// The path of a row's folder, as the system's bytes.
    pub fn folder_path(&self, row: &Row<'_>) -> Vec<u8> {
        self.store.folders.path(row.folder)
    }

    /// The whole path of a row, as the system's bytes.
    pub fn path(&self, row: &Row<'_>) -> Vec<u8> {
        self.store.path(row)
    }
}
