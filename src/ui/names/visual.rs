//! A line of pieces as a layout for egui: one section for each that must be shaped by itself, from left to right as they are seen.

use super::glyphs::Glyphs;
use super::order::{class, is_rightward};
use super::pieces::TextPiece;
use eframe::egui::text::{ByteIndex, LayoutJob, LayoutSection, TextFormat};
use eframe::egui::{Color32, FontId};
use icu_properties::CodePointMapData;
use icu_properties::props::{BidiClass, BidiMirroringGlyph, Script};
use std::ops::Range;
use unicode_bidi::{BidiInfo, Level};

/// How text is drawn, and an escape in it.
#[derive(Clone)]
pub(super) struct TextLook {
    pub font: FontId,
    pub text: Color32,
    pub escape: Color32,
}

impl TextLook {
    pub(super) fn plain(&self) -> TextFormat {
        TextFormat::simple(self.font.clone(), self.text)
    }

    /// In a colour of its own on a ground of its own, so that letters that look like an escape are told from one.
    fn escape(&self) -> TextFormat {
        TextFormat {
            background: self.text.gamma_multiply(0.12),
            ..TextFormat::simple(self.font.clone(), self.escape)
        }
    }
}

/// Adds a line to a layout.
pub(super) fn push(
    job: &mut LayoutJob,
    pieces: &[TextPiece<'_>],
    levels: &[Level],
    glyphs: &mut Glyphs<'_, '_>,
    look: &TextLook,
) {
    let order = if levels.iter().all(|level| level.number() == 0) {
        (0..pieces.len()).collect()
    } else {
        BidiInfo::reorder_visual(levels)
    };
    let mut next = 0;
    while next < order.len() {
        let number = order[next];
        let piece = &pieces[number];
        if piece.is_escape {
            section(job, &piece.text, look.escape());
            next += 1;
        } else if levels[number].is_rtl() {
            let word = word(pieces, levels, &order[next..]);
            push_word(job, &pieces[word.clone()], glyphs, look);
            next += word.len();
        } else {
            let end = (next + 1..order.len()).find(|&end| {
                let (before, number) = (order[end - 1], order[end]);
                number != before + 1
                    || levels[number].is_rtl()
                    || stands_alone(&pieces[number])
                    || stands_alone(&pieces[before])
            });
            let end = end.unwrap_or(order.len());
            let text: String = order[next..end].iter().map(|&number| &*pieces[number].text).collect();
            section(job, &text, look.plain());
            next = end;
        }
    }
}

/// Adds a section. egui's own `append` makes one of two that look alike, and shapes them together.
fn section(job: &mut LayoutJob, text: &str, format: TextFormat) {
    let start = ByteIndex(job.text.len());
    job.text.push_str(text);
    let byte_range = start..ByteIndex(job.text.len());
    job.sections.push(LayoutSection { leading_space: 0.0, byte_range, format });
}

/// The letters of one script that are seen next from the left, which are shaped together: the last comes first.
fn word(pieces: &[TextPiece<'_>], levels: &[Level], order: &[usize]) -> Range<usize> {
    let last = order[0];
    let is_letter = |number: usize| !pieces[number].is_escape && is_rightward(pieces[number].first());
    let mut first = last;
    for &number in &order[1..] {
        let goes_on = number + 1 == first
            && is_letter(number)
            && is_letter(first)
            && levels[number] == levels[last]
            && are_of_one_script(&pieces[number], &pieces[last]);
        if !goes_on {
            break;
        }
        first = number;
    }
    first..last + 1
}

fn push_word(job: &mut LayoutJob, pieces: &[TextPiece<'_>], glyphs: &mut Glyphs<'_, '_>, look: &TextLook) {
    if let [piece] = pieces {
        let mut text = piece.text.to_string();
        if let Some(mirrored) = mirrored(piece.first()) {
            text.replace_range(..piece.first().len_utf8(), mirrored.encode_utf8(&mut [0; 4]));
        }
        section(job, &text, look.plain());
        return;
    }
    let word: String = pieces.iter().map(|piece| &*piece.text).collect();
    if glyphs.runs_rightward(&word) {
        section(job, &word, look.plain());
        return;
    }
    // In several fonts, or in a script whose direction the shaper doesn't know.
    for piece in pieces.iter().rev() {
        section(job, &piece.text, look.plain());
    }
}

/// Whether a piece that runs from left to right would turn others in its section: a digit of Persian is one.
pub(super) fn stands_alone(piece: &TextPiece<'_>) -> bool {
    if piece.is_escape {
        return true;
    }
    let turns = |c: char| match class(c) {
        BidiClass::LeftToRight => false,
        BidiClass::EuropeanNumber | BidiClass::ArabicNumber => !c.is_ascii(),
        _ => !matches!(script(c), Script::Common | Script::Inherited),
    };
    piece.text.chars().any(turns)
}

fn are_of_one_script(one: &TextPiece<'_>, other: &TextPiece<'_>) -> bool {
    let (one, other) = (script(one.first()), script(other.first()));
    one == other || one == Script::Common || other == Script::Common
}

fn script(c: char) -> Script {
    CodePointMapData::<Script>::new().get(c)
}

fn mirrored(c: char) -> Option<char> {
    let glyph = CodePointMapData::<BidiMirroringGlyph>::new().get(c);
    if glyph.mirrored { glyph.mirroring_glyph } else { None }
}
