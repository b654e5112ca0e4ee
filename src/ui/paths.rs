//! The field for a folder's path, typed or pasted; several lines at once are several folders. The folders panel and the
//! empty window show it.

use super::action::{Action, Actions};
use super::names::Reading;
use super::text_field::TextField;
use super::typed::{self, Here, Typed};
use crate::session::Command;
use eframe::egui::{Align, Align2, Event, Id, Key, Layout, Popup, Ui};
use std::path::PathBuf;

/// The text in the field.
pub(super) struct PathField {
    text: String,
    /// Its name and its button's, which tell it from another field.
    names: [&'static str; 2],
    /// Whether it is to have the keyboard when it is drawn next.
    takes_keyboard: bool,
    /// What becomes of a file that it names; `None` if it names what is picked.
    opens: Option<fn(PathBuf) -> Action>,
}

impl Default for PathField {
    fn default() -> PathField {
        PathField::of("Path of a folder", "Add this path")
    }
}

impl PathField {
    /// An empty one with this name, and this one of its button.
    pub(super) fn of(name: &'static str, button: &'static str) -> PathField {
        PathField { text: String::new(), names: [name, button], takes_keyboard: false, opens: None }
    }

    /// The same field, for a file to be opened.
    pub(super) fn opening(self) -> PathField {
        PathField { opens: Some(|file| Action::Ask(Command::Open(file))), ..self }
    }

    /// The same field, for a list of which it is asked then how it is read.
    pub(super) fn reading(self) -> PathField {
        PathField { opens: Some(Action::ReadAs), ..self }
    }

    /// The same field, which takes the keyboard when it is drawn first.
    pub(super) fn with_keyboard(self) -> PathField {
        PathField { takes_keyboard: true, ..self }
    }

    /// What is in it.
    #[cfg(test)]
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Puts this into it.
    #[cfg(test)]
    pub(super) fn set_text(&mut self, text: &str) {
        self.text = text.to_owned();
    }

    /// Takes the keyboard when something is typed or pasted while nothing else has it: no click is needed first.
    pub(super) fn take_keys(&self, ui: &Ui) {
        if ui.memory(|memory| memory.focused().is_some()) || Popup::is_any_open(ui.ctx()) {
            return;
        }
        let is_text = |event: &Event| match event {
            Event::Text(text) | Event::Paste(text) => !text.trim().is_empty(),
            _ => false,
        };
        if ui.input(|input| input.events.iter().any(is_text)) {
            // At once: what is typed in this frame belongs into it already.
            ui.memory_mut(|memory| memory.request_focus(Id::unique(self.names[0])));
        }
    }

    /// Draws the field and its button across the room that is left.
    pub(super) fn field_ui(&mut self, ui: &mut Ui, actions: &mut Actions) {
        let [name, button] = self.names;
        let id = Id::unique(name);
        self.take_lines(ui, id, actions);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let ready = !self.text.trim().is_empty();
            let add = ui.add_enabled(
                ready,
                eframe::egui::Button::new(if self.opens.is_some() { "Open" } else { "Add" }),
            );
            let add = add.accessible_name(button).on_hover_text(button);
            let field = TextField::new(id, &mut self.text, Reading::Path).field_ui(ui, |edit| {
                edit.align(Align2::LEFT_CENTER).hint_text("Type or paste a path").desired_width(f32::INFINITY)
            });
            let field = field.accessible_name(name);
            if std::mem::take(&mut self.takes_keyboard) {
                field.request_focus();
            }
            let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            if (entered || add.clicked()) && self.add(actions) {
                field.request_focus();
            }
        });
    }

    /// Adds what the text names. Text that can't be used stays, to be mended.
    fn add(&mut self, actions: &mut Actions) -> bool {
        let typed = typed::paths(&self.text, &Here::now());
        if typed.refused.is_empty() {
            self.text.clear();
        }
        match (self.opens, &typed.paths[..]) {
            (Some(opens), [file]) if typed.refused.is_empty() => {
                actions.push(opens(file.clone()));
                true
            }
            _ => add(typed, actions),
        }
    }

    /// Takes pasted lines before the field, which has one line only, would join them.
    fn take_lines(&mut self, ui: &Ui, id: Id, actions: &mut Actions) {
        if !ui.memory(|memory| memory.has_focus(id)) {
            return;
        }
        let mut pasted = Vec::new();
        ui.input_mut(|input| {
            input.events.retain(|event| match event {
                Event::Paste(text) if text.trim().lines().count() > 1 => {
                    pasted.push(text.clone());
                    false
                }
                _ => true,
            });
        });
        for text in pasted {
            add(typed::paths(&text, &Here::now()), actions);
        }
    }
}

/// Adds the paths, and says what is none. Returns whether there was either.
fn add(typed: Typed, actions: &mut Actions) -> bool {
    let told = typed.told();
    let any = told.is_some() || !typed.paths.is_empty();
    if !typed.paths.is_empty() {
        actions.extend(Action::named(typed.paths));
    }
    actions.extend(told.map(Action::Tell));
    any
}
