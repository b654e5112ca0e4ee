//! Files by year, and by month within.

use super::axis::Axis;
use super::calendar::{Calendar, YEARS};
use super::tally::Bar;

/// Files by a time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Times {
    /// From the oldest file's year to the newest one's, with the years between that no file is of.
    pub years: Vec<YearBar>,
    /// Older than the years that are told apart, with the first of these.
    pub before: Option<TimeBar>,
    /// Newer than the years that are told apart, with the first year that isn't.
    pub behind: Option<TimeBar>,
    /// Files whose time the system does not report.
    pub undated: Bar,
}

/// The files of a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearBar {
    /// The year.
    pub year: i16,
    /// How many.
    pub bar: Bar,
    /// By month, January first.
    pub months: [Bar; 12],
}

/// Files on one side of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeBar {
    /// The year.
    pub year: i16,
    /// How many.
    pub bar: Bar,
}

impl Times {
    pub(super) fn of(calendar: &Calendar, sums: &Axis) -> Times {
        let mut years: Vec<YearBar> = Vec::new();
        for (number, bar) in sums.bars().take(calendar.months()).enumerate() {
            let (year, month) = calendar.month(number);
            if month == 1 {
                years.push(YearBar { year, bar: Bar::default(), months: [Bar::default(); 12] });
            }
            if let Some(last) = years.last_mut() {
                last.bar += bar;
                last.months[usize::from(month) - 1] = bar;
            }
        }
        let has = |year: &YearBar| year.bar.all.files > 0;
        let first = years.iter().position(has).unwrap_or(years.len());
        let last = years.iter().rposition(has).map_or(first, |last| last + 1);
        let side = |year, bar: Bar| (bar.all.files > 0).then_some(TimeBar { year, bar });
        Times {
            years: years.drain(first..last).collect(),
            before: side(*YEARS.start(), sums.bar(calendar.before())),
            behind: side(*YEARS.end() + 1, sums.bar(calendar.behind())),
            undated: sums.bar(calendar.undated()),
        }
    }
}
