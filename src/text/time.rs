//! Moments as text. The whole range of a file system's times is printed: a moment outside of the calendar's years
//! (−9999 to 9999) becomes `@seconds`.

use super::Zone;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

/// Universal time, `YYYY-MM-DDTHH:MM:SSZ`, of seconds since 1970-01-01T00:00:00Z (RFC 3339 for the years 0 to 9999).
pub fn utc(seconds: i64) -> String {
    match Timestamp::from_second(seconds) {
        Ok(moment) => {
            let moment = moment.to_zoned(TimeZone::UTC);
            format!("{}{}", year(&moment), moment.strftime("-%m-%dT%H:%M:%SZ"))
        }
        Err(_) => format!("@{seconds}"),
    }
}

/// Time on the machine's clock, `YYYY-MM-DD HH:MM:SS`, of seconds since 1970-01-01T00:00:00Z.
pub fn local(seconds: i64) -> String {
    in_zone(seconds, Zone::local().rules().clone())
}

/// The same to the minute, `YYYY-MM-DD HH:MM`: for a glance, where the seconds stand elsewhere.
pub fn local_minute(seconds: i64) -> String {
    let mut text = local(seconds);
    if !text.starts_with('@') {
        text.truncate(text.len() - ":SS".len());
    }
    text
}

pub(super) fn in_zone(seconds: i64, zone: TimeZone) -> String {
    match Timestamp::from_second(seconds) {
        Ok(moment) => {
            let moment = moment.to_zoned(zone);
            format!("{}{}", year(&moment), moment.strftime("-%m-%d %H:%M:%S"))
        }
        Err(_) => format!("@{seconds}"),
    }
}

/// Four digits, behind a sign before the year 0 (ISO 8601); jiff's own `%Y` counts the sign among the four.
fn year(moment: &Zoned) -> String {
    let year = moment.year();
    if year < 0 { format!("-{:04}", year.unsigned_abs()) } else { format!("{year:04}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_moment_has_a_text() {
        for (seconds, expected) in [
            (0, "1970-01-01T00:00:00Z"),
            (-1, "1969-12-31T23:59:59Z"),
            (-2_208_988_801, "1899-12-31T23:59:59Z"),
            (4_102_444_800, "2100-01-01T00:00:00Z"),
            (253_402_207_200, "9999-12-30T22:00:00Z"),
            (-62_167_219_201, "-0001-12-31T23:59:59Z"),
            (-62_167_219_200, "0000-01-01T00:00:00Z"),
            (i64::MAX, "@9223372036854775807"),
            (i64::MIN, "@-9223372036854775808"),
        ] {
            assert_eq!(utc(seconds), expected);
        }
    }

    #[test]
    fn a_zone_moves_the_clock() {
        let zone = TimeZone::fixed(jiff::tz::offset(2));
        assert_eq!(in_zone(0, zone), "1970-01-01 02:00:00");
    }
}
