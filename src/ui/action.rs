//! What a user does in the window, as the panels hand it to the app.

use super::middle::view::View;
use super::wanted::Wanted;
use super::words;
use crate::category_file::CategoryFile;
use crate::export::Plan;
use crate::model::ColumnSet;
use crate::session::{Command, CompareSide, RowScope};
use std::path::PathBuf;

/// How the name of a saved sheet ends.
const SHEET: &str = "foldersheet";

/// A click, a key or a drop. The app performs it after the frame is drawn.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Action {
    /// Something for the session.
    Ask(Command),
    /// Open the system's dialog for folders.
    PickFolders,
    /// Open the system's dialog for a saved sheet or another tool's list.
    OpenSheet,
    /// Open the system's dialog for a list, and ask then how it is to be read.
    PickList,
    /// Ask how this list is to be read.
    ReadAs(PathBuf),
    /// Ask what is to be exported and how.
    AskExport,
    /// Ask in the system's dialog for the file of this export.
    Export(ExportRequest),
    /// Read everything again, with these columns beside what is read anyway.
    ReadWith(ColumnSet),
    /// Ask in the system's dialog for a file for the list of problems alone.
    SaveProblems,
    /// Open a written file with the program for it.
    Open(PathBuf),
    /// Open a row's file with the program for it; where that may not be, offer to show it in its folder.
    OpenRow {
        /// Which.
        file: PathBuf,
        /// Whether reading found the folder that it is in, rather than the user naming it.
        is_found: bool,
    },
    /// Open the user's own file of categories, or a new one.
    EditCategories(CategoryFile),
    /// Show a file or folder in the file manager.
    ShowInFolder {
        /// Which.
        item: PathBuf,
        /// Whether reading found the folder that it is in, rather than the user naming it.
        is_found: bool,
    },
    /// Put a text on the clipboard.
    Copy(String),
    /// Say something that is not of the session.
    Tell(String),
    /// Say something of the export that was asked for just before.
    TellOfExport(String),
    /// Take a folder out of the list of those that were read last.
    ForgetRecent(PathBuf),
    /// Take a sheet out of the list of those that were opened or saved last.
    ForgetRecentSheet(PathBuf),
    /// Ask whether all kept sheets are to be deleted.
    AskDeleteKept,
    /// Show or hide the list of problems.
    ToggleProblems,
    /// Show or hide the left panel.
    ToggleLeft,
    /// Show this in the middle of the window.
    View(View),
    /// Show this there, and put the keyboard into it.
    Show(View),
    /// Show the sheet of shortcuts, or take it away.
    ToggleShortcuts,
    /// Ask what names are to be checked for, and show what was found.
    CheckNames,
    /// Ask with what the sheet is to be compared.
    AskCompare,
    /// Ask in the system's dialog for the other side of a comparison.
    PickOther(Wanted),
    /// Compare the sheet with this.
    Compare(CompareSide),
    /// Open the menu of the options.
    OpenOptions,
    /// Show why other programs report other sizes.
    ShowExplanation,
    /// Show what program this is.
    ShowAbout,
}

/// An export of which only the file is not chosen yet.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ExportRequest {
    /// Which rows.
    pub scope: RowScope,
    /// What becomes of them.
    pub plan: Plan,
    /// What becomes of the list of problems.
    pub problems: ProblemsTo,
}

/// Where an export's list of problems goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ProblemsTo {
    /// Nowhere.
    Nowhere,
    /// Into a file of its own beside the sheet, unless the format has a place for it.
    Beside,
    /// Into the file, and the sheet isn't written.
    Alone,
}

/// What the panels of one frame hand over.
pub(super) type Actions = Vec<Action>;

impl Action {
    /// What becomes of typed or dropped paths: a single one may be a sheet or a list, and is then opened. Of several saved sheets the first
    /// is opened; where there are folders or files beside them, these are picked. The sheets that are left are named.
    pub(super) fn named(mut paths: Vec<PathBuf>) -> Vec<Action> {
        if paths.len() == 1 {
            return paths.pop().map(|path| Action::Ask(Command::OpenOrAdd(path))).into_iter().collect();
        }
        let is_sheet = |path: &PathBuf| path.extension().is_some_and(|own| own.eq_ignore_ascii_case(SHEET));
        let (mut sheets, others): (Vec<_>, Vec<_>) = paths.into_iter().partition(is_sheet);
        let mut actions = Vec::new();
        if !others.is_empty() {
            actions.push(Action::Ask(Command::AddFolders(others)));
        } else if !sheets.is_empty() {
            actions.push(Action::Ask(Command::OpenOrAdd(sheets.remove(0))));
        }
        let left: Vec<String> = sheets.iter().map(|sheet| words::path(sheet)).collect();
        if !left.is_empty() {
            let are = if left.len() == 1 { "was" } else { "were" };
            actions.push(Action::Tell(format!(
                "One sheet is open at a time: {} {are} not opened. Drop a sheet by itself to open it.",
                left.join(", ")
            )));
        }
        actions
    }
}
