//! Sizes, dates and ages to look for: `>10mb`, `1kb..1mb`, `2023..2024-06`, `<30d`; and `none`, for what has no such value.

use super::expr::{Expr, Term};
use super::now::Now;
use super::pieces::Part;
use crate::model::{Column, Mistake, ValueKind, ValueMistake};
use crate::text::{self, DateError, Moments, SizeError};
use std::cmp::Ordering;
use std::ops::RangeInclusive;

/// Whether it asks for what the system did not report.
pub(super) fn is_none(value: Part<'_>) -> bool {
    value.trimmed().text.eq_ignore_ascii_case("none")
}

/// Any number or time in a column at all.
pub(super) fn any(column: Column) -> Term {
    match column.values() {
        ValueKind::Time => Term::Time(column, i64::MIN..=i64::MAX),
        _ => Term::Number(column, 0..=u64::MAX),
    }
}

/// How the value is to be beside the size of the same row, where it asks for that: `>size`.
pub(super) fn beside_size(value: Part<'_>) -> Option<Ordering> {
    let (ordering, other) = match Operator::of(value) {
        Operator::Is(other) => (Ordering::Equal, other),
        Operator::Above(other) => (Ordering::Greater, other),
        Operator::Below(other) => (Ordering::Less, other),
        Operator::AtLeast(_) | Operator::AtMost(_) | Operator::Between(..) => return None,
    };
    other.text.eq_ignore_ascii_case(Column::Size.as_str()).then_some(ordering)
}

