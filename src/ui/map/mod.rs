//! The map of the files: draws the picture that the session has made, with names on it, and takes what is done on it. The app calls
//! [`MapPane::map_ui`].
//!
//! [`follow`] takes the newest map up and asks for the next, [`draw`] puts it on screen. [`choices`] is what a user chose, [`canvas`] where
//! pixels are on screen, [`picture`] the textures, [`labels`] the names and [`told`] every word; [`levels`] says what zooming in and out means, [`glide`] how it moves, [`wheel`] and [`keys`] what asks for it, [`mouse`] what a mouse does. [`marks`] frames what
//! is selected and pointed at, [`aim`] is what is said of that, [`spoken`] what a screen reader knows, [`menu`] the menus, [`head`] and
//! [`legend`] the lines above and below. A frame does nothing for a tile but draw the names in sight.

mod aim;
mod canvas;
mod choices;
mod draw;
mod follow;
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

use super::action::Actions;
use super::table::Table;
use super::theme::Palette;
use crate::model::FolderId;
use crate::session::{Session, Status};
use crate::view::{Map, MapSpec, What};
use aim::Aim;
use canvas::on_pixels;
use eframe::egui::{Id, Rect, Ui, UiBuilder, pos2};
use glide::Glide;
use labels::Named;
use levels::Levels;
use marks::Marks;
use picture::Picture;
use std::sync::Arc;
use wheel::Wheel;

/// The height of the line above the map, and of the one below, in points.
const HEAD: f32 = 34.0;
const FOOT: f32 = 26.0;
/// In less height than this the line below is left out, in less than this the one above, in points.
const WITH_FOOT: f32 = 150.0;
const WITH_HEAD: f32 = 90.0;
/// Around the picture, for the line that shows that it has the keyboard, in points.
const RING: f32 = 2.0;

/// What the map is drawn from.
pub(super) struct MapInput<'a> {
    pub session: &'a Session,
    pub status: &'a Status<'a>,
    /// Shown if there is no row.
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
            Rect::from_min_max(pos2(whole.left() + RING, top), pos2(whole.right() - RING, bottom)),
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
}

fn id() -> Id {
    Id::unique("map")
}

/// A place for controls, in a line.
fn line_in(ui: &mut Ui, area: Rect, draw: impl FnOnce(&mut Ui)) {
    let layout = eframe::egui::Layout::left_to_right(eframe::egui::Align::Center);
    let mut line = ui.new_child(UiBuilder::new().max_rect(area).layout(layout));
    line.shrink_clip_rect(area);
    draw(&mut line);
}
