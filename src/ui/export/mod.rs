//! The export as a user goes through it: the dialog for the choices, then the one for the file. The app calls it.
//!
//! - [`choices`]: what is chosen for longer than one export. [`dialog`] asks for it; [`parts`] are its parts, and
//!   [`draft`] is what is ticked in them so far.
//! - [`save_as`]: where to write, typed, for machines that have no dialog for it.
//! - [`target`]: from the file that was chosen or typed to the export.
//!
//! The name's extension decides the format; a name without one gets it. What a dialog asked about is what may be replaced: a
//! file of a name that was completed, or typed here, is asked about when it is found to be there.

mod cards;
mod choices;
mod dialog;
mod draft;
mod estimate;
mod formats;
mod parts;
mod save_as;
mod target;

#[cfg(test)]
mod dialog_tests;

pub(super) use choices::Choices;
pub(super) use draft::Facts;
pub(super) use estimate::Lengths;

use super::action::{Action, Actions, ExportRequest, ProblemsTo};
use super::dialogs::{Answer, Dialogs, OVERDUE, Pending, Question};
use crate::export::{Format, Plan, separator};
use crate::model::RowSet;
use crate::session::RowScope;
use dialog::{Dialog, Ended};
use draft::RowChoice;
use eframe::egui::{Context, Ui};
use formats::label;
use save_as::{SaveAs, SaveAsAnswer};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Where the export is on its way, before it is written.
#[derive(Default)]
pub(super) struct Export {
    /// What was chosen last.
    pub choices: Choices,
    /// The folder that the last file was written to.
    pub start: Option<PathBuf>,
    dialog: Option<Dialog>,
    saving: Pending,
    /// What the system's dialog is open for, with the suggested name; none when its rows went away meanwhile.
    asked: Option<(ExportRequest, String)>,
    save_as: Option<SaveAs>,
}

impl Export {
    /// Asks for the choices.
    pub(super) fn open(&mut self) {
        self.dialog = Some(Dialog::new(self.choices.clone()));
    }

    /// Whether one of its dialogs is open, the system's too: another one would be one too many.
    pub(super) fn is_open(&self) -> bool {
        self.is_modal() || self.saving.is_open()
    }

    /// Whether one is open that everything else waits for.
    pub(super) fn is_modal(&self) -> bool {
        self.dialog.is_some() || self.save_as.is_some()
    }

    /// Draws its dialogs over the window. Returns whether one was closed.
    pub(super) fn modals_ui(
        &mut self,
        ui: &Ui,
        facts: &Facts,
        selected: &Arc<RowSet>,
        actions: &mut Actions,
    ) -> bool {
        if let Some(Dialog { draft, .. }) = &mut self.dialog {
            draft.choices.set_compares(facts.compares);
        }
        let ended = self.dialog.as_mut().and_then(|dialog| dialog.modal_ui(ui, facts));
        if let Some(ended) = ended
            && let Some(Dialog { draft, .. }) = self.dialog.take()
        {
            if let Ended::ReadWith(columns) = ended {
                // What was ticked is there when it is opened again.
                self.choices = draft.choices;
                actions.push(Action::ReadWith(columns));
            } else if ended == Ended::Chosen {
                let scope = match draft.rows(facts) {
                    RowChoice::Shown => RowScope::Shown,
                    RowChoice::Selected => RowScope::Selected(selected.clone()),
                    RowChoice::Everything => RowScope::Everything,
                };
                let plan = draft.plan(facts);
                self.choices = draft.choices;
                let problems = if self.choices.problems { ProblemsTo::Beside } else { ProblemsTo::Nowhere };
                actions.push(Action::Export(ExportRequest { scope, plan, problems }));
            }
            return true;
        }
        let Some(save_as) = &mut self.save_as else { return false };
        match save_as.modal_ui(ui) {
            None => return false,
            Some(SaveAsAnswer::Cancelled) => {}
            Some(SaveAsAnswer::Target(target)) => {
                if let Some(save_as) = self.save_as.take() {
                    actions.extend(self.to(save_as.asked, &target, false));
                }
            }
        }
        self.save_as = None;
        self.asked = None;
        self.saving.give_up();
        true
    }

    fn to(&mut self, asked: ExportRequest, typed: &Path, is_confirmed: bool) -> Actions {
        if let Some(folder) = typed.parent() {
            self.start = Some(folder.to_owned());
        }
        target::export(asked, typed, is_confirmed)
    }

    /// Asks for a file for the list of problems alone, suggesting a name that begins so.
    pub(super) fn ask_where_problems(
        &mut self,
        stem: &str,
        dialogs: &dyn Dialogs,
        frame: &eframe::Frame,
        ctx: &Context,
    ) {
        let plan = Plan::new(Format::Spreadsheet(separator()));
        let asked = ExportRequest { scope: RowScope::Shown, plan, problems: ProblemsTo::Alone };
        self.ask_where(asked, &format!("{stem}-problems"), dialogs, frame, ctx);
    }

