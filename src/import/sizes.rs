//! Sizes with fractions, with marks between groups of digits, and with units, as programs write them for people.

use super::terms::DecimalMark;
use super::values::grouped;
use crate::text::size_unit;

/// The bytes that a text stands for, in which a number without a unit counts so many. `None` if it is not a size, or could be two.
///
/// A single comma or point with three digits behind it may stand before a fraction or between groups. Without a `mark` it is between
/// groups where the number counts bytes, which have no fractions, and else neither. What a number shows by itself counts more.
pub(super) fn size(text: &[u8], times: u64, mark: Option<DecimalMark>) -> Option<u64> {
    let Parts { number, unit } = parts(text)?;
    let times = if unit.is_empty() { times } else { bytes_of(&unit)? };
    let (whole, fraction) = match mark_in(&number).or(mark) {
        Some(mark) => number.split_once(mark.as_char()).unwrap_or((&number, "")),
        None if times > 1 && is_open(&number) => return None,
        None => (number.as_str(), ""),
    };
    let whole = grouped(whole.as_bytes())?;
    let is_fraction = fraction.bytes().all(|byte| byte.is_ascii_digit());
    if !is_fraction || times == 1 && fraction.bytes().any(|byte| byte != b'0') {
        return None;
    }
    // A unit has no more than 19 digits, so what follows the 19th is less than a byte.
    let fraction = &fraction[..fraction.len().min(19)];
    let part: u128 = if fraction.is_empty() { 0 } else { fraction.parse().ok()? };
    let part = part * u128::from(times) / 10_u128.pow(fraction.len() as u32);
    u64::try_from(u128::from(whole) * u128::from(times) + part).ok()
}

/// What stands before the fractions of sizes like these, by the first that shows it.
pub(super) fn mark_of<'t>(texts: impl Iterator<Item = &'t [u8]>) -> Option<DecimalMark> {
    texts.filter_map(parts).find_map(|parts| mark_in(&parts.number))
}

/// A number, with whatever marks it has, and what stands behind it.
struct Parts {
    number: String,
    unit: String,
}

fn parts(text: &[u8]) -> Option<Parts> {
    let text = std::str::from_utf8(text).ok()?.trim();
    let end = text.find(char::is_alphabetic).unwrap_or(text.len());
    let (number, unit) = (text[..end].trim(), text[end..].trim());
    number
        .starts_with(|c: char| c.is_ascii_digit())
        .then(|| Parts { number: number.into(), unit: unit.into() })
}

/// The bytes of a unit, in which the French write octets.
fn bytes_of(unit: &str) -> Option<u64> {
    let unit = unit.to_lowercase();
    match unit.as_str() {
        "o" | "octet" | "octets" => Some(1),
        _ => size_unit(&unit.strip_suffix('o').map_or(unit.clone(), |letter| format!("{letter}b"))),
    }
}

/// What stands before the fraction, if the number shows it: of two marks the last one; a single one that can't stand between groups of three.
fn mark_in(number: &str) -> Option<DecimalMark> {
    let at = number.rfind([',', '.'])?;
    let (before, behind) = (&number[..at], &number[at + 1..]);
    let mark = if number[at..].starts_with(',') { DecimalMark::Comma } else { DecimalMark::Point };
    let has_others = before.chars().any(|c| !c.is_ascii_digit());
    let is_repeated = before.contains(mark.as_char());
    let is_group = behind.len() == 3 && before.len() <= 3 && !before.starts_with('0');
    (!is_repeated && (has_others || !is_group)).then_some(mark)
}

/// Whether a single comma or point could be either.
fn is_open(number: &str) -> bool {
    number.contains([',', '.']) && number.matches([',', '.']).count() == 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use DecimalMark::{Comma, Point};

    #[test]
    fn sizes_are_read_as_each_region_writes_them() {
        for (text, times, mark, expected) in [
            ("1.5 MB", 1, None, Some(1_500_000)),
            ("2,5 KB", 1, None, Some(2500)),
            ("2,5\u{a0}Ko", 1, None, Some(2500)),
            ("7 Bytes", 1, None, Some(7)),
            ("1,234,567", 1, None, Some(1_234_567)),
            ("1.234", 1, None, Some(1234)),
            ("1\u{202f}234,5 KiB", 1, None, Some(1_264_128)),
            ("1,234.5", 1024, None, Some(1_264_128)),
            ("1.234,5", 1024, None, Some(1_264_128)),
            ("1,234 KB", 1, None, None),
            ("1,234 KB", 1, Some(Point), Some(1_234_000)),
            ("1,234 KB", 1, Some(Comma), Some(1234)),
            ("0,125", 1 << 20, None, Some(131_072)),
            ("12", 1024, None, Some(12_288)),
            ("1.5", 1, None, None),
            ("1.5", 1, Some(Point), None),
            ("", 1, None, None),
            ("x", 1, None, None),
            ("1,23,4", 1, None, None),
            ("5 apples", 1, None, None),
            ("18446744073709551616", 1, None, None),
        ] {
            assert_eq!(size(text.as_bytes(), times, mark), expected, "{text} {times} {mark:?}");
        }
    }

    #[test]
    fn one_size_shows_the_mark_of_all() {
        let of = |texts: &[&'static str]| mark_of(texts.iter().map(|text| text.as_bytes()));
        assert_eq!(of(&["12 KB", "1.234 KB", "1,5 MB"]), Some(Comma));
        assert_eq!(of(&["1.234 KB", "1.234,5 KB"]), Some(Comma));
        assert_eq!(of(&["1,234.5"]), Some(Point));
        assert_eq!(of(&["1,234", "1,234,567", "x"]), None);
    }
}
