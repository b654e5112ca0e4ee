//! How a cell is drawn: texts cut in their middle, sizes with their digits under each other and a bar behind them, and what the filter
//! found marked.

use super::cell;
use super::header::PADDING;
use super::inside::InsideCell;
use super::place::RowPlace;
use crate::model::{Column, Row, ValueKind};
use crate::session::Shown;
use crate::text;
use crate::ui::compare::states;
use crate::ui::file_icon::FileIcon;
use crate::ui::list::fonts;
use crate::ui::theme::Palette;
use crate::ui::{elide, icons, names};
use crate::view::Marks;
use crate::words;
use eframe::egui::text::CCursor;
use eframe::egui::{Color32, Galley, Painter, Rect, Ui, pos2, vec2};
use std::ops::Range;

/// The room of the icon before a name, in points.
const ICON: f32 = icons::SIZE + 6.0;
/// The room of a unit behind a number, in points.
const UNIT: f32 = 24.0;
/// How strong a mark is, as a part of the accent.
const MARK: f32 = 0.26;
/// How strong a bar is.
const BAR: f32 = 0.12;
/// The part of a cell that the name of the picked folder may take before a path.
const ROOT: f32 = 0.4;

/// What all cells of a frame are drawn with.
pub(super) struct CellContext<'a> {
    pub sheet: &'a Shown<'a>,
    /// What the filter looks for.
    pub marks: Marks<'a>,
    /// The largest size of what is shown, in bytes; 0 while that is not known.
    pub largest: u64,
}

/// A cell to be drawn.
pub(super) struct DrawnCell<'a> {
    /// The row's number.
    pub number: u32,
    pub row: &'a Row<'a>,
    pub column: Column,
    /// All of it, of which only a part may be in sight.
    pub area: Rect,
}

impl CellContext<'_> {
    /// Draws a cell. Returns its whole text where that had to be cut.
    pub(super) fn cell_ui(&self, ui: &Ui, painter: &Painter, cell: &DrawnCell<'_>) -> Option<String> {
        match cell.column {
            Column::Name => self.name_ui(ui, painter, cell),
            Column::Folder => self.folder_ui(ui, painter, cell),
            Column::LinkTarget if cell.row.target.is_some() => self.target_ui(ui, painter, cell),
            Column::Change => self.change_ui(ui, painter, cell),
            column if column.values() == ValueKind::Bytes => self.size_ui(ui, painter, cell),
            _ => self.plain_ui(ui, painter, cell),
        }
    }

    fn name_ui(&self, ui: &Ui, painter: &Painter, cell: &DrawnCell<'_>) -> Option<String> {
        let name = cell.row.name;
        let shown = text::shown(name);
        let marks = if self.marks.is_empty() || shown.as_bytes() != name {
            Vec::new()
        } else {
            self.marks.in_name(name)
        };
        let middle = pos2(cell.area.left() + PADDING + icons::SIZE / 2.0, cell.area.center().y);
        FileIcon::of(cell.row.meta.kind, name, self.sheet.categories()).paint(ui, painter, middle);
        let x = cell.area.left() + PADDING + ICON;
        let p = Palette::of(ui);
        let text = PlacedText {
            words: &shown,
            // What is there no more steps back; that it was removed stands beside it.
            colour: if self.sheet.is_of_old(cell.number) { p.weak } else { p.text },
            x,
            room: cell.area.right() - PADDING - x,
        };
        text.draw(ui, painter, cell.area, &marks).then(|| shown.into_owned())
    }

    fn folder_ui(&self, ui: &Ui, painter: &Painter, cell: &DrawnCell<'_>) -> Option<String> {
        let p = Palette::of(ui);
        let place = RowPlace::of(self.sheet, cell.row);
        let mut x = cell.area.left() + PADDING;
        let mut room = cell.area.width() - 2.0 * PADDING;
        let mut is_cut = false;
        if !place.root.is_empty() {
            let most = if place.below.is_empty() { room } else { room * ROOT };
            let (galley, cut) = elide::laid_out(ui, &place.root, &fonts::row(), p.weak, most);
            let width = galley.size().x;
            painter.galley(pos2(x, cell.area.center().y - galley.size().y / 2.0), galley, p.weak);
            (x, room, is_cut) = (x + width, room - width, cut);
        }
        if !place.below.is_empty() {
            let below = text::shown(&place.below);
            let marks = if self.marks.is_empty() || below.as_bytes() != place.below {
                Vec::new()
            } else {
                self.marks.in_folder(&place.below)
            };
            let text = PlacedText { words: &below, colour: p.mid, x, room };
            is_cut |= text.draw(ui, painter, cell.area, &marks);
        }
        is_cut.then(|| place.text())
    }

    fn target_ui(&self, ui: &Ui, painter: &Painter, cell: &DrawnCell<'_>) -> Option<String> {
        let target = cell.row.target.unwrap_or_default();
        let shown = text::shown(target);
        let marks = if self.marks.is_empty() || shown.as_bytes() != target {
            Vec::new()
        } else {
            self.marks.in_target(target)
        };
        let x = cell.area.left() + PADDING;
        let room = cell.area.right() - PADDING - x;
        let text = PlacedText { words: &shown, colour: Palette::of(ui).weak, x, room };
        text.draw(ui, painter, cell.area, &marks).then(|| shown.into_owned())
    }

    fn size_ui(&self, ui: &Ui, painter: &Painter, cell: &DrawnCell<'_>) -> Option<String> {
        let p = Palette::of(ui);
        let inside = InsideCell::of(self.sheet, cell.row, cell.column);
        if inside.is_some_and(|inside| !inside.is_number()) {
            return self.plain_ui(ui, painter, cell);
        }
        let words = cell::shown(self.sheet, cell.number, cell.row, cell.column);
        let (number, unit) = words.rsplit_once(' ')?;
        // A sum is not the size of a file, and is left out of the comparison of files.
        let colour = if inside.is_some() { p.weak } else { p.mid };
        if inside.is_none()
            && cell.column == Column::Size
            && let Some(size) = cell.row.meta.size.filter(|_| self.largest > 0)
        {
            let share = (size as f64 / self.largest as f64).min(1.0) as f32;
            let bar = cell.area.shrink2(vec2(2.0, 3.0));
            painter.rect_filled(
                bar.with_max_x(bar.left() + bar.width() * share),
                2.0,
                p.accent.gamma_multiply(BAR),
            );
        }
        let slot = cell.area.right() - PADDING - UNIT;
        let (digits, is_cut) =
            elide::laid_out(ui, number, &fonts::row(), colour, slot - cell.area.left() - PADDING);
        let (unit, _) = elide::laid_out(ui, unit, &fonts::row(), p.weak, UNIT);
        let y = cell.area.center().y - digits.size().y / 2.0;
        painter.galley(pos2(slot - digits.size().x, y), digits, colour);
        painter.galley(pos2(slot + 4.0, y), unit, p.weak);
        is_cut.then_some(words)
    }

    fn change_ui(&self, ui: &Ui, painter: &Painter, cell: &DrawnCell<'_>) -> Option<String> {
        let change = self.sheet.change(cell.number)?;
        let (icon, colour) = states::look(change, Palette::of(ui));
        let middle = pos2(cell.area.left() + PADDING + icons::SIZE / 2.0, cell.area.center().y);
        icon.paint(painter, middle, icons::SIZE, colour);
        let x = cell.area.left() + PADDING + ICON;
        let text =
            PlacedText { words: words::change(change), colour, x, room: cell.area.right() - PADDING - x };
        text.draw(ui, painter, cell.area, &[]).then(|| text.words.to_owned())
    }

    fn plain_ui(&self, ui: &Ui, painter: &Painter, cell: &DrawnCell<'_>) -> Option<String> {
        let words = cell::shown(self.sheet, cell.number, cell.row, cell.column);
        let room = cell.area.width() - 2.0 * PADDING;
        let p = Palette::of(ui);
        let is_time = cell.column.values() == ValueKind::Time;
        let colour = if is_time { p.mid } else { p.weak };
        let (galley, is_cut) = elide::laid_out(ui, &words, &fonts::row(), colour, room);
        let size = galley.size();
        let at_right = cell.column.values().is_number();
        let x = if at_right { cell.area.right() - PADDING - size.x } else { cell.area.left() + PADDING };
        painter.galley(pos2(x, cell.area.center().y - size.y / 2.0), galley, colour);
        is_cut.then_some(words)
    }
}

