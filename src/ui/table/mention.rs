//! A few words over the table for a moment: what was done, where nothing else shows it.

use crate::ui::theme::Palette;
use eframe::egui::{Align2, FontId, Id, LayerId, Order, Rect, Ui, vec2};
use std::time::Duration;

/// How long they stay, in seconds.
const STAYS: f64 = 3.0;
/// Between the table's lower edge and them, in points.
const ABOVE: f32 = 28.0;

/// The words, and since when they are shown, in seconds.
#[derive(Debug, Default)]
pub(super) struct Mention {
    words: Option<String>,
    since: Option<f64>,
}

impl Mention {
    /// Shows these from the next frame on.
    pub(super) fn say(&mut self, words: String) {
        *self = Mention { words: Some(words), since: None };
    }

    /// Draws them over the table in `area`, until their time is over.
    pub(super) fn mention_ui(&mut self, ui: &Ui, area: Rect) {
        let Some(words) = &self.words else { return };
        let now = ui.input(|input| input.time);
        let left = *self.since.get_or_insert(now) + STAYS - now;
        if left <= 0.0 {
            self.words = None;
            return;
        }
        ui.request_repaint_after(Duration::from_secs_f64(left));
        let p = Palette::of(ui);
        let over = ui.ctx().layer_painter(LayerId::new(Order::Foreground, Id::unique("mention")));
        let galley =
            over.layout_no_wrap(words.clone(), FontId::proportional(crate::ui::theme::BODY), p.sheet);
        let size = galley.size() + vec2(24.0, 12.0);
        let place =
            Align2::CENTER_BOTTOM.align_size_within_rect(size, area.with_max_y(area.bottom() - ABOVE));
        over.rect_filled(place, size.y / 2.0, p.text);
        over.galley(place.min + vec2(12.0, 6.0), galley, p.sheet);
    }
}
