//! The controls of the window that egui has too, with a look of their own for each state: at rest, under the pointer, pressed, disabled.
//! The ring of the one that has the keyboard is [`super::theme::focus_ui`]'s.

use super::icons::{self, Icon};
use super::theme::{self, Palette};
use eframe::egui::{
    Align2, Color32, Galley, Rect, Response, Role, Sense, Stroke, StrokeKind, TextWrapMode, Ui, Vec2, Widget,
    WidgetInfo, WidgetText, pos2, vec2,
};
use std::sync::Arc;

/// How a button stands out from what it is on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Emphasis {
    /// Filled: the main one.
    Main,
    /// With a line around it.
    #[default]
    Framed,
    /// Nothing but its icon and words until the pointer is on it.
    Bare,
}

/// A button: an icon, words, or both.
#[must_use = "add it to a Ui"]
pub(super) struct Push<'a> {
    icon: Option<Icon>,
    words: &'a str,
    /// Whether the words are its name only.
    is_short: bool,
    look: Emphasis,
    height: f32,
    least: f32,
    tint: Option<Color32>,
}

impl<'a> Push<'a> {
    /// With these words, which are its name too.
    pub(super) fn new(words: &'a str) -> Push<'a> {
        Push {
            icon: None,
            words,
            is_short: false,
            look: Emphasis::default(),
            height: 28.0,
            least: 0.0,
            tint: None,
        }
    }

    /// With an icon only, and a name for screen readers.
    pub(super) fn only(icon: Icon, name: &'a str) -> Push<'a> {
        Push { icon: Some(icon), is_short: true, look: Emphasis::Bare, ..Push::new(name) }
    }

    /// With its icon only, if it has one and this `is` so.
    pub(super) fn short(self, is: bool) -> Push<'a> {
        Push { is_short: is && self.icon.is_some(), least: if is { 0.0 } else { self.least }, ..self }
    }

    /// With an icon before the words.
    pub(super) fn icon(self, icon: Icon) -> Push<'a> {
        Push { icon: Some(icon), ..self }
    }

    /// Filled if it `is` the main one.
    pub(super) fn main(self, is: bool) -> Push<'a> {
        Push { look: if is { Emphasis::Main } else { Emphasis::Framed }, ..self }
    }

    /// With no line around it until the pointer is on it.
    pub(super) fn bare(self) -> Push<'a> {
        Push { look: Emphasis::Bare, ..self }
    }

    /// This high, in points.
    pub(super) fn height(self, height: f32) -> Push<'a> {
        Push { height, ..self }
    }

    /// At least this wide, in points.
    pub(super) fn least(self, least: f32) -> Push<'a> {
        Push { least, ..self }
    }

    /// With icon and words in this colour.
    pub(super) fn tint(self, colour: Color32) -> Push<'a> {
        Push { tint: Some(colour), ..self }
    }
}

/// Between the icon and the words, in points.
const GAP: f32 = 6.0;

impl Widget for Push<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let p = Palette::of(ui);
        let words = self.galley(ui);
        let content = self.content(words.as_deref());
        let (rect, response) =
            ui.allocate_exact_size(vec2(self.around(content), self.height), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), self.words));
        if ui.is_rect_visible(rect) {
            let (fill, line, ink) = self.colours(p, &response);
            ui.painter().rect(rect, 6.0, fill, Stroke::new(1.0, line), StrokeKind::Inside);
            let ink = self.tint.unwrap_or(ink);
            let mut left = rect.center().x - content / 2.0;
            if let Some(icon) = self.icon {
                icon.paint(ui.painter(), pos2(left + icons::SIZE / 2.0, rect.center().y), icons::SIZE, ink);
                left += icons::SIZE + GAP;
            }
            if let Some(words) = words {
                ui.painter().galley(pos2(left, rect.center().y - words.size().y / 2.0), words, ink);
            }
        }
        response
    }
}

