//! Filters that many people need, as chips to switch on and off: each is a term of the filter's text, with how many rows of the whole sheet
//! have it. The card below the field shows those that there is room for, the help all of them.

use crate::text::{self, Zone};
use crate::ui::shapes;
use crate::ui::theme::{self, Palette};
use crate::view::{Filter, has_term};
use eframe::egui::{Align2, Color32, FontId, Response, Role, Sense, Ui, Widget, WidgetInfo, pos2, vec2};
use std::sync::Arc;

/// A filter of one term.
#[derive(Debug, Clone)]
pub(super) struct Common {
    /// What is on the chip.
    pub name: &'static str,
    /// What it puts into the text.
    pub term: String,
}

/// All of them, those that are used most first. They are made anew when they come on screen: the year is in one of them.
pub(super) fn common() -> Vec<Common> {
    let year = Zone::local().now().year();
    let known = [
        ("Images", "category:image"),
        ("Videos", "category:video"),
        ("Audio", "category:audio"),
        ("Documents", "category:document"),
        ("Archives", "category:archive"),
        ("> 100 MB", "size:>100mb"),
        ("This year", ""),
        ("Last 30 days", "modified:<30d"),
        ("No extension", "ext:"),
        ("Code", "category:code"),
        ("Empty files", "size:0"),
        ("Symlinks", "kind:symlink"),
    ];
    let common = |(name, term): (&'static str, &str)| Common {
        name,
        term: if term.is_empty() { format!("modified:{year:04}") } else { term.to_owned() },
    };
    known.into_iter().map(common).collect()
}

/// What the session is asked to count.
pub(super) fn filters(common: &[Common]) -> Arc<[Filter]> {
    // Each is understood, as a test holds; one that weren't would only have a wrong number.
    common.iter().map(|common| Filter::parse(&common.term).unwrap_or_default()).collect()
}

/// Height of a chip, in points.
pub(super) const HEIGHT: f32 = 24.0;
/// Between chips, in points.
pub(super) const GAP: f32 = 5.0;
/// Between a chip's edge and its words, in points.
const AROUND: f32 = 8.0;
/// Between the name and the count, in points.
const BESIDE: f32 = 5.0;

/// One chip.
#[must_use = "add it to a Ui"]
pub(super) struct Chip<'a> {
    name: &'a str,
    is_on: bool,
    /// How many rows have it, and of how many; `None` until that is known.
    count: Option<(u64, u64)>,
    hint: &'a str,
}

impl Chip<'_> {
    /// How wide it is, in points: as wide without its count as with any, so that nothing moves when that comes.
    pub(super) fn width(&self, ui: &Ui) -> f32 {
        let wide = |words: &str, font: FontId| {
            ui.painter().layout_no_wrap(words.to_owned(), font, Color32::PLACEHOLDER).size().x
        };
        (2.0 * AROUND + wide(self.name, theme::medium(theme::SMALL)) + BESIDE + wide("0.0k", small())).ceil()
    }
}

fn small() -> FontId {
    FontId::proportional(theme::SMALL)
}

/// The chips as they are in one frame.
pub(super) struct Offer<'a> {
    /// The filters.
    pub all: &'a [Common],
    /// How many rows each has; `None` until they are counted.
    pub counts: Option<&'a [u64]>,
    /// Rows of the whole sheet.
    pub rows: u64,
    /// What is in the field.
    pub text: &'a str,
}

impl Offer<'_> {
    /// The one at a place of the list, which must be there.
    pub(super) fn chip(&self, at: usize) -> Chip<'_> {
        let Common { name, term } = &self.all[at];
        let count = self.counts.and_then(|counts| Some((*counts.get(at)?, self.rows)));
        Chip { name, is_on: has_term(self.text, term), count, hint: term }
    }
}

impl Widget for Chip<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let p = Palette::of(ui);
        let (rect, response) = ui.allocate_exact_size(vec2(self.width(ui), HEIGHT), Sense::click());
        response.widget_info(|| WidgetInfo::selected(Role::Button, ui.is_enabled(), self.is_on, self.name));
        let said = self
            .count
            .map(|(count, rows)| format!("{} of {}", text::number(count), text::counted(rows, "row")));
        if let Some(said) = &said {
            ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(said.as_str()));
        }
        if ui.is_rect_visible(rect) {
            shapes::chip(ui.painter(), rect, &response, self.is_on, p);
            let left = pos2(rect.left() + AROUND, rect.center().y);
            let font = theme::medium(theme::SMALL);
            let name = ui.painter().text(left, Align2::LEFT_CENTER, self.name, font, p.text);
            if let Some((count, _)) = self.count {
                let place = pos2(name.right() + BESIDE, rect.center().y);
                ui.painter().text(place, Align2::LEFT_CENTER, short(count), small(), p.weak);
            }
        }
        let hint = self.hint;
        response.on_hover_ui(|ui| {
            ui.set_max_width(360.0);
            ui.label(said.unwrap_or_else(|| "Counting…".to_owned()));
            ui.label(eframe::egui::RichText::new(hint).monospace().color(p.weak));
        })
    }
}

/// A count in four letters at most, never more than there is: `999`, `9.9k`, `123k`, `1.2M`.
fn short(count: u64) -> String {
    let (unit, letter) = match count {
        0..1_000 => return count.to_string(),
        1_000..1_000_000 => (1_000, 'k'),
        1_000_000..1_000_000_000 => (1_000_000, 'M'),
        _ => (1_000_000_000, 'G'),
    };
    let (whole, tenth) = (count / unit, count % unit / (unit / 10));
    if whole < 10 { format!("{whole}.{tenth}{letter}") } else { format!("{whole}{letter}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::{toggle_term, with_terms};

    #[test]
    fn each_is_understood_by_itself_and_beside_others() {
        for Common { term, .. } in common() {
            assert!(Filter::parse(&term).is_ok(), "{term}");
            assert!(Filter::parse(&with_terms("a \"b", &term)).is_ok(), "{term}");
        }
        assert_eq!(filters(&common()).len(), common().len());
    }

    #[test]
    fn of_those_that_shut_one_another_out_the_last_one_is_on() {
        let (all, mut text) = (common(), String::new());
        for Common { term, .. } in &all {
            text = toggle_term(&text, term);
            assert!(has_term(&text, term), "{text}");
        }
        let off = all.iter().filter(|common| !has_term(&text, &common.term));
        assert_eq!(off.map(|common| common.name).collect::<Vec<_>>(), ["> 100 MB", "This year"]);
    }

    #[test]
    fn a_count_is_short_and_not_more_than_there_is() {
        for (count, words) in [
            (0, "0"),
            (999, "999"),
            (1_000, "1.0k"),
            (1_999, "1.9k"),
            (9_999, "9.9k"),
            (10_000, "10k"),
            (999_999, "999k"),
            (1_000_000, "1.0M"),
            (12_345_678, "12M"),
            (4_294_967_295, "4.2G"),
        ] {
            assert_eq!(short(count), words);
        }
    }
}
