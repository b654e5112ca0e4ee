//! The menu of a row: what can be done with the selected rows. It decides nothing, the table does what was chosen.

use crate::ui::list::keys::{COPY, INVERT, SELECT_ALL};
use crate::ui::words;
use eframe::egui::{Button, Key, KeyboardShortcut, Modifiers, Ui};

/// Copies the selected rows' cells.
pub(super) const COPY_ROWS: KeyboardShortcut =
    KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::C);

/// What was chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Choice {
    /// The paths to the clipboard.
    CopyPaths,
    /// The cells to the clipboard.
    CopyRows,
    /// Select all that is shown.
    SelectAll,
    /// Select what isn't, and the other way round.
    Invert,
    /// Show the row's file where it is.
    Show,
}

/// The menu for so many selected rows. The first entry gets the keyboard where a key opened it.
pub(super) fn menu_ui(ui: &mut Ui, selected: u64, by_key: bool) -> Option<Choice> {
    ui.spacing_mut().item_spacing.y = 2.0;
    let many = |one: &str| match selected {
        0 | 1 => format!("Copy {one}"),
        _ => format!("Copy {}", words::count(selected, one)),
    };
    let mut chosen = None;
    let mut entry = |ui: &mut Ui, words: &str, keys: &str, choice: Choice| {
        let button = Button::new(words).shortcut_text(keys);
        let response = ui.add(button).accessible_name(words);
        if response.clicked() {
            chosen = Some(choice);
            ui.close();
        }
        response
    };
    let keys = |ui: &Ui, shortcut| ui.ctx().format_shortcut(&shortcut);
    let copy = entry(ui, &many("path"), &keys(ui, COPY), Choice::CopyPaths);
    if by_key {
        copy.request_focus();
    }
    entry(ui, &many("row"), &keys(ui, COPY_ROWS), Choice::CopyRows);
    ui.separator();
    entry(ui, "Select all", &keys(ui, SELECT_ALL), Choice::SelectAll);
    entry(ui, "Invert selection", &keys(ui, INVERT), Choice::Invert);
    ui.separator();
    entry(ui, "Show in folder", "Enter or double-click", Choice::Show);
    chosen
}
