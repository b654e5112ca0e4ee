//! What the pointer is on, or else the keyboard: told in the bottom line at once, and in a tip beside the pointer after a while.

use super::told::Told;
use super::{MapInput, MapPane};
use crate::ui::names;
use crate::ui::theme::{self, Palette};
use eframe::egui::{Popup, PopupAnchor, Response, TextStyle, Tooltip, Ui};
use std::time::Duration;

/// How long the pointer rests on a tile before the tip comes, in seconds.
const TIP: f64 = 0.4;
/// How wide the tip is at most, in points.
const WIDTH: f32 = 360.0;

/// One tile, and what is said of it.
pub(super) struct Aim {
    pub tile: usize,
    /// Whether it is the pointer that is on it.
    pub is_pointed: bool,
    /// Since when, in seconds.
    since: f64,
    line: String,
    name: String,
    more: String,
}

impl Aim {
    /// Its path and size.
    pub(super) fn line(&self) -> &str {
        &self.line
    }
}

impl MapPane {
    /// The pointer is on this tile, or on none.
    pub(super) fn aim_at(&mut self, ui: &Ui, input: &MapInput<'_>, pointed: Option<usize>) {
        let Some(drawn) = &self.drawn else {
            self.aim = None;
            return;
        };
        let has_keyboard = ui.memory(|memory| memory.has_focus(super::id()));
        let tile = pointed.or_else(|| self.marks.cursor().filter(|_| has_keyboard && !self.is_moving()));
        let is_same = |aim: &Aim| Some(aim.tile) == tile && aim.is_pointed == pointed.is_some();
        if self.aim.as_ref().is_some_and(is_same) {
            return;
        }
        let told = Told { input, map: &drawn.map };
        self.aim = tile.and_then(|at| {
            let tile = drawn.map.tiles().get(at)?;
            Some(Aim {
                tile: at,
                is_pointed: pointed.is_some(),
                since: ui.input(|input| input.time),
                line: told.line(tile),
                name: told.called(tile),
                more: told.more(tile),
            })
        });
    }

    /// The tip.
    pub(super) fn aim_ui(&self, ui: &Ui, response: &Response) {
        let Some(aim) = self.aim.as_ref().filter(|aim| aim.is_pointed) else { return };
        if Popup::is_any_open(ui) || ui.input(|input| input.pointer.any_down()) {
            return;
        }
        let wait = aim.since + TIP - ui.input(|input| input.time);
        if wait > 0.0 {
            ui.request_repaint_after(Duration::from_secs_f64(wait));
            return;
        }
        let tip =
            Tooltip::always_open(ui.ctx().clone(), response.layer_id, response.id, PopupAnchor::Pointer);
        tip.gap(14.0).show(|ui| {
            ui.set_max_width(WIDTH);
            ui.spacing_mut().item_spacing.y = 2.0;
            let font = theme::medium(theme::BODY);
            names::label_ui(ui, &aim.name, names::Reading::Path, font, Palette::of(ui).text);
            let small = TextStyle::Small.resolve(ui.style());
            names::label_ui(ui, &aim.more, names::Reading::Prose, small, Palette::of(ui).mid);
        });
    }
}
