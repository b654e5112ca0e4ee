//! A line of text that is being typed, drawn in its true order like any other, with the place of each of its characters.
//!
//! egui's text field takes the n-th glyph of a layout for the n-th character of its text, and puts the caret at the glyph's left. So it
//! gets a layout in which the picture is drawn from left to right as it is seen, and the glyphs stand in the order of the text, each at
//! the place where the caret is before it. Only what lies between two carets, a selection, and what a click hits are not a matter of
//! one edge each: [`TypedLine`] knows these.

use super::glyphs::Glyphs;
use super::order::{self, Reading};
use super::pieces::{self, TextPiece};
use super::visual::{self, Run, TextLook};
use crate::ui::theme::Palette;
use eframe::egui::epaint::text::Glyph;
use eframe::egui::text::LayoutJob;
use eframe::egui::{FontId, Galley, Stroke, Ui};
use std::ops::Range;
use std::sync::Arc;
use unicode_bidi::Level;

/// The layout of a line, and where its characters are in it.
pub(in crate::ui) struct TypedLine {
    pub(in crate::ui) galley: Arc<Galley>,
    cells: Vec<Cell>,
    /// Where the caret is before each character, and after the last.
    carets: Vec<f32>,
}

/// What is drawn whole.
struct Cell {
    /// The characters of the text that it is.
    chars: Range<usize>,
    /// From its left to its right, in points.
    left: f32,
    right: f32,
    level: Level,
}

impl Cell {
    /// Where the caret is before it, and behind it.
    fn edges(&self) -> (f32, f32) {
        if self.level.is_rtl() { (self.right, self.left) } else { (self.left, self.right) }
    }
}

impl TypedLine {
    /// Lays out a text; what of it is `wrong`, in bytes, gets a line under it.
    pub(in crate::ui) fn new(
        ui: &Ui,
        text: &str,
        reading: Reading,
        font: &FontId,
        wrong: &Range<usize>,
    ) -> TypedLine {
        let p = Palette::of(ui);
        let look = super::look(ui, font, p.text);
        ui.fonts_mut(|fonts| {
            let line_height = Some(fonts.row_height(font));
            let mut glyphs = Glyphs { fonts, font: font.clone() };
            let (pieces, lengths): (Vec<TextPiece<'_>>, Vec<usize>) =
                pieces::typed_pieces(text, |letter| glyphs.drawn(letter)).into_iter().unzip();
            let levels = order::levels(&pieces, reading);
            let mut end = 0;
            let is_wrong: Vec<bool> = lengths
                .iter()
                .map(|length| {
                    let start = end;
                    end += length;
                    start < wrong.end && wrong.start < end
                })
                .collect();
            let runs =
                visual::runs(&pieces, &levels, &mut glyphs, |one, other| is_wrong[one] == is_wrong[other]);

            let mut job = LayoutJob { break_on_newline: false, ..LayoutJob::default() };
            job.keep_trailing_whitespace = true;
            for run in &runs {
                let mut format = if run.is_escape { look.escape() } else { look.plain() };
                format.line_height = line_height;
                if run.pieces.iter().any(|&number| is_wrong[number]) {
                    (format.underline, format.color) = (Stroke::new(1.5, p.bad), p.bad);
                }
                visual::section(&mut job, &run.text, format);
            }
            let galley = glyphs.fonts.layout_job(job);
            let mut seen = galley.rows.first().map_or(&[][..], |row| &row.row.glyphs);
            let mut places = vec![(0.0, 0.0); pieces.len()];
            for run in &runs {
                // A run is shaped the same when alone, which gives its number of glyphs.
                let (own, rest) = seen.split_at(glyphs.count(&run.text).min(seen.len()));
                place(run, &pieces, &levels, own, &mut places);
                seen = rest;
            }
            let mut at = 0;
            let mut start = 0;
            let cells = lengths.iter().enumerate().map(|(number, length)| {
                let chars = at..at + text[start..start + length].chars().count();
                (at, start) = (chars.end, start + length);
                let (left, right) = places[number];
                Cell { chars, left, right, level: levels[number] }
            });
            let cells: Vec<Cell> = cells.collect();
            let carets = carets(&cells);
            let galley = logical(galley, text, &carets, &look);
            TypedLine { galley, cells, carets }
        })
    }

    /// Which place between characters is nearest, and so gets the caret of a click.
    pub(in crate::ui) fn caret_at(&self, x: f32) -> usize {
        let ends = self.cells.iter().map(|cell| cell.chars.end);
        let places = std::iter::once(0).chain(ends);
        places
            .min_by(|&one, &other| (self.carets[one] - x).abs().total_cmp(&(self.carets[other] - x).abs()))
            .unwrap_or(0)
    }

    /// Where the caret is before a character, in points from the left.
    pub(in crate::ui) fn caret(&self, at: usize) -> f32 {
        self.carets.get(at).or(self.carets.last()).copied().unwrap_or_default()
    }

    /// What some characters take up: from left to right, in points, of each part that is seen in one.
    pub(in crate::ui) fn parts(&self, chars: &Range<usize>) -> Vec<(f32, f32)> {
        let is_in = |cell: &&Cell| chars.start < cell.chars.end && cell.chars.start < chars.end;
        let mut cells: Vec<_> = self.cells.iter().filter(is_in).map(|cell| (cell.left, cell.right)).collect();
        cells.sort_by(|one, other| one.0.total_cmp(&other.0));
        let mut parts: Vec<(f32, f32)> = Vec::new();
        for cell in cells {
            match parts.last_mut() {
                Some(last) if cell.0 - last.1 < 0.5 => last.1 = cell.1,
                _ => parts.push(cell),
            }
        }
        parts
    }
}

/// Notes where each piece of a run is, from its left to its right.
fn place(run: &Run, pieces: &[TextPiece<'_>], levels: &[Level], glyphs: &[Glyph], places: &mut [(f32, f32)]) {
    // egui adds glyphs with no width behind a word that runs from right to left.
    let takes_room = |glyph: &&Glyph| glyph.advance_width > 0.0;
    let Some(end) = glyphs.iter().rfind(takes_room).or(glyphs.last()).map(Glyph::max_x) else { return };
    // Each with how many pieces it draws, from the left.
    let mut signs: Vec<(usize, &Glyph)> = Vec::new();
    if run.pieces.first().is_some_and(|&number| levels[number].is_rtl()) {
        signs = rightward(run, pieces, glyphs);
    } else if run.pieces.len() > 1 {
        let mut rest = glyphs.iter();
        for &number in &run.pieces {
            let letters = pieces[number].text.chars().count();
            let mut own = rest.by_ref().take(letters).filter(|glyph| glyph.advance_width > 0.0);
            match (own.next(), signs.last_mut()) {
                (Some(glyph), _) => signs.push((1, glyph)),
                // Joined with the letter before, as an f and an i are in many fonts.
                (None, Some((count, _))) => *count += 1,
                (None, None) => {}
            }
            own.for_each(drop);
        }
    }
    if signs.iter().map(|(count, _)| count).sum::<usize>() != run.pieces.len() {
        signs = vec![(run.pieces.len(), &glyphs[0])];
    }
    let mut of = run.pieces.iter();
    for (at, &(count, glyph)) in signs.iter().enumerate() {
        let right = signs.get(at + 1).map_or(end, |(_, next)| next.pos.x);
        let each = (right - glyph.pos.x) / count as f32;
        for (step, &number) in of.by_ref().take(count).enumerate() {
            let left = glyph.pos.x + each * step as f32;
            places[number] = (left, left + each);
        }
    }
}

/// How many pieces, from the left, each glyph of a word draws that runs from right to left.
fn rightward<'g>(run: &Run, pieces: &[TextPiece<'_>], glyphs: &'g [Glyph]) -> Vec<(usize, &'g Glyph)> {
    let mut signs = Vec::new();
    let mut done = 0;
    for glyph in glyphs.iter().filter(|glyph| glyph.advance_width > 0.0) {
        // Those between are joined with it: the glyph has the first letter of what it draws.
        let at = run.pieces[done..].iter().position(|&number| pieces[number].first() == glyph.chr);
        if let Some(at) = at {
            signs.push((at + 1, glyph));
            done += at + 1;
        }
    }
    signs
}

