//! The formats of the export dialog, as cards: an icon, a name, and what each is for.

use super::draft::Draft;
use super::formats::described;
use crate::export::FormatKind;
use crate::ui::icons::{self, Icon};
use crate::ui::theme::{self, Palette};
use eframe::egui::{
    Color32, FontId, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

/// The height of a card, in points.
const CARD: f32 = 62.0;
/// The room between cards, in points.
const GAP: f32 = 10.0;
/// In less room than this, in points, the cards stand one below the other.
const TWO: f32 = 460.0;

/// Draws a card for each format.
pub(super) fn formats_ui(draft: &mut Draft, ui: &mut Ui) {
    let columns = if ui.available_width() >= TWO { 2 } else { 1 };
    let width = (ui.available_width() - GAP * (columns as f32 - 1.0)) / columns as f32;
    ui.spacing_mut().item_spacing = vec2(GAP, GAP);
    for row in FormatKind::ALL.chunks(columns) {
        ui.horizontal(|ui| {
            for &(kind, _) in row {
                let is_chosen = draft.choices.kind == kind;
                let can_be = draft.choices.can_be(kind);
                let card = ui.add_enabled_ui(can_be, |ui| card_ui(ui, kind, is_chosen, width)).inner;
                let card = card.on_disabled_hover_text(
                    "A comparison can't be saved as a sheet. Close it to save the sheet, or choose another format.",
                );
                if is_chosen && draft.is_new {
                    card.request_focus();
                }
                if card.clicked() {
                    draft.choices.kind = kind;
                }
            }
        });
    }
}

const fn icon(kind: FormatKind) -> Icon {
    match kind {
        FormatKind::Spreadsheet => icons::FILE_CSV,
        FormatKind::Workbook => icons::FILE_XLS,
        FormatKind::Programs => icons::TABLE,
        FormatKind::JsonLines => icons::BRACKETS_CURLY,
        FormatKind::SavedSheet => icons::STACK,
    }
}

fn card_ui(ui: &mut Ui, kind: FormatKind, is_chosen: bool, width: f32) -> Response {
    let (name, use_of_it) = described(kind);
    let (rect, response) = ui.allocate_exact_size(vec2(width, CARD), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, ui.is_enabled(), is_chosen, name));
    ui.accesskit_node_builder(response.id, |node| node.set_description(use_of_it));
    if ui.is_rect_visible(rect) {
        paint(ui, rect, kind, is_chosen, &response);
    }
    response
}

fn paint(ui: &Ui, rect: Rect, kind: FormatKind, is_chosen: bool, response: &Response) {
    let p = Palette::of(ui);
    let fill = match (response.is_pointer_button_down_on(), response.hovered(), is_chosen) {
        (true, _, _) => p.press,
        (_, _, true) => p.selection,
        (_, true, _) => p.hover,
        _ => Color32::TRANSPARENT,
    };
    let line = if is_chosen { Stroke::new(1.5, p.accent) } else { Stroke::new(1.0, p.popup_border) };
    ui.painter().rect(rect, 8.0, fill, line, StrokeKind::Inside);
    let ink = if is_chosen { p.accent } else { p.mid };
    icon(kind).paint(ui.painter(), pos2(rect.left() + 25.0, rect.center().y), 24.0, ink);
    let (name, use_of_it) = described(kind);
    let left = rect.left() + 48.0;
    let width = rect.right() - left - 12.0;
    let name = ui.painter().layout(name.to_owned(), theme::medium(theme::BODY), p.text, width);
    let small = FontId::proportional(theme::SMALL - 0.5);
    let words = ui.painter().layout(use_of_it.to_owned(), small, p.weak, width);
    let top = rect.center().y - (name.size().y + words.size().y + 1.0) / 2.0;
    let below = top + name.size().y + 1.0;
    ui.painter().galley(pos2(left, top), name, p.text);
    ui.painter().galley(pos2(left, below), words, p.weak);
    if is_chosen {
        let corner = pos2(rect.right() - 14.0, rect.top() + 14.0);
        icons::CHECK_CIRCLE_FILL.paint(ui.painter(), corner, icons::SIZE, p.accent);
    }
}
