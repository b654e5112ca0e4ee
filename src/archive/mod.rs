//! A saved sheet: the file `NAME.foldersheet`, written and read back.
//!
//! It reads as a source does: what it finds goes to a [`crate::model::SourceSink`], so everything after the store works as with a disk.
//! [`write()`] saves a snapshot of a sheet, [`recognises`] says of a file's first bytes whether it is one, and [`read()`] reads it; [`summary()`]
//! reads only what it says of itself. The file is trusted nowhere: what it holds is bounded by its own size, and checked before it is sent.
//!
//! # The format
//!
//! A ZIP archive, which any archiver opens. All numbers are little-endian, and texts of JSON that are not valid UTF-8 have their bytes in
//! hexadecimal beside them, under `KEY_hex`. Its parts, in this order:
//!
//! - `about.json`: `format` is `foldersheet`, and `version` 1; which program, machine and system, the moment for which the sheet stands
//!   (`as_of`, in seconds since 1970), whether it is complete, under which `filter` it lacks rows, what was listed and how (`options`), and
//!   the picked folders (`roots`) with their paths, phases and sums, and how many problems have no line (`unlisted_problems`).
//! - `readme.txt`: the same in words.
//! - `accounts.json`: names of owners and groups by their numbers.
//! - `problems/000000` and so on: what went wrong, an object a line: what was tried, the number of the folder, the name in it, and why.
//! - `folders/000000` and so on: tables of folders ([`crate::model::stored`] has what a table is). A part begins with how many folders are
//!   in those before it (8 bytes). The columns: `place`, the folder's number less its place in the table; `parent`, its number less that of
//!   the folder it is in, or 0 for a picked one; `root`, the place of its picked folder in `roots`; `ended`, 1 if it was read to its end; and
//!   `name`, for a picked folder its path.
//! - `rows/000000` and so on: a part begins with the number of its first row (8 bytes), and a table of its rows follows, of which there are at
//!   most [`crate::model::stored::Table::ROWS`]. The columns: `name`; `folder`, the number of the folder; `kind`, in the order of
//!   [`crate::model::Kind::ALL`]; `size` and `allocated`, in bytes; `modified` and `created`, in seconds since 1970 and 2 to the power of 63
//!   added; `hard_links`, `hard_links_device` and `hard_links_inode` of a file with several names, the first of which is missing
//!   where the source reports no link counts; `link_target`; and those of
//!   [`crate::model::Facts::COLUMNS`] by their names for programs. `read` has a bit for each column on request that was read. A folder stands
//!   before all that is in it.
//! - `problems.csv`: the problems as a table with whole paths.
//! - `index.json`: the parts with their checksums, and how many rows and folders there are. A file without it was cut.
//!
//! A part that a reader unpacks has at most 32 MB, and 256 MB where it holds everything of its kind; one of JSON has at most 100 times the
//! bytes that it takes in the file. Parts and columns that a reader doesn't know are skipped, and so is what it doesn't know in JSON. `version` grows only when a reader would be wrong about a newer file.

mod about;
mod content;
mod counts;
mod folders;
mod in_order;
mod json;
mod known;
mod names;
mod problems;
mod read;
mod readme;
mod rows;
mod summary;
mod taken;
mod write;
mod zip;

pub use read::{FIRST_BYTES, read, read_from, recognises};
pub use summary::{Summary, summary};
pub use write::{SaveError, Saving, write};
