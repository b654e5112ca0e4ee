//! What is ticked in the export dialog before it is confirmed. The dialog draws it part by part; the parts change it.

use super::choices::Choices;
use crate::export::Plan;
use crate::model::Incomplete;
use eframe::egui::{Id, Key, Modifiers, Response, Ui};

/// Which rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(crate) enum Rows {
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
pub(crate) struct Facts {
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

/// The choices so far, and what the boxes have to know of each other.
pub(crate) struct Draft {
    /// What is kept for the next export too.
    pub choices: Choices,
    /// Which rows were chosen; [`Draft::rows`] tells which there are.
    pub rows: Rows,
    /// Whether rows are split that are too many for one file.
    pub splits: bool,
    /// Whether nothing has the keyboard yet.
    pub is_new: bool,
    /// Buttons that take Enter for themselves.
    buttons: Vec<Id>,
}

impl Draft {
    /// With these choices to begin with.
    pub(crate) fn new(choices: Choices) -> Draft {
        Draft { choices, rows: Rows::Shown, splits: true, is_new: true, buttons: Vec::new() }
    }

    /// Which rows; the selected ones may have gone.
    pub(crate) fn rows(&self, facts: &Facts) -> Rows {
        if self.rows == Rows::Selected && facts.selected == 0 { Rows::Shown } else { self.rows }
    }

    /// Rows to a file where there are more of them than it may have.
    pub(crate) fn too_many(&self, facts: &Facts) -> Option<u64> {
        let rows = match self.rows(facts) {
            Rows::Shown => facts.shown,
            Rows::Selected => facts.selected,
            Rows::Everything => facts.found,
        };
        self.choices.format().most_rows().filter(|most| rows > *most)
    }

    /// What becomes of the rows. More may come in before they are written: only a box that can be seen keeps them in one file.
    pub(crate) fn plan(&self, facts: &Facts) -> Plan {
        let is_one = !self.splits && self.too_many(facts).is_some();
        self.choices.plan(self.choices.format().most_rows().filter(|_| !is_one))
    }

    /// Whether Enter was pressed for the main button. It is for every box too, which Space ticks.
    pub(crate) fn entered(&mut self, ui: &Ui) -> bool {
        let focused = ui.memory(|memory| memory.focused());
        let is_taken = std::mem::take(&mut self.buttons).into_iter().any(|id| Some(id) == focused);
        !is_taken && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter))
    }

    /// Leaves Enter to this button.
    pub(crate) fn keeps_enter(&mut self, button: &Response) {
        self.buttons.push(button.id);
    }
}
