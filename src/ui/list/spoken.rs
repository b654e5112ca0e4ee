//! What a screen reader knows of a list: rows that say where they are, and cells that say which column they are in. Cells cost nothing
//! as long as no assistive program asks for the tree.

use super::List;
use super::delegate::{Delegate, DrawnRow, SpokenCell};
use super::numbered::Numbered;
use crate::text;
use eframe::egui::accesskit::Role;
use eframe::egui::{Sense, Ui, UiBuilder, WidgetInfo};

impl List {
    /// Tells of a row that is drawn.
    pub(crate) fn row_spoken<D: Delegate>(ui: &mut Ui, rows: &D, row: &DrawnRow<'_>, is_selected: bool) {
        let (list, role) = D::LOOK.roles;
        row.response.widget_info(|| WidgetInfo::labeled(role, true, rows.spoken(row.mark)));
        let id = row.response.id;
        ui.accesskit_node_builder(id, |node| {
            if list == Role::Table {
                let position = usize::try_from(row.mark.position).unwrap_or(usize::MAX);
                node.set_row_index(position);
                node.set_position_in_set(position);
                node.set_size_of_set(usize::try_from(rows.rows().len()).unwrap_or(usize::MAX));
                let (at, all) = (text::number(row.mark.position + 1), text::number(rows.rows().len()));
                node.set_description(format!("row {at} of {all}"));
            }
            node.set_selected(is_selected);
            rows.describe(row.mark, node);
        });
        if !ui.ctx().has_accesskit_node(id) {
            return;
        }
        let cells = rows.cells(row);
        if cells.is_empty() {
            return;
        }
        let place = UiBuilder::new().max_rect(row.rect).accessibility_parent(id).id_salt(("cells", id));
        let ui = ui.new_child(place);
        for SpokenCell { column, rect, words } in cells {
            let cell = ui.interact(rect, id.with(("cell", column)), Sense::hover());
            cell.widget_info(|| WidgetInfo::labeled(Role::Cell, true, words.as_str()));
            ui.accesskit_node_builder(cell.id, |node| node.set_column_index(column));
        }
    }
}
