//! How bright colours are to the eye, by which the colour of words on them is chosen.

use super::spec::Rgb;
use std::sync::LazyLock;

/// Of each value of a part: how much light it is.
static LIGHT: LazyLock<[f64; 256]> = LazyLock::new(|| {
    std::array::from_fn(|value| {
        let part = value as f64 / 255.0;
        if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    })
});

/// The relative luminance of a colour, 0 to 1, as WCAG 2.2 defines it.
pub fn luminance(colour: Rgb) -> f64 {
    let [r, g, b] = colour.map(|part| LIGHT[usize::from(part)]);
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

/// The contrast of two colours of these luminances, 1 to 21, as WCAG 2.2 defines it.
pub fn contrast(a: f64, b: f64) -> f64 {
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}
