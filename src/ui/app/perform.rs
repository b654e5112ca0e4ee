//! Performs what was done in the panels, and takes up what dialogs and programs answered.

use super::{App, Page};
use crate::model::{Column, ColumnSet, Message, NotOpened, Number, OtherFile, ScanOptions, SourceError};
use crate::session::{Command, ReplacedBy};
use crate::text;
use crate::ui::action::Action;
use crate::ui::compare::Turn;
use crate::ui::dialogs::NotHandedOver;
use crate::ui::left::Tab;
use crate::ui::problems::Problems;
use crate::ui::wanted::Wanted;
use crate::ui::{status_bar, words};
use eframe::egui::Context;

/// Files of rows that may be waiting for a program at once, to be told of by name if it doesn't come.
const OPENING: usize = 16;

impl App {
    pub(super) fn perform(&mut self, action: Action, ctx: &Context, frame: &eframe::Frame) {
        match action {
            Action::Ask(command) => self.ask(command),
            Action::PickFolders => self.picking.open(Wanted::Folders, &*self.dialogs, frame, ctx),
            Action::OpenSheet if self.picking.is_open() => {}
            Action::OpenSheet => self.picking.open(Wanted::Sheet, &*self.dialogs, frame, ctx),
            Action::PickList if self.picking.is_open() => {}
            Action::PickList => self.picking.open(Wanted::List, &*self.dialogs, frame, ctx),
            Action::ReadAs(file) => {
                let look = self.read_as.open(file);
                self.ask(look);
            }
            Action::AskExport => self.export.open(),
            Action::Export(asked) => {
                let name = self.suggested_name();
                self.export.ask_where(asked, &name, &*self.dialogs, frame, ctx);
            }
            Action::ReadWith(columns) => {
                self.ask_for(columns);
                self.ask(Command::ReadAgain);
            }
            Action::SaveProblems => {
                let stem = self.suggested_name();
                self.export.ask_where_problems(&stem, &*self.dialogs, frame, ctx);
            }
            Action::Open(file) => self.dialogs.open(&file, &self.failures.0, ctx),
            Action::ShowInFolder { item, is_found } => {
                self.dialogs.show_in_folder(&item, is_found, &self.failures.0, ctx);
            }
            Action::EditCategories(file) => self.dialogs.edit_categories(&file, &self.failures.0, ctx),
            Action::OpenRow { file, is_found } => {
                self.dialogs.open(&file, &self.failures.0, ctx);
                self.opening.truncate(OPENING - 1);
                self.opening.push_front((file, is_found));
            }
            Action::Copy(text) => self.copy(text, "Copied".to_owned()),
            Action::Tell(words) => self.notices.tell(words),
            Action::TellOfExport(words) => self.notices.tell_of_export(words),
            Action::ForgetRecent(path) => self.recents.forget(&path),
            Action::ForgetRecentSheet(file) => self.recent_sheets.forget(&file),
            Action::AskDeleteKept => self.delete_kept.ask(),
            Action::ToggleLeft => {
                self.left.is_hidden = !self.left.is_hidden;
                let shows_tree = self.left.tab == Tab::Folders && !self.left.is_hidden;
                self.ask(Command::ShowTree(shows_tree));
            }
            Action::ToggleProblems => self.toggle_problems(ctx),
            Action::View(view) => self.show_in_middle(view),
            Action::Show(view) => {
                self.show_in_middle(view);
                self.focus_middle();
            }
            Action::ToggleShortcuts => {
                let is_shown = self.page == Some(Page::Shortcuts);
                self.page = (!is_shown).then_some(Page::Shortcuts);
            }
            Action::CheckNames => self.check.open(&self.session),
            Action::AskCompare => self.compare.ask(),
            Action::PickOther(_) if self.picking.is_open() => {}
            Action::PickOther(wanted) => self.picking.open(wanted, &*self.dialogs, frame, ctx),
            Action::Compare(side) => {
                let command = self.compare.request(side);
                self.ask(command);
            }
            Action::OpenOptions => self.options.open(),
            Action::ShowExplanation => {
                self.page = Some(Page::Explanation);
                self.explained = Some(Number::Du);
                self.ask(Command::Explain(true));
            }
            Action::ShowAbout => self.page = Some(Page::About),
        }
    }

    /// Where a table of no known kind was to be opened, asks what its columns hold.
    pub(super) fn heed_table(&mut self) {
        if let Some(Message::NotOpened { file, why }) = self.session.status().message
            && *why == NotOpened::Refused(SourceError::OtherFile(OtherFile::Csv))
            && !self.read_as.is_modal()
        {
            let file = file.clone();
            self.session.apply(Command::DismissMessage);
            let look = self.read_as.open(file);
            self.session.apply(look);
        }
    }

