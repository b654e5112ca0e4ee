//! The map of the files: draws the picture that the session has made, with names on it, and takes what is done on it. The app calls
//! [`MapPane::map_ui`].
//!
//! [`choices`] is what a user chose, [`canvas`] where pixels are on screen, [`picture`] the textures, [`labels`] the names and [`told`] every
//! word; [`levels`] says what zooming in and out means, [`glide`] how it moves, [`wheel`] and [`keys`] what asks for it, [`mouse`] what a mouse does. [`marks`] frames what
//! is selected and pointed at, [`aim`] is what is said of that, [`spoken`] what a screen reader knows, [`menu`] the menus, [`head`] and
//! [`legend`] the lines above and below. A frame does nothing for a tile but draw the names in sight.

mod aim;
mod canvas;
mod choices;
mod glide;
mod head;
pub(super) mod keys;
mod labels;
mod legend;
mod levels;
mod marks;
mod menu;
mod mouse;
mod picture;
mod spoken;
mod told;
mod wheel;

pub(super) use choices::Choices;

use super::action::{Action, Actions};
use super::elide;
use super::table::Table;
use super::theme::{self, Palette};
use crate::model::FolderId;
use crate::session::{Command, Phase, Session, Status};
use crate::view::{Form, Map, MapSpec, What};
use aim::Aim;
use canvas::{Canvas, on_pixels};
use eframe::egui::{Id, Rect, Sense, TextStyle, Ui, UiBuilder, pos2};
use glide::Glide;
use labels::Named;
use levels::Levels;
use marks::Marks;
use picture::Picture;
use std::sync::Arc;
use std::time::Duration;
use told::Told;
use wheel::Wheel;

/// The height of the line above the map, and of the one below, in points.
const HEAD: f32 = 34.0;
const FOOT: f32 = 26.0;
/// In less height than this the line below is left out, in less than this the one above, in points.
const WITH_FOOT: f32 = 150.0;
const WITH_HEAD: f32 = 90.0;
/// How long the size must stay the same before a picture of it is asked for, in seconds. Until then the old one is stretched.
const QUIET: f64 = 0.08;

/// What the map is drawn from.
pub(super) struct MapInput<'a> {
    pub session: &'a Session,
    pub status: &'a Status<'a>,
    /// What is said where there is no row.
    pub nothing: &'a str,
}

/// A map as it is on screen.
struct Drawn {
    map: Arc<Map>,
    picture: Picture,
    names: Vec<Named>,
    /// The largest tiles of the level, for a screen reader.
    spoken: Vec<spoken::Item>,
    summary: String,
}

/// The map's own state.
#[derive(Default)]
pub(super) struct MapPane {
    /// What the user chose.
    pub choices: Choices,
    /// The folder that is zoomed into.
    zoom: Option<FolderId>,
    /// The folder that fills the map when none is.
    base: Option<FolderId>,
    /// What the sheet was narrowed to when the map was drawn last.
    within: Option<FolderId>,
    /// What the session was asked for.
    asked: Option<MapSpec>,
    /// The size in pixels, and since when it is that, in seconds.
    sized: ([u16; 2], f64),
    drawn: Option<Drawn>,
    /// The picture before, while the map glides from it.
    gliding: Option<(Picture, Glide)>,
    /// What the keyboard is on.
    cursor: Option<What>,
    marks: Marks,
    aim: Option<Aim>,
    wheel: Wheel,
    menu_on: Option<What>,
    /// Whether a key asks for the menu in this frame.
    menu_by_key: bool,
    /// Whether the keyboard comes back from the menu.
    returns: bool,
    wants_focus: bool,
}

impl MapPane {
    /// Puts the keyboard into the map.
    pub(super) fn focus(&mut self) {
        self.wants_focus = true;
    }

    /// It leaves the screen.
    pub(super) fn hide(&mut self) {
        (self.asked, self.drawn, self.gliding, self.aim) = (None, None, None, None);
    }

    /// Forgets which folder and row is which: the sheet is emptied.
    pub(super) fn forget(&mut self) {
        *self = MapPane { choices: self.choices, asked: self.asked, sized: self.sized, ..MapPane::default() };
    }

    /// Rows went, and the others have other numbers.
    pub(super) fn renumber(&mut self) {
        (self.drawn, self.gliding, self.cursor, self.aim) = (None, None, None, None);
        self.menu_on = None;
    }

    /// What the pointer or the keyboard is on, for the bottom line.
    pub(super) fn aimed(&self) -> Option<&str> {
        self.aim.as_ref().map(Aim::line)
    }

    /// Draws it in all the room that is left. Returns what a screen reader is to say.
    pub(super) fn map_ui(
        &mut self,
        ui: &mut Ui,
        input: &MapInput<'_>,
        table: &mut Table,
        actions: &mut Actions,
    ) -> Option<String> {
        let whole = ui.available_rect_before_wrap();
        ui.painter().rect_filled(whole, 0.0, Palette::of(ui).panel);
        let (has_head, has_foot) = (whole.height() >= WITH_HEAD, whole.height() >= WITH_FOOT);
        let top = whole.top() + if has_head { HEAD } else { 0.0 };
        let bottom = whole.bottom() - if has_foot { FOOT } else { 0.0 };
        let said = self.follow(ui, input, table);
        if has_head {
            self.head_ui(ui, whole.with_max_y(top), input);
        }
        let (area, size) = on_pixels(
            Rect::from_min_max(pos2(whole.left(), top), pos2(whole.right(), bottom)),
            ui.pixels_per_point(),
        );
        self.canvas_ui(ui, area, input, table, actions);
        if has_foot {
            self.legend_ui(ui, whole.with_min_y(bottom), input, actions);
        }
        self.ask(ui, size, actions);
        said
    }

