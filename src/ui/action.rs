//! What a user does in the window, as the panels hand it to the app.

use super::middle::view::View;
use super::wanted::Wanted;
use crate::category_file::CategoryFile;
use crate::export::Plan;
use crate::model::ColumnSet;
use crate::session::{Command, CompareSide, RowScope};
use std::path::PathBuf;

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
    /// Takes typed or dropped paths: a single one may be a sheet or a list, and is then opened; several are picked.
    pub(super) fn named(mut paths: Vec<PathBuf>) -> Action {
        Action::Ask(match (paths.pop(), paths.is_empty()) {
            (Some(path), true) => Command::OpenOrAdd(path),
            (last, _) => {
                paths.extend(last);
                Command::AddFolders(paths)
            }
        })
    }
}
