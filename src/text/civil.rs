//! ClockReader of dates and times on the clock, millions of them, without asking the calendar each time.

use super::Zone;
use jiff::civil;
use jiff::tz::{Offset, TimeZone};

/// Days that are remembered: ten years or so.
const DAYS: usize = 4096;
const DAY: i64 = 86_400;
/// No day has this number.
const NONE: i64 = i64::MAX;

/// A date and a time of day, as a clock shows them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CivilTime {
    /// The year, from 1 to 9999.
    pub year: i16,
    /// The month, from 1.
    pub month: u8,
    /// The day of the month, from 1.
    pub day: u8,
    /// The hour, to 23.
    pub hour: u8,
    /// The minute, to 59.
    pub minute: u8,
    /// The second, to 60: a leap second is the second before it.
    pub second: u8,
}

impl CivilTime {
    /// Seconds after 1970-01-01T00:00:00 on the same clock; `None` if the calendar has no such day, or the day no such time.
    pub fn seconds(self) -> Option<i64> {
        let CivilTime { year, month, day, hour, minute, second } = self;
        let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let last = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 => 28 + u8::from(is_leap),
            _ => return None,
        };
        if !(1..=9999).contains(&year)
            || !(1..=last).contains(&day)
            || hour > 23
            || minute > 59
            || second > 60
        {
            return None;
        }
        // Years from March on, so that the leap day is the last; eras of 400 years (Howard Hinnant, "days_from_civil").
        let (year, month) = (i64::from(year), i64::from(month));
        let year = if month <= 2 { year - 1 } else { year };
        let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + i64::from(day) - 1;
        let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
        let days = era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + day_of_year - 719_468;
        Some(days * DAY + i64::from(hour) * 3600 + i64::from(minute) * 60 + i64::from(second.min(59)))
    }
}

/// Finds the moments for a clock's times.
pub struct ClockReader {
    zone: TimeZone,
    /// By a day's number modulo [`DAYS`]: the seconds that the clock is ahead all through it; `None` if that changes in it.
    offsets: Box<[(i64, Option<i64>)]>,
}

impl ClockReader {
    /// Those of the machine's clock.
    pub fn local() -> ClockReader {
        ClockReader::of(Zone::local().rules().clone())
    }

    fn of(zone: TimeZone) -> ClockReader {
        ClockReader { zone, offsets: vec![(NONE, None); DAYS].into() }
    }

    /// The moment for a time in seconds after 1970-01-01T00:00:00 on the clock, in seconds after 1970-01-01T00:00:00Z. The earlier one
    /// where the clock shows a time twice, and where it never shows it the moment so long after the jump. `None` where the calendar ends.
    pub fn moment(&mut self, on_the_clock: i64) -> Option<i64> {
        let day = on_the_clock.div_euclid(DAY);
        let (known, offset) = &mut self.offsets[day.rem_euclid(DAYS as i64) as usize];
        if *known != day {
            let ahead = |seconds: i64| {
                Some(i64::from(self.zone.to_offset(jiff::Timestamp::from_second(seconds).ok()?).seconds()))
            };
            // A day before and one after it: no offset is longer.
            let ends = (
                ahead((day - 1) * DAY)?,
                ahead(day * DAY)?,
                ahead((day + 1) * DAY)?,
                ahead((day + 2) * DAY)?,
            );
            *known = day;
            *offset = (ends.0 == ends.1 && ends.1 == ends.2 && ends.2 == ends.3).then_some(ends.0);
        }
        match offset {
            Some(offset) => Some(on_the_clock - *offset),
            None => self.slowly(on_the_clock),
        }
    }

    fn slowly(&self, on_the_clock: i64) -> Option<i64> {
        let clock = Offset::UTC.to_datetime(jiff::Timestamp::from_second(on_the_clock).ok()?);
        let moment = |clock: civil::DateTime| self.zone.to_ambiguous_timestamp(clock).compatible().ok();
        moment(clock).map(jiff::Timestamp::as_second)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn berlin() -> TimeZone {
        jiff::tz::TimeZoneDatabase::bundled().get("Europe/Berlin").unwrap()
    }

    proptest! {
        #[test]
        fn every_second_of_a_clock_is_the_calendars(seconds in -30_000_000_000i64..30_000_000_000) {
            let moment = jiff::Timestamp::from_second(seconds).unwrap();
            let clock = berlin().to_datetime(moment);
            let civil = CivilTime {
                year: clock.year(), month: clock.month() as u8, day: clock.day() as u8,
                hour: clock.hour() as u8, minute: clock.minute() as u8, second: clock.second() as u8,
            };
            let on_the_clock = Offset::UTC.to_timestamp(clock).unwrap().as_second();
            prop_assert_eq!(civil.seconds(), Some(on_the_clock));
            let expected = berlin().to_ambiguous_timestamp(clock).compatible().unwrap().as_second();
            let mut reader = ClockReader::of(berlin());
            for _ in 0..2 {
                prop_assert_eq!(reader.moment(on_the_clock), Some(expected));
            }
        }
    }

    #[test]
    fn the_days_on_which_the_clock_is_changed_are_exact() {
        let mut reader = ClockReader::of(berlin());
        for (clock, expected) in [
            ("2026-03-29T01:59:59", "2026-03-29T00:59:59Z"),
            ("2026-03-29T02:30:00", "2026-03-29T01:30:00Z"),
            ("2026-03-29T03:00:00", "2026-03-29T01:00:00Z"),
            ("2026-10-25T02:30:00", "2026-10-25T00:30:00Z"),
            ("2026-10-25T03:00:00", "2026-10-25T02:00:00Z"),
        ] {
            let clock: civil::DateTime = clock.parse().unwrap();
            let expected: jiff::Timestamp = expected.parse().unwrap();
            let on_the_clock = Offset::UTC.to_timestamp(clock).unwrap().as_second();
            assert_eq!(reader.moment(on_the_clock), Some(expected.as_second()), "{clock}");
        }
    }

    #[test]
    fn what_the_calendar_has_not_is_none() {
        let time = CivilTime { year: 2026, month: 2, day: 28, hour: 23, minute: 59, second: 60 };
        assert!(time.seconds().is_some());
        for wrong in [
            CivilTime { day: 29, ..time },
            CivilTime { month: 13, ..time },
            CivilTime { month: 0, ..time },
            CivilTime { day: 0, ..time },
            CivilTime { hour: 24, ..time },
            CivilTime { year: 0, ..time },
        ] {
            assert_eq!(wrong.seconds(), None, "{wrong:?}");
        }
        assert!(CivilTime { year: 2024, day: 29, ..time }.seconds().is_some());
    }
}
