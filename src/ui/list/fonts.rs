//! The letters of lists.

use crate::ui::theme;
use eframe::egui::FontId;

/// Of rows.
pub(crate) fn row() -> FontId {
    FontId::proportional(theme::BODY)
}

/// Of the titles of columns.
pub(crate) fn title() -> FontId {
    theme::medium(theme::SMALL)
}
