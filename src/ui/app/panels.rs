//! Draws every panel of a frame, from the outside inward, and what lies over them.

use super::middle::MiddlePanel;
use super::{App, Page};
use crate::model::{Column, ColumnSet};
use crate::session::{Command, ExportStatus, Phase, Status};
use crate::text;
use crate::ui::action::{Action, Actions};
use crate::ui::announce::News;
use crate::ui::empty::Empty;
use crate::ui::export::{Facts, Lengths};
use crate::ui::keys::{self, Can};
use crate::ui::theme::{self, Palette};
use crate::ui::top_bar::BarState;
use crate::ui::{
    about, check, chips, compare, edges, explain, input_method, narrowed, shortcuts, status_bar, words,
};
use eframe::egui::{Align, CentralPanel, Frame, Layout, Margin, Panel, Ui, UiBuilder, vec2};

impl App {
    pub(super) fn can(&self, status: &Status<'_>) -> Can {
        let writing = matches!(status.export, ExportStatus::Writing { .. });
        let look = !self.export.is_modal()
            && !self.picking.is_modal()
            && !self.read_as.is_modal()
            && !self.closing.is_modal()
            && !self.delete_kept.is_modal()
            && self.page.is_none();
        Can {
            add: look && !self.picking.is_open(),
            stop: status.phase == Phase::Reading,
            read_again: look && !status.roots.is_empty() && status.phase != Phase::Stopping,
            export: look && status.found > 0 && !writing && !self.export.is_open(),
            list_keys: look || self.page == Some(Page::Shortcuts),
            view: look && status.phase != Phase::Empty,
            undo: look && status.undoable.is_some(),
            look,
        }
    }

