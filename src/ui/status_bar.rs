//! The line at the bottom: what was found, how fast, how much of it is shown. The app calls it.

use super::action::{Action, Actions};
use super::announce::{Announcer, News};
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
        announcer: &Announcer,
        actions: &mut Actions,
    ) {
        let is_slow = self.is_slow(ui, status.view_busy);
        ui.spacing_mut().interact_size.y = 22.0;
        ui.spacing_mut().button_padding.y = 1.0;
        ui.horizontal(|ui| {
            left_ui(ui, status, announcer, actions);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let p = Palette::of(ui);
                ui.spacing_mut().item_spacing.x = 16.0;
                for part in fitting(ui, right(status, selected, is_slow)) {
                    announcer.live_ui(ui, part.source, &part.words, |ui| {
                        ui.add(Label::new(RichText::new(&part.words).color(p.weak)))
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

fn left_ui(ui: &mut Ui, status: &Status<'_>, announcer: &Announcer, actions: &mut Actions) {
    let p = Palette::of(ui);
    let colour = phase_colour(ui, status);
    ui.scope(|ui| {
        // A long reason must not push the numbers out.
        ui.set_max_width(ui.available_width() * 0.45);
        let phase = words::phase(status.phase, status.incomplete);
        announcer.live_ui(ui, PHASE, &phase, |ui| {
            ui.add(Label::new(RichText::new(&phase).color(colour)).truncate())
        });
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

const PHASE: &str = "phase";
const SHOWN: &str = "shown";
const SELECTED: &str = "selected";
/// Which parts of the line a screen reader reads out when they change.
pub(super) const SOURCES: [&str; 3] = [PHASE, SHOWN, SELECTED];

/// What these say; nothing of the numbers that still change with every frame.
pub(super) fn news(status: &Status<'_>, selected: Selected) -> Vec<News> {
    let is_empty = status.phase == Phase::Empty;
    let words = (!is_empty).then(|| words::phase(status.phase, status.incomplete));
    let mut news = vec![News::new(PHASE, words)];
    if !status.view_busy && matches!(status.phase, Phase::Done | Phase::Stopped) {
        news.push(News::new(SHOWN, Some(showing(status))));
        // A single row is read out by itself, and sums that are still being added up are not worth a word.
        let is_news = selected.rows > 1 && selected.sums.is_some();
        let words = is_news.then(|| words::selected(selected.rows, selected.sums));
        news.push(News::new(SELECTED, words));
    }
    news
}

fn showing(status: &Status<'_>) -> String {
    format!("showing {} of {}", text::number(status.shown), text::number(status.found))
}

/// A part of the line's right end.
struct Segment {
    source: &'static str,
    /// How soon it gives way to the others: the highest first.
    rank: u8,
    words: String,
}

/// What stands at the right, from the edge inward.
fn right(status: &Status<'_>, selected: Selected, is_slow: bool) -> Vec<Segment> {
    let part = |source, rank, words| Segment { source, rank, words };
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
        part(SHOWN, 0, showing(status)),
    ];
    if selected.rows > 0 {
        parts.push(part(SELECTED, 0, words::selected(selected.rows, selected.sums)));
    }
    if is_slow {
        parts.push(part("busy", 0, "sorting…".into()));
    }
    parts.retain(|part| !part.words.is_empty());
    parts
}

/// The parts that there is room for.
fn fitting(ui: &Ui, mut parts: Vec<Segment>) -> Vec<Segment> {
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
