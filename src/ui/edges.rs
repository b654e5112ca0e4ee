//! Names for the edges by which panels are made larger and smaller: egui calls all of them the same, and the keyboard comes to each.

use eframe::egui::{IdSalt, Ui};

/// Names the edge of the panel with this salt that was just shown in `ui`.
pub(super) fn name(ui: &Ui, panel: &str, name: &str) {
    // As egui makes it; where that changes, the window's tests find the old name.
    let edge = ui.scope_id().with_salt(IdSalt::new(panel)).with("__resize");
    if ui.ctx().read_response(edge).is_some() {
        ui.ctx().accesskit_node_builder(edge, |node| node.set_label(name));
    }
}
