//! What all lists of rows have in common, however many rows there are.

pub mod bars;
pub mod eye;
pub mod mark;
pub mod numbered;
pub mod scroll;
pub mod selection;
pub mod typed;