    /// The list that is shown has the keyboard; when it is hidden, the table gets it from there.
    fn toggle_problems(&mut self, ctx: &Context) {
        self.shows_problems = !self.shows_problems;
        if self.shows_problems {
            self.problems.focus();
        } else if Problems::has_focus(ctx) {
            self.focus_middle();
        }
    }

    fn copy(&mut self, text: String, said: String) {
        self.ctx.copy_text(text);
        self.announcer.say(&said);
        self.table.mention(said);
    }

    /// Says why something was not opened or shown. What may not be opened can be shown where it is.
    fn tell_failure(&mut self, failure: NotHandedOver) {
        let NotHandedOver { item, opens, mut why } = failure;
        if self.session.status().origin.is_some() {
            why += " The sheet comes from a file; what it lists may not be on this computer.";
        }
        let of_row = self.opening.iter().position(|(file, _)| opens && *file == item);
        match of_row.and_then(|at| self.opening.remove(at)) {
            Some((item, is_found)) => self.notices.offer(why, Action::ShowInFolder { item, is_found }),
            None => self.notices.tell(why),
        }
    }

    fn ask(&mut self, command: Command) {
        if let Command::CheckNames(wish) = &command {
            self.table.columns.show_checked(wish.is_some());
        }
        // Some picked folders that come back stand behind the others' rows, which stay what they are.
        let is_of_some = matches!(
            self.session.status().undoable.map(|undoable| undoable.by),
            Some(ReplacedBy::Removal { .. } | ReplacedBy::SomeReadAgain { .. })
        );
        let is_undo = command == Command::Undo && !is_of_some;
        if let Command::SetFilter(text) = &command {
            self.filter_bar.take_up(text);
        }
        if matches!(command, Command::Export { .. } | Command::SaveProblems { .. }) {
            self.notices.export_begins();
        }
        self.session.apply(command);
        self.heed_new_sheet();
        if is_undo {
            self.filter_bar.take_up(self.session.filter());
        }
    }

    /// Where another sheet is there, forgets what was of the one before.
    pub(super) fn heed_new_sheet(&mut self) {
        let sheets = self.session.sheets();
        if std::mem::replace(&mut self.sheets, sheets) == sheets {
            return;
        }
        self.table.forget_rows();
        self.problems.forget();
        self.left.forget_folders();
        self.map.forget();
        self.export.forget_rows();
        // That it is done is news although it comes to the same.
        for source in status_bar::SOURCES {
            self.announcer.forget(source);
        }
    }

    /// Shows what a comparison says once it stands, and the sheet as it was before when it has ended.
    pub(super) fn heed_comparison(&mut self) {
        match self.compare.turn(&self.session) {
            Some(Turn::Begun) => {
                self.table.columns.show_compared(true);
                let look = self.compare.first_look(&self.session);
                look.into_iter().for_each(|command| self.ask(command));
            }
            Some(Turn::Ended) => {
                self.table.columns.show_compared(false);
                if let Some(order) = self.compare.tree_order_before(&self.session) {
                    self.ask(Command::SetTreeOrder(order));
                }
                self.filter_bar.take_up(self.session.filter());
            }
            None => {}
        }
    }

    /// Has the next reading read what is shown, or asked for by the filter or the order, and is read on request only.
    pub(super) fn ask_for_columns(&mut self) {
        let spec = self.session.shown().spec();
        let keys = spec.order.keys().map(|key| key.column);
        let asked = spec.filter.columns().into_iter().chain(keys).filter_map(Column::requested_as);
        self.ask_for(asked.collect::<ColumnSet>().union(self.table.columns.on_request()));
    }

    fn ask_for(&mut self, wanted: ColumnSet) {
        let options = self.session.status().options;
        if !wanted.is_subset(options.columns) {
            let columns = options.columns.union(wanted);
            let options = ScanOptions { columns, ..options.clone() };
            self.ask(Command::SetOptions(options));
        }
    }

    /// Takes up what dialogs and programs answered.
    pub(super) fn take_answers(&mut self, ctx: &Context, frame: &eframe::Frame) {
        for action in self.picking.take_answer().into_iter().chain(self.export.take_answer()) {
            self.perform(action, ctx, frame);
        }
        if let Some(clip) = self.session.take_copied() {
            let said = words::copied(clip.count, clip.is_of_rows);
            self.copy(clip.text, said);
        }
        while let Ok(failure) = self.failures.1.try_recv() {
            self.tell_failure(failure);
        }
    }

    /// The name of the only picked folder, without invisible characters, or the app's own; without an extension.
    fn suggested_name(&self) -> String {
        let status = self.session.status();
        let name = match status.roots {
            [one] => one.path.file_name().map(|name| text::seen(&name.to_string_lossy())),
            _ => None,
        };
        name.filter(|name| !name.is_empty()).unwrap_or_else(|| "foldersheet".into())
    }
}
