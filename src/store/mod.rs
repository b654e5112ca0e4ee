//! The sheet in memory: rows in packed columns, folders as parent links, the picked folders, the problems.
//!
//! The session owns the [`Sheet`], a source of it adds to it, and everyone else reads clones of it, which share what doesn't change any
//! more. No threads, no egui, and it doesn't know `scan`.

mod accounts;
mod change;
mod find;
mod folders;
mod problems;
mod roots;
mod rows;
mod same_files;
mod sheet;
mod source;

pub use accounts::Accounts;
pub use change::{ClaimedFile, ReducedSheet, Removed};
pub use find::PathToFind;
pub use folders::{Chunk, Folder, Folders};
pub use problems::{ProblemList, TakenProblems};
pub use roots::{Root, RootList};
pub use rows::{Rows, Walk};
pub use same_files::{FoundSameFiles, LinkedBlock, SameFiles};
pub use sheet::Sheet;
