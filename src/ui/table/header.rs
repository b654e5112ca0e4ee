//! The table's header: a click sorts, a drag moves, a drag of an edge resizes, a right click hides.

use super::columns::{self, Columns, is_number};
use crate::ui::elide;
use crate::ui::shapes;
use crate::ui::theme::Palette;
use crate::view::{Column, Order, SortKey};
use eframe::egui::accesskit::SortDirection;
use eframe::egui::{
    self, Button, Checkbox, CursorIcon, Id, Key, KeyboardShortcut, LayerId, Modifiers, Popup, Pos2, Rect,
    Response, Role, Sense, TextStyle, Ui, WidgetInfo, pos2,
};

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
    let mut asked = None;
    let mut x = area.left() - left;
    for state in columns.shown() {
        let column = state.column;
        let cell = Rect::from_min_max(pos2(x, area.top()), pos2(x + state.width, area.bottom()));
        x = cell.right();
        if cell.right() < area.left() || cell.left() > area.right() {
            continue;
        }
        let sorted = order.first.filter(|key| key.column == column).map(|key| key.descending);
        let response = ui.interact(cell.intersect(area), id.with(("head", column)), Sense::click_and_drag());
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
        if let Some(right) = moved_by_key(ui, &response) {
            asked = columns.gap_beside(column, right).map(|gap| Asked::Move(column, gap)).or(asked);
        }
        asked = drag_ui(ui, &response, area, left, columns, column).or(asked);
        response.context_menu(|ui| asked = column_menu_ui(ui, columns, column).or(asked));
        if !response.dragged() && !Popup::is_any_open(ui) {
            response.on_hover_text(hint(sorted));
        }
        if let Some(width) =
            edge_ui(ui, id.with(("edge", column)), cell.right_top(), state.width, &mut done, column)
        {
            asked = Some(Asked::Width(column, width));
        }
    }
    match asked {
        Some(Asked::Move(column, gap)) => columns.move_to(column, gap),
        Some(Asked::Width(column, width)) => columns.set_width(column, width),
        Some(Asked::Toggle(column)) => columns.toggle(column),
        None => {}
    }
    done
}

/// What becomes of a column when all are drawn.
#[derive(Clone, Copy)]
enum Asked {
    Move(Column, usize),
    Width(Column, f32),
    Toggle(Column),
}

/// Alt and an arrow on the header that has the keyboard; whether to the right.
fn moved_by_key(ui: &Ui, response: &Response) -> Option<bool> {
    if !response.has_focus() {
        return None;
    }
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::ALT, key));
    let (left, right) = (pressed(Key::ArrowLeft), pressed(Key::ArrowRight));
    (left || right).then_some(right)
}

/// A header on its way: a line where it would go, and the move when it is let go.
fn drag_ui(
    ui: &Ui,
    response: &Response,
    area: Rect,
    left: f32,
    columns: &Columns,
    column: Column,
) -> Option<Asked> {
    if !response.dragged() && !response.drag_stopped() {
        return None;
    }
    let gap = columns.gap_at(response.interact_pointer_pos()?.x - area.left() + left);
    if response.drag_stopped() {
        return Some(Asked::Move(column, gap));
    }
    let p = Palette::of(ui);
    // Above the columns that are still to be drawn.
    let over =
        ui.ctx().layer_painter(LayerId::new(egui::Order::Foreground, response.id)).with_clip_rect(area);
    over.rect_filled(response.rect, 0.0, p.accent.gamma_multiply(0.15));
    let x = (area.left() - left + columns.gap_x(gap)).clamp(area.left() + 1.5, area.right() - 1.5);
    over.vline(x, area.y_range(), (3.0, p.accent));
    ui.ctx().set_cursor_icon(CursorIcon::Grabbing);
    None
}

/// What can be done with the column that was clicked, then all of them to show or hide.
fn column_menu_ui(ui: &mut Ui, columns: &Columns, column: Column) -> Option<Asked> {
    ui.spacing_mut().item_spacing.y = 2.0;
    let mut asked = None;
    for (words, key, right) in [("Move left", Key::ArrowLeft, false), ("Move right", Key::ArrowRight, true)] {
        let keys = ui.ctx().format_shortcut(&KeyboardShortcut::new(Modifiers::ALT, key));
        let gap = columns.gap_beside(column, right);
        let button = Button::new(words).shortcut_text(keys);
        if ui.add_enabled(gap.is_some(), button).accessible_name(words).clicked() {
            asked = gap.map(|gap| Asked::Move(column, gap));
            ui.close();
        }
    }
    let hide = Button::new(format!("Hide {}", columns::title(column)));
    if ui.add_enabled(columns.can_hide(column), hide).clicked() {
        asked = Some(Asked::Toggle(column));
        ui.close();
    }
    ui.separator();
    menu_ui(ui, columns).map(Asked::Toggle).or(asked)
}

/// First up, then down, then as found.
fn next_order(order: Order, column: Column) -> Order {
    match order.first.filter(|key| key.column == column) {
        None => Order::by(SortKey::up(column)),
        Some(key) if !key.descending => Order::by(SortKey::down(column)),
        Some(_) => Order::default(),
    }
}

fn hint(sorted: Option<bool>) -> &'static str {
    match sorted {
        None => "Click to sort, drag to move",
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

/// The columns to show or hide.
pub fn menu_ui(ui: &mut Ui, columns: &Columns) -> Option<Column> {
    ui.spacing_mut().item_spacing.y = 2.0;
    let mut toggled = None;
    for state in columns.all() {
        let mut shown = state.shown;
        let enabled = !state.shown || columns.can_hide(state.column);
        let check = Checkbox::new(&mut shown, columns::title(state.column));
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
        assert_eq!(first, Order::by(SortKey::up(Column::Size)));
        let second = next_order(first, Column::Size);
        assert_eq!(second, Order::by(SortKey::down(Column::Size)));
        assert_eq!(next_order(second, Column::Size), Order::default());
        assert_eq!(next_order(second, Column::Name), Order::by(SortKey::up(Column::Name)));
    }
}
