//! The table of rows: draws only what is in sight, however many rows there are. The app calls [`Table::table_ui`].
//!
//! It keeps widths, scroll and selection, and knows rows by their stable number, so that neither sorting nor rows that
//! stream in move what a person looks at or has selected. [`header`] and [`cell`] what is
//! seen, [`keys`] what is pressed,
//! [`typed`] finds the row whose name is typed, [`mark`] finds a row again that moved.

mod cell;
mod columns;
mod header;
mod keys;
mod mark;
mod rows;
mod selection;
mod typed;

pub use columns::Columns;
pub use header::menu_ui as columns_menu_ui;

use super::action::{Action, Actions};
use super::bars::{self, Bar, THICKNESS, Way};
use super::scroll::Extent;
use super::theme::Palette;
use crate::model::name;
use crate::session::{Command, Sheet};
use crate::text;
use crate::view::Order;
use eframe::egui::{
    Align2, Event, EventFilter, Id, MouseWheelUnit, Rect, Role, Sense, TextStyle, Ui, WidgetInfo, pos2, vec2,
};
use keys::Pressed;
use mark::Mark;
use selection::Selection;
use typed::Typed;

/// Height of a row, in points.
const ROW: f32 = 24.0;
/// Rows that one notch of a wheel goes.
const NOTCH: f64 = 3.0;
/// Paths that are copied at most: a clipboard is no place for a million of them.
const COPIED: u64 = 100_000;

/// The table's own state.
#[derive(Default)]
pub struct Table {
    /// Which columns are shown and how wide.
    pub columns: Columns,
    /// The first row in sight, with the fraction of it that is above.
    top: f64,
    /// Points scrolled to the right.
    left: f32,
    selection: Selection,
    /// The row that the keyboard is on.
    cursor: Option<Mark>,
    /// Where a selection with Shift begins.
    from: Option<Mark>,
    /// The first row that was in sight in the last frame.
    first: Option<Mark>,
    /// Where the handles of the two scroll bars were grabbed.
    grab: (f64, f64),
    wants_focus: bool,
    typed: Typed,
}

/// The places of one frame.
struct Places {
    id: Id,
    head: Rect,
    body: Rect,
    down: Rect,
    across: Rect,
    extent: Extent,
}

impl Table {
    /// Scrolls to the beginning: what is shown is about to change.
    pub fn go_to_top(&mut self) {
        self.top = 0.0;
        self.first = None;
    }

    /// Forgets which rows were which: the sheet is emptied.
    pub fn forget_rows(&mut self) {
        self.go_to_top();
        self.selection.clear();
        self.typed.stop();
        (self.cursor, self.from) = (None, None);
    }

    /// Puts the keyboard into the table.
    pub fn focus(&mut self) {
        self.wants_focus = true;
    }

    /// How many of the shown rows are selected.
    pub fn selected(&self, shown: u64) -> u64 {
        self.selection.len(shown)
    }

    /// Draws it in all the room that is left. `nothing` is said where there is no row.
    pub fn table_ui(
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
        let places = places(area, sheet.len(), self.columns.width());
        self.follow(sheet, places.extent);

        ui.painter().rect_filled(area, 0.0, Palette::of(ui).panel);
        ui.painter().rect_filled(places.body, 0.0, Palette::of(ui).sheet);
        let done = {
            let mut head = ui.new_child(eframe::egui::UiBuilder::new().max_rect(places.head));
            head.shrink_clip_rect(places.head);
            header::header_ui(&mut head, places.id, places.head, self.left, order, &mut self.columns)
        };
        if let Some(order) = done.order {
            actions.push(Action::Ask(Command::SetOrder(order)));
            self.go_to_top();
        }
        if let Some(column) = done.fit {
            self.fit(ui, sheet, &places, column);
        }
        self.wheel(ui, area, places.extent);
        self.body_ui(ui, sheet, &places, actions);
        if sheet.is_empty() {
            let font = TextStyle::Body.resolve(ui.style());
            ui.painter().text(
                places.body.center(),
                Align2::CENTER_CENTER,
                nothing,
                font,
                Palette::of(ui).weak,
            );
        }
        self.bars_ui(ui, &places);
        self.first = Mark::at(sheet, places.extent.visible(self.top).start);
    }

    /// Keeps the row under the eye where it is when others come in above it.
    fn follow(&mut self, sheet: &Sheet<'_>, extent: Extent) {
        if self.top > 0.0
            && let Some(first) = self.first
            && let Some(now) = first.found(sheet)
        {
            self.top += now.position as f64 - first.position as f64;
        }
        self.top = extent.clamp(self.top);
    }

