//! Ordering rows, each column in the way that suits it, on all threads of the maker's pool.
//!
//! Every sort is stable: rows that it doesn't tell apart stay in the order in which it got them. So two keys are two sorts, the
//! second key's first, and what comes last, the path or the order of finding, is the order of the rows to begin with.

mod by_text;
mod compare;
mod numbers;
mod paths;
mod radix;
mod ranks;
mod texts;
mod values;

pub(super) use compare::Comparison;
pub use paths::Paths;
pub(super) use texts::{Prefix, Texts};
pub(super) use values::Values;

use super::{Order, SortKey};
use crate::model::{Cancel, ValueKind};
use crate::store::Sheet;
use std::sync::Arc;

/// Puts `rows` in an order; what it doesn't tell apart stays as it is. `None` if cancelled.
///
/// `paths` is for the folder column. The folders alone are compared then: what has the same one is to be in order of names before.
pub(super) fn sort(
    rows: Arc<Vec<u32>>,
    order: Order,
    sheet: &Sheet,
    paths: &Paths,
    cancel: &Cancel,
) -> Option<Arc<Vec<u32>>> {
    let keys: Vec<SortKey> = order.keys().collect();
    keys.into_iter().rev().try_fold(rows, |rows, SortKey { column, descending }| {
        let sorted = match column.values() {
            ValueKind::Text => {
                by_text::sort(&rows, Texts::new(sheet, column, order.collation()), descending, cancel)
            }
            _ => numbers::sort(&rows, &Values::of_many(sheet, column, paths.ranks()), descending, cancel),
        };
        sorted.map(Arc::new)
    })
}
