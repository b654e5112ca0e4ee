//! The line at the bottom: where the sheet stands, what was found, what could not be read, and how much of it is shown and selected. The app
//! calls it.

mod segments;

use self::segments::{ICON, SHORTEST, Segment};
use super::action::{Action, Actions};
use super::announce::{Announcer, News};
use super::keys;
use super::table::Selected;
use super::theme::Palette;
use super::words;
use crate::session::{Phase, Status};
use crate::text;
use eframe::egui::{Align, Layout, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};
use std::time::{Duration, Instant};

/// Its height without what is around it, in points.
pub(super) const HEIGHT: f32 = 22.0;
/// Between what it shows, in points.
const GAP: f32 = 16.0;
/// What the button for the problems is wider than its words on each side, in points.
const PAD: f32 = 7.0;

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
        let p = Palette::of(ui);
        // While folders are read there are always rows that are still to be sorted in.
        let is_reading = matches!(status.phase, Phase::Reading | Phase::Stopping);
        let is_slow = self.is_slow(ui, status.view_busy && (status.view_awaited || !is_reading));
        let room = vec2(ui.available_width(), HEIGHT);
        let parts = |short| {
            let left = [
                segments::state(p, status, short),
                segments::totals(p, status),
                segments::problems(p, status, short),
            ];
            (left, segments::right(p, status, selected, is_slow, short))
        };
        let width = |ui: &Ui, all: &[Segment]| all.iter().map(|one| one.width(ui) + GAP).sum::<f32>();
        let fits = |ui: &Ui, short: u8| {
            let (left, right) = parts(short);
            width(ui, &left) + 2.0 * PAD + width(ui, &right) - GAP <= room.x
        };
        let short = (0..SHORTEST).find(|short| fits(ui, *short)).unwrap_or(SHORTEST);
        let ([state, totals, problems], right) = parts(short);
        ui.allocate_ui_with_layout(room, Layout::left_to_right(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = GAP;
            segment_ui(ui, &state, announcer);
            segment_ui(ui, &totals, announcer);
            if status.problems.problems() + status.problems.notes() == 0 {
                segment_ui(ui, &problems, announcer);
            } else if problems_ui(ui, &problems).clicked() {
                actions.push(Action::ToggleProblems);
            }
            // From left to right, as they are read.
            let free = ui.available_width() - width(ui, &right) + GAP;
            ui.add_space((free - GAP).max(0.0));
            for part in &right {
                segment_ui(ui, part, announcer);
            }
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

fn segment_ui(ui: &mut Ui, part: &Segment, announcer: &Announcer) {
    let draw = |ui: &mut Ui| {
        let (rect, response) = ui.allocate_exact_size(vec2(part.width(ui), HEIGHT), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &part.name));
        paint(ui, part, rect.left(), rect.center().y);
        if part.name == part.words { response } else { response.on_hover_text(&part.name) }
    };
    match part.source {
        Some(source) => announcer.live_ui(ui, source, &part.name, draw),
        None => drop(draw(ui)),
    }
}

fn paint(ui: &Ui, part: &Segment, mut left: f32, middle: f32) {
    if let Some((icon, colour)) = part.icon {
        icon.paint(ui.painter(), pos2(left + ICON.0 / 2.0, middle), ICON.0, colour);
        left += ICON.0 + ICON.1;
    }
    let words = ui.painter().layout_no_wrap(part.words.clone(), part.font.clone(), part.colour);
    ui.painter().galley(pos2(left, middle - words.size().y / 2.0), words, part.colour);
}

/// The button that shows the list of problems.
fn problems_ui(ui: &mut Ui, part: &Segment) -> Response {
    let hint = format!("Show or hide what could not be read ({})", ui.ctx().format_shortcut(&keys::PROBLEMS));
    let size = vec2(part.width(ui) + 2.0 * PAD, HEIGHT);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), &part.name));
    let p = Palette::of(ui);
    let (fill, line) = match (response.is_pointer_button_down_on(), response.hovered()) {
        (true, _) => (p.press, p.weak),
        (_, true) => (p.hover, p.border.lerp_to_gamma(p.weak, 0.5)),
        _ => (p.sheet, p.border),
    };
    ui.painter().rect(rect, 5.0, fill, Stroke::new(1.0, line), StrokeKind::Inside);
    paint(ui, part, rect.left() + PAD, rect.center().y);
    response.on_hover_text(format!("{}. {hint}", part.name))
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
