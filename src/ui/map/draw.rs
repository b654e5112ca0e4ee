//! The picture with its names and frames on screen, or why there is none.

use super::canvas::Canvas;
use super::{MapInput, MapPane, RING, Table, id};
use crate::session::Phase;
use crate::ui::action::Actions;
use crate::ui::theme::Palette;
use crate::ui::{elide, words};
use eframe::egui::{Rect, Sense, StrokeKind, TextStyle, Ui};

impl MapPane {
    pub(super) fn canvas_ui(
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
        let instead = self.instead(input);
        self.picture_ui(ui, area, instead.is_some());
        if let Some(words) = &instead {
            nothing_ui(ui, area, words);
            self.aim = None;
        } else {
            self.pointer(ui, &response, input, table);
            self.keyboard(ui, &response, input, table, actions);
            self.menu_ui(ui, &response, input, table, actions);
            self.marks_ui(ui, &response);
            self.aim_ui(ui, &response);
        }
        self.spoken_ui(ui, &response, instead.as_deref(), input, table);
        if response.has_focus() {
            // Around the picture: the names on it begin right at its edge.
            ui.painter().rect_stroke(area, 2.0, (RING, Palette::of(ui).accent), StrokeKind::Outside);
        }
    }

    /// What is said in place of the map; `None` where there is one to be seen.
    fn instead(&self, input: &MapInput<'_>) -> Option<String> {
        let session = input.session;
        if let Some(failure) = session.map_failure() {
            return Some(format!("The map can't be drawn. {}", words::failure(failure)));
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
                Some(format!("{} without any size", words::count(root.files.into(), "file")))
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

fn nothing_ui(ui: &Ui, area: Rect, words: &str) {
    let font = TextStyle::Body.resolve(ui.style());
    let colour = Palette::of(ui).weak;
    let (galley, _) = elide::sentence(ui, words, &font, colour, (area.width() - 16.0).max(0.0));
    ui.painter().galley(area.center() - galley.size() / 2.0, galley, colour);
}