    /// Asks for the file by the system's dialog, suggesting a name that begins so.
    pub(super) fn ask_where(
        &mut self,
        asked: ExportRequest,
        stem: &str,
        dialogs: &dyn Dialogs,
        frame: &eframe::Frame,
        ctx: &Context,
    ) {
        let extension = asked.plan.format.extension();
        let name = format!("{stem}.{extension}");
        let question = Question::File {
            title: save_as::title(&asked),
            name: name.clone(),
            kind: label(asked.plan.format).to_owned(),
            extension: extension.to_owned(),
            start: self.start.clone(),
        };
        self.saving.start(dialogs.ask(question, frame, ctx), ctx);
        self.asked = Some((asked, name));
    }

    /// Takes up what the system's dialog answered.
    pub(super) fn take_answer(&mut self) -> Actions {
        let Some(answer) = self.saving.take() else { return Actions::new() };
        if answer == Answer::Overdue {
            let asked = self.asked.clone();
            self.save_as = asked.map(|(asked, name)| self.typed(asked, OVERDUE.to_owned(), &name));
            return Actions::new();
        }
        // What comes after all makes typing needless; a failure doesn't, and takes nothing of what is typed.
        let typed = self.save_as.take();
        match (answer, self.asked.take()) {
            (Answer::Cancelled, _) => Actions::new(),
            (_, None) => vec![Action::Tell(
                "Nothing was exported: the selected rows are gone, because the sheet was emptied.".into(),
            )],
            (Answer::Chosen(files) | Answer::Partly(files, _), Some((asked, _))) => {
                let target = files.into_iter().next();
                target.map_or_else(Actions::new, |target| self.to(asked, &target, true))
            }
            (Answer::Unavailable(why), Some((asked, name))) => {
                self.save_as = Some(match typed {
                    Some(typed) => typed.because(why),
                    None => self.typed(asked, why, &name),
                });
                Actions::new()
            }
            (Answer::Overdue, Some(_)) => Actions::new(),
        }
    }

    fn typed(&self, asked: ExportRequest, why: String, name: &str) -> SaveAs {
        SaveAs::new(asked, why, name, self.start.as_deref())
    }

    /// Forgets which rows were selected: the sheet is emptied.
    pub(super) fn forget_rows(&mut self) {
        self.asked.take_if(|(asked, _)| matches!(asked.scope, RowScope::Selected(_)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::Command;
    use crossbeam_channel::Sender;

    /// An export whose file the system's dialog is asked for and doesn't give, and the dialog's end of it.
    fn overdue() -> (Export, Sender<Answer>) {
        let (sender, receiver) = crossbeam_channel::unbounded();
        let mut export = Export::default();
        export.saving.start(receiver, &Context::default());
        let asked = ExportRequest {
            scope: RowScope::Shown,
            plan: Choices::default().plan(None),
            problems: ProblemsTo::Nowhere,
        };
        export.asked = Some((asked, "a.csv".into()));
        assert!(sender.send(Answer::Overdue).is_ok());
        assert_eq!(export.take_answer(), []);
        (export, sender)
    }

    #[test]
    fn an_overdue_dialog_may_still_answer() {
        let (mut export, sender) = overdue();
        assert!(export.save_as.is_some());
        assert!(sender.send(Answer::Chosen(vec!["/x/a.csv".into()])).is_ok());
        assert!(matches!(export.take_answer()[..], [Action::Ask(Command::Export { .. })]));
        assert!(!export.is_open());
    }

    #[test]
    fn a_dialog_that_fails_late_takes_nothing_of_what_is_typed() {
        let (mut export, sender) = overdue();
        if let Some(save_as) = &mut export.save_as {
            save_as.path = "/srv/half".into();
        }
        assert!(sender.send(Answer::Unavailable("It ended.".into())).is_ok());
        assert_eq!(export.take_answer(), []);
        let typed = export.save_as.map(|save_as| (save_as.why, save_as.path));
        assert_eq!(typed, Some(("It ended.".into(), "/srv/half".into())));
    }

    #[test]
    fn selected_rows_that_went_away_are_not_exported_as_others() {
        let answered = |scope: RowScope| {
            let (sender, receiver) = crossbeam_channel::bounded(1);
            let mut export = Export::default();
            export.saving.start(receiver, &Context::default());
            let asked =
                ExportRequest { scope, plan: Choices::default().plan(None), problems: ProblemsTo::Nowhere };
            export.asked = Some((asked, "a.csv".into()));
            export.forget_rows();
            assert!(sender.send(Answer::Chosen(vec!["/x/a.csv".into()])).is_ok());
            export.take_answer()
        };
        assert!(matches!(answered(RowScope::Selected(Arc::default()))[..], [Action::Tell(_)]));
        assert!(matches!(answered(RowScope::Shown)[..], [Action::Ask(Command::Export { .. })]));
    }
}
