//! The sheet's rows for the list: their cells, their menu, and what is done with one.

use super::columns::Columns;
use super::draw::{CellContext, DrawnCell};
use super::header::{self, HEIGHT};
use super::row_menu::{self, Choice};
use super::spans::{Span, spans, staying};
use super::{Action, Actions, cell, copies};
use crate::model::{Column, Kind, Row, name};
use crate::session::{Copied, Shown};
use crate::text;
use crate::ui::elide;
use crate::ui::list::List;
use crate::ui::list::delegate::SpokenCell;
use crate::ui::list::delegate::{Appearance, Click, Delegate, DrawnRow, Head, KeyAct};
use crate::ui::list::eye::Since;
use crate::ui::list::mark::Mark;
use crate::ui::theme::Palette;
use crate::view::Order;
use eframe::egui::{Popup, Rect, Response, Role, Ui};

/// Height of a row, in points.
pub(crate) const ROW: f32 = 24.0;

/// The rows for one frame, and what was done in it.
pub(crate) struct SheetRows<'a> {
    pub sheet: &'a Shown<'a>,
    pub since: Since,
    pub columns: &'a Columns,
    pub order: Order,
    /// Shown if there is no row.
    pub nothing: &'a str,
    pub actions: &'a mut Actions,
    /// What was done in the header.
    pub head: header::Done,
    /// What its cells are drawn with.
    pub look: CellContext<'a>,
    /// The column that the open menu is about.
    pub menu_on: &'a mut Column,
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
        has_lines: true,
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
        let (rect, response) = (drawn.rect, drawn.response);
        let pointer = response.hover_pos().or(response.interact_pointer_pos());
        let mut hovered = None;
        for span in spans(self.columns, rect.x_range(), drawn.left) {
            let column = span.state.column;
            let area = Rect::from_x_y_ranges(span.x, rect.y_range());
            let seen = Rect::from_x_y_ranges(span.seen, rect.y_range());
            let painter = ui.painter().with_clip_rect(ui.clip_rect().intersect(seen));
            let cut = self.look.cell_ui(
                ui,
                &painter,
                &DrawnCell { number: drawn.mark.number, row: &row, column, area },
            );
            if pointer.is_some_and(|pointer| span.seen.contains(pointer.x)) {
                hovered = Some((column, cut));
            }
        }
        if let Some(end) = staying(self.columns, rect.x_range(), drawn.left) {
            ui.painter().vline(end, rect.y_range(), (1.0, Palette::of(ui).border));
        }
        if let Some((column, cut)) = hovered {
            if response.secondary_clicked() {
                *self.menu_on = column;
            }
            self.tooltip(response, drawn.mark, column, cut);
        }
        false
    }

    fn spoken(&self, mark: Mark) -> String {
        let columns = self.columns.shown().map(|state| state.column);
        cell::spoken(self.sheet, mark.number, columns)
    }

    fn cells(&self, drawn: &DrawnRow<'_>) -> Vec<SpokenCell> {
        let row = self.sheet.row(drawn.mark.number);
        let cell = |span: Span<'_>| {
            let column = span.state.column;
            let words =
                SpokenCell::words(column.title(), &cell::said(self.sheet, drawn.mark.number, &row, column));
            let rect = Rect::from_x_y_ranges(span.seen, drawn.rect.y_range());
            Some(SpokenCell { column: self.columns.place(column)?, rect, words })
        };
        spans(self.columns, drawn.rect.x_range(), drawn.left).filter_map(cell).collect()
    }

    fn name(&self, position: u64) -> Option<&[u8]> {
        Some(self.sheet.row(self.sheet.number(position)?).name)
    }

    fn menu_ui(&mut self, ui: &mut Ui, list: &List, mark: Mark, by_key: bool) -> bool {
        if by_key {
            *self.menu_on = Column::Name;
        }
        let row = self.sheet.row(mark.number);
        let folder = self.sheet.folder_of(&row).map(|folder| (folder, self.sheet.folder_name(folder)));
        let chosen = row_menu::menu_ui(ui, &row, folder, *self.menu_on, list.selection().len(), by_key);
        self.chosen = chosen.map(|choice| (mark.position, choice)).or(self.chosen);
        chosen.is_some()
    }

    fn act(&mut self, list: &mut List, act: KeyAct) {
        let cursor = list.cursor_now(self.sheet).map(|cursor| cursor.position);
        match act {
            KeyAct::Enter => self.actions.extend(cursor.and_then(|at| opened(self.sheet, at))),
            KeyAct::CommandEnter => {
                self.actions.extend(cursor.and_then(|at| shown_in_folder(self.sheet, at)))
            }
            KeyAct::Copy => self.actions.extend(copies::selected(list.selection(), Copied::Paths)),
            KeyAct::Space | KeyAct::Left | KeyAct::Right => {}
        }
    }

    fn clicked(&mut self, _list: &mut List, click: &Click) {
        if click.is_double && !click.modifiers.any() {
            self.actions.extend(opened(self.sheet, click.mark.position));
        }
    }
}

impl SheetRows<'_> {
    fn tooltip(&self, response: &Response, mark: Mark, column: Column, cut: Option<String>) {
        if Popup::is_any_open(&response.ctx) {
            return;
        }
        let more = cell::more(self.sheet, mark.number, column);
        if let Some(text) = more.or(cut) {
            response.clone().on_hover_ui_at_pointer(|ui| elide::whole_ui(ui, &text));
        }
    }
}

/// Opens a row's file as the desktop does, unless that may start a program; anything but a file is shown in its folder.
pub(crate) fn opened(sheet: &Shown<'_>, position: u64) -> Option<Action> {
    let number = sheet.number(position)?;
    let row = sheet.row(number);
    if sheet.is_of_old(number) {
        return Some(gone(sheet, &row));
    }
    if row.meta.kind != Kind::File {
        return shown_in_folder(sheet, position);
    }
    let file = name::to_os(&sheet.path(&row)).into_owned().into();
    Some(Action::OpenRow { file, is_found: !sheet.is_in_picked(&row) })
}

/// Shows a row's file in the file manager, and never starts it.
pub(crate) fn shown_in_folder(sheet: &Shown<'_>, position: u64) -> Option<Action> {
    let number = sheet.number(position)?;
    let row = sheet.row(number);
    if sheet.is_of_old(number) {
        return Some(gone(sheet, &row));
    }
    let item = name::to_os(&sheet.path(&row)).into_owned().into();
    Some(Action::ShowInFolder { item, is_found: !sheet.is_in_picked(&row) })
}

/// That a row can't be opened, as only the old sheet of a comparison has it.
fn gone(sheet: &Shown<'_>, row: &Row<'_>) -> Action {
    let name = text::shown(row.name);
    let place = text::shown(&sheet.folder_path(row)).into_owned();
    Action::Tell(format!("“{name}” can't be opened: only the older sheet has it. It was in {place}."))
}
