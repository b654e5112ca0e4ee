//! What a screen reader reads out although the keyboard is elsewhere. The app calls it last in each frame.
//!
//! What stands on the screen as words is a live region itself, where it is drawn: the status line's numbers, messages, mistakes in the
//! filter. Here is what is seen nowhere.

use eframe::egui::accesskit::{Live, Role};
use eframe::egui::{Id, Rect, Sense, Ui, accesskit_root_id};

/// Names the window, which a screen reader reads out when it opens, and when no widget has the keyboard.
pub(super) fn root_ui(ui: &Ui) {
    ui.ctx().accesskit_node_builder(accesskit_root_id(), |root| root.set_label("Foldersheet"));
}

/// The latest announcement.
#[derive(Default)]
pub(super) struct Announcer {
    said: Option<String>,
    /// How many there were: each is a new node, so that the same words are read out again.
    count: u64,
}

impl Announcer {
    /// Has this read out.
    pub(super) fn say(&mut self, words: &str) {
        self.said = Some(words.to_owned());
        self.count += 1;
    }

    /// Puts the latest announcement into the accessibility tree, where nobody sees it.
    pub(super) fn announce_ui(&self, ui: &Ui) {
        let Some(words) = &self.said else { return };
        let nowhere = Rect::from_min_size(ui.min_rect().min, eframe::egui::Vec2::ZERO);
        let place = ui.interact(nowhere, Id::unique(("announcement", self.count)), Sense::hover());
        ui.accesskit_node_builder(place.id, |node| {
            node.set_role(Role::Status);
            node.set_label(words.as_str());
            node.set_live(Live::Polite);
        });
    }
}
