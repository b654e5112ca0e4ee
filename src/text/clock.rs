//! Moments as text, millions of them: what [`super::utc`] and [`super::local`] give, without asking the calendar each time.

use super::{Zone, time};
use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};

/// Days that are remembered: ten years or so.
const DAYS: usize = 4096;
const DAY: i64 = 86_400;
/// No day has this number.
const NONE: i64 = i64::MAX;

/// Writes moments as dates and times, on one clock.
pub struct Clock {
    /// The clock's zone; `None` for universal time.
    zone: Option<TimeZone>,
    /// By a day's number modulo [`DAYS`]: its date.
    dates: Box<[(i64, [u8; 10])]>,
    /// By a day's number modulo [`DAYS`]: the seconds that the zone's clock is ahead all through it; `None` if that changes in it.
    offsets: Box<[(i64, Option<i64>)]>,
}

impl Clock {
    /// Universal time, as [`super::utc`] writes it.
    pub fn utc() -> Clock {
        Clock::new(None)
    }

    /// The machine's clock, as [`super::local`] writes it.
    pub fn local() -> Clock {
        Clock::new(Some(Zone::local().rules().clone()))
    }

    fn new(zone: Option<TimeZone>) -> Clock {
        let offsets = if zone.is_some() { DAYS } else { 0 };
        Clock { zone, dates: vec![(NONE, [0; 10]); DAYS].into(), offsets: vec![(NONE, None); offsets].into() }
    }

    /// Appends the moment so many seconds after 1970-01-01T00:00:00Z. Returns whether its year has four digits and no sign.
    pub fn push(&mut self, seconds: i64, out: &mut Vec<u8>) -> bool {
        match self.text(seconds) {
            Some((text, length)) => {
                out.extend_from_slice(&text[..length]);
                true
            }
            None => self.push_slowly(seconds, out),
        }
    }

    /// The text of such a moment, and its length; `None` if its year has a sign, or the calendar ends before it.
    #[inline]
    fn text(&mut self, seconds: i64) -> Option<([u8; 20], usize)> {
        let clock = self.on_the_clock(seconds)?;
        let (day, second) = (clock.div_euclid(DAY), clock.rem_euclid(DAY) as usize);
        let mut text = [b':'; 20];
        text[..10].copy_from_slice(&self.date(day)?);
        text[11..16].copy_from_slice(&MINUTES[second / 60]);
        text[17..19].copy_from_slice(&digits(second % 60));
        text[19] = b'Z';
        let is_local = self.zone.is_some();
        text[10] = if is_local { b' ' } else { b'T' };
        Some((text, if is_local { 19 } else { 20 }))
    }

    /// Seconds from 1970-01-01 00:00:00 on this clock; `None` for a moment outside of the calendar.
    #[inline]
    pub fn on_the_clock(&mut self, seconds: i64) -> Option<i64> {
        if self.zone.is_none() {
            return Some(seconds);
        }
        let day = seconds.div_euclid(DAY);
        match self.offsets[day as usize % DAYS] {
            (known, Some(ahead)) if known == day => Some(seconds + ahead),
            _ => self.look_up_offset(seconds, day),
        }
    }

    #[cold]
    fn look_up_offset(&mut self, seconds: i64, day: i64) -> Option<i64> {
        let zone = self.zone.as_ref()?;
        let known = &mut self.offsets[day as usize % DAYS];
        if known.0 != day {
            *known = (day, offset_of_day(zone, day));
        }
        let ahead = match known.1 {
            Some(ahead) => ahead,
            None => zone.to_offset(Timestamp::from_second(seconds).ok()?).seconds().into(),
        };
        Some(seconds + ahead)
    }

    /// The date of a day, counted from 1970-01-01; `None` before the year 0 and after 9999.
    #[inline]
    fn date(&mut self, day: i64) -> Option<[u8; 10]> {
        match self.dates[day as usize % DAYS] {
            (known, text) if known == day => Some(text),
            _ => self.look_up_date(day),
        }
    }