/// How much wider than its text a cell of a column has to be, in points.
pub(super) fn beside(column: Column) -> f32 {
    let more = match (column, column.values()) {
        (Column::Name | Column::Change, _) => ICON,
        (_, ValueKind::Bytes) => UNIT / 2.0,
        _ => 0.0,
    };
    2.0 * PADDING + more
}

/// A text at a place.
struct PlacedText<'a> {
    words: &'a str,
    colour: Color32,
    x: f32,
    room: f32,
}

impl PlacedText<'_> {
    /// Draws it with these parts of it marked, in bytes. Returns whether it had to be cut.
    fn draw(&self, ui: &Ui, painter: &Painter, area: Rect, marks: &[Range<usize>]) -> bool {
        let (galley, is_cut) = elide::laid_out(ui, self.words, &fonts::row(), self.colour, self.room);
        let at = pos2(self.x, area.center().y - galley.size().y / 2.0);
        // Where letters run from right to left a part of the text may be drawn in several pieces.
        let is_plain = || ui.fonts_mut(|view| names::is_plain(view, &fonts::row(), self.words));
        let marks = if marks.is_empty() || !is_plain() { &[] } else { marks };
        for mark in marks {
            if let Some(x) = marked(&galley, self.words, mark) {
                let place = Rect::from_x_y_ranges(at.x + x.start..=at.x + x.end, area.shrink(3.0).y_range());
                painter.rect_filled(place, 2.0, Palette::of(ui).accent.gamma_multiply(MARK));
            }
        }
        painter.galley(at, galley, self.colour);
        is_cut
    }
}

/// From where to where a part of a text is drawn, in points from its beginning; `None` where it was cut away, or where letters don't stand
/// in the order of the text.
fn marked(galley: &Galley, words: &str, mark: &Range<usize>) -> Option<Range<f32>> {
    let drawn = galley.text();
    let (start, end) = if drawn == words {
        (mark.start, mark.end)
    } else {
        // The beginning, an ellipsis, and the end.
        let cut = drawn
            .match_indices('…')
            .find(|(at, cut)| words.starts_with(&drawn[..*at]) && words.ends_with(&drawn[at + cut.len()..]));
        let (head, ellipsis) = cut?;
        let tail = words.len() - (drawn.len() - head - ellipsis.len());
        let behind = |at: usize| at - tail + head + ellipsis.len();
        match (mark.start < head, mark.end > tail) {
            (true, true) => (mark.start, behind(mark.end)),
            (true, false) => (mark.start, mark.end.min(head)),
            (false, true) => (behind(mark.start.max(tail)), behind(mark.end)),
            (false, false) => return None,
        }
    };
    let x = |at: usize| {
        let letters = drawn.get(..at)?.chars().count();
        Some(galley.pos_from_cursor(CCursor::new(letters)).min.x)
    };
    let place = x(start)?..x(end)?;
    (place.start < place.end).then_some(place)
}
