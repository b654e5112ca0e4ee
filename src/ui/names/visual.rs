//! A line of pieces as a layout for egui: one section for each that must be shaped separately, from left to right as displayed.

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
    pub(super) fn escape(&self) -> TextFormat {
        TextFormat {
            background: self.text.gamma_multiply(0.12),
            ..TextFormat::simple(self.font.clone(), self.escape)
        }
    }
}

/// What is shaped separately, in display order.
pub(super) struct Run {
    pub text: String,
    /// The pieces in it, from left to right.
    pub pieces: Vec<usize>,
    pub is_escape: bool,
}

/// Adds a line to a layout.
pub(super) fn push(
    job: &mut LayoutJob,
    pieces: &[TextPiece<'_>],
    levels: &[Level],
    glyphs: &mut Glyphs<'_, '_>,
    look: &TextLook,
) {
    for run in runs(pieces, levels, glyphs, |_, _| true) {
        section(job, &run.text, if run.is_escape { look.escape() } else { look.plain() });
    }
}

/// The runs of a line, from left to right. `may_join` tells of two pieces beside each other whether they may be in one.
pub(super) fn runs(
    pieces: &[TextPiece<'_>],
    levels: &[Level],
    glyphs: &mut Glyphs<'_, '_>,
    may_join: impl Fn(usize, usize) -> bool,
) -> Vec<Run> {
    let order = if levels.iter().all(|level| level.number() == 0) {
        (0..pieces.len()).collect()
    } else {
        BidiInfo::reorder_visual(levels)
    };
    let mut runs = Vec::new();
    let mut next = 0;
    while next < order.len() {
        let number = order[next];
        let piece = &pieces[number];
        if piece.is_escape {
            runs.push(Run { text: piece.text.to_string(), pieces: vec![number], is_escape: true });
            next += 1;
        } else if levels[number].is_rtl() {
            let word = word(pieces, levels, &order[next..]);
            next += word.len();
            push_word(&mut runs, pieces, word, glyphs);
        } else {
            let end = (next + 1..order.len()).find(|&end| {
                let (before, number) = (order[end - 1], order[end]);
                number != before + 1
                    || levels[number].is_rtl()
                    || stands_alone(&pieces[number])
                    || stands_alone(&pieces[before])
                    || !may_join(before, number)
            });
            let of = order[next..end.unwrap_or(order.len())].to_vec();
            next += of.len();
            let text = of.iter().map(|&number| &*pieces[number].text).collect();
            runs.push(Run { text, pieces: of, is_escape: false });
        }
    }
    runs
}

/// Adds a section. egui's own `append` makes one of two that look alike, and shapes them together.
pub(super) fn section(job: &mut LayoutJob, text: &str, format: TextFormat) {
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

fn push_word(runs: &mut Vec<Run>, pieces: &[TextPiece<'_>], word: Range<usize>, glyphs: &mut Glyphs<'_, '_>) {
    if word.len() == 1 {
        let piece = &pieces[word.start];
        let mut text = piece.text.to_string();
        if let Some(mirrored) = mirrored(piece.first()) {
            text.replace_range(..piece.first().len_utf8(), mirrored.encode_utf8(&mut [0; 4]));
        }
        runs.push(Run { text, pieces: vec![word.start], is_escape: false });
        return;
    }
    let text: String = pieces[word.clone()].iter().map(|piece| &*piece.text).collect();
    if glyphs.runs_rightward(&text) {
        runs.push(Run { text, pieces: word.rev().collect(), is_escape: false });
        return;
    }
    // In several fonts, or in a script whose direction the shaper doesn't know.
    for number in word.rev() {
        runs.push(Run { text: pieces[number].text.to_string(), pieces: vec![number], is_escape: false });
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
