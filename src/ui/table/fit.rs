//! Widths that fit: a column as wide as its widest text in sight. Rows out of sight are not looked at, however many there are.

use super::header_menu::ColumnChange;
use super::{Table, cell, draw, header};
use crate::model::Column;
use crate::session::Shown;
use crate::ui::elide;
use crate::ui::list::{fonts, titles};
use crate::ui::theme::Palette;
use eframe::egui::{FontId, Ui};

impl Table {
    /// Does what the header asked for.
    pub(super) fn change(&mut self, ui: &Ui, sheet: &Shown<'_>, change: ColumnChange) {
        match change {
            ColumnChange::Move(column, gap) => self.columns.move_to(column, gap),
            ColumnChange::Width(column, width) => self.columns.set_width(column, width),
            ColumnChange::Toggle(column) => self.columns.toggle(column),
            ColumnChange::ResetWidths => self.columns.reset_widths(),
            ColumnChange::Reset => self.columns.reset(),
            ColumnChange::ByValue(_) => {}
            ColumnChange::Fit(column) => self.fit(ui, sheet, column),
            ColumnChange::FitAll => {
                let shown: Vec<Column> = self.columns.shown().map(|state| state.column).collect();
                shown.into_iter().for_each(|column| self.fit(ui, sheet, column));
            }
        }
    }

    fn fit(&mut self, ui: &Ui, sheet: &Shown<'_>, column: Column) {
        let width = |text: &str, font: &FontId| {
            elide::laid_out(ui, text, font, Palette::of(ui).text, f32::INFINITY).0.size().x
        };
        let cells = self
            .list
            .in_sight(sheet)
            .filter_map(|at| sheet.number(at))
            .map(|number| width(&cell::shown(sheet, number, &sheet.row(number), column), &fonts::row()));
        let title = width(column.title(), &fonts::title()) + titles::ARROW;
        let widest =
            cells.map(|cell| cell + draw::beside(column)).fold(title + 2.0 * header::PADDING, f32::max);
        self.columns.set_width(column, widest.ceil() + 2.0);
    }
}
