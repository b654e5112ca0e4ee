//! What the window keeps from one start to the next, besides its size: the theme, the columns, what the
//! left panel and the middle show, the choices for an export, how rows and numbers are ordered, what is listed, the filters that were used
//! last, what sizes are written in, and where dialogs begin. In eframe's own store, as
//! words; what can't be read is left at its default.
//!
//! [`check`] looks at the store's file before eframe does.

pub(super) mod check;
pub(super) mod listing;

use self::listing::Listing;
use super::export::Choices;
use super::filter::History;
use super::left::Tab;
use super::map;
use super::middle::Middle;
use super::recent::Recents;
use super::recent_sheets::RecentSheets;
use super::table::{Columns, order_words};
use super::typed::{self, Here};
use super::uri;
use crate::text::Units;
use crate::view::Order;
use eframe::Storage;
use eframe::egui::{Context, ThemePreference};
use std::path::PathBuf;

const VERSION: &str = "version";
const THEME: &str = "theme";
const COLUMNS: &str = "columns";
const TAB: &str = "tab";
const LEFT: &str = "left";
const MIDDLE: &str = "middle";
const MAP: &str = "map";
const EXPORT: &str = "export";
const NUMBERS: &str = "numbers";
const ORDER: &str = "order";
const PICKED_IN: &str = "picked-in";
const EXPORTED_TO: &str = "exported-to";
const RECENT: &str = "recent";
const SHEETS: &str = "recent-sheets";
const KEEP: &str = "keep";
const LISTING: &str = "listing";
const EXCLUDE: &str = "left-out";
const FILTERS: &str = "filters";
const UNITS: &str = "units";

/// What sizes are written in, with its word.
const STEPS: [(Units, &str); 2] = [(Units::Decimal, "1000"), (Units::Binary, "1024")];

/// How numbers are ordered, by their value or not, with its word.
const ORDERS: [(bool, &str); 2] = [(true, "value"), (false, "digits")];

/// Whether the last sheet of each set of folders is kept, with its word.
const KEEPING: [(bool, &str); 2] = [(true, "last"), (false, "none")];

/// Whether the left panel is hidden, with its word.
const PANELS: [(bool, &str); 2] = [(true, "hidden"), (false, "shown")];

/// The version of these settings, to be counted up when a value's words get another meaning. Before it was written, it was 1.
const CURRENT: u32 = 1;

/// Every choice of a theme with its word.
pub(super) const THEMES: [(ThemePreference, &str); 3] =
    [(ThemePreference::System, "System"), (ThemePreference::Light, "Light"), (ThemePreference::Dark, "Dark")];

/// The settings.
#[derive(Default)]
pub(super) struct Settings {
    /// The theme; `None` if none was kept.
    pub theme: Option<ThemePreference>,
    /// The table's columns.
    pub columns: Columns,
    /// What the left panel shows.
    pub tab: Tab,
    /// Whether that panel is hidden.
    pub hides_left: bool,
    /// What the middle shows.
    pub middle: Middle,
    /// What is chosen of the map.
    pub map: map::Choices,
    /// What is chosen for an export.
    pub export: Choices,
    /// Whether numbers are ordered by their value; `None` if none was kept.
    pub by_value: Option<bool>,
    /// How rows are ordered, but for how numbers are; `None` if none was kept.
    pub order: Option<Order>,
    /// Where dialogs begin.
    pub starts: Starts,
    /// The folders that were read last.
    pub recent: Recents,
    /// The sheets that were opened or saved last.
    pub recent_sheets: RecentSheets,
    /// Whether the last sheet of each set of folders is kept; `None` if it wasn't said.
    pub keeps: Option<bool>,
    /// What is listed, and how it is counted.
    pub listing: Listing,
    /// The filters that were used last.
    pub filters: History,
    /// What sizes are written in; `None` if none was kept.
    pub units: Option<Units>,
}

/// The folders that dialogs begin in: those of the last answers. `None` before the first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Starts {
    /// For folders to list.
    pub picking: Option<PathBuf>,
    /// For files to write.
    pub export: Option<PathBuf>,
}

impl Settings {
    /// The ones that were kept.
    pub(super) fn load(storage: &dyn Storage) -> Settings {
        let mut settings = Settings::default();
        for key in [
            THEME,
            COLUMNS,
            TAB,
            LEFT,
            MIDDLE,
            MAP,
            EXPORT,
            NUMBERS,
            ORDER,
            PICKED_IN,
            EXPORTED_TO,
            RECENT,
            SHEETS,
            KEEP,
            LISTING,
            EXCLUDE,
            FILTERS,
            UNITS,
        ] {
            if let Some(value) = storage.get_string(key) {
                settings.take_up(key, &value);
            }
        }
        settings
    }