impl Push<'_> {
    /// How wide it is, in points.
    pub(super) fn width(&self, ui: &Ui) -> f32 {
        self.around(self.content(self.galley(ui).as_deref()))
    }

    fn galley(&self, ui: &Ui) -> Option<Arc<Galley>> {
        let font = theme::medium(if self.height > 36.0 { theme::TITLE } else { theme::BODY });
        (!self.is_short)
            .then(|| ui.painter().layout_no_wrap(self.words.to_owned(), font, Color32::PLACEHOLDER))
    }

    fn content(&self, words: Option<&Galley>) -> f32 {
        let icon = if self.icon.is_some() { icons::SIZE } else { 0.0 };
        let gap = if self.icon.is_some() && words.is_some() { GAP } else { 0.0 };
        icon + gap + words.map_or(0.0, |words| words.size().x)
    }

    fn around(&self, content: f32) -> f32 {
        let around = if self.is_short { (self.height - icons::SIZE) / 2.0 } else { self.height * 0.4 };
        (content + 2.0 * around).max(self.least)
    }

    /// What it is filled with, its line, and its words, as its state is.
    fn colours(&self, p: &Palette, response: &Response) -> (Color32, Color32, Color32) {
        let state = State::of(response);
        match self.look {
            Emphasis::Main => {
                let fill = state.pick([p.button, p.button_hover, p.button_press]);
                (fill, fill, p.on_button)
            }
            Emphasis::Framed => {
                let line = state.pick([p.border, p.border.lerp_to_gamma(p.weak, 0.5), p.weak]);
                (state.pick([p.sheet, p.hover, p.press]), line, p.text)
            }
            Emphasis::Bare => {
                let fill = state.pick([Color32::TRANSPARENT, p.hover, p.press]);
                (fill, state.pick([fill, fill, p.border]), state.pick([p.mid, p.text, p.text]))
            }
        }
    }
}

/// What the pointer does with a control.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Rest,
    Hovered,
    Pressed,
}

impl State {
    fn of(response: &Response) -> State {
        if response.is_pointer_button_down_on() {
            State::Pressed
        } else if response.hovered() {
            State::Hovered
        } else {
            State::Rest
        }
    }

    fn pick<T>(self, [rest, hovered, pressed]: [T; 3]) -> T {
        match self {
            State::Rest => rest,
            State::Hovered => hovered,
            State::Pressed => pressed,
        }
    }
}

/// A button that shows or hides what is below it.
pub(super) fn disclosure(ui: &mut Ui, words: &str, is_open: bool) -> Response {
    let icon = if is_open { icons::CARET_DOWN } else { icons::CARET_RIGHT };
    let button = ui.add(Push::new(words).icon(icon).bare().height(26.0));
    ui.accesskit_node_builder(button.id, |node| node.set_expanded(is_open));
    button
}

/// The width and height of a box to tick, in points.
const BOX: f32 = 16.0;

/// A box to tick, with words beside it. Flips `on` when it is clicked.
pub(super) fn tick(ui: &mut Ui, on: &mut bool, words: impl Into<WidgetText>) -> Response {
    let mut response = choice_ui(ui, *on, words.into(), Role::CheckBox);
    if response.clicked() {
        *on = !*on;
        response.mark_changed();
    }
    response
}

/// One of several choices, with words beside it.
pub(super) fn radio(ui: &mut Ui, on: bool, words: impl Into<WidgetText>) -> Response {
    choice_ui(ui, on, words.into(), Role::RadioButton)
}

fn choice_ui(ui: &mut Ui, on: bool, words: WidgetText, role: Role) -> Response {
    let gap = ui.spacing().icon_spacing;
    let name = words.text().to_owned();
    let width = (ui.available_width() - BOX - gap).max(0.0);
    let words = words.into_galley(ui, Some(TextWrapMode::Wrap), width, eframe::egui::TextStyle::Body);
    let size = vec2(BOX + gap + words.size().x, words.size().y.max(ui.spacing().interact_size.y));
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::selected(role, ui.is_enabled(), on, &name));
    if ui.is_rect_visible(rect) {
        let middle = pos2(rect.left() + BOX / 2.0, rect.center().y);
        mark_ui(ui, Rect::from_center_size(middle, Vec2::splat(BOX)), on, &response, role);
        let place = Align2::LEFT_CENTER
            .align_size_within_rect(words.size(), rect.with_min_x(rect.left() + BOX + gap));
        ui.painter().galley(place.min, words, Palette::of(ui).text);
    }
    response
}

/// The box or ring: empty or filled in every state, so that one under the pointer never looks ticked.
fn mark_ui(ui: &Ui, place: Rect, on: bool, response: &Response, role: Role) {
    let p = Palette::of(ui);
    let state = State::of(response);
    let (fill, line) = if on {
        let fill = state.pick([p.button, p.button_hover, p.button_press]);
        (fill, fill)
    } else {
        let line = p.border.lerp_to_gamma(p.weak, 0.6);
        (state.pick([p.sheet, p.sheet, p.press]), state.pick([line, p.accent, p.accent]))
    };
    let round = if role == Role::RadioButton { BOX / 2.0 } else { 4.0 };
    ui.painter().rect(place, round, fill, Stroke::new(1.0, line), StrokeKind::Inside);
    if !on {
        return;
    }
    if role == Role::RadioButton {
        ui.painter().circle_filled(place.center(), 3.0, p.on_button);
    } else {
        icons::CHECK.paint(ui.painter(), place.center(), 12.0, p.on_button);
    }
}
