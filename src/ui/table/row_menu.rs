//! The menu of a row: what can be done with it and with the selected rows, and filters that what is in the clicked cell suggests. It
//! decides nothing, the table does what was chosen.

use crate::model::{Column, FolderId, Kind, Row, name};
use crate::text;
use crate::ui::context_menu::Entries;
use crate::ui::habits::SHOW_IN_FOLDER;
use crate::ui::list::keys::{COPY, INVERT, SELECT_ALL};
use crate::ui::{elide, words};
use eframe::egui::{Key, KeyboardShortcut, Modifiers, Ui};
use std::path::Path;

/// Copies the selected rows' cells.
pub(in crate::ui) const COPY_ROWS: KeyboardShortcut =
    KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::C);
/// Opens the row's file.
pub(in crate::ui) const OPEN: KeyboardShortcut = KeyboardShortcut::new(Modifiers::NONE, Key::Enter);
/// Shows it in its folder.
pub(in crate::ui) const SHOW: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::Enter);
/// Letters of an extension that a menu has room for.
const LONGEST: usize = 16;
/// The same of a folder's name.
const LONGEST_NAME: f32 = 32.0;

/// What was chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Choice {
    /// Open the row's file.
    Open,
    /// Show the row's file where it is.
    Show,
    /// The paths to the clipboard.
    CopyPaths,
    /// The names to the clipboard.
    CopyNames,
    /// The cells to the clipboard.
    CopyRows,
    /// Show only what has this row's extension.
    OnlyExtension,
    /// Show only what is in this folder.
    OnlyIn(FolderId),
    /// Leave out what has the same as this row in this column.
    Exclude(Column),
    /// Select all that is shown.
    SelectAll,
    /// Select what isn't, and the other way round.
    Invert,
}

/// The menu of a row, opened on one of its columns, for so many selected rows. `folder` is the one that it is in, or is itself, with
/// its name. The first entry gets the keyboard where a key opened it.
pub(super) fn menu_ui(
    ui: &mut Ui,
    row: &Row<'_>,
    folder: Option<(FolderId, &[u8])>,
    column: Column,
    selected: u64,
    by_key: bool,
) -> Option<Choice> {
    let many = |one: &str| match selected {
        0 | 1 => format!("Copy {one}"),
        _ => format!("Copy {}", words::count(selected, one)),
    };
    let mut entries = Entries::new(by_key);
    let mut offer = |ui: &mut Ui, words: &str, keys: Option<KeyboardShortcut>, choice: Choice| {
        entries.offer(ui, true, words, keys, choice);
    };
    if row.meta.kind == Kind::File {
        offer(ui, "Open", Some(OPEN), Choice::Open);
    }
    offer(ui, SHOW_IN_FOLDER, Some(SHOW), Choice::Show);
    ui.separator();
    offer(ui, &many("path"), Some(COPY), Choice::CopyPaths);
    offer(ui, &many("name"), None, Choice::CopyNames);
    offer(ui, &many("row"), Some(COPY_ROWS), Choice::CopyRows);
    ui.separator();
    if row.meta.kind != Kind::Folder {
        offer(ui, &only_extension(row.name), None, Choice::OnlyExtension);
    }
    if let Some((folder, name)) = folder {
        offer(ui, &only_in(name), None, Choice::OnlyIn(folder));
    }
    let (excluded, what) = excluded(column);
    offer(ui, &format!("Exclude this {what}"), None, Choice::Exclude(excluded));
    ui.separator();
    offer(ui, "Select all", Some(SELECT_ALL), Choice::SelectAll);
    offer(ui, "Invert selection", Some(INVERT), Choice::Invert);
    entries.chosen()
}

fn only_in(folder: &[u8]) -> String {
    // Of a picked folder it is the path.
    let name = name::to_os(folder);
    let last = Path::new(&name).file_name().map_or(folder, name::bytes);
    let shown = text::shown(last);
    format!("Only in “{}”", elide::middle(&shown, LONGEST_NAME, |_| 1.0))
}

fn only_extension(name: &[u8]) -> String {
    let extension = name::extension(name);
    let shown = text::shown(extension);
    match shown.chars().count() {
        0 => "Only without an extension".to_owned(),
        1..=LONGEST => format!("Only this extension (.{})", shown.to_lowercase()),
        _ => "Only this extension".to_owned(),
    }
}

/// What a click on a column leaves out: what stands there, or the name, where a value is hardly ever that of another row.
fn excluded(column: Column) -> (Column, &'static str) {
    match column {
        Column::Folder => (column, "folder"),
        Column::Extension => (column, "extension"),
        Column::Kind => (column, "kind"),
        Column::Category => (column, "category"),
        _ => (Column::Name, "name"),
    }
}
