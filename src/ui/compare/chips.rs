//! The states of a comparison as chips, each with its count: a click shows its rows, and the next one doesn't any more.

use super::states;
use super::terms::STATES;
use crate::model::ChangedRows;
use crate::session::Command;
use crate::text;
use crate::ui::action::{Action, Actions};
use crate::ui::icons;
use crate::ui::shapes;
use crate::ui::theme::{self, Palette};
use eframe::egui::{Color32, FontId, Response, Role, Sense, Ui, Widget, WidgetInfo, pos2, vec2};

/// Draws those that there are rows of; `filter` is the filter's text.
pub(super) fn chips_ui(ui: &mut Ui, rows: &ChangedRows, filter: &str, actions: &mut Actions) {
    ui.spacing_mut().item_spacing = vec2(5.0, 4.0);
    for state in STATES {
        let count = state.rows(rows);
        if !state.is_offered(count) {
            continue;
        }
        let look = state.like.map(|like| states::look(like, Palette::of(ui)));
        let is_on = state.is_on(filter);
        let chip = StateChip { name: state.name, rows: count, is_on, look };
        if ui.add(chip).on_hover_text(state.term).clicked() {
            actions.push(Action::Ask(Command::SetFilter(state.clicked(filter))));
        }
    }
}

/// A state with its count.
struct StateChip {
    name: &'static str,
    rows: u64,
    is_on: bool,
    look: Option<(icons::Icon, Color32)>,
}

/// The height of a chip, and what is around and between its parts, in points.
const CHIP: (f32, f32, f32) = (24.0, 9.0, 5.0);

impl Widget for StateChip {
    fn ui(self, ui: &mut Ui) -> Response {
        let p = Palette::of(ui);
        let (height, around, gap) = CHIP;
        let name = ui.painter().layout_no_wrap(self.name.to_owned(), theme::medium(theme::SMALL), p.text);
        let count = text::number(self.rows);
        let count = ui.painter().layout_no_wrap(count, FontId::proportional(theme::SMALL), p.weak);
        let icon = if self.look.is_some() { icons::SIZE + gap - 2.0 } else { 0.0 };
        let width = 2.0 * around + icon + name.size().x + gap + count.size().x;
        let (rect, response) = ui.allocate_exact_size(vec2(width.ceil(), height), Sense::click());
        let said = format!("{}, {}", self.name, text::counted(self.rows, "row"));
        response.widget_info(|| WidgetInfo::selected(Role::Button, ui.is_enabled(), self.is_on, &said));
        if ui.is_rect_visible(rect) {
            shapes::chip(ui.painter(), rect, &response, self.is_on, p);
            let (mut x, y) = (rect.left() + around, rect.center().y);
            if let Some((icon, colour)) = self.look {
                icon.paint(ui.painter(), pos2(x + icons::SIZE / 2.0 - 1.0, y), icons::SIZE - 2.0, colour);
                x += icon_width(gap);
            }
            let name_width = name.size().x;
            ui.painter().galley(pos2(x, y - name.size().y / 2.0), name, p.text);
            x += name_width + gap;
            ui.painter().galley(pos2(x, y - count.size().y / 2.0), count, p.weak);
        }
        response
    }
}

fn icon_width(gap: f32) -> f32 {
    icons::SIZE + gap - 2.0
}
