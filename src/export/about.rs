//! What a sheet is, in words, for a reader who has nothing but the file. The session fills it in.

use crate::model::{Counts, Problem};
use std::path::PathBuf;
use std::sync::Arc;

/// Where a sheet comes from, and what is missing in it.
#[derive(Debug, Clone, Default)]
pub struct About {
    /// When its rows were as they are: the end of the reading, or now while it goes on. In seconds since 1970-01-01T00:00:00Z.
    pub as_of: i64,
    /// Why it is not whole, if it is not.
    pub incomplete: Option<String>,
    /// The picked folders.
    pub roots: Vec<AboutRoot>,
    /// What was found in all of them.
    pub totals: Counts,
    /// Rows found, whether or not they are written.
    pub found: u64,
    /// The filter's text; empty if every row was wanted.
    pub filter: String,
    /// The folder that the rows are narrowed to, if they are.
    pub within: Option<PathBuf>,
    /// The order, in words.
    pub order: String,
    /// What went wrong.
    pub problems: Problems,
}

/// A picked folder.
#[derive(Debug, Clone)]
pub struct AboutRoot {
    /// Its path.
    pub path: PathBuf,
    /// How its reading ended, in words.
    pub state: String,
    /// What was found in it.
    pub counts: Counts,
}

/// The problems and notes at one moment.
#[derive(Debug, Clone, Default)]
pub struct Problems {
    /// Those that were kept.
    pub lines: Arc<Vec<Problem>>,
    /// How many more there were.
    pub left_out: u64,
}
