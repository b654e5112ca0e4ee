//! The causes of the problems beside the list's title, those of the most lines first: a click narrows the list to one.

use crate::model::Cause;
use crate::text;
use crate::ui::theme::Palette;
use crate::ui::{elide, words};
use eframe::egui::{Response, Role, Sense, Stroke, StrokeKind, TextStyle, Ui, WidgetInfo, pos2, vec2};

/// Height of one, in points.
const HEIGHT: f32 = 24.0;
/// Between its edge and its words, in points.
const AROUND: f32 = 9.0;
/// How wide its words are at most, in points.
const MOST: f32 = 240.0;
/// Causes that are offered at most.
const OFFERED: usize = 5;

/// Draws those that there is room for, where there are several. Returns the one that was clicked.
pub(super) fn causes_ui(ui: &mut Ui, causes: &[(Cause, u64)]) -> Option<Cause> {
    if causes.len() < 2 {
        return None;
    }
    let mut by_count: Vec<&(Cause, u64)> = causes.iter().collect();
    by_count.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    ui.spacing_mut().item_spacing.x = 6.0;
    let mut clicked = None;
    for (cause, count) in by_count.into_iter().take(OFFERED) {
        match cause_ui(ui, cause, *count) {
            Some(chip) if chip.clicked() => clicked = Some(cause.clone()),
            Some(_) => {}
            None => break,
        }
    }
    clicked
}

/// Draws one; `None` if there is no room for it.
fn cause_ui(ui: &mut Ui, cause: &Cause, count: u64) -> Option<Response> {
    let p = Palette::of(ui);
    let font = TextStyle::Small.resolve(ui.style());
    let why = words::cause(cause);
    // Without the system's own words for it, which the tooltip has.
    let (galley, _) = elide::sentence(ui, &words::why(cause), &font, p.text, MOST);
    let count = words::count(count, "line");
    let number = count.split(' ').next().unwrap_or_default().to_owned();
    let (number, _) = elide::sentence(ui, &number, &font, p.weak, f32::INFINITY);
    let width = 2.0 * AROUND + galley.size().x + 6.0 + number.size().x;
    if width > ui.available_width() {
        return None;
    }
    let (rect, response) = ui.allocate_exact_size(vec2(width, HEIGHT), Sense::click());
    let name = format!("Only {}: {count}", text::printable(&why));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    let (fill, line) = match (response.is_pointer_button_down_on(), response.hovered()) {
        (true, _) => (p.press, p.weak),
        (false, true) => (p.hover, p.border.lerp_to_gamma(p.weak, 0.5)),
        (false, false) => (p.sheet, p.border),
    };
    ui.painter().rect(rect, HEIGHT / 2.0, fill, Stroke::new(1.0, line), StrokeKind::Inside);
    let top = |height: f32| rect.center().y - height / 2.0;
    ui.painter().galley(pos2(rect.left() + AROUND, top(galley.size().y)), galley, p.text);
    let left = rect.right() - AROUND - number.size().x;
    ui.painter().galley(pos2(left, top(number.size().y)), number, p.weak);
    Some(response.on_hover_ui(|ui| elide::whole_ui(ui, &format!("Show only these {count}: {why}"))))
}
