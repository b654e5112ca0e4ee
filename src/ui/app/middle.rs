//! Draws the middle of the window: table, map, both, or charts, and what is said where there is nothing to show.

use super::App;
use crate::session::{Command, Phase, Session, Status};
use crate::text;
use crate::ui::action::{Action, Actions};
use crate::ui::announce::Announcer;
use crate::ui::charts;
use crate::ui::compare;
use crate::ui::controls::Push;
use crate::ui::map::{MapInput, MapPane};
use crate::ui::middle::Middle;
use crate::ui::middle::view::View;
use crate::ui::table::{Asked, Table};
use eframe::egui::{Rect, Ui, UiBuilder, vec2};

/// What the middle is drawn from.
pub(super) struct MiddlePanel<'a> {
    pub session: &'a Session,
    pub status: &'a Status<'a>,
    pub middle: &'a mut Middle,
    pub table: &'a mut Table,
    pub map: &'a mut MapPane,
    pub announcer: &'a mut Announcer,
}

impl MiddlePanel<'_> {
    /// Draws what is chosen into all the room that is left.
    pub(super) fn middle_ui(&mut self, ui: &mut Ui, actions: &mut Actions) {
        let nothing = nothing(self.status, self.session);
        let area = ui.available_rect_before_wrap();
        let main = match self.middle.view {
            View::Table => {
                self.table_ui(ui, area, &nothing, actions);
                area
            }
            View::Map => {
                self.table.keep_up(ui, &self.session.shown(), area, actions);
                self.map_ui(ui, area, &nothing, actions);
                area
            }
            View::Charts => {
                self.table.keep_up(ui, &self.session.shown(), area, actions);
                let mut ui = ui.new_child(UiBuilder::new().max_rect(area));
                ui.shrink_clip_rect(area);
                charts::charts_ui(&mut ui, self.session, actions);
                // They say themselves what is not shown.
                return;
            }
            View::Both => {
                let split = self.middle.border.split(ui, area);
                self.table_ui(ui, split.table, &nothing, actions);
                self.middle.border.border_ui(ui, &split);
                self.map_ui(ui, split.map, &nothing, actions);
                split.table
            }
        };
        let has_filter = !self.session.filter().is_empty();
        let is_settled = !self.status.view_busy;
        if self.session.shown().is_empty() && self.status.found > 0 && has_filter && is_settled {
            clear_filter_ui(ui, main, actions);
        }
    }

    fn table_ui(&mut self, ui: &mut Ui, area: Rect, nothing: &str, actions: &mut Actions) {
        let asked = Asked {
            order: self.session.order(),
            filter: self.session.filter(),
            largest: self.status.shown_totals.map_or(0, |totals| totals.largest),
            nothing,
        };
        let mut ui = ui.new_child(UiBuilder::new().max_rect(area));
        ui.shrink_clip_rect(area);
        self.table.table_ui(&mut ui, &self.session.shown(), &asked, actions);
    }

    fn map_ui(&mut self, ui: &mut Ui, area: Rect, nothing: &str, actions: &mut Actions) {
        let mut ui = ui.new_child(UiBuilder::new().max_rect(area));
        ui.shrink_clip_rect(area);
        let input = MapInput { session: self.session, status: self.status, nothing };
        if let Some(said) = self.map.map_ui(&mut ui, &input, self.table, actions) {
            self.announcer.say(&said);
        }
    }
}

impl App {
    /// Puts the keyboard into what the middle shows, in the next frame.
    pub(super) fn focus_middle(&mut self) {
        self.keyboard_to_middle = true;
    }

    /// Puts the keyboard where it was asked for in the last frame, unless the filter has been asked for since.
    pub(super) fn hand_keyboard_on(&mut self, to_filter: bool) {
        if !std::mem::take(&mut self.keyboard_to_middle) || to_filter {
            return;
        }
        match self.middle.view {
            View::Table | View::Both => self.table.focus(),
            View::Map => self.map.focus(),
            View::Charts => charts::focus(&self.ctx),
        }
    }

    /// Shows something else in the middle.
    pub(super) fn show_in_middle(&mut self, view: View) {
        self.middle.view = view;
        if !view.has_map() {
            self.map.hide();
            self.session.apply(Command::ShowMap(None));
        }
        // The legend of the map says their sums too.
        self.session.apply(Command::ShowCharts(view != View::Table));
    }
}

/// The way out where no row matches, below the words that say so.
fn clear_filter_ui(ui: &mut Ui, area: Rect, actions: &mut Actions) {
    let clear = Push::new("Clear the filter");
    let size = vec2(clear.width(ui), 28.0);
    let place = Rect::from_center_size(area.center() + vec2(0.0, 48.0), size);
    if ui.put(place, clear).clicked() {
        actions.push(Action::Ask(Command::SetFilter(String::new())));
    }
}

/// What the table says where it has no row.
fn nothing(status: &Status<'_>, session: &Session) -> String {
    let filter = session.filter();
    let is_narrowed = session.within().is_some();
    let is_of_differences = filter == compare::DIFFERING && session.comparison().is_some();
    let matches = |place| match is_of_differences {
        true => format!("Nothing{place} differs"),
        false => format!("No row{place} matches “{}”", text::printable(filter)),
    };
    match status.phase {
        _ if status.found > 0 && session.mistake().is_some() => {
            "No row matches the last filter that was understood".into()
        }
        _ if is_narrowed && !filter.is_empty() => matches(" in this folder"),
        Phase::Reading | Phase::Stopping if is_narrowed => "Reading…".into(),
        _ if is_narrowed => "No files in this folder".into(),
        _ if status.found > 0 => matches(""),
        Phase::Reading | Phase::Stopping => "Reading…".into(),
        _ => "No files were found".into(),
    }
}
