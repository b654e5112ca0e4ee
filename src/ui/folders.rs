//! The picked folders, each with where it stands. The app calls it for the left panel.

use super::action::Actions;
use super::elide;
use super::paths::PathField;
use super::shapes;
use super::theme::Palette;
use super::words;
use crate::model::RootPhase;
use crate::session::Status;
use crate::store::Root;
use crate::text;
use eframe::egui::{Color32, ScrollArea, Sense, TextStyle, Ui, UiBuilder, vec2};

/// The lines that a folder takes, in points.
const HEIGHT: f32 = 76.0;
/// One more line, for what was not listed. Where one folder has it, all are as high: the list is drawn by number.
const LINE: f32 = 18.0;

/// The path field and the list.
pub(super) fn folders_ui(ui: &mut Ui, status: &Status<'_>, field: &mut PathField, actions: &mut Actions) {
    ui.allocate_ui(vec2(ui.available_width(), 30.0), |ui| field.field_ui(ui, actions));
    ui.add_space(2.0);
    let has_more = status.roots.iter().any(|root| words::not_listed(&root.counts).is_some());
    let height = if has_more { HEIGHT + LINE } else { HEIGHT };
    ScrollArea::vertical()
        .id_salt("folders")
        .auto_shrink([false, false])
        .min_scrolled_height(20.0)
        .show_rows(ui, height, status.roots.len(), |ui, shown| {
            for root in &status.roots[shown.start.min(status.roots.len())..shown.end.min(status.roots.len())]
            {
                root_ui(ui, root, status.roots, height);
            }
        });
}

fn root_ui(ui: &mut Ui, root: &Root, all: &[Root], height: f32) {
    let p = Palette::of(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let inner = rect.with_max_x(rect.right() - 4.0);
    shapes::dot(ui.painter(), inner.left_top() + vec2(5.0, 12.0), colour(ui, root));
    let mut ui = ui.new_child(UiBuilder::new().max_rect(inner.with_min_x(inner.left() + 16.0)));
    ui.spacing_mut().item_spacing.y = 3.0;
    ui.add_space(2.0);
    elide::path_ui(&mut ui, &words::path(&root.path), TextStyle::Body, p.text);

    let other = match root.phase {
        RootPhase::ListedIn(id) => all.iter().find(|other| other.id == id),
        _ => None,
    };
    let mut state = words::root(root, other);
    if let Some(problems) = words::problems(&root.counts).filter(|_| has_counts(&root.phase)) {
        state += &format!(", {problems}");
    }
    let small = |ui: &mut Ui, words: &str| elide::line_ui(ui, words, TextStyle::Small, p.weak);
    small(&mut ui, &state);
    if has_counts(&root.phase) {
        small(&mut ui, &format!("{}, {}", words::counts(&root.counts), text::duration(root.elapsed)));
        if let Some(words) = words::not_listed(&root.counts) {
            small(&mut ui, &words);
        }
        small(&mut ui, &words::workers(&root.workers));
    }
}

fn has_counts(phase: &RootPhase) -> bool {
    !matches!(phase, RootPhase::Queued | RootPhase::ListedIn(_) | RootPhase::Failed)
}

fn colour(ui: &Ui, root: &Root) -> Color32 {
    let p = Palette::of(ui);
    match &root.phase {
        RootPhase::Done if root.counts.problems > 0 => p.warn,
        RootPhase::Queued | RootPhase::ListedIn(_) => p.weak,
        RootPhase::Reading => p.accent,
        RootPhase::Done => p.good,
        RootPhase::Stopped | RootPhase::Incomplete(_) => p.warn,
        RootPhase::Failed => p.bad,
    }
}
