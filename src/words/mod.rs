//! The sentences of the program for what is data in every other room, the same in the window, in the windowless form and in files. Pure:
//! a message is decided where it arises, as an enum with what it needs, and said here. A second language would be another of these rooms.
//!
//! - `sheet`: where picked folders stand, and why a sheet is not whole.

mod sheet;

pub use sheet::{incomplete, root_phase, shortfall};
