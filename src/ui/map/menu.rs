//! The menus on the map: a row's own, and that of a folder.

use super::{MapInput, MapPane, Table, marks};
use crate::model::{FolderId, name};
use crate::session::{Command, Phase};
use crate::text;
use crate::ui::action::{Action, Actions};
use crate::ui::context_menu::{self, Entries};
use crate::ui::habits::SHOW_IN_FOLDER;
use crate::view::What;
use eframe::egui::{Popup, Response, Ui};

use super::keys::{ZOOM_IN, ZOOM_OUT};

/// What is chosen of a folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Choice {
    In,
    Out,
    Narrow,
    Widen,
    Show,
    Copy,
    ReadAgain,
}

impl MapPane {
    /// A menu is about what is selected; on another row, about that row.
    pub(super) fn open_menu(&mut self, input: &MapInput<'_>, table: &mut Table, what: What) {
        let is_selected = matches!(what, What::Row(row) if table.selected_rows().0.contains(row));
        if !is_selected {
            self.choose(input, table, what, false);
        }
        self.cursor = Some(what);
        self.menu_on = Some(what);
    }

    /// Draws the menu that is open.
    pub(super) fn menu_ui(
        &mut self,
        ui: &Ui,
        response: &Response,
        input: &MapInput<'_>,
        table: &mut Table,
        actions: &mut Actions,
    ) {
        if self.returns && !Popup::is_any_open(ui) {
            self.returns = false;
            response.request_focus();
        }
        let by_key = std::mem::take(&mut self.menu_by_key);
        self.returns |= by_key;
        let Some(what) = self.menu_on else { return };
        let place = match (self.marks.cursor(), &self.drawn) {
            (Some(tile), Some(drawn)) => marks::place(drawn, response.rect, tile).center(),
            _ => response.rect.center(),
        };
        context_menu::show(response, by_key, place, |ui, by_key| match what {
            What::Row(row) => self.row_menu_ui(ui, input, table, row, by_key, actions),
            What::Sources => self.folder_menu_ui(ui, input, None, by_key, actions),
            What::Folder(folder) => self.folder_menu_ui(ui, input, Some(folder), by_key, actions),
            What::Rest(folder) => self.folder_menu_ui(ui, input, folder, by_key, actions),
        });
    }

    /// The row's menu, as the table has it, below the way to its folder.
    fn row_menu_ui(
        &mut self,
        ui: &mut Ui,
        input: &MapInput<'_>,
        table: &mut Table,
        row: u32,
        by_key: bool,
        actions: &mut Actions,
    ) {
        let sheet = input.session.shown();
        if sheet.position(row).is_none() {
            return self.folder_menu_ui(ui, input, Some(sheet.row(row).folder), by_key, actions);
        }
        table.row_menu_ui(ui, &sheet, input.session.filter(), row, by_key, actions);
        ui.separator();
        let levels = self.levels(input);
        let folder = levels.normal(sheet.row(row).folder);
        let mut zoom = Entries::new(false);
        zoom.offer(ui, folder != self.zoom, "Zoom into its folder", Some(ZOOM_IN), Choice::In);
        zoom.offer(ui, self.zoom.is_some(), "Zoom out", Some(ZOOM_OUT), Choice::Out);
        match zoom.chosen() {
            Some(Choice::In) => self.zoom_to(folder),
            Some(_) => self.zoom_out(input),
            None => {}
        }
    }

    fn folder_menu_ui(
        &mut self,
        ui: &mut Ui,
        input: &MapInput<'_>,
        folder: Option<FolderId>,
        by_key: bool,
        actions: &mut Actions,
    ) {
        ui.spacing_mut().item_spacing.y = 2.0;
        let session = input.session;
        let levels = self.levels(input);
        let level = folder.and_then(|folder| levels.normal(folder));
        let mut entries = Entries::new(by_key);
        let is_deeper = folder.is_some() && level != self.zoom;
        entries.offer(ui, is_deeper, "Zoom in", Some(ZOOM_IN), Choice::In);
        entries.offer(ui, self.zoom.is_some(), "Zoom out", Some(ZOOM_OUT), Choice::Out);
        if let Some(folder) = folder {
            ui.separator();
            if session.within() == Some(folder) {
                entries.offer(ui, true, "Show all folders", None, Choice::Widen);
            } else {
                entries.offer(ui, true, "Show only this folder", None, Choice::Narrow);
            }
            entries.offer(ui, true, SHOW_IN_FOLDER, None, Choice::Show);
            entries.offer(ui, true, "Copy path", None, Choice::Copy);
            if session.folder_parent(folder).is_none() {
                let may = input.status.phase != Phase::Stopping;
                entries.offer(ui, may, "Read this again", None, Choice::ReadAgain);
            }
        }
        let Some(chosen) = entries.chosen() else { return };
        match (chosen, folder) {
            (Choice::In, _) => self.zoom_to(level),
            (Choice::Out, _) => self.zoom_out(input),
            (Choice::Widen, _) => actions.push(Action::Ask(Command::Narrow(None))),
            (Choice::Narrow, _) => actions.push(Action::Ask(Command::Narrow(folder))),
            (Choice::Show, Some(folder)) => {
                let parent = session.folder_parent(folder);
                let is_found = parent.is_some_and(|parent| session.folder_parent(parent).is_some());
                let item = name::to_os(&session.folder_path(folder)).into_owned().into();
                actions.push(Action::ShowInFolder { item, is_found });
            }
            (Choice::Copy, Some(folder)) => {
                actions.push(Action::Copy(text::decoded(&session.folder_path(folder)).into_owned()));
            }
            (Choice::ReadAgain, Some(folder)) => {
                actions.push(Action::Ask(Command::ReadOnly(vec![session.folder_root(folder)])));
            }
            (Choice::Show | Choice::Copy | Choice::ReadAgain, None) => {}
        }
    }
}
