//! The colours of the window, by name: light and dark, and both with more contrast.

use eframe::egui::{Color32, Ui};

/// The colours of one theme. Texts have a contrast of 4.5 to 1 or more on what they stand on.
pub(crate) struct Palette {
    /// Behind panels.
    pub panel: Color32,
    /// Behind the table and text fields.
    pub sheet: Color32,
    /// Behind menus, tooltips, dialogs and notices.
    pub popup: Color32,
    /// Lines around these.
    pub popup_border: Color32,
    /// Behind every second row.
    pub stripe: Color32,
    /// Behind what the pointer is on.
    pub hover: Color32,
    /// Behind what is pressed.
    pub press: Color32,
    /// Lines between panels and around fields.
    pub border: Color32,
    /// Words.
    pub text: Color32,
    /// Words beside the main ones: a folder, a date.
    pub mid: Color32,
    /// Words that matter less: units, hints.
    pub weak: Color32,
    /// What is in use: the focus, the sorted column.
    pub accent: Color32,
    /// Behind the main button, and in boxes that are ticked.
    pub button: Color32,
    /// The same under the pointer.
    pub button_hover: Color32,
    /// The same while pressed.
    pub button_press: Color32,
    /// Words on that button.
    pub on_button: Color32,
    /// Behind selected rows.
    pub selection: Color32,
    /// Done.
    pub good: Color32,
    /// Incomplete, held.
    pub warn: Color32,
    /// Problems.
    pub bad: Color32,
}

const fn rgb(value: u32) -> Color32 {
    let [_, r, g, b] = value.to_be_bytes();
    Color32::from_rgb(r, g, b)
}

pub(super) const LIGHT: Palette = Palette {
    panel: rgb(0xF4F6F8),
    sheet: rgb(0xFFFFFF),
    popup: rgb(0xFFFFFF),
    popup_border: rgb(0xCDD4DE),
    stripe: rgb(0xF7F9FB),
    hover: rgb(0xE9EDF3),
    press: rgb(0xDBE2EB),
    border: rgb(0xD3D9E2),
    text: rgb(0x181D26),
    mid: rgb(0x3A4453),
    weak: rgb(0x515B6A),
    accent: rgb(0x1F5FC8),
    button: rgb(0x1F5FC8),
    button_hover: rgb(0x1850AF),
    button_press: rgb(0x123F8E),
    on_button: rgb(0xFFFFFF),
    selection: rgb(0xD6E5FC),
    good: rgb(0x1A7F4B),
    warn: rgb(0x9A5A00),
    bad: rgb(0xB4251F),
};

pub(super) const DARK: Palette = Palette {
    panel: rgb(0x1F2228),
    sheet: rgb(0x17191E),
    popup: rgb(0x262A32),
    popup_border: rgb(0x3C434F),
    stripe: rgb(0x1B1E24),
    hover: rgb(0x30363F),
    press: rgb(0x38404B),
    border: rgb(0x363C47),
    text: rgb(0xE6E9EE),
    mid: rgb(0xC3CAD6),
    weak: rgb(0xA3ADBC),
    accent: rgb(0x6CA8FF),
    button: rgb(0x2B66C9),
    button_hover: rgb(0x3670D2),
    button_press: rgb(0x2255AB),
    on_button: rgb(0xFFFFFF),
    selection: rgb(0x223A60),
    good: rgb(0x5CC48B),
    warn: rgb(0xE8AE55),
    bad: rgb(0xFF857B),
};

/// For users who ask their desktop for more contrast: lines are seen as well as words.
pub(super) const LIGHT_STRONG: Palette = Palette {
    panel: rgb(0xFFFFFF),
    sheet: rgb(0xFFFFFF),
    popup: rgb(0xFFFFFF),
    popup_border: rgb(0x545E6C),
    stripe: rgb(0xF3F5F8),
    hover: rgb(0xDFE5EE),
    press: rgb(0xC9D3E0),
    border: rgb(0x545E6C),
    text: rgb(0x000000),
    mid: rgb(0x1C222B),
    weak: rgb(0x2E3540),
    accent: rgb(0x0B3F94),
    button: rgb(0x0B3F94),
    button_hover: rgb(0x082F70),
    button_press: rgb(0x051F4B),
    on_button: rgb(0xFFFFFF),
    selection: rgb(0xCFE1FF),
    good: rgb(0x0B5530),
    warn: rgb(0x6B3D00),
    bad: rgb(0x8E1111),
};

