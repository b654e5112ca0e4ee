//! Names, paths and sentences that quote them, drawn in their true order. Every panel that shows one lays it out here.
//!
//! egui draws no text from right to left beyond a single word, and mirrors what it should not. Here a line is split into [`pieces`], what
//! can't be drawn becomes an escape, [`order`] tells by Unicode's algorithm from where to where each runs, [`cut`] leaves out of a line
//! what has no room, and [`visual`] makes sections of the rest, from left to right, in each of which egui has no choice. [`glyphs`] knows
//! what the fonts have. Most lines need none of this and take one look at their characters.
//!
//! What is drawn is another text than what is meant: it is never copied, searched or read out.

mod cut;
mod glyphs;
mod order;
mod pieces;
mod typed;
mod visual;

pub(super) use order::{Reading, isolated};
pub(super) use typed::TypedLine;

use super::theme::Palette;
use crate::text;
use eframe::egui::epaint::text::FontsView;
use eframe::egui::text::LayoutJob;
use eframe::egui::{
    Color32, FontId, Galley, Label, Response, RichText, Role, TextStyle, Ui, WidgetInfo, WidgetText,
};
use glyphs::Glyphs;
use pieces::TextPiece;
use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;
use unicode_bidi::Level;
use visual::TextLook;

#[cfg(test)]
mod tests;

const ELLIPSIS: TextPiece<'static> = TextPiece { text: Cow::Borrowed("…"), is_escape: false };

/// Whether egui draws a text as it is meant, with no help: letters from left to right, all of which the fonts have, and no escapes.
pub(super) fn is_plain(fonts: &mut FontsView<'_>, font: &FontId, text: &str) -> bool {
    is_written_plainly(fonts, font, text) && !pieces::has_escape(text)
}

/// The same of a text that is being typed, in which an escape is nothing but its characters.
pub(super) fn is_written_plainly(fonts: &mut FontsView<'_>, font: &FontId, text: &str) -> bool {
    if text.is_ascii() {
        text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
    } else {
        text.chars().all(|c| matches!(c, ' '..='~') || (is_simple(c) && fonts.has_glyph(font, c)))
    }
}

/// A letter or sign that stands for itself and neither turns nor joins others: of the scripts that most names are written in.
fn is_simple(c: char) -> bool {
    matches!(c,
        '\u{A1}'..='\u{AC}' | '\u{AE}'..='\u{2AF}' // Latin
        | '\u{370}'..='\u{482}' | '\u{48A}'..='\u{52F}' // Greek, Cyrillic
        | '\u{1E00}'..='\u{1FFF}' // more of them
        | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205E}' | '\u{20A0}'..='\u{20BF}' // punctuation, currencies
        | '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FE}' // Kana
        | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}' // Han, Hangul
        | '\u{FF01}'..='\u{FF5E}' // the wide forms of ASCII
    ) && c != '␣'
}

/// A text in one line no wider than `width`, in points, and whether it had to be cut.
pub(super) fn line(
    ui: &Ui,
    text: &str,
    reading: Reading,
    font: &FontId,
    color: Color32,
    width: f32,
) -> (Arc<Galley>, bool) {
    let look = look(ui, font, color);
    ui.fonts_mut(|fonts| {
        let mut glyphs = Glyphs { fonts, font: font.clone() };
        let line = TurnedLine::new(text, reading, &mut glyphs);
        let widths = line.widths(&mut glyphs);
        let sum: f32 = widths.iter().sum();
        // Joined letters are narrower than each by itself.
        if sum <= 2.0 * width {
            let whole = line.galley(None, &mut glyphs, &look);
            if whole.size().x <= width {
                return (whole, false);
            }
        }
        let ellipsis = glyphs.width("…");
        let mut room = width.min(sum - 0.1);
        loop {
            let out = cut::left_out(&widths, ellipsis, room).unwrap_or(0..0);
            let is_all_out = out.len() == widths.len();
            let galley = line.galley(Some(out), &mut glyphs, &look);
            let over = galley.size().x - width;
            if over <= 0.0 || is_all_out {
                return (galley, true);
            }
            room -= over.max(1.0);
        }
    })
}

