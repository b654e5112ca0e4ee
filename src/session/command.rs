//! What the user can ask of the session.

use super::compare_request::CompareRequest;
use super::comparing::SharedOrder;
use super::copying::Copied;
use super::peeking::Peek;
use crate::export::Plan;
use crate::import::As;
use crate::kept::KeptPlace;
use crate::model::{CheckWish, Column, FolderId, Message, RootId, RowSet, ScanOptions};
use crate::view::{CountLinks, Filter, MapSpec, Order, TreeOrder};
use std::path::PathBuf;
use std::sync::Arc;

/// A click, a key or an argument, as the session takes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Pick these paths; works at any moment, while others are being read too. Relative ones are taken from the working folder.
    AddFolders(Vec<PathBuf>),
    /// Open a saved sheet, or another tool's list, in place of the sheet. If it can't be opened, that stays.
    Open(PathBuf),
    /// The same of a file that is to be read as this, whatever it looks like.
    OpenAs(PathBuf, As),
    /// Look at the first rows of a list as they would be read, in place of another one; `None` ends that. The sheet stays as it is.
    Peek(Option<Peek>),
    /// The same as [`Command::Open`] of a path that is picked, as by [`Command::AddFolders`], if it isn't such a file.
    OpenOrAdd(PathBuf),
    /// Stop reading and keep what was found. What is read for a comparison is compared as far as it came.
    Stop,
    /// Empty the sheet and read the same picked folders again.
    ReadAgain,
    /// Take these picked folders out of the sheet, with everything that was found in them and nothing else.
    Remove(Vec<RootId>),
    /// Read these picked folders from their beginning, in place of what the sheet has of them.
    ReadOnly(Vec<RootId>),
    /// Stop, empty the sheet and forget the picked folders.
    Clear,
    /// Show only what matches this text. It is parsed on a thread, and a mistake in it is reported then.
    SetFilter(String),
    /// Show only what this filter matches; it is parsed already.
    UseFilter(Filter),
    /// Show it in this order.
    SetOrder(Order),
    /// Order numbers in names by their value, `file2` before `file10`, in the sheet and in the tree; or by their digits.
    OrderByValue(bool),
    /// Of what matches show only what is in this folder and below it; `None` shows all again.
    Narrow(Option<FolderId>),
    /// Check the names for this, as long as nothing else is asked for; `None` ends that.
    CheckNames(Option<CheckWish>),
    /// Read something else, and compare what is in the sheet now with it, as by [`Command::Compare`].
    CompareWith(CompareRequest),
    /// Compare what is in the sheet now with another sheet, and show the sheet that results in place of it; `None` brings it back, as it was
    /// shown. Commands that read, remove or empty something do that first.
    Compare(Option<SharedOrder>),
    /// Keep sheets here from now on, if any are kept; `None` for nowhere, as is from the beginning.
    KeepSheetsIn(Option<KeptPlace>),
    /// Keep the last sheet of each set of folders by itself, or keep no more: what is kept stays.
    KeepSheets(bool),
    /// Delete every kept sheet. There is no undo.
    DeleteKept,
    /// End the comparison that is being made, or what is read for it; one that stands stays.
    CancelComparing,
    /// Look up the names of owners and groups, as is done from the beginning, or leave them numbers.
    NameAccounts(bool),
    /// The tree of the folders came on screen, or left it. It is made only while it is on screen.
    ShowTree(bool),
    /// The sizes of folders that are rows came on screen, or left it. What is in them is added up only while they are there.
    SumFolderRows(bool),
    /// This map came on screen in place of the one before, or it left it for `None`. It is made only while it is on screen.
    ShowMap(Option<MapSpec>),
    /// The charts came on screen, or left it. They are made only while they are on screen.
    ShowCharts(bool),
    /// The explanation of the sums came on screen, or left it. It is made only while it is on screen.
    Explain(bool),
    /// Count years in the charts by these times, one of [`crate::view::charts::TIMES`].
    ChartTimes(Column),
    /// Put the folders in each folder of the tree in this order.
    SetTreeOrder(TreeOrder),
    /// These rows are selected: sum them. The sender leaves out rows that aren't shown.
    Select(Arc<RowSet>),
    /// Count how many rows of the whole sheet match each of these filters, as long as others aren't asked for;
    /// [`super::Session::match_counts`] returns the numbers. Without any, nothing is counted any more.
    CountMatches(Arc<[Filter]>),
    /// How a file with several names counts in the sums of what is shown and selected.
    CountLinks(CountLinks),
    /// Make a text of these rows for the clipboard; [`super::Session::take_copied`] returns it.
    Copy {
        /// Which rows; those that aren't shown are left out.
        rows: Arc<RowSet>,
        /// What of each.
        what: Copied,
    },
    /// Make a text of the list of problems for the clipboard.
    CopyProblems {
        /// Which lines, by their numbers from 0 on; `None` for all.
        lines: Option<Arc<RowSet>>,
        /// Whether titles stand above them.
        titled: bool,
    },
    /// What is listed and how; takes effect with the next pool, at the latest with [`Command::ReadAgain`].
    SetOptions(ScanOptions),
    /// Write the sheet to a file.
    Export {
        /// The file.
        target: PathBuf,
        /// Which rows.
        scope: RowScope,
        /// What becomes of them.
        plan: Plan,
    },
    /// Write the list of problems to a file, and nothing else.
    SaveProblems {
        /// The file; its extension says in which format.
        target: PathBuf,
        /// Whether it may take the place of a file that is there; if not, the user is asked.
        replace: bool,
    },
    /// Write the export that waits for it, over the files that are in its way.
    ReplaceFiles,
    /// End the running export; its target stays as it was.
    CancelExport,
    /// Say this to the user.
    Tell(Message),
    /// Take the message away.
    DismissMessage,
    /// Bring back the sheet that the last command replaced or emptied, with its filter and order. A reading of the present one is stopped;
    /// another `Undo` brings that back as far as it had come. If the last such command was for some picked folders only, these come back,
    /// and the others go on.
    Undo,
    /// Free that sheet: it will not be wanted any more.
    ForgetPrevious,
}

impl Command {
    /// Whether it reads, removes or brings back rows.
    pub(super) fn changes_rows(&self) -> bool {
        matches!(
            self,
            Command::AddFolders(_)
                | Command::Open(_)
                | Command::OpenOrAdd(_)
                | Command::OpenAs(..)
                | Command::ReadAgain
                | Command::Clear
                | Command::Remove(_)
                | Command::ReadOnly(_)
                | Command::Undo
        )
    }
}

/// Which rows an export writes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum RowScope {
    /// What is shown: the filter's matches in the shown order.
    #[default]
    Shown,
    /// Of those the ones in this set.
    Selected(Arc<RowSet>),
    /// Every row, in the order in which they were found.
    Everything,
}
