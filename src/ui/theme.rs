//! Colours, sizes and spacing, light and dark. The app installs them once; panels ask [`Palette::of`].

use eframe::egui::style::ScrollAnimation;
use eframe::egui::{
    Color32, Context, CornerRadius, FontFamily, FontId, Margin, Shadow, Stroke, Style, TextStyle, Theme, Ui,
    Visuals, vec2,
};

/// The colours of one theme. Texts have a contrast of 4.5 to 1 or more on what they stand on.
pub(super) struct Palette {
    /// Behind panels.
    pub panel: Color32,
    /// Behind the table and text fields.
    pub sheet: Color32,
    /// Behind every second row.
    pub stripe: Color32,
    /// Behind what the pointer is on.
    pub hover: Color32,
    /// Lines between panels and around fields.
    pub border: Color32,
    /// Words.
    pub text: Color32,
    /// Words that matter less.
    pub weak: Color32,
    /// What is in use: the focus, the sorted column.
    pub accent: Color32,
    /// Behind the one main button.
    pub button: Color32,
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

const LIGHT: Palette = Palette {
    panel: Color32::from_rgb(0xF5, 0xF6, 0xF8),
    sheet: Color32::from_rgb(0xFF, 0xFF, 0xFF),
    stripe: Color32::from_rgb(0xF8, 0xF9, 0xFB),
    hover: Color32::from_rgb(0xEC, 0xEF, 0xF4),
    border: Color32::from_rgb(0xD8, 0xDD, 0xE4),
    text: Color32::from_rgb(0x18, 0x1D, 0x26),
    weak: Color32::from_rgb(0x51, 0x5B, 0x6A),
    accent: Color32::from_rgb(0x1F, 0x5F, 0xC8),
    button: Color32::from_rgb(0x1F, 0x5F, 0xC8),
    on_button: Color32::from_rgb(0xFF, 0xFF, 0xFF),
    selection: Color32::from_rgb(0xD6, 0xE5, 0xFC),
    good: Color32::from_rgb(0x1A, 0x7F, 0x4B),
    warn: Color32::from_rgb(0x9A, 0x5A, 0x00),
    bad: Color32::from_rgb(0xB4, 0x25, 0x1F),
};

const DARK: Palette = Palette {
    panel: Color32::from_rgb(0x1F, 0x22, 0x28),
    sheet: Color32::from_rgb(0x17, 0x19, 0x1E),
    stripe: Color32::from_rgb(0x1B, 0x1E, 0x24),
    hover: Color32::from_rgb(0x2A, 0x2F, 0x38),
    border: Color32::from_rgb(0x36, 0x3C, 0x47),
    text: Color32::from_rgb(0xE6, 0xE9, 0xEE),
    weak: Color32::from_rgb(0x9F, 0xA9, 0xB8),
    accent: Color32::from_rgb(0x6C, 0xA8, 0xFF),
    button: Color32::from_rgb(0x2B, 0x66, 0xC9),
    on_button: Color32::from_rgb(0xFF, 0xFF, 0xFF),
    selection: Color32::from_rgb(0x22, 0x3A, 0x60),
    good: Color32::from_rgb(0x5C, 0xC4, 0x8B),
    warn: Color32::from_rgb(0xE8, 0xAE, 0x55),
    bad: Color32::from_rgb(0xFF, 0x85, 0x7B),
};

/// For users who ask their desktop for more contrast: lines are seen as well as words.
const LIGHT_STRONG: Palette = Palette {
    panel: Color32::from_rgb(0xFF, 0xFF, 0xFF),
    sheet: Color32::from_rgb(0xFF, 0xFF, 0xFF),
    stripe: Color32::from_rgb(0xF3, 0xF5, 0xF8),
    hover: Color32::from_rgb(0xDF, 0xE5, 0xEE),
    border: Color32::from_rgb(0x54, 0x5E, 0x6C),
    text: Color32::from_rgb(0x00, 0x00, 0x00),
    weak: Color32::from_rgb(0x2E, 0x35, 0x40),
    accent: Color32::from_rgb(0x0B, 0x3F, 0x94),
    button: Color32::from_rgb(0x0B, 0x3F, 0x94),
    on_button: Color32::from_rgb(0xFF, 0xFF, 0xFF),
    selection: Color32::from_rgb(0xCF, 0xE1, 0xFF),
    good: Color32::from_rgb(0x0B, 0x55, 0x30),
    warn: Color32::from_rgb(0x6B, 0x3D, 0x00),
    bad: Color32::from_rgb(0x8E, 0x11, 0x11),
};

/// The same for the dark theme.
const DARK_STRONG: Palette = Palette {
    panel: Color32::from_rgb(0x0C, 0x0E, 0x12),
    sheet: Color32::from_rgb(0x00, 0x00, 0x00),
    stripe: Color32::from_rgb(0x10, 0x13, 0x18),
    hover: Color32::from_rgb(0x26, 0x2B, 0x34),
    border: Color32::from_rgb(0x8A, 0x94, 0xA4),
    text: Color32::from_rgb(0xFF, 0xFF, 0xFF),
    weak: Color32::from_rgb(0xCD, 0xD5, 0xE0),
    accent: Color32::from_rgb(0x9C, 0xC6, 0xFF),
    button: Color32::from_rgb(0x1A, 0x4C, 0xA0),
    on_button: Color32::from_rgb(0xFF, 0xFF, 0xFF),
    selection: Color32::from_rgb(0x14, 0x33, 0x66),
    good: Color32::from_rgb(0x7F, 0xE0, 0xAC),
    warn: Color32::from_rgb(0xFF, 0xC8, 0x75),
    bad: Color32::from_rgb(0xFF, 0xA9, 0xA1),
};

/// What a user asks of the whole desktop, beside light or dark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(super) struct Comfort {
    /// Stronger colours.
    pub more_contrast: bool,
    /// Nothing moves or fades by itself.
    pub less_motion: bool,
}

