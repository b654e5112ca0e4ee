//! The separator that a spreadsheet of the user's region expects: a semicolon where the comma is the decimal mark, because there it
//! can't separate numbers.

use super::Separator;
use pure_rust_locales::{Locale, locale_match};
use std::sync::OnceLock;

/// The separator for this machine's region: of its settings on Windows and macOS, elsewhere of `LC_ALL`, `LC_NUMERIC` or `LANG`, the first
/// that is set (POSIX.1-2017, section 8.2). It is asked once: the dialog wants it in every frame.
pub fn separator() -> Separator {
    static OWN: OnceLock<Separator> = OnceLock::new();
    *OWN.get_or_init(|| of_region(&region().unwrap_or_default()))
}

#[cfg(not(any(windows, target_os = "macos")))]
fn region() -> Option<String> {
    let set = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
    ["LC_ALL", "LC_NUMERIC", "LANG"].into_iter().find_map(set)
}

#[cfg(any(windows, target_os = "macos"))]
fn region() -> Option<String> {
    sys_locale::get_locale()
}

/// Understands `de_DE.UTF-8@euro` as well as `de-DE`, `zh-Hant-TW` and `ca-ES-valencia`. What says nothing about decimal marks gets the
/// comma, as in the C locale.
///
/// No table has every pair of a language and a region (ours lacks `ab_GE`, `eu_FR` and what macOS makes of an English-speaking German,
/// `en_DE`), so one that isn't there goes by its language, as in Unicode's CLDR, and where that is written in several ways by its region.
fn of_region(name: &str) -> Separator {
    let name = name.split(['.', '@']).next().unwrap_or_default();
    let mut parts = name.split(['_', '-']);
    let language = parts.next().unwrap_or_default().to_ascii_lowercase();
    // Behind the language may stand a script, four letters, and behind the region variants, which are longer.
    let region = parts.find(|part| matches!(part.len(), 2 | 3)).unwrap_or_default().to_ascii_uppercase();
    let mark = decimal_mark(&language, &region)
        .or_else(|| of_language(&language, &region))
        .or_else(|| agreed(pairs().filter_map(|other| decimal_mark(&other, &region))));
    match mark {
        None | Some(".") => Separator::COMMA,
        Some(_) => Separator::SEMICOLON,
    }
}

/// The decimal mark of a language as it is written in a region, if the table has the two.
fn decimal_mark(language: &str, region: &str) -> Option<&'static str> {
    let locale = Locale::try_from(format!("{language}_{region}").as_str()).ok()?;
    Some(locale_match!(locale => LC_NUMERIC::DECIMAL_POINT))
}

/// The decimal mark of a language elsewhere: in the region with the same letters, which is the first that is thought of (`fr_FR`), or in
/// all that the table has.
fn of_language(language: &str, region: &str) -> Option<&'static str> {
    // A part of the world, such as Latin America in `es-419`, is meant to differ from that.
    let is_in_the_world = region.starts_with(|c: char| c.is_ascii_digit());
    let first = (!is_in_the_world).then(|| decimal_mark(language, &language.to_ascii_uppercase())).flatten();
    first
        .or_else(|| agreed(pairs().filter_map(|region| decimal_mark(language, &region.to_ascii_uppercase()))))
}

/// The one mark that all of them are.
fn agreed(mut marks: impl Iterator<Item = &'static str>) -> Option<&'static str> {
    let first = marks.next()?;
    marks.all(|mark| mark == first).then_some(first)
}

/// Every two letters: the names of the regions and of most languages.
fn pairs() -> impl Iterator<Item = String> {
    ('a'..='z').flat_map(|first| ('a'..='z').map(move |second| format!("{first}{second}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comma_separates_where_it_is_no_decimal_mark() {
        for name in [
            "",
            "C",
            "C.UTF-8",
            "POSIX",
            "en_US.UTF-8",
            "en-GB",
            "zh-Hant-TW",
            "ja_JP",
            "de_CH.UTF-8",
            "es_MX",
            "xx",
            "xx_XX",
            "_",
            "not a region",
            // Neither the language nor the region says it.
            "en_CA-valencia",
            "fr_CH@euro",
            "en-US-POSIX",
            "es-419",
            "en_CH",
            "xx_CA",
        ] {
            assert_eq!(of_region(name), Separator::COMMA, "{name}");
        }
        for name in [
            "de_DE.UTF-8",
            "de-AT",
            "fr_FR@euro",
            "fr",
            "pt-BR",
            "ru_RU.KOI8-R",
            "da_DK",
            "nl_NL",
            "ca-ES-valencia",
            "sr-Latn-RS",
            "en_DK",
            // By the language: as glibc and CLDR have it.
            "de_XX",
            "eu_FR",
            "eu_FR@euro",
            "ca",
            "uk",
            "sv",
            "fr_US",
            // By the region: glibc's ab_GE copies ka_GE, and CLDR's en_DE has a comma.
            "ab_GE",
            "ab-GE",
            "en_DE",
            "en-BR",
            "xx_FR",
        ] {
            assert_eq!(of_region(name), Separator::SEMICOLON, "{name}");
        }
    }
}
