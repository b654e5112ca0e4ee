//! The bar at the top: adding folders, stopping or reading again, the filter, what the middle shows, exporting, the menu; and the line below it that moves while
//! folders are read. The app calls it.
//!
//! Everything is in one line at every width, and is drawn from left to right, so that the Tab key goes where the eye does. In less room
//! buttons keep their icon only.

use super::action::{Action, Actions};
use super::controls::Push;
use super::icons;
use super::keys::{self, Can};
use super::middle::view::View;
use super::middle::{self, Fit};
use super::theme::Palette;
use crate::session::{Command, Phase, Status};
use eframe::egui::{Align, KeyboardShortcut, Layout, Rect, Response, Ui, UiBuilder, Vec2, pos2, vec2};
use std::time::Duration;

/// The height of the bar without what is around it, in points.
const HEIGHT: f32 = 28.0;
/// How wide the filter is at most, in points.
const FILTER_MOST: f32 = 560.0;
/// The switch keeps its words while the filter has this many points.
const FILTER_USUAL: f32 = 400.0;
/// Buttons keep their words while the filter has this many points.
const FILTER_LEAST: f32 = 220.0;
/// The room between buttons, in points.
const GAP: f32 = 8.0;
/// How wide the menu's button is, in points: its icon with the usual room beside it.
const MENU: f32 = 36.0;
/// How long a button that has become "Read again" under the pointer takes no click, in seconds: it was for Stop.
const TOO_SOON: f64 = 0.6;

/// The bar's own state.
#[derive(Default)]
pub(super) struct TopBar {
    /// When reading was last seen, in seconds since the start.
    read_at: Option<f64>,
}

/// What the bar is drawn from.
pub(super) struct BarState<'a> {
    pub status: &'a Status<'a>,
    pub can: Can,
    /// What the middle shows.
    pub view: View,
}

impl TopBar {
    /// Draws the bar. `filter_ui` fills the place that it is given. Returns what the
    /// filter returns.
    pub(super) fn bar_ui<R>(
        &mut self,
        ui: &mut Ui,
        state: BarState<'_>,
        filter_ui: impl FnOnce(&mut Ui, &mut Actions) -> R,
        menu_ui: impl FnOnce(&mut Ui, &mut Actions),
        actions: &mut Actions,
    ) -> R {
        let BarState { status, can, view } = state;
        let whole = ui.max_rect().with_max_y(ui.max_rect().top() + HEIGHT);
        let size = vec2(whole.width(), HEIGHT);
        let (add, read, export) = ("Add folders…", ReadingButton::of(status.phase), "Export…");
        let add = Push::new(add).icon(icons::PLUS).main(status.found == 0);
        let export = Push::new(export).icon(icons::EXPORT).main(status.found > 0);
        let fixed = 5.0 * GAP + MENU;
        let widths = [add.width(ui), ReadingButton::width(ui), export.width(ui)];
        // The filter's words are worth more than a button's: the one that goes first is the one whose icon says the most.
        let mut short = [false; 3];
        let left = |ui: &Ui, fit: Fit, short: [bool; 3]| {
            let taken: f32 = (0..3).map(|at| if short[at] { HEIGHT } else { widths[at] }).sum();
            whole.width() - fixed - middle::width(ui, fit) - taken
        };
        let mut fit = if left(ui, Fit::Words, short) < FILTER_USUAL { Fit::Icons } else { Fit::Words };
        for at in [1, 2, 0] {
            if left(ui, fit, short) < FILTER_LEAST {
                short[at] = true;
            }
        }
        if left(ui, fit, short) < FILTER_LEAST {
            fit = Fit::Menu;
        }
        let inner = ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = GAP;
            if button_ui(ui, add.short(short[0]), can.add, "Add folders", &keys::ADD).clicked() {
                actions.push(Action::PickFolders);
            }
            self.reading_ui(ui, read, short[1], can, actions);
            let export = export.short(short[2]);
            let right = middle::width(ui, fit) + export.width(ui) + MENU + 3.0 * GAP;
            let room =
                Rect::from_min_max(pos2(ui.cursor().left(), whole.top()), whole.max - vec2(right, 0.0));
            let width = room.width().min(FILTER_MOST);
            // In the middle of the window where there is room, else in the middle of what is left.
            let middle = whole.center().x.clamp(
                room.left() + width / 2.0,
                (room.right() - width / 2.0).max(room.left() + width / 2.0),
            );
            let place = Rect::from_center_size(pos2(middle, whole.center().y), vec2(width, HEIGHT));
            let filtered =
                ui.new_child(UiBuilder::new().max_rect(place).layout(Layout::left_to_right(Align::Center)));
            let filtered = with(filtered, |ui| filter_ui(ui, actions));
            ui.add_space(room.width() + GAP);
            actions.extend(middle::switch_ui(ui, view, fit).map(Action::View));
            if button_ui(ui, export, can.export, "Write the sheet to a file", &keys::EXPORT).clicked() {
                actions.push(Action::AskExport);
            }
            menu_ui(ui, actions);
            filtered
        });
        line_ui(ui, status.phase);
        inner.inner
    }

    /// Stop while there is something to stop, else Read again.
    fn reading_ui(
        &mut self,
        ui: &mut Ui,
        reading: ReadingButton,
        is_short: bool,
        can: Can,
        actions: &mut Actions,
    ) {
        let now = ui.input(|input| input.time);
        let is_new = self.read_at.is_some_and(|at| now - at < TOO_SOON);
        let least = ReadingButton::width(ui);
        let push = reading.push().least(least).short(is_short);
        match reading {
            ReadingButton::Again => {
                let hint = "Read the same folders again";
                if button_ui(ui, push, can.read_again, hint, &keys::READ_AGAIN).clicked() && !is_new {
                    actions.push(Action::Ask(Command::ReadAgain));
                }
            }
            ReadingButton::Stop | ReadingButton::Stopping => {
                self.read_at = Some(now);
                let hint = "Stop reading and keep what was found";
                if button_ui(ui, push, can.stop, hint, &keys::STOP).clicked() {
                    actions.push(Action::Ask(Command::Stop));
                }
            }
        }
    }
}

