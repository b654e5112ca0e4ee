//! What is ticked in the export dialog before it is confirmed. The dialog draws it part by part; the parts change it.

use super::choices::Choices;
use super::estimate::Lengths;
use crate::export::Plan;
use crate::model::{Column, ColumnSet, Incomplete};
use crate::text;
use eframe::egui::{Id, Key, Modifiers, Response, Ui};

/// Which rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(crate) enum RowChoice {
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
    /// Columns in which rows have nothing: those that were not read, of the ones that are read on request; of a sheet that was opened from a
    /// file those that aren't in that.
    pub unread: ColumnSet,
    /// Whether the sheet was opened from a file, which has no more to be read.
    pub is_opened: bool,
    /// Whether a comparison stands.
    pub compares: bool,
    /// Whether the sheet may be read again now.
    pub can_read_again: bool,
    /// How long the rows' texts are; `None` if it is not known.
    pub lengths: Option<Lengths>,
}

/// The choices so far, and what the boxes have to know of each other.
pub(crate) struct Draft {
    /// What is kept for the next export too.
    pub choices: Choices,
    /// Which rows were chosen; [`Draft::rows`] tells which there are.
    pub rows: RowChoice,
    /// Whether rows are split that are too many for one file.
    pub splits: bool,
    /// Whether the columns can be seen, each with its box.
    pub shows_columns: bool,
    /// Whether the separators can be seen.
    pub shows_separator: bool,
    /// Whether nothing has the keyboard yet.
    pub is_new: bool,
    /// Buttons that take Enter for themselves.
    buttons: Vec<Id>,
}

impl Draft {
    /// With these choices to begin with.
    pub(crate) fn new(choices: Choices) -> Draft {
        Draft {
            // What is not as usual is not hidden.
            shows_columns: !choices.has_usual(),
            shows_separator: choices.separator() != choices.kind.usual_separator(),
            choices,
            rows: RowChoice::Shown,
            splits: true,
            is_new: true,
            buttons: Vec::new(),
        }
    }

    /// Which rows; the selected ones may have gone.
    pub(crate) fn rows(&self, facts: &Facts) -> RowChoice {
        if self.rows == RowChoice::Selected && facts.selected == 0 { RowChoice::Shown } else { self.rows }
    }

    /// Rows to a file where there are more of them than it may have.
    pub(crate) fn too_many(&self, facts: &Facts) -> Option<u64> {
        self.choices.format().most_rows().filter(|most| self.count(facts) > *most)
    }

    /// The columns that would be empty, as they were not read.
    pub(crate) fn unread(&self, facts: &Facts) -> Vec<Column> {
        if !self.choices.kind.has_choice_of_columns() {
            return Vec::new();
        }
        let is_unread = |column: &Column| facts.unread.contains(column.requested_as().unwrap_or(*column));
        Column::ALL.into_iter().filter(|column| self.choices.has(*column) && is_unread(column)).collect()
    }

    /// How many rows they are.
    pub(crate) fn count(&self, facts: &Facts) -> u64 {
        match self.rows(facts) {
            RowChoice::Shown => facts.shown,
            RowChoice::Selected => facts.selected,
            RowChoice::Everything => facts.found,
        }
    }

    /// What is going to be written, in numbers.
    pub(crate) fn told(&self, facts: &Facts) -> String {
        let count = self.count(facts);
        let rows = text::counted(count, "row");
        match facts.lengths.filter(|_| count > 0) {
            Some(lengths) => format!(
                "{rows}, about {}",
                text::size(u128::from(rounded(lengths.bytes(&self.choices, count))))
            ),
            None => rows,
        }
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

/// With two digits that count: more would promise too much.
fn rounded(bytes: u64) -> u64 {
    let step = 10u64.pow(bytes.checked_ilog10().unwrap_or_default().saturating_sub(1));
    (bytes + step / 2) / step * step
}
