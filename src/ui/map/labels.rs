//! The names on the tiles. What is said, and in which colour it can be read on the pixels that are there, is worked out once for a map; a
//! frame lays out the few that are in sight.

use super::canvas::Canvas;
use super::told::Told;
use crate::ui::{elide, theme};
use crate::view::{Form, Label, Map, Measure, What, contrast, luminance};
use eframe::egui::{Color32, FontId, Painter, Rect, Ui, pos2, vec2};

/// Names that are drawn at most; the largest come first.
const MOST: usize = 400;
/// Between the edge of a tile and its name, in points.
const PAD: f32 = 4.0;
/// The height of a line, in points.
const LINE: f32 = 15.0;
/// What the least contrast is by which words are read (WCAG 2.2, 1.4.3).
const CONTRAST: f64 = 4.5;

/// A name to be drawn.
pub(super) struct Named {
    label: Label,
    name: String,
    amount: String,
    ink: Ink,
}

/// What a name is written with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Ink {
    /// The colour of the words.
    pub colour: Color32,
    /// What is put behind them where no colour can be read on all that is there.
    pub plate: Option<Color32>,
}

/// The names of a map.
pub(super) fn named(told: &Told<'_>) -> Vec<Named> {
    let map = told.map;
    let mut labels: Vec<&Label> = map.labels().iter().collect();
    let area = |label: &Label| {
        u32::from(label.x1 - label.x0)
            * if label.is_title { u32::MAX >> 16 } else { u32::from(label.y1 - label.y0) }
    };
    labels.sort_by_key(|label| std::cmp::Reverse(area(label)));
    labels.truncate(MOST);
    let of = |label: &Label| {
        let tile = map.tiles().get(label.tile as usize)?;
        let is_rest = matches!(tile.what, What::Rest(_));
        // The number of a single file goes without saying.
        let is_one = told.map.spec().measure == Measure::Files && tile.files == 1;
        // In a row of a flame graph there is a line for each.
        let is_apart = is_rest && told.map.spec().form == Form::Flame;
        let has_amount =
            if is_rest { is_apart && told.map.spec().measure != Measure::Files } else { !is_one };
        Some(Named {
            label: *label,
            name: if is_apart { told.rest_files(tile) } else { told.called_from(tile, label.above) },
            amount: if has_amount { told.amount(tile) } else { String::new() },
            ink: ink(pixels(map, label)),
        })
    };
    labels.into_iter().filter_map(of).collect()
}

impl Named {
    /// Draws it.
    pub(super) fn label_ui(&self, ui: &Ui, painter: &Painter, canvas: &Canvas) {
        let Label { x0, y0, x1, y1, is_title, .. } = self.label;
        let place = canvas.rect([x0, y0], [x1, y1]);
        let room = place.width() - 2.0 * PAD;
        let font = if is_title { theme::medium(11.5) } else { FontId::proportional(12.0) };
        let colour = self.ink.colour;
        let (name, is_cut) = elide::laid_out(ui, &self.name, &font, colour, room);
        // A name of which nothing is left says nothing.
        if is_cut && name.size().x < 18.0 {
            return;
        }
        let beside = room - name.size().x - 8.0;
        let amount = || elide::laid_out(ui, &self.amount, &FontId::proportional(11.5), colour, room);
        let lines = if is_title || place.height() < 2.0 * LINE + PAD { 1 } else { 2 };
        let y = if lines == 1 && (is_title || place.height() < LINE + 2.0 * PAD) {
            place.center().y - name.size().y / 2.0
        } else {
            place.top() + PAD - 1.0
        };
        let at = pos2(place.left() + PAD, y);
        if let Some(plate) = self.ink.plate {
            painter.rect_filled(Rect::from_min_size(at, name.size()).expand2(vec2(2.0, 0.0)), 2.0, plate);
        }
        let below = at + vec2(0.0, LINE);
        painter.galley(at, name, colour);
        if self.amount.is_empty() {
            return;
        }
        if lines == 2 {
            let (amount, is_cut) = amount();
            if !is_cut {
                if let Some(plate) = self.ink.plate {
                    painter.rect_filled(
                        Rect::from_min_size(below, amount.size()).expand2(vec2(2.0, 0.0)),
                        2.0,
                        plate,
                    );
                }
                painter.galley(below, amount, colour);
            }
        } else if is_title {
            let (amount, _) = amount();
            if amount.size().x <= beside {
                painter.galley(pos2(place.right() - PAD - amount.size().x, y), amount, colour);
            }
        }
    }
}

/// Some of the pixels that a label's words are on: two lines at the most, and not the tile's edge.
fn pixels<'a>(map: &'a Map, label: &Label) -> impl Iterator<Item = [u8; 3]> + 'a {
    let (size, rgba) = (map.spec().size, map.picture());
    let points = |points: f32| (points * f32::from(map.spec().percent) / 100.0) as u16;
    let edge = points(PAD - 1.0).min((label.x1 - label.x0) / 2).min((label.y1 - label.y0) / 2);
    let (wide, high) = (label.x1 - label.x0 - 2 * edge, label.y1 - label.y0 - 2 * edge);
    let high = high.min(points(2.0 * LINE));
    let (left, top, width) = (label.x0 + edge, label.y0 + edge, usize::from(size[0]));
    let steps = |side: u16| (0..12u32).map(move |step| (u32::from(side.max(1) - 1) * step / 11) as usize);
    steps(high).flat_map(move |y| {
        steps(wide).filter_map(move |x| {
            let at = ((usize::from(top) + y) * width + usize::from(left) + x) * 4;
            match *rgba.get(at..at + 3)? {
                [r, g, b] => Some([r, g, b]),
                _ => None,
            }
        })
    })
}

/// Black or white, whichever can be read on all of these; where neither can, white on a dark plate.
pub(super) fn ink(behind: impl Iterator<Item = [u8; 3]>) -> Ink {
    let (darkest, lightest) =
        behind.map(luminance).fold((f64::MAX, f64::MIN), |(low, high), each| (low.min(each), high.max(each)));
    let (black, white) = (contrast(darkest, 0.0), contrast(1.0, lightest));
    if black.max(white) < CONTRAST {
        let plate = Color32::from_rgb(0x1B, 0x1F, 0x26);
        return Ink { colour: Color32::WHITE, plate: Some(plate) };
    }
    Ink { colour: if black >= white { Color32::BLACK } else { Color32::WHITE }, plate: None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::theme::contrast;

    fn colour([r, g, b]: [u8; 3]) -> Color32 {
        Color32::from_rgb(r, g, b)
    }

    #[test]
    fn names_can_be_read_on_every_colour_and_on_those_that_run_into_each_other() {
        let step = |number: usize| (number % 8 * 36) as u8;
        let all: Vec<[u8; 3]> = (0..512).map(|n| [step(n), step(n / 8), step(n / 64)]).collect();
        for (at, one) in all.iter().enumerate() {
            for pair in [[*one, *one], [*one, all[(at * 7 + 13) % all.len()]]] {
                let ink = ink(pair.into_iter());
                let behind = match ink.plate {
                    Some(plate) => vec![plate],
                    None => pair.map(colour).to_vec(),
                };
                for behind in behind {
                    let found = contrast(ink.colour, behind);
                    assert!(found >= 4.49, "{ink:?} on {behind:?}: {found:.2}");
                }
            }
        }
    }
}
