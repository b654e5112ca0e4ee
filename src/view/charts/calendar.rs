//! Times to months of the local calendar, as a filter understands years and months: looked up, not worked out.

use crate::model::{Column, ordered};
use crate::text::parse_date;
use crate::view::Now;
use std::ops::RangeInclusive;

/// Years that are told apart. What lies before or behind them is in one bar each.
pub(super) const YEARS: RangeInclusive<i16> = 1600..=2599;

/// Seconds that a step of the table spans, as a power of two: twelve days, so that at most one month begins within.
const STEP_BITS: u32 = 20;

/// Months by time, for the times that a sheet has.
pub(super) struct Calendar {
    /// Which times.
    pub column: Column,
    /// The first year, in January of which month 0 is.
    pub first_year: i16,
    /// When each month begins, in seconds as [`ordered`] has them, and when the last one ends.
    starts: Vec<u64>,
    /// The month in which each step of the time begins, from the first month's beginning on.
    steps: Vec<u32>,
}

impl Calendar {
    /// For times between these, which need not be exact.
    pub(super) fn of(column: Column, bounds: Option<(i64, i64)>, now: &Now) -> Calendar {
        let (low, high) = bounds.unwrap_or((0, 0));
        let (first, last) = (year_near(low, -1), year_near(high, 1));
        let months = (first..=last).flat_map(|year| (1..=12).map(move |month| (year, month)));
        let start = |(year, month): (i16, u32)| {
            parse_date(&format!("{year:04}-{month:02}"), &now.0).map_or(0, |moments| *moments.first.start())
        };
        let mut starts: Vec<u64> = months.map(start).map(ordered).collect();
        starts.push(ordered(start((last + 1, 1))));
        let begin = starts[0];
        let count = ((starts[starts.len() - 1] - begin) >> STEP_BITS) + 1;
        let mut month = 0;
        let steps = (0..count).map(|step| {
            let time = begin + (step << STEP_BITS);
            while starts.get(month as usize + 1).is_some_and(|next| *next <= time) {
                month += 1;
            }
            month
        });
        let steps = steps.collect();
        Calendar { column, first_year: first, starts, steps }
    }

    /// How many months there are.
    pub(super) fn months(&self) -> usize {
        self.starts.len() - 1
    }

    /// Slots for times: the months, what is before and behind them, and what has no time.
    pub(super) fn slots(&self) -> usize {
        self.months() + 3
    }

    /// The slot of what is before the first of [`YEARS`].
    pub(super) fn before(&self) -> usize {
        self.months()
    }

    /// That of what is behind the last of [`YEARS`].
    pub(super) fn behind(&self) -> usize {
        self.months() + 1
    }

    /// That of what has no time.
    pub(super) fn undated(&self) -> usize {
        self.months() + 2
    }

    /// The slot of a time as [`ordered`] has it.
    #[inline]
    pub(super) fn slot(&self, time: u64) -> usize {
        let begin = self.starts[0];
        if time < begin {
            return self.before();
        }
        if time >= self.starts[self.starts.len() - 1] {
            return self.behind();
        }
        let month = self.steps[((time - begin) >> STEP_BITS) as usize] as usize;
        month + usize::from(time >= self.starts[month + 1])
    }

    /// The same, where it may be missing.
    pub(super) fn slot_of(&self, time: Option<u64>) -> usize {
        time.map_or(self.undated(), |time| self.slot(time))
    }

    /// The year and the month, from 1 on, that a number stands for.
    pub(super) fn month(&self, number: usize) -> (i16, u8) {
        (self.first_year + (number / 12) as i16, (number % 12) as u8 + 1)
    }
}

/// The year of a time, or one beside it in this direction: no zone is a year away.
fn year_near(time: i64, direction: i64) -> i16 {
    const YEAR: i64 = 31_556_952;
    let year = 1970 + time.div_euclid(YEAR) + direction;
    year.clamp((*YEARS.start()).into(), (*YEARS.end()).into()) as i16
}
