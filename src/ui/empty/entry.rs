//! A line of the empty window to click: an icon, a name with a weaker line below, and two lines at the right.

use crate::ui::context_menu::{self, Entries};
use crate::ui::elide;
use crate::ui::habits::deletes;
use crate::ui::icons::Icon;
use crate::ui::theme::{self, Palette};
use eframe::egui::{
    Align2, Color32, FontId, Galley, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2,
    vec2,
};
use std::sync::Arc;

/// The height of an entry, in points.
pub(super) const HEIGHT: f32 = 40.0;

/// In less width than this only the last line stands at the right, in points.
const NARROW: f32 = 270.0;

/// What is left for the weaker line where something stands before it, at least, in points.
const LEAST: f32 = 60.0;

/// What stands in it.
pub(super) struct Entry<'a> {
    pub icon: Icon,
    pub name: &'a str,
    /// What stands before the weaker line where there is room for both.
    pub lead: &'a str,
    pub below: &'a str,
    /// Two lines at most.
    pub right: &'a str,
    pub hint: &'a str,
    /// Whether it leads nowhere at the moment.
    pub is_weak: bool,
}

impl Entry<'_> {
    /// Draws it across the room that is left.
    pub(super) fn entry_ui(&self, ui: &mut Ui) -> Response {
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), Sense::click());
        let right = self.right.replace('\n', ", ");
        let below = format!("{}{}", self.lead, self.below);
        let spoken: Vec<_> =
            [self.name, &below, &right].into_iter().filter(|part| !part.is_empty()).collect();
        response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), spoken.join(", ")));
        if ui.is_rect_visible(rect) {
            self.paint(ui, rect, &response);
        }
        response.on_hover_ui(|ui| elide::whole_ui(ui, self.hint))
    }

    fn paint(&self, ui: &Ui, rect: Rect, response: &Response) {
        let p = Palette::of(ui);
        if response.hovered() || response.is_pointer_button_down_on() {
            let fill = if response.is_pointer_button_down_on() { p.press } else { p.hover };
            ui.painter().rect(rect, 6.0, fill, Stroke::NONE, StrokeKind::Inside);
        }
        let inner = rect.shrink2(vec2(10.0, 0.0));
        let middle = inner.center().y;
        let (icon, text) = if self.is_weak { (p.weak, p.weak) } else { (p.accent, p.text) };
        self.icon.paint(ui.painter(), pos2(inner.left() + 10.0, middle), 20.0, icon);
        let small = FontId::proportional(theme::SMALL - 0.5);
        let mut edge = inner.right();
        // In little room the name matters more than all but the day.
        let skipped = if rect.width() < NARROW { self.right.lines().count().saturating_sub(1) } else { 0 };
        for (line, y) in self.right.lines().skip(skipped).zip([middle - 8.0, middle + 8.0]) {
            let place =
                ui.painter().text(pos2(inner.right(), y), Align2::RIGHT_CENTER, line, small.clone(), p.weak);
            edge = edge.min(place.left() - 10.0);
        }
        let left = inner.left() + 32.0;
        let width = (edge - left).max(20.0);
        let name = (self.name, theme::medium(theme::BODY), text, middle - 8.0);
        let below = (self.below, small.clone(), p.weak, middle + 8.0);
        let (lead, is_cut) = elide::laid_out(ui, self.lead, &small, p.weak, width - LEAST);
        let lead = if is_cut { 0.0 } else { put(ui, left, below.3, lead) };
        for ((words, font, colour, y), after) in [(name, 0.0), (below, lead)] {
            let (galley, _) = elide::laid_out(ui, words, &font, colour, width - after);
            put(ui, left + after, y, galley);
        }
    }
}

/// Paints it with its left end and its middle there. Returns how wide it is.
fn put(ui: &Ui, left: f32, middle: f32, galley: Arc<Galley>) -> f32 {
    let size = galley.size();
    ui.painter().galley(pos2(left, middle - size.y / 2.0), galley, Color32::PLACEHOLDER);
    size.x
}

/// The menu of an entry with one choice in it. Returns whether that was chosen; the Delete key does the same if `by_delete`.
pub(super) fn menu_ui(ui: &Ui, response: &Response, words: &str, by_delete: bool) -> bool {
    let by_key = response.has_focus() && ui.input_mut(context_menu::key_pressed);
    let menu = context_menu::show(response, by_key, response.rect.left_bottom(), |ui, by_key| {
        let mut entries = Entries::new(by_key);
        entries.offer(ui, true, words, None, ());
        entries.chosen()
    });
    let deleted = by_delete && response.has_focus() && deletes(ui);
    menu.flatten().is_some() || deleted
}