impl Palette {
    /// The colours that `ui` is drawn in.
    pub(super) fn of(ui: &Ui) -> &'static Palette {
        let visuals = ui.visuals();
        let (usual, strong) = if visuals.dark_mode { (&DARK, &DARK_STRONG) } else { (&LIGHT, &LIGHT_STRONG) };
        // The line around windows tells which of the two the visuals were made of.
        if visuals.window_stroke.color == strong.border { strong } else { usual }
    }
}

/// Sets both themes. Where the system doesn't say which it has (Linux), it is the light one.
pub(super) fn install(ctx: &Context) {
    ctx.options_mut(|options| options.fallback_theme = Theme::Light);
    ctx.all_styles_mut(spacing);
    comfort(ctx, Comfort::default());
}

/// Sets both themes' colours and movements as the user asks.
pub(super) fn comfort(ctx: &Context, asked: Comfort) {
    let (light, dark) = if asked.more_contrast { (&LIGHT_STRONG, &DARK_STRONG) } else { (&LIGHT, &DARK) };
    ctx.set_visuals_of(Theme::Light, visuals(Visuals::light(), light));
    ctx.set_visuals_of(Theme::Dark, visuals(Visuals::dark(), dark));
    ctx.all_styles_mut(|style| {
        style.animation_time = if asked.less_motion { 0.0 } else { 0.1 };
        style.scroll_animation =
            if asked.less_motion { ScrollAnimation::none() } else { ScrollAnimation::default() };
    });
}

fn spacing(style: &mut Style) {
    let font = |size| FontId::new(size, FontFamily::Proportional);
    style.text_styles.insert(TextStyle::Small, font(12.0));
    style.text_styles.insert(TextStyle::Body, font(14.0));
    style.text_styles.insert(TextStyle::Button, font(14.0));
    style.text_styles.insert(TextStyle::Heading, font(20.0));
    style.spacing.item_spacing = vec2(8.0, 6.0);
    style.spacing.button_padding = vec2(10.0, 4.0);
    style.spacing.interact_size = vec2(28.0, 28.0);
    style.spacing.menu_margin = Margin::same(6);
    style.spacing.scroll.floating = false;
    style.spacing.scroll.bar_width = 8.0;
    style.spacing.scroll.foreground_color = false;
    // A line that fades looks like one that is disabled.
    style.spacing.scroll.fade.strength = 0.0;
    // Text fields and messages can be selected; everything else is a thing to click.
    style.interaction.selectable_labels = false;
}

