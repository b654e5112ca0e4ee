//! Which map is on screen: takes up the newest one, with the glide to it, and asks for the one that fits.

use super::canvas::Canvas;
use super::glide::Glide;
use super::picture::Picture;
use super::told::Told;
use super::{Choices, Drawn, MapInput, MapPane, Table, labels, spoken};
use crate::model::FolderId;
use crate::session::Command;
use crate::ui::action::{Action, Actions};
use crate::ui::theme;
use crate::view::{Form, Map, MapSpec, What};
use eframe::egui::{Rect, Ui, pos2};
use std::sync::Arc;
use std::time::Duration;

/// How long the size must stay the same before a picture of it is asked for, in seconds. Until then the old one is stretched.
const QUIET: f64 = 0.08;

impl MapPane {
    /// Takes up the newest map, and what became of the folder that is zoomed into. Returns what a screen reader is to say of it.
    pub(super) fn follow(&mut self, ui: &Ui, input: &MapInput<'_>, table: &Table) -> Option<String> {
        if std::mem::replace(&mut self.within, input.session.within()) != input.session.within() {
            self.zoom = None;
        }
        if self.zoom.is_some_and(|folder| !self.levels(input).is_there(folder)) {
            self.zoom = None;
        }
        let mut said = None;
        match input.session.map() {
            None => (self.drawn, self.gliding) = (None, None),
            Some(map) if self.drawn.as_ref().is_none_or(|drawn| !Arc::ptr_eq(&drawn.map, map)) => {
                said = self.take_up(ui, input, map);
            }
            Some(_) => {}
        }
        self.cursor_from(table);
        self.marks.follow(input.session, self.drawn.as_ref().map(|drawn| &drawn.map), table, self.cursor);
        said
    }

    fn take_up(&mut self, ui: &Ui, input: &MapInput<'_>, map: &Arc<Map>) -> Option<String> {
        let told = Told { input, map };
        let next = Drawn {
            map: map.clone(),
            picture: Picture::new(ui.ctx(), map.spec().size, map.picture()),
            names: labels::named(&told),
            spoken: spoken::items(&told),
            summary: told.summary(),
        };
        if map.spec().zoom.is_none() {
            self.base = match map.tiles().first().map(|root| root.what) {
                Some(What::Folder(folder)) => Some(folder),
                _ => None,
            };
        }
        self.aim = None;
        let summary = next.summary.clone();
        let before = self.drawn.replace(next)?;
        let (from, to) = (before.map.spec(), map.spec());
        if from.zoom == to.zoom {
            return None;
        }
        self.gliding = None;
        if ui.style().animation_time > 0.0 && from.form == Form::Treemap && to.form == Form::Treemap {
            let glide = self.glide(ui, input, &before.map, map);
            self.gliding = glide.map(|glide| (before.picture, glide));
        }
        Some(summary)
    }

    /// The way from a map to that of another level.
    fn glide(&self, ui: &Ui, input: &MapInput<'_>, from: &Map, to: &Map) -> Option<Glide> {
        let place = |map: &Map, folder: Option<FolderId>| {
            let tile = map.tiles().iter().find(|tile| Some(tile.what) == folder.map(What::Folder))?;
            let unit = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
            Some(Canvas::new(unit, map.spec().size).rect([tile.x0, tile.y0], [tile.x1, tile.y1]))
        };
        let now = ui.input(|input| input.time);
        let levels = self.levels(input);
        let is_in = levels.path(to.spec().zoom).len() > levels.path(from.spec().zoom).len();
        let folder = if is_in { place(from, to.spec().zoom) } else { place(to, from.spec().zoom) };
        Some(Glide::new(now, folder?, is_in))
    }

    /// Asks for the map that fits.
    pub(super) fn ask(&mut self, ui: &Ui, size: [u16; 2], actions: &mut Actions) {
        if size.contains(&0) {
            return;
        }
        let now = ui.input(|input| input.time);
        if self.sized.0 != size {
            self.sized = (size, now);
        }
        let wait = self.sized.1 + QUIET - now;
        let size = match self.asked.map(|asked| asked.size) {
            Some(asked) if asked != size && wait > 0.0 => {
                ui.request_repaint_after(Duration::from_secs_f64(wait));
                asked
            }
            _ => size,
        };
        let Choices { form, measure, colour, rows, frames } = self.choices;
        let spec = MapSpec {
            form,
            measure,
            colour,
            rows,
            zoom: self.zoom,
            size,
            percent: (ui.pixels_per_point() * 100.0).round() as u16,
            palette: theme::map_palette(ui),
            frames,
        };
        if self.asked != Some(spec) {
            self.asked = Some(spec);
            actions.push(Action::Ask(Command::ShowMap(Some(spec))));
        }
    }
}
