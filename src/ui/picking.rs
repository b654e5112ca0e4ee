//! Folders to list, or a file to open, as the user names them: by the system's dialog, or typed where it has none. The app calls it.

use super::action::{Action, Actions};
use super::dialogs::{Answer, Dialogs, OVERDUE, Pending, Question};
use super::names::{self, Reading};
use super::paths::PathField;
use super::theme::Palette;
use super::wanted::Wanted;
use crate::import::As;
use crate::session::{Command, CompareSide};
use eframe::egui::{Context, Id, Key, Modal, Modifiers, RichText, TextStyle, Ui};
use std::path::{Path, PathBuf};

/// Where picking stands.
#[derive(Default)]
pub(super) struct Picking {
    /// The folder that the last ones were picked in.
    pub start: Option<PathBuf>,
    /// The folder of the file that was opened last.
    pub sheets: Option<PathBuf>,
    wanted: Wanted,
    dialog: Pending,
    typed: Option<TypedQuestion>,
}

impl Wanted {
    fn title(self) -> &'static str {
        match self {
            Wanted::Folders => "Folders to list",
            Wanted::Sheet => "Sheet or list to open",
            Wanted::List => "List to read",
            Wanted::OtherSheet => "Sheet or list to compare with",
            Wanted::OtherFolders => "Folders to compare with",
        }
    }

    fn field(self) -> PathField {
        let field = match self {
            Wanted::Folders => PathField::of("Folder to list", "Add this folder"),
            Wanted::Sheet => PathField::of("File to open", "Open this file").opening(),
            Wanted::List => PathField::of("List to read", "Choose this file").reading(),
            Wanted::OtherSheet => PathField::of("File to compare with", "Compare with this file").opening(),
            Wanted::OtherFolders => PathField::of("Folder to compare with", "Compare with this folder"),
        };
        field.with_keyboard()
    }

    /// What is done with these paths.
    fn action(self, mut paths: Vec<PathBuf>) -> Option<Action> {
        if paths.is_empty() {
            return None;
        }
        Some(match self {
            Wanted::Folders => Action::Ask(Command::AddFolders(paths)),
            Wanted::Sheet => Action::Ask(Command::Open(paths.remove(0))),
            Wanted::List => Action::ReadAs(paths.remove(0)),
            Wanted::OtherSheet => Action::Compare(CompareSide::File(paths.remove(0), As::Guessed)),
            Wanted::OtherFolders => Action::Compare(CompareSide::Folders(paths)),
        })
    }

    /// The same for what a field asks for that adds and opens what is typed.
    fn typed(self, action: Action) -> Option<Action> {
        match (self, action) {
            (Wanted::Folders | Wanted::Sheet | Wanted::List, action) => Some(action),
            (_, Action::Ask(Command::AddFolders(paths))) => self.action(paths),
            (_, Action::Ask(Command::Open(path) | Command::OpenOrAdd(path))) => self.action(vec![path]),
            (_, action) => Some(action),
        }
    }
}

/// Asked instead of the dialog: says why there is no dialog, and offers a field.
struct TypedQuestion {
    why: String,
    field: PathField,
}

impl Picking {
    /// Asks by the system's dialog.
    pub(super) fn open(
        &mut self,
        wanted: Wanted,
        dialogs: &dyn Dialogs,
        frame: &eframe::Frame,
        ctx: &Context,
    ) {
        self.wanted = wanted;
        let question = match wanted {
            Wanted::Folders | Wanted::OtherFolders => Question::Folders { start: self.start.clone() },
            Wanted::Sheet | Wanted::List | Wanted::OtherSheet => {
                Question::Sheet { start: self.sheets.clone().or_else(|| self.start.clone()) }
            }
        };
        self.dialog.start(dialogs.ask(question, frame, ctx), ctx);
    }

    /// Whether a dialog is open: another one would be one too many.
    pub(super) fn is_open(&self) -> bool {
        self.is_modal() || self.dialog.is_open()
    }

    /// Whether one is open that everything else waits for.
    pub(super) fn is_modal(&self) -> bool {
        self.typed.is_some()
    }

