//! A date as a person types it, as much of `2024-05-17 10:30:00` as is known, or `today` and `yesterday`.

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp, ToSpan, Zoned};
use std::ops::RangeInclusive;

/// Why a text is no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateError {
    /// It isn't written as one.
    NotADate,
    /// The calendar or the clock doesn't have it.
    NoSuchDate,
}

/// The seconds since 1970-01-01T00:00:00Z that belong to a year, month, day, minute or second, on the clock of `now`'s
/// time zone.
///
/// # Errors
/// If it is no date.
pub fn parse_date(text: &str, now: &Zoned) -> Result<RangeInclusive<i64>, DateError> {
    let text = text.trim().to_ascii_lowercase();
    let zone = now.time_zone();
    let (start, length) = match text.as_str() {
        "today" => (now.date().into(), 1.day()),
        "yesterday" => (now.date().yesterday().unwrap_or(Date::MIN).into(), 1.day()),
        text => match text.split_once([' ', 't']) {
            None => day(text)?,
            Some((date, time)) => minute(day(date)?, time.trim_start())?,
        },
    };
    // What the calendar has no end for has none.
    let end = start.checked_add(length).map_or(i64::MAX, |next| seconds(next, zone) - 1);
    Ok(seconds(start, zone)..=end)
}

/// The start of a year, month or day, and how long that is.
fn day(text: &str) -> Result<(DateTime, Span), DateError> {
    let parts: Vec<&str> = text.split(['-', '/']).collect();
    let (year, rest) = parts.split_first().ok_or(DateError::NotADate)?;
    if year.len() != 4 || rest.len() > 2 || rest.iter().any(|part| part.len() > 2) {
        return Err(DateError::NotADate);
    }
    let month = rest.first().map_or(Ok(1), |month| number(month))?;
    let day = rest.get(1).map_or(Ok(1), |day| number(day))?;
    let date = Date::new(number(year)?, month, day).map_err(|_| DateError::NoSuchDate)?;
    let length = [1.year(), 1.month(), 1.day()];
    Ok((date.into(), length[rest.len()]))
}

/// The start of a minute or second of a day, and how long that is.
fn minute((day, length): (DateTime, Span), time: &str) -> Result<(DateTime, Span), DateError> {
    let parts: Vec<&str> = time.split(':').collect();
    if length.get_days() != 1 || !matches!(parts.len(), 2..=3) || parts.iter().any(|part| part.len() > 2) {
        return Err(DateError::NotADate);
    }
    let second = parts.get(2).map_or(Ok(0), |second| number(second))?;
    let time =
        Time::new(number(parts[0])?, number(parts[1])?, second, 0).map_err(|_| DateError::NoSuchDate)?;
    let length = if parts.len() == 2 { 1.minute() } else { 1.second() };
    Ok((day.date().to_datetime(time), length))
}

fn number<T: std::str::FromStr>(digits: &str) -> Result<T, DateError> {
    let all_digits = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|_| all_digits).ok_or(DateError::NotADate)
}

/// Where the clock is put forward over it, the first moment after that; where it comes twice, the first one. So the days
/// of a zone follow one another without a gap.
fn seconds(clock: DateTime, zone: &TimeZone) -> i64 {
    // The last two days of the calendar are no moments any more.
    clock.to_zoned(zone.clone()).map_or(Timestamp::MAX, |moment| moment.timestamp()).as_second()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    // Zones that need no list of the system's.
    const BERLIN: &str = "CET-1CEST,M3.5.0,M10.5.0/3";
    const HAVANA: &str = "CST5CDT,M3.2.0/0,M11.1.0/1";
    const LORD_HOWE: &str = "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0";

    fn now(zone: &str) -> Zoned {
        Date::constant(2024, 5, 17).at(10, 30, 0, 0).to_zoned(TimeZone::posix(zone).unwrap()).unwrap()
    }

    fn read(text: &str, zone: &str) -> Result<(String, String), DateError> {
        let range = parse_date(text, &now(zone))?;
        Ok((super::super::utc(*range.start()), super::super::utc(*range.end())))
    }

    #[test]
    fn a_date_is_all_of_its_seconds_on_the_zones_clock() {
        for (text, start, end) in [
            ("2024", "2023-12-31T23:00:00Z", "2024-12-31T22:59:59Z"),
            ("2024-02", "2024-01-31T23:00:00Z", "2024-02-29T22:59:59Z"),
            ("2024-2", "2024-01-31T23:00:00Z", "2024-02-29T22:59:59Z"),
            ("2024-05-17", "2024-05-16T22:00:00Z", "2024-05-17T21:59:59Z"),
            ("2024/05/17", "2024-05-16T22:00:00Z", "2024-05-17T21:59:59Z"),
            ("2024-05-17T10:30", "2024-05-17T08:30:00Z", "2024-05-17T08:30:59Z"),
            ("2024-05-17 10:30:07", "2024-05-17T08:30:07Z", "2024-05-17T08:30:07Z"),
            ("Today", "2024-05-16T22:00:00Z", "2024-05-17T21:59:59Z"),
            ("yesterday", "2024-05-15T22:00:00Z", "2024-05-16T21:59:59Z"),
            // 23 and 25 hours.
            ("2024-03-31", "2024-03-30T23:00:00Z", "2024-03-31T21:59:59Z"),
            ("2024-10-27", "2024-10-26T22:00:00Z", "2024-10-27T22:59:59Z"),
            ("0001", "0000-12-31T23:00:00Z", "0001-12-31T22:59:59Z"),
        ] {
            assert_eq!(read(text, BERLIN), Ok((start.to_owned(), end.to_owned())), "{text}");
        }
        // On this day Havana's clock went from midnight to one.
        let gap = read("2024-03-10", HAVANA);
        assert_eq!(gap, Ok(("2024-03-10T05:00:00Z".to_owned(), "2024-03-11T03:59:59Z".to_owned())));
    }

    #[test]
    fn the_end_of_the_calendar_has_no_end() {
        let now = now(BERLIN);
        assert_eq!(*parse_date("9999", &now).unwrap().end(), i64::MAX);
        assert!(!parse_date("9999-12-31", &now).unwrap().is_empty());
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in [
            "",
            "2",
            "202",
            "20245",
            "-2024",
            "2024-",
            "2024-05-",
            "2024-05-171",
            "May",
            "17.05.2024",
            "30d",
            "2024-05 10:30",
            "2024-05-17 10",
            "2024-05-17T",
            "+024",
            "２０２４",
            "2024-05-17 1é:30",
        ] {
            assert_eq!(read(text, BERLIN), Err(DateError::NotADate), "{text}");
        }
        for text in ["2024-13", "2024-00", "2023-02-29", "2024-05-17 24:00", "2024-05-17 10:60"] {
            assert_eq!(read(text, BERLIN), Err(DateError::NoSuchDate), "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_day_is_understood_as_it_is_shown(seconds in -60_000_000_000i64..250_000_000_000) {
            for zone in [BERLIN, HAVANA, LORD_HOWE] {
                let zone = TimeZone::posix(zone).unwrap();
                let moment = Timestamp::from_second(seconds).unwrap().to_zoned(zone);
                let shown = moment.strftime("%Y-%m-%d").to_string();
                prop_assume!(!shown.starts_with('-'));
                prop_assert!(parse_date(&shown, &moment).unwrap().contains(&seconds), "{}", shown);
            }
        }
    }
}
