//! Menus that a right click or the keyboard opens. The rows of lists and the headers of the table have one each.

use super::controls;
use super::names;
use eframe::egui::{
    Button, InputState, Key, KeyboardShortcut, Modifiers, Popup, Pos2, Response, Role, SetOpenCommand, Ui,
};

/// Takes the key for menus out of the input: the one that many keyboards have, or Shift+F10.
pub(super) fn key_pressed(input: &mut InputState) -> bool {
    input.consume_key(Modifiers::NONE, Key::Menu) || input.consume_key(Modifiers::SHIFT, Key::F10)
}

/// The menu of a widget: at the pointer, or at `place` where a key opens it in this frame. The contents are told of that, so that
/// they take the keyboard.
pub(super) fn show<R>(
    response: &Response,
    by_key: bool,
    place: Pos2,
    contents: impl FnOnce(&mut Ui, bool) -> R,
) -> Option<R> {
    let mut menu = Popup::context_menu(response);
    if by_key {
        menu = menu.open_memory(SetOpenCommand::Bool(true)).at_position(place);
    } else if !response.secondary_clicked() && Popup::position_of_id(&response.ctx, menu.get_id()).is_none() {
        // One that a key opened in an earlier frame has no pointer's position to stay at.
        menu = menu.at_position(place);
    }
    menu.show(|ui| contents(ui, by_key)).map(|shown| shown.inner)
}

/// An entry of a menu, which may quote a name, with the keys that do the same.
pub(super) fn entry(ui: &mut Ui, enabled: bool, words: &str, keys: Option<KeyboardShortcut>) -> Response {
    let mut button = Button::new(names::widget_text(ui, words));
    if let Some(keys) = keys {
        button = button.shortcut_text(ui.ctx().format_shortcut(&keys));
    }
    let response = ui.add_enabled(enabled, button).accessible_name(words);
    ui.accesskit_node_builder(response.id, |node| node.set_role(Role::MenuItem));
    response
}

/// A menu of entries of which one is chosen, which closes it. The first that can be chosen gets the keyboard where a key opened the menu.
pub(super) struct Entries<T> {
    takes_keyboard: bool,
    chosen: Option<T>,
}

impl<T> Entries<T> {
    pub(super) fn new(by_key: bool) -> Entries<T> {
        Entries { takes_keyboard: by_key, chosen: None }
    }

    /// Draws the next entry.
    pub(super) fn offer(
        &mut self,
        ui: &mut Ui,
        enabled: bool,
        words: &str,
        keys: Option<KeyboardShortcut>,
        choice: T,
    ) {
        let response = entry(ui, enabled, words, keys);
        if enabled && std::mem::take(&mut self.takes_keyboard) {
            response.request_focus();
        }
        if response.clicked() {
            self.chosen = Some(choice);
            ui.close();
        }
    }

    /// What was chosen; `None` if nothing was in this frame.
    pub(super) fn chosen(self) -> Option<T> {
        self.chosen
    }
}

/// An entry that is ticked or not. Returns it, with the state turned round where it was clicked.
pub(super) fn check_entry(ui: &mut Ui, enabled: bool, ticked: &mut bool, words: &str) -> Response {
    let response = ui.add_enabled(enabled, |ui: &mut Ui| controls::tick(ui, ticked, words));
    ui.accesskit_node_builder(response.id, |node| node.set_role(Role::MenuItemCheckBox));
    response
}
