//! The table of rows: draws only what is in sight, however many rows there are. The app calls [`Table::table_ui`].
//!
//! It keeps the columns, and what they and the sheet have beyond a [`List`]: [`rows`] are the sheet's rows for the list, [`cell`],
//! [`place`] and [`inside`] what stands in one, [`draw`] how that looks, [`spans`] where columns lie. [`header`] and its menu are
//! what is done with columns, [`chooser`] which are shown, [`sorting`] what a click on one makes of the order, [`row_menu`], [`narrowing`] and [`copies`] what is done
//! with rows, [`elsewhere`] what the map does with them. [`seen`] is which sheet was drawn last.

mod cell;
mod chooser;
mod columns;
mod copies;
mod draw;
mod elsewhere;
mod fit;
mod header;
mod header_menu;
mod inside;
mod mention;
mod narrowing;
pub(super) mod order_words;
mod place;
mod row_menu;
mod rows;
mod seen;
mod sorting;
mod spans;

#[cfg(test)]
mod tests;

pub(super) use chooser::chooser_ui;
pub(super) use columns::Columns;
pub(super) use header_menu::BY_VALUE;
use header_menu::ColumnChange;

use super::action::{Action, Actions};
use super::list::delegate::Delegate;
use super::list::{List, places};
use crate::model::{Column, Renumbered, RowSet, ValueKind};
use crate::session::{Command, Copied, Shown};
use crate::view::{Order, Totals};
use draw::CellContext;
use eframe::egui::Ui;
use mention::Mention;
use row_menu::Choice;
pub(super) use row_menu::{COPY_ROWS, OPEN, SHOW};
use rows::SheetRows;
use seen::Seen;
use std::sync::Arc;

/// The session hears of another selection only so often, in seconds: a drag changes it in each frame.
const TELL: f64 = 0.1;

/// The table's own state.
pub(super) struct Table {
    /// Which columns are shown and how wide.
    pub columns: Columns,
    list: List,
    seen: Seen,
    /// The column that a row's menu was opened on.
    menu_on: Column,
    /// The state of the selection that the session was told of, and when, in seconds.
    told: (u64, f64),
    /// Whether the edge of a column is being dragged.
    is_resizing: bool,
    mention: Mention,
    /// Whether the session was told to add up what is in folders; `None` before the first frame.
    sums_folders: Option<bool>,
}

/// What the table is drawn by, besides its rows.
pub(super) struct Asked<'a> {
    /// The order that was asked for last.
    pub order: Order,
    /// The filter's text.
    pub filter: &'a str,
    /// The largest size of what is shown, in bytes; 0 while that is not known.
    pub largest: u64,
    /// Shown if there is no row.
    pub nothing: &'a str,
}

/// The selected rows, for the status line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Selected {
    /// How many.
    pub rows: u64,
    /// Their sums; none while they are being worked out.
    pub sums: Option<Totals>,
}

impl Default for Table {
    fn default() -> Table {
        Table {
            columns: Columns::default(),
            list: List::default(),
            seen: Seen::default(),
            menu_on: Column::Name,
            told: (0, 0.0),
            is_resizing: false,
            mention: Mention::default(),
            sums_folders: None,
        }
    }
}

impl Table {
    /// Says something over the table for a moment. It is not read out.
    pub(crate) fn mention(&mut self, words: String) {
        self.mention.say(words);
    }

    /// Forgets which rows were which: the sheet is emptied.
    pub(crate) fn forget_rows(&mut self) {
        self.list.forget();
    }

    /// Rows went, and the others have other numbers.
    pub(crate) fn renumber(&mut self, by: &Renumbered) {
        self.list.renumber(by);
    }

    /// Puts the keyboard into the table.
    pub(crate) fn focus(&mut self) {
        self.list.focus();
    }

    /// The selected rows; `sums` are the session's, and no use when they are of another selection.
    pub(crate) fn selected(&self, sums: Option<Totals>) -> Selected {
        let rows = self.list.selection().len();
        let is_told = self.told.0 == self.list.selection().changes();
        Selected { rows, sums: sums.filter(|sums| is_told && sums.rows == rows) }
    }

    /// The selected rows, and how many they are.
    pub(crate) fn selected_rows(&self) -> (&Arc<RowSet>, u64) {
        (self.list.selection().rows(), self.list.selection().len())
    }

