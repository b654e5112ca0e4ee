//! One card of the notices: an icon that shows at once how it went, what happened, smaller lines with the rest, and buttons.

use crate::ui::controls::Push;
use crate::ui::icons::{self, Icon};
use crate::ui::names::{self, Reading};
use crate::ui::theme::{self, Palette};
use crate::ui::words::ToldLine;
use eframe::egui::accesskit::Live;
use eframe::egui::{Align, Color32, FontId, Frame, Layout, Margin, TextStyle, Ui, vec2};

/// How it went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tone {
    /// It is still going on, or asked.
    Neutral,
    Good,
    Warn,
    Bad,
}

impl Tone {
    fn drawn(self, p: &Palette) -> (Icon, Color32) {
        match self {
            Tone::Neutral => (icons::INFO_FILL, p.accent),
            Tone::Good => (icons::CHECK_CIRCLE_FILL, p.good),
            Tone::Warn => (icons::WARNING_FILL, p.warn),
            Tone::Bad => (icons::X_CIRCLE_FILL, p.bad),
        }
    }

    /// How urgently a screen reader reads it out.
    const fn live(self) -> Live {
        if matches!(self, Tone::Bad) { Live::Assertive } else { Live::Polite }
    }
}

/// What a card says.
pub(super) struct Card<'a> {
    pub tone: Tone,
    pub head: &'a str,
    pub lines: &'a [ToldLine],
    /// How urgently it is read out, if not as the tone asks.
    pub live: Option<Live>,
    pub can_dismiss: bool,
}

/// The icon's size in points.
const ICON: f32 = 20.0;

impl<'a> Card<'a> {
    pub(super) fn new(tone: Tone, head: &'a str, lines: &'a [ToldLine]) -> Card<'a> {
        Card { tone, head, lines, live: None, can_dismiss: true }
    }

    /// Draws it, with what `below` draws below the words. Returns whether it is to be taken away.
    pub(super) fn card_ui(&self, ui: &mut Ui, below: impl FnOnce(&mut Ui)) -> bool {
        let p = Palette::of(ui);
        let frame =
            Frame::popup(ui.style()).inner_margin(Margin { left: 12, right: 10, top: 10, bottom: 10 });
        frame
            .show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.spacing_mut().item_spacing = vec2(8.0, 3.0);
                let (icon, colour) = self.tone.drawn(p);
                let mut dismissed = false;
                ui.with_layout(Layout::left_to_right(Align::Min), |ui| {
                    icon.ui(ui, ICON, colour);
                    let cross = if self.can_dismiss { 30.0 } else { 0.0 };
                    let room = vec2(ui.available_width() - cross, 0.0);
                    ui.allocate_ui_with_layout(room, Layout::top_down(Align::Min), |ui| {
                        ui.set_width(room.x);
                        self.words_ui(ui);
                        below(ui);
                    });
                    if self.can_dismiss {
                        let push = Push::only(icons::X, "Dismiss").height(22.0);
                        dismissed = ui.add(push).on_hover_text("Dismiss").clicked();
                    }
                });
                dismissed
            })
            .inner
    }

    fn words_ui(&self, ui: &mut Ui) {
        let p = Palette::of(ui);
        let live = self.live.unwrap_or(self.tone.live());
        let font = if self.lines.is_empty() { theme::SMALL + 1.0 } else { theme::BODY };
        let font = if self.lines.is_empty() { FontId::proportional(font) } else { theme::medium(font) };
        ui.style_mut().interaction.selectable_labels = true;
        let label = names::label_ui(ui, self.head, Reading::Prose, font, p.text);
        ui.accesskit_node_builder(label.id, |node| node.set_live(live));
        for line in self.lines {
            let colour = if line.is_warning { p.warn } else { p.weak };
            let small = TextStyle::Small.resolve(ui.style());
            let label = names::label_ui(ui, &line.words, Reading::Prose, small, colour);
            ui.accesskit_node_builder(label.id, |node| node.set_live(live));
        }
    }
}
