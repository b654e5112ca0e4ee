//! What is wrong in the filter, in words: below its field, and in its help while that is open.

use crate::model::Mistake;
use crate::text;
use crate::ui::names::{self, Reading};
use crate::ui::theme::Palette;
use crate::ui::words;
use eframe::egui::{TextStyle, Ui, accesskit};

/// The words.
pub(super) fn mistake_words(mistake: &Mistake) -> String {
    text::printable(&words::mistake(&mistake.kind)).into_owned()
}

/// Draws the words, which a screen reader reads out when they come.
pub(super) fn mistake_ui(ui: &mut Ui, mistake: &Mistake) {
    let what = mistake_words(mistake);
    let font = TextStyle::Body.resolve(ui.style());
    let label = names::label_ui(ui, &what, Reading::Prose, font, Palette::of(ui).bad);
    ui.ctx().accesskit_node_builder(label.id, |node| node.set_live(accesskit::Live::Polite));
}
