//! The colours of the map, for the job that paints it.

use super::Palette;
use crate::model::Category;
use crate::view::{Palette as MapPalette, Rgb};
use eframe::egui::{Color32, Ui};

/// The colours of the theme that `ui` is drawn in.
pub(in crate::ui) fn map_palette(ui: &Ui) -> MapPalette {
    of(Palette::of(ui), ui.visuals().dark_mode)
}

fn of(p: &Palette, is_dark: bool) -> MapPalette {
    let rgb = |colour: Color32| -> Rgb { [colour.r(), colour.g(), colour.b()] };
    MapPalette {
        background: rgb(p.sheet),
        frame: rgb(if is_dark { p.sheet } else { p.border.lerp_to_gamma(p.weak, 0.55) }),
        title: rgb(if is_dark { p.press } else { p.border }),
        rest: rgb(if is_dark { p.border } else { p.border.lerp_to_gamma(p.panel, 0.1) }),
        unread: rgb(p.bad),
        categories: Category::ALL.map(|category| category.colours().area(is_dark)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::contrast;
    use super::*;

    #[test]
    fn every_category_is_another_colour_in_both_themes() {
        for (p, is_dark) in [(Palette::LIGHT, false), (Palette::DARK, true)] {
            let palette = of(p, is_dark);
            for (at, one) in palette.categories.iter().enumerate() {
                assert!(!palette.categories[..at].contains(one));
                assert_ne!(*one, palette.rest);
            }
        }
    }

    #[test]
    fn a_title_can_be_read() {
        for (p, is_dark) in [(Palette::LIGHT, false), (Palette::DARK, true)] {
            let [r, g, b] = of(p, is_dark).title;
            let title = Color32::from_rgb(r, g, b);
            assert!(contrast(title, Color32::BLACK).max(contrast(title, Color32::WHITE)) >= 4.5);
        }
    }
}
