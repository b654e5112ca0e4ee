//! The table's header: a click sorts, with Shift by a second column, a drag moves, a drag of an edge resizes, a right click opens
//! a menu. It changes nothing: the table does what was requested once everything is drawn.

use super::columns::Columns;
use super::header_menu::{self, ColumnChange};
use super::sorting;
use super::spans::{spans, staying};
use crate::model::Column;
use crate::ui::context_menu;
use crate::ui::list::titles::{self, Title};
use crate::ui::theme::Palette;
use crate::view::Order;
use eframe::egui::accesskit::SortDirection;
use eframe::egui::{
    self, CursorIcon, Id, Key, LayerId, Modifiers, Popup, Pos2, Rect, Response, Role, Sense, Ui, WidgetInfo,
    pos2,
};

/// Its height, in points.
pub(super) const HEIGHT: f32 = 30.0;
/// Between a cell's edge and its text, in points.
pub(crate) const PADDING: f32 = 8.0;

/// What the header says where rows are in the order in which a sheet begins.
const BY_PATH: &str = "by path";

/// What was done in the header.
#[derive(Debug, Default)]
pub(super) struct Done {
    /// The order asked for.
    pub order: Option<Order>,
    /// Whether an edge is being dragged.
    pub resizing: bool,
    /// What is to become of columns.
    pub change: Option<ColumnChange>,
    /// What gets the keyboard when the menu that was opened is closed.
    pub returns_to: Option<Id>,
    /// Whether the pointer clicked on a header, which doesn't mean that the keyboard should move there.
    pub by_pointer: bool,
}

/// Draws the header across `area`, scrolled by `left` points.
pub(super) fn header_ui(ui: &mut Ui, id: Id, area: Rect, left: f32, order: Order, columns: &Columns) -> Done {
    let p = Palette::of(ui);
    ui.painter().rect_filled(area, 0.0, p.panel);
    ui.painter().hline(area.x_range(), area.bottom() - 0.5, (1.0, p.border));
    let mut done = Done::default();
    for (at, span) in (0..).zip(spans(columns, area.x_range(), left)) {
        let column = span.state.column;
        let cell = Rect::from_x_y_ranges(span.x, area.y_range());
        let seen = Rect::from_x_y_ranges(span.seen, area.y_range());
        let part = sorting::part(order, column);
        let response = ui.interact(seen, id.with(("head", column)), Sense::click_and_drag());
        response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, column.title()));
        ui.accesskit_node_builder(response.id, |node| {
            node.set_column_index(columns.place(column).unwrap_or(at));
            if let Some(part) = part {
                let (up, down) = (SortDirection::Ascending, SortDirection::Descending);
                node.set_sort_direction(if part.descending { down } else { up });
                node.set_description(sorting::described(order, part));
            }
        });
        let title = Title {
            words: column.title(),
            padding: PADDING,
            at_right: column.values().is_number(),
            sorted: part,
        };
        let clip = ui.clip_rect();
        ui.set_clip_rect(clip.intersect(seen));
        let end = titles::button_ui(ui, &response, cell, &title);
        if order.is_by_path() && says_by_path(columns, column) {
            titles::note_ui(ui, cell, end, BY_PATH, &title);
        }
        ui.set_clip_rect(clip);
        if response.clicked() {
            done.by_pointer |= !response.has_focus();
            done.order = Some(sorting::next(order, column, ui.input(|input| input.modifiers.shift)));
        }
        let asked = moved_by_key(ui, &response).and_then(|right| columns.gap_beside(column, right));
        done.change = asked.map(|gap| ColumnChange::Move(column, gap)).or(done.change);
        done.change = drag_ui(ui, &response, area, left, columns, column).or(done.change);
        let by_key = response.has_focus() && ui.input_mut(context_menu::key_pressed);
        if by_key || response.secondary_clicked() {
            done.returns_to = Some(if by_key { response.id } else { id });
        }
        let menu = context_menu::show(&response, by_key, seen.left_bottom(), |ui, by_key| {
            header_menu::menu_ui(ui, columns, column, order, by_key)
        });
        done.change = menu.flatten().or(done.change);
        if !response.dragged() && !Popup::is_any_open(ui) {
            response.on_hover_text(sorting::hint(order, column));
        }
    }
    // After all cells, which would else lie above one half of each edge.
    for span in spans(columns, area.x_range(), left) {
        if span.seen.contains(span.x.max) {
            let edge = id.with(("edge", span.state.column));
            let at = pos2(span.x.max, area.top());
            let (change, is_dragged) = edge_ui(ui, edge, at, span.state.width, span.state.column);
            done.change = change.or(done.change);
            done.resizing |= is_dragged;
        }
    }
    done
}

/// Whether this column's header says that rows are in the order of their paths: the folder's, or else the name's.
fn says_by_path(columns: &Columns, column: Column) -> bool {
    let is_shown = |wanted| columns.shown().any(|state| state.column == wanted);
    column == if is_shown(Column::Folder) { Column::Folder } else { Column::Name }
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
) -> Option<ColumnChange> {
    if !response.dragged() && !response.drag_stopped() {
        return None;
    }
    let pointer = response.interact_pointer_pos()?.x;
    let is_on_staying = staying(columns, area.x_range(), left).is_some_and(|end| pointer < end);
    let gap = columns.gap_at(pointer - area.left() + if is_on_staying { 0.0 } else { left });
    if response.drag_stopped() {
        return Some(ColumnChange::Move(column, gap));
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

/// The edge between two columns; what is to become of the one at its left, and whether it is being dragged.
fn edge_ui(ui: &Ui, id: Id, at: Pos2, width: f32, column: Column) -> (Option<ColumnChange>, bool) {
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
        return (Some(ColumnChange::Fit(column)), false);
    }
    let pointer = response.interact_pointer_pos().filter(|_| response.dragged());
    (pointer.map(|pointer| ColumnChange::Width(column, width + pointer.x - at.x)), response.dragged())
}