    #[cold]
    fn look_up_date(&mut self, day: i64) -> Option<[u8; 10]> {
        let moment = Timestamp::from_second(day.checked_mul(DAY)?).ok()?;
        let date = Offset::UTC.to_datetime(moment).date();
        let year = usize::try_from(date.year()).ok()?;
        let mut text = [b'-'; 10];
        text[..2].copy_from_slice(&digits(year / 100));
        text[2..4].copy_from_slice(&digits(year % 100));
        text[5..7].copy_from_slice(&digits(date.month().unsigned_abs().into()));
        text[8..].copy_from_slice(&digits(date.day().unsigned_abs().into()));
        self.dates[day as usize % DAYS] = (day, text);
        Some(text)
    }

    #[cold]
    fn push_slowly(&self, seconds: i64, out: &mut Vec<u8>) -> bool {
        let text = match &self.zone {
            None => time::utc(seconds),
            Some(zone) => time::in_zone(seconds, zone.clone()),
        };
        out.extend_from_slice(text.as_bytes());
        text.starts_with(|c: char| c.is_ascii_digit())
    }
}

/// The seconds that the zone's clock is ahead of universal time all through a day; `None` if that changes in it.
fn offset_of_day(zone: &TimeZone, day: i64) -> Option<i64> {
    let start = Timestamp::from_second(day.checked_mul(DAY)?).ok()?;
    let end = Timestamp::from_second(start.as_second() + DAY).ok()?;
    let changes = zone.following(start).next().is_some_and(|change| change.timestamp() < end);
    (!changes).then(|| zone.to_offset(start).seconds().into())
}

/// Two digits of a number below 100.
const fn digits(number: usize) -> [u8; 2] {
    [b'0' + (number / 10) as u8, b'0' + (number % 10) as u8]
}

/// `HH:MM` by the minute of the day.
static MINUTES: [[u8; 5]; 1440] = {
    let mut all = [[b':'; 5]; 1440];
    let mut minute = 0;
    while minute < 1440 {
        let ([a, b], [c, d]) = (digits(minute / 60), digits(minute % 60));
        all[minute] = [a, b, b':', c, d];
        minute += 1;
    }
    all
};

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    // Zones that need no list of the system's.
    const ZONES: [&str; 4] =
        ["UTC0", "CET-1CEST,M3.5.0,M10.5.0/3", "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", "LMT-0:53:28"];

    fn text(clock: &mut Clock, seconds: i64) -> String {
        let mut out = Vec::new();
        clock.push(seconds, &mut out);
        String::from_utf8(out).unwrap()
    }

    proptest! {
        #[test]
        fn each_moment_is_written_as_the_calendar_has_it(
            moments in prop::collection::vec(prop_oneof![any::<i64>(), -400_000_000_000..400_000_000_000i64, 0..2_000_000_000i64], 1..60)
        ) {
            let mut utc = Clock::utc();
            for &seconds in &moments {
                prop_assert_eq!(text(&mut utc, seconds), time::utc(seconds));
            }
            for zone in ZONES {
                let zone = TimeZone::posix(zone).unwrap();
                let mut clock = Clock::new(Some(zone.clone()));
                for &seconds in &moments {
                    prop_assert_eq!(text(&mut clock, seconds), time::in_zone(seconds, zone.clone()));
                }
            }
        }

        #[test]
        fn the_day_on_which_the_clock_changes_is_right(minute in 0..1440i64) {
            let zone = TimeZone::posix(ZONES[1]).unwrap();
            let mut clock = Clock::new(Some(zone.clone()));
            // 2024-03-31 and 2024-10-27.
            for day in [1_711_843_200, 1_729_987_200] {
                let seconds = day + minute * 60;
                prop_assert_eq!(text(&mut clock, seconds), time::in_zone(seconds, zone.clone()));
            }
        }
    }

    #[test]
    fn what_is_no_plain_date_is_told() {
        let mut clock = Clock::utc();
        let mut out = Vec::new();
        assert!(clock.push(0, &mut out) && clock.push(253_402_207_200, &mut out));
        assert!(!clock.push(i64::MAX, &mut out) && !clock.push(-70_000_000_000, &mut out));
    }
}
