//! What the window keeps from one start to the next, besides its size: the theme and the columns.
//! In eframe's own store, as words; what can't be read is left at its default.

use super::table::Columns;
use eframe::Storage;
use eframe::egui::{Context, ThemePreference};

const THEME: &str = "theme";
const COLUMNS: &str = "columns";

/// Every choice of a theme with its word.
pub const THEMES: [(ThemePreference, &str); 3] =
    [(ThemePreference::System, "System"), (ThemePreference::Light, "Light"), (ThemePreference::Dark, "Dark")];

/// Takes up what was kept.
pub fn load(storage: &dyn Storage, ctx: &Context, columns: &mut Columns) {
    if let Some(word) = storage.get_string(THEME)
        && let Some((theme, _)) = THEMES.iter().find(|(_, name)| *name == word)
    {
        ctx.set_theme(*theme);
    }
    if let Some(words) = storage.get_string(COLUMNS) {
        columns.restore(&words);
    }
}

/// Keeps it.
pub fn save(storage: &mut dyn Storage, ctx: &Context, columns: &Columns) {
    let theme = ctx.options(|options| options.theme_preference);
    if let Some((_, name)) = THEMES.iter().find(|(choice, _)| *choice == theme) {
        storage.set_string(THEME, (*name).to_owned());
    }
    storage.set_string(COLUMNS, columns.to_words());
}