/// How a value is compared.
enum Operator<'a> {
    Is(Part<'a>),
    Above(Part<'a>),
    AtLeast(Part<'a>),
    Below(Part<'a>),
    AtMost(Part<'a>),
    /// From the first one to the second one, both included; one may be missing. A `<` before the second leaves it out.
    Between(Option<Part<'a>>, Option<Part<'a>>),
}

impl<'a> Operator<'a> {
    fn of(value: Part<'a>) -> Operator<'a> {
        let value = value.trimmed();
        let rest = |sign: &str| value.after(sign.len()).trimmed();
        match value.text.as_bytes() {
            [b'>', b'=', ..] => return Operator::AtLeast(rest(">=")),
            [b'<', b'=', ..] => return Operator::AtMost(rest("<=")),
            [b'>', ..] => return Operator::Above(rest(">")),
            [b'<', ..] => return Operator::Below(rest("<")),
            [b'=', ..] => return Operator::Is(rest("=")),
            _ => {}
        }
        match value.text.find("..") {
            Some(dots) => {
                let end = |part: Part<'a>| Some(part.trimmed()).filter(|part| !part.text.is_empty());
                Operator::Between(end(value.upto(dots)), end(value.after(dots + 2)))
            }
            None => Operator::Is(value),
        }
    }
}

/// How numbers are read, and what is wrong if none is there.
pub(super) struct NumberSyntax {
    read: fn(Part<'_>) -> Result<u64, Mistake>,
    /// What is wrong if nothing is there.
    needed: ValueMistake,
    /// What is wrong with more than the largest one, and with less than the smallest one.
    ends: [ValueMistake; 2],
}

/// Sizes, with units.
pub(super) const BYTES: NumberSyntax = NumberSyntax {
    read: size,
    needed: ValueMistake::SizeNeeded,
    ends: [ValueMistake::AboveAllSizes, ValueMistake::BelowAllSizes],
};

/// Numbers of anything else, which have no units.
pub(super) const COUNT: NumberSyntax = NumberSyntax {
    read: count,
    needed: ValueMistake::CountNeeded,
    ends: [ValueMistake::AboveAllCounts, ValueMistake::BelowAllCounts],
};

/// The numbers that `value` asks for. `whole` is where its term is.
pub(super) fn numbers(
    value: Part<'_>,
    whole: Part<'_>,
    numbers: &NumberSyntax,
) -> Result<RangeInclusive<u64>, Mistake> {
    let number = |part: Part<'_>| match part.text {
        "" => Err(needed(part, whole, &numbers.needed)),
        _ => (numbers.read)(part),
    };
    match Operator::of(value) {
        Operator::Is(part) => number(part).map(|number| number..=number),
        Operator::AtLeast(part) => Ok(number(part)?..=u64::MAX),
        Operator::AtMost(part) => Ok(0..=number(part)?),
        Operator::Above(part) => match number(part)?.checked_add(1) {
            Some(above) => Ok(above..=u64::MAX),
            None => Err(part.mistaken(numbers.ends[0].clone())),
        },
        Operator::Below(part) => match number(part)?.checked_sub(1) {
            Some(below) => Ok(0..=below),
            None => Err(part.mistaken(numbers.ends[1].clone())),
        },
        Operator::Between(None, None) => Err(needed(value, whole, &numbers.needed)),
        Operator::Between(start, end) => {
            let start = start.map_or(Ok(0), number)?;
            let end = match end {
                None => u64::MAX,
                Some(end) if end.text.starts_with('<') => {
                    let below = end.after(1).trimmed();
                    number(below)?.checked_sub(1).ok_or_else(|| below.mistaken(numbers.ends[1].clone()))?
                }
                Some(end) => number(end)?,
            };
            in_order(start..=end, value)
        }
    }
}

fn size(part: Part<'_>) -> Result<u64, Mistake> {
    text::parse_size(part.text).map_err(|error| {
        let typed = part.text.to_owned();
        part.mistaken(match error {
            SizeError::NotASize => ValueMistake::NotASize(typed),
            SizeError::Ambiguous => ValueMistake::AmbiguousSize(typed),
            SizeError::TooLarge => ValueMistake::SizeTooLarge(typed),
        })
    })
}

/// A whole number, whose digits may be in groups. A point in one is a fraction or a group, and of no use either way.
fn count(part: Part<'_>) -> Result<u64, Mistake> {
    let is_plain = !part.text.contains(|c: char| c == '.' || c.is_alphabetic());
    let number = text::parse_size(part.text).ok().filter(|_| is_plain);
    number.ok_or_else(|| part.mistaken(ValueMistake::NotACount(part.text.to_owned())))
}

/// What is asked of a time: a moment of an age, or all the seconds of a date.
enum When {
    Age(i64),
    Date(Moments),
}

/// The times that `value` asks for, in seconds since 1970-01-01T00:00:00Z, of a column of times. `whole` is where its term is.
///
/// An age is compared as such: what is younger than a day lies after the moment a day ago.
pub(super) fn times(value: Part<'_>, whole: Part<'_>, now: &Now, column: Column) -> Result<Expr, Mistake> {
    times_by(value, whole, column, |part| when(part, whole, now))
}

/// The same for the age of a file, in days unless a unit says otherwise. One alone asks for what is of that age to the day.
pub(super) fn ages(value: Part<'_>, whole: Part<'_>, now: &Now) -> Result<Expr, Mistake> {
    const DAY: i64 = 86_400;
    let age = |part: Part<'_>| {
        if part.text.is_empty() {
            return Err(needed(part, whole, &ValueMistake::AgeNeeded));
        }
        let is_plain = part.text.bytes().all(|byte| byte.is_ascii_digit());
        let unit = if is_plain { "d" } else { "" };
        let moment = text::parse_age(&format!("{}{unit}", part.text), &now.0);
        moment.ok_or_else(|| part.mistaken(ValueMistake::NotAnAge(part.text.to_owned())))
    };
    if let Operator::Is(part) = Operator::of(value) {
        let moment = age(part)?;
        let range = moment.saturating_sub(DAY - 1)..=moment;
        return Ok(Expr::Term(Term::Time(Column::Modified, range)));
    }
    times_by(value, whole, Column::Modified, |part| age(part).map(When::Age))
}

fn times_by<'a>(
    value: Part<'a>,
    whole: Part<'a>,
    column: Column,
    when: impl Fn(Part<'a>) -> Result<When, Mistake>,
) -> Result<Expr, Mistake> {
    let term = |range| Expr::Term(Term::Time(column, range));
    let range = match Operator::of(value) {
        Operator::Is(part) => match when(part)? {
            When::Age(moment) => moment..=i64::MAX,
            When::Date(Moments { first, again: None }) => first,
            When::Date(Moments { first, again: Some(again) }) => {
                return Ok(Expr::Any(vec![term(first), term(again)]));
            }
        },
        Operator::Above(part) => match when(part)? {
            When::Age(moment) => i64::MIN..=moment.saturating_sub(1),
            When::Date(date) => end(&date).saturating_add(1)..=i64::MAX,
        },
        Operator::AtLeast(part) => match when(part)? {
            When::Age(moment) => i64::MIN..=moment,
            When::Date(date) => *date.first.start()..=i64::MAX,
        },
        Operator::Below(part) => match when(part)? {
            When::Age(moment) => moment.saturating_add(1)..=i64::MAX,
            When::Date(date) => i64::MIN..=date.first.start().saturating_sub(1),
        },
        Operator::AtMost(part) => match when(part)? {
            When::Age(moment) => moment..=i64::MAX,
            When::Date(date) => i64::MIN..=end(&date),
        },
        Operator::Between(None, None) => return Err(needed(value, whole, &ValueMistake::TimeNeeded)),
        Operator::Between(start, end) => {
            let ends = (start.map(&when).transpose()?, end.map(&when).transpose()?);
            between(ends, value)?
        }
    };
    Ok(term(range))
}

/// The last moment of a date, of the second time where there are two.
fn end(date: &Moments) -> i64 {
    *date.again.as_ref().unwrap_or(&date.first).end()
}

fn between(
    (start, till): (Option<When>, Option<When>),
    value: Part<'_>,
) -> Result<RangeInclusive<i64>, Mistake> {
    let mistake = |what: ValueMistake| Err(value.trimmed().mistaken(what));
    match (start, till) {
        // In either order: a range that holds nothing is never meant.
        (Some(When::Age(a)), Some(When::Age(b))) => Ok(a.min(b)..=a.max(b)),
        (Some(When::Age(_)), Some(When::Date(_))) | (Some(When::Date(_)), Some(When::Age(_))) => {
            mistake(ValueMistake::DateAndAge)
        }
        // Is the end of that the past or the present?
        (Some(When::Age(_)), None) | (None, Some(When::Age(_))) => mistake(ValueMistake::AgeAtOneEnd),
        (start, till) => {
            let (mut first, mut last) = (i64::MIN, i64::MAX);
            if let Some(When::Date(date)) = start {
                first = *date.first.start();
            }
            if let Some(When::Date(date)) = till {
                last = end(&date);
            }
            in_order(first..=last, value)
        }
    }
}

fn when(part: Part<'_>, whole: Part<'_>, now: &Now) -> Result<When, Mistake> {
    if part.text.is_empty() {
        return Err(needed(part, whole, &ValueMistake::TimeNeeded));
    }
    if let Some(moment) = text::parse_age(part.text, &now.0) {
        return Ok(When::Age(moment));
    }
    text::parse_date(part.text, &now.0).map(When::Date).map_err(|error| {
        let typed = part.text.to_owned();
        part.mistaken(match error {
            DateError::NotADate => ValueMistake::NotATime(typed),
            DateError::NoSuchDate => ValueMistake::NoSuchDate(typed),
        })
    })
}

/// Where nothing is there to mark, the whole term is marked.
fn needed(part: Part<'_>, whole: Part<'_>, what: &ValueMistake) -> Mistake {
    let marked = if part.text.is_empty() { whole } else { part };
    marked.mistaken(what.clone())
}

fn in_order<T: PartialOrd>(range: RangeInclusive<T>, value: Part<'_>) -> Result<RangeInclusive<T>, Mistake> {
    if range.is_empty() {
        return Err(value.trimmed().mistaken(ValueMistake::EndBeforeBeginning));
    }
    Ok(range)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(text: &str) -> Result<RangeInclusive<u64>, Mistake> {
        let part = Part { text, start: 0 };
        numbers(part, part, &COUNT)
    }

    #[test]
    fn a_count_is_a_whole_number_without_a_unit() {
        for (text, range) in [
            ("3", 3..=3),
            ("> 3", 4..=u64::MAX),
            ("<=1,500", 0..=1500),
            ("2..5", 2..=5),
            ("2..<5", 2..=4),
            ("..<5", 0..=4),
            ("1\u{202F}000..", 1000..=u64::MAX),
        ] {
            assert_eq!(counts(text), Ok(range), "{text}");
        }
        for text in [
            "3mb",
            "3b",
            "1.5",
            "1.000",
            "x",
            "",
            "..",
            "<0",
            ">18446744073709551615",
            "5..2",
            "5..<5",
            "..<0",
            "2..<",
            "-1",
        ] {
            assert!(counts(text).is_err(), "{text}");
        }
    }
}
