//! The table of rows: draws only what is in sight, however many rows there are. The app calls [`Table::table_ui`].
//!
//! It keeps widths, scroll and selection, and knows rows by their stable number, so that neither sorting nor rows that
//! stream in move what a person looks at or has selected. [`places`] says where things are. [`header`], [`rows`] and [`cell`] are
//! what is seen, [`keys`] what is pressed, [`drag`] and [`wheel`] what the pointer does, [`acts`] what comes of it, and [`seen`]
//! which sheet was drawn last.

mod acts;
mod cell;
mod columns;
mod drag;
mod fit;
mod header;
mod header_menu;
mod keys;
mod places;
mod row_menu;
mod rows;
mod seen;
mod sorting;
mod wheel;

#[cfg(test)]
mod tests;

pub(super) use columns::Columns;
use header_menu::Change;
pub(super) use header_menu::{BY_VALUE, columns_ui as columns_menu_ui};

use super::action::{Action, Actions};
use super::list::bars::{self, Bar, THICKNESS, Way};
use super::list::eye::{Eye, Since};
use super::list::mark::Mark;
use super::list::scroll::Extent;
use super::list::selection::Selection;
use super::list::typed::Typed;
use super::theme::Palette;
use crate::model::RowSet;
use crate::session::{Command, Sheet};
use crate::view::{Order, Totals};
use drag::Drag;
use eframe::egui::{
    Align2, EventFilter, Id, PointerButton, Popup, Rect, Role, Sense, TextStyle, Ui, UiBuilder, WidgetInfo,
};
use keys::Pressed;
use places::Places;
use seen::Seen;
use std::sync::Arc;

/// Height of a row, in points.
const ROW: f32 = 24.0;
/// The session hears of another selection only so often, in seconds: a drag changes it in each frame.
const TELL: f64 = 0.1;

/// The table's own state.
#[derive(Default)]
pub(super) struct Table {
    /// Which columns are shown and how wide.
    pub columns: Columns,
    /// The first row in sight, with the fraction of it that is above.
    top: f64,
    /// Points scrolled to the right.
    left: f32,
    eye: Eye,
    seen: Seen,
    selection: Selection,
    /// The row that the keyboard is on.
    cursor: Option<Mark>,
    drag: Option<Drag>,
    /// Where the handles of the two scroll bars were grabbed.
    grab: (f64, f64),
    typed: Typed,
    wants_focus: bool,
    /// Whether the keyboard asks for the menu of its row in this frame.
    menu_asked: bool,
    /// What gets the keyboard back when the open menu is closed.
    returns_to: Option<Id>,
    /// The state of the selection that the session was told of, and when, in seconds.
    told: (u64, f64),
}

/// The selected rows, for the status line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Selected {
    /// How many.
    pub rows: u64,
    /// Their sums; none while they are being worked out.
    pub sums: Option<Totals>,
}

impl Table {
    /// Forgets which rows were which: the sheet is emptied.
    pub(super) fn forget_rows(&mut self) {
        self.top = 0.0;
        self.eye.forget();
        self.selection.forget();
        self.typed.stop();
        (self.cursor, self.drag) = (None, None);
    }

    /// Puts the keyboard into the table.
    pub(super) fn focus(&mut self) {
        self.wants_focus = true;
    }

    /// The selected rows; `sums` are the session's, and no use when they are of another selection.
    pub(super) fn selected(&self, sums: Option<Totals>) -> Selected {
        let rows = self.selection.len();
        let is_told = self.told.0 == self.selection.changes();
        Selected { rows, sums: sums.filter(|sums| is_told && sums.rows == rows) }
    }

    /// The selected rows, and how many they are.
    pub(super) fn selected_rows(&self) -> (&Arc<RowSet>, u64) {
        (self.selection.rows(), self.selection.len())
    }

    /// Draws it in all the room that is left. `nothing` is said where there is no row.
    pub(super) fn table_ui(
        &mut self,
        ui: &mut Ui,
        sheet: &Sheet<'_>,
        order: Order,
        nothing: &str,
        actions: &mut Actions,
    ) {
        let area = ui.available_rect_before_wrap();
        ui.allocate_rect(area, Sense::hover());
        self.columns.fill(area.width() - THICKNESS);
        let places = Places::new(area, sheet.len(), self.columns.width());
        let since = self.seen.since(sheet);
        if since != Since::Same {
            self.selection.keep_shown(sheet);
        }
        self.top = self.eye.follow(sheet, places.extent, self.top, since);

        ui.painter().rect_filled(area, 0.0, Palette::of(ui).panel);
        ui.painter().rect_filled(places.body, 0.0, Palette::of(ui).sheet);
        // Everything that scrolls comes first, so that header and rows are never drawn at different places.
        self.wheel(ui, area, places.extent);
        self.body_ui(ui, sheet, &places, since, actions);
        self.bars_ui(ui, &places);
        let done = {
            let mut head = ui.new_child(UiBuilder::new().max_rect(places.head));
            head.shrink_clip_rect(places.head);
            header::header_ui(&mut head, places.id, places.head, self.left, order, &self.columns)
        };
        self.rows_ui(ui, sheet, &places, actions);
        self.menu_asked = false;
        if sheet.is_empty() {
            nothing_ui(ui, places.body, nothing);
        }
        self.returns_to = done.returns_to.or(self.returns_to);
        if done.by_pointer {
            self.focus();
            ui.request_repaint();
        }
        if let Some(order) = done.order {
            actions.push(Action::Ask(Command::SetOrder(order)));
        }
        if let Some(Change::ByValue(by_value)) = done.change {
            actions.push(Action::Ask(Command::OrderByValue(by_value)));
        }
        if let Some(change) = done.change {
            self.change(ui, sheet, &places, change);
            ui.request_repaint();
        }
        let held = self.cursor.filter(|cursor| self.selection.contains(cursor.number));
        self.eye.remember(sheet, places.extent, self.top, held);
        self.tell(ui, actions);
    }

