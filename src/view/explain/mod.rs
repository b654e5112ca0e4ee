//! Why other programs report other numbers for the same folders.
//!
//! One pass over the rows and what was counted while reading gives [`Facts`]; each [`Number`](crate::model::Number) is then the sum of all lengths plus a few
//! signed [`Line`]s, which add up to it exactly. What can't be known is never given a number: unreadable folders are counted, and what a
//! file system takes beyond the files is one line that says that it is not explained.
//!
//! What the others count, by their documentation and sources:
//! - `du` (GNU coreutils, du.c): the allocated size of everything, folders and the picked one among it, and a file of several names once;
//!   with `-l` once a name; with `--apparent-size` lengths in place of allocated sizes.
//! - `df` (GNU coreutils, df.c): `statvfs`, used being all blocks less the free ones.
//! - Explorer's *Size* (Raymond Chen, "What is size on disk?"): the length of each name, and nothing for a link.

mod facts;
mod ledger;
mod notes;
mod rows;

pub use facts::{Facts, Part};
pub use ledger::{Ledger, Line};

#[cfg(test)]
mod tests;
