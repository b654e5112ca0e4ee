//! The frames on the map: round what is selected, round what the keyboard is on, and round what the pointer is on. Tiles are looked up when
//! the selection or the map is another one, not in each frame.

use super::{Drawn, MapPane, Table};
use crate::session::Session;
use crate::ui::theme::Palette;
use crate::view::{Map, What};
use eframe::egui::{Color32, Painter, Rect, Response, StrokeKind, Ui};
use std::collections::BTreeSet;
use std::sync::{Arc, Weak};

use super::canvas::Canvas;

/// Selected rows that are framed at most: more frames than that are only noise.
const MOST: usize = 1_000;

/// Which tiles are framed.
#[derive(Default)]
pub(super) struct Marks {
    /// The map and the state of the selection that `selected` is of.
    of: Option<(Weak<Map>, u64)>,
    selected: Vec<usize>,
    /// The same for what the keyboard is on.
    cursor_of: Option<(Weak<Map>, Option<What>)>,
    cursor: Option<usize>,
    /// The state of the selection that was heard of last.
    heard: u64,
}

impl Marks {
    /// Whether something else was selected since, other than here. Asked once.
    pub(super) fn is_news(&mut self, table: &Table) -> bool {
        let changes = table.selection_changes();
        std::mem::replace(&mut self.heard, changes) != changes
    }

    /// What is selected now was selected here.
    pub(super) fn heard(&mut self, table: &Table) {
        self.heard = table.selection_changes();
    }

    /// The tile that the keyboard is on.
    pub(super) fn cursor(&self) -> Option<usize> {
        self.cursor
    }

    /// Finds the tiles of what is selected and of what the keyboard is on.
    pub(super) fn follow(
        &mut self,
        session: &Session,
        map: Option<&Arc<Map>>,
        table: &Table,
        cursor: Option<What>,
    ) {
        let Some(map) = map else {
            *self = Marks { heard: self.heard, ..Marks::default() };
            return;
        };
        let is_of = |of: &Weak<Map>| of.as_ptr() == Arc::as_ptr(map);
        let changes = table.selection_changes();
        if self.of.as_ref().is_none_or(|(of, state)| !is_of(of) || *state != changes) {
            self.of = Some((Arc::downgrade(map), changes));
            let (rows, count) = table.selected_rows();
            // Everything selected is nothing marked.
            let is_few = count <= MOST as u64;
            let rows = rows.iter().take(if is_few { MOST } else { 0 });
            let tiles: BTreeSet<usize> = rows.filter_map(|row| session.map_tile_of_row(row)).collect();
            self.selected = tiles.into_iter().collect();
        }
        if self.cursor_of.as_ref().is_none_or(|(of, what)| !is_of(of) || *what != cursor) {
            self.cursor_of = Some((Arc::downgrade(map), cursor));
            self.cursor = cursor.and_then(|what| match what {
                What::Row(row) => session.map_tile_of_row(row),
                what => map.tiles().iter().position(|tile| tile.what == what && !tile.is_empty()),
            });
        }
    }
}

impl MapPane {
    pub(super) fn marks_ui(&self, ui: &Ui, response: &Response) {
        let Some(drawn) = self.drawn.as_ref().filter(|_| !self.is_moving()) else { return };
        let painter = ui.painter().with_clip_rect(response.rect);
        let p = Palette::of(ui);
        for &tile in &self.marks.selected {
            frame_ui(&painter, place(drawn, response.rect, tile), p.accent, 2.0);
        }
        if let Some(tile) = self.marks.cursor.filter(|tile| !self.marks.selected.contains(tile)) {
            let colour = if response.has_focus() { p.accent } else { p.weak };
            frame_ui(&painter, place(drawn, response.rect, tile), colour, 2.0);
        }
        if let Some(tile) = self.aim.as_ref().filter(|aim| aim.is_pointed).map(|aim| aim.tile) {
            frame_ui(&painter, place(drawn, response.rect, tile), p.text, 1.0);
        }
    }
}

/// Where a tile of the map is on screen; empty for one that is no longer there.
pub(super) fn place(drawn: &Drawn, area: Rect, tile: usize) -> Rect {
    let Some(tile) = drawn.map.tiles().get(tile) else { return Rect::NOTHING };
    Canvas::new(area, drawn.map.spec().size).rect([tile.x0, tile.y0], [tile.x1, tile.y1])
}

/// A frame that is seen on every colour: between a light line and a dark one.
fn frame_ui(painter: &Painter, place: Rect, colour: Color32, width: f32) {
    if !place.is_positive() {
        return;
    }
    // On a tile of a few points it is around it, or nothing of the tile would be left.
    let place = if place.width().min(place.height()) < 10.0 { place.expand(width + 1.0) } else { place };
    painter.rect_stroke(place, 1.0, (width + 2.0, Color32::WHITE), StrokeKind::Inside);
    painter.rect_stroke(place, 1.0, (1.0, Color32::BLACK), StrokeKind::Inside);
    painter.rect_stroke(place.shrink(1.0), 1.0, (width, colour), StrokeKind::Inside);
}
