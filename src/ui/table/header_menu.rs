//! The menu of a header, and what headers can ask for besides an order.

use super::chooser::chooser_ui;
use super::columns::Columns;
use crate::model::Column;
use crate::ui::context_menu::Entries;
use crate::view::Order;
use eframe::egui::{Key, KeyboardShortcut, Modifiers, Role, Ui};

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
    let mut entries = Entries::new(by_key);
    entries.offer(ui, true, "Fit width", None, ColumnChange::Fit(column));
    for (words, key, right) in [("Move left", Key::ArrowLeft, false), ("Move right", Key::ArrowRight, true)] {
        let gap = columns.gap_beside(column, right);
        let keys = KeyboardShortcut::new(Modifiers::ALT, key);
        let change = ColumnChange::Move(column, gap.unwrap_or_default());
        entries.offer(ui, gap.is_some(), words, Some(keys), change);
    }
    let hide = format!("Hide {}", column.title());
    entries.offer(ui, columns.can_hide(column), &hide, None, ColumnChange::Toggle(column));
    if column.values().is_text() {
        let by_value = entries.tick(ui, true, BY_VALUE.0, order.natural, ColumnChange::ByValue);
        by_value.on_hover_text(BY_VALUE.1);
    }
    ui.separator();
    entries.offer(ui, true, "Fit all columns", None, ColumnChange::FitAll);
    entries.offer(ui, columns.has_chosen_widths(), "Reset widths", None, ColumnChange::ResetWidths);
    entries.offer(ui, true, "Reset columns", None, ColumnChange::Reset);
    ui.separator();
    ticks_ui(ui, columns, &mut entries);
    let more = ui.menu_button("More columns", |ui| chooser_ui(ui, columns));
    ui.accesskit_node_builder(more.response.id, |node| node.set_role(Role::MenuItem));
    entries.chosen().or(more.inner.flatten().map(ColumnChange::Toggle))
}

/// The columns that are shown, and those that everybody knows; the chooser has the others.
fn ticks_ui(ui: &mut Ui, columns: &Columns, entries: &mut Entries<ColumnChange>) {
    const KNOWN: usize = 9;
    for state in columns.offered() {
        if state.shown || Column::TABLE[..KNOWN].contains(&state.column) {
            let enabled = !state.shown || columns.can_hide(state.column);
            let toggle = |_| ColumnChange::Toggle(state.column);
            entries.tick(ui, enabled, state.column.title(), state.shown, toggle);
        }
    }
}
