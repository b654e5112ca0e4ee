//! The list of problems: what was tried, where, why. The app calls [`Problems::problems_ui`] above the status line.
//!
//! [`rows`] gives the lines to a [`List`], which scrolls, selects and takes the keyboard.

mod rows;

#[cfg(test)]
mod tests;

use super::action::{Action, Actions};
use super::list::List;
use super::list::delegate::Delegate;
use super::shapes;
use super::theme;
use crate::session::{Command, Status};
use eframe::egui::{Align, Context, Layout, Ui};
use rows::{ProblemLines, ProblemRows};

/// The panel's own state.
#[derive(Default)]
pub(crate) struct Problems {
    list: List,
}

impl Problems {
    /// Forgets which line was which: the sheet is emptied.
    pub(crate) fn forget(&mut self) {
        self.list.forget();
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
    pub(crate) fn problems_ui(&mut self, ui: &mut Ui, status: &Status<'_>, actions: &mut Actions) {
        ui.horizontal(|ui| {
            ui.label(theme::title("Problems"));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if shapes::cross_button(ui, "Hide the problems").clicked() {
                    actions.push(Action::ToggleProblems);
                }
                if ui.button("Copy all").clicked() {
                    actions.push(Action::Ask(Command::CopyProblems(None)));
                }
            });
        });
        let place = |problem: &_| status.problem_place(problem);
        let path = |problem: &_| status.problem_path(problem);
        let mut rows = ProblemRows {
            lines: ProblemLines(status.problems),
            place: &place,
            path: &path,
            actions,
            selects_all: false,
        };
        self.list.list_ui(ui, &mut rows);
        if rows.selects_all {
            self.list.selection_mut().all(&rows.lines);
        }
    }
}
