//! The export as a person goes through it: the dialog for the choices, then the one for the file. The app calls it.
//!
//! - [`choices`]: what is chosen for longer than one export. [`dialog`] asks for it; [`parts`] are its parts.
//! - [`save_as`]: where to write, typed, for machines that have no dialog for it.
//!
//! The name is taken exactly as the system's dialog gives it: what that dialog asked about is what is replaced, so no ending is put
//! behind a name that has none. (The dialogs of Windows and macOS do that themselves, and ask afterwards.)

mod choices;
mod dialog;
mod parts;
mod save_as;

#[cfg(test)]
mod dialog_tests;

pub use choices::Choices;
pub use dialog::Facts;

use super::action::{Action, Actions};
use super::dialogs::{Answer, Dialogs, Pending};
use crate::model::RowSet;
use crate::session::{Command, Format, Plan, What, path_beside};
use dialog::{Dialog, Ended, Rows};
use eframe::egui::{Context, Ui};
use save_as::SaveAs;
use std::path::PathBuf;
use std::sync::Arc;

/// An export that lacks its file's name only.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    what: What,
    plan: Plan,
    /// Whether the list of problems becomes a file of its own.
    problems: bool,
}

impl Asked {
    /// With the name.
    pub fn to(self, target: PathBuf) -> Command {
        let Asked { what, mut plan, problems } = self;
        plan.problems = problems.then(|| path_beside(&target, "-problems", plan.format.ending()));
        Command::Export { target, what, plan }
    }

    /// What its files are called in the system's dialog.
    fn label(&self) -> &'static str {
        match self.plan.format {
            Format::Spreadsheet(_) | Format::Programs(_) if self.plan.format.ending() == "tsv" => {
                "Tab-separated text"
            }
            Format::Spreadsheet(_) | Format::Programs(_) => "CSV",
            Format::Xlsx => "Excel workbook",
            Format::JsonLines => "JSON Lines",
        }
    }
}

/// Where the export is on its way, before it is written.
#[derive(Default)]
pub struct Export {
    /// What was chosen last.
    pub choices: Choices,
    dialog: Option<Dialog>,
    saving: Pending,
    /// What the system's dialog is open for, with the suggested name; none when its rows went away meanwhile.
    asked: Option<(Asked, String)>,
    save_as: Option<SaveAs>,
}

impl Export {
    /// Asks for the choices.
    pub fn open(&mut self) {
        self.dialog = Some(Dialog::new(self.choices.clone()));
    }

    /// Whether one of its dialogs is open, the system's too: another one would be one too many.
    pub fn is_open(&self) -> bool {
        self.is_modal() || self.saving.is_open()
    }

    /// Whether one is open that everything else waits for.
    pub fn is_modal(&self) -> bool {
        self.dialog.is_some() || self.save_as.is_some()
    }

    /// Draws its dialogs over the window. Returns whether one was closed.
    pub fn modals_ui(
        &mut self,
        ui: &Ui,
        facts: &Facts<'_>,
        selected: &Arc<RowSet>,
        actions: &mut Actions,
    ) -> bool {
        let ended = self.dialog.as_mut().and_then(|dialog| dialog.modal_ui(ui, facts));
        if let Some(ended) = ended
            && let Some(dialog) = self.dialog.take()
        {
            if ended == Ended::Chosen {
                let what = match dialog.rows(facts) {
                    Rows::Shown => What::Shown,
                    Rows::Selected => What::Selected(selected.clone()),
                    Rows::Everything => What::Everything,
                };
                let plan = dialog.plan(facts);
                self.choices = dialog.choices;
                let problems = self.choices.problems && plan.format != Format::Xlsx;
                actions.push(Action::Export(Asked { what, plan, problems }));
            }
            return true;
        }
        let is_done = self.save_as.as_mut().is_some_and(|save_as| save_as.modal_ui(ui, actions));
        if is_done {
            self.save_as = None;
        }
        is_done
    }

    /// Asks for the file by the system's dialog, suggesting a name that begins so.
    pub fn ask_where(
        &mut self,
        asked: Asked,
        stem: &str,
        dialogs: &dyn Dialogs,
        frame: &eframe::Frame,
        ctx: &Context,
    ) {
        let ending = asked.plan.format.ending();
        let name = format!("{stem}.{ending}");
        self.saving.start(dialogs.save_file(&name, asked.label(), ending, frame, ctx), ctx);
        self.asked = Some((asked, name));
    }

    /// Takes up what the system's dialog answered.
    pub fn take_answer(&mut self) -> Option<Action> {
        let answer = self.saving.take()?;
        let asked = self.asked.take();
        match (answer, asked) {
            (Answer::Cancelled, _) => None,
            (_, None) => Some(Action::Tell(
                "Nothing was exported: the selected rows are gone, because the sheet was emptied.".into(),
            )),
            (Answer::Chosen(files) | Answer::Partly(files, _), Some((asked, _))) => {
                files.into_iter().next().map(|target| Action::Ask(asked.to(target)))
            }
            (Answer::Unavailable(why), Some((asked, name))) => {
                self.save_as = Some(SaveAs::new(asked, why, &name));
                None
            }
        }
    }

    /// Forgets which rows were selected: the sheet is emptied.
    pub fn forget_rows(&mut self) {
        self.asked.take_if(|(asked, _)| matches!(asked.what, What::Selected(_)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn selected_rows_that_went_away_are_not_exported_as_others() {
        let answered = |what: What| {
            let (sender, receiver) = crossbeam_channel::bounded(1);
            let mut export = Export::default();
            export.saving.start(receiver, &Context::default());
            let asked = Asked { what, plan: Choices::default().plan(None), problems: false };
            export.asked = Some((asked, "a.csv".into()));
            export.forget_rows();
            assert!(sender.send(Answer::Chosen(vec!["/x/a.csv".into()])).is_ok());
            export.take_answer()
        };
        assert!(matches!(answered(What::Selected(Arc::default())), Some(Action::Tell(_))));
        assert!(matches!(answered(What::Shown), Some(Action::Ask(Command::Export { .. }))));
    }
}
