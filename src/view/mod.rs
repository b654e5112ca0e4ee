//! What is shown: a filter and an order, worked out off the event loop as an index over the store.
//!
//! The session gives a [`Maker`] a snapshot of the store and a [`Spec`]; it makes a [`View`], or nothing when it is overtaken.
//! Rows that came since the last view are filtered and ordered alone and merged in, so a live sheet is never ordered
//! again from the start. Nothing here knows egui or waits for a disk.

mod cancel;
mod filter;
mod folded;
mod maker;
mod order;
mod ranks;
mod sort;
mod totals;

pub use cancel::Cancel;
pub use filter::{Expr, Filter, Mistake, Now, Pattern, Place, Term, has_term, toggle_term, with_terms};
pub use maker::{Maker, Spec, View};
pub use order::{Column, Order, SortKey};
pub use totals::Totals;
