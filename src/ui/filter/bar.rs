//! The filter's field in the top bar, what is wrong with the text in it, and the button for the help. The app draws it.

use super::card::{Card, Wrong};
use super::chips::{self, Common, Offer};
use super::help::Help;
use super::history::History;
use super::mistake::mistake_words;
use super::pick::Pick;
use crate::session::{Command, Session};
use crate::text;
use crate::ui::action::{Action, Actions};
use crate::ui::controls::Push;
use crate::ui::icons;
use crate::ui::keys;
use crate::ui::names::Reading;
use crate::ui::shapes;
use crate::ui::text_field::TextField;
use crate::ui::theme::Palette;
use crate::view::{has_term, toggle_term, with_terms};
use eframe::egui::text::{CCursor, CCursorRange};
use eframe::egui::text_edit::TextEditState;
use eframe::egui::{
    Align2, Context, Key, Margin, Modifiers, Rect, Response, Stroke, Ui, UiBuilder, Vec2, accesskit, vec2,
};
use std::ops::Range;
use std::time::Duration;

/// How wide and high the buttons in the field are, in points.
const INSIDE: f32 = 22.0;

/// The bar's own state: what is in the filter.
pub(crate) struct FilterBar {
    text: String,
    /// The filters that were used last.
    pub history: History,
    help: Help,
    card: Card,
    /// The chips, while they are on screen.
    common: Vec<Common>,
    /// Whether the keyboard was in the field or in what belongs to it.
    was_reached: bool,
    /// Whether the field gets the keyboard in the next frame. In this one egui takes it away again, if something else was clicked.
    takes_keyboard: bool,
}

impl FilterBar {
    /// With the filter as the session has it.
    pub(crate) fn new(filter: &str, history: History) -> FilterBar {
        FilterBar {
            text: filter.to_owned(),
            history,
            help: Help::default(),
            card: Card::default(),
            common: Vec::new(),
            was_reached: false,
            takes_keyboard: false,
        }
    }

    /// Shows another text, which was asked for elsewhere.
    pub(crate) fn take_up(&mut self, text: &str) {
        if self.text != text {
            text.clone_into(&mut self.text);
            self.history.start_over();
        }
    }

