//! What the fonts of the moment can draw, asked of egui's text layout, which finds the system's fonts as it goes.
//!
//! egui shapes each section of a layout in runs of one font, and takes the direction of a run from its first letter that has a script.
//! So a run that begins with Hebrew is mirrored as a whole, Latin letters in it too, and several runs in one section stand from left to
//! right in any case (epaint 0.37, `segment_into_runs` and `guess_segment_properties`). [`super::visual`] gives it sections that leave it no
//! choice, and asks here whether a word is drawn as it should be.

use super::pieces::{Drawable, is_barred, works_unseen};
use eframe::egui::epaint::text::FontsView;
use eframe::egui::text::LayoutJob;
use eframe::egui::{Color32, FontId};
use icu_properties::CodePointMapData;
use icu_properties::props::{GeneralCategory, GeneralCategoryGroup};

/// The fonts, at one size.
pub(super) struct Glyphs<'a, 'f> {
    pub fonts: &'a mut FontsView<'f>,
    pub font: FontId,
}

impl Glyphs<'_, '_> {
    pub(super) fn has(&mut self, c: char) -> bool {
        !is_barred(c) && self.fonts.has_glyph(&self.font, c)
    }

    pub(super) fn width(&mut self, text: &str) -> f32 {
        text.chars().map(|c| self.fonts.glyph_width(&self.font, c)).sum()
    }

    /// What of a letter can be drawn.
    pub(super) fn drawn(&mut self, letter: &str) -> Drawable {
        let mut chars = letter.chars();
        if !chars.next().is_some_and(|base| self.has(base)) {
            return Drawable::Nothing;
        }
        for c in chars {
            let is_drawn = if is_mark(c) {
                // A mark that the letter's own font lacks is left out, though another font may have it.
                let without: String = letter.chars().filter(|&other| other != c).collect();
                !is_barred(c) && self.picture(letter) != self.picture(&without)
            } else {
                works_unseen(c) || self.has(c)
            };
            if !is_drawn {
                return Drawable::Base;
            }
        }
        Drawable::All
    }

    /// Whether a word's letters are drawn from right to left.
    pub(super) fn runs_rightward(&mut self, word: &str) -> bool {
        let galley = self.fonts.layout_job(self.job(word));
        let mut before = word.len();
        galley.rows.iter().flat_map(|row| &row.row.glyphs).all(|glyph| {
            // A letter may be drawn as several parts, its dots by themselves.
            let is_part = word[before..].starts_with(glyph.chr);
            if glyph.uv_rect.is_nothing() || is_mark(glyph.chr) || is_part {
                return true;
            }
            let at = word[..before].rfind(glyph.chr);
            before = at.unwrap_or(before);
            at.is_some()
        })
    }

    /// Where which parts of the font's picture are drawn.
    fn picture(&mut self, letter: &str) -> Vec<(i32, [u16; 4], [i32; 2])> {
        let galley = self.fonts.layout_job(self.job(letter));
        let glyphs = galley.rows.iter().flat_map(|row| &row.row.glyphs);
        let seen = glyphs.filter(|glyph| !glyph.uv_rect.is_nothing());
        let places = seen.map(|glyph| {
            let rect = glyph.uv_rect;
            let [[left, top], [right, bottom]] = [rect.min, rect.max];
            let fine = |points: f32| (points * 64.0) as i32;
            (fine(glyph.pos.x), [left, top, right, bottom], [fine(rect.offset.x), fine(rect.offset.y)])
        });
        places.collect()
    }

    /// How many glyphs a run is.
    pub(super) fn count(&mut self, text: &str) -> usize {
        let galley = self.fonts.layout_job(self.job(text));
        galley.rows.iter().map(|row| row.row.glyphs.len()).sum()
    }

    fn job(&self, text: &str) -> LayoutJob {
        LayoutJob::simple_singleline(text.to_owned(), self.font.clone(), Color32::WHITE)
    }
}

fn is_mark(c: char) -> bool {
    !works_unseen(c) && GeneralCategoryGroup::Mark.contains(CodePointMapData::<GeneralCategory>::new().get(c))
}
