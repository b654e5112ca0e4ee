//! An age as users type it: `30d`, `2 weeks`, `6m`. Days and longer units go by the calendar, so that a day ago is the same
//! hour of the clock where summer time begins or ends.

use jiff::{Span, Zoned};

/// The moment so long before `now`, in seconds since 1970-01-01T00:00:00Z; the first one of all where that is before the
/// calendar begins. `None` if it is not an age.
pub fn parse_age(text: &str, now: &Zoned) -> Option<i64> {
    let text = text.trim();
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (number, unit) = text.split_at(end);
    if number.is_empty() {
        return None;
    }
    // Only digits: what can't be parsed is too long, and too long ago.
    let number: i64 = number.parse().unwrap_or(i64::MAX);
    let span = Span::new();
    let span = match unit.trim_start().to_ascii_lowercase().as_str() {
        "min" | "mins" | "minute" | "minutes" => span.try_minutes(number),
        "h" | "hour" | "hours" => span.try_hours(number),
        "d" | "day" | "days" => span.try_days(number),
        "w" | "week" | "weeks" => span.try_weeks(number),
        "m" | "mo" | "month" | "months" => span.try_months(number),
        "y" | "year" | "years" => span.try_years(number),
        _ => return None,
    };
    let then = span.and_then(|span| now.checked_sub(span));
    Some(then.map_or(i64::MIN, |then| then.timestamp().as_second()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ago(text: &str, now: &str) -> Option<String> {
        // As in Berlin, without the system's list of zones.
        let zone = jiff::tz::TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").unwrap();
        let now = now.parse::<jiff::civil::DateTime>().unwrap().to_zoned(zone).unwrap();
        let then = parse_age(text, &now)?;
        let then = jiff::Timestamp::from_second(then).unwrap().to_zoned(now.time_zone().clone());
        Some(then.strftime("%Y-%m-%d %H:%M").to_string())
    }

    #[test]
    fn ages_count_back_by_the_calendar() {
        let now = "2024-05-31T12:00:00";
        for (text, expected) in [
            ("0d", "2024-05-31 12:00"),
            ("90min", "2024-05-31 10:30"),
            ("2h", "2024-05-31 10:00"),
            ("30d", "2024-05-01 12:00"),
            ("30 Days", "2024-05-01 12:00"),
            ("1w", "2024-05-24 12:00"),
            // There is no 31st of April.
            ("1m", "2024-04-30 12:00"),
            ("1y", "2023-05-31 12:00"),
            // Across the beginning of summer time the clock says the same.
            ("90d", "2024-03-02 12:00"),
        ] {
            assert_eq!(ago(text, now).as_deref(), Some(expected), "{text}");
        }
        // Hours are hours: the clock was put forward at two.
        assert_eq!(ago("24h", "2024-03-31T12:00:00").as_deref(), Some("2024-03-30 11:00"));
        assert_eq!(ago("1d", "2024-03-31T12:00:00").as_deref(), Some("2024-03-30 12:00"));
    }

    #[test]
    fn an_age_before_all_time_is_the_first_moment() {
        let now = jiff::Timestamp::UNIX_EPOCH.to_zoned(jiff::tz::TimeZone::UTC);
        for text in ["15000y", "99999999999d", "9999999999999999999999y", "9223372036854775807min"] {
            assert_eq!(parse_age(text, &now), Some(i64::MIN), "{text}");
        }
    }

    #[test]
    fn what_is_no_age_is_refused() {
        let now = Zoned::now();
        for text in ["", "d", "30", "-1d", "1.5h", "3x", "3dd", "2024-05", "é"] {
            assert_eq!(parse_age(text, &now), None, "{text}");
        }
    }
}