/// Where the caret is before each character and after the last. Between a word and what runs the other way it is at the word's own edge,
/// so that both ends of the word can be told.
fn carets(cells: &[Cell]) -> Vec<f32> {
    let mut carets = Vec::new();
    for (number, cell) in cells.iter().enumerate() {
        let (before, behind) = cell.edges();
        carets.push(match number.checked_sub(1).map(|number| &cells[number]) {
            Some(last) if last.level >= cell.level => last.edges().1,
            _ => before,
        });
        // Within what is drawn whole.
        carets.extend(cell.chars.clone().skip(1).map(|_| behind));
    }
    carets.push(cells.last().map_or(0.0, |cell| cell.edges().1));
    carets
}

/// The same picture, with a glyph for each character of the text where its caret is.
fn logical(mut galley: Arc<Galley>, text: &str, carets: &[f32], look: &TextLook) -> Arc<Galley> {
    let changed = Arc::make_mut(&mut galley);
    // Of this are taken the letters and words of the text; what is drawn is there already.
    changed.job = Arc::new(LayoutJob {
        break_on_newline: false,
        keep_trailing_whitespace: true,
        ..LayoutJob::single_section(text.to_owned(), look.plain())
    });
    if let Some(row) = changed.rows.first_mut() {
        let row = Arc::make_mut(&mut row.row);
        if let Some(&like) = row.glyphs.first() {
            let last = row.visuals.glyph_vertex_range.end;
            row.glyphs.clear();
            for (number, chr) in text.chars().enumerate() {
                let mut glyph = like;
                (glyph.chr, glyph.pos.x, glyph.advance_width) = (chr, carets[number], 0.0);
                // None of the picture is its own: the colour of a selection is not given to a letter here.
                glyph.first_vertex = u32::try_from(last).unwrap_or(u32::MAX);
                row.glyphs.push(glyph);
            }
            row.size.x = carets.last().copied().unwrap_or_default();
        }
    }
    galley
}
