//! Kept sheets: the last sheet of each set of picked folders, kept in the program's data folder, so that what changed since last time can
//! be asked without forethought.
//!
//! Each is a saved sheet ([`crate::archive`]) that can be opened like any other, named after its first folder and the moment for which it
//! stands. Which folders it is of is read from the file itself, so there is no index that could say anything else, and two programs at
//! once do each other no harm. Of each set of folders the last two are kept, and the last one of an earlier sitting: who reads a
//! folder three times in a morning still has yesterday's. All together they take no more than [`KeptPlace::MOST`]; the oldest go first.
//!
//! A file appears whole or not at all. The folder and the files are for their owner only.
//!
//! - `place`: the folder. `names`: how the files are called, and which in the folder are of this program.
//! - `list`: what is kept. `write`: keeping a sheet. `prune`: what goes for it. `delete`: all of it.

mod delete;
mod list;
mod names;
mod place;
mod prune;
mod write;

pub use delete::delete;
pub use list::{Kept, KeptList, list};
pub use place::KeptPlace;
pub use write::{KeepError, is_worth_keeping, keep};
