//! The sources: the picked folders, a card for each. The app calls it for the left panel.

mod card;
mod origin;
mod recents;

use super::action::{Action, Actions};
use super::paths::PathField;
use super::recent::Recents;
use super::words;
use crate::model::{RootId, RootPhase};
use crate::session::{Command, Phase, Status};
use card::SourceCard;
use eframe::egui::{Align, Layout, ScrollArea, Ui, vec2};

/// The recent folders, the path field, what can be done with all that was not read to its end, and the cards.
pub(super) fn folders_ui(
    ui: &mut Ui,
    status: &Status<'_>,
    recents: &Recents,
    field: &mut PathField,
    actions: &mut Actions,
) {
    let size = vec2(ui.available_width(), 30.0);
    ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
        recents::menu_ui(ui, status, recents, actions);
        field.field_ui(ui, actions);
    });
    if let Some(origin) = status.origin {
        origin::origin_ui(ui, status, origin, actions);
    }
    unread_ui(ui, status, actions);
    ui.add_space(2.0);
    ui.spacing_mut().item_spacing.y = 2.0;
    ScrollArea::vertical()
        .id_salt("folders")
        .auto_shrink([false, false])
        .min_scrolled_height(20.0)
        .show_rows(ui, card::HEIGHT, status.roots.len(), |ui, shown| {
            let end = shown.end.min(status.roots.len());
            for root in &status.roots[shown.start.min(end)..end] {
                let other = match root.phase {
                    RootPhase::ListedIn(id) => status.roots.iter().find(|other| other.id == id),
                    _ => None,
                };
                let is_from_file = status.is_from_file(root.id);
                let card =
                    SourceCard { root, other, is_from_file, is_stopping: status.phase == Phase::Stopping };
                card.card_ui(ui, actions);
            }
        });
}

/// After a stop: what was read to its end stays, and the rest is read from its beginning.
fn unread_ui(ui: &mut Ui, status: &Status<'_>, actions: &mut Actions) {
    if status.phase != Phase::Stopped {
        return;
    }
    let is_unread = |phase: &RootPhase| matches!(phase, RootPhase::Stopped | RootPhase::Incomplete(_));
    let unread: Vec<RootId> =
        status.roots.iter().filter(|root| is_unread(&root.phase)).map(|root| root.id).collect();
    // All of them is what the bar's own button is for.
    if unread.is_empty() || unread.len() == status.roots.len() {
        return;
    }
    let words = format!("Read the {} again", words::count(unread.len() as u64, "unfinished source"));
    let button = ui.button(&words).on_hover_text("From their beginning. The others stay as they were read");
    if button.clicked() {
        actions.push(Action::Ask(Command::ReadOnly(unread)));
    }
}
