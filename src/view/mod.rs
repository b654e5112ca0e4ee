//! What is shown: a filter and an order, worked out off the event loop as an index over the sheet.
//!
//! The session gives a [`Maker`] a snapshot of the sheet and a [`Spec`]; it makes a [`View`], or nothing if it is cancelled.
//! Nothing here knows egui or waits for a disk.
//!
//! - `filter`: which rows, as a set of one bit each, found by searching whole arenas of names (`folded`).
//! - `reader`: the value of a row in each column.
//! - `sort`: an order, each column in the way that suits it. Every sort is stable, and ties are what it began with.
//! - `live`: the order while rows come in: new ones are ordered alone and merged in.
//! - `settled`: the order when none come any more: ties by path, whole orders kept for the next filter.
//! - `map` is a picture of the rows, each as large as it is.
//! - `tree` sums the rows folder by folder, `totals` sums sets of rows, and `counts` counts the rows of several filters at once.
//! - [`check`] finds names that a place to move files to refuses.
//! - [`charts`] counts them by category, year and size.
//! - `linked`: which names of files with several are further ones.
//! - [`explain`] says why other programs report other sums.

#[cfg(test)]
mod cancelled;
pub mod charts;
pub mod check;
pub mod compare;
mod counts;
pub mod explain;
mod filter;
mod folded;
mod found;
mod lengths;
mod linked;
mod live;
mod maker;
mod map;
mod merge;
mod order;
mod pool;
mod reader;
mod same_files;
mod saturating;
mod seen;
mod settled;
mod shown;
mod sort;
mod totals;
mod tree;

pub use counts::count_matches;
pub use filter::{Expr, Filter, Haystack, Marks, Now, Pattern, Term};
pub use filter::{exact, has_term, only_term, toggle_term, with_terms};
pub use linked::Linked;
pub use maker::Maker;
pub use map::{
    AGES, Colour, Concentration, Form, Label, Map, MapMaker, MapRows, MapSpec, MapWish, Measure, OLDEST_DAYS,
    Palette, Rgb, Side, Tile, Totalled, What, age_colour, contrast, luminance, top_colour,
};
pub use order::{Order, SortKey, Ties};
pub use reader::{RowReader, Value};
pub use same_files::find_same_files;
pub use shown::{Spec, View};
pub use sort::Paths;
pub use totals::{CountLinks, Totals, sum};
#[cfg(test)]
pub use tree::sample as sample_tree;
pub use tree::{
    FolderProgress as TreeProgress, FolderSums, Inside, Insides, Tree, TreeKey, TreeOrder, TreeRows, Unread,
};
