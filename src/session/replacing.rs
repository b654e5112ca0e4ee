//! Another sheet in place of the present one.

use super::Session;
use crate::store::Sheet;
use std::sync::Arc;

impl Session {
    /// Ends the reading, and shows a sheet with nothing in it.
    pub(super) fn empty_sheet(&mut self) {
        self.reading.retire();
        let categories = self.sheet.categories.clone();
        // Those of a file are of another machine, perhaps.
        let accounts = if self.sheet.origin.is_none() { self.sheet.accounts.clone() } else { Arc::default() };
        self.put_in_place(Sheet { categories, accounts, ..Sheet::default() });
        self.message = None;
    }

    /// Shows another sheet in place of the present one.
    pub(super) fn put_in_place(&mut self, sheet: Sheet) {
        let old = std::mem::replace(&mut self.sheet, sheet);
        self.sheets += 1;
        self.editing.start_over();
        self.viewing.start_over(old);
        self.start_derived_over();
    }

    /// What was made of the sheet before is of no use for this one.
    pub(super) fn start_derived_over(&mut self) {
        self.linking.start_over();
        self.trees.start_over();
        self.mapping.start_over();
        self.charting.start_over();
        self.checking.start_over();
        self.summing.start_over();
        self.counting.start_over();
        self.explaining.start_over();
    }
}
