//! Colours, type, sizes and spacing, light and dark. The app installs them once; panels ask [`Palette::of`], and [`medium`] and [`semibold`]
//! for words that stand out.

mod focus;
mod fonts;
mod map;
mod palette;

pub(super) use focus::focus_ui;
pub(super) use fonts::{icons, medium, semibold};
pub(super) use map::map_palette;
pub(super) use palette::Palette;
#[cfg(test)]
pub(super) use palette::contrast;

use self::palette::{DARK, DARK_STRONG, LIGHT, LIGHT_STRONG};
use eframe::egui::style::ScrollAnimation;
use eframe::egui::{
    Color32, Context, CornerRadius, FontFamily, FontId, Margin, RichText, Shadow, Stroke, Style, TextStyle,
    Theme, Visuals, vec2,
};

/// Words, in points.
pub(super) const BODY: f32 = 13.5;
/// Titles of panels and dialogs, in points.
pub(super) const TITLE: f32 = 15.0;
/// Hints, titles of columns and groups, in points.
pub(super) const SMALL: f32 = 12.5;

/// Words that stand out of their line by their weight.
pub(super) fn strong(words: impl Into<String>) -> RichText {
    RichText::new(words).font(semibold(BODY))
}

/// The title of a panel or a dialog.
pub(super) fn title(words: impl Into<String>) -> RichText {
    RichText::new(words).font(semibold(TITLE))
}

/// The title of a group in a panel or a dialog.
pub(super) fn group(words: impl Into<String>) -> RichText {
    RichText::new(words).font(medium(SMALL))
}

/// What a user asks of the whole desktop, beside light or dark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(super) struct Comfort {
    /// Stronger colours.
    pub more_contrast: bool,
    /// Nothing moves or fades unprompted.
    pub less_motion: bool,
}

/// Sets both themes. Where the system doesn't say which it has (Linux), it is the light one.
pub(super) fn install(ctx: &Context) {
    ctx.options_mut(|options| options.fallback_theme = Theme::Light);
    fonts::install(ctx);
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
    style.text_styles.insert(TextStyle::Small, font(SMALL));
    style.text_styles.insert(TextStyle::Body, font(BODY));
    style.text_styles.insert(TextStyle::Button, font(BODY));
    style.text_styles.insert(TextStyle::Monospace, FontId::new(BODY, FontFamily::Monospace));
    style.text_styles.insert(TextStyle::Heading, semibold(TITLE));
    style.spacing.item_spacing = vec2(8.0, 6.0);
    style.spacing.button_padding = vec2(10.0, 4.0);
    style.spacing.interact_size = vec2(28.0, 28.0);
    style.spacing.icon_width = 16.0;
    style.spacing.icon_width_inner = 8.0;
    style.spacing.icon_spacing = 7.0;
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
    v.window_fill = p.popup;
    v.window_stroke = Stroke::new(1.0, p.popup_border);
    v.window_corner_radius = CornerRadius::same(10);
    v.menu_corner_radius = CornerRadius::same(8);
    let shade = Color32::from_black_alpha(if v.dark_mode { 110 } else { 36 });
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
    let halfway = |a: Color32, b: Color32| a.lerp_to_gamma(b, 0.5);
    for (state, fill, line) in [
        (&mut w.inactive, p.sheet, p.border),
        (&mut w.hovered, p.hover, halfway(p.border, p.weak)),
        (&mut w.active, p.press, p.weak),
        (&mut w.open, p.press, p.border),
    ] {
        state.bg_fill = fill;
        state.weak_bg_fill = fill;
        state.bg_stroke = Stroke::new(1.0, line);
        state.fg_stroke = Stroke::new(1.0, p.text);
        state.expansion = 0.0;
    }
    // The handles of scroll bars.
    w.inactive.bg_fill = halfway(p.border, p.weak).gamma_multiply(0.75);
    w.hovered.bg_fill = p.weak.gamma_multiply(0.8);
    w.active.bg_fill = p.weak;
    for state in [&mut w.noninteractive, &mut w.inactive, &mut w.hovered, &mut w.active, &mut w.open] {
        state.corner_radius = round;
    }
    v
}

#[cfg(test)]
mod tests {
    use super::palette::{DARK, DARK_STRONG, LIGHT, LIGHT_STRONG};
    use super::*;

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
