//! A date as a user types it, as much of `2024-05-17 10:30:00` as is known, or `today` and `yesterday`; and every moment as
//! [`super::time`] writes it, to be pasted back.

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{AmbiguousOffset, Offset, TimeZone};
use jiff::{Span, Timestamp, ToSpan, Zoned};
use std::ops::RangeInclusive;

/// Why a text is not a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateError {
    /// It isn't written as one.
    NotADate,
    /// The calendar or the clock doesn't have it.
    NoSuchDate,
}

/// The seconds since 1970-01-01T00:00:00Z that belong to a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moments {
    /// All of them, or those of the first time.
    pub first: RangeInclusive<i64>,
    /// Those of the second time, for a minute or second that the clock shows twice because it is put back.
    pub again: Option<RangeInclusive<i64>>,
}

impl From<RangeInclusive<i64>> for Moments {
    fn from(first: RangeInclusive<i64>) -> Moments {
        Moments { first, again: None }
    }
}

/// The moments of a year, month, day, minute or second, on the clock of `now`'s time zone unless another one stands behind it (`Z`,
/// `UTC`, `+02:00`); or of `@` and a number of seconds. Parts of a second are left out, as they are in a sheet.
///
/// # Errors
/// If it is not a date.
pub fn parse_date(text: &str, now: &Zoned) -> Result<Moments, DateError> {
    let text = text.trim().to_ascii_lowercase();
    if let Some(seconds) = text.strip_prefix('@') {
        let seconds = seconds.parse().map_err(|_| DateError::NotADate)?;
        return Ok((seconds..=seconds).into());
    }
    let zone = now.time_zone();
    let (start, length) = match text.as_str() {
        "today" => (now.date().into(), 1.day()),
        "yesterday" => (now.date().yesterday().unwrap_or(Date::MIN).into(), 1.day()),
        text => match text.split_once([' ', 't']) {
            None => day(text)?,
            Some((date, time)) => return moments(day(date)?, time.trim(), zone),
        },
    };
    // What the calendar has no end for has none.
    let end = start.checked_add(length).map_or(i64::MAX, |next| seconds(next, zone) - 1);
    Ok((seconds(start, zone)..=end).into())
}

/// The start of a year, month or day, and how long that is. A year with a sign belongs to a whole date, as it does where one is shown.
fn day(text: &str) -> Result<(DateTime, Span), DateError> {
    let is_before = text.starts_with('-');
    let parts: Vec<&str> = text.strip_prefix('-').unwrap_or(text).split(['-', '/']).collect();
    let (year, rest) = parts.split_first().ok_or(DateError::NotADate)?;
    let is_whole = rest.len() == 2;
    if year.len() != 4 || rest.len() > 2 || rest.iter().any(|part| part.len() > 2) || is_before && !is_whole {
        return Err(DateError::NotADate);
    }
    let month = rest.first().map_or(Ok(1), |month| number(month))?;
    let day = rest.get(1).map_or(Ok(1), |day| number(day))?;
    let year: i16 = number(year)?;
    let year = if is_before { -year } else { year };
    let date = Date::new(year, month, day).map_err(|_| DateError::NoSuchDate)?;
    let length = [1.year(), 1.month(), 1.day()];
    Ok((date.into(), length[rest.len()]))
}

/// The moments of a minute or second of a day.
fn moments((day, length): (DateTime, Span), time: &str, zone: &TimeZone) -> Result<Moments, DateError> {
    let (time, offset) = of_zone(time)?;
    let (time, fraction) = match time.split_once(['.', ',']) {
        Some((time, fraction)) => (time, Some(fraction)),
        None => (time, None),
    };
    let parts: Vec<&str> = time.split(':').collect();
    let is_time = match fraction {
        Some(fraction) => parts.len() == 3 && is_number(fraction),
        None => matches!(parts.len(), 2..=3),
    };
    if length.get_days() != 1 || !is_time || parts.iter().any(|part| part.len() > 2) {
        return Err(DateError::NotADate);
    }
    let second = parts.get(2).map_or(Ok(0), |second| number(second))?;
    let time =
        Time::new(number(parts[0])?, number(parts[1])?, second, 0).map_err(|_| DateError::NoSuchDate)?;
    let clock = day.date().to_datetime(time);
    let length = if parts.len() == 2 { 60 } else { 1 };
    let range = |start: i64| start..=start + length - 1;
    let ahead = |offset: Offset| offset.to_timestamp(clock).map(Timestamp::as_second);
    if let Some(offset) = offset {
        return ahead(offset).map(|start| range(start).into()).map_err(|_| DateError::NoSuchDate);
    }
    Ok(match zone.to_ambiguous_timestamp(clock).offset() {
        AmbiguousOffset::Fold { before, after } => {
            let (first, again) = (ahead(before), ahead(after).ok());
            Moments { first: range(first.unwrap_or_else(|_| seconds(clock, zone))), again: again.map(range) }
        }
        _ => range(seconds(clock, zone)).into(),
    })
}

/// A time without what stands behind it for its zone, and that: how far its clock is ahead of universal time.
fn of_zone(time: &str) -> Result<(&str, Option<Offset>), DateError> {
    if let Some(time) = ["z", "utc", "gmt"].iter().find_map(|zone| time.strip_suffix(zone)) {
        return Ok((time.trim_end(), Some(Offset::UTC)));
    }
    let Some(sign) = time.rfind(['+', '-']) else { return Ok((time, None)) };
    let (time, ahead) = time.split_at(sign);
    let digits = &ahead[1..];
    let parts = digits.split_once(':').or_else(|| digits.split_at_checked(2));
    let (hours, minutes) = match parts {
        Some((hours, "")) if digits.len() == 2 => (hours, "00"),
        Some((hours, minutes)) if (hours.len(), minutes.len()) == (2, 2) => (hours, minutes),
        _ => return Err(DateError::NotADate),
    };
    let (hours, minutes): (i32, i32) = (number(hours)?, number(minutes)?);
    let seconds = (hours * 60 + minutes) * 60;
    let seconds = if ahead.starts_with('-') { -seconds } else { seconds };
    let offset = Offset::from_seconds(seconds).ok().filter(|_| minutes < 60).ok_or(DateError::NoSuchDate)?;
    Ok((time.trim_end(), Some(offset)))
}