fn visuals(mut v: Visuals, p: &Palette) -> Visuals {
    let round = CornerRadius::same(6);
    v.panel_fill = p.panel;
    v.window_fill = p.sheet;
    v.window_stroke = Stroke::new(1.0, p.border);
    v.window_corner_radius = CornerRadius::same(10);
    v.menu_corner_radius = CornerRadius::same(8);
    let shade = Color32::from_black_alpha(if v.dark_mode { 90 } else { 30 });
    v.popup_shadow = Shadow { offset: [0, 4], blur: 14, spread: 0, color: shade };
    v.window_shadow = Shadow { offset: [0, 8], blur: 28, spread: 0, color: shade };
    v.extreme_bg_color = p.sheet;
    v.text_edit_bg_color = Some(p.sheet);
    v.faint_bg_color = p.stripe;
    v.weak_text_color = Some(p.weak);
    v.hyperlink_color = p.accent;
    v.warn_fg_color = p.warn;
    v.error_fg_color = p.bad;
    v.selection.bg_fill = p.selection;
    // The line around a focused field too.
    v.selection.stroke = Stroke::new(1.5, p.accent);
    // A blinking caret would repaint an idle window twice a second.
    v.text_cursor.blink = false;
    v.text_cursor.stroke = Stroke::new(1.5, p.accent);
    v.disabled_alpha = 0.45;

    let w = &mut v.widgets;
    w.noninteractive.fg_stroke = Stroke::new(1.0, p.text);
    w.noninteractive.bg_stroke = Stroke::new(1.0, p.border);
    w.noninteractive.bg_fill = p.panel;
    w.noninteractive.weak_bg_fill = p.panel;
    for (state, fill, line) in [
        (&mut w.inactive, p.sheet, p.border),
        (&mut w.hovered, p.hover, p.weak),
        (&mut w.active, p.hover, p.accent),
        (&mut w.open, p.hover, p.border),
    ] {
        state.bg_fill = fill;
        state.weak_bg_fill = fill;
        state.bg_stroke = Stroke::new(1.0, line);
        state.fg_stroke = Stroke::new(1.0, p.text);
        state.expansion = 0.0;
    }
    // Boxes to tick, and the handles of scroll bars.
    w.inactive.bg_fill = p.border;
    w.hovered.bg_fill = p.weak.gamma_multiply(0.5);
    w.active.bg_fill = p.weak.gamma_multiply(0.7);
    for state in [&mut w.noninteractive, &mut w.inactive, &mut w.hovered, &mut w.active, &mut w.open] {
        state.corner_radius = round;
    }
    v
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The contrast of two colours as WCAG 2.2 defines it, 1 to 21.
    fn contrast(a: Color32, b: Color32) -> f64 {
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

    #[test]
    fn every_text_can_be_read_on_everything_it_stands_on() {
        for p in [&LIGHT, &DARK] {
            for behind in [p.panel, p.sheet, p.stripe, p.hover, p.selection] {
                assert!(contrast(p.text, behind) >= 7.0, "{behind:?}");
                assert!(contrast(p.weak, behind) >= 4.5, "{behind:?}: {}", contrast(p.weak, behind));
            }
            assert!(contrast(p.accent, p.selection) >= 4.5, "{}", contrast(p.accent, p.selection));
            for behind in [p.panel, p.sheet, p.stripe] {
                for colour in [p.accent, p.good, p.warn, p.bad] {
                    let found = contrast(colour, behind);
                    assert!(found >= 4.5, "{colour:?} on {behind:?}: {found}");
                }
            }
            assert!(contrast(p.on_button, p.button) >= 4.5);
        }
    }

    #[test]
    fn more_contrast_is_more_for_words_and_lines() {
        // WCAG 2.2: 7 to 1 for words (1.4.6), 3 to 1 for the edges of what can be used (1.4.11).
        for p in [&LIGHT_STRONG, &DARK_STRONG] {
            for behind in [p.panel, p.sheet, p.stripe, p.hover, p.selection] {
                for colour in [p.text, p.weak] {
                    let found = contrast(colour, behind);
                    assert!(found >= 7.0, "{colour:?} on {behind:?}: {found}");
                }
            }
            for behind in [p.panel, p.sheet, p.stripe] {
                for colour in [p.accent, p.good, p.warn, p.bad] {
                    let found = contrast(colour, behind);
                    assert!(found >= 7.0, "{colour:?} on {behind:?}: {found}");
                }
            }
            for behind in [p.panel, p.sheet, p.stripe, p.hover] {
                assert!(contrast(p.border, behind) >= 3.0, "{behind:?}: {}", contrast(p.border, behind));
            }
            assert!(contrast(p.on_button, p.button) >= 7.0, "{}", contrast(p.on_button, p.button));
        }
    }

    #[test]
    fn what_the_user_asks_is_drawn_in_both_themes_and_taken_back() {
        let ctx = Context::default();
        install(&ctx);
        let seen = |theme| {
            let mut found = None;
            ctx.set_theme(theme);
            let mut output = ctx.run_ui(eframe::egui::RawInput::default(), |ui| {
                let motion = ui.style().animation_time > 0.0;
                found = Some((Palette::of(ui).weak, ui.visuals().weak_text_color, motion));
            });
            output.textures_delta.clear();
            found.unwrap()
        };
        for (more_contrast, less_motion) in [(false, false), (true, false), (false, true), (false, false)] {
            comfort(&ctx, Comfort { more_contrast, less_motion });
            let (light, dark) = if more_contrast { (LIGHT_STRONG, DARK_STRONG) } else { (LIGHT, DARK) };
            for (theme, p) in [(Theme::Light, light), (Theme::Dark, dark)] {
                assert_eq!(seen(theme), (p.weak, Some(p.weak), !less_motion), "{theme:?}");
            }
        }
    }
}
