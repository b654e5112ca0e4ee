//! The rows in sight: their cells, and what is clicked on them.

use super::header::PADDING;
use super::row_menu::{self, Choice};
use super::{Places, ROW, Table, cell};
use crate::model::Column;
use crate::model::Row;
use crate::session::Sheet;
use crate::ui::theme::Palette;
use crate::ui::{context_menu, elide};
use eframe::egui::{
    Id, Modifiers, Popup, Rect, Response, Role, Sense, StrokeKind, TextStyle, Ui, UiBuilder, WidgetInfo,
    pos2, vec2,
};

/// What was done on a row.
#[derive(Clone, Copy, Debug)]
pub(super) enum Click {
    /// A click.
    On {
        /// Where.
        position: u64,
        /// With these keys held.
        modifiers: Modifiers,
    },
    /// A right click.
    Menu {
        /// Where.
        position: u64,
    },
    /// A double click, or a choice of the menu.
    Chosen {
        /// Where.
        position: u64,
        /// What.
        choice: Choice,
    },
}

/// The widget that a row is, by its stable number.
pub(super) fn id(table: Id, number: u32) -> Id {
    table.with(("row", number))
}

/// Draws the rows in sight.
pub(super) fn rows_ui(
    table: &Table,
    ui: &mut Ui,
    sheet: &Sheet<'_>,
    places: &Places,
    focused: bool,
) -> Option<Click> {
    let mut ui = ui.new_child(UiBuilder::new().max_rect(places.body).accessibility_parent(places.id));
    ui.shrink_clip_rect(places.body);
    let mut y = places.body.top() - places.above(table.top, ui.pixels_per_point());
    let mut click = None;
    for position in places.extent.visible(table.top) {
        let Some(number) = sheet.number(position) else { break };
        let row = sheet.row(number);
        let rect = Rect::from_min_size(pos2(places.body.left(), y), vec2(places.body.width(), ROW));
        y += ROW;
        let drawn = Drawn { table, sheet, places, position, number };
        click = drawn.row_ui(&mut ui, rect, &row, focused).or(click);
    }
    click
}

struct Drawn<'a> {
    table: &'a Table,
    sheet: &'a Sheet<'a>,
    places: &'a Places,
    position: u64,
    number: u32,
}

impl Drawn<'_> {
    fn row_ui(&self, ui: &mut Ui, rect: Rect, row: &Row<'_>, focused: bool) -> Option<Click> {
        let p = Palette::of(ui);
        // The table takes the keyboard, not its rows: a stop for each would make Tab useless.
        let response = ui.interact(rect, id(self.places.id, self.number), Sense::CLICK);
        let selected = self.table.selection.contains(self.number);
        self.accessible(ui, &response, row, selected);
        let fill = match (selected, response.hovered(), self.position % 2 == 1) {
            (true, _, _) => Some(p.selection),
            (_, true, _) => Some(p.hover),
            (_, _, true) => Some(p.stripe),
            _ => None,
        };
        if let Some(fill) = fill {
            ui.painter().rect_filled(rect, 0.0, fill);
        }
        if focused && self.table.cursor.is_some_and(|cursor| cursor.number == self.number) {
            ui.painter().rect_stroke(rect.shrink(1.0), 2.0, (1.0, p.accent), StrokeKind::Inside);
        }
        let mut hovered = None;
        let mut x = rect.left() - self.table.left;
        for state in self.table.columns.shown() {
            let area = Rect::from_min_size(pos2(x, rect.top()), vec2(state.width, ROW));
            x = area.right();
            if area.right() < rect.left() || area.left() > rect.right() {
                continue;
            }
            let text = cell::shown(self.sheet, row, state.column);
            let cut = cell_ui(ui, area, &text, state.column);
            if response.hover_pos().is_some_and(|pointer| area.x_range().contains(pointer.x)) {
                hovered = Some((state.column, cut.then_some(text)));
            }
        }
        self.tooltip(&response, row, hovered);
        self.clicked(ui, &response)
    }

    fn accessible(&self, ui: &Ui, response: &Response, row: &Row<'_>, selected: bool) {
        response.widget_info(|| {
            let columns = self.table.columns.shown().map(|state| state.column);
            WidgetInfo::labeled(Role::Row, true, cell::spoken(self.sheet, row, columns))
        });
        ui.accesskit_node_builder(response.id, |node| {
            node.set_row_index(usize::try_from(self.position).unwrap_or(usize::MAX));
            node.set_selected(selected);
        });
    }

    fn tooltip(&self, response: &Response, row: &Row<'_>, hovered: Option<(Column, Option<String>)>) {
        let Some((column, cut)) = hovered else { return };
        if Popup::is_any_open(&response.ctx) {
            return;
        }
        if let Some(text) = cell::more(self.sheet, row, column).or(cut) {
            response.clone().on_hover_ui_at_pointer(|ui| elide::whole_ui(ui, &text));
        }
    }

    fn clicked(&self, ui: &Ui, response: &Response) -> Option<Click> {
        let position = self.position;
        let mut click = None;
        if response.clicked() {
            let modifiers = ui.input(|input| input.modifiers);
            let twice = response.double_clicked() && !modifiers.any();
            let show = Click::Chosen { position, choice: Choice::Show };
            click = Some(if twice { show } else { Click::On { position, modifiers } });
        }
        if response.secondary_clicked() {
            click = Some(Click::Menu { position });
        }
        let by_key = self.table.opens_menu_on(self.number);
        let place = response.rect.left_bottom() + vec2(PADDING, 0.0);
        let chosen = context_menu::show(response, by_key, place, |ui, by_key| {
            row_menu::menu_ui(ui, self.table.selection.len(), by_key)
        });
        let chosen = chosen.flatten().map(|choice| Click::Chosen { position, choice });
        chosen.or(click)
    }
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
