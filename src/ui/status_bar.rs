//! The line at the bottom: what was found, how fast, how much of it is shown. The app calls it.

use super::action::{Action, Actions};
use super::keys;
use super::table::Selected;
use super::theme::Palette;
use super::words;
use crate::session::{Phase, Status};
use crate::text;
use eframe::egui::{Align, Button, Color32, Label, Layout, RichText, TextStyle, Ui};
use std::time::{Duration, Instant};

/// The line's own state.
#[derive(Default)]
pub struct StatusBar {
    busy_since: Option<Instant>,
}

impl StatusBar {
    /// A sort that is over sooner is not worth a word that flickers.
    const PATIENCE: Duration = Duration::from_millis(250);

    /// Draws the line.
    pub fn bar_ui(&mut self, ui: &mut Ui, status: &Status<'_>, selected: Selected, actions: &mut Actions) {
        let is_slow = self.is_slow(ui, status.view_busy);
        ui.spacing_mut().interact_size.y = 22.0;
        ui.spacing_mut().button_padding.y = 1.0;
        ui.horizontal(|ui| {
            left_ui(ui, status, actions);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let p = Palette::of(ui);
                ui.spacing_mut().item_spacing.x = 16.0;
                for words in fitting(ui, right(status, selected, is_slow)) {
                    ui.add(Label::new(RichText::new(words).color(p.weak)));
                }
            });
        });
    }

    fn is_slow(&mut self, ui: &Ui, busy: bool) -> bool {
        if !busy {
            self.busy_since = None;
            return false;
        }
        let since = self.busy_since.get_or_insert_with(Instant::now);
        ui.request_repaint_after(StatusBar::PATIENCE);
        since.elapsed() >= StatusBar::PATIENCE
    }
}

fn left_ui(ui: &mut Ui, status: &Status<'_>, actions: &mut Actions) {
    let p = Palette::of(ui);
    let colour = phase_colour(ui, status);
    ui.scope(|ui| {
        // A long reason must not push the numbers out.
        ui.set_max_width(ui.available_width() * 0.45);
        let phase = words::phase(status.phase, status.incomplete.as_deref());
        ui.add(Label::new(RichText::new(phase).color(colour)).truncate());
    });
    ui.separator();
    ui.label(words::count(status.totals.files, "file"));
    ui.label(text::size(status.totals.bytes));
    ui.separator();
    let problems = status.problems.problems();
    let notes = status.problems.notes();
    let mut badge = words::count(problems, "problem");
    if notes > 0 {
        badge += &format!(", {}", words::count(notes, "note"));
    }
    if status.totals.vanished > 0 {
        badge += &format!(", {} vanished", text::number(status.totals.vanished));
    }
    let colour = if problems > 0 { p.bad } else { p.weak };
    let button = Button::new(RichText::new(badge).color(colour));
    let hint = format!("Show or hide what could not be read ({})", ui.ctx().format_shortcut(&keys::PROBLEMS));
    if ui.add_enabled(problems + notes > 0, button).on_hover_text(hint).clicked() {
        actions.push(Action::ToggleProblems);
    }
}

fn phase_colour(ui: &Ui, status: &Status<'_>) -> Color32 {
    let p = Palette::of(ui);
    match status.phase {
        Phase::Stopped | Phase::Stopping => p.warn,
        Phase::Done if status.incomplete.is_some() => p.warn,
        Phase::Done => p.good,
        Phase::Reading => p.accent,
        Phase::Empty => p.weak,
    }
}

/// What stands at the right, from the edge inward, each with how soon it gives way to the others: the highest first.
fn right(status: &Status<'_>, selected: Selected, is_slow: bool) -> Vec<(u8, String)> {
    let shown = text::number(status.shown);
    let mut parts = vec![
        (3, format!("rows take {}", text::size(u128::try_from(status.memory).unwrap_or_default()))),
        (2, format!("{} files/s", text::rate(status.totals.files, status.elapsed))),
        (2, text::duration(status.elapsed)),
        (1, words::shown_totals(status)),
        (0, format!("showing {shown} of {}", text::number(status.found))),
    ];
    if selected.rows > 0 {
        parts.push((0, words::selected(selected.rows, selected.sums)));
    }
    if is_slow {
        parts.push((0, "sorting…".into()));
    }
    parts.retain(|(_, words)| !words.is_empty());
    parts
}

/// The parts that there is room for.
fn fitting(ui: &Ui, mut parts: Vec<(u8, String)>) -> Vec<String> {
    let font = TextStyle::Body.resolve(ui.style());
    let gap = ui.spacing().item_spacing.x;
    let width = |words: &str| {
        ui.fonts_mut(|fonts| fonts.layout_no_wrap(words.to_owned(), font.clone(), Color32::WHITE)).size().x
            + gap
    };
    while parts.iter().map(|(_, words)| width(words)).sum::<f32>() > ui.available_width() {
        let Some(worst) = parts.iter().map(|(rank, _)| *rank).max() else { break };
        if let Some(at) = parts.iter().position(|(rank, _)| *rank == worst) {
            parts.remove(at);
        }
    }
    parts.into_iter().map(|(_, words)| words).collect()
}
