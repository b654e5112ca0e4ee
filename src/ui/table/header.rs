//! The table's header: a click sorts, a drag of an edge resizes, a right click hides.

use super::columns::{self, Columns, is_number};
use crate::ui::elide;
use crate::ui::shapes;
use crate::ui::theme::Palette;
use crate::view::{Column, Order};
use eframe::egui::accesskit::SortDirection;
use eframe::egui::{CursorIcon, Id, Popup, Pos2, Rect, Role, Sense, TextStyle, Ui, WidgetInfo, pos2};

/// Its height, in points.
pub const HEIGHT: f32 = 30.0;
/// Between a cell's edge and its text, in points.
pub const PADDING: f32 = 8.0;

/// What was done in the header.
#[derive(Debug, Default)]
pub struct Done {
    /// The order asked for.
    pub order: Option<Order>,
    /// The column whose edge was double-clicked.
    pub fit: Option<Column>,
}

/// Draws the header across `area`, scrolled by `left` points.
pub fn header_ui(ui: &mut Ui, id: Id, area: Rect, left: f32, order: Order, columns: &mut Columns) -> Done {
    let p = Palette::of(ui);
    ui.painter().rect_filled(area, 0.0, p.panel);
    ui.painter().hline(area.x_range(), area.bottom() - 0.5, (1.0, p.border));
    let mut done = Done::default();
    let mut toggled = None;
    let mut resized = None;
    let mut x = area.left() - left;
    for state in columns.shown() {
        let column = state.column;
        let cell = Rect::from_min_max(pos2(x, area.top()), pos2(x + state.width, area.bottom()));
        x = cell.right();
        if cell.right() < area.left() || cell.left() > area.right() {
            continue;
        }
        let sorted = (order.column == Some(column)).then_some(order.descending);
        let response = ui.interact(cell.intersect(area), id.with(("head", column)), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, columns::title(column)));
        ui.accesskit_node_builder(response.id, |node| {
            if let Some(descending) = sorted {
                node.set_sort_direction(if descending {
                    SortDirection::Descending
                } else {
                    SortDirection::Ascending
                });
            }
        });
        if response.hovered() {
            ui.painter().rect_filled(cell.intersect(area), 0.0, p.hover);
        }
        title_ui(ui, cell, column, sorted);
        if response.has_focus() {
            shapes::focus_ring(ui, cell.intersect(area));
        }
        if response.clicked() {
            done.order = Some(next_order(order, column));
        }
        response.context_menu(|ui| toggled = menu_ui(ui, columns, Some(column)).or(toggled));
        if !Popup::is_any_open(ui) {
            response.on_hover_text(hint(sorted));
        }
        if let Some(width) =
            edge_ui(ui, id.with(("edge", column)), cell.right_top(), state.width, &mut done, column)
        {
            resized = Some((column, width));
        }
    }
    if let Some((column, width)) = resized {
        columns.set_width(column, width);
    }
    if let Some(column) = toggled {
        columns.toggle(column);
    }
    done
}

/// First up, then down, then as found.
fn next_order(order: Order, column: Column) -> Order {
    match (order.column == Some(column), order.descending) {
        (false, _) => Order { column: Some(column), descending: false },
        (true, false) => Order { column: Some(column), descending: true },
        (true, true) => Order::default(),
    }
}

fn hint(sorted: Option<bool>) -> &'static str {
    match sorted {
        None => "Click to sort",
        Some(false) => "Sorted, first to last. Click to reverse",
        Some(true) => "Sorted, last to first. Click for the order in which rows were found",
    }
}

fn title_ui(ui: &Ui, cell: Rect, column: Column, sorted: Option<bool>) {
    let p = Palette::of(ui);
    let font = TextStyle::Body.resolve(ui.style());
    let arrow = if sorted.is_some() { 14.0 } else { 0.0 };
    let room = cell.width() - 2.0 * PADDING - arrow;
    let colour = if sorted.is_some() { p.accent } else { p.weak };
    let (galley, _) = elide::laid_out(ui, columns::title(column), &font, colour, room);
    let size = galley.size();
    let x = if is_number(column) { cell.right() - PADDING - size.x } else { cell.left() + PADDING };
    ui.painter().galley(pos2(x, cell.center().y - size.y / 2.0), galley, colour);
    if let Some(descending) = sorted {
        // Before a title at the right, so that the digits' edge stays the title's edge.
        let x = if is_number(column) { x - arrow / 2.0 - 2.0 } else { x + size.x + arrow / 2.0 + 2.0 };
        shapes::triangle(ui.painter(), pos2(x, cell.center().y), !descending, p.accent);
    }
}

/// The edge between two columns; returns a new width for the one at its left.
fn edge_ui(ui: &Ui, id: Id, at: Pos2, width: f32, done: &mut Done, column: Column) -> Option<f32> {
    let p = Palette::of(ui);
    let grip = Rect::from_min_max(pos2(at.x - 4.0, at.y), pos2(at.x + 4.0, at.y + HEIGHT));
    // No stop for the keyboard: widths are not its matter.
    let response =
        ui.interact(grip, id, Sense::CLICK | Sense::DRAG).on_hover_and_drag_cursor(CursorIcon::ResizeColumn);
    let in_use = response.hovered() || response.dragged();
    let stroke = if in_use { (2.0, p.accent) } else { (1.0, p.border) };
    let inset = if in_use { 0.0 } else { 7.0 };
    ui.painter().vline(at.x, at.y + inset..=at.y + HEIGHT - inset, stroke);
    if response.double_clicked() {
        done.fit = Some(column);
    }
    let pointer = response.interact_pointer_pos().filter(|_| response.dragged())?;
    Some(width + pointer.x - at.x)
}

/// The columns to show or hide, the one that was clicked first.
pub fn menu_ui(ui: &mut Ui, columns: &Columns, clicked: Option<Column>) -> Option<Column> {
    ui.spacing_mut().item_spacing.y = 2.0;
    let mut toggled = None;
    if let Some(column) = clicked {
        let hide = format!("Hide {}", columns::title(column));
        if ui.add_enabled(columns.can_hide(column), eframe::egui::Button::new(hide)).clicked() {
            toggled = Some(column);
            ui.close();
        }
        ui.separator();
    }
    for state in columns.all() {
        let mut shown = state.shown;
        let enabled = !state.shown || columns.can_hide(state.column);
        let check = eframe::egui::Checkbox::new(&mut shown, columns::title(state.column));
        if ui.add_enabled(enabled, check).changed() {
            toggled = Some(state.column);
        }
    }
    toggled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_third_click_is_the_order_of_finding() {
        let first = next_order(Order::default(), Column::Size);
        assert_eq!(first, Order { column: Some(Column::Size), descending: false });
        let second = next_order(first, Column::Size);
        assert_eq!(second, Order { column: Some(Column::Size), descending: true });
        assert_eq!(next_order(second, Column::Size), Order::default());
        assert_eq!(next_order(second, Column::Name), Order { column: Some(Column::Name), descending: false });
    }
}
