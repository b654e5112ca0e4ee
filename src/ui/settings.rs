//! What the window keeps from one start to the next, besides its size: the theme, the columns, what the
//! left panel shows, and the choices for an export. In eframe's own store, as words; what can't be read is left at its default.

use super::export::Choices;
use super::left::Tab;
use super::table::Columns;
use eframe::Storage;
use eframe::egui::{Context, ThemePreference};

const THEME: &str = "theme";
const COLUMNS: &str = "columns";
const TAB: &str = "tab";
const EXPORT: &str = "export";

/// Every choice of a theme with its word.
pub const THEMES: [(ThemePreference, &str); 3] =
    [(ThemePreference::System, "System"), (ThemePreference::Light, "Light"), (ThemePreference::Dark, "Dark")];

/// Takes up what was kept.
pub fn load(
    storage: &dyn Storage,
    ctx: &Context,
    columns: &mut Columns,
    tab: &mut Tab,
    export: &mut Choices,
) {
    if let Some(word) = storage.get_string(THEME)
        && let Some((theme, _)) = THEMES.iter().find(|(_, name)| *name == word)
    {
        ctx.set_theme(*theme);
    }
    if let Some(words) = storage.get_string(COLUMNS) {
        columns.restore(&words);
    }
    if let Some(word) = storage.get_string(TAB)
        && let Some((kept, _)) = Tab::ALL.iter().find(|(_, name)| *name == word)
    {
        *tab = *kept;
    }
    if let Some(words) = storage.get_string(EXPORT) {
        export.restore(&words);
    }
}

/// Keeps it.
pub fn save(storage: &mut dyn Storage, ctx: &Context, columns: &Columns, tab: Tab, export: &Choices) {
    let theme = ctx.options(|options| options.theme_preference);
    if let Some((_, name)) = THEMES.iter().find(|(choice, _)| *choice == theme) {
        storage.set_string(THEME, (*name).to_owned());
    }
    storage.set_string(COLUMNS, columns.to_words());
    if let Some((_, name)) = Tab::ALL.iter().find(|(choice, _)| *choice == tab) {
        storage.set_string(TAB, (*name).to_owned());
    }
    storage.set_string(EXPORT, export.to_words());
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[derive(Default)]
    struct Kept(BTreeMap<String, String>);

    impl Storage for Kept {
        fn get_string(&self, key: &str) -> Option<String> {
            self.0.get(key).cloned()
        }

        fn set_string(&mut self, key: &str, value: String) {
            self.0.insert(key.to_owned(), value);
        }

        fn remove_string(&mut self, key: &str) {
            self.0.remove(key);
        }

        fn flush(&mut self) {}
    }

    #[test]
    fn what_is_chosen_is_there_at_the_next_start() {
        let (chosen, mut kept) = (Context::default(), Kept::default());
        chosen.set_theme(ThemePreference::Dark);
        let mut export = Choices::default();
        export.problems = true;
        assert_ne!(export, Choices::default());
        save(&mut kept, &chosen, &Columns::default(), Tab::Folders, &export);
        let (next, mut tab, mut choices) = (Context::default(), Tab::default(), Choices::default());
        load(&kept, &next, &mut Columns::default(), &mut tab, &mut choices);
        assert_eq!(choices, export);
        assert_eq!(tab, Tab::Folders);
        assert_eq!(next.options(|options| options.theme_preference), ThemePreference::Dark);
    }
}
