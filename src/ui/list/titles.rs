//! The titles of columns, as every list has them: cut to fit, at the side at which the values stand, with an arrow where rows are
//! sorted by them.

use super::fonts;
use crate::ui::theme::Palette;
use crate::ui::{elide, shapes};
use eframe::egui::{Align2, FontId, Rect, Response, Ui, pos2};

/// The room of the arrow in a sorted column, in points.
pub(crate) const ARROW: f32 = 16.0;
/// Between a title and the remark behind it.
const NOTE: f32 = 4.0;
/// The room of the number beside it.
pub(crate) const NUMBER: f32 = 8.0;

/// How rows are sorted by a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Sorted {
    /// Whether the last or largest is first.
    pub descending: bool,
    /// Whether it is the first or the second key; `None` where it is the only one.
    pub number: Option<u8>,
}

/// A title.
#[derive(Clone, Debug)]
pub(crate) struct Title<'a> {
    /// What it says.
    pub words: &'a str,
    /// Between the column's edge and the words, in points.
    pub padding: f32,
    /// Whether it stands at the right, over values that do.
    pub at_right: bool,
    /// How rows are sorted by it, if they are.
    pub sorted: Option<Sorted>,
}

/// Draws a title that can be clicked, with what shows that the pointer or the keyboard is on it. Returns where it ends.
pub(crate) fn button_ui(ui: &Ui, response: &Response, cell: Rect, title: &Title<'_>) -> f32 {
    if response.hovered() {
        ui.painter().rect_filled(response.rect, 0.0, Palette::of(ui).hover);
    }
    let end = title_ui(ui, cell, title);
    if response.has_focus() {
        shapes::focus_ring(ui, response.rect);
    }
    end
}

/// Draws a title. Returns where it ends.
pub(crate) fn title_ui(ui: &Ui, cell: Rect, title: &Title<'_>) -> f32 {
    let p = Palette::of(ui);
    let font = fonts::title();
    let number = title.sorted.and_then(|sorted| sorted.number);
    let arrow = title.sorted.map_or(0.0, |_| ARROW) + number.map_or(0.0, |_| NUMBER);
    let colour = if title.sorted.is_some() { p.accent } else { p.weak };
    let room = cell.width() - 2.0 * title.padding - arrow;
    let (galley, _) = elide::laid_out(ui, title.words, &font, colour, room);
    let size = galley.size();
    let x = if title.at_right { cell.right() - title.padding - size.x } else { cell.left() + title.padding };
    ui.painter().galley(pos2(x, cell.center().y - size.y / 2.0), galley, colour);
    let end = if title.at_right { cell.right() } else { x + size.x + arrow };
    let Some(sorted) = title.sorted else { return end };
    // Before a title at the right, so that the digits' edge stays the title's edge.
    let x = if title.at_right { x - arrow } else { x + size.x } + ARROW / 2.0;
    shapes::triangle(ui.painter(), pos2(x, cell.center().y), !sorted.descending, p.accent);
    if let Some(number) = number {
        let at = pos2(x + ARROW / 2.0 - 2.0, cell.center().y);
        ui.painter().text(at, Align2::LEFT_CENTER, number, FontId::proportional(11.0), p.accent);
    }
    end
}

/// Draws a remark behind a title that ends at `end`, if there is room for all of it.
pub(crate) fn note_ui(ui: &Ui, cell: Rect, end: f32, words: &str, title: &Title<'_>) {
    let p = Palette::of(ui);
    let font = fonts::title();
    let (galley, is_cut) =
        elide::laid_out(ui, words, &font, p.weak, cell.right() - title.padding - NOTE - end);
    if !is_cut {
        ui.painter().galley(pos2(end + NOTE, cell.center().y - galley.size().y / 2.0), galley, p.weak);
    }
}
