//! Values that go on behind a white space, as they do where they are pasted from a sheet: `modified:>2024-05-17 10:30`. Only what can
//! hardly be meant as a word by itself belongs to a value.

use crate::model::{Column, ValueKind};
use crate::text;

/// White space that stands within a number, and that is never typed between words.
const IN_NUMBERS: [char; 4] = ['\u{A0}', '\u{202F}', '\u{2009}', '\u{2007}'];

/// Where a value ends that isn't quoted.
pub(super) fn end(text: &str, field: Option<Column>) -> usize {
    let values = field.map(Column::values);
    let is_number = values.is_some_and(ValueKind::is_number);
    let ends_word = |c: char| c.is_whitespace() && !(is_number && IN_NUMBERS.contains(&c));
    let word_end = |from: usize| text[from..].find(ends_word).map_or(text.len(), |end| from + end);
    let mut end = word_end(0);
    let goes_on: fn(&str, &str) -> bool = match values {
        Some(ValueKind::Bytes | ValueKind::Count) => number_goes_on,
        Some(ValueKind::Time) => time_goes_on,
        _ => return end,
    };
    // An empty value is a mistake, and what follows it is not the value.
    while end > 0 && end < text.len() {
        let next = end + (text[end..].len() - text[end..].trim_start().len());
        let next_end = word_end(next);
        if next == next_end || !goes_on(&text[..end], &text[next..next_end]) {
            break;
        }
        end = next_end;
    }
    end
}

fn number_goes_on(value: &str, next: &str) -> bool {
    let begins = next.starts_with(|c: char| c.is_ascii_digit());
    next == ".." || wants_more(value) && begins
}

fn time_goes_on(value: &str, next: &str) -> bool {
    let (last, first) = (last(value), next.split("..").next().unwrap_or_default());
    let begins = first.starts_with(|c: char| c.is_ascii_digit() || c == '@') || is_day(first);
    if next == ".." || wants_more(value) && begins {
        return true;
    }
    match last.rsplit_once(char::is_whitespace) {
        None => is_date(last) && is_time(first),
        Some((_, time)) => is_time(time) && time.ends_with(|c: char| c.is_ascii_digit()) && is_zone(first),
    }
}

/// Whether a value is a sign, or ends in a range that stands by itself.
fn wants_more(value: &str) -> bool {
    matches!(value, ">" | ">=" | "<" | "<=" | "=")
        || value.strip_suffix("..").is_some_and(|value| value.ends_with(char::is_whitespace))
}

/// What a value ends with, of a range the second date, without a sign.
fn last(value: &str) -> &str {
    let last = value.rsplit("..").next().unwrap_or_default();
    last.trim_start_matches(['<', '>', '=']).trim()
}

fn is_day(word: &str) -> bool {
    ["today", "yesterday"].iter().any(|day| day.eq_ignore_ascii_case(word))
}

/// Year, month and day.
fn is_date(word: &str) -> bool {
    let word = word.strip_prefix('-').unwrap_or(word);
    let parts: Vec<&str> = word.split(['-', '/']).collect();
    matches!(parts[..], [year, month, day] if year.len() == 4 && is_number(year) && is_short(month) && is_short(day))
}

/// Hour and minute, with whatever may follow those.
fn is_time(word: &str) -> bool {
    word.split_once(':').is_some_and(|(hour, rest)| is_short(hour) && rest.get(..2).is_some_and(is_number))
}

fn is_zone(word: &str) -> bool {
    let is_offset = || {
        let digits = word.strip_prefix(['+', '-']).unwrap_or_default().replacen(':', "", 1);
        digits.len() == 4 && is_number(&digits)
    };
    ["z", "utc", "gmt"].iter().any(|zone| zone.eq_ignore_ascii_case(word)) || is_offset()
}

fn is_short(part: &str) -> bool {
    matches!(part.len(), 1..=2) && is_number(part)
}

fn is_number(part: &str) -> bool {
    !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit())
}

/// What stands between a size and what follows it, where both are one size that was written with a space: its unit, or more of its digits.
pub(super) enum Rest {
    /// A unit.
    Unit,
    /// Three digits, and what may follow them.
    Digits,
}

/// What a word behind a size most likely is; `None` if it is a word of its own.
pub(super) fn rest_of_size(value: &str, next: &str) -> Option<Rest> {
    let digits = value.len() - value.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    if digits == 0 {
        return None;
    }
    // Of a range only its first end: `1 kb..2 mb`.
    let unit = next.split("..").next().unwrap_or_default();
    let is_range = unit.len() < next.len();
    // A letter by itself may be a word, but for those of sizes as other programs write them.
    let is_letter = |word: &str| matches!(word.to_ascii_lowercase().as_str(), "k" | "m" | "g" | "t");
    if text::size_unit(unit).is_some() && (unit.len() > 1 || is_range || is_letter(unit)) {
        return Some(Rest::Unit);
    }
    let (group, behind) = next.split_at_checked(3)?;
    let ends = text::size_unit(behind).is_some() || behind.starts_with("..");
    (digits <= 3 && is_number(group) && ends).then_some(Rest::Digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_belongs_to_a_value_is_taken_to_it() {
        let time = Some(Column::Modified);
        for (field, text, expected) in [
            (time, "2024-05-17 10:30:15", "2024-05-17 10:30:15"),
            (time, ">2024-05-17  10:30 x", ">2024-05-17  10:30"),
            (time, "2024-05-17 10:30:15 UTC x", "2024-05-17 10:30:15 UTC"),
            (time, "2024-05-17 10:30:15.12 +0200 -x", "2024-05-17 10:30:15.12 +0200"),
            (time, "2024-05-17 10:30 -05:00 x", "2024-05-17 10:30 -05:00"),
            (time, "2024-05-17 10:00..2024-05-17 12:00 x", "2024-05-17 10:00..2024-05-17 12:00"),
            (time, "2024-05-17 10:00 .. 2024-05-17 12:00 x", "2024-05-17 10:00 .. 2024-05-17 12:00"),
            (time, "2024-05-17..2024-05-18 9:00", "2024-05-17..2024-05-18 9:00"),
            (time, "2023 .. today x", "2023 .. today"),
            (time, ">= @5 x", ">= @5"),
            (time, "-0044-03-15 10:30:15 x", "-0044-03-15 10:30:15"),
            // Words of their own.
            (time, "2024-05-17 10", "2024-05-17"),
            (time, "2024-05 10:30", "2024-05"),
            (time, "today 10:30", "today"),
            (time, "2024-05-17T10:30 10:31", "2024-05-17T10:30"),
            (time, "2024-05-17 10:30Z UTC", "2024-05-17 10:30Z"),
            (time, "2024-05-17 10:30 -x", "2024-05-17 10:30"),
            (time, "2024.. 2025", "2024.."),
            (time, "> x", ">"),
            (time, " 2024", ""),
            (Some(Column::Size), "1kb .. 2kb x", "1kb .. 2kb"),
            (Some(Column::Size), "> 10mb x", "> 10mb"),
            (Some(Column::Size), "1\u{202F}204\u{A0}MB x", "1\u{202F}204\u{A0}MB"),
            (Some(Column::Size), "1 000", "1"),
            (None, "2024-05-17 10:30", "2024-05-17"),
            (None, "a\u{A0}b", "a"),
            (Some(Column::Name), "> 5", ">"),
        ] {
            assert_eq!(&text[..end(text, field)], expected, "{text}");
        }
    }
}
