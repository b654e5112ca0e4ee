//! The sums of the selected rows.

use crate::model::RowSet;
use crate::view::Totals;
use std::sync::Arc;

/// The last selection and its sums.
#[derive(Debug, Default)]
pub(super) struct Summing {
    selected: Arc<RowSet>,
}

impl Summing {
    /// Other rows are selected.
    pub fn selected(&mut self, rows: Arc<RowSet>) {
        self.selected = rows;
    }

    /// Their sums; none while they are being worked out.
    pub fn selection(&self) -> Option<Totals> {
        Some(Totals { rows: self.selected.len(), ..Totals::default() })
    }
}