/// A text of one or more lines, in lines no wider than `width`, in points.
pub(super) fn paragraph(
    ui: &Ui,
    text: &str,
    reading: Reading,
    font: &FontId,
    color: Color32,
    width: f32,
) -> Arc<Galley> {
    let look = look(ui, font, color);
    ui.fonts_mut(|fonts| {
        let mut glyphs = Glyphs { fonts, font: font.clone() };
        let mut job = LayoutJob::default();
        job.wrap.max_width = width;
        for (number, text) in text.split('\n').enumerate() {
            if number > 0 {
                job.append("\n", 0.0, look.plain());
            }
            if is_plain(glyphs.fonts, font, text) {
                job.append(text, 0.0, look.plain());
            } else {
                TurnedLine::new(text, reading, &mut glyphs).push_wrapped(&mut job, width, &mut glyphs, &look);
            }
        }
        glyphs.fonts.layout_job(job)
    })
}

/// A wrapping label for a text that may quote names, messages or what a user typed; what has no look in it is written out.
pub(super) fn label_ui(ui: &mut Ui, text: &str, reading: Reading, font: FontId, color: Color32) -> Response {
    let text: Cow<'_, str> = match text.contains('\n') {
        true => text.split('\n').map(text::printable).collect::<Vec<_>>().join("\n").into(),
        false => text::printable(text),
    };
    let mut is_plain = |text: &str| ui.fonts_mut(|fonts| is_plain(fonts, &font, text));
    if text.split('\n').all(&mut is_plain) {
        return ui.add(Label::new(RichText::new(&*text).font(font).color(color)).wrap());
    }
    let galley = paragraph(ui, &text, reading, &font, color, ui.available_width());
    // What is drawn must not be copied as it is drawn.
    let response = ui.add(Label::new(galley).selectable(false));
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &*text));
    response
}

/// Words that may quote a name, for a widget that has its own colours, and draws them in one line.
pub(super) fn widget_text(ui: &Ui, text: &str) -> WidgetText {
    let font = TextStyle::Button.resolve(ui.style());
    if ui.fonts_mut(|fonts| is_plain(fonts, &font, text)) {
        return text.into();
    }
    line(ui, text, Reading::Prose, &font, Color32::PLACEHOLDER, f32::INFINITY).0.into()
}

fn look(ui: &Ui, font: &FontId, text: Color32) -> TextLook {
    TextLook { font: font.clone(), text, escape: Palette::of(ui).weak }
}

/// A text's pieces, and how each is turned.
struct TurnedLine<'a> {
    pieces: Vec<TextPiece<'a>>,
    levels: Vec<Level>,
}

impl<'a> TurnedLine<'a> {
    fn new(text: &'a str, reading: Reading, glyphs: &mut Glyphs<'_, '_>) -> Self {
        let pieces = pieces::pieces(text, |letter| glyphs.drawn(letter));
        let levels = order::levels(&pieces, reading);
        TurnedLine { pieces, levels }
    }

    fn widths(&self, glyphs: &mut Glyphs<'_, '_>) -> Vec<f32> {
        self.pieces.iter().map(|piece| glyphs.width(&piece.text)).collect()
    }

    /// In one line, with an ellipsis for what is left out.
    fn galley(&self, out: Option<Range<usize>>, glyphs: &mut Glyphs<'_, '_>, look: &TextLook) -> Arc<Galley> {
        let mut job = LayoutJob { break_on_newline: false, ..LayoutJob::default() };
        match out.filter(|out| !out.is_empty()) {
            None => visual::push(&mut job, &self.pieces, &self.levels, glyphs, look),
            Some(out) => {
                let (mut pieces, mut levels) = (self.pieces.clone(), self.levels.clone());
                // It stands for all that is left out, so it parts what that parted.
                let level = levels[out.clone()].iter().min().copied().unwrap_or(Level::ltr());
                pieces.splice(out.clone(), [ELLIPSIS]);
                levels.splice(out, [level]);
                visual::push(&mut job, &pieces, &levels, glyphs, look);
            }
        }
        glyphs.fonts.layout_job(job)
    }

    fn push_wrapped(&self, job: &mut LayoutJob, width: f32, glyphs: &mut Glyphs<'_, '_>, look: &TextLook) {
        let widths = self.widths(glyphs);
        let may_end = |number: usize| {
            let piece = &self.pieces[number];
            !piece.is_escape && (matches!(piece.first(), ' ' | '-') || std::path::is_separator(piece.first()))
        };
        for (number, line) in cut::lines(&widths, may_end, width).into_iter().enumerate() {
            if number > 0 {
                job.append("\n", 0.0, look.plain());
            }
            visual::push(job, &self.pieces[line.clone()], &self.levels[line], glyphs, look);
        }
    }
}
