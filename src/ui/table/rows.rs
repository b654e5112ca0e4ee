//! The sheet's rows for the list: their cells, their menu, and what is done with one.

use super::columns::Columns;
use super::header::{self, HEIGHT, PADDING};
use super::row_menu::{self, Choice};
use super::{Action, Actions, cell, copies};
use crate::model::{Column, name};
use crate::session::{Copied, Shown};
use crate::ui::elide;
use crate::ui::list::List;
use crate::ui::list::delegate::{Appearance, Click, Delegate, DrawnRow, Head, KeyAct};
use crate::ui::list::eye::Since;
use crate::ui::list::mark::Mark;
use crate::ui::theme::Palette;
use crate::view::Order;
use eframe::egui::{Popup, Rect, Response, Role, TextStyle, Ui, pos2, vec2};

/// Height of a row, in points.
pub(crate) const ROW: f32 = 24.0;

/// The rows for one frame, and what was done in it.
pub(crate) struct SheetRows<'a> {
    pub sheet: &'a Shown<'a>,
    pub since: Since,
    pub columns: &'a Columns,
    pub order: Order,
    /// What is said where there is no row.
    pub nothing: &'a str,
    pub actions: &'a mut Actions,
    /// What was done in the header.
    pub head: header::Done,
    /// What was chosen in the menu of the row at this position.
    pub chosen: Option<(u64, Choice)>,
}

impl<'a> Delegate for SheetRows<'a> {
    type Rows = Shown<'a>;
    const LOOK: Appearance = Appearance {
        id: "table",
        roles: (Role::Table, Role::Row),
        name: "Sheet",
        bars: ("Scroll rows", "Scroll columns"),
        head: HEIGHT,
        row: ROW,
        is_striped: true,
        has_edge: false,
        selects: true,
        finds: true,
    };

    fn rows(&self) -> &Shown<'a> {
        self.sheet
    }

    fn since(&mut self) -> Since {
        self.since
    }

    fn width(&self) -> Option<f32> {
        Some(self.columns.width())
    }

    fn columns(&self) -> usize {
        self.columns.shown().count()
    }

    fn nothing(&self) -> &str {
        self.nothing
    }

    fn header_ui(&mut self, ui: &mut Ui, head: &Head) {
        self.head = header::header_ui(ui, head.id, head.area, head.left, self.order, self.columns);
    }

    fn row_ui(&mut self, ui: &mut Ui, drawn: &DrawnRow<'_>) -> bool {
        let row = self.sheet.row(drawn.mark.number);
        let rect = drawn.rect;
        let mut hovered = None;
        let mut x = rect.left() - drawn.left;
        for state in self.columns.shown() {
            let area = Rect::from_min_size(pos2(x, rect.top()), vec2(state.width, ROW));
            x = area.right();
            if area.right() < rect.left() || area.left() > rect.right() {
                continue;
            }
            let text = cell::shown(self.sheet, &row, state.column);
            let cut = cell_ui(ui, area, &text, state.column);
            if drawn.response.hover_pos().is_some_and(|pointer| area.x_range().contains(pointer.x)) {
                hovered = Some((state.column, cut.then_some(text)));
            }
        }
        if let Some((column, cut)) = hovered {
            self.tooltip(drawn.response, drawn.mark, column, cut);
        }
        false
    }

    fn spoken(&self, mark: Mark) -> String {
        let columns = self.columns.shown().map(|state| state.column);
        cell::spoken(self.sheet, &self.sheet.row(mark.number), columns)
    }

    fn name(&self, position: u64) -> Option<&[u8]> {
        Some(self.sheet.row(self.sheet.number(position)?).name)
    }

    fn menu_ui(&mut self, ui: &mut Ui, list: &List, mark: Mark, by_key: bool) -> bool {
        let chosen = row_menu::menu_ui(ui, list.selection().len(), by_key);
        self.chosen = chosen.map(|choice| (mark.position, choice)).or(self.chosen);
        chosen.is_some()
    }

    fn act(&mut self, list: &mut List, act: KeyAct) {
        match act {
            KeyAct::Enter => {
                let cursor = list.cursor_now(self.sheet);
                self.actions.extend(cursor.and_then(|cursor| shown_in_folder(self.sheet, cursor.position)));
            }
            KeyAct::Copy => self.actions.extend(copies::selected(list.selection(), Copied::Paths)),
            KeyAct::Space | KeyAct::Left | KeyAct::Right => {}
        }
    }

    fn clicked(&mut self, _list: &mut List, click: &Click) {
        if click.is_double && !click.modifiers.any() {
            self.actions.extend(shown_in_folder(self.sheet, click.mark.position));
        }
    }
}

impl SheetRows<'_> {
    fn tooltip(&self, response: &Response, mark: Mark, column: Column, cut: Option<String>) {
        if Popup::is_any_open(&response.ctx) {
            return;
        }
        let more = cell::more(self.sheet, &self.sheet.row(mark.number), column);
        if let Some(text) = more.or(cut) {
            response.clone().on_hover_ui_at_pointer(|ui| elide::whole_ui(ui, &text));
        }
    }
}

/// A row's file is only ever shown where it is, never started.
pub(crate) fn shown_in_folder(sheet: &Shown<'_>, position: u64) -> Option<Action> {
    let row = sheet.row(sheet.number(position)?);
    let item = name::to_os(&sheet.path(&row)).into_owned().into();
    Some(Action::ShowInFolder { item, is_found: !sheet.is_in_picked(&row) })
}

/// Draws a cell's text and returns whether it had to be cut.
fn cell_ui(ui: &Ui, area: Rect, text: &str, column: Column) -> bool {
    if text.is_empty() {
        return false;
    }
    let p = Palette::of(ui);
    let colour = if column == Column::Name { p.text } else { p.weak };
    let font = TextStyle::Body.resolve(ui.style());
    let (galley, cut) = elide::laid_out(ui, text, &font, colour, area.width() - 2.0 * PADDING);
    let size = galley.size();
    let x = if column.values().is_number() { area.right() - PADDING - size.x } else { area.left() + PADDING };
    ui.painter().galley(pos2(x, area.center().y - size.y / 2.0), galley, colour);
    cut
}
