//! The line above the table while names are checked: for what, with what result, and the way back to the dialog.

use super::{outcome, places, shown_prefix};
use crate::session::{Command, Session};
use crate::text;
use crate::ui::action::{Action, Actions};
use crate::ui::controls::Push;
use crate::ui::theme::Palette;
use crate::ui::{elide, shapes};
use crate::view::only_term;
use eframe::egui::{Align, Frame, Layout, Margin, Panel, Role, Sense, TextStyle, Ui, WidgetInfo, pos2, vec2};

/// With less room than this for words, in points, the line has one button less.
const ENOUGH: f32 = 150.0;

/// Draws the line, where names are checked.
pub(in crate::ui) fn line_ui(ui: &mut Ui, session: &Session, actions: &mut Actions) {
    let Some(wish) = session.check_wish() else { return };
    let p = Palette::of(ui);
    let found = outcome(session).unwrap_or_else(|| "checking…".to_owned());
    let before = shown_prefix(wish).map(|prefix| format!(" in {prefix}")).unwrap_or_default();
    let words = format!("Names checked for {}{before}: {found}", places(wish));
    let names = session.name_check().map(|check| text::counted(check.files + check.folders, "name"));
    let short = names.map(|names| format!("{names} with problems"));
    let has_some = session.name_check().is_some_and(|check| !check.is_clean());
    let frame = Frame::new().fill(p.panel).inner_margin(Margin::symmetric(10, 4));
    Panel::top("check line").frame(frame).show_separator_line(false).show(ui, |ui| {
        let size = vec2(ui.available_width(), 26.0);
        ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            let (only, details) =
                (Push::new("Show only these").height(24.0), Push::new("Details…").height(24.0));
            let beside = details.width(ui) + if has_some { only.width(ui) } else { 0.0 } + 52.0;
            let font = TextStyle::Body.resolve(ui.style());
            // In little room the dialog has to be enough for what the button does.
            let is_narrow = ui.available_width() - beside < ENOUGH;
            let beside = if is_narrow && has_some { beside - only.width(ui) } else { beside };
            let room = (ui.available_width() - beside).max(0.0);
            let forms = [Some(&words), Some(&found), short.as_ref()].into_iter().flatten();
            let fits = |form: &&String| !elide::laid_out(ui, form, &font, p.text, room).1;
            let form = forms.clone().find(fits).or(forms.last()).unwrap_or(&words);
            let cut = *form != words;
            let (galley, _) = elide::laid_out(ui, form, &font, p.text, room);
            let (rect, label) = ui.allocate_exact_size(vec2(galley.size().x, 24.0), Sense::hover());
            let at = pos2(rect.left(), rect.center().y - galley.size().y / 2.0);
            ui.painter().galley(at, galley, p.text);
            label.widget_info(|| WidgetInfo::labeled(Role::Label, true, &words));
            if cut {
                label.on_hover_ui(|ui| elide::whole_ui(ui, &words));
            }
            if has_some && !is_narrow && ui.add(only).clicked() {
                actions.push(Action::Ask(Command::SetFilter(only_term(session.filter(), "problem:any"))));
            }
            if ui.add(details).clicked() {
                actions.push(Action::CheckNames);
            }
            if shapes::cross_button(ui, "End the check of names").clicked() {
                actions.push(Action::Ask(Command::CheckNames(None)));
            }
        });
    });
}
