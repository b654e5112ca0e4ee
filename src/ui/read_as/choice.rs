//! A button that shows what is chosen, with a menu to choose something else.

use crate::ui::context_menu::scrolled_ui;
use crate::ui::controls;
use crate::ui::elide;
use crate::ui::icons;
use crate::ui::theme::{self, Palette};
use eframe::egui::{
    Align, Layout, Popup, Rect, Role, Sense, Stroke, StrokeKind, TextStyle, Ui, WidgetInfo, pos2, vec2,
};

/// Its height, in points.
const HEIGHT: f32 = 28.0;
/// The height of its title with what is free below that, in points.
const TITLE: f32 = 19.0;
/// What stays free beside its words, in points.
const PAD: f32 = 8.0;
/// How wide its menu is at least, in points.
const MENU: f32 = 190.0;

/// A choice of one of several.
pub(super) struct Choice<'a> {
    /// What it is for, as a screen reader says it.
    pub name: &'a str,
    /// What is chosen.
    pub chosen: &'a str,
    /// How wide it is, in points.
    pub width: f32,
    /// Whether what is chosen stands back.
    pub is_weak: bool,
}

impl Choice<'_> {
    /// Draws it. `entries` are what can be chosen, each with its words and whether it is. Returns what was.
    pub(super) fn choice_ui<T>(
        self,
        ui: &mut Ui,
        entries: impl FnOnce() -> Vec<(T, String, bool)>,
    ) -> Option<T> {
        let p = Palette::of(ui);
        let (rect, face) = ui.allocate_exact_size(vec2(self.width, HEIGHT), Sense::click());
        face.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::ComboBox, ui.is_enabled(), self.name);
            info.current_text_value = Some(self.chosen.to_owned());
            info
        });
        let is_open = Popup::is_id_open(ui.ctx(), Popup::default_response_id(&face));
        ui.accesskit_node_builder(face.id, |node| node.set_expanded(is_open));
        if ui.is_rect_visible(rect) {
            let (fill, line) = match () {
                () if face.is_pointer_button_down_on() => (p.press, p.weak),
                () if face.hovered() || is_open => (p.hover, p.weak),
                () => (p.sheet, p.border),
            };
            ui.painter().rect(rect, 6.0, fill, Stroke::new(1.0, line), StrokeKind::Inside);
            let ink = if self.is_weak { p.weak } else { p.text };
            let font = theme::medium(theme::BODY);
            let room = rect.width() - 2.0 * PAD - icons::SIZE;
            let (galley, _) = elide::sentence(ui, self.chosen, &font, ink, room.max(0.0));
            let at = pos2(rect.left() + PAD, rect.center().y - galley.size().y / 2.0);
            ui.painter().galley(at, galley, ink);
            let caret = pos2(rect.right() - PAD - 4.0, rect.center().y);
            icons::CARET_DOWN.paint(ui.painter(), caret, 11.0, p.weak);
        }
        let was_open = is_open;
        let width = self.width.max(MENU);
        let shown = Popup::menu(&face).show(|ui| {
            ui.set_min_width(width);
            ui.spacing_mut().item_spacing.y = 2.0;
            scrolled_ui(ui, |ui| {
                let mut chosen = None;
                for (value, words, is_chosen) in entries() {
                    let entry = controls::radio(ui, is_chosen, words);
                    if is_chosen && !was_open {
                        entry.request_focus();
                        ui.scroll_to_rect(Rect::from_min_max(entry.rect.min, entry.rect.max), None);
                    }
                    if entry.clicked() {
                        chosen = Some(value);
                    }
                }
                chosen
            })
        });
        let chosen = shown.and_then(|shown| shown.inner);
        if chosen.is_some() {
            Popup::close_id(ui.ctx(), Popup::default_response_id(&face));
            face.request_focus();
        }
        chosen
    }
}

/// The choice with its title above it, so wide, in points.
pub(super) fn titled_ui<T>(
    ui: &mut Ui,
    title: &str,
    width: f32,
    draw: impl FnOnce(&mut Ui) -> Option<T>,
) -> Option<T> {
    // Of a given size, so that it goes into the next line where there is no room for it.
    let size = vec2(width, TITLE + HEIGHT);
    ui.allocate_ui_with_layout(size, Layout::top_down(Align::Min), |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        elide::line_ui(ui, title, TextStyle::Small, Palette::of(ui).weak);
        draw(ui)
    })
    .inner
}
