//! A size as a user types it or finds it in a sheet, the inverse of [`super::size`] and [`super::number()`]: `10mb`, `1.5 GB`, `64kib`,
//! `1,204,224`.

use std::borrow::Cow;

/// Why a text is not a size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SizeError {
    /// It is not a number with a unit.
    NotASize,
    /// Its point may stand before a fraction or before a group of digits, and there is no unit to tell.
    Ambiguous,
    /// It is more than any file can have.
    TooLarge,
}

/// The units' letters; each is a thousand times the one before, or 1024 times where an `i` follows it.
const LETTERS: &str = "kmgtpe";

/// What stands between groups of three digits, by region. A point does too, where it can't be that before a fraction.
const BETWEEN: [char; 9] = [',', '\'', '\u{2019}', '_', ' ', '\u{A0}', '\u{202F}', '\u{2009}', '\u{2007}'];

/// Bytes. A unit is in any case and may be short (`k`, `kb`, `ki`, `kib`); without one the number is bytes already. Digits may stand in
/// groups of three with the same sign between them.
///
/// # Errors
/// If it is not a size, or one of 2^64 bytes or more.
pub fn parse_size(text: &str) -> Result<u64, SizeError> {
    let text = text.trim();
    let is_number = |c: char| c.is_ascii_digit() || c == '.' || BETWEEN.contains(&c);
    let end = text.find(|c: char| !is_number(c)).unwrap_or(text.len());
    let (number, unit) = text.split_at(end);
    let (number, unit) = (number.trim_end(), unit.trim_start());
    let unit = u128::from(size_unit(unit).ok_or(SizeError::NotASize)?);
    let number = ungrouped(number).ok_or(SizeError::NotASize)?;
    let (whole, part) = number.split_once('.').unwrap_or((&number, ""));
    if whole.is_empty() {
        return Err(SizeError::NotASize);
    }
    if unit == 1 && part.len() == 3 && (1..=3).contains(&whole.len()) && !whole.starts_with('0') {
        return Err(SizeError::Ambiguous);
    }
    // Only digits are left, so what can't be parsed is too long.
    let whole: u64 = whole.parse().map_err(|_| SizeError::TooLarge)?;
    // A unit has no more than 19 digits, so what follows the 19th is less than a byte.
    let part = &part[..part.len().min(19)];
    let numerator: u128 = part.parse().unwrap_or_default();
    let denominator = 10u128.pow(part.len() as u32);
    u64::try_from(u128::from(whole) * unit + numerator * unit / denominator).map_err(|_| SizeError::TooLarge)
}

/// Digits with one point at most; `None` if a separator doesn't stand between groups of three.
fn ungrouped(number: &str) -> Option<Cow<'_, str>> {
    let points = number.matches('.').count();
    let Some(sign) = number.chars().find(|c| BETWEEN.contains(c)).or((points > 1).then_some('.')) else {
        return Some(number.into());
    };
    // What follows a point behind the groups is a fraction.
    let (whole, part) = number.rsplit_once('.').filter(|_| sign != '.').unwrap_or((number, ""));
    let mut groups = whole.split(sign);
    let first = groups.next()?;
    let is_digits = |group: &str| group.bytes().all(|byte| byte.is_ascii_digit());
    let is_first = matches!(first.len(), 1..=3) && is_digits(first);
    let is_grouped = is_first && groups.all(|group| group.len() == 3 && is_digits(group));
    let point = if part.is_empty() { "" } else { "." };
    (is_grouped && is_digits(part)).then(|| format!("{}{point}{part}", whole.replace(sign, "")).into())
}

/// The bytes of a unit; `None` if it is not a unit.
pub fn size_unit(unit: &str) -> Option<u64> {
    let unit = unit.to_ascii_lowercase();
    if matches!(unit.as_str(), "" | "b" | "byte" | "bytes") {
        return Some(1);
    }
    let power = 1 + LETTERS.find(unit.get(..1)?)? as u32;
    match &unit[1..] {
        "" | "b" => Some(1000u64.pow(power)),
        "i" | "ib" => Some(1024u64.pow(power)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn sizes_are_understood_as_they_are_written() {
        for (text, expected) in [
            ("0", 0),
            ("500", 500),
            ("7b", 7),
            ("7 bytes", 7),
            ("4k", 4000),
            ("4K", 4000),
            ("10mb", 10_000_000),
            ("10 MB", 10_000_000),
            ("1.5GB", 1_500_000_000),
            ("1.", 1),
            ("0.001kb", 1),
            ("1kib", 1024),
            ("1ki", 1024),
            ("1.5MiB", 1_572_864),
            ("2t", 2_000_000_000_000),
            ("15EiB", 15 << 60),
            ("18446744073709551615", u64::MAX),
            ("18.446744073709551615eb", u64::MAX),
            ("1.99999999999999999999999999999999999999999k", 1999),
            ("1,000", 1000),
            ("1,204,224", 1_204_224),
            ("1,204,224 bytes", 1_204_224),
            ("1 204 224", 1_204_224),
            ("1\u{202F}204\u{202F}224 B", 1_204_224),
            ("1\u{A0}204", 1204),
            ("12\u{2009}345 kB", 12_345_000),
            ("1'000'000", 1_000_000),
            ("1\u{2019}000", 1000),
            ("1_000", 1000),
            ("1.204.224", 1_204_224),
            ("1,204.5 kb", 1_204_500),
            ("1.000 kb", 1000),
            ("0.500", 0),
            ("10\u{A0}MB", 10_000_000),
        ] {
            assert_eq!(parse_size(text), Ok(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_size_is_refused() {
        for text in ["", ".", ".5", "1.2.3", "mb", "-1", "1,5", "10xb", "10mbb", "1é", "kib", "1e3", "0x10"]
        {
            assert_eq!(parse_size(text), Err(SizeError::NotASize), "{text}");
        }
        for text in [
            "1,50",
            "1,5mb",
            "12,34,567",
            "1234,567",
            ",000",
            "1,",
            "1,000,",
            "1,000'000",
            "1 0",
            "1,000,00",
            "1  000",
            "1,000.5.5",
            "1.000.00",
        ] {
            assert_eq!(parse_size(text), Err(SizeError::NotASize), "{text}");
        }
        for text in ["1.000", "12.345", "999.000 bytes", "1.204b"] {
            assert_eq!(parse_size(text), Err(SizeError::Ambiguous), "{text}");
        }
        for text in ["18446744073709551616", "16eib", "18.5eb", "99999999999999999999999k"] {
            assert_eq!(parse_size(text), Err(SizeError::TooLarge), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_shown_is_understood_within_its_digits(bytes in any::<u64>()) {
            prop_assert_eq!(parse_size(&super::super::number(bytes)), Ok(bytes));
            match parse_size(&super::super::size(bytes)) {
                Ok(read) => prop_assert!(read.abs_diff(bytes) <= bytes / 100),
                // Rounded up to more than there is.
                Err(error) => prop_assert!(error == SizeError::TooLarge && bytes > u64::MAX - u64::MAX / 100),
            }
        }
    }
}
