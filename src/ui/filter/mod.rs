//! The filter in the top bar: its field, what is wrong in it, and what helps to write one. The app draws [`FilterBar`].

mod bar;
mod help;
mod mistake;

pub(super) use bar::FilterBar;
