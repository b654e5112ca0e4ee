//! The line that says to which folder the table is narrowed, and takes it back. The app calls it above the table, so that a
//! user never wonders where the rows went, whatever is at the left.

use super::action::{Action, Actions};
use super::theme::Palette;
use super::{elide, shapes};
use crate::session::{Command, Session};
use crate::text;
use eframe::egui::{Frame, Margin, Panel, Role, Sense, Stroke, TextStyle, Ui, WidgetInfo, vec2};

/// The room of the cross, and of the chip's edges.
const BESIDE: f32 = 56.0;

/// Draws the line, where the table is narrowed.
pub(super) fn narrowed_ui(ui: &mut Ui, session: &Session, actions: &mut Actions) {
    let Some(folder) = session.within() else { return };
    let p = Palette::of(ui);
    let words = format!("in {}", text::shown(&session.folder_path(folder)));
    let frame = Frame::new().fill(p.panel).inner_margin(Margin::symmetric(8, 4));
    Panel::top("narrowed").frame(frame).show_separator_line(false).show(ui, |ui| {
        let chip = Frame::new()
            .fill(p.selection)
            .stroke(Stroke::new(1.0, p.accent))
            .corner_radius(13)
            .inner_margin(Margin { left: 12, right: 4, top: 1, bottom: 1 });
        chip.show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 4.0;
                let font = TextStyle::Body.resolve(ui.style());
                let room = (ui.available_width() - BESIDE).max(0.0);
                let (galley, cut) = elide::laid_out(ui, &words, &font, p.text, room);
                let (rect, label) = ui.allocate_exact_size(vec2(galley.size().x, 22.0), Sense::hover());
                let y = rect.center().y - galley.size().y / 2.0;
                ui.painter().galley(eframe::egui::pos2(rect.left(), y), galley, p.text);
                label.widget_info(|| WidgetInfo::labeled(Role::Label, true, &words));
                if cut {
                    label.on_hover_ui(|ui| elide::whole_ui(ui, &words));
                }
                if shapes::cross_button(ui, "Show all folders").clicked() {
                    actions.push(Action::Ask(Command::Narrow(None)));
                }
            });
        });
    });
}
