//! What there is to be shown in the middle.

use crate::ui::icons::{self, Icon};

/// What is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(in crate::ui) enum View {
    /// The rows.
    #[default]
    Table,
    /// The files as areas.
    Map,
    /// Sums as bars.
    Charts,
    /// The rows, and beside or above the map.
    Both,
}

impl View {
    /// All of them in their order in the switch, with their words on screen.
    pub(in crate::ui) const ALL: [(View, &'static str); 4] =
        [(View::Table, "Table"), (View::Map, "Map"), (View::Charts, "Charts"), (View::Both, "Table and map")];

    /// Whether the map is shown.
    pub(in crate::ui) fn has_map(self) -> bool {
        matches!(self, View::Map | View::Both)
    }

    pub(super) fn icon(self) -> Icon {
        match self {
            View::Table => icons::ROWS,
            View::Map => icons::SQUARES_FOUR,
            View::Charts => icons::CHART_BAR,
            View::Both => icons::COLUMNS,
        }
    }

    /// The word in the settings.
    pub(super) fn word(self) -> &'static str {
        match self {
            View::Table => "table",
            View::Map => "map",
            View::Charts => "charts",
            View::Both => "both",
        }
    }
}
