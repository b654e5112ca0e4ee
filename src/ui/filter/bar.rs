//! The filter's field in the top bar, what is wrong with the text in it, and the button for the help. The app draws it.

use super::help::{Help, Pick};
use super::mistake::{mistake_ui, mistake_words};
use crate::model::Mistake;
use crate::session::{Command, Session};
use crate::text;
use crate::ui::action::{Action, Actions};
use crate::ui::controls::Push;
use crate::ui::icons;
use crate::ui::keys;
use crate::ui::names::{self, Reading};
use crate::ui::shapes;
use crate::ui::text_field::TextField;
use crate::ui::theme::Palette;
use crate::view::{toggle_term, with_terms};
use eframe::egui::text::{CCursor, CCursorRange};
use eframe::egui::text_edit::TextEditState;
use eframe::egui::{
    Align2, Context, Key, Margin, Popup, PopupKind, Rect, Response, Stroke, TextStyle, Ui, UiBuilder, Vec2,
    accesskit, vec2,
};
use std::ops::Range;

/// How wide what is said below the field is at least, in points.
const WIDTH: f32 = 420.0;
/// How wide and high the buttons in the field are, in points.
const INSIDE: f32 = 22.0;

/// The bar's own state: what is in the filter.
pub(crate) struct FilterBar {
    text: String,
    help: Help,
}

impl FilterBar {
    /// With the filter as the session has it.
    pub(crate) fn new(filter: &str) -> FilterBar {
        FilterBar { text: filter.to_owned(), help: Help::default() }
    }

    /// Shows another text, which was asked for elsewhere.
    pub(crate) fn take_up(&mut self, text: &str) {
        if self.text != text {
            text.clone_into(&mut self.text);
        }
    }

    /// The field, as wide as there is room, with the button for the help in it. Returns whether the keyboard should go to the table.
    pub(crate) fn filter_ui(&mut self, ui: &mut Ui, session: &Session, actions: &mut Actions) -> bool {
        // Of the text as it was when the session saw it; a letter typed meanwhile moves everything.
        let mistake = session.mistake().filter(|_| session.filter() == self.text);
        let field = self.field_ui(ui, mistake.map(|mistake| mistake.at.clone()));
        let was_open = self.help.is_open();
        let mut changed = field.changed() | self.clear_ui(ui, &field);
        let button = self.button_ui(ui, &field);

        // The key takes the keyboard from the field before anyone can see it.
        let escaped = ui.input(|input| input.key_pressed(Key::Escape)) && (was_open || field.lost_focus());
        if escaped {
            if was_open {
                self.help.close();
                field.request_focus();
            } else {
                changed |= !self.text.is_empty();
                self.text.clear();
            }
        }
        if button.clicked()
            || (field.has_focus() && ui.input_mut(|input| input.consume_shortcut(&keys::FILTER_HELP)))
        {
            self.help.toggle();
        }
        if let Some(pick) = self.help.popup_ui(&field, &button, &self.text, mistake) {
            self.text = match pick {
                Pick::Toggle(term) => toggle_term(&self.text, term),
                Pick::Add(terms) => with_terms(&self.text, terms),
            };
            cursor_to_end(ui.ctx(), &self.text);
            changed = true;
        }
        if let Some(mistake) = mistake.filter(|_| !changed) {
            if !self.help.is_open() {
                message_ui(&field, mistake, &instead(session));
            }
            let said = format!("{} {}", mistake_words(mistake), instead(session));
            ui.ctx().accesskit_node_builder(field.id, |node| {
                node.set_invalid(accesskit::Invalid::True);
                node.set_description(said);
            });
        }
        if changed {
            actions.push(Action::Ask(Command::SetFilter(self.text.clone())));
        }
        // The keyboard must not be nowhere.
        (escaped && !was_open)
            || field.lost_focus()
                && ui.input(|input| input.key_pressed(Key::Enter) || input.key_pressed(Key::ArrowDown))
    }