    fn wheel(&mut self, ui: &Ui, area: Rect, extent: Extent) {
        if !ui.rect_contains_pointer(area) {
            return;
        }
        let page = f64::from(area.height() / ROW);
        ui.input(|input| {
            for event in &input.events {
                let Event::MouseWheel { unit, delta, modifiers, .. } = event else { continue };
                if modifiers.command || modifiers.ctrl {
                    continue; // It zooms.
                }
                let delta = if modifiers.shift { vec2(delta.y + delta.x, 0.0) } else { *delta };
                let (rows, points) = match unit {
                    MouseWheelUnit::Line => (f64::from(delta.y) * NOTCH, delta.x * ROW * 2.0),
                    MouseWheelUnit::Page => (f64::from(delta.y) * page, delta.x * ROW * 10.0),
                    MouseWheelUnit::Point => (f64::from(delta.y / ROW), delta.x),
                };
                self.top = extent.clamp(self.top - rows);
                self.left -= points;
            }
        });
    }

    fn body_ui(&mut self, ui: &mut Ui, sheet: &Sheet<'_>, places: &Places, actions: &mut Actions) {
        let body = ui.interact(places.body, places.id, Sense::click());
        body.widget_info(|| WidgetInfo::labeled(Role::Table, true, "Sheet"));
        let had_focus = body.has_focus();
        if std::mem::take(&mut self.wants_focus) || body.clicked() {
            body.request_focus();
        }
        if body.has_focus() {
            // Else the arrows would move the focus to the next widget.
            let arrows = EventFilter { vertical_arrows: true, horizontal_arrows: true, ..Default::default() };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(places.id, arrows));
            let mut pressed = ui.input_mut(keys::pressed);
            // The Enter that ended the filter is not meant for a row.
            pressed.enter &= had_focus;
            self.obey(sheet, places.extent, &pressed, actions);
            self.search(ui, sheet, places.extent, &pressed.typed);
        } else {
            self.typed.stop();
        }
        let extent = Extent::new(sheet.len(), places.extent_page());
        ui.accesskit_node_builder(places.id, |node| {
            node.set_row_count(usize::try_from(sheet.len()).unwrap_or(usize::MAX));
            node.set_column_count(self.columns.shown().count());
            if let Some(cursor) = self.cursor {
                node.set_active_descendant(rows::id(places.id, cursor.number).accesskit_id());
            }
        });
        let clicks = rows::rows_ui(self, ui, sheet, places, extent, body.has_focus());
        if let Some(click) = clicks {
            body.request_focus();
            self.click(sheet, click, actions);
        }
        if body.has_focus() && (sheet.is_empty() || self.cursor.is_none()) {
            super::shapes::focus_ring(ui, places.body);
        }
    }

    /// Does what was typed.
    fn obey(&mut self, sheet: &Sheet<'_>, extent: Extent, pressed: &Pressed, actions: &mut Actions) {
        for &(go, extend) in &pressed.moves {
            let from = self.cursor.and_then(|cursor| cursor.found(sheet)).map(|cursor| cursor.position);
            let first = self.top.ceil() as u64;
            if let Some(position) = keys::target(go, from, first, extent.page_step(), sheet.len()) {
                self.go_to(sheet, position, extend);
                self.top = extent.reveal(self.top, position);
            }
        }
        if !pressed.moves.is_empty() {
            self.typed.stop();
        }
        if pressed.enter
            && let Some(cursor) = self.cursor.and_then(|cursor| cursor.found(sheet))
        {
            actions.extend(shown_in_folder(sheet, cursor.position));
        }
        if pressed.select_all {
            self.selection.select_all();
        }
        if pressed.copy {
            actions.extend(self.copied(sheet));
        }
        self.left += pressed.across;
    }

    /// Goes to the row whose name begins with what is typed, when it is found.
    fn search(&mut self, ui: &Ui, sheet: &Sheet<'_>, extent: Extent, letters: &str) {
        let cursor = self.cursor.and_then(|cursor| cursor.found(sheet)).map(|cursor| cursor.position);
        self.typed.add(letters, ui.input(|input| input.time), cursor, sheet.len());
        if let Some(position) = self.typed.search(sheet) {
            self.go_to(sheet, position, false);
            self.top = extent.reveal(self.top, position);
        } else if self.typed.is_searching() {
            ui.request_repaint();
        }
    }

    fn click(&mut self, sheet: &Sheet<'_>, click: rows::Click, actions: &mut Actions) {
        self.typed.stop();
        match click {
            rows::Click::On { position, modifiers } if modifiers.command => {
                if let Some(mark) = Mark::at(sheet, position) {
                    self.selection.toggle(mark.number);
                    (self.cursor, self.from) = (Some(mark), Some(mark));
                }
            }
            rows::Click::On { position, modifiers } => self.go_to(sheet, position, modifiers.shift),
            rows::Click::Menu { position } => {
                if Mark::at(sheet, position).is_some_and(|mark| !self.selection.contains(mark.number)) {
                    self.go_to(sheet, position, false);
                }
            }
            rows::Click::Copy => actions.extend(self.copied(sheet)),
            rows::Click::Show { position } => {
                if Mark::at(sheet, position).is_some_and(|mark| !self.selection.contains(mark.number)) {
                    self.go_to(sheet, position, false);
                }
                actions.extend(shown_in_folder(sheet, position));
            }
        }
    }

    /// Puts the cursor on a row and selects it, or all from the last one selected.
    fn go_to(&mut self, sheet: &Sheet<'_>, position: u64, extend: bool) {
        let Some(mark) = Mark::at(sheet, position) else { return };
        let from = self.from.filter(|_| extend).and_then(|from| from.found(sheet)).unwrap_or(mark);
        self.selection.clear();
        for at in from.position.min(position)..=from.position.max(position) {
            if let Some(number) = sheet.number(at) {
                self.selection.insert(number);
            }
        }
        (self.cursor, self.from) = (Some(mark), Some(from));
    }

    /// The selected rows' paths for the clipboard, one a line, in the order in which they are shown.
    fn copied(&self, sheet: &Sheet<'_>) -> Option<Action> {
        let selected = self.selected(sheet.len());
        if selected > COPIED {
            let rows = super::words::count(selected, "row");
            return Some(Action::Tell(format!(
                "{rows} are too many for the clipboard. Export them instead."
            )));
        }
        let mut out = String::new();
        let rows = (0..sheet.len()).filter_map(|at| sheet.number(at)).filter(|&n| self.selection.contains(n));
        for (i, number) in rows.take(usize::try_from(selected).unwrap_or(usize::MAX)).enumerate() {
            if i > 0 {
                out.push('\n');
            }
            out += &text::decoded(&sheet.path(&sheet.row(number)));
        }
        (!out.is_empty()).then_some(Action::Copy(out))
    }

    /// Makes a column as wide as its widest text in sight.
    fn fit(&mut self, ui: &Ui, sheet: &Sheet<'_>, places: &Places, column: crate::view::Column) {
        let font = TextStyle::Body.resolve(ui.style());
        let width = |text: &str| {
            super::elide::laid_out(ui, text, &font, Palette::of(ui).text, f32::INFINITY).0.size().x
        };
        let cells = places
            .extent
            .visible(self.top)
            .filter_map(|at| sheet.number(at))
            .map(|number| width(&cell::shown(sheet, &sheet.row(number), column)));
        let widest = cells.fold(width(columns::title(column)) + 16.0, f32::max);
        self.columns.set_width(column, widest + 2.0 * header::PADDING + 2.0);
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
}

