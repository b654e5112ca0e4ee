//! What is wrong in the filter, in words: below its field, and in its help while that is open.

use super::theme::Palette;
use crate::text;
use crate::view::Mistake;
use eframe::egui::{Label, RichText, Ui, accesskit};

/// Draws the words, which a screen reader reads out when they come.
pub(super) fn mistake_ui(ui: &mut Ui, mistake: &Mistake) {
    let words = text::printable(&mistake.what);
    let label = ui.add(Label::new(RichText::new(words).color(Palette::of(ui).bad)).wrap());
    ui.ctx().accesskit_node_builder(label.id, |node| node.set_live(accesskit::Live::Polite));
}
