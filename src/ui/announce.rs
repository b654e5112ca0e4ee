//! What a screen reader reads out although the keyboard is elsewhere. The app tells it at the start of each frame what is to be heard, and
//! calls it last.
//!
//! A message is a live region where it is drawn. The status line's numbers are, too, but on a node of their own whenever they are news: a
//! node whose words changed while they were still at work, and that is a live region only then, would be silent.

use eframe::egui::accesskit::{Live, Role};
use eframe::egui::{Id, Rect, Response, Sense, Ui, Vec2, accesskit_root_id};
use std::collections::BTreeMap;

/// The window's name.
const NAME: &str = "Foldersheet";

/// What one source says at present.
pub(super) struct News {
    source: &'static str,
    words: Option<String>,
}

impl News {
    /// `None` if it says nothing.
    pub(super) fn new(source: &'static str, words: Option<String>) -> News {
        News { source, words }
    }
}

/// What was heard last, by its source.
#[derive(Default)]
pub(super) struct Announcer {
    heard: BTreeMap<&'static str, Heard>,
    count: u64,
    /// What is seen nowhere.
    said: Option<Heard>,
    /// What is new in this frame.
    fresh: Vec<String>,
    name: Option<String>,
    /// Whether that ends in a space, as every other one does.
    is_spaced: bool,
    had_focus: bool,
}

struct Heard {
    words: String,
    /// Which of all news it is: the same words again are another node, or they would be none.
    number: u64,
}

impl Announcer {
    /// Has this read out, whether or not it was before.
    pub(super) fn say(&mut self, words: &str) {
        self.count += 1;
        self.fresh.push(words.to_owned());
        self.said = Some(Heard { words: words.to_owned(), number: self.count });
    }

    /// Takes what this source says for news if it said something else before.
    pub(super) fn hear(&mut self, news: News) {
        let Some(words) = news.words else { return self.forget(news.source) };
        if !self.is_heard(news.source, &words) {
            self.count += 1;
            self.fresh.push(words.clone());
            self.heard.insert(news.source, Heard { words, number: self.count });
        }
    }

    /// Takes what this source says next for news although it said the same before.
    pub(super) fn forget(&mut self, source: &str) {
        self.heard.remove(source);
    }

    fn is_heard(&self, source: &str, words: &str) -> bool {
        self.heard.get(source).is_some_and(|heard| heard.words == words)
    }

    /// Draws the `words` of a source, which are read out when they are news.
    pub(super) fn live_ui(
        &self,
        ui: &mut Ui,
        source: &str,
        words: &str,
        draw: impl FnOnce(&mut Ui) -> Response,
    ) {
        let number = self.heard.get(source).map(|heard| heard.number);
        let drawn = ui.push_id((source, number), draw).inner;
        if self.is_heard(source, words) {
            ui.accesskit_node_builder(drawn.id, |node| node.set_live(Live::Polite));
        }
    }

    /// Puts what was said last into the accessibility tree, where it is invisible, and names the window.
    pub(super) fn announce_ui(&mut self, ui: &Ui) {
        self.name_ui(ui);
        let Some(said) = &self.said else { return };
        let nowhere = Rect::from_min_size(ui.min_rect().min, Vec2::ZERO);
        let place = ui.interact(nowhere, Id::unique(("announcement", said.number)), Sense::hover());
        ui.accesskit_node_builder(place.id, |node| {
            node.set_role(Role::Status);
            node.set_label(said.words.as_str());
            node.set_live(Live::Polite);
        });
    }

    /// Names the window, which a screen reader reads out when it opens, and when no widget has the keyboard any more: old news is not part of
    /// the name then.
    fn name_ui(&mut self, ui: &Ui) {
        let has_focus = ui.memory(|memory| memory.focused().is_some());
        if std::mem::replace(&mut self.had_focus, has_focus) && !has_focus {
            self.name = None;
        }
        let fresh = std::mem::take(&mut self.fresh);
        // Orca 43 reads out no live regions, but the window's name where that changes: with a space more, so do the same words.
        if cfg!(target_os = "linux") && !fresh.is_empty() {
            self.is_spaced = !self.is_spaced;
            let space = if self.is_spaced { " " } else { "" };
            self.name = Some(format!("{} – {NAME}{space}", fresh.join(", ")));
        }
        let name = self.name.as_deref().unwrap_or(NAME);
        ui.ctx().accesskit_node_builder(accesskit_root_id(), |root| root.set_label(name));
    }
}