impl Places {
    fn extent_page(&self) -> f64 {
        f64::from(self.body.height() / ROW)
    }
}

/// A row's file is only ever shown where it is, never started.
fn shown_in_folder(sheet: &Sheet<'_>, position: u64) -> Option<Action> {
    let path = sheet.path(&sheet.row(sheet.number(position)?));
    Some(Action::ShowInFolder(name::to_os(&path).into_owned().into()))
}

fn places(area: Rect, rows: u64, width: f32) -> Places {
    let inner = area.right() - THICKNESS;
    let across = if width > inner - area.left() + 0.5 { THICKNESS } else { 0.0 };
    let body_top = (area.top() + header::HEIGHT).min(area.bottom());
    let body_bottom = (area.bottom() - across).max(body_top);
    let body = Rect::from_min_max(pos2(area.left(), body_top), pos2(inner, body_bottom));
    Places {
        id: Id::unique("table"),
        head: Rect::from_min_max(area.min, pos2(area.right(), body_top)),
        body,
        down: Rect::from_min_max(pos2(inner, body_top), pos2(area.right(), body_bottom)),
        across: Rect::from_min_max(pos2(area.left(), body_bottom), pos2(inner, body_bottom + across)),
        extent: Extent::new(rows, f64::from(body.height() / ROW)),
    }
}