/// The same for the dark theme.
pub(super) const DARK_STRONG: Palette = Palette {
    panel: rgb(0x0C0E12),
    sheet: rgb(0x000000),
    popup: rgb(0x14171C),
    popup_border: rgb(0x8A94A4),
    stripe: rgb(0x101318),
    hover: rgb(0x262B34),
    press: rgb(0x343B47),
    border: rgb(0x8A94A4),
    text: rgb(0xFFFFFF),
    mid: rgb(0xE6EBF2),
    weak: rgb(0xCDD5E0),
    accent: rgb(0x9CC6FF),
    button: rgb(0x1A4CA0),
    button_hover: rgb(0x14407F),
    button_press: rgb(0x0E305F),
    on_button: rgb(0xFFFFFF),
    selection: rgb(0x143366),
    good: rgb(0x7FE0AC),
    warn: rgb(0xFFC875),
    bad: rgb(0xFFA9A1),
};

impl Palette {
    /// The usual ones, for tests of what is drawn on them.
    #[cfg(test)]
    pub(crate) const LIGHT: &Palette = &LIGHT;
    #[cfg(test)]
    pub(crate) const DARK: &Palette = &DARK;

    /// The colours that `ui` is drawn in.
    pub(crate) fn of(ui: &Ui) -> &'static Palette {
        let visuals = ui.visuals();
        let (usual, strong) = if visuals.dark_mode { (&DARK, &DARK_STRONG) } else { (&LIGHT, &LIGHT_STRONG) };
        // The line around windows shows which of the two the visuals were made of.
        if visuals.window_stroke.color == strong.popup_border { strong } else { usual }
    }
}

/// The contrast of two colours as WCAG 2.2 defines it, 1 to 21.
#[cfg(test)]
pub(crate) fn contrast(a: Color32, b: Color32) -> f64 {
    fn luminance(colour: Color32) -> f64 {
        let part = |value: u8| {
            let c = f64::from(value) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(colour.r()) + 0.7152 * part(colour.g()) + 0.0722 * part(colour.b())
    }
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at_least(least: f64, colour: Color32, behind: Color32) {
        let found = contrast(colour, behind);
        assert!(found >= least, "{colour:?} on {behind:?}: {found:.2}, not {least}");
    }

    #[test]
    fn every_text_can_be_read_on_everything_it_stands_on() {
        for p in [&LIGHT, &DARK] {
            for behind in [p.panel, p.sheet, p.popup, p.stripe, p.hover, p.press, p.selection] {
                at_least(7.0, p.text, behind);
                at_least(4.5, p.mid, behind);
                at_least(4.5, p.weak, behind);
            }
            at_least(4.5, p.accent, p.selection);
            for behind in [p.panel, p.sheet, p.popup, p.stripe] {
                for colour in [p.accent, p.good, p.warn, p.bad] {
                    at_least(4.5, colour, behind);
                }
            }
            for behind in [p.button, p.button_hover, p.button_press] {
                at_least(4.5, p.on_button, behind);
            }
        }
    }

    #[test]
    fn more_contrast_is_more_for_words_and_lines() {
        // WCAG 2.2: 7 to 1 for words (1.4.6), 3 to 1 for the edges of what can be used (1.4.11).
        for p in [&LIGHT_STRONG, &DARK_STRONG] {
            for behind in [p.panel, p.sheet, p.popup, p.stripe, p.hover, p.press, p.selection] {
                for colour in [p.text, p.mid, p.weak] {
                    at_least(7.0, colour, behind);
                }
            }
            for behind in [p.panel, p.sheet, p.popup, p.stripe] {
                for colour in [p.accent, p.good, p.warn, p.bad] {
                    at_least(7.0, colour, behind);
                }
            }
            for behind in [p.panel, p.sheet, p.popup, p.stripe, p.hover] {
                at_least(3.0, p.border, behind);
                at_least(3.0, p.popup_border, behind);
            }
            for behind in [p.button, p.button_hover, p.button_press] {
                at_least(7.0, p.on_button, behind);
            }
        }
    }

    #[test]
    fn each_state_of_a_control_has_a_colour_of_its_own() {
        for p in [&LIGHT, &DARK, &LIGHT_STRONG, &DARK_STRONG] {
            assert!(p.button != p.button_hover && p.button_hover != p.button_press);
            for rest in [p.panel, p.sheet, p.popup] {
                assert!(rest != p.hover && rest != p.press && p.hover != p.press, "{rest:?}");
            }
        }
    }

    #[test]
    fn popups_of_the_dark_themes_are_lighter_than_what_they_cover() {
        for p in [&DARK, &DARK_STRONG] {
            for below in [p.panel, p.sheet] {
                assert!(contrast(p.popup, Color32::BLACK) > contrast(below, Color32::BLACK));
            }
        }
    }
}