    /// Takes up what the system's dialog answered.
    pub(super) fn take_answer(&mut self) -> Actions {
        let Some(answer) = self.dialog.take() else { return Actions::new() };
        // What comes after all makes typing needless; a failure doesn't, and takes nothing of what is typed.
        let typed = self.typed.take();
        let mut actions = Actions::new();
        match answer {
            Answer::Chosen(folders) => self.chosen(folders, &mut actions),
            Answer::Partly(folders, why) => {
                self.chosen(folders, &mut actions);
                actions.push(Action::Tell(why));
            }
            Answer::Unavailable(why) => self.type_them(why, typed),
            Answer::Overdue => self.type_them(OVERDUE.into(), typed),
            Answer::Cancelled => {}
        }
        actions
    }

    fn chosen(&mut self, folders: Vec<PathBuf>, actions: &mut Actions) {
        let parent = folders.first().and_then(|first| first.parent()).map(Path::to_owned);
        match self.wanted {
            Wanted::Folders | Wanted::OtherFolders => self.start = parent.or(self.start.take()),
            Wanted::Sheet | Wanted::List | Wanted::OtherSheet => self.sheets = parent.or(self.sheets.take()),
        }
        actions.extend(self.wanted.action(folders));
    }

    fn type_them(&mut self, why: String, typed: Option<TypedQuestion>) {
        let field = typed.map_or_else(|| self.wanted.field(), |typed| typed.field);
        self.typed = Some(TypedQuestion { why, field });
    }

    /// Draws the question over the window, if it is open. Returns whether it was closed.
    pub(super) fn modal_ui(&mut self, ui: &Ui, actions: &mut Actions) -> bool {
        let title = self.wanted.title();
        let Some(typed) = &mut self.typed else { return false };
        let before = actions.len();
        let id = Id::unique("typed folders to list");
        let area = Modal::default_area(id).accessible_name(title);
        let shown = Modal::new(id).area(area).show(ui.ctx(), |ui| {
            ui.set_width(460.0_f32.min(ui.ctx().content_rect().width() - 60.0));
            ui.label(RichText::new(title).heading());
            let font = TextStyle::Body.resolve(ui.style());
            names::label_ui(ui, &typed.why, Reading::Prose, font, Palette::of(ui).weak);
            ui.add_space(6.0);
            ui.allocate_ui(eframe::egui::vec2(ui.available_width(), 30.0), |ui| {
                typed.field.field_ui(ui, actions);
            });
            ui.add_space(6.0);
            ui.button("Cancel").clicked()
        });
        // A click beside it does not close it: what is typed would be lost.
        let escaped =
            shown.is_top_modal && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        let asked = actions.split_off(before);
        actions.extend(asked.into_iter().filter_map(|action| self.wanted.typed(action)));
        let is_added = actions[before..]
            .iter()
            .any(|action| matches!(action, Action::Ask(_) | Action::Compare(_) | Action::ReadAs(_)));
        let is_done = is_added || shown.inner || escaped;
        if is_done {
            self.typed = None;
            self.dialog.give_up();
        }
        is_done
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is asked, with the field's text, where the system's dialog was overdue, this was typed, and it answered so.
    fn asked_after(typed: &str, answer: Answer) -> Option<(String, String)> {
        let (sender, receiver) = crossbeam_channel::unbounded();
        let mut picking = Picking::default();
        picking.dialog.start(receiver, &Context::default());
        assert!(sender.send(Answer::Overdue).is_ok());
        picking.take_answer();
        picking.typed.as_mut()?.field.set_text(typed);
        assert!(sender.send(answer).is_ok());
        picking.take_answer();
        picking.typed.map(|question| (question.why, question.field.text().to_owned()))
    }

    #[test]
    fn a_dialog_that_fails_late_takes_nothing_of_what_is_typed() {
        let failed = Answer::Unavailable("It ended.".into());
        let question = asked_after("/srv/half", failed);
        assert_eq!(question, Some(("It ended.".into(), "/srv/half".into())));
    }

    #[test]
    fn a_dialog_that_answers_late_closes_the_question() {
        for answer in [Answer::Cancelled, Answer::Chosen(vec!["/srv".into()])] {
            assert_eq!(asked_after("/srv/half", answer), None);
        }
    }
}
