//! The bundled fonts: Inter in three weights with figures of one width, and two weights of the Phosphor icons. `assets/fonts/make.py`
//! makes the files.
//!
//! Each family falls back to egui's own fonts, and from there to the system's, for every script that Inter doesn't have.

use eframe::egui::{Context, FontData, FontDefinitions, FontFamily, FontId, FontTweak};
use std::sync::{Arc, LazyLock};

const REGULAR: &[u8] = include_bytes!("../../../assets/fonts/Inter-Regular.ttf");
const MEDIUM: &[u8] = include_bytes!("../../../assets/fonts/Inter-Medium.ttf");
const SEMIBOLD: &[u8] = include_bytes!("../../../assets/fonts/Inter-SemiBold.ttf");
/// Lines of 1.5 points at a size of 16.
pub(crate) const ICONS: &[u8] = include_bytes!("../../../assets/fonts/Icons.ttf");
/// The same shapes, filled.
pub(crate) const ICONS_FILL: &[u8] = include_bytes!("../../../assets/fonts/Icons-Fill.ttf");

static FAMILY: LazyLock<[FontFamily; 4]> =
    LazyLock::new(|| ["Medium", "SemiBold", "Icons", "Icons-Fill"].map(|name| FontFamily::Name(name.into())));

/// The titles of columns and groups, the words on buttons.
pub(crate) fn medium(size: f32) -> FontId {
    FontId::new(size, FAMILY[0].clone())
}

/// Titles, totals, and whatever stands out of its line.
pub(crate) fn semibold(size: f32) -> FontId {
    FontId::new(size, FAMILY[1].clone())
}

/// The icons as lines, or filled. [`crate::ui::icons`] draws them.
pub(crate) fn icons(size: f32, is_filled: bool) -> FontId {
    FontId::new(size, FAMILY[if is_filled { 3 } else { 2 }].clone())
}

pub(super) fn install(ctx: &Context) {
    let mut fonts = FontDefinitions::default();
    let fallback = fonts.families.get(&FontFamily::Proportional).cloned().unwrap_or_default();
    for (name, file, family) in [
        ("Inter", REGULAR, &FontFamily::Proportional),
        ("Inter Medium", MEDIUM, &FAMILY[0]),
        ("Inter SemiBold", SEMIBOLD, &FAMILY[1]),
    ] {
        fonts.font_data.insert(name.into(), Arc::new(FontData::from_static(file)));
        let chain = std::iter::once(name.to_owned()).chain(fallback.iter().cloned()).collect();
        fonts.families.insert(family.clone(), chain);
    }
    // Icons stand alone: no name of a file is ever drawn with one.
    for (name, file, family) in [("Phosphor", ICONS, &FAMILY[2]), ("Phosphor Fill", ICONS_FILL, &FAMILY[3])] {
        let tweak = FontTweak { hinting: Some(false), ..FontTweak::default() };
        fonts.font_data.insert(name.into(), Arc::new(FontData::from_static(file).tweak(tweak)));
        fonts.families.insert(family.clone(), vec![name.to_owned()]);
    }
    ctx.set_fonts(fonts);
}

#[cfg(test)]
mod tests {
    use super::*;
    use eframe::egui::{Color32, RawInput};

    fn with_fonts(mut look: impl FnMut(&eframe::egui::Ui)) {
        let ctx = Context::default();
        install(&ctx);
        let mut output = ctx.run_ui(RawInput::default(), |ui| look(ui));
        output.textures_delta.clear();
    }

    fn width(ui: &eframe::egui::Ui, words: &str, font: FontId) -> f32 {
        ui.fonts_mut(|fonts| fonts.layout_no_wrap(words.into(), font, Color32::WHITE)).size().x
    }

    #[test]
    fn figures_are_all_of_one_width_in_each_weight() {
        with_fonts(|ui| {
            for font in [FontId::proportional(64.0), medium(64.0), semibold(64.0)] {
                let usual = width(ui, "0000", font.clone());
                for digit in '1'..='9' {
                    let found = width(ui, &digit.to_string().repeat(4), font.clone());
                    assert!((found - usual).abs() < 0.01, "{digit} {font:?}: {found} {usual}");
                }
            }
        });
    }

    #[test]
    fn a_heavier_weight_is_another_font() {
        with_fonts(|ui| {
            let [r, m, s] = [FontId::proportional(64.0), medium(64.0), semibold(64.0)]
                .map(|font| width(ui, "Sheet", font));
            assert!(r < m && m < s, "{r} {m} {s}");
        });
    }

    #[test]
    fn latin_greek_and_cyrillic_are_in_each_weight() {
        with_fonts(|ui| {
            for font in [FontId::proportional(14.0), medium(14.0), semibold(14.0)] {
                let has = ui.fonts_mut(|fonts| fonts.has_glyphs(&font, "Aß€ěışŵ Ωά Яїђ “–” … → × ⌘⇧"));
                assert!(has, "{font:?}");
            }
        });
    }
}