    /// What takes the keyboard and the drags: everything that is below the rows.
    fn body_ui(
        &mut self,
        ui: &mut Ui,
        sheet: &Sheet<'_>,
        places: &Places,
        since: Since,
        actions: &mut Actions,
    ) {
        let body = ui.interact(places.body, places.id, Sense::click_and_drag());
        body.widget_info(|| WidgetInfo::labeled(Role::Table, true, "Sheet"));
        let had_focus = body.has_focus();
        let menu_is_open = Popup::is_any_open(ui);
        if let Some(back) = self.returns_to.take_if(|_| !menu_is_open) {
            ui.memory_mut(|memory| memory.request_focus(back));
        }
        if std::mem::take(&mut self.wants_focus) || body.clicked() || body.drag_started() {
            body.request_focus();
        }
        if body.clicked_by(PointerButton::Primary) && !ui.input(|input| input.modifiers.any()) {
            self.selection.clear();
        }
        let was_dragged = self.drag(ui, &body, sheet, places, since);
        if body.has_focus() {
            // Else the arrows would move the focus to the next widget, and Esc take it away.
            let escape = !self.selection.is_empty();
            let filter = EventFilter { vertical_arrows: true, horizontal_arrows: true, escape, tab: false };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(places.id, filter));
            let mut pressed = Pressed::default();
            if !menu_is_open {
                pressed = ui.input_mut(|input| keys::pressed(input, escape));
            }
            // The Enter or Esc that ended the filter is not meant for rows, nor the Esc that ended a drag.
            pressed.enter &= had_focus;
            pressed.escape &= had_focus && !was_dragged;
            self.obey(sheet, places, &pressed, actions);
            self.search(ui, sheet, places.extent, &pressed.typed);
        } else {
            self.typed.stop();
        }
        ui.accesskit_node_builder(places.id, |node| {
            node.set_multiselectable();
            node.set_row_count(usize::try_from(sheet.len()).unwrap_or(usize::MAX));
            node.set_column_count(self.columns.shown().count());
            if let Some(cursor) = self.cursor {
                node.set_active_descendant(rows::id(places.id, cursor.number).accesskit_id());
            }
        });
    }

    fn rows_ui(&mut self, ui: &mut Ui, sheet: &Sheet<'_>, places: &Places, actions: &mut Actions) {
        let focused = ui.memory(|memory| memory.has_focus(places.id));
        if let Some(click) = rows::rows_ui(self, ui, sheet, places, focused) {
            self.focus();
            ui.request_repaint();
            self.click(sheet, click, actions);
        }
        if focused && (sheet.is_empty() || self.cursor.is_none()) {
            super::shapes::focus_ring(ui, places.body);
        }
    }

    fn bars_ui(&mut self, ui: &Ui, places: &Places) {
        let (down, across) = (places.id.with("down"), places.id.with("across"));
        let down = Bar { id: down, track: places.down, way: Way::Down, name: "Scroll rows" };
        let across = Bar { id: across, track: places.across, way: Way::Across, name: "Scroll columns" };
        self.top = bars::bar_ui(ui, &down, places.extent, self.top, &mut self.grab.0);
        // The same arithmetic in points: as many as the columns are wide, of which the body shows its width.
        let wide = Extent::new(self.columns.width().ceil() as u64, f64::from(places.body.width()));
        let left = wide.clamp(f64::from(self.left));
        self.left = if places.across.height() > 0.0 {
            bars::bar_ui(ui, &across, wide, left, &mut self.grab.1) as f32
        } else {
            0.0
        };
    }

    /// Tells the session of another selection.
    fn tell(&mut self, ui: &Ui, actions: &mut Actions) {
        let (told, at) = self.told;
        if told == self.selection.changes() {
            return;
        }
        let now = ui.input(|input| input.time);
        let wait = at + TELL - now;
        if told != 0 && wait > 0.0 {
            ui.request_repaint_after(std::time::Duration::from_secs_f64(wait));
            return;
        }
        self.told = (self.selection.changes(), now);
        actions.push(Action::Ask(Command::Select(self.selection.rows().clone())));
    }
}

fn nothing_ui(ui: &Ui, body: Rect, words: &str) {
    let font = TextStyle::Body.resolve(ui.style());
    ui.painter().text(body.center(), Align2::CENTER_CENTER, words, font, Palette::of(ui).weak);
}
