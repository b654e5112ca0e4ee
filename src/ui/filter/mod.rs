//! The filter in the top bar. The app draws [`FilterBar`], and the settings keep its [`History`].
//!
//! - [`bar`]: the field, and what is done by keys in it. [`history`]: the filters that were used last.
//! - [`card`]: what comes below the field while the keyboard is there. [`chips`]: common filters to switch on and off. [`mistake`]: what
//!   is wrong with the text.
//! - [`help`]: what the filter understands. [`pick`]: what is clicked in either.

mod bar;
mod card;
mod chips;
mod help;
mod history;
mod mistake;
mod pick;

pub(super) use bar::FilterBar;
pub(super) use history::History;
