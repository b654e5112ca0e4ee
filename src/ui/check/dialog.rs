//! The dialog: what is checked at its top, and what was found below. Each change is asked for at once.

use super::{CheckDialog, found, outcome};
use crate::model::Destination;
use crate::session::{Command, Session, Status};
use crate::ui::action::{Action, Actions};
use crate::ui::controls::{self, Push};
use crate::ui::names::Reading;
use crate::ui::page::page_ui;
use crate::ui::text_field::TextField;
use crate::ui::theme::{self, Palette};
use crate::words;
use eframe::egui::{Align, Align2, Id, Label, Layout, RichText, ScrollArea, Ui, vec2};

/// How wide it is, in points, where there is room.
const WIDTH: f32 = 560.0;
/// How high what is between its title and its buttons is, in points, where there is room: it keeps its height whatever is found.
const HEIGHT: f32 = 540.0;
/// From this width on places stand side by side.
const TWO_COLUMNS: f32 = 460.0;
/// How wide the field for the longest path is, in points.
const LIMIT: f32 = 130.0;

impl CheckDialog {
    /// Draws it over the window. Returns whether it was closed.
    pub(super) fn dialog_ui(
        &mut self,
        ui: &Ui,
        session: &Session,
        status: &Status<'_>,
        actions: &mut Actions,
    ) -> bool {
        let height = (ui.ctx().content_rect().height() - 150.0).clamp(80.0, HEIGHT);
        page_ui(ui, "Check names", WIDTH, |ui| {
            let mut closes = false;
            // With or without a bar beside it.
            let width = ui.available_width() - ui.spacing().scroll.allocated_width();
            let area = ScrollArea::vertical().auto_shrink([false, false]).max_height(height);
            area.min_scrolled_height(height).show(ui, |ui| {
                ui.set_max_width(width);
                self.wishes_ui(ui, session, actions);
                ui.add_space(8.0);
                ui.separator();
                ui.add_space(4.0);
                closes |= found::found_ui(ui, session, status, actions);
            });
            ui.add_space(8.0);
            closes | self.buttons_ui(ui, session, actions)
        })
    }

    fn wishes_ui(&mut self, ui: &mut Ui, session: &Session, actions: &mut Actions) {
        let p = Palette::of(ui);
        let what =
            "Finds names, paths and files that would be refused where you move them. Nothing is renamed.";
        ui.add(Label::new(RichText::new(what).color(p.weak)).wrap());
        ui.add_space(4.0);
        let mut is_changed = self.places_ui(ui);
        ui.add_space(6.0);
        is_changed |= self.prefix_ui(ui);
        ui.add_space(6.0);
        is_changed |= self.limit_ui(ui);
        if is_changed && self.limit().is_ok() {
            let wish = self.wish();
            if wish.as_ref() != session.check_wish() {
                actions.push(Action::Ask(Command::CheckNames(wish)));
            }
        }
    }

    fn places_ui(&mut self, ui: &mut Ui) -> bool {
        ui.label(RichText::new("Where the files go").font(theme::medium(theme::BODY)));
        let mut is_changed = false;
        let mut one = |ui: &mut Ui, destination: Destination| {
            let mut on = self.destinations.contains(&destination);
            let ticked = controls::tick(ui, &mut on, words::destination(destination));
            if ticked.on_hover_text(words::about_destination(destination)).changed() {
                is_changed = true;
                self.destinations.retain(|known| *known != destination);
                if on {
                    self.destinations.push(destination);
                    self.destinations.sort_unstable();
                }
            }
        };
        let (left, right) = Destination::ALL.split_at(Destination::ALL.len() / 2);
        if ui.available_width() < TWO_COLUMNS {
            Destination::ALL.into_iter().for_each(|destination| one(ui, destination));
        } else {
            ui.columns(2, |columns| {
                left.iter().for_each(|destination| one(&mut columns[0], *destination));
                right.iter().for_each(|destination| one(&mut columns[1], *destination));
            });
        }
        is_changed
    }

    fn prefix_ui(&mut self, ui: &mut Ui) -> bool {
        let title = ui.label(RichText::new("Path there").font(theme::medium(theme::BODY)));
        let field = TextField::new(Id::unique("check prefix"), &mut self.prefix, Reading::Path);
        let field = field.field_ui(ui, |edit| {
            edit.hint_text("sites/x/Shared Documents, or D:\\Data")
                .desired_width(f32::INFINITY)
                .align(Align2::LEFT_CENTER)
        });
        let hint = "What stands there in place of each folder that was added. It counts for the length of paths; the address of a library \
                    can be pasted.";
        field.labelled_by(title.id).on_hover_text(hint).changed()
    }

    fn limit_ui(&mut self, ui: &mut Ui) -> bool {
        let is_wrong = self.limit().is_err();
        ui.horizontal(|ui| {
            let title = ui.label(RichText::new("Longest path").font(theme::medium(theme::BODY)));
            let field = TextField::new(Id::unique("check limit"), &mut self.limit, Reading::Prose);
            let field = field.field_ui(ui, |edit| {
                edit.hint_text("as allowed there").desired_width(LIMIT).align(Align2::LEFT_CENTER)
            });
            let is_changed = field.labelled_by(title.id).changed();
            let (words, colour) = match is_wrong {
                true => ("a whole number such as 218", Palette::of(ui).bad),
                false => ("characters", Palette::of(ui).weak),
            };
            ui.label(RichText::new(words).color(colour));
            is_changed
        })
        .inner
    }

    fn buttons_ui(&mut self, ui: &mut Ui, session: &Session, actions: &mut Actions) -> bool {
        let size = vec2(ui.available_width(), 28.0);
        let buttons = Layout::right_to_left(Align::Center);
        ui.allocate_ui_with_layout(size, buttons, |ui| {
            let closes = ui.add(Push::new("Done").main(true)).clicked();
            let stops = ui.add_enabled(session.check_wish().is_some(), Push::new("End the check"));
            if stops.on_hover_text("Forgets what was found, and takes its columns out of the table").clicked()
            {
                self.destinations.clear();
                actions.push(Action::Ask(Command::CheckNames(None)));
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let words = match (session.check_wish(), outcome(session)) {
                    (None, _) => String::new(),
                    (Some(_), None) => "Checking…".to_owned(),
                    (Some(_), Some(outcome)) if session.is_name_check_whole() => outcome,
                    (Some(_), Some(outcome)) => format!("{outcome} so far"),
                };
                let words = RichText::new(words).font(theme::medium(theme::BODY));
                ui.add(Label::new(words).truncate());
            });
            closes
        })
        .inner
    }
}
