//! What all lists of rows have in common, however many rows there are.

pub mod bars;
pub mod scroll;