    /// The field, as wide as there is room, with the button for the help in it. Returns whether the keyboard should go to the table.
    pub(crate) fn filter_ui(&mut self, ui: &mut Ui, session: &Session, actions: &mut Actions) -> bool {
        // Of the text as it was when the session saw it; a letter typed meanwhile moves everything.
        let mistake = session.mistake().filter(|_| session.filter() == self.text);
        if std::mem::take(&mut self.takes_keyboard) {
            ui.memory_mut(|memory| memory.request_focus(keys::filter_id()));
        }
        let (brought, to_rows) = self.arrows(ui);
        let field = self.field_ui(ui, mistake.map(|mistake| mistake.at.clone()));
        let cross = self.clear_ui(ui, &field);
        let is_cleared = cross.as_ref().is_some_and(Response::clicked);
        let button = self.button_ui(ui, &field);
        let is_reached = self.is_reached(ui, &field, &button, cross.as_ref());
        if field.changed() || is_cleared {
            self.history.start_over();
        }
        let mut changed = brought || field.changed() || is_cleared;

        // The key takes the keyboard from the field before anyone can see it.
        let was_open = self.help.is_open();
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
        // A filter that is typed has no use for them, and what lies below, such as the table's headers, has to be within reach.
        let has_use = self.text.is_empty()
            || self.common.iter().any(|common| has_term(&self.text, &common.term))
            || self.card.is_reached(ui.ctx());
        let offers = is_reached && has_use && !self.help.is_open() && !has_modal(ui.ctx());
        self.keep_counts(offers || self.help.is_open(), actions);
        let offer = Offer {
            all: &self.common,
            counts: session.match_counts(),
            rows: session.status().found,
            text: &self.text,
        };
        let picked = self.help.popup_ui(&field, &button, &offer, mistake);
        let instead = instead(session, &self.history);
        let mistake = mistake.filter(|_| !changed);
        let wrong =
            mistake.filter(|_| !self.help.is_open()).map(|mistake| Wrong { mistake, instead: &instead });
        let offered = offers.then_some((&offer, &self.history));
        let picked = self.card.card_ui(ui, &field, offered, wrong).or(picked);
        changed |= picked.is_some_and(|picked| self.take_up_pick(ui.ctx(), picked));
        if let Some(mistake) = mistake.filter(|_| !changed) {
            let said = format!("{} {instead}", mistake_words(mistake));
            ui.ctx().accesskit_node_builder(field.id, |node| {
                node.set_invalid(accesskit::Invalid::True);
                node.set_description(said);
            });
        }
        if changed {
            actions.push(Action::Ask(Command::SetFilter(self.text.clone())));
        }
        let is_left = std::mem::replace(&mut self.was_reached, is_reached) && !is_reached;
        self.remember(ui, session, is_left);
        if self.takes_keyboard {
            ui.request_repaint();
        }
        // The keyboard must not be nowhere.
        to_rows
            || (escaped && !was_open)
            || field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter))
    }

    /// Takes the arrow keys out of the input, which in the field bring the filters that were used last. Returns whether one came, and
    /// whether the keyboard should go to the rows.
    fn arrows(&mut self, ui: &Ui) -> (bool, bool) {
        if !ui.memory(|memory| memory.has_focus(keys::filter_id())) {
            return (false, false);
        }
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let brought = if pressed(Key::ArrowUp) {
            self.history.older(&self.text)
        } else if pressed(Key::ArrowDown) {
            let newer = self.history.newer();
            if newer.is_none() {
                return (false, true);
            }
            newer
        } else {
            None
        };
        let Some(brought) = brought else { return (false, false) };
        self.text = brought;
        cursor_to_end(ui.ctx(), &self.text);
        (true, false)
    }

    /// Whether the keyboard is in the field or in what belongs to it. The Tab key is between two controls for a moment.
    fn is_reached(&mut self, ui: &Ui, field: &Response, button: &Response, cross: Option<&Response>) -> bool {
        // A click there is for the field, and takes the keyboard from it.
        self.takes_keyboard |= self.card.is_touched(ui.ctx());
        let has_focus = self.takes_keyboard
            || [Some(field), Some(button), cross].into_iter().flatten().any(Response::has_focus);
        let tabs = self.was_reached && ui.input(|input| input.key_pressed(Key::Tab));
        has_focus || tabs || self.card.is_reached(ui.ctx())
    }

    /// Has the session count while chips are on screen.
    fn keep_counts(&mut self, are_shown: bool, actions: &mut Actions) {
        if are_shown != self.common.is_empty() {
            return;
        }
        self.common = if are_shown { chips::common() } else { Vec::new() };
        actions.push(Action::Ask(Command::CountMatches(chips::filters(&self.common))));
    }

    /// Does what was clicked. Returns whether the text is another one.
    fn take_up_pick(&mut self, ctx: &Context, picked: Pick) -> bool {
        match picked {
            Pick::Toggle(term) => self.text = toggle_term(&self.text, &term),
            Pick::Add(terms) => self.text = with_terms(&self.text, terms),
            Pick::Put(text) => {
                self.text = text;
                self.takes_keyboard = true;
            }
            Pick::Forget => {
                self.history.forget();
                self.takes_keyboard = true;
                return false;
            }
            Pick::Help => {
                self.help.toggle();
                return false;
            }
            Pick::Leave => {
                self.takes_keyboard = true;
                return false;
            }
        }
        self.history.start_over();
        cursor_to_end(ctx, &self.text);
        true
    }

    /// Lets the history hear of the text.
    fn remember(&mut self, ui: &Ui, session: &Session, is_left: bool) {
        let is_used = session.filter() == self.text && session.shown().spec().filter.text() == self.text;
        let now = ui.input(|input| input.time);
        if let Some(wait) = self.history.hear(&self.text, is_used, is_left, now) {
            ui.request_repaint_after(Duration::from_secs_f64(wait));
        }
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
        let has_popup = wrong.is_some() || self.help.is_open() || self.was_reached;
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

    /// The cross over the field's end, which empties it.
    fn clear_ui(&mut self, ui: &mut Ui, field: &Response) -> Option<Response> {
        if self.text.is_empty() {
            return None;
        }
        let cross = shapes::cross_button(&mut inside(ui, field, 1), "Clear filter");
        if cross.clicked() {
            self.text.clear();
        }
        Some(cross)
    }
}

/// A place for a button over the field's end, the `count`th from there.
fn inside(ui: &mut Ui, field: &Response, count: u8) -> Ui {
    let corner = field.rect.right_center() - vec2((INSIDE + 2.0) * f32::from(count + 1) + 1.0, INSIDE / 2.0);
    ui.new_child(UiBuilder::new().max_rect(Rect::from_min_size(corner, Vec2::splat(INSIDE))))
}

/// What is shown while there is a mistake in the filter.
fn instead(session: &Session, history: &History) -> String {
    let used = session.shown().spec().filter.text();
    if used.trim().is_empty() {
        "Until then, all rows are shown.".to_owned()
    } else if history.has(used) {
        format!("Until then, these are the rows of the last filter that works: {}", text::printable(used))
    } else {
        // A word that was half typed says nothing.
        "Until then, the rows stay as they were.".to_owned()
    }
}

/// Whether something lies over the window that everything else waits for.
fn has_modal(ctx: &Context) -> bool {
    ctx.memory(|memory| memory.top_modal_layer().is_some())
}

/// Where the next letter goes after something was put in by a click.
fn cursor_to_end(ctx: &Context, text: &str) {
    let mut state = TextEditState::load(ctx, keys::filter_id()).unwrap_or_default();
    let end = CCursor::new(text.chars().count());
    state.cursor.set_char_range(Some(CCursorRange::one(end)));
    state.store(ctx, keys::filter_id());
}