fn number<T: std::str::FromStr>(digits: &str) -> Result<T, DateError> {
    digits.parse().ok().filter(|_| is_number(digits)).ok_or(DateError::NotADate)
}

fn is_number(digits: &str) -> bool {
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// Where the clock is put forward over it, the first moment after that; where it comes twice, the first one. So the days
/// of a zone follow one another without a gap.
fn seconds(clock: DateTime, zone: &TimeZone) -> i64 {
    // The last two days of the calendar are out of range for timestamps.
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
        let Moments { first, again } = parse_date(text, &now(zone))?;
        assert_eq!(again, None, "{text}");
        Ok((super::super::utc(*first.start()), super::super::utc(*first.end())))
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
            // On another clock than the zone's.
            ("2024-05-17T10:30:15Z", "2024-05-17T10:30:15Z", "2024-05-17T10:30:15Z"),
            ("2024-05-17t10:30z", "2024-05-17T10:30:00Z", "2024-05-17T10:30:59Z"),
            ("2024-05-17 10:30:15 UTC", "2024-05-17T10:30:15Z", "2024-05-17T10:30:15Z"),
            ("2024-05-17T10:30:15+05:30", "2024-05-17T05:00:15Z", "2024-05-17T05:00:15Z"),
            ("2024-05-17 10:30:15.123456789 -0930", "2024-05-17T20:00:15Z", "2024-05-17T20:00:15Z"),
            ("2024-05-17 23:30-01", "2024-05-18T00:30:00Z", "2024-05-18T00:30:59Z"),
            ("2024-05-17 10:30:07,5", "2024-05-17T08:30:07Z", "2024-05-17T08:30:07Z"),
            ("@0", "1970-01-01T00:00:00Z", "1970-01-01T00:00:00Z"),
            ("@-9223372036854775808", "@-9223372036854775808", "@-9223372036854775808"),
            ("-0044-03-15", "-0044-03-14T23:00:00Z", "-0044-03-15T22:59:59Z"),
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
        assert_eq!(*parse_date("9999", &now).unwrap().first.end(), i64::MAX);
        assert!(!parse_date("9999-12-31", &now).unwrap().first.is_empty());
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
            "2024-05-17Z",
            "2024-05-17 10:30.5",
            "2024-05-17 10:30:00.",
            "2024-05-17 10:30+1",
            "2024-05-17 10:30+1€",
            "2024-05-17 10:30+0:100",
            "-2024-05",
            "@",
            "@1.5",
            "@9223372036854775808",
        ] {
            assert_eq!(read(text, BERLIN), Err(DateError::NotADate), "{text}");
        }
        for text in [
            "2024-13",
            "2024-00",
            "2023-02-29",
            "2024-05-17 24:00",
            "2024-05-17 10:60",
            "2024-05-17 10:30+01:60",
            "2024-05-17 10:30+99:00",
        ] {
            assert_eq!(read(text, BERLIN), Err(DateError::NoSuchDate), "{text}");
        }
    }

    #[test]
    fn what_the_clock_shows_twice_is_both() {
        let Moments { first, again } = parse_date("2024-10-27 02:30", &now(BERLIN)).unwrap();
        let ends = [first, again.unwrap()]
            .map(|range| (super::super::utc(*range.start()), super::super::utc(*range.end())));
        let utc = |hour| (format!("2024-10-27T{hour}:30:00Z"), format!("2024-10-27T{hour}:30:59Z"));
        assert_eq!(ends, [utc("00"), utc("01")]);
        // What it skips is the first moment behind that.
        assert_eq!(read("2024-03-31 02:30:00", BERLIN).unwrap().0, "2024-03-31T01:30:00Z");
    }

    proptest! {
        #[test]
        fn every_moment_is_understood_as_it_is_shown(
            seconds in prop_oneof![any::<i64>(), -400_000_000_000..400_000_000_000i64, 1_729_980_000..1_730_000_000i64],
        ) {
            let only = |text: &str| parse_date(text, &now(BERLIN)).unwrap();
            prop_assert_eq!(only(&super::super::utc(seconds)), (seconds..=seconds).into());
            for zone in [BERLIN, HAVANA, LORD_HOWE] {
                let shown = super::super::time::in_zone(seconds, TimeZone::posix(zone).unwrap());
                let Moments { first, again } = parse_date(&shown, &now(zone)).unwrap();
                let is_it = |range: &RangeInclusive<i64>| *range == (seconds..=seconds);
                prop_assert!(is_it(&first) || again.as_ref().is_some_and(is_it), "{} {:?} {:?}", shown, first, again);
            }
        }

        #[test]
        fn a_day_is_understood_as_it_is_shown(seconds in -60_000_000_000i64..250_000_000_000) {
            for zone in [BERLIN, HAVANA, LORD_HOWE] {
                let zone = TimeZone::posix(zone).unwrap();
                let moment = Timestamp::from_second(seconds).unwrap().to_zoned(zone);
                let shown = moment.strftime("%Y-%m-%d").to_string();
                prop_assume!(!shown.starts_with('-'));
                prop_assert!(parse_date(&shown, &moment).unwrap().first.contains(&seconds), "{}", shown);
            }
        }
    }
}