/// What the button for reading does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ReadingButton {
    Again,
    Stop,
    Stopping,
}

impl ReadingButton {
    fn of(phase: Phase) -> ReadingButton {
        match phase {
            Phase::Reading => ReadingButton::Stop,
            Phase::Stopping => ReadingButton::Stopping,
            Phase::Empty | Phase::Done | Phase::Stopped => ReadingButton::Again,
        }
    }

    fn push(self) -> Push<'static> {
        match self {
            ReadingButton::Again => Push::new("Read again").icon(icons::ARROW_CLOCKWISE),
            ReadingButton::Stop => Push::new("Stop").icon(icons::STOP_FILL),
            ReadingButton::Stopping => Push::new("Stopping…").icon(icons::STOP_FILL),
        }
    }

    /// As wide with any of its words, so that nothing moves.
    fn width(ui: &Ui) -> f32 {
        let all = [ReadingButton::Again, ReadingButton::Stop, ReadingButton::Stopping];
        all.map(|reading| reading.push().width(ui)).into_iter().fold(0.0, f32::max)
    }
}

fn with<R>(mut ui: Ui, draw: impl FnOnce(&mut Ui) -> R) -> R {
    draw(&mut ui)
}

fn button_ui(
    ui: &mut Ui,
    button: Push<'_>,
    enabled: bool,
    hint: &str,
    shortcut: &KeyboardShortcut,
) -> Response {
    let hint = format!("{hint} ({})", ui.ctx().format_shortcut(shortcut));
    let response = ui.add_enabled(enabled, button).on_hover_text(&hint);
    // egui shows that of a disabled one over a dialog, too, where its own pointer is far from it.
    if ui.memory(|memory| memory.top_modal_layer().is_some()) {
        return response;
    }
    response.on_disabled_hover_text(hint)
}

/// How often the moving line is drawn anew, at least: it must not take much of the processor from reading.
const STEP: Duration = Duration::from_millis(60);
/// How long it takes from one end to the other, in seconds.
const CROSSING: f64 = 1.8;

/// The line at the bar's lower edge while folders are read. It rests where less motion is asked for.
fn line_ui(ui: &Ui, phase: Phase) {
    if !matches!(phase, Phase::Reading | Phase::Stopping) {
        return;
    }
    let p = Palette::of(ui);
    let clip = ui.clip_rect();
    let track = Rect::from_min_max(pos2(clip.left(), clip.bottom() - 2.0), clip.max);
    let painter = ui.painter();
    painter.rect_filled(track, 0.0, p.accent.gamma_multiply(0.25));
    if ui.style().animation_time == 0.0 {
        painter.rect_filled(track, 0.0, p.accent);
        return;
    }
    let now = ui.input(|input| input.time);
    let share = ((now / CROSSING).fract()) as f32;
    let width = track.width() * 0.3;
    let left = track.left() - width + (track.width() + width) * share;
    let bright = Rect::from_min_size(pos2(left, track.top()), Vec2::new(width, track.height()));
    painter.rect_filled(bright.intersect(track), 0.0, p.accent);
    ui.request_repaint_after(STEP);
}
