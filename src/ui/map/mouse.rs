//! What a mouse does on the map: points, selects, zooms and opens menus.

use super::canvas::Canvas;
use super::{Drawn, MapInput, MapPane};
use crate::ui::table::Table;
use crate::view::What;
use eframe::egui::{PointerButton, Popup, Response, Ui};

impl MapPane {
    /// What the pointer does.
    pub(super) fn pointer(&mut self, ui: &Ui, response: &Response, input: &MapInput<'_>, table: &mut Table) {
        let hit = |drawn: &Drawn, at| {
            let [x, y] = Canvas::new(response.rect, drawn.map.spec().size).pixel(at)?;
            drawn.map.hit(x, y)
        };
        let at = response.interact_pointer_pos().or(response.hover_pos());
        let is_still = !self.is_moving() && !Popup::is_any_open(ui);
        let hit = self.drawn.as_ref().filter(|_| is_still).zip(at).and_then(|(drawn, at)| hit(drawn, at));
        let what = |pane: &MapPane| Some(pane.drawn.as_ref()?.map.tiles().get(hit?)?.what);
        self.aim_at(ui, input, hit.filter(|_| response.hovered()));
        if response.clicked() || response.secondary_clicked() {
            response.request_focus();
        }
        if response.hovered() && is_still {
            match (self.wheel.levels(ui), what(self)) {
                (1, Some(what)) => {
                    if let Some(folder) = self.levels(input).towards(self.zoom, what) {
                        self.zoom_to(Some(folder));
                    }
                    return;
                }
                (-1, _) => return self.zoom_out(input),
                _ => {}
            }
        }
        let modifiers = ui.input(|input| input.modifiers);
        let Some(what) = what(self) else {
            // Not the Enter by which egui clicks what has the keyboard.
            if response.clicked_by(PointerButton::Primary) && is_still && !modifiers.any() {
                self.cursor = None;
                table.select_none();
            }
            return;
        };
        if response.double_clicked() {
            self.zoom_into(input, what);
        } else if response.clicked_by(PointerButton::Primary) {
            self.choose(input, table, what, modifiers.command);
            if matches!(what, What::Rest(_)) && !modifiers.any() {
                self.zoom_into(input, what);
            }
        } else if response.secondary_clicked() {
            self.open_menu(input, table, what);
        }
    }

    /// Puts the keyboard on a tile, and selects its row.
    pub(super) fn choose(&mut self, input: &MapInput<'_>, table: &mut Table, what: What, added: bool) {
        let is_selected = match what {
            What::Row(row) => table.select(&input.session.shown(), row, added),
            _ => false,
        };
        if !is_selected && !added {
            table.select_none();
        }
        self.cursor = Some(what);
        self.marks.heard(table);
    }

    /// A row that was selected in the table is the one that the keyboard is on here too.
    pub(super) fn cursor_from(&mut self, table: &Table) {
        if self.marks.is_news(table) {
            let selected = table.selected_rows().1;
            self.cursor = table.cursor().filter(|_| selected > 0).map(What::Row);
        }
    }
}
