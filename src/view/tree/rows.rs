//! Which rows a tree sums.

use crate::model::RowSet;
use crate::view::{Filter, View};
use std::sync::Arc;

/// The rows that a tree is to sum.
#[derive(Debug, Clone, Default)]
pub struct TreeRows {
    /// Those that match this,
    pub filter: Filter,
    /// of those numbered below this,
    pub covers: u32,
    /// which are these; `None` if all match.
    pub matched: Option<Arc<RowSet>>,
}

impl TreeRows {
    /// What matches the filter of a view, in whichever folder it is.
    pub fn by(view: &View) -> TreeRows {
        TreeRows { filter: view.spec.filter.clone(), covers: view.covers, matched: view.matched().cloned() }
    }
}