    /// Draws every panel and returns what was done in them.
    pub(super) fn panels_ui(&mut self, ui: &mut Ui) -> Actions {
        let mut actions = Actions::new();
        let can = self.can(&self.session.status());
        let to_filter = keys::shortcuts(ui, can, &mut actions);
        self.hand_keyboard_on(to_filter);
        let status = self.session.status();
        let mistake = self.session.mistake().map(|mistake| words::mistake(&mistake.kind));
        let mistake = mistake.map(|mistake| text::printable(&mistake).into_owned());
        let news = status_bar::news(&status, self.table.selected(status.selected));
        for news in news.into_iter().chain(self.notices.news(&status)).chain([
            News::new("filter", mistake),
            News::new("names", check::news(&self.session)),
            News::new("comparison", compare::news(&self.session)),
        ]) {
            self.announcer.hear(news);
        }
        let by_value = self.session.order().natural;
        self.drops.take(ui, &mut actions);
        // What the notices lie over.
        let place;
        let mut to_middle = false;
        if status.phase == Phase::Empty {
            place = ui.available_rect_before_wrap();
            CentralPanel::default().show(ui, |ui| {
                let corner = ui.available_rect_before_wrap();
                let mut empty = Empty {
                    can_add: can.add,
                    system: self.system,
                    field: &mut self.field,
                    recents: &self.recents,
                    sheets: &self.recent_sheets,
                    kept: self.session.kept(),
                    places: &mut self.places,
                };
                empty.empty_ui(ui, &mut actions);
                let corner = UiBuilder::new().max_rect(corner).layout(Layout::right_to_left(Align::Min));
                let mut corner = ui.new_child(corner);
                self.options.menu_ui(
                    &mut corner,
                    &self.session,
                    &status,
                    by_value,
                    &mut self.table.columns,
                    &mut actions,
                );
            });
        } else {
            let bar =
                |ui: &Ui| Frame::new().fill(Palette::of(ui).panel).inner_margin(Margin::symmetric(10, 8));
            let top = Panel::top("top").frame(bar(ui)).show(ui, |ui| {
                let filter_ui = |ui: &mut Ui, actions: &mut Actions| {
                    self.filter_bar.filter_ui(ui, &self.session, actions)
                };
                let menu_ui = |ui: &mut Ui, actions: &mut Actions| {
                    self.options.menu_ui(
                        ui,
                        &self.session,
                        &status,
                        by_value,
                        &mut self.table.columns,
                        actions,
                    );
                };
                let state = BarState { status: &status, can, view: self.middle.view };
                self.top_bar.bar_ui(ui, state, filter_ui, menu_ui, &mut actions)
            });
            to_middle |= top.inner;
            // The keyboard goes from control to control as they are drawn, and that is to be as the eye goes: what is at the bottom gets
            // its place before what is above it, and is drawn behind that.
            let bottom = Panel::bottom("status").frame(bar(ui).inner_margin(Margin::symmetric(10, 4)));
            let bottom = bottom.show(ui, |ui| {
                let size = vec2(ui.available_width(), status_bar::HEIGHT);
                ui.allocate_space(size).1
            });
            let problems = self.shows_problems.then(|| {
                let panel =
                    Panel::bottom("problems").resizable(true).default_size(190.0).size_range(90.0..=520.0);
                let shown = panel.frame(bar(ui)).show(ui, |ui| ui.allocate_space(ui.available_size()).1);
                edges::name(ui, "problems", "Height of the problems");
                shown.inner
            });
            self.left.left_ui(ui, &self.session, &status, &self.recents, &mut self.field, &mut actions);
            chips::chips_ui(ui, &status, can.read_again, &mut actions);
            narrowed::narrowed_ui(ui, &self.session, &mut actions);
            check::line_ui(ui, &self.session, &mut actions);
            self.compare.bar_ui(ui, &self.session, can.look, &mut actions);
            place = ui.available_rect_before_wrap();
            let mut middle = MiddlePanel {
                session: &self.session,
                status: &status,
                middle: &mut self.middle,
                table: &mut self.table,
                map: &mut self.map,
                announcer: &mut self.announcer,
            };
            CentralPanel::default().frame(Frame::new()).show(ui, |ui| middle.middle_ui(ui, &mut actions));
            let writing = matches!(status.export, ExportStatus::Writing { .. });
            let can_save = can.look && !writing && !self.export.is_open();
            if let Some(place) = problems {
                ui.scope_builder(UiBuilder::new().max_rect(place), |ui| {
                    self.problems.problems_ui(ui, &status, can_save, &mut actions);
                });
            }
            let selected = self.table.selected(status.selected);
            ui.scope_builder(UiBuilder::new().max_rect(bottom.inner), |ui| {
                let aimed = self.map.aimed().filter(|_| self.middle.view.has_map());
                self.status_bar.bar_ui(ui, &status, selected, aimed, &self.announcer, &mut actions);
            });
        }
        self.notices.notices_ui(ui, place, &status, &mut actions);
        let facts = Facts {
            shown: status.shown,
            selected: self.table.selected_rows().1,
            found: status.found,
            has_folders: status.options.folders || status.found > status.totals.files,
            problems: status.problems.problems(),
            incomplete: status.incomplete,
            unread: match (status.origin, status.listed) {
                (Some(_), _) if self.export.is_modal() => self.session.shown().lacking(),
                (None, Some(listed)) => Column::ALL
                    .into_iter()
                    .filter_map(Column::requested_as)
                    .collect::<ColumnSet>()
                    .without(listed.columns),
                _ => ColumnSet::NONE,
            },
            is_opened: status.origin.is_some(),
            compares: self.session.comparison().is_some(),
            // The dialog itself is what keeps others from it.
            can_read_again: !status.roots.is_empty() && status.phase != Phase::Stopping,
            lengths: self.export.is_modal().then(|| Lengths::of(&self.session.shown())).flatten(),
        };
        to_middle |= self.export.modals_ui(ui, &facts, self.table.selected_rows().0, &mut actions);
        to_middle |= self.check.modal_ui(ui, &self.session, &status, &mut actions);
        to_middle |= self.read_as.modal_ui(ui, &self.session, &mut actions);
        to_middle |= self.compare.modals_ui(ui, &self.session, &mut actions);
        to_middle |= self.picking.modal_ui(ui, &mut actions);
        to_middle |= self.over_ui(ui, &mut actions);
        if to_middle {
            self.focus_middle();
        }
        self.drops.hover_ui(ui);
        self.announcer.announce_ui(ui);
        theme::focus_ui(ui);
        input_method::place(ui, self.system);
        actions
    }

    /// What lies over the window to be read or answered. Returns whether it was closed.
    fn over_ui(&mut self, ui: &Ui, actions: &mut Actions) -> bool {
        let is_read = match self.page {
            Some(Page::Shortcuts) => shortcuts::modal_ui(ui),
            Some(Page::About) => about::modal_ui(ui, &self.renderer, &mut self.shows_packages),
            Some(Page::Explanation) => explain::modal_ui(ui, &self.session, &mut self.explained, actions),
            None => false,
        };
        if is_read {
            if self.page == Some(Page::Explanation) {
                actions.push(Action::Ask(Command::Explain(false)));
            }
            self.page = None;
        }
        let is_answered = self.delete_kept.modal_ui(ui, self.session.kept(), actions);
        self.closing.modal_ui(ui, &self.session.status()) || is_read || is_answered
    }
}
