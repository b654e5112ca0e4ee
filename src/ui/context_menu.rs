//! Menus that a right click or the keyboard opens, all of one kind: how they open, close, take the keyboard and are read out is here, and
//! what is in them is their owners' matter.

use super::{controls, names};
use eframe::egui::{
    Button, InputState, Key, KeyboardShortcut, Modifiers, Popup, PopupCloseBehavior, Pos2, Response, Role,
    ScrollArea, SetOpenCommand, Ui,
};

/// What stays free above and below the contents of a menu, with its frame, in points.
const AROUND: f32 = 24.0;

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
    // A plain entry closes it; a ticked one leaves it open for the next.
    let mut menu = Popup::context_menu(response).close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    if by_key {
        menu = menu.open_memory(SetOpenCommand::Bool(true)).at_position(place);
    } else if !response.secondary_clicked() && Popup::position_of_id(&response.ctx, menu.get_id()).is_none() {
        // One that a key opened in an earlier frame has no pointer's position to stay at.
        menu = menu.at_position(place);
    }
    let shown = menu.show(|ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        scrolled_ui(ui, |ui| contents(ui, by_key))
    });
    shown.map(|shown| shown.inner)
}

/// What is in a menu, which scrolls where the window is too low for all of it.
pub(super) fn scrolled_ui<R>(ui: &mut Ui, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let height = (ui.ctx().content_rect().height() - AROUND).max(0.0);
    let area = ScrollArea::vertical().max_height(height).min_scrolled_height(height);
    let shown = area.show(ui, |ui| {
        let inner = contents(ui);
        follow_keyboard(ui);
        inner
    });
    shown.inner
}

/// Brings what has got the keyboard into sight.
fn follow_keyboard(ui: &Ui) {
    let reached = ui.memory(|memory| memory.focused()).and_then(|id| ui.ctx().read_response(id));
    if let Some(reached) =
        reached.filter(|reached| reached.layer_id == ui.layer_id() && reached.gained_focus())
    {
        ui.scroll_to_rect(reached.rect, None);
    }
}

/// A menu of entries of which one is chosen. The first that can be chosen gets the keyboard where a key opened the menu.
pub(super) struct Entries<T> {
    takes_keyboard: bool,
    chosen: Option<T>,
}

impl<T> Entries<T> {
    pub(super) fn new(by_key: bool) -> Entries<T> {
        Entries { takes_keyboard: by_key, chosen: None }
    }

    /// Draws the next entry, which may quote a name, with the keys that do the same. Choosing it closes the menu.
    pub(super) fn offer(
        &mut self,
        ui: &mut Ui,
        enabled: bool,
        words: &str,
        keys: Option<KeyboardShortcut>,
        choice: T,
    ) -> Response {
        let mut button = Button::new(names::widget_text(ui, words));
        if let Some(keys) = keys {
            button = button.shortcut_text(ui.ctx().format_shortcut(&keys));
        }
        let response = ui.add_enabled(enabled, button).accessible_name(words);
        self.drawn(ui, enabled, &response, Role::MenuItem);
        if response.clicked() {
            self.chosen = Some(choice);
            ui.close();
        }
        response
    }

    /// Draws an entry that is ticked or not. It stays open for more; `choice` gets the state turned round.
    pub(super) fn tick(
        &mut self,
        ui: &mut Ui,
        enabled: bool,
        words: &str,
        ticked: bool,
        choice: impl FnOnce(bool) -> T,
    ) -> Response {
        let mut on = ticked;
        let response = ui.add_enabled(enabled, |ui: &mut Ui| controls::tick(ui, &mut on, words));
        self.drawn(ui, enabled, &response, Role::MenuItemCheckBox);
        if response.changed() {
            self.chosen = Some(choice(on));
        }
        response
    }

    fn drawn(&mut self, ui: &Ui, enabled: bool, response: &Response, role: Role) {
        ui.accesskit_node_builder(response.id, |node| node.set_role(role));
        if enabled && std::mem::take(&mut self.takes_keyboard) {
            response.request_focus();
        }
    }

    /// What was chosen; `None` if nothing was in this frame.
    pub(super) fn chosen(self) -> Option<T> {
        self.chosen
    }
}
