//! The keyboard on the map: arrows to the tile beside, Enter into a folder and Backspace out of it.

use super::{MapInput, MapPane, Table};
use crate::ui::action::Actions;
use crate::ui::context_menu;
use crate::view::{Side, What};
use eframe::egui::{Event, EventFilter, Key, KeyboardShortcut, Modifiers, Popup, Response, Ui};

/// Into the folder that the keyboard is on.
pub(in crate::ui) const ZOOM_IN: KeyboardShortcut = KeyboardShortcut::new(Modifiers::NONE, Key::Enter);
/// Out of the folder that is shown.
pub(in crate::ui) const ZOOM_OUT: KeyboardShortcut = KeyboardShortcut::new(Modifiers::NONE, Key::Backspace);
/// To the largest tile.
pub(in crate::ui) const LARGEST: KeyboardShortcut = KeyboardShortcut::new(Modifiers::NONE, Key::Home);

const ARROWS: [(Key, Side); 4] = [
    (Key::ArrowLeft, Side::Left),
    (Key::ArrowRight, Side::Right),
    (Key::ArrowUp, Side::Above),
    (Key::ArrowDown, Side::Below),
];

impl MapPane {
    /// Takes the map's keys out of the input and does what they mean.
    pub(super) fn keyboard(
        &mut self,
        ui: &Ui,
        response: &Response,
        input: &MapInput<'_>,
        table: &mut Table,
        actions: &mut Actions,
    ) {
        if !response.has_focus() {
            return;
        }
        let escapes = !table.selected_rows().0.is_empty() || self.cursor.is_some();
        let filter =
            EventFilter { horizontal_arrows: true, vertical_arrows: true, escape: escapes, tab: false };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
        // The Enter that brought the keyboard here, and those of a menu, are not meant for the map.
        if Popup::is_any_open(ui) || response.gained_focus() {
            return;
        }
        let pressed = |key: &KeyboardShortcut| ui.input_mut(|input| input.consume_shortcut(key));
        for (key, side) in ARROWS {
            for _ in 0..ui.input_mut(|input| input.count_and_consume_key(Modifiers::NONE, key)) {
                self.go(input, table, side);
            }
        }
        if pressed(&LARGEST) {
            self.go_to(input, table, self.largest());
        }
        if pressed(&super::super::table::SHOW)
            && let Some(What::Row(row)) = self.cursor
        {
            actions.extend(Table::show(&input.session.shown(), row));
        }
        if pressed(&ZOOM_IN)
            && let Some(what) = self.cursor
        {
            self.zoom_into(input, what);
        }
        if pressed(&ZOOM_OUT) {
            self.zoom_out(input);
        }
        if escapes && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
            table.select_none();
            self.cursor = None;
            self.marks.heard(table);
        }
        if ui.input(|input| input.events.contains(&Event::Copy)) {
            actions.extend(table.copy_paths());
        }
        if ui.input_mut(context_menu::key_pressed)
            && let Some(what) = self.cursor
        {
            self.open_menu(input, table, what);
            self.menu_by_key = true;
        }
    }

    /// To the tile beside; from none to the largest.
    fn go(&mut self, input: &MapInput<'_>, table: &mut Table, side: Side) {
        let Some(drawn) = self.drawn.as_ref().filter(|_| !self.is_moving()) else { return };
        let map = &drawn.map;
        let to = match self.marks.cursor() {
            None => self.largest(),
            Some(from) => map.neighbour(from, side).map(|mut to| {
                // No deeper than where it comes from: Enter goes deeper.
                while map.tiles()[to].depth > map.tiles()[from].depth {
                    let Some(outer) = map.parent_of(to) else { break };
                    to = outer;
                }
                to
            }),
        };
        self.go_to(input, table, to);
    }

    fn largest(&self) -> Option<usize> {
        self.drawn.as_ref()?.map.largest(1).first().copied()
    }

    pub(super) fn go_to(&mut self, input: &MapInput<'_>, table: &mut Table, to: Option<usize>) {
        let Some(drawn) = &self.drawn else { return };
        let Some(what) = to.and_then(|to| drawn.map.tiles().get(to)).map(|tile| tile.what) else { return };
        self.choose(input, table, what, false);
        self.marks.follow(input.session, self.drawn.as_ref().map(|drawn| &drawn.map), table, self.cursor);
    }
}
