//! What comes of keys and clicks in the table: where the keyboard goes, what is selected, copied, shown in its folder.

use super::keys::{self, How, Pressed};
use super::places::Places;
use super::row_menu::Choice;
use super::rows::Click;
use super::{Action, Actions, Table};
use crate::model::name;
use crate::session::{Command, Copied, Sheet};
use crate::ui::list::mark::Mark;
use crate::ui::list::scroll::Extent;
use crate::ui::words;
use eframe::egui::{Modifiers, Ui};

/// Rows that are copied at most: a clipboard is no place for a million of them.
const COPIED: u64 = 100_000;

impl Table {
    /// Does what was pressed.
    pub(super) fn obey(
        &mut self,
        sheet: &Sheet<'_>,
        places: &Places,
        pressed: &Pressed,
        actions: &mut Actions,
    ) {
        let extent = places.extent;
        for &(go, how) in &pressed.moves {
            let from = self.cursor_now(sheet).map(|cursor| cursor.position);
            let first = self.top.ceil() as u64;
            if let Some(position) = keys::target(go, from, first, extent.page_step(), sheet.len()) {
                self.go_to(sheet, position, how);
                self.top = extent.reveal(self.top, position);
            }
        }
        if !pressed.moves.is_empty() {
            self.typed.stop();
        }
        if pressed.enter
            && let Some(cursor) = self.cursor_now(sheet)
        {
            actions.extend(shown_in_folder(sheet, cursor.position));
        }
        if pressed.toggle
            && let Some(cursor) = self.cursor_now(sheet)
        {
            self.selection.toggle(cursor);
        }
        if pressed.select_all {
            self.selection.all(sheet);
        }
        if pressed.invert {
            self.selection.invert(sheet);
        }
        if pressed.escape {
            self.selection.clear();
        }
        if pressed.copy {
            actions.extend(self.copied(Copied::Paths));
        }
        if pressed.copy_rows {
            actions.extend(self.copied(self.cells()));
        }
        if pressed.menu
            && let Some(cursor) = self.cursor_now(sheet)
        {
            self.top = extent.reveal(self.top, cursor.position);
            self.select_for_menu(sheet, cursor.position);
            (self.menu_asked, self.returns_to) = (true, Some(places.id));
        }
        self.left += pressed.across;
    }

    /// Goes to the row whose name begins with what is typed, when it is found.
    pub(super) fn search(&mut self, ui: &Ui, sheet: &Sheet<'_>, extent: Extent, letters: &str) {
        if letters.is_empty() && !self.typed.is_searching() {
            return;
        }
        let cursor = self.cursor_now(sheet).map(|cursor| cursor.position);
        self.typed.add(letters, ui.input(|input| input.time), cursor, sheet.len());
        if let Some(position) = self.typed.search(sheet.len(), |at| Some(sheet.row(sheet.number(at)?).name)) {
            self.go_to(sheet, position, How::Select);
            self.top = extent.reveal(self.top, position);
        } else if self.typed.is_searching() {
            ui.request_repaint();
        }
    }

    pub(super) fn click(&mut self, sheet: &Sheet<'_>, click: Click, actions: &mut Actions) {
        self.typed.stop();
        match click {
            Click::On { position, modifiers } => self.click_on(sheet, position, modifiers),
            Click::Menu { position } => self.select_for_menu(sheet, position),
            Click::Chosen { position, choice } => match choice {
                Choice::CopyPaths => actions.extend(self.copied(Copied::Paths)),
                Choice::CopyRows => actions.extend(self.copied(self.cells())),
                Choice::SelectAll => self.selection.all(sheet),
                Choice::Invert => self.selection.invert(sheet),
                Choice::Show => {
                    self.select_for_menu(sheet, position);
                    actions.extend(shown_in_folder(sheet, position));
                }
            },
        }
    }

    fn click_on(&mut self, sheet: &Sheet<'_>, position: u64, modifiers: Modifiers) {
        let how = How::of(modifiers);
        if how != How::Move {
            self.go_to(sheet, position, how);
        } else if let Some(mark) = Mark::at(sheet, position) {
            self.selection.toggle(mark);
            self.cursor = Some(mark);
        }
    }

    /// A menu is about what is selected; on another row, about that row.
    fn select_for_menu(&mut self, sheet: &Sheet<'_>, position: u64) {
        if Mark::at(sheet, position).is_some_and(|mark| !self.selection.contains(mark.number)) {
            self.go_to(sheet, position, How::Select);
        }
    }

    fn go_to(&mut self, sheet: &Sheet<'_>, position: u64, how: How) {
        let Some(mark) = Mark::at(sheet, position) else { return };
        match how {
            How::Select => self.selection.only(sheet, mark),
            How::Extend => self.selection.extend(sheet, position, false),
            How::Add => self.selection.extend(sheet, position, true),
            How::Move => {}
        }
        self.cursor = Some(mark);
    }

    /// Puts the cursor on a row and selects all from where the range begins.
    pub(super) fn select_to(&mut self, sheet: &Sheet<'_>, position: u64, added: bool) {
        self.go_to(sheet, position, if added { How::Add } else { How::Extend });
    }

    /// The row that the keyboard is on, where it is now.
    pub(super) fn cursor_now(&mut self, sheet: &Sheet<'_>) -> Option<Mark> {
        let now = self.cursor?.found(sheet)?;
        self.cursor = Some(now);
        Some(now)
    }

    /// Whether the keyboard has just asked for the menu of this row.
    pub(super) fn opens_menu_on(&self, number: u32) -> bool {
        self.menu_asked && self.cursor.is_some_and(|cursor| cursor.number == number)
    }

    fn cells(&self) -> Copied {
        Copied::Cells(self.columns.shown().map(|state| state.column).collect())
    }

    /// Asks for the selected rows on the clipboard.
    fn copied(&self, what: Copied) -> Option<Action> {
        let selected = self.selection.len();
        if selected > COPIED {
            let rows = words::count(selected, "row");
            return Some(Action::Tell(format!(
                "{rows} are too many for the clipboard. Export them instead."
            )));
        }
        let rows = self.selection.rows().clone();
        (selected > 0).then_some(Action::Ask(Command::Copy { rows, what }))
    }
}

/// A row's file is only ever shown where it is, never started.
fn shown_in_folder(sheet: &Sheet<'_>, position: u64) -> Option<Action> {
    let row = sheet.row(sheet.number(position)?);
    let item = name::to_os(&sheet.path(&row)).into_owned().into();
    Some(Action::ShowInFolder { item, is_found: !sheet.is_in_picked(&row) })
}
