//! Charts of the rows that are shown: by category and extension, by year and month, by size, and the largest folders.
//!
//! The session has one [`Charts`] made after another, off the event loop, while they are on screen (`make`). One pass over the rows
//! counts all of it, in parallel (`counters`); where a filter is set, or the sheet is narrowed, it counts all rows beside those that are
//! shown. Every file is somewhere in each chart: one without a date, a size or an extension has a bar of its own. The sums are those of
//! [`super::sum`], and count a file of several names as that does. No egui.

mod axis;
mod calendar;
mod counters;
mod extensions;
mod folders;
mod kinds;
mod make;
mod sizes;
mod tally;
pub mod terms;
mod times;

pub use folders::{FolderBar, LargestFolders};
pub use kinds::{CategoryBar, ExtensionBar};
pub use make::ChartRows;
pub use sizes::{Percentiles, SizeBar, SizeBin, Sizes};
pub use tally::{Bar, Tally};
pub use times::{TimeBar, Times, YearBar};

use super::CountLinks;
use crate::model::Column;

/// The columns of times that files can be counted by.
pub const TIMES: [Column; 2] = [Column::Modified, Column::Created];

/// All charts of a snapshot.
#[derive(Debug)]
pub struct Charts {
    /// How files with several names count.
    pub count: CountLinks,
    /// Whether only some of the rows are shown: bars then say how much of all they are.
    pub is_part: bool,
    /// All files together.
    pub total: Bar,
    /// By category, in the order of the categories; those without a file are left out.
    pub categories: Vec<CategoryBar>,
    /// By the times that were asked for.
    pub times: Vec<(Column, Times)>,
    /// By size.
    pub sizes: Sizes,
    /// The folders that hold most.
    pub folders: LargestFolders,
}

impl Charts {
    /// Files by a column of times; `None` if it was not asked for.
    pub fn by(&self, column: Column) -> Option<&Times> {
        self.times.iter().find(|(of, _)| *of == column).map(|(_, times)| times)
    }
}
