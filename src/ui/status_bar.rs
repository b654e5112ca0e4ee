//! The line at the bottom: what was found, how fast, how much of it is shown. The app calls it.

use super::action::{Action, Actions};
use super::keys;
use super::table::Selected;
use super::theme::Palette;
use super::words;
use crate::session::{Phase, Status};
use crate::text;
use eframe::egui::accesskit::Live;
use eframe::egui::{Align, Button, Color32, Label, Layout, Response, RichText, TextStyle, Ui};
use std::time::{Duration, Instant};

/// The line's own state.
#[derive(Default)]
pub(super) struct StatusBar {
    busy_since: Option<Instant>,
}

impl StatusBar {
    /// A sort that is over sooner is not worth a word that flickers.
    const PATIENCE: Duration = Duration::from_millis(250);

    /// Draws the line.
    pub(super) fn bar_ui(
        &mut self,
        ui: &mut Ui,
        status: &Status<'_>,
        selected: Selected,
        actions: &mut Actions,
    ) {
        let is_slow = self.is_slow(ui, status.view_busy);
        ui.spacing_mut().interact_size.y = 22.0;
        ui.spacing_mut().button_padding.y = 1.0;
        ui.horizontal(|ui| {
            left_ui(ui, status, actions);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let p = Palette::of(ui);
                ui.spacing_mut().item_spacing.x = 16.0;
                let is_settled = !status.view_busy && matches!(status.phase, Phase::Done | Phase::Stopped);
                for part in fitting(ui, right(status, selected, is_slow)) {
                    // An id of its own: another part that comes or goes must not look like news of this one.
                    ui.push_id(part.what, |ui| {
                        let label = ui.add(Label::new(RichText::new(&part.words).color(p.weak)));
                        if part.is_news && is_settled {
                            live(ui, &label);
                        }
                    });
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
        let phase = words::phase(status.phase, status.incomplete);
        let label = ui.add(Label::new(RichText::new(phase).color(colour)).truncate());
        live(ui, &label);
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

/// Has a screen reader read a label out whenever it says something else.
fn live(ui: &Ui, label: &Response) {
    ui.accesskit_node_builder(label.id, |node| node.set_live(Live::Polite));
}

/// A part of the line's right end.
struct Part {
    what: &'static str,
    /// How soon it gives way to the others: the highest first.
    rank: u8,
    /// Whether a screen reader reads it out when it changes, once nothing is read or sorted any more.
    is_news: bool,
    words: String,
}

/// What stands at the right, from the edge inward.
fn right(status: &Status<'_>, selected: Selected, is_slow: bool) -> Vec<Part> {
    let part = |what, rank, words| Part { what, rank, is_news: false, words };
    let news = |what, words, is_news| Part { what, rank: 0, is_news, words };
    let shown = text::number(status.shown);
    let mut parts = vec![
        part(
            "memory",
            3,
            format!("rows take {}", text::size(u128::try_from(status.memory).unwrap_or_default())),
        ),
        part(
            "rate",
            2,
            format!("{}/s", words::count(text::rate(status.totals.files, status.elapsed), "file")),
        ),
        part("time", 2, text::duration(status.elapsed)),
        part("totals", 1, words::shown_totals(status)),
        news("shown", format!("showing {shown} of {}", text::number(status.found)), true),
    ];
    if selected.rows > 0 {
        // A single row is read out by itself, and sums that are still being added up are not worth a word.
        let is_news = selected.rows > 1 && selected.sums.is_some();
        parts.push(news("selected", words::selected(selected.rows, selected.sums), is_news));
    }
    if is_slow {
        parts.push(part("busy", 0, "sorting…".into()));
    }
    parts.retain(|part| !part.words.is_empty());
    parts
}

/// The parts that there is room for.
fn fitting(ui: &Ui, mut parts: Vec<Part>) -> Vec<Part> {
    let font = TextStyle::Body.resolve(ui.style());
    let gap = ui.spacing().item_spacing.x;
    let width = |words: &str| {
        ui.fonts_mut(|fonts| fonts.layout_no_wrap(words.to_owned(), font.clone(), Color32::WHITE)).size().x
            + gap
    };
    while parts.iter().map(|part| width(&part.words)).sum::<f32>() > ui.available_width() {
        let Some(worst) = parts.iter().map(|part| part.rank).max() else { break };
        if let Some(at) = parts.iter().position(|part| part.rank == worst) {
            parts.remove(at);
        }
    }
    parts
}
