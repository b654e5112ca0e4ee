//! The dialog that asks what is exported and how.

use super::choices::Choices;
use super::draft::{Draft, Facts};
use super::{formats, parts};
use crate::ui::theme::Palette;
use eframe::egui::{Button, Frame, Id, Key, Label, Margin, Modal, Modifiers, RichText, ScrollArea, Ui, vec2};

/// Its width in points, in a window that has room for two columns of it, and in one that hasn't.
const WIDTH: (f32, f32) = (712.0, 380.0);
/// What lies between it and the window's edges, in points.
const AROUND: f32 = 16.0;
/// What lies between its edges and what is in it, in points.
const INSIDE: i8 = 18;

/// How it ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ended {
    /// The choices stay what they were before.
    Cancelled,
    /// These are the choices.
    Chosen,
}

/// The dialog while it is open.
pub(crate) struct Dialog {
    /// What is ticked so far.
    pub draft: Draft,
    /// Its greatest height so far, in points: it doesn't shrink under the pointer.
    height: f32,
}

impl Dialog {
    /// With these choices to begin with.
    pub(crate) fn new(choices: Choices) -> Dialog {
        Dialog { draft: Draft::new(choices), height: 0.0 }
    }

    /// Draws it over the window.
    pub(super) fn modal_ui(&mut self, ui: &Ui, facts: &Facts) -> Option<Ended> {
        let screen = ui.ctx().content_rect();
        let around = 2.0 * (AROUND + f32::from(INSIDE));
        let is_wide = screen.width() >= WIDTH.0 + around;
        let width = (if is_wide { WIDTH.0 } else { WIDTH.1 }).min(screen.width() - around);
        let frame = Frame::popup(ui.style()).inner_margin(Margin::same(INSIDE));
        // The area is the dialog to a screen reader; a second one in it would have everything read out twice.
        let id = Id::unique("export");
        let area = Modal::default_area(id).accessible_name("Export the sheet");
        let shown = Modal::new(id).area(area).frame(frame).show(ui.ctx(), |ui| {
            ui.set_width(width);
            let entered = self.draft.entered(ui);
            ui.label(RichText::new("Export the sheet").heading());
            ui.add_space(6.0);
            let foot = 52.0 + if facts.incomplete.is_some() { 28.0 } else { 0.0 };
            let height = screen.height() - around - foot - ui.min_rect().height();
            ScrollArea::vertical().auto_shrink([false, true]).max_height(height).show(ui, |ui| {
                ui.set_min_height(self.height);
                self.parts_ui(ui, facts, is_wide);
                self.height = ui.min_rect().height();
            });
            if let Some(why) = facts.incomplete {
                ui.add_space(4.0);
                let words = formats::incomplete(why, self.draft.choices.format());
                ui.add(Label::new(RichText::new(words).color(Palette::of(ui).warn)).wrap());
            }
            ui.add_space(8.0);
            self.buttons_ui(ui, entered)
        });
        // A click beside it does not close it: what is ticked would be lost.
        let escaped = shown.is_top_modal
            && !shown.any_popup_open
            && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        shown.inner.or(escaped.then_some(Ended::Cancelled))
    }

    fn parts_ui(&mut self, ui: &mut Ui, facts: &Facts, is_wide: bool) {
        let gap = 28.0;
        let width = if is_wide { (ui.available_width() - gap) / 2.0 } else { ui.available_width() };
        let column = |ui: &mut Ui, draft: &mut Draft, parts: fn(&mut Draft, &mut Ui, &Facts)| {
            ui.allocate_ui(vec2(width, 0.0), |ui| {
                ui.vertical(|ui| {
                    ui.set_width(width);
                    ui.spacing_mut().item_spacing = vec2(8.0, 2.0);
                    ui.spacing_mut().interact_size.y = 24.0;
                    parts(draft, ui, facts);
                });
            });
        };
        if is_wide {
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = gap;
                column(ui, &mut self.draft, left_ui);
                column(ui, &mut self.draft, right_ui);
            });
        } else {
            column(ui, &mut self.draft, left_ui);
            ui.add_space(8.0);
            column(ui, &mut self.draft, right_ui);
        }
        self.draft.is_new = false;
    }

    fn buttons_ui(&mut self, ui: &mut Ui, entered: bool) -> Option<Ended> {
        let p = Palette::of(ui);
        let mut ended = entered.then_some(Ended::Chosen);
        ui.horizontal(|ui| {
            let words = RichText::new("Choose file…").color(p.on_button);
            if ui.add(Button::new(words).fill(p.button).stroke((1.0, p.button))).clicked() {
                ended = Some(Ended::Chosen);
            }
            let cancel = ui.button("Cancel");
            self.draft.keeps_enter(&cancel);
            if cancel.clicked() {
                ended = Some(Ended::Cancelled);
            }
        });
        ended
    }
}

fn left_ui(draft: &mut Draft, ui: &mut Ui, facts: &Facts) {
    parts::format_ui(draft, ui);
    parts::separator_ui(draft, ui);
    parts::split_ui(draft, ui, facts);
}

fn right_ui(draft: &mut Draft, ui: &mut Ui, facts: &Facts) {
    parts::rows_ui(draft, ui, facts);
    ui.add_space(8.0);
    parts::columns_ui(draft, ui);
    ui.add_space(8.0);
    parts::problems_ui(draft, ui, facts);
}
