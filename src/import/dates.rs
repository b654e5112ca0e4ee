//! Dates as lists write them, in whichever order their numbers are.

use super::terms::DateOrder;
use crate::text::{CivilTime, ClockReader};

/// A date and time in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    /// Seconds after 1970-01-01T00:00:00 on the clock that it is of.
    clock: i64,
    /// How many seconds that clock is ahead; `None` if the list doesn't say.
    ahead: Option<i64>,
}

impl Stamp {
    /// Reads a date with its time of day, and with a zone if there is one: `2026-09-22 20:17:51`, `2026.09.22T20:17:51.5+02:00`,
    /// `22.09.2026 20:17`, `9/22/2026 8:17:51 PM`. In which order a date's numbers are is as asked, but for a year in front.
    pub(super) fn read(text: &[u8], order: DateOrder) -> Option<Stamp> {
        let mut at = Digits { text, at: 0 };
        let (first, long) = at.number()?;
        let mark = at.next()?;
        if !matches!(mark, b'-' | b'/' | b'.') {
            return None;
        }
        let (second, _) = at.number()?;
        if at.next()? != mark {
            return None;
        }
        let (third, third_long) = at.number()?;
        let (year, month, day) = if long == 4 {
            (first, second, third)
        } else if third_long != 4 {
            return None;
        } else {
            match order {
                DateOrder::YearMonthDay => return None,
                DateOrder::DayMonthYear => (third, second, first),
                DateOrder::MonthDayYear => (third, first, second),
            }
        };
        let (mut hour, mut minute, mut second) = (0, 0, 0);
        if at.peek().is_some() {
            if at.peek() == Some(b',') {
                at.next();
            }
            if !matches!(at.next()?, b' ' | b'T') {
                return None;
            }
            hour = at.number()?.0;
            if at.next()? != b':' {
                return None;
            }
            minute = at.number()?.0;
            if at.peek() == Some(b':') {
                at.next();
                second = at.number()?.0;
                if matches!(at.peek(), Some(b'.' | b',')) {
                    at.next();
                    at.number_of_any_length()?;
                }
            }
            hour = at.half_day(hour)?;
        }
        let ahead = at.zone()?;
        let civil = CivilTime {
            year: year.try_into().ok()?,
            month: month.try_into().ok()?,
            day: day.try_into().ok()?,
            hour: hour.try_into().ok()?,
            minute: minute.try_into().ok()?,
            second: second.try_into().ok()?,
        };
        Some(Stamp { clock: civil.seconds()?, ahead })
    }

    /// Whether it says of which zone it is.
    pub(super) fn is_exact(self) -> bool {
        self.ahead.is_some()
    }

    /// The moment, by a clock that is so many seconds ahead of universal time if it doesn't say by which.
    pub(super) fn ahead_by(self, seconds: i64) -> Option<i64> {
        Some(self.clock - self.ahead.unwrap_or(seconds))
    }

    /// The moment, by this clock if it doesn't say by which.
    pub(super) fn moment(self, clock: &mut ClockReader) -> Option<i64> {
        match self.ahead {
            Some(ahead) => Some(self.clock - ahead),
            None => clock.moment(self.clock),
        }
    }
}

/// Which order the dates of a list are in, by a few of them; `None` if all could be two.
pub(super) fn order_of<'t>(dates: impl Iterator<Item = &'t [u8]>) -> Option<DateOrder> {
    let mut dotted = false;
    for date in dates {
        let mut at = Digits { text: date, at: 0 };
        let (Some((first, long)), Some(mark), Some((second, _))) = (at.number(), at.next(), at.number())
        else {
            continue;
        };
        match (first, second) {
            _ if long == 4 => return Some(DateOrder::YearMonthDay),
            (13..=31, _) => return Some(DateOrder::DayMonthYear),
            (_, 13..=31) => return Some(DateOrder::MonthDayYear),
            // No language with dots has the month first.
            _ => dotted |= mark == b'.',
        }
    }
    dotted.then_some(DateOrder::DayMonthYear)
}

struct Digits<'t> {
    text: &'t [u8],
    at: usize,
}