    /// Applies one value. Returns true if all of it was understood, or the key is unknown.
    fn take_up(&mut self, key: &str, value: &str) -> bool {
        match key {
            VERSION => value.parse::<u32>().is_ok_and(|version| version <= CURRENT),
            THEME => {
                self.theme = THEMES.iter().find(|(_, word)| *word == value).map(|(theme, _)| *theme);
                self.theme.is_some()
            }
            COLUMNS => self.columns.restore(value),
            TAB => {
                // As it was called before.
                let value = if value == "Picked" { "Sources" } else { value };
                let kept = Tab::ALL.iter().find(|(_, word)| *word == value);
                self.tab = kept.map_or(self.tab, |(tab, _)| *tab);
                kept.is_some()
            }
            LEFT => {
                let kept = PANELS.iter().find(|(_, word)| *word == value);
                self.hides_left = kept.is_some_and(|(is_hidden, _)| *is_hidden);
                kept.is_some()
            }
            MIDDLE => self.middle.restore(value),
            MAP => self.map.restore(value),
            EXPORT => self.export.restore(value),
            NUMBERS => {
                self.by_value = ORDERS.iter().find(|(_, word)| *word == value).map(|(by_value, _)| *by_value);
                self.by_value.is_some()
            }
            ORDER => {
                self.order = order_words::restore(value);
                self.order.is_some()
            }
            PICKED_IN => {
                self.starts.picking = folder(value);
                self.starts.picking.is_some()
            }
            EXPORTED_TO => {
                self.starts.export = folder(value);
                self.starts.export.is_some()
            }
            RECENT => self.recent.restore(value),
            SHEETS => self.recent_sheets.restore(value),
            KEEP => {
                self.keeps = KEEPING.iter().find(|(_, word)| *word == value).map(|(keeps, _)| *keeps);
                self.keeps.is_some()
            }
            LISTING => self.listing.restore(value),
            EXCLUDE => self.listing.restore_patterns(value),
            FILTERS => self.filters.restore(value),
            UNITS => {
                self.units = STEPS.iter().find(|(_, word)| *word == value).map(|(units, _)| *units);
                self.units.is_some()
            }
            _ => true,
        }
    }
}

/// A folder is kept as an address: a name may be any bytes, and the store takes text.
fn folder(address: &str) -> Option<PathBuf> {
    typed::located(address, &Here::default()).ok()
}

impl Settings {
    /// Keeps them, with the theme that the window has.
    pub(super) fn save(&self, storage: &mut dyn Storage, ctx: &Context) {
        let mut keep = |key: &str, words: Option<String>| {
            if let Some(words) = words {
                storage.set_string(key, words);
            }
        };
        keep(VERSION, Some(CURRENT.to_string()));
        let theme = ctx.options(|options| options.theme_preference);
        keep(THEME, word(&THEMES, &theme));
        keep(COLUMNS, Some(self.columns.to_words()));
        keep(TAB, word(&Tab::ALL, &self.tab));
        keep(LEFT, word(&PANELS, &self.hides_left));
        keep(MIDDLE, Some(self.middle.to_words()));
        keep(MAP, Some(self.map.to_words()));
        keep(RECENT, Some(self.recent.to_words()));
        keep(SHEETS, Some(self.recent_sheets.to_words()));
        keep(KEEP, self.keeps.and_then(|keeps| word(&KEEPING, &keeps)));
        keep(EXPORT, Some(self.export.to_words()));
        keep(NUMBERS, self.by_value.and_then(|by_value| word(&ORDERS, &by_value)));
        keep(ORDER, self.order.map(order_words::to_words));
        keep(LISTING, Some(self.listing.to_words()));
        keep(EXCLUDE, Some(self.listing.patterns()));
        keep(FILTERS, Some(self.filters.to_words()));
        keep(UNITS, self.units.and_then(|units| word(&STEPS, &units)));
        for (key, folder) in [(PICKED_IN, &self.starts.picking), (EXPORTED_TO, &self.starts.export)] {
            let folder = folder.as_ref().filter(|folder| folder.is_absolute());
            keep(key, folder.map(|folder| uri::of(folder)));
        }
    }
}

/// The word of a choice.
fn word<T: PartialEq>(all: &[(T, &str)], chosen: &T) -> Option<String> {
    all.iter().find(|(choice, _)| choice == chosen).map(|(_, word)| (*word).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Column;
    use crate::ui::middle::view::View;
    use crate::view::SortKey;
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
        let here = std::env::temp_dir();
        let starts = Starts { picking: Some(here.join("100% ü")), export: Some(here) };
        let mut recent = Recents::default();
        assert!(recent.restore("5 7 file:///C:/a"));
        let mut recent_sheets = RecentSheets::default();
        assert!(recent_sheets.restore("5 - 7 9 file:///C:/a.foldersheet"));
        let mut listing = Listing::default();
        assert!(listing.restore("hidden=no folders=yes file-systems=one links=once"));
        assert!(listing.restore_patterns("*.tmp My\\ Files/"));
        let mut filters = History::default();
        assert!(filters.restore("size:>1mb \"ü\"\n*.jpg"));
        let settings = Settings {
            theme: None,
            columns: Columns::default(),
            tab: Tab::Folders,
            hides_left: true,
            middle: Middle { view: View::Both, ..Middle::default() },
            map: map::Choices { frames: false, ..map::Choices::default() },
            export: export.clone(),
            by_value: Some(false),
            order: Some(Order::by(SortKey::down(Column::Size))),
            starts: starts.clone(),
            recent: recent.clone(),
            recent_sheets: recent_sheets.remembered(),
            keeps: Some(false),
            listing: listing.clone(),
            filters,
            units: Some(Units::Binary),
        };
        settings.save(&mut kept, &chosen);
        let next = Settings::load(&kept);
        assert_eq!(next.recent.all(), recent.all());
        assert_eq!((next.recent_sheets.all(), next.keeps), (recent_sheets.all(), Some(false)));
        assert_eq!((next.listing, next.units), (listing, Some(Units::Binary)));
        assert_eq!(next.filters.all(), ["size:>1mb \"ü\"", "*.jpg"]);
        assert_eq!(next.starts, starts);
        assert_eq!((next.export, next.by_value), (export, Some(false)));
        assert_eq!(next.order, settings.order);
        assert_eq!((next.tab, next.hides_left), (Tab::Folders, true));
        assert_eq!((next.middle.view, next.map.frames), (View::Both, false));
        assert_eq!(next.theme, Some(ThemePreference::Dark));
    }
}
