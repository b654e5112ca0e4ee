//! The dialog that asks what is exported and how.

use super::choices::Choices;
use super::{formats, parts};
use crate::export::Plan;
use crate::model::Incomplete;
use crate::ui::theme::Palette;
use eframe::egui::{
    Button, Frame, Id, Key, Label, Margin, Modal, Modifiers, Response, RichText, ScrollArea, Ui, vec2,
};

/// Its width in points, in a window that has room for two columns of it, and in one that hasn't.
const WIDTH: (f32, f32) = (712.0, 380.0);
/// What lies between it and the window's edges, in points.
const AROUND: f32 = 16.0;
/// What lies between its edges and what is in it, in points.
const INSIDE: i8 = 18;

/// Which rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(super) enum Rows {
    /// What is shown.
    #[default]
    Shown,
    /// Of those the selected ones.
    Selected,
    /// All of the sheet.
    Everything,
}

/// What the dialog tells of the sheet as it is now.
#[derive(Clone, Debug, Default)]
pub(in crate::ui) struct Facts {
    /// Rows that are shown.
    pub shown: u64,
    /// Rows that are selected.
    pub selected: u64,
    /// All rows.
    pub found: u64,
    /// Whether folders are among the rows, or will be.
    pub has_folders: bool,
    /// Problems so far.
    pub problems: u64,
    /// Why the sheet isn't whole, if it isn't.
    pub incomplete: Option<Incomplete>,
}

/// How it ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ended {
    /// The choices stay what they were before.
    Cancelled,
    /// These are the choices.
    Chosen,
}

/// The dialog while it is open.
pub(super) struct Dialog {
    /// As they are ticked so far.
    pub choices: Choices,
    pub(super) rows: Rows,
    /// Whether rows are split that are too many for one file.
    pub(super) splits: bool,
    /// Buttons that take Enter for themselves.
    buttons: Vec<Id>,
    is_new: bool,
    /// Its greatest height so far: it doesn't shrink under the pointer.
    height: f32,
}

impl Dialog {
    /// With these choices to begin with.
    pub(super) fn new(choices: Choices) -> Dialog {
        Dialog { choices, rows: Rows::Shown, splits: true, buttons: Vec::new(), is_new: true, height: 0.0 }
    }

    /// Which rows; the selected ones may have gone.
    pub(super) fn rows(&self, facts: &Facts) -> Rows {
        if self.rows == Rows::Selected && facts.selected == 0 { Rows::Shown } else { self.rows }
    }

    /// Rows to a file where there are more of them than it may have.
    pub(super) fn too_many(&self, facts: &Facts) -> Option<u64> {
        let rows = match self.rows(facts) {
            Rows::Shown => facts.shown,
            Rows::Selected => facts.selected,
            Rows::Everything => facts.found,
        };
        self.choices.format().most_rows().filter(|most| rows > *most)
    }

    /// What becomes of the rows. More may come in before they are written: only a box that can be seen keeps them in one file.
    pub(super) fn plan(&self, facts: &Facts) -> Plan {
        let is_one = !self.splits && self.too_many(facts).is_some();
        self.choices.plan(self.choices.format().most_rows().filter(|_| !is_one))
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
            let entered = self.entered(ui);
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
                let words = formats::incomplete(why, self.choices.format());
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

    /// Whether Enter was pressed for the main button. It is for every box too, which Space ticks.
    fn entered(&mut self, ui: &Ui) -> bool {
        let focused = ui.memory(|memory| memory.focused());
        let is_taken = std::mem::take(&mut self.buttons).into_iter().any(|id| Some(id) == focused);
        !is_taken && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter))
    }

    /// Leaves Enter to this button.
    pub(super) fn keeps_enter(&mut self, button: &Response) {
        self.buttons.push(button.id);
    }

    fn parts_ui(&mut self, ui: &mut Ui, facts: &Facts, is_wide: bool) {
        let gap = 28.0;
        let width = if is_wide { (ui.available_width() - gap) / 2.0 } else { ui.available_width() };
        let column = |ui: &mut Ui, dialog: &mut Dialog, parts: fn(&mut Dialog, &mut Ui, &Facts)| {
            ui.allocate_ui(vec2(width, 0.0), |ui| {
                ui.vertical(|ui| {
                    ui.set_width(width);
                    ui.spacing_mut().item_spacing = vec2(8.0, 2.0);
                    ui.spacing_mut().interact_size.y = 24.0;
                    parts(dialog, ui, facts);
                });
            });
        };
        if is_wide {
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = gap;
                column(ui, self, left_ui);
                column(ui, self, right_ui);
            });
        } else {
            column(ui, self, left_ui);
            ui.add_space(8.0);
            column(ui, self, right_ui);
        }
        self.is_new = false;
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
            self.keeps_enter(&cancel);
            if cancel.clicked() {
                ended = Some(Ended::Cancelled);
            }
        });
        ended
    }

    /// Whether nothing has the keyboard yet.
    pub(super) fn is_new(&self) -> bool {
        self.is_new
    }
}

fn left_ui(dialog: &mut Dialog, ui: &mut Ui, facts: &Facts) {
    parts::format_ui(dialog, ui);
    parts::separator_ui(dialog, ui);
    parts::split_ui(dialog, ui, facts);
}

fn right_ui(dialog: &mut Dialog, ui: &mut Ui, facts: &Facts) {
    parts::rows_ui(dialog, ui, facts);
    ui.add_space(8.0);
    parts::columns_ui(dialog, ui);
    ui.add_space(8.0);
    parts::problems_ui(dialog, ui, facts);
}