    /// Draws it in all the room that is left.
    pub(super) fn table_ui(
        &mut self,
        ui: &mut Ui,
        sheet: &Shown<'_>,
        asked: &Asked<'_>,
        actions: &mut Actions,
    ) {
        let area = ui.available_rect_before_wrap();
        // While an edge is dragged the others stay, so that it is where the pointer is; then they share what is left.
        if !self.is_resizing {
            self.columns.fill(places::across(area.x_range()).span());
        }
        let copies_cells = List::has_keyboard(ui, &SheetRows::LOOK)
            && ui.input_mut(|input| input.consume_shortcut(&row_menu::COPY_ROWS));
        let mut rows = SheetRows {
            sheet,
            since: self.seen.since(sheet),
            columns: &self.columns,
            order: asked.order,
            nothing: asked.nothing,
            actions,
            head: header::Done::default(),
            look: CellContext { sheet, marks: sheet.spec().filter.marks(), largest: asked.largest },
            menu_on: &mut self.menu_on,
            chosen: None,
        };
        self.list.list_ui(ui, &mut rows);
        let SheetRows { head, chosen, .. } = rows;
        if copies_cells {
            actions.extend(copies::selected(self.list.selection(), copies::cells(&self.columns)));
        }
        if let Some((position, choice)) = chosen {
            self.do_chosen(sheet, asked.filter, position, choice, actions);
        }
        self.do_head(ui, sheet, head, actions);
        self.mention.mention_ui(ui, area);
        self.tell(ui, actions);
        self.tell_of_sums(actions);
    }

    fn do_chosen(
        &mut self,
        sheet: &Shown<'_>,
        filter: &str,
        position: u64,
        choice: Choice,
        actions: &mut Actions,
    ) {
        let Some(number) = sheet.number(position) else { return };
        let row = sheet.row(number);
        match choice {
            Choice::Open => actions.extend(rows::opened(sheet, position)),
            Choice::CopyNames => actions.extend(copies::selected(self.list.selection(), Copied::Names)),
            Choice::OnlyExtension => {
                actions.push(Action::Ask(Command::SetFilter(narrowing::only_extension(filter, &row))));
            }
            Choice::OnlyIn(folder) => actions.push(Action::Ask(Command::Narrow(Some(folder)))),
            Choice::Exclude(column) => {
                let text = narrowing::without(filter, sheet, &row, column);
                actions.push(Action::Ask(Command::SetFilter(text)));
            }
            Choice::CopyPaths => actions.extend(copies::selected(self.list.selection(), Copied::Paths)),
            Choice::CopyRows => {
                actions.extend(copies::selected(self.list.selection(), copies::cells(&self.columns)));
            }
            Choice::SelectAll => self.list.selection_mut().all(sheet),
            Choice::Invert => self.list.selection_mut().invert(sheet),
            Choice::Show => actions.extend(rows::shown_in_folder(sheet, position)),
        }
    }

    fn do_head(&mut self, ui: &Ui, sheet: &Shown<'_>, done: header::Done, actions: &mut Actions) {
        if std::mem::replace(&mut self.is_resizing, done.resizing) != done.resizing {
            ui.request_repaint();
        }
        if let Some(widget) = done.returns_to {
            self.list.return_to(widget);
        }
        if done.by_pointer {
            self.focus();
            ui.request_repaint();
        }
        if let Some(order) = done.order {
            actions.push(Action::Ask(Command::SetOrder(order)));
        }
        if let Some(ColumnChange::ByValue(by_value)) = done.change {
            actions.push(Action::Ask(Command::OrderByValue(by_value)));
        }
        if let Some(change) = done.change {
            self.change(ui, sheet, change);
            ui.request_repaint();
        }
    }

    /// Has the session add up what is in the folders that are rows, while there is a column for it.
    fn tell_of_sums(&mut self, actions: &mut Actions) {
        let is_wanted = self.columns.shown().any(|state| state.column.values() == ValueKind::Bytes);
        if self.sums_folders.replace(is_wanted) != Some(is_wanted) {
            actions.push(Action::Ask(Command::SumFolderRows(is_wanted)));
        }
    }

    /// Tells the session of another selection.
    fn tell(&mut self, ui: &Ui, actions: &mut Actions) {
        let (told, at) = self.told;
        let selection = self.list.selection();
        if told == selection.changes() {
            return;
        }
        let now = ui.input(|input| input.time);
        let wait = at + TELL - now;
        if told != 0 && wait > 0.0 {
            ui.request_repaint_after(std::time::Duration::from_secs_f64(wait));
            return;
        }
        self.told = (selection.changes(), now);
        actions.push(Action::Ask(Command::Select(selection.rows().clone())));
    }
}