impl Digits<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }

    fn next(&mut self) -> Option<u8> {
        let byte = self.peek()?;
        self.at += 1;
        Some(byte)
    }

    /// A number of one to four digits, and how many they are.
    #[inline]
    fn number(&mut self) -> Option<(u32, usize)> {
        let start = self.at;
        let mut number = 0;
        while let Some(digit @ b'0'..=b'9') = self.peek() {
            if self.at - start == 4 {
                return None;
            }
            number = number * 10 + u32::from(digit - b'0');
            self.at += 1;
        }
        (self.at > start).then_some((number, self.at - start))
    }

    fn number_of_any_length(&mut self) -> Option<()> {
        let start = self.at;
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        (self.at > start).then_some(())
    }

    /// The hour of the whole day, if AM or PM follows.
    fn half_day(&mut self, hour: u32) -> Option<u32> {
        let rest = &self.text[self.at..];
        // A narrow space stands there since 2022.
        let gaps: [&[u8]; 3] = [b" ", b"\xE2\x80\xAF", b"\xC2\xA0"];
        let gap = gaps.into_iter().find(|gap| rest.starts_with(gap)).map_or(0, <[u8]>::len);
        let mark = rest.get(gap..gap + 2).map(<[u8]>::to_ascii_uppercase);
        let is_late = match mark.as_deref() {
            Some(b"AM") => false,
            Some(b"PM") => true,
            _ => return Some(hour),
        };
        self.at += gap + 2;
        (1..=12).contains(&hour).then_some(hour % 12 + if is_late { 12 } else { 0 })
    }

    /// How many seconds the zone at the end is ahead, if there is one. `None` if something else is there.
    fn zone(&mut self) -> Option<Option<i64>> {
        let sign = match self.text.get(self.at..)? {
            b"" => return Some(None),
            b"Z" | b" UTC" => return Some(Some(0)),
            [b'+', ..] => 1,
            [b'-', ..] => -1,
            _ => return None,
        };
        self.at += 1;
        let (hours, minutes) = match self.number()? {
            (number, 4) => (number / 100, number % 100),
            (hours, 2) if self.peek() == Some(b':') => {
                self.next();
                (hours, self.number()?.0)
            }
            (hours, 2) => (hours, 0),
            _ => return None,
        };
        let is_at_end = self.at == self.text.len();
        (is_at_end && hours <= 24 && minutes < 60)
            .then(|| Some(sign * i64::from(hours * 3600 + minutes * 60)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use DateOrder::{DayMonthYear, MonthDayYear, YearMonthDay};

    #[test]
    fn dates_are_read_in_every_form() {
        let expected = jiff::civil::date(2026, 9, 22).at(20, 17, 51, 0);
        let expected = jiff::tz::Offset::UTC.to_timestamp(expected).unwrap().as_second();
        for (text, order, ahead) in [
            ("2026/09/22 20:17:51", YearMonthDay, None),
            ("2026.09.22 20:17:51", YearMonthDay, None),
            ("2026-09-22T20:17:51", MonthDayYear, None),
            ("2026-09-22T20:17:51Z", YearMonthDay, Some(0)),
            ("2026-09-22T20:17:51.123456789+02:00", YearMonthDay, Some(7200)),
            ("2026-09-22T20:17:51-0330", YearMonthDay, Some(-12_600)),
            ("22.09.2026 20:17:51", DayMonthYear, None),
            ("22.9.2026, 20:17:51", DayMonthYear, None),
            ("9/22/2026 8:17:51 PM", MonthDayYear, None),
            ("9/22/2026 8:17:51\u{202f}PM", MonthDayYear, None),
        ] {
            assert_eq!(Stamp::read(text.as_bytes(), order), Some(Stamp { clock: expected, ahead }), "{text}");
        }
        for text in [
            "",
            "2026",
            "2026-09",
            "22.09.26",
            "2026-09-22T",
            "2026-13-01",
            "2026-09-22 20:17:51 x",
            "2026-09/22",
        ] {
            assert_eq!(Stamp::read(text.as_bytes(), DayMonthYear), None, "{text}");
        }
        assert_eq!(Stamp::read(b"22.09.2026", YearMonthDay), None, "it is not known which is the day");
    }

    #[test]
    fn the_order_of_dates_shows_in_one_that_fits_no_other() {
        let of = |dates: &[&'static str]| order_of(dates.iter().map(|date| date.as_bytes()));
        assert_eq!(of(&["1/2/2026", "1/13/2026"]), Some(MonthDayYear));
        assert_eq!(of(&["1/2/2026", "13/1/2026"]), Some(DayMonthYear));
        assert_eq!(of(&["1.2.2026"]), Some(DayMonthYear));
        assert_eq!(of(&["2026-02-01"]), Some(YearMonthDay));
        assert_eq!(of(&["1/2/2026", ""]), None);
    }
}
