//! The menu of a header, and what headers can ask for besides an order. The options menu shows the list of columns too.

use super::columns::Columns;
use crate::model::Column;
use crate::ui::context_menu::{self, check_entry};
use crate::view::Order;
use eframe::egui::{Key, KeyboardShortcut, Modifiers, Ui};

/// What becomes of columns once all are drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum ColumnChange {
    /// Into this gap.
    Move(Column, usize),
    /// This wide.
    Width(Column, f32),
    /// Shown or hidden.
    Toggle(Column),
    /// As wide as its widest text in sight.
    Fit(Column),
    /// The same for all that are shown.
    FitAll,
    /// Every width adapts to the room again.
    ResetWidths,
    /// All as they were at first.
    Reset,
    /// Numbers in texts ordered by their value, or by their digits. That is the session's matter and not the columns'.
    ByValue(bool),
}

/// What the choice is called, and what it does.
pub(crate) const BY_VALUE: (&str, &str) = ("Order numbers by value", "file2 before file10");

/// What can be done with the column that was clicked, then with all of them. The first entry gets the keyboard where a key opened
/// the menu.
pub(super) fn menu_ui(
    ui: &mut Ui,
    columns: &Columns,
    column: Column,
    order: Order,
    by_key: bool,
) -> Option<ColumnChange> {
    ui.spacing_mut().item_spacing.y = 2.0;
    let mut asked = None;
    let mut entry =
        |ui: &mut Ui, enabled: bool, words: &str, key: Option<Key>, change: Option<ColumnChange>| {
            let keys = key.map(|key| KeyboardShortcut::new(Modifiers::ALT, key));
            let response = context_menu::entry(ui, enabled, words, keys);
            if response.clicked() {
                asked = change;
                ui.close();
            }
            response
        };
    let fit = entry(ui, true, "Fit width", None, Some(ColumnChange::Fit(column)));
    if by_key {
        fit.request_focus();
    }
    for (words, key, right) in [("Move left", Key::ArrowLeft, false), ("Move right", Key::ArrowRight, true)] {
        let gap = columns.gap_beside(column, right);
        entry(ui, gap.is_some(), words, Some(key), gap.map(|gap| ColumnChange::Move(column, gap)));
    }
    let hide = format!("Hide {}", column.title());
    entry(ui, columns.can_hide(column), &hide, None, Some(ColumnChange::Toggle(column)));
    let mut by_value = order.natural;
    let is_text = column.values().is_text();
    let changed =
        is_text && check_entry(ui, true, &mut by_value, BY_VALUE.0).on_hover_text(BY_VALUE.1).changed();
    ui.separator();
    entry(ui, true, "Fit all columns", None, Some(ColumnChange::FitAll));
    entry(ui, columns.has_chosen_widths(), "Reset widths", None, Some(ColumnChange::ResetWidths));
    entry(ui, true, "Reset columns", None, Some(ColumnChange::Reset));
    ui.separator();
    let by_value = changed.then_some(ColumnChange::ByValue(by_value));
    columns_ui(ui, columns).map(ColumnChange::Toggle).or(by_value).or(asked)
}

/// The columns to show or hide.
pub(crate) fn columns_ui(ui: &mut Ui, columns: &Columns) -> Option<Column> {
    ui.spacing_mut().item_spacing.y = 2.0;
    let mut toggled = None;
    for state in columns.all() {
        let mut shown = state.shown;
        let enabled = !state.shown || columns.can_hide(state.column);
        if check_entry(ui, enabled, &mut shown, state.column.title()).changed() {
            toggled = Some(state.column);
        }
    }
    toggled
}
