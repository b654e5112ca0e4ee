//! The list of problems: what was tried, where, why. The app calls [`Problems::problems_ui`] above the status line.
//!
//! [`rows`] gives the lines to a [`List`], which scrolls, selects and takes the keyboard; [`index`] says which lines are shown, and in
//! which order.

mod causes;
mod index;
mod rows;

#[cfg(test)]
mod tests;

use super::action::{Action, Actions};
use super::controls::Push;
use super::icons;
use super::list::List;
use super::list::delegate::Delegate;
use super::list::eye::Since;
use super::list::numbered::Numbered;
use super::shapes;
use super::theme::{self, Palette};
use super::{elide, words};
use crate::model::Cause;
use crate::session::{Command, Phase, Status};
use crate::text;
use eframe::egui::{Align, Context, Frame, Layout, Margin, RichText, TextStyle, Ui, UiBuilder, vec2};
use index::{Change, LineIndex, ProblemLines};
use rows::{ListAct, ProblemRows};
use std::sync::Arc;

/// The panel's own state.
#[derive(Default)]
pub(crate) struct Problems {
    list: List,
    index: LineIndex,
}

impl Problems {
    /// Forgets which line was which: the sheet is emptied.
    pub(crate) fn forget(&mut self) {
        self.list.forget();
        self.index = LineIndex::default();
    }

    /// Puts the keyboard into the list.
    pub(crate) fn focus(&mut self) {
        self.list.focus();
    }

    /// Whether the keyboard is in the list.
    pub(crate) fn has_focus(ctx: &Context) -> bool {
        List::has_focus(ctx, &ProblemRows::LOOK)
    }

    /// The heading, the columns and the lines.
    pub(crate) fn problems_ui(
        &mut self,
        ui: &mut Ui,
        status: &Status<'_>,
        can_save: bool,
        actions: &mut Actions,
    ) {
        let since = match self.index.take_in(status.problems) {
            Change::Since(since) => since,
            Change::Renumbered => {
                self.list.forget();
                Since::Same
            }
        };
        let mut done = self.heading_ui(ui, status, can_save, actions).map(ListAct::Only);
        let place = |problem: &_| status.problem_place(problem);
        let path = |problem: &_| status.problem_path(problem);
        let mut rows = ProblemRows {
            lines: ProblemLines { list: status.problems, index: &self.index },
            place: &place,
            path: &path,
            actions,
            since,
            can_read_again: status.phase != Phase::Stopping,
            done: None,
        };
        self.list.list_ui(ui, &mut rows);
        done = rows.done.take().or(done);
        match done {
            Some(ListAct::SelectAll) => self.list.selection_mut().all(&rows.lines),
            Some(ListAct::Only(cause)) => {
                // What is not shown is not to be copied.
                self.list.selection_mut().clear();
                self.index.show_only(cause);
                self.list.focus();
                ui.request_repaint();
            }
            None => {}
        }
    }

    /// What the list is, of which cause, and what is done with all of it. Returns the cause that was asked for, or that all were.
    fn heading_ui(
        &self,
        ui: &mut Ui,
        status: &Status<'_>,
        can_save: bool,
        actions: &mut Actions,
    ) -> Option<Option<Cause>> {
        let only = self.index.only();
        let copy = if only.is_some() { "Copy these" } else { "Copy all" };
        let shows = ui.horizontal(|ui| {
            ui.label(theme::title("Problems"));
            // The keyboard goes from left to right, so that the buttons at the end are drawn in that order, too.
            let copies = Push::new(copy).height(HEAD);
            let saves = if only.is_some() { Push::new("Save all…") } else { Push::new("Save…") };
            let saves = saves.height(HEAD);
            let ends = copies.width(ui) + saves.width(ui) + HEAD + 3.0 * ui.spacing().item_spacing.x;
            let left = vec2((ui.available_width() - ends).max(0.0), HEAD);
            let place = ui.allocate_space(left).1;
            let builder = UiBuilder::new().max_rect(place).layout(Layout::left_to_right(Align::Center));
            let mut beside = ui.new_child(builder);
            let shows = match only {
                Some(cause) => self.chip_ui(&mut beside, cause, status).then_some(None),
                None => causes::causes_ui(&mut beside, self.index.causes()).map(Some),
            };
            if ui.add(copies).clicked() {
                let lines = only.map(|_| {
                    let lines = ProblemLines { list: status.problems, index: &self.index };
                    Arc::new(lines.all())
                });
                actions.push(Action::Ask(Command::CopyProblems { lines, titled: true }));
            }
            let saves = ui.add_enabled(can_save && !status.problems.is_empty(), saves);
            if saves.on_hover_text("Write the whole list to a file").clicked() {
                actions.push(Action::SaveProblems);
            }
            if shapes::cross_button(ui, "Hide the problems").clicked() {
                actions.push(Action::ToggleProblems);
            }
            shows
        });
        shows.inner
    }

    /// The one cause that is shown, and what takes that back. Returns whether it was.
    fn chip_ui(&self, ui: &mut Ui, cause: &Cause, status: &Status<'_>) -> bool {
        let p = Palette::of(ui);
        let margin = Margin { left: 8, right: 2, top: 0, bottom: 0 };
        let frame = Frame::new().fill(p.hover).corner_radius(12).inner_margin(margin);
        let room = ui.available_width();
        let shows_all = frame.show(ui, |ui| {
            ui.spacing_mut().item_spacing.x = 2.0;
            let why = words::cause(cause);
            let font = TextStyle::Body.resolve(ui.style());
            let most = (room - COUNT - 2.0 * HEAD).max(40.0);
            let (galley, _) = elide::laid_out(ui, &text::printable(&why), &font, p.text, most);
            ui.add(eframe::egui::Label::new(galley).selectable(false));
            let back = Push::only(icons::X, "Show all causes").height(22.0);
            ui.add(back).on_hover_text("Show all causes").clicked()
        });
        let of = format!(
            "{} of {}",
            text::number(self.index.shown() as u64),
            words::count(status.problems.len() as u64, "line")
        );
        if ui.available_width() > COUNT {
            ui.label(RichText::new(of).color(p.weak));
        }
        shows_all.inner
    }
}

/// Height of the heading's controls, in points.
const HEAD: f32 = 24.0;
/// How wide the words beside the chip are at most, in points.
const COUNT: f32 = 150.0;
