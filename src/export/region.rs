//! The separator that a spreadsheet of the person's region expects: a semicolon where the comma is the decimal mark, because there it
//! can't separate numbers.

use super::Separator;
use pure_rust_locales::{Locale, locale_match};

/// The separator for this machine's region: of its settings on Windows and macOS, elsewhere of `LC_ALL`, `LC_NUMERIC` or `LANG`, the first
/// that is set (POSIX.1-2017, section 8.2).
pub fn separator() -> Separator {
    of_region(&region().unwrap_or_default())
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

/// Understands `de_DE.UTF-8@euro` as well as `de-DE` and `zh-Hant-TW`. What it doesn't know has a decimal point.
fn of_region(name: &str) -> Separator {
    let name = name.split(['.', '@']).next().unwrap_or_default();
    let mut parts = name.split(['_', '-']);
    let language = parts.next().unwrap_or_default().to_ascii_lowercase();
    let region = parts.next_back().unwrap_or(&language).to_ascii_uppercase();
    let known = |region: &str| Locale::try_from(format!("{language}_{region}").as_str()).ok();
    // A language with a region that is not known goes by its own, which mostly has the same letters.
    match known(&region).or_else(|| known(&language.to_ascii_uppercase())) {
        Some(locale) if locale_match!(locale => LC_NUMERIC::DECIMAL_POINT) != "." => Separator::SEMICOLON,
        _ => Separator::COMMA,
    }
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
        ] {
            assert_eq!(of_region(name), Separator::COMMA, "{name}");
        }
        for name in
            ["de_DE.UTF-8", "de-AT", "fr_FR@euro", "fr", "pt-BR", "ru_RU.KOI8-R", "da_DK", "nl_NL", "de_XX"]
        {
            assert_eq!(of_region(name), Separator::SEMICOLON, "{name}");
        }
    }
}
