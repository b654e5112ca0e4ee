//! Titles and sentences of the dialog, in the program's own words.

use crate::ui::theme::{self, Palette};
use eframe::egui::{Color32, Label, RichText, Ui};

/// The title of a part.
pub(super) fn title_ui(ui: &mut Ui, words: &str) {
    ui.label(RichText::new(words).font(theme::medium(12.5)).color(Palette::of(ui).weak));
}

/// A sentence, in as many lines as it takes.
pub(super) fn said_ui(ui: &mut Ui, words: &str, colour: Color32) {
    ui.add(Label::new(RichText::new(words).color(colour)).wrap());
}
