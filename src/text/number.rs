//! Numbers and spans of time as users read them.

use std::time::Duration;

/// Digits in groups of three: `48,210`.
pub fn number(value: impl Into<u128>) -> String {
    let digits = value.into().to_string();
    let mut out = String::with_capacity(digits.len() * 4 / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A sum that may be below zero: `1,234`, `-1,234`.
pub fn balance(value: i128) -> String {
    let sign = if value < 0 { "-" } else { "" };
    format!("{sign}{}", number(value.unsigned_abs()))
}

/// A count and what is counted, by its English word in the singular: `0 files`, `1 file`, `48,210 files`. For words that take an `s`.
pub fn counted(count: u64, one: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{} {one}{plural}", number(count))
}

/// A part of a whole, 0 to 1: `34 %`, `2.1 %`, `<0.1 %`. Nothing that is there is `0 %`, and only all is `100 %`.
pub fn percent(share: f64) -> String {
    let percent = share * 100.0;
    match percent {
        _ if share <= 0.0 => "0 %".into(),
        _ if share >= 1.0 => "100 %".into(),
        _ if percent < 0.1 => "<0.1 %".into(),
        // Below that it would be rounded to 10.0.
        _ if percent < 9.95 => format!("{percent:.1} %"),
        _ => format!("{:.0} %", percent.min(99.0)),
    }
}

/// A sum that adds or takes away: `+1,234`, `-1,234`, `0`.
pub fn signed(value: i128) -> String {
    let sign = match value {
        0 => "",
        1.. => "+",
        _ => "-",
    };
    format!("{sign}{}", number(value.unsigned_abs()))
}

/// A span of time: `0.21 s`, `12.4 s`, `3 min 05 s`, `2 h 10 min`.
pub fn duration(span: Duration) -> String {
    let seconds = span.as_secs();
    match seconds {
        0..10 => format!("{:.2} s", span.as_secs_f64()),
        10..60 => format!("{:.1} s", span.as_secs_f64()),
        60..3600 => format!("{} min {:02} s", seconds / 60, seconds % 60),
        _ => format!("{} h {:02} min", seconds / 3600, seconds / 60 % 60),
    }
}

/// How many a second, rounded down.
pub fn rate(count: u64, span: Duration) -> u64 {
    let seconds = span.as_secs_f64();
    // Below a millisecond a rate says nothing.
    let rate = if seconds < 0.001 { 0.0 } else { count as f64 / seconds };
    rate as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_neither_lost_nor_whole_by_rounding() {
        for (share, words) in [
            (0.0, "0 %"),
            (1e-30, "<0.1 %"),
            (0.000_999, "<0.1 %"),
            (0.001, "0.1 %"),
            (0.021, "2.1 %"),
            (0.099_49, "9.9 %"),
            (0.099_51, "10 %"),
            (0.345, "34 %"),
            (0.995, "99 %"),
            (0.999_999, "99 %"),
            (1.0, "100 %"),
        ] {
            assert_eq!(percent(share), words, "{share}");
        }
    }

    #[test]
    fn digits_come_in_threes() {
        for (value, expected) in [(0u64, "0"), (999, "999"), (1000, "1,000"), (48_210_007, "48,210,007")] {
            assert_eq!(number(value), expected);
        }
    }

    #[test]
    fn counts_take_their_plural() {
        for (count, expected) in [(0, "0 files"), (1, "1 file"), (2, "2 files"), (48_210, "48,210 files")] {
            assert_eq!(counted(count, "file"), expected);
        }
    }

    #[test]
    fn sums_have_a_sign() {
        for (value, change, sum) in [(0, "0", "0"), (1234, "+1,234", "1,234"), (-1234, "-1,234", "-1,234")] {
            assert_eq!((signed(value), balance(value)), (change.to_owned(), sum.to_owned()));
        }
    }

    #[test]
    fn spans_read_naturally() {
        for (millis, expected) in
            [(210, "0.21 s"), (12_400, "12.4 s"), (185_000, "3 min 05 s"), (7_800_000, "2 h 10 min")]
        {
            assert_eq!(duration(Duration::from_millis(millis)), expected);
        }
        assert_eq!(rate(1000, Duration::from_millis(500)), 2000);
        assert_eq!(rate(1000, Duration::ZERO), 0);
    }
}
