//! What is done to the table's rows where they are drawn as something else: the map selects them, opens them and shows their menu. One
//! selection is drawn in both.

use super::row_menu;
use super::{Action, Actions, Choice, Column, Shown, Table, copies, rows};
use crate::session::Copied;
use crate::ui::list::keys::How;
use crate::ui::list::mark::Mark;
use eframe::egui::{Rect, Ui};

impl Table {
    /// Does the side effects of drawing it in a frame in which it is not drawn: what is no longer shown is no longer selected, and the session
    /// hears of it. `area` is where the table would be.
    pub(in crate::ui) fn keep_up(&mut self, ui: &Ui, sheet: &Shown<'_>, area: Rect, actions: &mut Actions) {
        let since = self.seen.since(sheet);
        self.list.keep_up(sheet, since);
        self.mention.mention_ui(ui, area);
        self.tell(ui, actions);
    }

    /// Another number after each change of the selection.
    pub(in crate::ui) fn selection_changes(&self) -> u64 {
        self.list.selection().changes()
    }

    /// The row that the keyboard is on.
    pub(in crate::ui) fn cursor(&self) -> Option<u32> {
        self.list.cursor()
    }

    /// Selects a row that is shown and brings it in sight; `added` to what is selected, or taken out of it if it is in. Returns whether the
    /// row is shown.
    pub(in crate::ui) fn select(&mut self, sheet: &Shown<'_>, number: u32, added: bool) -> bool {
        let Some(position) = sheet.position(number) else { return false };
        if added {
            self.list.toggle(Mark { number, position });
        } else {
            self.list.go_to(sheet, position, How::Select);
        }
        self.list.reveal(sheet, position);
        true
    }

    /// Selects nothing.
    pub(in crate::ui) fn select_none(&mut self) {
        self.list.selection_mut().clear();
    }

    /// Shows a row where it is.
    pub(in crate::ui) fn show(sheet: &Shown<'_>, number: u32) -> Option<Action> {
        rows::shown_in_folder(sheet, sheet.position(number)?)
    }

    /// Copies the paths of what is selected.
    pub(in crate::ui) fn copy_paths(&self) -> Option<Action> {
        copies::selected(self.list.selection(), Copied::Paths)
    }

    /// Draws the menu of a row, as a right click on its name opens it, and does what is chosen.
    pub(in crate::ui) fn row_menu_ui(
        &mut self,
        ui: &mut Ui,
        sheet: &Shown<'_>,
        filter: &str,
        number: u32,
        by_key: bool,
        actions: &mut Actions,
    ) {
        let row = sheet.row(number);
        let selected = self.list.selection().len();
        let folder = sheet.folder_of(&row).map(|folder| (folder, sheet.folder_name(folder)));
        let chosen: Option<Choice> = row_menu::menu_ui(ui, &row, folder, Column::Name, selected, by_key);
        if let (Some(choice), Some(position)) = (chosen, sheet.position(number)) {
            self.do_chosen(sheet, filter, position, choice, actions);
        }
    }
}