    fn levels<'a>(&self, input: &'a MapInput<'a>) -> Levels<'a> {
        let is_one = input.status.roots.len() == 1;
        Levels { input, base: input.session.within().or(self.base.filter(|_| is_one)) }
    }

    /// Takes up the newest map, and what became of the folder that is zoomed into. Returns what a screen reader is to say of it.
    fn follow(&mut self, ui: &Ui, input: &MapInput<'_>, table: &Table) -> Option<String> {
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
    fn ask(&mut self, ui: &Ui, size: [u16; 2], actions: &mut Actions) {
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

    /// Zooms to a level, which the session is asked for at the end of the frame.
    fn zoom_to(&mut self, zoom: Option<FolderId>) {
        if self.zoom != zoom {
            self.cursor = None;
            self.zoom = zoom;
            self.aim = None;
        }
    }

    fn zoom_out(&mut self, input: &MapInput<'_>) {
        if let Some(out) = self.levels(input).out(self.zoom) {
            let from = self.zoom;
            self.zoom_to(out);
            self.cursor = from.map(What::Folder);
        }
    }

    /// Zooms into what a tile is of, or is in.
    fn zoom_into(&mut self, input: &MapInput<'_>, what: What) {
        let levels = self.levels(input);
        if let Some(folder) = levels.folder(what) {
            self.zoom_to(levels.normal(folder));
        }
    }

    /// Whether the picture is not the one that was asked for, or still comes to its place.
    fn is_moving(&self) -> bool {
        self.gliding.is_some() || self.drawn.as_ref().is_none_or(|drawn| drawn.map.spec().zoom != self.zoom)
    }

    fn canvas_ui(
        &mut self,
        ui: &mut Ui,
        area: Rect,
        input: &MapInput<'_>,
        table: &mut Table,
        actions: &mut Actions,
    ) {
        let response = ui.interact(area, id(), Sense::click());
        if std::mem::take(&mut self.wants_focus) {
            response.request_focus();
        }
        let words = self.instead(input);
        self.picture_ui(ui, area, words.is_some());
        if let Some(words) = &words {
            nothing_ui(ui, area, words);
            self.aim = None;
        } else {
            self.pointer(ui, &response, input, table);
            self.keyboard(ui, &response, input, table, actions);
            self.menu_ui(ui, &response, input, table, actions);
            self.marks_ui(ui, &response);
            self.aim_ui(ui, &response);
        }
        self.spoken_ui(ui, &response, words.as_deref(), input, table);
        if response.has_focus() {
            let ring = area.shrink(1.0);
            ui.painter().rect_stroke(
                ring,
                2.0,
                (2.0, Palette::of(ui).accent),
                eframe::egui::StrokeKind::Inside,
            );
        }
    }

    /// What is said in place of the map; `None` where there is one to be seen.
    fn instead(&self, input: &MapInput<'_>) -> Option<String> {
        let session = input.session;
        if let Some(failure) = session.map_failure() {
            return Some(format!("The map can't be drawn. {}", super::words::failure(failure)));
        }
        let Some(drawn) = &self.drawn else {
            let is_reading = matches!(input.status.phase, Phase::Reading | Phase::Stopping);
            let is_empty = session.shown().is_empty() && !input.status.view_busy;
            return Some(match (is_empty, is_reading) {
                (true, _) => input.nothing.to_owned(),
                (false, true) => "Reading…".to_owned(),
                (false, false) => "Drawing the map…".to_owned(),
            });
        };
        let root = drawn.map.tiles().first();
        match root {
            Some(root) if root.amount > 0 => None,
            Some(root) if root.files > 0 => {
                Some(format!("{} without any size", super::words::count(root.files.into(), "file")))
            }
            _ if self.zoom.is_some() => Some("Nothing of this folder is shown".to_owned()),
            _ => Some(input.nothing.to_owned()),
        }
    }

    /// Draws the picture, or both while it glides, and the names.
    fn picture_ui(&mut self, ui: &Ui, area: Rect, is_empty: bool) {
        let painter = ui.painter().with_clip_rect(area);
        painter.rect_filled(area, 0.0, Palette::of(ui).sheet);
        let Some(drawn) = self.drawn.as_ref().filter(|_| !is_empty) else { return };
        let now = ui.input(|input| input.time);
        let stage = self.gliding.as_ref().and_then(|(before, glide)| Some((before, glide.stage(now, area)?)));
        if let Some((before, stage)) = stage {
            before.paint(&painter, stage.old, 1.0);
            drawn.picture.paint(&painter, stage.new, stage.opacity);
            ui.request_repaint();
            return;
        }
        self.gliding = None;
        drawn.picture.paint(&painter, area, 1.0);
        let canvas = Canvas::new(area, drawn.map.spec().size);
        for name in &drawn.names {
            name.label_ui(ui, &painter, &canvas);
        }
    }
}

fn id() -> Id {
    Id::unique("map")
}

fn nothing_ui(ui: &Ui, area: Rect, words: &str) {
    let font = TextStyle::Body.resolve(ui.style());
    let colour = Palette::of(ui).weak;
    let (galley, _) = elide::sentence(ui, words, &font, colour, (area.width() - 16.0).max(0.0));
    ui.painter().galley(area.center() - galley.size() / 2.0, galley, colour);
}

/// A place for controls, in a line.
fn line_in(ui: &mut Ui, area: Rect, draw: impl FnOnce(&mut Ui)) {
    let layout = eframe::egui::Layout::left_to_right(eframe::egui::Align::Center);
    let mut line = ui.new_child(UiBuilder::new().max_rect(area).layout(layout));
    line.shrink_clip_rect(area);
    draw(&mut line);
}
