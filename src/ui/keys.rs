//! The shortcuts that work everywhere in the window. The app calls it before the panels are drawn; the
//! panels name them in tooltips and menus.

use super::action::{Action, Actions};
use crate::session::Command;
use eframe::egui::{Id, Key, KeyboardShortcut, Modifiers, Ui};

/// Add folders.
pub(super) const ADD: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::O);
/// Stop reading.
pub(super) const STOP: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::Period);
/// Read the same folders again.
pub(super) const READ_AGAIN: KeyboardShortcut = KeyboardShortcut::new(Modifiers::NONE, Key::F5);
/// Export the sheet.
pub(super) const EXPORT: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::S);
/// Type into the filter.
pub(super) const FILTER: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::F);
/// Show or hide what the filter understands, while the keyboard is in it.
pub(super) const FILTER_HELP: KeyboardShortcut = KeyboardShortcut::new(Modifiers::NONE, Key::F1);
/// Show or hide the problems.
pub(super) const PROBLEMS: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::J);

/// What may be done at the moment, by a button and by its shortcut alike.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Can {
    /// No dialog for folders is open.
    pub add: bool,
    /// Folders are being read.
    pub stop: bool,
    /// Folders were picked.
    pub read_again: bool,
    /// There are rows, no export runs, and no dialog for one is open.
    pub export: bool,
    /// Nothing lies over the window that everything else waits for.
    pub look: bool,
}

/// Takes the shortcuts that were pressed.
pub(super) fn shortcuts(ui: &Ui, can: Can, actions: &mut Actions) {
    for (shortcut, allowed, action) in [
        (ADD, can.add, Action::PickFolders),
        (STOP, can.stop, Action::Ask(Command::Stop)),
        (READ_AGAIN, can.read_again, Action::Ask(Command::ReadAgain)),
        (EXPORT, can.export, Action::AskExport),
        (PROBLEMS, can.look, Action::ToggleProblems),
    ] {
        if ui.input_mut(|input| input.consume_shortcut(&shortcut)) && allowed {
            actions.push(action);
        }
    }
    if ui.input_mut(|input| input.consume_shortcut(&FILTER)) && can.look {
        // At once: what is typed in the same frame belongs into it already.
        ui.memory_mut(|memory| memory.request_focus(filter_id()));
    }
}

/// The widget that the filter is.
pub(super) fn filter_id() -> Id {
    Id::unique("filter")
}
