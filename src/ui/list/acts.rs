//! What comes of keys and clicks in a list: where the keyboard goes, what is selected, and what the delegate is asked to do.

use super::List;
use super::delegate::{Click, Delegate};
use super::keys::{self, How, Press};
use super::mark::Mark;
use super::numbered::Numbered;
use eframe::egui::{Id, Ui};

/// What was done on a row.
#[derive(Clone, Copy, Debug)]
pub(crate) enum RowEvent {
    /// A click.
    Clicked(Click),
    /// A right click.
    Menu(Mark),
    /// A choice of the menu, or what the delegate saw.
    Other(Mark),
}

impl List {
    /// Does what was pressed.
    pub(crate) fn obey<D: Delegate>(&mut self, rows: &mut D, id: Id, press: Press) {
        let cursor = self.cursor_now(rows.rows());
        match (press, cursor) {
            (Press::Go(go, how), from) => {
                let (extent, first) = (self.extent(rows.rows()), self.top.ceil() as u64);
                let from = from.map(|mark| mark.position);
                if let Some(to) = keys::target(go, from, first, extent.page_step(), rows.rows().len()) {
                    self.go_to(rows.rows(), to, how);
                    self.reveal(rows.rows(), to);
                }
                self.typed.stop();
            }
            (Press::Toggle, Some(cursor)) => self.selection.toggle(cursor),
            (Press::SelectAll, _) => self.selection.all(rows.rows()),
            (Press::Invert, _) => self.selection.invert(rows.rows()),
            (Press::Escape, _) => self.selection.clear(),
            (Press::Menu, Some(cursor)) => {
                self.reveal(rows.rows(), cursor.position);
                self.select_for_menu::<D>(rows.rows(), cursor.position);
                (self.menu_asked, self.returns_to) = (true, Some(id));
            }
            (Press::Across(points), _) => self.left += points,
            (Press::Act(act), _) => rows.act(self, act),
            (Press::Toggle | Press::Menu | Press::Typed(_), _) => {}
        }
    }

    /// Goes to the row whose name begins with what is typed, when it is found.
    pub(crate) fn search<D: Delegate>(&mut self, ui: &Ui, rows: &D, letters: &str) {
        if letters.is_empty() && !self.typed.is_searching() {
            return;
        }
        let (all, len) = (rows.rows(), rows.rows().len());
        let cursor = self.cursor_now(all).map(|cursor| cursor.position);
        self.typed.add(letters, ui.input(|input| input.time), cursor, len);
        if let Some(position) = self.typed.search(len, |position| rows.name(position)) {
            self.go_to(all, position, How::Select);
            self.reveal(all, position);
        } else if self.typed.is_searching() {
            ui.request_repaint();
        }
    }

    pub(crate) fn click<D: Delegate>(&mut self, rows: &mut D, done: RowEvent) {
        self.typed.stop();
        match done {
            RowEvent::Clicked(click) => {
                let Click { mark, modifiers, is_double, .. } = click;
                if !D::LOOK.selects {
                    self.go_to(rows.rows(), mark.position, How::Move);
                } else if is_double && !modifiers.any() {
                    // The first click of the two has selected it.
                    self.select_for_menu::<D>(rows.rows(), mark.position);
                } else {
                    self.click_on(rows.rows(), mark, How::of(modifiers));
                }
                rows.clicked(self, &click);
            }
            RowEvent::Menu(mark) => self.select_for_menu::<D>(rows.rows(), mark.position),
            RowEvent::Other(mark) if !D::LOOK.selects => self.go_to(rows.rows(), mark.position, How::Move),
            RowEvent::Other(_) => {}
        }
    }

    fn click_on(&mut self, rows: &impl Numbered, mark: Mark, how: How) {
        if how == How::Move {
            self.toggle(mark);
        } else {
            self.go_to(rows, mark.position, how);
        }
    }

    /// A menu is about what is selected; on another row, about that row.
    fn select_for_menu<D: Delegate>(&mut self, rows: &D::Rows, position: u64) {
        if !D::LOOK.selects {
            self.go_to(rows, position, How::Move);
        } else if Mark::at(rows, position).is_some_and(|mark| !self.selection.contains(mark.number)) {
            self.go_to(rows, position, How::Select);
        }
    }

    /// Puts the keyboard on a row.
    pub(crate) fn go_to(&mut self, rows: &impl Numbered, position: u64, how: How) {
        let Some(mark) = Mark::at(rows, position) else { return };
        match how {
            How::Select => self.selection.only(rows, mark),
            How::Extend => self.selection.extend(rows, position, false),
            How::Add => self.selection.extend(rows, position, true),
            How::Move => {}
        }
        self.cursor = Some(mark);
    }

    /// Scrolls by the least that brings all of a row in sight.
    pub(crate) fn reveal(&mut self, rows: &impl Numbered, position: u64) {
        self.top = self.extent(rows).reveal(self.top, position);
    }

    /// The row that the keyboard is on, where it is now.
    pub(crate) fn cursor_now(&mut self, rows: &impl Numbered) -> Option<Mark> {
        let now = self.cursor?.found(rows)?;
        self.cursor = Some(now);
        Some(now)
    }

    /// Whether the keyboard has just asked for the menu of this row.
    pub(crate) fn opens_menu_on(&self, number: u32) -> bool {
        self.menu_asked && self.cursor.is_some_and(|cursor| cursor.number == number)
    }
}
