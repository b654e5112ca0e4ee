//! Text that is cut in its middle to fit: of a path both ends tell the most, and of a name its extension.
//! Every panel that shows a path calls it. Measures and paints; what it keeps are widths of characters.

use super::names::{self, Reading};
use eframe::egui::text::{LayoutJob, TextWrapping};
use eframe::egui::{Align, Color32, FontId, Galley, Id, Response, Sense, TextStyle, Ui, WidgetInfo, vec2};
use eframe::egui::{Role, TextWrapMode};
use std::borrow::Cow;
use std::sync::Arc;

const ELLIPSIS: char = '…';

/// `text`, or its beginning and end with `…` between where it is wider than `width`. Looks at no more characters than fit.
pub(super) fn middle(text: &str, width: f32, mut width_of: impl FnMut(char) -> f32) -> Cow<'_, str> {
    let mut total = 0.0;
    let fits = text.chars().all(|c| {
        total += width_of(c);
        total <= width
    });
    if fits {
        return Cow::Borrowed(text);
    }
    let room = width - width_of(ELLIPSIS);
    let mut used = 0.0;
    let mut head = 0;
    for (at, c) in text.char_indices() {
        let w = width_of(c);
        if used + w > room / 2.0 {
            break;
        }
        used += w;
        head = at + c.len_utf8();
    }
    let mut tail = text.len();
    for (at, c) in text[head..].char_indices().rev() {
        let w = width_of(c);
        if used + w > room {
            break;
        }
        used += w;
        // A mark without a width belongs to the letter before it, and must not land on the ellipsis.
        if w > 0.0 {
            tail = head + at;
        }
    }
    Cow::Owned(format!("{}{ELLIPSIS}{}", &text[..head], &text[tail..]))
}

/// A name or path laid out in one line no wider than `width`, in points, and whether it had to be cut.
pub(super) fn laid_out(
    ui: &Ui,
    text: &str,
    font: &FontId,
    color: Color32,
    width: f32,
) -> (Arc<Galley>, bool) {
    read_as(ui, text, Reading::Path, font, color, width)
}

/// The same for a sentence, which may quote names.
pub(super) fn sentence(
    ui: &Ui,
    text: &str,
    font: &FontId,
    color: Color32,
    width: f32,
) -> (Arc<Galley>, bool) {
    read_as(ui, text, Reading::Prose, font, color, width)
}

/// Words laid out in one line no wider than `width`, in points, with their end left out where they had to be cut, and whether they had.
pub(super) fn beginning(
    ui: &Ui,
    words: &str,
    font: &FontId,
    color: Color32,
    width: f32,
) -> (Arc<Galley>, bool) {
    let plain = ui.fonts_mut(|fonts| {
        names::is_plain(fonts, font, words).then(|| {
            let mut job = LayoutJob::simple_singleline(words.to_owned(), font.clone(), color);
            job.wrap = TextWrapping::truncate_at_width(width.max(0.0));
            fonts.layout_job(job)
        })
    });
    match plain {
        Some(galley) => {
            let is_cut = galley.elided;
            (galley, is_cut)
        }
        None => sentence(ui, words, font, color, width),
    }
}

fn read_as(
    ui: &Ui,
    text: &str,
    reading: Reading,
    font: &FontId,
    color: Color32,
    width: f32,
) -> (Arc<Galley>, bool) {
    let plain = plain(ui, text, font, color, width);
    plain.unwrap_or_else(|| names::line(ui, text, reading, font, color, width))
}

/// A text that needs no care: the most there are, and every row in sight has some in every frame.
fn plain(ui: &Ui, text: &str, font: &FontId, color: Color32, width: f32) -> Option<(Arc<Galley>, bool)> {
    let ascii = ascii_widths(ui, font);
    ui.fonts_mut(|fonts| {
        if !names::is_plain(fonts, font, text) {
            return None;
        }
        let width_of = |c: char| match ascii.get(c as usize) {
            Some(&width) => width,
            None => fonts.glyph_width(font, c),
        };
        let fitted = middle(text, width, width_of);
        let cut = matches!(fitted, Cow::Owned(_));
        let mut job = LayoutJob::simple_singleline(fitted.into_owned(), font.clone(), color);
        // Shaping can make a line wider than its characters are one by one.
        job.wrap = TextWrapping::truncate_at_width(width.max(0.0) + 2.0);
        let galley = fonts.layout_job(job);
        // What is cut at its end has lost its extension.
        (!galley.elided).then_some((galley, cut))
    })
}

/// The widths of the most frequent characters. Asked of the font one by one for every cell in every frame, they took a third of
/// a frame.
fn ascii_widths(ui: &Ui, font: &FontId) -> Arc<[f32; 128]> {
    let id = Id::unique(("ascii widths", font));
    if let Some(widths) = ui.data(|data| data.get_temp(id)) {
        return widths;
    }
    let widths =
        ui.fonts_mut(|fonts| Arc::new(std::array::from_fn(|c| fonts.glyph_width(font, c as u8 as char))));
    ui.data_mut(|data| data.insert_temp(id, Arc::clone(&widths)));
    widths
}

/// A sentence, which may quote names, as wide as the room, with all of it in the tooltip where it was cut.
pub(super) fn line_ui(ui: &mut Ui, text: &str, style: TextStyle, color: Color32) -> Response {
    let font = style.resolve(ui.style());
    let width = ui.available_width();
    let (galley, cut) = sentence(ui, text, &font, color, width);
    let height = galley.size().y;
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    ui.painter().galley(rect.min, galley, color);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    if cut { response.on_hover_ui(|ui| whole_ui(ui, text)) } else { response }
}

/// A long text in a tooltip: wrapped, so that no path is wider than the screen.
pub(super) fn whole_ui(ui: &mut Ui, text: &str) {
    ui.set_max_width(560.0);
    ui.style_mut().wrap_mode = Some(TextWrapMode::Wrap);
    let (font, color) = (TextStyle::Body.resolve(ui.style()), ui.visuals().text_color());
    ui.with_layout(eframe::egui::Layout::top_down(Align::Min), |ui| {
        names::label_ui(ui, text, Reading::Path, font, color)
    });
}

#[cfg(test)]
mod tests {
    use super::middle;
    use proptest::prelude::*;

    fn cut(text: &str, width: u8) -> String {
        middle(text, f32::from(width), |_| 1.0).into_owned()
    }

    #[test]
    fn both_ends_stay() {
        assert_eq!(cut("/home/ada/Documents/report.pdf", 11), "/home…t.pdf");
        assert_eq!(cut("short", 5), "short");
        assert_eq!(cut("short", 1), "…");
    }

    #[test]
    fn a_mark_stays_with_its_letter() {
        let width = |c: char| if c == '\u{301}' { 0.0 } else { 1.0 };
        assert_eq!(middle("abcdefge\u{301}", 3.0, width), "a…e\u{301}");
        assert_eq!(middle("abcdefe\u{301}g", 3.0, width), "a…g");
    }

    proptest! {
        #[test]
        fn it_fits_and_both_ends_are_the_texts_own(text in "\\PC{0,60}", width in 1u8..70) {
            let fitted = cut(&text, width);
            prop_assert!(fitted.chars().count() <= usize::from(width));
            if fitted != text {
                let (head, tail) = fitted.split_once('…').unwrap();
                prop_assert!(text.starts_with(head) && (text.ends_with(tail) || head.contains('…') || tail.contains('…')));
            }
        }
    }
}
