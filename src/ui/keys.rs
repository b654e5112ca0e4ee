//! The shortcuts that work everywhere in the window, in one list: what they do, when they may, and what they are called. The app takes
//! them before the panels are drawn; the panels name them in tooltips and menus, and [`super::shortcuts`] lists them.

use super::action::{Action, Actions};
use super::middle::view::View;
use crate::session::Command;
use eframe::egui::{Context, Id, Key, KeyboardShortcut, Modifiers, Ui};

/// Add folders.
pub(super) const ADD: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::O);
/// Open a saved sheet, or another tool's list.
pub(super) const OPEN_SHEET: KeyboardShortcut =
    KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::O);
/// Stop reading.
pub(super) const STOP: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::Period);
/// Read the same folders again.
pub(super) const READ_AGAIN: KeyboardShortcut = KeyboardShortcut::new(Modifiers::NONE, Key::F5);
/// The same, where the keys of functions do other things.
pub(super) const RELOAD: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::R);
/// Export the sheet.
pub(super) const EXPORT: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::S);
/// Bring the sheet before back.
pub(super) const UNDO: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::Z);
/// Type into the filter.
pub(super) const FILTER: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::F);
/// Show or hide what the filter understands, while the keyboard is in it.
pub(super) const FILTER_HELP: KeyboardShortcut = KeyboardShortcut::new(Modifiers::NONE, Key::F1);
/// Show the table in the middle.
pub(super) const TABLE: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::Num1);
/// Show the map there.
pub(super) const MAP: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::Num2);
/// Show the charts there.
pub(super) const CHARTS: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::Num3);
/// Show table and map there.
pub(super) const BOTH: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::Num4);
/// Show or hide the problems.
pub(super) const PROBLEMS: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::J);
/// Show or hide the left panel.
pub(super) const LEFT: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::B);
/// List the shortcuts. Works in the filter too, where F1 shows what that understands.
pub(super) const SHORTCUTS: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::Slash);
/// The same.
pub(super) const HELP: KeyboardShortcut = KeyboardShortcut::new(Modifiers::NONE, Key::F1);
/// Close the window. egui handles it.
pub(super) const QUIT: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::Q);

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
    /// There is a middle that shows one thing or another.
    pub view: bool,
    /// There is a sheet before.
    pub undo: bool,
    /// The sheet of shortcuts may be shown, or taken away.
    pub list_keys: bool,
    /// Nothing lies over the window that everything else waits for.
    pub look: bool,
}

/// What a shortcut does.
#[derive(Clone, Debug)]
enum Does {
    /// This, once the frame is drawn.
    Act(Action),
    /// Puts the keyboard into the filter, at once: what is typed in the same frame belongs into it already.
    Filter,
    /// Nothing here: egui does it.
    Egui,
}

/// To which field with the keyboard it is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Yields {
    Never,
    ToFilter,
    ToText,
}

/// A shortcut of the whole window.
pub(super) struct Shortcut {
    /// The keys.
    pub keys: KeyboardShortcut,
    /// What they do, as the sheet of shortcuts says it.
    pub says: &'static str,
    may: fn(Can) -> bool,
    yields: Yields,
    does: Does,
}

const fn act(
    keys: KeyboardShortcut,
    says: &'static str,
    may: fn(Can) -> bool,
    yields: Yields,
    action: Action,
) -> Shortcut {
    Shortcut { keys, says, may, yields, does: Does::Act(action) }
}

use Yields::{Never, ToFilter, ToText};

/// All of them, in the order in which they are listed.
pub(super) const EVERYWHERE: [Shortcut; 17] = [
    // Before the one with the same letter, which takes it with Shift too.
    act(OPEN_SHEET, "Open a sheet or list", |can| can.add, Never, Action::OpenSheet),
    act(ADD, "Add folders", |can| can.add, Never, Action::PickFolders),
    act(STOP, "Stop and keep what was found", |can| can.stop, Never, Action::Ask(Command::Stop)),
    act(READ_AGAIN, "Read again", |can| can.read_again, Never, Action::Ask(Command::ReadAgain)),
    act(RELOAD, "Read again", |can| can.read_again, Never, Action::Ask(Command::ReadAgain)),
    act(EXPORT, "Export the sheet", |can| can.export, Never, Action::AskExport),
    act(UNDO, "Undo what took rows away", |can| can.undo, ToText, Action::Ask(Command::Undo)),
    Shortcut { keys: FILTER, says: "Filter", may: |can| can.look, yields: Never, does: Does::Filter },
    act(TABLE, "Show the table", |can| can.view, Never, Action::Show(View::Table)),
    act(MAP, "Show the map", |can| can.view, Never, Action::Show(View::Map)),
    act(CHARTS, "Show the charts", |can| can.view, Never, Action::Show(View::Charts)),
    act(BOTH, "Show table and map", |can| can.view, Never, Action::Show(View::Both)),
    act(PROBLEMS, "Show or hide the problems", |can| can.look, Never, Action::ToggleProblems),
    act(LEFT, "Show or hide the sources and folders", |can| can.look, Never, Action::ToggleLeft),
    act(SHORTCUTS, "Show this list", |can| can.list_keys, Never, Action::ToggleShortcuts),
    act(HELP, "Show this list", |can| can.list_keys, ToFilter, Action::ToggleShortcuts),
    Shortcut { keys: QUIT, says: "Close the window", may: |_| true, yields: Never, does: Does::Egui },
];

/// A shortcut as it stands on the keys: egui calls signs by their names.
pub(super) fn words(ctx: &Context, keys: &KeyboardShortcut) -> String {
    ctx.format_shortcut(keys).replace("Period", ".").replace("Slash", "/")
}

/// Takes the shortcuts that were pressed. Returns whether one of them put the keyboard into the filter.
pub(super) fn shortcuts(ui: &Ui, can: Can, actions: &mut Actions) -> bool {
    let mut to_filter = false;
    let (types, filters) = (ui.ctx().text_edit_focused(), ui.memory(|memory| memory.has_focus(filter_id())));
    for shortcut in EVERYWHERE {
        let is_left = match shortcut.yields {
            Never => matches!(shortcut.does, Does::Egui),
            ToFilter => filters,
            ToText => types,
        };
        if is_left || !ui.input_mut(|input| input.consume_shortcut(&shortcut.keys)) || !(shortcut.may)(can) {
            continue;
        }
        match shortcut.does {
            Does::Act(action) => actions.push(action),
            Does::Filter => {
                ui.memory_mut(|memory| memory.request_focus(filter_id()));
                to_filter = true;
            }
            Does::Egui => {}
        }
    }
    to_filter
}

/// The widget that the filter is.
pub(super) fn filter_id() -> Id {
    Id::unique("filter")
}
