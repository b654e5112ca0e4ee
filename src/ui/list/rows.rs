//! The rows in sight: their backgrounds, what a screen reader knows of them, and what is done on them. What is in them the delegate
//! draws.

use super::List;
use super::acts::RowEvent;
use super::delegate::{Click, Delegate, DrawnRow};
use super::mark::Mark;
use super::places::Places;
use crate::ui::context_menu;
use crate::ui::theme::Palette;
use eframe::egui::{Id, Popup, Rect, Response, Sense, StrokeKind, Ui, UiBuilder, pos2, vec2};

/// Between a row's left edge and the menu that a key opens below it, in points.
const MENU: f32 = 8.0;
/// Width of the line at the edge of a selected row, in points.
const EDGE: f32 = 3.0;

/// How strong the line below a row is, against other lines.
const LINE: f32 = 0.6;

/// The widget that a row is, by its number.
pub(crate) fn id(list: Id, number: u32) -> Id {
    list.with(("row", number))
}

impl List {
    /// Draws the rows in sight; what was done on one.
    pub(crate) fn rows_ui<D: Delegate>(
        &mut self,
        ui: &mut Ui,
        rows: &mut D,
        places: &Places,
        focused: bool,
    ) -> Option<RowEvent> {
        let mut ui = ui.new_child(UiBuilder::new().max_rect(places.body).accessibility_parent(places.id));
        ui.shrink_clip_rect(places.body);
        let mut y = places.body.top() - places.above(self.top, ui.pixels_per_point());
        let mut done = None;
        for position in self.extent(rows.rows()).visible(self.top) {
            let Some(mark) = Mark::at(rows.rows(), position) else { break };
            let rect =
                Rect::from_min_size(pos2(places.body.left(), y), vec2(places.body.width(), places.row));
            y += places.row;
            done = self.row_ui(&mut ui, rows, id(places.id, mark.number), mark, rect, focused).or(done);
        }
        done
    }

    fn row_ui<D: Delegate>(
        &mut self,
        ui: &mut Ui,
        rows: &mut D,
        id: Id,
        mark: Mark,
        rect: Rect,
        focused: bool,
    ) -> Option<RowEvent> {
        // The list takes the keyboard, not its rows: a stop for each would make Tab useless.
        let response = ui.interact(rect, id, Sense::CLICK);
        let is_selected = rows.is_selected(self, mark.number);
        let row = DrawnRow { mark, rect, response: &response, left: self.left };
        List::row_spoken(ui, rows, &row, is_selected);
        self.background_ui::<D>(ui, &response, mark, is_selected, focused);
        let acted = rows.row_ui(ui, &row);
        let clicked = response.clicked().then(|| {
            RowEvent::Clicked(Click {
                mark,
                pointer: response.interact_pointer_pos(),
                is_double: response.double_clicked(),
                modifiers: ui.input(|input| input.modifiers),
            })
        });
        let menu = response.secondary_clicked().then_some(RowEvent::Menu(mark));
        let by_key = self.opens_menu_on(mark.number);
        let place = rect.left_bottom() + vec2(MENU, 0.0);
        let chosen =
            context_menu::show(&response, by_key, place, |ui, by_key| rows.menu_ui(ui, self, mark, by_key));
        let other = (acted || chosen == Some(true)).then_some(RowEvent::Other(mark));
        other.or(menu).or(clicked)
    }

    fn background_ui<D: Delegate>(
        &self,
        ui: &Ui,
        response: &Response,
        mark: Mark,
        is_selected: bool,
        focused: bool,
    ) {
        let (p, rect) = (Palette::of(ui), response.rect);
        // What is selected by the keyboard turns grey when that is elsewhere; a choice that stays in use does not.
        let is_idle = D::LOOK.selects && !focused && !Popup::is_any_open(ui);
        let fill = match (is_selected, response.hovered()) {
            (true, _) if is_idle => Some(p.press),
            (true, _) => Some(p.selection),
            (_, true) => Some(p.hover),
            _ => None,
        };
        if let Some(fill) = fill {
            ui.painter().rect_filled(rect, 0.0, fill);
        }
        if D::LOOK.has_lines {
            let pixel = 1.0 / ui.pixels_per_point();
            let line = (pixel, p.border.gamma_multiply(LINE));
            ui.painter().hline(rect.x_range(), rect.bottom() - pixel / 2.0, line);
        }
        if is_selected {
            let colour = if is_idle { p.weak } else { p.accent };
            ui.painter().rect_filled(rect.with_max_x(rect.left() + EDGE), 0.0, colour);
        }
        if focused && self.cursor.is_some_and(|cursor| cursor.number == mark.number) {
            ui.painter().rect_stroke(rect.shrink(1.0), 2.0, (1.0, p.accent), StrokeKind::Inside);
        }
    }
}
