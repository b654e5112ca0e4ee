//! What a person does in the window, as the panels hand it to the app.

use crate::session::{Command, What};
use std::path::PathBuf;

/// A click, a key or a drop. The app performs it after the frame is drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Something for the session.
    Ask(Command),
    /// Open the system's dialog for folders.
    PickFolders,
    /// Open the system's dialog for the file to write these rows to.
    ExportTo(What),
    /// Open a written file with the program for it.
    Open(PathBuf),
    /// Show a written file in the file manager.
    ShowInFolder(PathBuf),
    /// Put a text on the clipboard.
    Copy(String),
    /// Say something that is not of the session.
    Tell(String),
    /// Show or hide the list of problems.
    ToggleProblems,
}

/// What the panels of one frame hand over.
pub type Actions = Vec<Action>;
