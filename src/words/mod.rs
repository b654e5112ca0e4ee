//! The sentences of the program for what is data in every other room, the same in the window, in the windowless form and in files. Pure:
//! a message is decided where it arises, as an enum with what it needs, and said here. A second language would be another of these rooms.
//!
//! - [`explain`]: what is said of numbers that differ from one program to another.
//! - `export`: why an export failed, and what a user can do. `export_note`: what a user should know about one that succeeded.
//! - `categories`: what is wrong with a user's own file of categories.
//! - `causes`: why something went wrong while folders were read.
//! - `check`: what is wrong with names, and where.
//! - `failures`: why a job came to nothing.
//! - `handed`: why a path is not handed to another program.
//! - `map`: what is said of a map.
//! - `messages`: messages of the session that stand until they are dismissed.
//! - `mistakes`: what is wrong with a filter, and what to write instead.
//! - `order`: how rows are ordered.
//! - `other_files`: what is said about a file that isn't a readable list.
//! - `patterns`: what is wrong with patterns of what is left out.
//! - `plain`: what a refusal of the system means, for the window; files and the command line have the system's words.
//! - `sheet`: where picked folders stand, and why a sheet is not whole.
//! - `sources`: what is said of files that become a sheet.
//! - `sums`: sums of sizes, of which not every part may be known.
//! - [`table`]: what the tables that an export writes say besides their rows.

mod categories;
mod causes;
mod check;
mod columns;
mod compare;
pub mod explain;
mod export;
mod export_note;
mod failures;
mod handed;
mod lists;
mod map;
mod messages;
mod mistakes;
mod order;
mod other_files;
mod patterns;
mod plain;
#[cfg(test)]
mod plurals;
mod sheet;
mod sources;
mod sums;
pub mod table;

pub use categories::{categories_not_used, category_file_mistake};
pub use causes::{cause, why};
pub use check::{about_destination, destination, files_and_folders, name_fault, shorter};
pub use columns::empty_on_windows;
pub use compare::{
    about_change, change, comparison, comparison_in_short, comparison_notes, difference, hour_apart, unpaired,
};
pub use export::{export_error, export_reason, extensions, misfit, no_separator, target};
pub use export_note::export_note;
pub use failures::failure;
pub use handed::not_handed;
pub use lists::list_mistake;
pub use map::{category, concentration, newest, oldest, smaller, unknown_on_disk};
pub use messages::{COMPARISON_NOT_SAVED, message};
pub use mistakes::mistake;
pub use order::order;
use other_files::picked_list;
pub use patterns::pattern_mistake;
pub use plain::{plain_cause, plain_why};
pub use sheet::{about_state, incomplete, root_phase, shortfall};
pub use sources::{as_of, list_kind, not_opened, origin, origin_notes, source_kind};
pub use sums::{exact_sum, on_disk, sum, sum_cell};
