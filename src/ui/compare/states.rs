//! How a change is drawn: its icon and its colour, of which neither says anything that the words beside it don't.

use crate::model::Change;
use crate::ui::icons::{self, Icon};
use crate::ui::theme::Palette;
use eframe::egui::Color32;

/// The icon of a change, and its colour.
pub(in crate::ui) fn look(change: Change, p: &Palette) -> (Icon, Color32) {
    match change {
        Change::Added => (icons::PLUS, p.good),
        Change::Removed => (icons::MINUS, p.bad),
        Change::Resized | Change::Touched | Change::OtherKind | Change::Attributes | Change::Target => {
            (icons::PENCIL_SIMPLE, p.accent)
        }
        Change::MovedSure | Change::MovedLikely | Change::MovedPossible => (icons::ARROW_RIGHT, p.mid),
        Change::RenamedSure | Change::RenamedPossible => (icons::TAG, p.mid),
        Change::Unknown => (icons::QUESTION, p.warn),
        Change::Same | Change::Spelled => (icons::CHECK, p.weak),
    }
}
