//! The line at the bottom: where the sheet stands, what was found, what could not be read, and how much of it is shown and selected. The app
//! calls it.

mod segments;

use self::segments::{SHORTEST, Segment};
use super::action::{Action, Actions};
use super::announce::{Announcer, News};
use super::elide;
use super::keys;
use super::table::Selected;
use super::theme::Palette;
use super::words;
use crate::session::{Phase, Status};
use crate::text;
use eframe::egui::{
    Align, Color32, Galley, Layout, Response, Role, Sense, Stroke, StrokeKind, TextStyle, Ui, WidgetInfo,
    pos2, vec2,
};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Its height without what is around it, in points.
pub(super) const HEIGHT: f32 = 22.0;
/// Between what it shows, in points.
const GAP: f32 = 16.0;
/// What a button is wider than its words on each side, in points.
const PAD: f32 = 7.0;
/// What the words for what is pointed at need beside the rest, in points.
const AIMED: f32 = 260.0;

/// The line's own state.
#[derive(Default)]
pub(super) struct StatusBar {
    busy_since: Option<Instant>,
}

impl StatusBar {
    /// A sort that is over sooner is not worth a word that flickers.
    const PATIENCE: Duration = Duration::from_millis(250);

    /// Draws the line. `aimed` is what the pointer is on in the map, which replaces what is at the right if there is no room
    /// for both.
    pub(super) fn bar_ui(
        &mut self,
        ui: &mut Ui,
        status: &Status<'_>,
        selected: Selected,
        aimed: Option<&str>,
        announcer: &Announcer,
        actions: &mut Actions,
    ) {
        let p = Palette::of(ui);
        // While folders are read there are always rows that are still to be sorted in.
        let is_reading = matches!(status.phase, Phase::Reading | Phase::Stopping);
        let is_slow = self.is_slow(ui, status.view_busy && (status.view_awaited || !is_reading));
        let room = vec2(ui.available_width(), HEIGHT);
        let lay = |all: Vec<Segment>| all.into_iter().map(|one| Laid::new(ui, one)).collect::<Vec<_>>();
        let left =
            lay(vec![segments::state(p, status), segments::totals(p, status), segments::problems(p, status)]);
        let right = lay(segments::right(p, status, selected, is_slow));
        let width = |all: &[Laid], short: u8| {
            all.iter().filter_map(|one| one.room(short)).map(|one| one + GAP).sum::<f32>()
        };
        let fits = |short: &u8| width(&left, *short) + 4.0 * PAD + width(&right, *short) - GAP <= room.x;
        let short = (0..SHORTEST).find(fits).unwrap_or(SHORTEST);
        let right_width = width(&right, short);
        let has_problems = status.problems.problems() + status.problems.notes() > 0;
        ui.allocate_ui_with_layout(room, Layout::left_to_right(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = GAP;
            for (number, part) in left.iter().enumerate() {
                match number {
                    1 if status.phase != Phase::Empty => {
                        if button_ui(ui, part, short, false, WHY).clicked() {
                            actions.push(Action::ShowExplanation);
                        }
                    }
                    2 if has_problems => {
                        let keys = ui.ctx().format_shortcut(&keys::PROBLEMS);
                        let hint = format!("Show or hide what could not be read ({keys})");
                        if button_ui(ui, part, short, true, &hint).clicked() {
                            actions.push(Action::ToggleProblems);
                        }
                    }
                    _ => segment_ui(ui, part, short, announcer),
                }
            }
            let free = (ui.available_width() - right_width).max(0.0);
            if let Some(aimed) = aimed {
                let has_room = free - 2.0 * GAP >= AIMED;
                let left =
                    aimed_ui(ui, aimed, if has_room { free - 2.0 * GAP } else { ui.available_width() });
                if !has_room {
                    return;
                }
                ui.add_space((left + GAP).max(0.0));
            } else {
                ui.add_space(free);
            }
            // From left to right, as they are read.
            for part in &right {
                segment_ui(ui, part, short, announcer);
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

/// The icon's size and the room behind it, in points.
const ICON: (f32, f32) = (16.0, 5.0);

/// A segment with each of its forms laid out, once a frame.
struct Laid {
    segment: Segment,
    forms: Vec<Arc<Galley>>,
}

impl Laid {
    fn new(ui: &Ui, segment: Segment) -> Laid {
        let lay = |(_, words): &(u8, String)| {
            ui.painter().layout_no_wrap(words.clone(), segment.font.clone(), segment.colour)
        };
        let forms = segment.forms.iter().map(lay).collect();
        Laid { segment, forms }
    }

    /// What is seen of it at this shortness.
    fn form(&self, short: u8) -> (&str, &Arc<Galley>) {
        let from = self.segment.forms.iter().rposition(|(from, _)| *from <= short).unwrap_or(0);
        (&self.segment.forms[from].1, &self.forms[from])
    }

    /// How wide it is at this shortness, in points; `None` if nothing of it is seen.
    fn room(&self, short: u8) -> Option<f32> {
        let (words, galley) = self.form(short);
        match (self.segment.icon.is_some(), words.is_empty()) {
            (false, true) => None,
            (false, false) => Some(galley.size().x),
            (true, true) => Some(ICON.0),
            (true, false) => Some(ICON.0 + ICON.1 + galley.size().x),
        }
    }
}

/// What is pointed at, in so much room. Returns what is left of that.
fn aimed_ui(ui: &mut Ui, words: &str, room: f32) -> f32 {
    let colour = Palette::of(ui).text;
    let font = TextStyle::Body.resolve(ui.style());
    let (galley, _) = elide::laid_out(ui, words, &font, colour, room);
    let width = galley.size().x;
    let (rect, label) = ui.allocate_exact_size(galley.size(), Sense::hover());
    label.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    ui.painter().galley(rect.min, galley, colour);
    room - width
}

fn segment_ui(ui: &mut Ui, part: &Laid, short: u8, announcer: &Announcer) {
    let Some(width) = part.room(short) else { return };
    let name = &part.segment.name;
    let draw = |ui: &mut Ui| {
        let (rect, response) = ui.allocate_exact_size(vec2(width, HEIGHT), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, name));
        paint(ui, part, short, rect.left(), rect.center().y);
        let whole = Some(name).filter(|name| *name != part.form(short).0);
        let more: Vec<&str> = whole.into_iter().chain(&part.segment.exact).map(String::as_str).collect();
        if more.is_empty() { response } else { response.on_hover_text(more.join("\n")) }
    };
    match part.segment.source {
        Some(source) => announcer.live_ui(ui, source, name, draw),
        None => drop(draw(ui)),
    }
}

fn paint(ui: &Ui, part: &Laid, short: u8, mut left: f32, middle: f32) {
    if let Some((icon, colour)) = part.segment.icon {
        icon.paint(ui.painter(), pos2(left + ICON.0 / 2.0, middle), ICON.0, colour);
        left += ICON.0 + ICON.1;
    }
    let galley = part.form(short).1;
    ui.painter().galley(pos2(left, middle - galley.size().y / 2.0), Arc::clone(galley), part.segment.colour);
}

/// What a click on what was found is for.
const WHY: &str = "Click to see why other programs show other sizes";

/// A segment that can be clicked, with a line around it if it `is_framed`.
fn button_ui(ui: &mut Ui, part: &Laid, short: u8, is_framed: bool, hint: &str) -> Response {
    let size = vec2(part.room(short).unwrap_or_default() + 2.0 * PAD, HEIGHT);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), &part.segment.name));
    let p = Palette::of(ui);
    let (fill, line) = match (response.is_pointer_button_down_on(), response.hovered()) {
        (true, _) => (p.press, p.weak),
        (_, true) => (p.hover, p.border.lerp_to_gamma(p.weak, 0.5)),
        _ if is_framed => (p.sheet, p.border),
        _ => (Color32::TRANSPARENT, Color32::TRANSPARENT),
    };
    ui.painter().rect(rect, 5.0, fill, Stroke::new(1.0, line), StrokeKind::Inside);
    paint(ui, part, short, rect.left() + PAD, rect.center().y);
    let exact = part.segment.exact.as_ref().map(|exact| format!("\n{exact}")).unwrap_or_default();
    response.on_hover_text(format!("{}. {hint}{exact}", part.segment.name))
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
        // A single row is read out anyway, and unfinished sums are not worth announcing.
        let is_news = selected.rows > 1 && selected.sums.is_some();
        let words = is_news.then(|| words::selected(selected.rows, selected.sums));
        news.push(News::new(SELECTED, words));
    }
    news
}

fn showing(status: &Status<'_>) -> String {
    format!("showing {} of {}", text::number(status.shown), text::number(status.found))
}