    /// At the right end of the field, in it.
    fn button_ui(&self, ui: &mut Ui, field: &Response) -> Response {
        let colour = if self.help.is_open() { Palette::of(ui).accent } else { Palette::of(ui).weak };
        let button = Push::only(icons::QUESTION, "Filter help").height(INSIDE).tint(colour);
        let shortcut = ui.ctx().format_shortcut(&keys::FILTER_HELP);
        inside(ui, field, 0)
            .add(button)
            .on_hover_text(format!("What the filter understands ({shortcut} in the filter)"))
    }

    fn field_ui(&mut self, ui: &mut Ui, wrong: Option<Range<usize>>) -> Response {
        let width = ui.available_width();
        if wrong.is_some() {
            let line = Stroke::new(1.0, Palette::of(ui).bad);
            let widgets = &mut ui.visuals_mut().widgets;
            widgets.inactive.bg_stroke = line;
            widgets.hovered.bg_stroke = line;
        }
        let has_popup = wrong.is_some() || self.help.is_open();
        let field = TextField::new(keys::filter_id(), &mut self.text, Reading::Prose);
        let field = field.wrong(wrong.unwrap_or_default()).field_ui(ui, |edit| {
            edit.align(Align2::LEFT_CENTER)
                .hint_text("Filter: words, *.jpg, size:>10mb, modified:<30d")
                .desired_width(width)
                .min_size(vec2(width, 0.0))
                // The magnifier, the cross and the button for the help stand there.
                .margin(Margin { left: 30, right: 52, top: 4, bottom: 4 })
        });
        let field = field.accessible_name("Filter by name or path");
        let p = Palette::of(ui);
        let colour = if field.has_focus() { p.accent } else { p.weak };
        icons::MAGNIFYING_GLASS.paint(
            ui.painter(),
            field.rect.left_center() + vec2(16.0, 0.0),
            icons::SIZE,
            colour,
        );
        if has_popup {
            return field;
        }
        field.on_hover_text(format!("{}, Esc clears", ui.ctx().format_shortcut(&keys::FILTER)))
    }

    /// The cross over the field's end. Returns whether it emptied the field.
    fn clear_ui(&mut self, ui: &mut Ui, field: &Response) -> bool {
        if self.text.is_empty() {
            return false;
        }
        let cleared = shapes::cross_button(&mut inside(ui, field, 1), "Clear filter").clicked();
        if cleared {
            self.text.clear();
        }
        cleared
    }
}

/// A place for a button over the field's end, the `count`th from there.
fn inside(ui: &mut Ui, field: &Response, count: u8) -> Ui {
    let corner = field.rect.right_center() - vec2((INSIDE + 2.0) * f32::from(count + 1) + 1.0, INSIDE / 2.0);
    ui.new_child(UiBuilder::new().max_rect(Rect::from_min_size(corner, Vec2::splat(INSIDE))))
}

/// What is wrong, right below the field and over what is there, so that nothing moves while somebody types.
fn message_ui(field: &Response, mistake: &Mistake, instead: &str) {
    Popup::from_response(field)
        .id(field.id.with("mistake"))
        .kind(PopupKind::Tooltip)
        .open(true)
        .interactable(false)
        .gap(3.0)
        .width(field.rect.width().max(WIDTH))
        .show(|ui| {
            ui.set_max_width(field.rect.width().max(WIDTH));
            mistake_ui(ui, mistake);
            let font = TextStyle::Body.resolve(ui.style());
            names::label_ui(ui, instead, Reading::Prose, font, Palette::of(ui).weak);
        });
}

/// What is shown while there is a mistake in the filter.
fn instead(session: &Session) -> String {
    let used = session.shown().spec().filter.text();
    if used.trim().is_empty() {
        "Until then, all rows are shown.".to_owned()
    } else {
        format!("Until then, these are the rows of the last filter that works: {}", text::printable(used))
    }
}

/// Where the next letter goes after something was put in by a click.
fn cursor_to_end(ctx: &Context, text: &str) {
    let mut state = TextEditState::load(ctx, keys::filter_id()).unwrap_or_default();
    let end = CCursor::new(text.chars().count());
    state.cursor.set_char_range(Some(CCursorRange::one(end)));
    state.store(ctx, keys::filter_id());
}
